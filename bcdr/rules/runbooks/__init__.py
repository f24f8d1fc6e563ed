"""Is it written down how to come back?"""
