"""How far apart the restored states of a consistency group may lie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.model.value import UNBOUNDED

Make = Callable[..., Facts]
H = timedelta(hours=1)
TWO = "datastores: {a: {consistency_group: G, copies: {x: %s}}, b: {consistency_group: g, copies: {x: %s}}}"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("{kind: dump, every: 1h}", "{kind: dump, every: 6h}", 6 * H),
        ("{kind: dump, every: 9h}", "{kind: dump, every: 6h}", 9 * H),
        ("{kind: log-archive, lag: 5m}", "{kind: dump, every: 6h}", 6 * H),
        ("{kind: versioned-objects}", "{kind: log-archive, every: 1h}", H),
        ('{kind: dump, cron: "0 2 * * *"}', '{kind: snapshot, cron: "0 2 * * *"}', timedelta()),
        ('{kind: dump, cron: "0 2 * * *", timezone: UTC}', '{kind: snapshot, cron: "0 2 * * *"}', 24 * H),
        ("{kind: dump}", "{kind: dump, every: 1h}", UNBOUNDED),
        ("{kind: dump, every: 1h}", "{kind: replica, lag: 1h}", UNBOUNDED),
    ],
)
def test_apart(one: str, other: str, apart: timedelta, facts: Make) -> None:
    known = facts(TWO % (one, other))
    found = known.drift(known.plan.datastores["a"])
    assert found is not None
    assert (found.other.id, found.apart, found.is_unbacked) == ("b", apart, "replica" in other)


@pytest.mark.parametrize(
    "text",
    [
        "{a: {copies: {x: {kind: dump}}}}",
        "{a: {consistency_group: g, copies: {x: {kind: dump}}}}",
        "{a: {consistency_group: g, copies: {x: {kind: dump}}}, b: {consistency_group: g, active: no}}",
        "{a: {consistency_group: g, copies: {x: {kind: replica}}}, b: {consistency_group: g}}",
    ],
    ids=["no group", "alone in it", "the other is retired", "itself without a backup"],
)
def test_nothing_drifts(text: str, facts: Make) -> None:
    known = facts(f"datastores: {text}")
    assert known.drift(known.plan.datastores["a"]) is None


def test_the_worst_of_several(facts: Make) -> None:
    known = facts("""
datastores:
  a: {consistency_group: g, copies: {x: {kind: dump, every: 1h}}}
  b: {consistency_group: g, copies: {x: {kind: dump, every: 2h}}}
  c: {consistency_group: g, copies: {x: {kind: dump, every: 3h}, y: {kind: dump, every: 7h}}}
""")
    found = known.drift(known.plan.datastores["a"])
    assert found is not None
    assert (found.other.id, found.apart) == ("c", 3 * H)
