"""How long until something is full, and how much of its time a job takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.ceiling import Ceiling, share
from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.value import UNBOUNDED

Make = Callable[..., Facts]
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("size", "used", "growth", "left"),
    [
        (100, 100, 1, timedelta()),
        (100, 101, 0, timedelta()),
        (100, 99, 0, UNBOUNDED),
        (100, 50, 5, timedelta(seconds=10)),
        (10**18, 0, 1e-9, UNBOUNDED),
    ],
)
def test_time_until_full(size: int, used: float, growth: float, left: timedelta) -> None:
    assert Ceiling((), size, used, growth).left == left


PLACE = """
places:
  hall: {limit: {size: 100GB}}
  disk: {within: hall}
datastores:
  b: {tier: 2, at: disk, size: 30GB, growth: 1GB/day, copies: {twin: {kind: mirror, at: hall}}}
  a: {tier: 2, at: hall, size: 10GB, growth: 1GB/day, copies: {
      old: {kind: dump, at: hall, active: no, last_success: {occurred: 2026-11-20, size: 50GB}},
      dump: {kind: dump, at: hall, last_success: {occurred: 2026-11-20, size: 5GB}}}}
  c: {tier: 3, at: hall}
"""


def test_a_place_holds_what_lies_in_it(facts: Make) -> None:
    known = facts(PLACE)
    (only,) = known.ceilings(known.plan.datastores["a"])
    assert only.place == "places/hall"
    assert only.used == 75e9
    assert round(only.growth * 86400) == 3_500_000_000


@pytest.mark.parametrize("id_", ["b", "c"])
def test_a_place_is_told_once(facts: Make, id_: str) -> None:
    known = facts(PLACE)
    assert known.ceilings(known.plan.datastores[id_]) == ()


def test_a_copy_without_a_source_size_does_not_grow(facts: Make) -> None:
    known = facts("""
datastores: {a: {growth: 1GB/day, copies: {
  d: {kind: dump, limit: 9GB, last_success: {occurred: 2026-11-20, size: 5GB}}, e: {kind: dump, limit: 9GB}}}}
""")
    copies = known.plan.datastores["a"].copies
    assert [(c.used, c.growth) for copy in copies.values() for c in known.ceilings(copy)] == [(5e9, 0), (0, 0)]


@pytest.mark.parametrize(
    ("values", "gap", "after", "expected"),
    [
        ({"duration": 6 * DAY / 24}, DAY, timedelta(), 0.25),
        ({"duration": 6 * DAY / 24}, DAY, 10 * DAY, 0.5),
        ({}, DAY, timedelta(), None),
        ({"duration": DAY}, None, timedelta(), None),
        ({"duration": DAY}, UNBOUNDED, timedelta(), None),
        ({"duration": UNBOUNDED}, DAY, timedelta(), None),
    ],
)
def test_share(values: dict[str, object], gap: timedelta | None, after: timedelta, expected: float | None) -> None:
    store = Datastore(size=864000, growth=1.0)
    assert share(Copy(kind="dump", **values), store, gap, after) == expected
