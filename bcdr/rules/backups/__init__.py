"""Would the copy be there and be good?"""
