"""Fixes of the family people."""
