"""A year of drills for the people who hold them."""
