"""Opinions about facts: one rule a file, found by walking this package."""
