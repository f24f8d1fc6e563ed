"""Are the promises possible?"""
