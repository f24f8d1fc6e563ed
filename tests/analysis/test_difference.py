"""Two plans compared in meaning: what came, what went, what says something else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bcdr.analysis.difference import Difference, differences
from bcdr.model.plan import Plan
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

BASE = """
organization: {name: A}
services: {shop: {rto: 4h, tier: 1, depends_on: [datastores/db], impact: [{after: 1h, business: 1}]}}
datastores: {db: {copies: {n: {kind: dump, every: 1d}}}}
"""


def plan(text: str) -> Plan:
    loaded = load(from_texts({"plan.yaml": "bcdr: 1\n" + text}))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    return loaded.plan


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{name: A}", "{name: A}   # a comment", []),
        ("rto: 4h", "rto: PT4H", []),
        ("rto: 4h", "rto: 8h", [("services/shop", "changed", "rto", timedelta(hours=4), timedelta(hours=8))]),
        ("rto: 4h", "rto: unknown", [("services/shop", "changed", "rto", timedelta(hours=4), None)]),
        ("business: 1", "business: 2", [("services/shop", "changed", "impact.1.business", 1, 2)]),
        ("every: 1d", "every: 2d", [("datastores/db", "changed", "copies.n.every", timedelta(1), timedelta(2))]),
        ("name: A", "name: B", [("organization", "changed", "name", "A", "B")]),
        ("services:", "vendors: {v: {}}\nservices:", [("vendors/v", "added", "", None, None)]),
    ],
)  # fmt: skip
def test_one_difference(old: str, new: str, expected: list[tuple[Any, ...]]) -> None:
    found = differences(plan(BASE), plan(BASE.replace(old, new, 1)))
    assert found == tuple(Difference(*e) for e in expected)


def test_what_went_is_named_and_a_copy_that_went_is_a_change_of_its_store() -> None:
    found = differences(plan(BASE), plan("organization: {name: A}\ndatastores: {db: {}}"))
    assert [(d.ref, d.sort, d.field) for d in found] == [
        ("services/shop", "removed", ""),
        ("datastores/db", "changed", "copies.n"),
    ]


def test_lists_of_another_length_are_one_change() -> None:
    more = BASE.replace("{after: 1h, business: 1}", "{after: 1h, business: 1}, {after: 2h, business: 2}")
    [found] = differences(plan(BASE), plan(more))
    assert (found.field, len(found.old), len(found.new)) == ("impact", 1, 2)
