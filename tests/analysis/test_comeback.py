"""Several things down at once: who goes first, who does what, what shares a link, and why something does not come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bcdr.analysis.comeback import Comeback, comeback
from bcdr.analysis.facts import Facts
from bcdr.analysis.schedule import Wait
from bcdr.analysis.work import Way, works

Make = Callable[..., Facts]

FIRE = """
organization: {name: Test}
people: {ann: {name: Ann}, ben: {name: Ben}, cleo: {name: Cleo}}
roles:
  admin: {holder: ann, deputies: [ben]}
  desk: {holder: cleo}
  night-shift: {holders_in: documents/roster}
documents: {roster: {title: Roster}}
places: {nas: {site: a}, spare: {site: b}, cloud: {site: c, lead_time: 20m}}
recovery_order: {order: [login, shop]}
services:
  shop: {tier: 1, depends_on: [services/login, datastores/orders], estimate: {detect: 5m, decide: 10m, mobilise: 15m, verify: 20m, switch_over: 10m}}
  login: {tier: 2, depends_on: [datastores/accounts], estimate: {detect: 5m}}
  wiki: {tier: 3, depends_on: [datastores/pages], estimate: {detect: 1h, provision: 3h}}
datastores:
  orders: {size: 36GB, restore: {rate: 10MB/s}, at: spare, copies: {n: {kind: dump, at: nas}}}
  accounts: {size: 36GB, restore: {rate: 10MB/s}, at: spare, copies: {n: {kind: dump, at: nas}}}
  pages: {size: 36GB, restore: {rate: 10MB/s}, copies: {n: {kind: dump, at: nas}, r: {kind: replica, at: cloud}}}
runbooks:
  restore-shop:
    title: Restore the shop
    recovers: [services/shop, datastores/orders]
    steps:
      - {id: stop, do: Stop, kind: freeze, by: admin, takes: 10m}
      - {id: load, do: Load, kind: restore, by: admin, takes: 30m}
      - {id: page, do: Write a notice, by: desk, takes: 5m, after: [stop]}
      - {id: look, do: Look, kind: verify, by: desk, people: 1, takes: 15m, after: [load, page]}
  restore-login:
    title: Restore the login
    recovers: [services/login]
    target: {what: server, at: cloud}
    steps: [{do: Build, by: admin, takes: 40m}, {do: Check, by: admin, kind: verify, takes: 10m}]
  restore-wiki:
    title: Restore the wiki
    recovers: [services/wiki]
    target: {what: server, lead_time: 2h}
    steps: [{do: Build, by: admin, takes: 40m}, {do: Load, by: night-shift, kind: restore, takes: 30m}]
"""


def minutes(span: timedelta | None) -> float | None:
    return None if span is None else span / timedelta(minutes=1)


def back(found: Comeback) -> dict[str, float | None]:
    return {ref: minutes(span) for ref, span in found.back.items()}


def at(found: Comeback, task: str) -> tuple[float | None, float | None, tuple[str, ...]]:
    slot = found.schedule.slots[task]
    return minutes(slot.start), minutes(slot.end), tuple(p.removeprefix("people/") for p in slot.people)


def shop(facts: Facts) -> Way:
    return Way("services/shop", facts.plan.runbooks["restore-shop"])


def test_phases_before_and_after_are_counted_once(facts: Make) -> None:
    f = facts(FIRE)
    found = comeback([shop(f)], f)
    # detect, decide, mobilise; the steps, the restore lifted to an hour; its own verify, then the switch
    assert back(found) == {"services/shop": 5 + 10 + 15 + 10 + 60 + 15 + 10}
    assert "services/shop verify" not in found.schedule.slots
    assert [found.stages[s.task].name for s in found.path("services/shop")] == [
        "detect",
        "decide",
        "mobilise",
        "Stop",
        "Load",
        "Look",
        "switch over",
    ]


def test_a_restore_step_takes_size_over_rate_when_that_is_longer(facts: Make) -> None:
    f = facts(FIRE)
    assert at(comeback([shop(f)], f), "runbooks/restore-shop 2") == (40, 100, ("ann",))
    quick = facts(FIRE.replace("rate: 10MB/s", "rate: 100MB/s"))
    assert at(comeback([shop(quick)], quick), "runbooks/restore-shop 2") == (40, 70, ("ann",))


def test_a_replica_is_promoted_and_not_copied_back(facts: Make) -> None:
    f = facts(FIRE.replace("recovers: [services/wiki]", "recovers: [services/wiki, datastores/pages]"))
    book, copies = f.plan.runbooks["restore-wiki"], f.plan.datastores["pages"].copies
    lengths = {
        id_: comeback([Way("datastores/pages", book, c)], f).back["datastores/pages"] for id_, c in copies.items()
    }
    assert lengths["n"] - lengths["r"] == timedelta(minutes=30)


def test_detection_of_the_event_replaces_every_estimate(facts: Make) -> None:
    f = facts(FIRE)
    ways = [shop(f), Way("services/login", f.plan.runbooks["restore-login"])]
    early, late = comeback(ways, f), comeback(ways, f, detection=timedelta(minutes=105))
    assert late.back["services/shop"] - early.back["services/shop"] == timedelta(minutes=100)


def test_what_is_needed_comes_first_and_is_as_urgent(facts: Make) -> None:
    f = facts(FIRE.replace("order: [login, shop]", "order: [shop]"))
    login = Way("services/login", f.plan.runbooks["restore-login"])
    found = comeback([shop(f)._replace(after=("services/login",)), login], f)
    assert back(found)["services/login"] == 5 + 20 + 50
    assert at(found, "runbooks/restore-shop 1")[0] == 75
    assert works([shop(f)._replace(after=("services/login",)), login], f)[1].priority == 0


def test_the_order_of_recovery_decides_who_is_first(facts: Make) -> None:
    alone = facts(FIRE.replace("deputies: [ben]", "deputies: []"))
    ways = [shop(alone), Way("services/login", alone.plan.runbooks["restore-login"])]
    found = comeback(ways, alone)
    # Ann builds the login at 25 while nothing else of hers fits before, then the shop
    assert at(found, "runbooks/restore-login 1") == (25, 65, ("ann",))
    assert at(found, "runbooks/restore-shop 1") == (75, 85, ("ann",))
    assert found.schedule.slots["runbooks/restore-shop 1"].wait == Wait(
        "person", "runbooks/restore-login 2", "people/ann"
    )
    both = comeback(ways, facts(FIRE))
    assert at(both, "runbooks/restore-shop 1") == (30, 40, ("ben",))


def test_the_tier_decides_where_no_order_is_agreed(facts: Make) -> None:
    f = facts(FIRE.replace("recovery_order: {order: [login, shop]}", "").replace("deputies: [ben]", "deputies: []"))
    found = comeback([shop(f), Way("services/login", f.plan.runbooks["restore-login"])], f)
    assert at(found, "runbooks/restore-shop 1") == (30, 40, ("ann",))


def test_the_deputy_does_what_the_holder_cannot_and_nobody_else(facts: Make) -> None:
    f = facts(FIRE)
    assert at(comeback([shop(f)], f, away=["people/ann"]), "runbooks/restore-shop 1")[2] == ("ben",)
    none = comeback([shop(f)], f, away=["people/ann", "people/ben"])
    assert back(none) == {"services/shop": None}
    assert none.missing["services/shop"][0] == "1 to do step 1 of Restore the shop (admin: 0 there)"
    assert back(comeback([shop(f)], f, away=["roles/desk"])) == {"services/shop": None}


def test_restores_from_one_place_add_up(facts: Make) -> None:
    f = facts(FIRE)
    found = comeback([Way("datastores/orders"), Way("datastores/accounts"), Way("datastores/pages")], f)
    ends = sorted(s.end - s.start for t, s in found.schedule.slots.items() if t.endswith(" restore"))
    assert ends == [timedelta(hours=1)] * 3
    slots = sorted(s.start for t, s in found.schedule.slots.items() if t.endswith(" restore"))
    assert all(b - a >= timedelta(hours=1) for a, b in combinations(slots, 2))
    waits = {s.wait.kind for t, s in found.schedule.slots.items() if t.endswith(" restore") and s.wait}
    assert waits >= {"link"}


def test_one_runbook_brings_back_several_things_and_is_carried_out_once(facts: Make) -> None:
    f = facts(FIRE)
    ways = [shop(f), Way("datastores/orders", f.plan.runbooks["restore-shop"])]
    found = comeback(ways, f)
    assert len([t for t in found.schedule.slots if t.startswith("runbooks/restore-shop")]) == 4
    assert back(found) == {"services/shop": 125, "datastores/orders": 115}


def test_the_larger_of_estimate_and_lead_time_is_the_provision(facts: Make) -> None:
    f = facts(FIRE)
    way = Way("services/wiki", f.plan.runbooks["restore-wiki"])
    assert back(comeback([way], f)) == {"services/wiki": 60 + 180 + 70}
    f = facts(FIRE.replace("provision: 3h", "provision: 1h"))
    found = comeback([Way("services/wiki", f.plan.runbooks["restore-wiki"])], f)
    assert back(found) == {"services/wiki": 60 + 120 + 70}
    assert found.stages["runbooks/restore-wiki provision"].basis == "lead time of the target"


STEPS = "{id: stop, do: Stop, kind: freeze, by: admin, takes: 10m}"


def test_a_runbook_that_decides_replaces_the_estimate(facts: Make) -> None:
    f = facts(FIRE.replace(STEPS, STEPS.replace("freeze", "decide")))
    found = comeback([shop(f)], f)
    assert "services/shop decide" not in found.schedule.slots
    assert back(found) == {"services/shop": 5 + 15 + 10 + 60 + 15 + 10}


def test_a_step_that_provisions_replaces_estimate_and_lead_time(facts: Make) -> None:
    f = facts(
        FIRE.replace(
            "[{do: Build, by: admin, takes: 40m}, {do: Load",
            "[{do: Build, kind: provision, by: admin, takes: 40m}, {do: Load",
        )
    )
    assert back(comeback([Way("services/wiki", f.plan.runbooks["restore-wiki"])], f)) == {"services/wiki": 60 + 70}


def test_a_service_that_waits_for_its_data_has_a_place_with_it(facts: Make) -> None:
    f = facts(FIRE)
    found = comeback([Way("services/wiki", after=("datastores/pages",)), Way("datastores/pages")], f)
    assert back(found) == {"services/wiki": 60 + 180 + 60, "datastores/pages": 60 + 180 + 60}
    assert [t for t in found.stages if t.endswith(" provision")] == ["datastores/pages provision"]


def test_restore_steps_of_two_runbooks_share_the_place_they_read(facts: Make) -> None:
    text = (
        FIRE.replace("recovers: [services/wiki]", "recovers: [services/wiki, datastores/pages]")
        .replace("detect: 1h, provision: 3h", "detect: 1m")
        .replace(", lead_time: 2h", "")
    )
    f = facts(text)
    found = comeback([shop(f), Way("services/wiki", f.plan.runbooks["restore-wiki"])], f)
    # the shop is first in the order: its hour from 40 to 100 holds the link, and the wiki loads after it
    assert at(found, "runbooks/restore-shop 2")[:2] == (40, 100)
    assert at(found, "runbooks/restore-wiki 2")[:2] == (100, 160)
    assert found.schedule.slots["runbooks/restore-wiki 2"].wait == Wait(
        "link", "runbooks/restore-shop 2", "from places/nas"
    )


def test_what_comes_back_together_does_not_wait_for_itself(facts: Make) -> None:
    f = facts(FIRE)
    ways = [shop(f)._replace(after=("datastores/orders",)), Way("datastores/orders", f.plan.runbooks["restore-shop"])]
    assert back(comeback(ways, f)) == {"services/shop": 125, "datastores/orders": 115}


def test_a_roster_elsewhere_is_somebody_not_known_rather_than_nobody(facts: Make) -> None:
    f = facts(FIRE)
    found = comeback([Way("services/wiki", f.plan.runbooks["restore-wiki"])], f)
    assert at(found, "runbooks/restore-wiki 2")[2] == ()
    assert found.stages["runbooks/restore-wiki 2"].by == "roles/night-shift"


def test_data_is_back_before_the_service_that_waits_for_it(facts: Make) -> None:
    f = facts(FIRE)
    found = comeback([Way("services/shop", after=("datastores/orders",)), Way("datastores/orders")], f)
    assert back(found) == {"services/shop": 30 + 60 + 20 + 10, "datastores/orders": 90}


MISSING = [
    ("no size", "datastores/accounts", "size: 36GB, ", "", ["size of datastores/accounts"]),
    ("no step time", "services/login", "by: admin, takes: 40m", "by: admin", ["time of step 1 of Restore the login"]),
    ("too few named", "services/login", "do: Check, by: admin", "do: Check, by: admin, people: 3", ["3 to do step 2 of Restore the login (admin: 2 named)"]),
    ("no such step", "services/login", "do: Check, by: admin", "do: Check, by: admin, after: [ghost]", ["step ghost of Restore the login, which is not there"]),
    ("no steps", "services/login", "steps: [{do: Build, by: admin, takes: 40m}, {do: Check, by: admin, kind: verify, takes: 10m}]", "", ["steps of Restore the login"]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "ref", "old", "new", "why"), MISSING, ids=[m[0] for m in MISSING])
def test_what_is_missing_is_named_also_to_what_waits(
    facts: Make, case: str, ref: str, old: str, new: str, why: list[str]
) -> None:
    place = FIRE.index("restore-login:" if ref == "services/login" else "accounts: {size")
    f = facts(FIRE[:place] + FIRE[place:].replace(old, new, 1))
    book = f.plan.runbooks["restore-login"] if ref == "services/login" else None
    found = comeback([Way(ref, book), shop(f)._replace(after=(ref,))], f)
    assert found.missing == {ref: tuple(why), "services/shop": tuple(why)}, case


def test_a_circle_is_named_as_the_chain_it_is(facts: Make) -> None:
    f = facts(FIRE.replace("  login: {tier", "  login: {name: Login, tier"))
    login = Way("services/login", f.plan.runbooks["restore-login"], after=("services/shop",))
    found = comeback([shop(f)._replace(after=("services/login",)), login, Way("datastores/accounts")], f)
    assert found.back["services/shop"] is None
    assert found.back["datastores/accounts"] is not None
    [why] = found.missing["services/shop"]
    assert why.startswith("waits for itself: ")
    assert {"Restore the login", "Restore the shop"} <= set(why.removeprefix("waits for itself: ").split(" -> "))


def test_what_is_in_no_way_does_not_come_back(facts: Make) -> None:
    f = facts(FIRE)
    found = comeback([shop(f)._replace(after=("services/wiki",))], f)
    assert found.missing == {"services/shop": ("wiki does not come back",)}


def test_a_service_about_which_nothing_is_written_has_no_figure(facts: Make) -> None:
    f = facts(FIRE)
    found = comeback([Way("services/login")], f)
    assert found.missing == {"services/login": ("runbook steps with times, or size and rate of the data",)}


def test_nothing_is_down(facts: Make) -> None:
    assert comeback([], facts(FIRE)).back == {}


REFS = (
    "services/shop",
    "services/login",
    "services/wiki",
    "datastores/orders",
    "datastores/accounts",
    "datastores/pages",
)
BOOKS = {
    "services/shop": "restore-shop",
    "services/login": "restore-login",
    "services/wiki": "restore-wiki",
    "datastores/orders": "restore-shop",
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.permutations(REFS),
    st.integers(1, 6),
    st.sets(st.sampled_from(("people/ann", "people/ben", "people/cleo"))),
    st.randoms(use_true_random=False),
)
def test_of_any_set_of_losses(facts: Make, refs: list[str], count: int, away: set[str], random: object) -> None:
    """Nobody is in two places, needs come first, who is away does nothing, and the order of the ways is no matter."""
    f = facts(FIRE)
    down = refs[:count]
    needs = {
        "services/shop": ("services/login", "datastores/orders"),
        "services/login": ("datastores/accounts",),
        "services/wiki": ("datastores/pages",),
    }
    ways = [
        Way(r, f.plan.runbooks[BOOKS[r]] if r in BOOKS else None, None, tuple(n for n in needs.get(r, ()) if n in down))
        for r in down
    ]
    found = comeback(ways, f, away=away)
    shuffled = list(ways)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = comeback(shuffled, f, away=away)
    assert (again.schedule, again.back, again.missing) == (found.schedule, found.back, found.missing)
    for a, b in combinations(found.schedule.slots.values(), 2):
        if set(a.people) & set(b.people):
            assert a.end <= b.start or b.end <= a.start
    assert not any(set(s.people) & away for s in found.schedule.slots.values())
    for way in ways:
        assert (found.back[way.ref] is None) == (way.ref in found.missing)
        for need in way.after:
            mine, theirs = found.back[way.ref], found.back[need]
            assert mine is None or (theirs is not None and theirs <= mine)
