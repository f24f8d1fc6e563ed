"""Fixes of the family runbooks."""
