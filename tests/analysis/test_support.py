"""What is out of support, who rests on it first, and the way to replace it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.support import Replacement

PLAN = """
places: {hall: {site: s}, rack: {within: hall}, empty-room: {site: s}}
services: {shop: {tier: 2}, old: {tier: 1, active: no, at: rack}}
datastores: {db: {tier: 2}, small: {tier: 3, at: rack}}
runbooks:
  timed: {title: T, steps: [{do: a, takes: 1h}, {do: b, takes: 2h}]}
  untimed: {title: U, steps: [{do: a, takes: 1h}, {do: b}]}
  empty: {title: E}
"""


@pytest.mark.parametrize(
    ("used_by", "end", "first"),
    [
        ("services/shop, datastores/small", "2026-11-20", "services/shop"),
        ("services/shop, datastores/db", "2026-11-20", "datastores/db"),
        ("services/old, datastores/small", "2026-11-20", "datastores/small"),
        ("services/old", "2026-11-20", ""),
        ("", "2026-11-20", ""),
        ("datastores/db", "2026-11-21", ""),
        ("datastores/db", "unknown", ""),
        ("places/rack", "2026-11-20", "datastores/small"),
        ("places/hall", "2026-11-20", "datastores/small"),
        ("places/empty-room", "2026-11-20", ""),
    ],
)
def test_the_most_critical_that_rests_on_it(facts: Callable[..., Facts], used_by: str, end: str, first: str) -> None:
    found = facts(PLAN + f"components: {{c: {{title: C, used_by: [{used_by}], end_of_support: {end}}}}}")
    entries = (*found.plan.services.values(), *found.plan.datastores.values())
    assert "".join(e.ref for e in entries if found.out_of_support(e)) == first


@pytest.mark.parametrize(
    ("way", "found"),
    [
        ("", Replacement(is_written=False, takes=None)),
        (", takes: 5h", Replacement(is_written=False, takes=timedelta(hours=5))),
        (", rebuild: another", Replacement(is_written=True, takes=None)),
        (", rebuild: another, takes: 5h", Replacement(is_written=True, takes=timedelta(hours=5))),
        (", runbook: timed", Replacement(is_written=True, takes=timedelta(hours=3))),
        (", runbook: timed, takes: 5h", Replacement(is_written=True, takes=timedelta(hours=5))),
        (", runbook: untimed", Replacement(is_written=True, takes=None)),
        (", runbook: empty", Replacement(is_written=False, takes=None)),
    ],
)
def test_the_way_around_it(facts: Callable[..., Facts], way: str, found: Replacement) -> None:
    known = facts(PLAN + f"components: {{c: {{title: C{way}}}}}")
    assert known.replacement(known.plan.components["c"]) == found
