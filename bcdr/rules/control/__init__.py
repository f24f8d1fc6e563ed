"""Who can take the data and its copies, and who holds the keys?"""
