"""Fixes of the family drills."""
