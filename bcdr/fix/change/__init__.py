"""Fixes of the family change."""
