"""One walk over everything that people wrote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survey import is_ahead, placeholder, survey

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("TODO: ask Jonas", "TODO"),
        ("to be defined", "to be defined"),
        ("todo", "todo"),
        ("our todo list", ""),
        ("see the TBD below", "TBD"),
        ("+49 xxx", "xxx"),
        ("XXXL shirts", ""),
        ("https://www.example.org/", "example.org"),
        ("mail@shop.example", ""),
        ("for example. Then", ""),
        ("...", "..."),
        ("???", "???"),
        ("wait ... then go", ""),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("restore", ""),
        ("-", ""),
    ],
)
def test_placeholder(text: str, word: str) -> None:
    assert placeholder(text) == word


@pytest.mark.parametrize(
    ("moment", "ahead"),
    [
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), True),
        (datetime.fromisoformat("2026-11-21T23:30:00-05:00"), False),
        (datetime.fromisoformat("2026-11-22T03:00:00+09:00"), False),
        (datetime.fromisoformat("2026-11-22T10:00:00+09:00"), True),
    ],
)
def test_ahead_is_so_in_every_zone(moment: date, ahead: bool) -> None:
    assert is_ahead(moment, TODAY) is ahead


def test_everything_is_found_where_it_is(facts: Callable[..., Facts]) -> None:
    plan = facts(
        """
people: {anna: {name: TODO, training: [{topic: fire, occurred: 2027-01-01}]}}
roles: {lead: {holder: anna, trigger: TBD}}
vendors: {host: {}, alone: {}}
places: {dc: {provider: host}}
credentials: {root: {kept_in: places/dc}}
datastores: {db: {at: dc, copies: {nightly: {kind: dump, tool: TBD, last_success: 2027-02-01}}}}
runbooks: {go: {title: Go, owner: lead, steps: [{do: xxx, needs: [credentials/root]}]}}
communication: {inbound: TBD, notify: {board: {audience: board, what: TBD}}}
actions: {later: {title: Later, due: 2027-01-01, closed: 2027-01-01, note: TODO}}
"""
    ).plan
    found = survey(plan, TODAY)
    assert dict(found.ahead) == {
        "people/anna": ((("people", "anna", "training", 0, "occurred"), date(2027, 1, 1)),),
        "datastores/db/copies/nightly": (
            (("datastores", "db", "copies", "nightly", "last_success", "occurred"), date(2027, 2, 1)),
        ),
        "actions/later": ((("actions", "later", "closed"), date(2027, 1, 1)),),
    }
    assert {ref: [at for at, _ in places] for ref, places in found.placeholders.items()} == {
        "people/anna": [("people", "anna", "name")],
        "roles/lead": [("roles", "lead", "trigger")],
        "datastores/db/copies/nightly": [("datastores", "db", "copies", "nightly", "tool")],
        "runbooks/go": [("runbooks", "go", "steps", 0, "do")],
        "plan": [("communication", "inbound"), ("communication", "notify", "board", "what")],
    }
    assert {"people/anna", "roles/lead", "credentials/root", "vendors/host", "places/dc"} <= found.named
    assert "vendors/alone" not in found.named


def test_maps_of_plain_values_are_passed_by(facts: Callable[..., Facts]) -> None:
    text = """
policy: {rules: {restore-test-stale: {limit: 300d}}, tiers: {1: {rto: 1h}}}
vendors: {v: {note: TODO, name: TODO ask, processor: {contract_items: {audits: yes}}}}
drills: {d: {type: tabletop, digests: {}, timeline: unknown, occurred: 2027-01-01, title: TBD}}
"""
    found = survey(facts(text).plan, TODAY)
    assert set(found.placeholders) == {"vendors/v", "drills/d"}
