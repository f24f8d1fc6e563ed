"""Worst-case loss: the worked values of the domain reference, and what must never be flattered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.model.value import UNBOUNDED

Make = Callable[..., Facts]
H = timedelta(hours=1)


def copies(text: str) -> str:
    return f"""
    people: {{a: {{name: A}}}}
    datastores:
      db:
        class: truth
        copies: {{{text}}}
    """


WORKED = [
    ("I + D", "n: {kind: dump, every: 24h, duration: 2h}", 26 * H),
    ("copy job on it", "n: {kind: dump, every: 24h, duration: 2h}, off: {kind: image, from: n, every: 24h, duration: 3h}", 26 * H),
    ("only the second copy", "n: {kind: dump, active: no, every: 24h, duration: 2h}, off: {kind: image, from: n, every: 24h, duration: 3h}", 53 * H),
    ("log shipping", "base: {kind: dump, every: 7d}, wal: {kind: log-archive, base: base, lag: 5m}", timedelta(minutes=5)),
    ("asynchronous replica only", "r: {kind: replica, lag: 5s}", UNBOUNDED),
    ("no copy", "", UNBOUNDED),
    ("no schedule", "n: {kind: dump, duration: 2h}", UNBOUNDED),
    ("log archive without base", "wal: {kind: log-archive, lag: 5m}", UNBOUNDED),
    ("the best of two", "a: {kind: dump, every: 24h}, b: {kind: snapshot, every: 1h}", H),
    ("nightly by cron", 'n: {kind: dump, cron: "0 2 * * *", duration: 2h}', 26 * H),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "expected"), WORKED, ids=[w[0] for w in WORKED])
def test_normal_worst_case(facts: Make, case: str, text: str, expected: timedelta) -> None:
    found = facts(copies(text))
    assert found.loss(found.plan.datastores["db"]).normal == expected, case


def test_degraded_adds_the_time_to_notice_and_corruption_the_time_to_discover(facts: Make) -> None:
    watched = copies(
        "n: {kind: dump, every: 24h, duration: 2h, monitor: {by: switch, alerts: [people/a], repaired_within: 24h}}"
    )
    found = facts(watched + "\n    scenarios: {ransomware: {applicable: yes, detection: 7d}}")
    loss = found.loss(found.plan.datastores["db"])
    assert (loss.degraded, loss.corruption) == (50 * H, 194 * H)


def test_without_anybody_alerted_the_degraded_value_is_unbounded(facts: Make) -> None:
    found = facts(copies("n: {kind: dump, every: 24h}"))
    assert found.loss(found.plan.datastores["db"]).degraded == UNBOUNDED


def test_corruption_is_assumed_to_be_found_after_14_days(facts: Make) -> None:
    found = facts(copies("n: {kind: dump, every: 24h}"))
    assert found.loss(found.plan.datastores["db"]).corruption == timedelta(days=15)


def test_every_figure_carries_its_derivation(facts: Make) -> None:
    found = facts(copies("n: {kind: dump, every: 24h, duration: 2h}"))
    terms = found.loss(found.plan.datastores["db"]).terms
    assert [(t.symbol, t.copy, t.value) for t in terms] == [("I", "n", 24 * H), ("D", "n", 2 * H)]


def test_what_is_missing_is_named(facts: Make) -> None:
    found = facts(copies("n: {kind: dump}"))
    assert found.loss(found.plan.datastores["db"]).unknown == "copy n states no schedule"
