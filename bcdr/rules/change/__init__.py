"""Is planned risky work safe to start?"""
