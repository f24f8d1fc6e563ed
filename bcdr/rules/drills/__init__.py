"""Has it been shown?"""
