"""What is kept for the day and grows old."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bcdr.analysis.facts import Facts

Make = Callable[..., Facts]
GROUND = """
people: {a: {name: A}, gone: {name: G, active: no}}
roles: {lead: {holder: a}, empty: {}}
places: {room: {site: office, provider: self}, home: {site: home, provider: self}}
services: {one: {tier: %s, at: room, depends_on: [datastores/db, datastores/more]}}
"""
STORE = "datastores: {db: {at: room, copies: {%s}}, more: {at: room, copies: {%s}}}\n"


def checks(facts: Facts) -> list[tuple[str, date | None, str]]:
    return [(d.ref, d.day, d.what) for d in facts.due if d.kind == "check" and d.series != "plan elsewhere"]


def watched(by: str = "ping", alerts: str = "lead", tested: str = "alarm_tested: 2026-03-01", **more: str) -> str:
    kind = more.get("kind", "dump")
    return f"{{kind: {kind}, every: 1d, at: home, monitor: {{by: {by}, alerts: [{alerts}], {tested}}}}}"


@pytest.mark.parametrize(
    ("tier", "copies", "more", "expected"),
    [
        pytest.param(1, f"n: {watched()}", "", [("n of db", date(2026, 8, 28))], id="one"),
        pytest.param(1, f"n: {watched()}, m: {watched(tested='alarm_tested: 2026-02-01')}", f"x: {watched()}", [("m of db and 2 more", date(2026, 7, 31))], id="one watcher"),
        pytest.param(1, f"n: {watched()}", f"x: {watched(by='mail')}", [("n of db", date(2026, 8, 28)), ("x of more", date(2026, 8, 28))], id="two watchers"),
        pytest.param(1, f"n: {watched(tested='')}", "", [("n of db", None)], id="never tried"),
        pytest.param(3, f"n: {watched(tested='')}", "", [], id="never tried, tier 3"),
        pytest.param(3, f"n: {watched()}", "", [("n of db", date(2026, 8, 28))], id="tier 3"),
        pytest.param(4, f"n: {watched()}", "", [], id="tier 4"),
        pytest.param(1, f"n: {watched(alerts='people/gone, roles/empty')}", "", [], id="reaches nobody"),
        pytest.param(1, f"n: {watched(kind='replica')}", "", [], id="no backup"),
        pytest.param(1, "n: {kind: dump, every: 1d, at: home}", "", [], id="nothing watches"),
        pytest.param(1, f"n: {watched(kind='versioned-objects').replace('every: 1d, ', '')}", "", [], id="no job"),
    ],
)  # fmt: skip
def test_alarms(facts: Make, tier: int, copies: str, more: str, expected: list[tuple[str, date | None]]) -> None:
    made = facts(GROUND % tier + STORE % (copies, more))
    assert [(what.partition(": ")[2], day) for _, day, what in checks(made)] == expected


@pytest.mark.parametrize(("people", "expected"), [(5, []), (50, [None])])
def test_an_alarm_that_was_never_tried_in_a_small_company(
    facts: Make, people: int, expected: list[date | None]
) -> None:
    made = facts(
        f"organization: {{name: S, people: {people}}}\n" + GROUND % 1 + STORE % (f"n: {watched(tested='')}", "")
    )
    assert [day for _, day, _ in checks(made)] == expected


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        pytest.param("", [("plan", None)], id="none"),
        pytest.param("p: {at: room, occurred: 2026-11-01}", [("plan", None)], id="inside"),
        pytest.param("p: {at: home}", [("kept/p", None)], id="undated"),
        pytest.param("p: {at: home, occurred: 2026-11-01}", [("kept/p", date(2027, 1, 30))], id="dated"),
        pytest.param("p: {at: home, occurred: 2026-11-01}, q: {at: home, occurred: 2026-11-11}", [("kept/q", date(2027, 2, 9))], id="newer one"),
        pytest.param("p: {at: home, occurred: 2026-11-01, includes: [plan, runbooks]}, q: {at: home, occurred: 2026-11-11, includes: [contacts]}", [("kept/p", date(2027, 1, 30))], id="older part"),
        pytest.param("p: {at: home, occurred: 2026-11-01, includes: [plan, runbooks]}", [("plan", None)], id="a part is missing"),
        pytest.param("p: {at: home, always_current: yes}", [], id="always current"),
        pytest.param("p: {at: home, always_current: yes, includes: [plan]}, q: {at: home, occurred: 2026-11-01}", [("kept/q", date(2027, 1, 30))], id="a part is always current"),
    ],
)  # fmt: skip
def test_the_plan_elsewhere(facts: Make, kept: str, expected: list[tuple[str, date | None]]) -> None:
    made = facts(GROUND % 1 + f"kept: {{{kept}}}\ndatastores: {{db: {{at: room}}, more: {{at: room}}}}")
    assert [(d.ref, d.day) for d in made.due if d.series == "plan elsewhere"] == expected


CUSTOMERS = """
organization: {name: S, people: %d}
places: {room: {site: office, provider: self}, home: {site: home, provider: self}}
services: {one: {tier: 1, at: room, public: %s, depends_on: [datastores/db]}}
datastores: {db: {at: room, personal: {level: ordinary}}}
communication: {customer_contacts: {at: %s}}
"""


@pytest.mark.parametrize(
    ("people", "public", "at", "expected"),
    [
        pytest.param(50, "yes", "home, refreshed: 2026-11-01", [date(2026, 12, 1)], id="dated"),
        pytest.param(50, "yes", "room, refreshed: 2026-11-01", [], id="inside"),
        pytest.param(50, "yes", "home", [], id="undated"),
        pytest.param(50, "no", "home, refreshed: 2026-11-01", [], id="no customers"),
        pytest.param(5, "yes", "home, refreshed: 2026-11-01", [], id="small company"),
        pytest.param(50, "yes", "home, refreshed: 2026-11-01}}\nkept: {k: {at: home, occurred: 2026-11-09, includes: [customer-contacts]}", [date(2026, 12, 9)], id="newer elsewhere"),
        pytest.param(50, "yes", "home, refreshed: 2026-11-01}}\nkept: {k: {at: home, always_current: yes, includes: [customer-contacts]}", [], id="always current"),
    ],
)  # fmt: skip
def test_customers(facts: Make, people: int, public: str, at: str, expected: list[date | None]) -> None:
    text = CUSTOMERS % (people, public, at)
    made = facts(text if "kept:" not in at else text.rstrip()[:-1] + "\n")
    assert [d.day for d in made.due if d.series == "customer contacts"] == expected
