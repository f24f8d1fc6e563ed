"""What do others promise, and how do we leave them?"""
