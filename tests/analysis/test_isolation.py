"""The two ladders: only the closest shared level speaks, and unknown is never separate."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import Reach, Rung

Make = Callable[..., Facts]

PLACES = """
places:
  here: {storage: s1, site: a, region: r1, provider: p1, account: acc1}
  here2: {storage: s2, site: a, region: r1, provider: p1, account: acc1}
  near: {storage: s3, site: b, region: r1, provider: p1, account: acc2}
  far: {storage: s4, site: c, region: r2, provider: p2, account: acc3}
  farkm: {storage: s5, site: d, provider: p3, coordinates: [52.5, 13.4]}
  herekm: {storage: s1, site: a, provider: p1, coordinates: [48.8, 9.2]}
  vague: {provider: p1, account: acc1}
  mystery: {}
  drawer: {site: b, offline: yes, provider: self}
"""

LADDER = [
    ("here", [], Rung.UNBACKED),
    ("here", ["replica far"], Rung.LIVE_ONLY),
    ("here", ["dump here"], Rung.SAME_STORAGE),
    ("here", ["dump here", "dump here2"], Rung.SAME_SITE),
    ("here", ["dump here2", "replica far"], Rung.SAME_SITE),
    ("here", ["dump near"], Rung.SAME_REGION),
    ("here", ["dump vague"], Rung.SAME_REGION),
    ("here", ["dump here", "dump far"], Rung.CLEAR),
    ("herekm", ["dump farkm"], Rung.CLEAR),
]


def plan(home: str, kinds: list[str], extra: str = "") -> str:
    copies = ", ".join(f"c{n}: {{kind: {k.split()[0]}, at: {k.split()[1]}{extra}}}" for n, k in enumerate(kinds))
    return PLACES + f"datastores:\n  db: {{class: truth, at: {home}, copies: {{{copies}}}}}\n"


@pytest.mark.parametrize(("home", "kinds", "rung"), LADDER, ids=str)
def test_the_closest_shared_level_is_the_one(facts: Make, home: str, kinds: list[str], rung: Rung) -> None:
    found = facts(plan(home, kinds))
    assert found.rung(found.plan.datastores["db"]) is rung


REACH = [
    (["dump near"], "", Reach.SAME_PROVIDER),
    (["dump here2"], "", Reach.SAME_ACCOUNT),
    (["dump far"], "", Reach.CLEAR),
    (["dump mystery"], "", Reach.ACCOUNT_UNKNOWN),
    (["dump drawer"], "", Reach.CLEAR),
    (["dump here2"], ", immutable: {for: 30d, mode: compliance}", Reach.SAME_PROVIDER),
    (["dump here2"], ", immutable: {for: 30d, mode: governance}", Reach.SAME_ACCOUNT),
]


@pytest.mark.parametrize(("kinds", "extra", "expected"), REACH, ids=str)
def test_who_can_reach_every_copy(facts: Make, kinds: list[str], extra: str, expected: Reach) -> None:
    found = facts(plan("here", kinds, extra))
    assert found.reach(found.plan.datastores["db"]) is expected
