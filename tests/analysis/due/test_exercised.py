"""What is to be tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bcdr.analysis.facts import Facts

Make = Callable[..., Facts]
STORE = "datastores: {{db: {{{}copies: {{n: {{kind: dump, every: 1d}}}}}}}}\nservices: {{s: {{tier: {}, depends_on: [datastores/db]}}}}\n"
PASSED = "drills: {{d: {{type: {}, covers: [{}], occurred: 2026-03-01, result: {}}}}}\n"
SMALL = "organization: {name: S, people: 5}\n"
BIG = "organization: {name: B, people: 50}\n"
PERSONAL = "personal: {level: ordinary}, "


def days(facts: Facts, kind: str, ref: str) -> list[date | None]:
    return [d.day for d in facts.due if (d.kind, d.ref) == (kind, ref)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(BIG + STORE.format("", 1), [None], id="never"),
        pytest.param(BIG + STORE.format("", 3), [None], id="never, tier 3"),
        pytest.param(BIG + STORE.format("", 4), [], id="never, tier 4"),
        pytest.param(SMALL + STORE.format("", 3), [], id="never, tier 3 of a small company"),
        pytest.param(SMALL + STORE.format(PERSONAL, 3), [], id="never, personal data of tier 3 of a small company"),
        pytest.param(BIG + STORE.format("class: derived, ", 1), [], id="derived"),
        pytest.param(BIG + STORE.format("active: no, ", 1), [], id="retired"),
        pytest.param(BIG + "datastores: {db: {}}\nservices: {s: {tier: 1, depends_on: [datastores/db]}}", [], id="no backup"),
        pytest.param(BIG + STORE.format("", 1) + PASSED.format("system-restore", "datastores/db", "passed"), [date(2026, 8, 28)], id="tier 1"),
        pytest.param(BIG + STORE.format("", 1) + PASSED.format("system-restore", "datastores/db", "failed"), [None], id="failed"),
        pytest.param(BIG + STORE.format("", 1) + PASSED.format("item-restore", "datastores/db", "passed"), [None], id="a single item"),
        pytest.param(BIG + STORE.format("", 2) + PASSED.format("system-restore", "datastores/db", "passed"), [date(2027, 3, 1)], id="tier 2"),
        pytest.param(BIG + STORE.format("", 4) + PASSED.format("system-restore", "datastores/db", "passed"), [], id="tier 4"),
        pytest.param(BIG + STORE.format(PERSONAL, 4) + PASSED.format("system-restore", "datastores/db", "passed"), [date(2027, 3, 1)], id="personal data of tier 4"),
        pytest.param(BIG + STORE.format("", 1) + PASSED.format("system-restore", "datastores/db", "passed") + "policy: {tiers: {1: {drill_every: 30d}}}", [date(2026, 3, 31)], id="as the policy says"),
        pytest.param(BIG + STORE.format(PERSONAL, 1) + PASSED.format("system-restore", "datastores/db", "passed") + "policy: {tiers: {1: {drill_every: 730d}}}", [date(2027, 3, 1)], id="personal data: the year goes before the policy"),
        pytest.param(BIG + STORE.format("", 1) + PASSED.format("system-restore", "datastores/db", "passed") + "policy: {tiers: {1: {drill_every: unbounded}}}", [], id="once is enough"),
    ],
)  # fmt: skip
def test_restores(facts: Make, text: str, expected: list[date | None]) -> None:
    assert days(facts(text), "restore", "datastores/db") == expected


FAILOVER = "services: {{s: {{tier: {}, at: a, standby: {{at: b}}}}}}\nplaces: {{a: {{site: x}}, b: {{site: y}}}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(BIG + FAILOVER.format(2), [None], id="never"),
        pytest.param(BIG + FAILOVER.format(3), [], id="tier 3"),
        pytest.param(SMALL + FAILOVER.format(2), [], id="tier 2 of a small company"),
        pytest.param(BIG + FAILOVER.format(1) + PASSED.format("failover", "services/s", "passed"), [date(2027, 3, 1)], id="passed"),
        pytest.param(BIG + FAILOVER.format(1) + PASSED.format("failover", "services/s", "failed"), [None], id="failed"),
        pytest.param(BIG + "services: {s: {tier: 1}}", [], id="no standby"),
    ],
)  # fmt: skip
def test_failovers(facts: Make, text: str, expected: list[date | None]) -> None:
    assert days(facts(text), "exercise", "services/s") == expected


BOOK = "runbooks: {{r: {{title: R, recovers: [services/s], reviewed: 2026-11-01{}}}}}\nservices: {{s: {{tier: {}}}}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(BIG + BOOK.format("", 1), [None], id="never used"),
        pytest.param(BIG + BOOK.format("", 3), [], id="tier 3"),
        pytest.param(SMALL + BOOK.format("", 1), [], id="small company"),
        pytest.param(BIG + BOOK.format(", exercised: 2026-03-01", 1), [date(2027, 2, 24)], id="tier 1"),
        pytest.param(BIG + BOOK.format(", exercised: 2026-03-01", 2), [date(2028, 2, 29)], id="tier 2"),
        pytest.param(BIG + BOOK.format("", 2) + PASSED.format("walkthrough", "runbooks/r", "failed"), [date(2028, 2, 29)], id="in a drill"),
        pytest.param(BIG + BOOK.format("", 1).replace("tier: 1", "tier: 1, active: no"), [], id="what it recovers is retired"),
    ],
)  # fmt: skip
def test_use_of_runbooks(facts: Make, text: str, expected: list[date | None]) -> None:
    assert days(facts(text), "exercise", "runbooks/r") == expected


TRIED = "services: {s: {tier: 1}}\ndatastores: {db: {class: truth}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(BIG + TRIED, {"any": None, "call-out": None, "disasters": None}, id="never"),
        pytest.param(SMALL + TRIED, {"any": None}, id="small company"),
        pytest.param("organization: {name: A, people: 1}\npolicy: {profile: std}\n" + TRIED, {"any": None, "disasters": None}, id="one person"),
        pytest.param(BIG, {}, id="nothing to protect"),
        pytest.param(
            BIG + TRIED + PASSED.format("notification-test", "", "failed"),
            {"any": date(2027, 3, 1), "call-out": date(2027, 3, 1), "disasters": None},
            id="called",
        ),
        pytest.param(
            BIG + TRIED + PASSED.format("tabletop", "scenarios/ransomware", "passed") + "scenarios: {ransomware: {}}",
            {"any": date(2027, 3, 1), "call-out": None, "malicious": date(2028, 2, 29), "site": None, "operator": None, "provider": None, "person": None, "vendor": None},
            id="one kind of disaster",
        ),
    ],
)  # fmt: skip
def test_the_plan_as_such(facts: Make, text: str, expected: dict[str, date | None]) -> None:
    assert {d.series: d.day for d in facts(text).due if (d.kind, d.ref) == ("exercise", "plan")} == expected
