"""Tables of what survives what."""

from __future__ import annotations

from datetime import date

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import Survival
from bcdr.report.block import Table
from bcdr.report.pairs import combination_table
from bcdr.report.survival import (
    WORDS,
    data_table,
    fatal_table,
    outcome,
    reason,
    scenario_table,
    service_table,
    single_events,
)
from bcdr.report.whatif.aftermath import what_if
from bcdr.report.whatif.fatal import FatalEvents, fatal_events
from bcdr.report.whatif.play import Play
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

PLAN = """
bcdr: 1
organization: {name: Test}
places:
  room: {storage: s1, site: x, region: n, provider: self, account: a, admin: p}
  far: {storage: s2, site: y, region: s, provider: other, account: b, admin: q}
vendors: {other: {}}
services:
  shop: {name: Shop, tier: 1, at: places/room, rto: 1h, mtpd: 1d, depends_on: [datastores/orders], fallback: paper}
datastores:
  orders:
    name: Orders
    at: room
    size: 1GB
    copies: {nightly: {kind: dump, at: far, every: 1d, duration: 1h, keep: 60d, pulled: yes}}
  notes: {name: Notes, at: room}
scenarios:
  datacentre-fire: {applicable: yes, loses: [site/x]}
  pandemic: {applicable: yes}
"""


def text(table: Table) -> list[list[str]]:
    """The words of each cell, lines joined by a bar."""
    return [["|".join("".join(s.text for s in spans) for spans in c.lines) for c in row] for row in table.rows]


@pytest.fixture(scope="module")
def facts() -> Facts:
    plan = load(from_texts({"plan.yaml": PLAN})).plan
    assert plan is not None
    return Facts(plan, date(2026, 11, 21))


@pytest.fixture(scope="module")
def fatal(facts: Facts) -> FatalEvents:
    return fatal_events("", Survival(facts), 2, None)


def test_every_scenario_has_a_line_and_a_plain_outcome(fatal: FatalEvents) -> None:
    rows = text(scenario_table(fatal.scenarios, lambda ref: f"#{ref}"))
    assert [r[:2] for r in rows] == [
        ["Data centre destroyed for good", "does not come back"],
        ["Many staff absent or remote for long", "not known"],
    ]
    assert "Notes" in rows[0][2]


def test_single_events_say_what_they_take_and_what_would_help(fatal: FatalEvents) -> None:
    table = fatal_table(fatal)
    assert str(fatal.tried) in table.caption
    rows = text(table)
    assert any("Notes" in row[1] and "one more copy of Notes" in row[2] for row in rows)


def test_combinations_are_cut_and_the_rest_is_counted(fatal: FatalEvents, facts: Facts) -> None:
    whole = combination_table(fatal, facts, 1000)
    assert any("Orders" in r[2] for r in text(whole))
    assert "lines" not in whole.caption
    short = combination_table(fatal, facts, 1)
    assert len(short.rows) == 1
    assert f"the first 1 of {len(whole.rows)} lines" in short.caption


def test_data_and_services_after_a_fire(facts: Facts) -> None:
    found = what_if("", Survival(facts), Play(("site/x",)))
    data = {r[0]: r[1:] for r in text(data_table(found, lambda _: ""))}
    assert data["Orders"] == [
        "restorable",
        "nightly",
        "25 h|24 h longest gap between starts + 1 h until the copy is usable",
    ]
    assert data["Notes"][:2] == ["lost", "nothing left"]
    (row,) = text(service_table(found, lambda _: ""))
    assert row[0] == "Shop"
    assert row[1].startswith("no way back")
    assert row[2:] == ["1 h", "1 d", "paper"]


def test_what_is_not_touched_is_not_listed(facts: Facts) -> None:
    found = what_if("", Survival(facts), Play(("site/y",)))
    assert data_table(found, lambda _: "").rows == ()
    assert service_table(found, lambda _: "").rows == ()


@pytest.mark.parametrize("state", WORDS)
def test_no_outcome_but_a_shown_return_is_green(state: str) -> None:
    assert (outcome(state).tone == "good") == (state == "survived")


def test_a_datastore_names_the_single_events_that_lose_it(facts: Facts) -> None:
    assert [(s.text, s.tone) for s in single_events(facts, "datastores/orders")] == [
        ("none that the plan names", "good")
    ]
    lost = single_events(facts, "datastores/notes")
    assert {s.tone for s in lost[:-1]} <= {"bad", "fair"}
    assert "site x (room) is gone" in [s.text for s in lost] or lost[-1].text.startswith("and ")
    assert len(lost) <= 6


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("You come back from this: no service stops.", "No service stops."),
        ("You come back from this, but later than promised: Shop after 2 h.", "Shop after 2 h."),
        ("You do not come back from this: Orders is lost for good.", "Orders is lost for good."),
        ("You come back too late: Shop after 2 d.", "Shop after 2 d."),
        (
            "You come back from this, but when is not known: Shop.",
            "You come back from this, but when is not known: Shop.",
        ),
        ("Nothing in this plan stops, and no data is touched.", "Nothing in this plan stops, and no data is touched."),
    ],
)
def test_beside_the_outcome_only_the_reason_is_said(verdict: str, said: str) -> None:
    assert reason(verdict) == said
