"""A piece of a plan before it is written: what it would be read as, and what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest

from bcdr.model.drill import Drill
from bcdr.model.plan import Plan
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts
from bcdr.source.trial import as_written, tried

TEXTS = {
    "plan.yaml": "bcdr: 1\norganization: {name: Shop}\npeople: {ada: {name: Ada}}\ndatastores: {db: {class: truth}}\n",
    "drills.yaml": "drills:\n  next:\n    type: tabletop\n    planned: unknown  # TODO: when\n    covers: [datastores/db]\n",
}
AT = ("drills", "new")


@pytest.fixture(scope="module")
def plan() -> Plan:
    found = load(from_texts(TEXTS)).plan
    assert found is not None
    return found


def test_what_fits_is_an_entry_in_its_place(plan: Plan) -> None:
    found = tried(plan, AT, {"type": "tabletop", "covers": "db", "led_by": "ada", "occurred": "2026-01-02"})
    assert found.faults == ()
    assert isinstance(found.entry, Drill)
    assert (found.entry.ref, found.entry.covers) == ("drills/new", ("datastores/db",))


@pytest.mark.parametrize(
    ("said", "message", "help_"),
    [
        ({}, "new needs type", "type: what kind; it decides what a pass proves"),
        ({"type": "tabeltop"}, "type: expected document-review", "did you mean tabletop?"),
        ({"type": "tabletop", "led_by": "adda"}, "nothing called adda is defined in people", "did you mean ada?"),
        ({"type": "tabletop", "timeline": {"lost": "25:00"}}, "lost: expected a time of day", ""),
        ({"type": "tabletop", "lead_by": "ada"}, "new has no field lead_by", "did you mean led_by?"),
        ({"type": "tabletop", "evidence": ["log"]}, "nothing called log is defined in evidence", "define it in"),
    ],
)
def test_what_does_not_fit_is_told_in_the_words_of_the_plan(
    plan: Plan, said: dict[str, Any], message: str, help_: str
) -> None:
    (fault,) = tried(plan, AT, said).faults
    assert fault.message.startswith(message)
    assert fault.help.startswith(help_)


def test_what_will_stand_beside_it_may_be_named(plan: Plan) -> None:
    assert tried(plan, AT, {"type": "tabletop", "evidence": ["log"]}, {"evidence": ["log"]}).faults == ()


def test_what_the_texts_say_of_an_entry() -> None:
    snapshot = from_texts(TEXTS)
    assert as_written(snapshot, ("drills", "next")) == {
        "type": "tabletop",
        "planned": None,
        "covers": ["datastores/db"],
    }
    assert as_written(snapshot, ("drills", "other")) == {}
