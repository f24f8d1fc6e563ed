"""The whole plan as a printed book, for the day on which nothing else works."""

from bcdr.report.book.document import book

__all__ = ["book"]
