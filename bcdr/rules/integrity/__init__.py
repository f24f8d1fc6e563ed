"""Does the plan agree with itself?"""
