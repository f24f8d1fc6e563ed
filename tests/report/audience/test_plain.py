"""A place that is called by a word of the language."""

from __future__ import annotations

import pytest

from bcdr.model.organization import Organization
from bcdr.model.people import BreakGlass, Credential
from bcdr.model.place import Place
from bcdr.model.plan import Plan
from bcdr.model.service import Service
from bcdr.report.audience.alias import Aliases
from bcdr.report.audience.audience import DISCRETION
from bcdr.report.audience.plain import plain_words


def plan(place: Place, description: str) -> Plan:
    service = Service(name="Order handling and Warehouse", description=description)
    return Plan(
        organization=Organization(name="Test", country="DE"), places={"hall": place}, services={"orders": service}
    )


@pytest.mark.parametrize(
    ("name", "description", "found"),
    [
        ("Warehouse", "packs in the warehouse", {"Warehouse"}),
        ("Warehouse", "warehouse work", {"Warehouse"}),
        ("Warehouse", "packs in the Warehouse", set()),
        ("Warehouse", "packs in warehouses", set()),
        ("Warehouse", "warehouse", set()),  # may be an id
        ("Warehouse", "in places/warehouse it lies", set()),
        ("Second copies", "new second copies are made", {"Second copies"}),
        ("Second copies", "new Second copies are made", set()),
        ("Warehouse 7", "packs in the warehouse 7", set()),
        (None, "packs in the warehouse", set()),
    ],
)
def test_what_the_plan_writes_in_small_letters(name: str | None, description: str, found: set[str]) -> None:
    assert plain_words(plan(Place(name=name), description), frozenset()) == found


def test_it_stays_in_sentences_and_the_place_has_no_name() -> None:
    aliases = Aliases(plan(Place(name="Warehouse"), "packs in the warehouse"), DISCRETION["public"])
    assert (
        aliases.text("Order handling and warehouse. Warehouse lead") == "Order handling and warehouse. Warehouse lead"
    )
    assert aliases.name("places", "hall") == "Place 1"


def test_a_place_of_keys_is_no_word_of_the_language() -> None:
    kept = plan(Place(name="Safe"), "lies in the safe").but(
        credentials={"root": Credential(break_glass=BreakGlass(place="hall"))}
    )
    assert Aliases(kept, DISCRETION["public"]).text("lies in the safe") == "lies in Place 1"
