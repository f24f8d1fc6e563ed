"""By which way things come back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.fate import data_fate
from bcdr.analysis.survival.rescue import Rescue, ways_back
from bcdr.analysis.work import Way
from tests.analysis.survival.bakery import PLAN, survival

Make = Callable[..., Facts]


def ways(facts: Make, plan: str, *events: str, preferred: tuple[str, ...] = ()) -> dict[str, Way]:
    known = facts(plan)
    analysis = survival(known)
    outcome = analysis.outcome(events)
    data = {s.ref: data_fate(s, outcome, analysis.ground) for s in known.stores}
    down = [s for s in known.services if not outcome.stands(f"down:{s.ref}")]
    return {w.ref: w for w in ways_back(down, Rescue(outcome, analysis.ground, data, preferred))}


def book_of(way: Way) -> str | None:
    return way.runbook.id if way.runbook is not None else None


def test_data_and_service_come_back_by_one_runbook(facts: Make) -> None:
    found = ways(facts, PLAN, "site/shop")
    assert {ref: book_of(w) for ref, w in found.items()} == {
        "services/orders": "restore-book",
        "datastores/book": "restore-book",
    }
    copy = found["datastores/book"].copy
    assert copy is not None
    assert copy.id == "nightly"


def test_a_service_waits_for_its_data(facts: Make) -> None:
    assert ways(facts, PLAN, "datastores/book")["services/orders"].after == ("datastores/book",)


SECOND = """
  slow-way:
    title: By post
    recovers: [datastores/book]
    steps: [{do: Ask the customers, by: it, takes: 3d}]
"""


def test_the_quickest_way_that_can_be_gone(facts: Make) -> None:
    plan = PLAN.replace("scenarios:", f"{SECOND.strip(chr(10))}\nscenarios:")
    assert book_of(ways(facts, plan, "datastores/book")["datastores/book"]) == "restore-book"
    gone = ways(facts, plan, "datastores/book", "credentials/cloud-login", "places/drawer")
    assert "datastores/book" not in gone, "the copy cannot be reached, so no runbook helps"


def test_a_runbook_of_the_scenario_goes_first(facts: Make) -> None:
    plan = PLAN.replace("scenarios:", f"{SECOND.strip(chr(10))}\nscenarios:")
    found = ways(facts, plan, "datastores/book", preferred=("slow-way",))
    assert book_of(found["datastores/book"]) == "slow-way"


def test_a_live_copy_comes_with_the_service(facts: Make) -> None:
    plan = PLAN.replace("    copies:\n", "    copies:\n      twin: {kind: replica, at: cloud, lag: 5s}\n")
    found = ways(facts, plan, "site/shop")["datastores/book"].copy
    assert found is not None
    assert found.id == "twin"


def test_when_the_vendor_that_runs_it_is_gone_the_runbook_for_that_is_taken(facts: Make) -> None:
    plan = PLAN.replace("at: places/shop\n    rto", "vendor: cloudy\n    rto").replace(", services/orders]", "]")
    plan = plan.replace(
        "runbooks:\n", "runbooks:\n  leave: {title: Leave, recovers: [vendors/cloudy], steps: [{do: x, takes: 1h}]}\n"
    )
    assert book_of(ways(facts, plan, "provider/cloudy")["services/orders"]) == "leave"


@pytest.mark.parametrize(
    ("login", "awaited"),
    [
        ("kept_in: datastores/vault", True),
        ("kept_in: datastores/vault, break_glass: {checked: 2026-01-01}", True),
        ("kept_in: datastores/vault, break_glass: {place: shop}", True),
        ("kept_in: datastores/vault, break_glass: {place: drawer}", False),
    ],
    ids=["no seal", "a seal nobody knows where", "the seal burnt too", "a seal elsewhere"],
)
def test_a_login_is_waited_for_where_it_is_kept_unless_a_sealed_copy_is_left(
    facts: Make, login: str, awaited: bool
) -> None:
    plan = PLAN.replace("break_glass: {place: drawer}", login).replace(
        "datastores:\n",
        "datastores:\n  vault: {at: shop, size: 1GB, copies: {n: {kind: dump, at: drawer, every: 1d, keep: 60d}}}\n",
    )
    found = ways(facts, plan, "site/shop")["datastores/book"]
    assert ("datastores/vault" in found.after) is awaited
