"""What becomes of the data of the bakery."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.fate import DataFate, DataState, chain
from bcdr.analysis.survival.gate import Why
from bcdr.analysis.survival.outcome import Verdict
from tests.analysis.survival.bakery import PLAN, survival

Make = Callable[..., Facts]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def fate(facts: Make, *events: str, plan: str = PLAN) -> DataFate:
    return survival(facts(plan)).aftermath(events).data[0]


def test_nothing_lost_loses_nothing(facts: Make) -> None:
    assert fate(facts).state is DataState.INTACT


def test_a_fire_loses_the_age_of_the_newest_copy(facts: Make) -> None:
    found = fate(facts, "site/shop")
    assert found.state is DataState.RESTORABLE
    assert found.via is not None
    assert found.via.id == "nightly"
    assert found.missing_data is not None
    assert not found.is_corruption
    assert found.missing_data.value == 25 * HOUR


def test_a_deletion_costs_the_time_until_it_is_noticed_as_well(facts: Make) -> None:
    found = fate(facts, "datastores/book")
    assert found.is_corruption
    assert found.missing_data is not None
    assert found.missing_data.value == 25 * HOUR + 5 * DAY


def test_source_and_copy_together_are_everything(facts: Make) -> None:
    found = fate(facts, "site/shop", "provider/cloudy")
    assert found.state is DataState.LOST
    assert [(c.copy.id, c.verdict, [x.why for x in c.causes]) for c in found.copies] == [
        ("nightly", Verdict.FALLS, [Why.PLACE])
    ]


def test_an_attacker_with_the_login_deletes_the_copy(facts: Make) -> None:
    found = fate(facts, "site/shop", "hostile:credentials/cloud-login")
    assert found.state is DataState.LOST
    assert found.copies[0].causes[0].why is Why.TAKEN


@pytest.mark.parametrize(
    ("lock", "state"),
    [
        ("immutable: {for: 30d, mode: compliance}", DataState.RESTORABLE),
        ("immutable: {for: 2d, mode: compliance}", DataState.LOST),
        ("immutable: {for: 30d, mode: governance}", DataState.NOT_SHOWN),
    ],
)
def test_what_a_lock_is_worth_against_a_login(lock: str, state: DataState, facts: Make) -> None:
    plan = PLAN.replace("keep: 60d", f"keep: 60d, {lock}")
    assert fate(facts, "site/shop", "hostile:credentials/cloud-login", plan=plan).state is state


def test_a_closed_account_takes_locked_copies_too(facts: Make) -> None:
    plan = PLAN.replace("keep: 60d", "keep: 60d, immutable: {for: 30d, mode: compliance}")
    assert fate(facts, "site/shop", "account/cloudy-main", plan=plan).state is DataState.LOST


def test_a_place_that_nobody_wrote_is_not_shown_to_be_elsewhere(facts: Make) -> None:
    plan = PLAN.replace("site: dc1, region: south, ", "")
    found = fate(facts, "site/shop", plan=plan)
    assert found.state is DataState.NOT_SHOWN
    assert found.copies[0].verdict is Verdict.NOT_SHOWN
    assert not found.copies[0].causes[0].is_shown


def test_damage_found_after_the_last_good_copy_is_too_late(facts: Make) -> None:
    found = fate(facts, "datastores/book", plan=PLAN.replace("keep: 60d", "keep: 3d"))
    assert found.state is DataState.LOST
    assert [c.why for c in found.copies[0].causes] == [Why.LATE]


def test_a_key_inside_what_it_opens_is_printed_as_a_circle(facts: Make) -> None:
    plan = PLAN.replace("keep: 60d", "keep: 60d, encrypted: {key: {at: datastores/book}}")
    found = fate(facts, "site/shop", plan=plan)
    assert found.state is DataState.LOST
    (cause,) = found.copies[0].causes
    assert cause.why is Why.KEY
    assert chain(cause) == ("datastores/book", "datastores/book/copies/nightly")


def test_parts_that_no_copy_holds_are_named(facts: Make) -> None:
    plan = PLAN.replace("size: 36GB", "size: 36GB\n    contents: [Orders, Photos]").replace(
        "keep: 60d", "keep: 60d, includes: [Orders]"
    )
    found = fate(facts, "site/shop", plan=plan)
    assert found.state is DataState.PARTLY_LOST
    assert found.missing == ("Photos",)


def test_derived_data_is_made_again_from_what_is_left(facts: Make) -> None:
    index = "  index: {class: derived, at: shop, rebuild: {from: [book], duration: 1h}}"
    plan = PLAN.replace("runbooks:", f"{index}\nrunbooks:")
    known = {d.store.id: d for d in survival(facts(plan)).aftermath(["site/shop"]).data}
    assert known["index"].state is DataState.REBUILT
    gone = {d.store.id: d for d in survival(facts(plan)).aftermath(["site/shop", "provider/cloudy"]).data}
    assert gone["index"].state is DataState.LOST
