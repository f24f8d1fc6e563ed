"""Is there somebody, and can they be reached?"""
