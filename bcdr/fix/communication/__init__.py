"""Fixes of the family communication."""
