"""Where the files that travel with the product are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSIDE = _PACKAGE / "_data"


def _folder(name: str) -> Path:
    inside = _INSIDE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def templates() -> Path:
    """Jinja2 templates of reports, pages and new plans, and the fonts."""
    return _folder("templates")


def site() -> Path:
    """The MkDocs Material scaffold of the runbook site."""
    return _folder("site")


def example() -> Path:
    """The worked example: a small company's whole plan."""
    return _folder("plans/harbour-books")
