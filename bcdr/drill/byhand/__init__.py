"""A drill that people carried out by themselves: what they say of it is read, questioned, and written as its record."""
