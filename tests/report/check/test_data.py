"""Copies that outlive the law, and rights that nobody reviewed."""

from __future__ import annotations

import pytest

from .conftest import Said

STORE = "datastores: {d: {personal: {level: %s, legal_retention: 30d}, copies: {n: {kind: dump, every: 1d, %s}}}}"


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (STORE % ("ordinary", "keep: 30d"), []),
        (STORE % ("ordinary", "keep: 31d"), ["datastores/d/copies/n"]),
        (STORE % ("ordinary", "generations: 29"), []),
        (STORE % ("ordinary", "generations: 40"), ["datastores/d/copies/n"]),
        (STORE % ("ordinary", "lag: 1h"), []),
        (STORE % ("none", "keep: 31d"), []),
        (STORE % ("ordinary", "keep: 31d, active: no"), []),
        ("datastores: {d: {personal: ordinary, copies: {n: {kind: dump, keep: 90d}}}}", []),
        ("datastores: {d: {copies: {n: {kind: dump, keep: 90d}}}}", []),
    ],
    ids=[
        "as long as the law", "a day longer", "few generations", "many generations", "not stated", "no personal data",
        "not made any more", "no limit in law", "nothing about people",
    ],
)  # fmt: skip
def test_retention_exceeds_purpose(said: Said, plan: str, found: list[str]) -> None:
    assert said("retention-exceeds-purpose", plan) == found


@pytest.mark.parametrize(
    ("rights", "found"),
    [
        ("reviewed: 2025-11-21, can: {delete: [datastores/d]}", []),
        ("reviewed: 2025-11-20, can: {delete: [datastores/d]}", ["credentials/c"]),
        ("reviewed: 2025-11-20, can: {restore: [datastores/d]}", ["credentials/c"]),
        ("reviewed: 2025-11-20, can: {write: [datastores/d]}", ["credentials/c"]),
        ("reviewed: 2025-11-20, can: {read: [datastores/d]}", []),
        ("reviewed: 2025-11-20", ["credentials/c"]),
        ("can: {delete: [datastores/d]}", ["credentials/c"]),
    ],
    ids=["a year ago", "a day more", "restore", "write", "only reads", "rights not known", "never"],
)
def test_access_unreviewed(said: Said, rights: str, found: list[str]) -> None:
    assert said("access-unreviewed", "datastores: {d: {}}\ncredentials: {c: {" + rights + "}}") == found
