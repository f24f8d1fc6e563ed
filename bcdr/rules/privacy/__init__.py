"""Is the data of people safe, and can that be shown?"""
