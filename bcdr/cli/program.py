"""Which state of the program this is: between two releases the version alone does not tell."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import bcdr
from bcdr import shipped

KINDS = frozenset({".css", ".j2", ".md", ".py", ".woff", ".yaml"})
"""Suffixes of files that decide what comes out; what editors and Python leave beside them does not."""


@cache
def state() -> str:
    """SHA-256 over the files of this program: the same for a wheel and for the checkout that it was built from."""
    return state_of(Path(bcdr.__file__).parent, shipped.templates())


def state_of(package: Path, templates: Path) -> str:
    """SHA-256 over names and digests of the files of a program, wherever it lies."""
    inside = {f"bcdr/{p.relative_to(package).as_posix()}": p for p in package.rglob("*") if _counts(p)}
    found = {name: p for name, p in inside.items() if not name.startswith("bcdr/_data/")}
    found |= {f"templates/{p.relative_to(templates).as_posix()}": p for p in templates.rglob("*") if _counts(p)}
    listing = "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {name}\n" for name, p in sorted(found.items()))
    return hashlib.sha256(listing.encode()).hexdigest()


def _counts(path: Path) -> bool:
    return path.suffix in KINDS and path.is_file()
