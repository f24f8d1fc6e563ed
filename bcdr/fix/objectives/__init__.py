"""Fixes of the family objectives."""
