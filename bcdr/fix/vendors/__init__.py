"""Fixes of the family vendors."""
