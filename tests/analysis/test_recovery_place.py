"""Places to restore onto: apart from the home of the data or not, and what guards only the home."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.place import Labels
from bcdr.analysis.recovery_place import home_stores, is_apart, recovery_places, weaker
from bcdr.model.runbook import Target

HOME = Labels(storage="host", site="a", provider="self", account="own", admin="root")


@pytest.mark.parametrize(
    ("said", "at", "apart"),
    [
        (None, Labels(), False),
        (None, Labels(site="b"), False),
        (None, Labels(account="other", admin="other", provider="other"), False),
        (None, Labels(site="b", account="other"), True),
        (None, Labels(site="b", provider="other"), True),
        (None, Labels(site="b", admin="other"), True),
        (None, Labels(storage="disk", admin="other"), True),
        (None, Labels(site="b", account="own", provider="self", admin="root"), False),
        (None, Labels(site="a", account="other"), False),
        (None, Labels(storage="host", site="b", account="other"), False),
        (True, Labels(), True),
        (True, Labels(site="a", account="own"), True),
        (True, Labels(storage="host"), False),
        (False, Labels(site="b", account="other"), False),
    ],
)
def test_apart_is_shown_or_said_and_not_contradicted(said: bool | None, at: Labels, apart: bool) -> None:
    assert is_apart(Target(what="x", segregated=said), at, HOME) is apart


PLAN = """
places: {p: {}, q: {}, r: {within: p}}
datastores: {d: {}, e: {class: derived}, f: {active: no}, g: {}}
services: {s: {}}
runbooks:
  one: {title: One, recovers: [datastores/d, datastores/e, datastores/f, services/s], target: {at: p}}
  two: {title: Two, recovers: [datastores/g, datastores/d], target: {at: p}}
  three: {title: Three, recovers: [services/s], target: {at: q}}
  four: {title: Four, recovers: [datastores/g], target: {what: anything}}
  five: {title: Five, recovers: [datastores/g]}
"""


def test_places_come_with_what_would_be_restored_there(facts: Callable[[str], Facts]) -> None:
    plan = facts(PLAN).plan
    assert [s.id for s in home_stores(plan.runbooks["one"], plan)] == ["d"]
    assert [(p.id, [s.id for s in stores]) for p, stores in recovery_places(plan)] == [("p", ["d", "g"])]


LOGIN = "{can: {%s: [places/%s]}, mfa: %s, human: %s}"


@pytest.mark.parametrize(
    ("more", "lost"),
    [
        ("measures: {m: {title: Log, kind: logging, status: in-place, affects: [places/p]}}", ["Log"]),
        ("measures: {m: {title: Log, kind: logging, status: tested, affects: [places/p]}}", ["Log"]),
        ("measures: {m: {title: Log, kind: logging, status: planned, affects: [places/p]}}", []),
        ("measures: {m: {title: Log, kind: redundancy, status: tested, affects: [places/p]}}", []),
        ("measures: {m: {title: Log, kind: logging, status: tested, affects: [places/p, places/q]}}", []),
        ("measures: {m: {title: Log, kind: logging, status: tested, affects: [places/q]}}", []),
        (f"credentials: {{a: {LOGIN % ('write', 'p', 'yes', 'yes')}, b: {LOGIN % ('restore', 'q', 'no', 'yes')}}}", ["a second factor for its logins"]),
        (f"credentials: {{a: {LOGIN % ('delete', 'p', 'yes', 'yes')}, b: {LOGIN % ('delete', 'q', 'no', 'no')}}}", []),
        (f"credentials: {{a: {LOGIN % ('read', 'p', 'yes', 'yes')}, b: {LOGIN % ('delete', 'q', 'no', 'yes')}}}", []),
        (f"credentials: {{a: {LOGIN % ('delete', 'p', 'no', 'yes')}, b: {LOGIN % ('delete', 'q', 'no', 'yes')}}}", []),
        (f"credentials: {{a: {LOGIN % ('delete', 'p', 'yes', 'yes')}, b: {LOGIN % ('delete', 'q', 'yes', 'yes')}, c: {LOGIN % ('delete', 'q', 'no', 'yes')}}}", ["a second factor for its logins"]),
    ],
    ids=[
        "missing", "tested and missing", "planned", "no guard", "in both", "only there", "second factor",
        "a program needs none", "readers do not count", "nowhere", "one login of two",
    ],
)  # fmt: skip
def test_what_guards_only_the_home(facts: Callable[[str], Facts], more: str, lost: list[str]) -> None:
    found = facts("places: {p: {}, q: {}, r: {within: p}}\n" + more)
    assert list(weaker(found.plan, found.labels("places/r"), found.labels("places/q"))) == lost


@pytest.mark.parametrize(("provider", "lost"), [("self", ["Doors"]), ("host", []), ("unknown", [])])
def test_doors_are_compared_under_one_provider(facts: Callable[[str], Facts], provider: str, lost: list[str]) -> None:
    found = facts(
        f"places: {{p: {{provider: self}}, q: {{provider: {provider}}}}}\n"
        "measures: {m: {title: Doors, kind: physical, status: tested, affects: [places/p]}}"
    )
    assert list(weaker(found.plan, found.labels("places/p"), found.labels("places/q"))) == lost
