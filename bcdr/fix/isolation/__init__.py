"""Fixes of the family isolation."""
