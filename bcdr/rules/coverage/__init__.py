"""Is everything that matters protected at all?"""
