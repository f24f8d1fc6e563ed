"""Fixes of the family backups."""
