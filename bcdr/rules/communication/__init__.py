"""Who hears what, and how, when the first way is down?"""
