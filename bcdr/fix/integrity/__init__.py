"""Fixes of the family integrity."""
