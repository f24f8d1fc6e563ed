"""Fixes of the family coverage."""
