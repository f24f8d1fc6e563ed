"""How the result of a drill is told, and that no document counts what a change voided."""

from __future__ import annotations

from datetime import date

import pytest

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit, audit
from bcdr.model.exercise import MEANINGS
from bcdr.report.controls import control_matrix
from bcdr.report.holding import readiness
from bcdr.report.result import PART, part, remarks, result, voided
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

PLAN = """
bcdr: 1
organization: {name: T, country: DE, people: 30}
services: {shop: {name: Shop, tier: 1, rto: 4h, rpo: 1d, depends_on: [datastores/db]}}
datastores:
  db: {name: Orders, personal: ordinary, engine: postgresql 16, copies: {nightly: {kind: dump, every: 1d}}}
  log: {name: Log, personal: none, engine: postgresql 16}
drills:
  d:
    type: TYPE
    covers: [services/shop, datastores/db, datastores/log]
    occurred: 2026-11-01
    result: RESULT
    measured: {rto: 2h, rpo: 1h}
    digests: {datastores/db: DIGEST}
"""
WRONG = "v1 class=c8d80b980b02 engine=000000000000"
RIGHT = "v1 class=c8d80b980b02 engine=c960f413cc9e"


def of(type_: str = "functional-exercise", result: str = "passed", digest: str = RIGHT) -> Audit:
    text = PLAN.replace("TYPE", type_).replace("RESULT", result).replace("DIGEST", digest)
    plan = load(from_texts({"plan.yaml": text})).plan
    assert plan is not None
    return audit(plan, date(2026, 11, 21), catalogue=tuple)


def row(found: Audit, citation: str = "gdpr 32(1)(c)") -> tuple[str, str, str | None]:
    control = next(c for c in control_matrix(found) if c.point.citation == citation)
    return "; ".join(control.shown), "; ".join(control.lacking), control.newest


def facts(digest: str = RIGHT, result: str = "passed") -> Facts:
    return of(result=result, digest=digest).facts


@pytest.mark.parametrize(
    ("digest", "result", "words"),
    [
        (RIGHT, "passed", ""),
        (WRONG, "passed", "voided for Shop, Orders: `engine` of Orders changed"),
        (WRONG, "partial", "voided for Shop, Orders: `engine` of Orders changed"),
        (WRONG, "failed", ""),
    ],
)
def test_what_a_drill_no_longer_counts_for(digest: str, result: str, words: str) -> None:
    found = facts(digest, result)
    drill = found.plan.drills["d"]
    assert voided(drill, found) == words
    assert "".join(s.text for s in remarks(drill, found)) == words
    own = "voided: `engine` of Orders changed" if words else ""
    assert voided(drill, found, found.plan.datastores["db"]) == own
    assert voided(drill, found, found.plan.datastores["log"]) == ""


@pytest.mark.parametrize("type_", MEANINGS)
def test_a_part_is_called_one(type_: str) -> None:
    drill = of(type_).facts.plan.drills["d"]
    assert [s.text for s in part(drill)] == ([PART] if type_ == "system-restore" else [])
    assert part(drill.but(measured=None)) == ()


@pytest.mark.parametrize(("said", "tone"), [("passed", "good"), ("partial", "fair"), ("failed", "bad")])
def test_partial_is_its_own_result(said: str, tone: str) -> None:
    found = facts(result=said)
    assert (result(found.plan.drills["d"], found).text, result(found.plan.drills["d"], found).tone) == (said, tone)


@pytest.mark.parametrize(
    ("type_", "shown", "lacking", "newest"),
    [
        ("functional-exercise", "Orders: restored 2026-11-01", "", "2026-11-01 d"),
        ("system-restore", "Orders: restored 2026-11-01, measured without the switch-over", "", "2026-11-01 d"),
        (
            "item-restore",
            "",
            "Orders: no passed restore; item restore of 2026-11-01 shows it in part",
            None,
        ),
        (
            "integrity-check",
            "",
            "Orders: no passed restore; integrity check of 2026-11-01 shows it in part",
            None,
        ),
        (
            "failover",
            "",
            (
                "Orders: no passed restore; failover and return of 2026-11-01 shows that it stays available, "
                "not that it can be restored"
            ),
            None,
        ),
        ("tabletop", "", "Orders: no passed restore", None),
        ("notification-test", "", "Orders: no passed restore", None),
    ],
)
def test_what_counts_for_timely_restoration(type_: str, shown: str, lacking: str, newest: str | None) -> None:
    assert row(of(type_)) == (shown, lacking, newest)


@pytest.mark.parametrize("result", ["partial", "failed"])
def test_what_did_not_pass_shows_nothing(result: str) -> None:
    assert row(of(result=result)) == ("", "Orders: no passed restore", None)
    assert row(of(result=result), "gdpr 32(1)(d)")[2] is None


def test_a_doubtful_pass_is_called_one() -> None:
    plan = of().facts.plan
    late = plan.drills["d"].but(recorded=date(2027, 2, 1))
    found = audit(plan.but(drills={"d": late}), date(2027, 2, 1), catalogue=tuple)
    shown, lacking, _ = row(found)
    assert (shown, lacking) == ("", "Orders: restore of 2026-11-01 is doubtful: it was written down 92 days later")
    assert "doubtful: it was written down" in "".join(s.text for s in remarks(late, found.facts))


def test_a_voided_pass_shows_nothing_and_says_why() -> None:
    found = of(digest=WRONG)
    shown, lacking, _ = row(found)
    assert shown == ""
    assert lacking == "Orders: the restore of 2026-11-01 no longer counts (voided: `engine` of Orders changed)"
    _, gaps = readiness.tests(found.facts)
    assert "Orders: what its last passed restore showed has changed since" in gaps
