"""Fixes of the family privacy."""
