"""A year of drills in words; and the proof that whoever follows it hears nothing from the rules of drills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.analysis.agenda import Agenda, agenda
from bcdr.analysis.agenda.season import is_in, is_working_day
from bcdr.analysis.exercised import digests
from bcdr.analysis.facts import Facts
from bcdr.audit import Audit, audit
from bcdr.errors import BcdrError
from bcdr.finding import Finding
from bcdr.model.drill import Drill, Measured, Verification
from bcdr.model.plan import Plan
from bcdr.report.agenda.year import DrillCalendar, drill_calendar
from bcdr.report.agenda.year import calendar as events
from bcdr.report.due import calendar as of_due
from bcdr.report.due import due_list
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts
from tests.any_plan import any_author, text_of

OfText = Callable[[str], Audit]
FIRST, LAST = date(2026, 11, 21), date(2027, 11, 20)
KINDS = {
    "callout-untested": {"call-out"},
    "plan-never-exercised": {"exercise"},
    "scenario-not-exercised": {"scenario"},
    "restore-never-tested": {"restore"},
    "restore-test-stale": {"restore"},
    "restore-test-partial": {"restore"},
    "failover-never-tested": {"failover"},
    "drill-not-at-peak": {"peak"},
    "drill-only-by-author": {"leader", "runbook", "restore", "failover", "series", "repeat", "entry", "scenario"},
    "drill-followup-open": {"repeat"},
    "drill-voided": {"repeat"},
}
"""Which needs keep which rule quiet."""
OF_RECORDS = {"drill-evidence-missing", "closure-unproven", "drill-implausible"}
"""Rules that look at what records say."""


def held(plan: Plan, found: DrillCalendar) -> Plan:
    """The plan after that year, if every drill was held on its day, passed, and was written down in full."""
    drills = dict(plan.drills)
    for row in found.rows:
        known = drills.get(row.id)
        drill = known or Drill.standing(
            ("drills", row.id), type=row.type, covers=row.covers, scenario=row.scenario, load=row.load,
            participants=tuple(row.entry.get("participants", ())), announced=row.is_announced,
        )  # fmt: skip
        drills[row.id] = drill.but(
            led_by=row.leader, occurred=row.day, recorded=row.day, result="passed", evidence=("log",),
            issues=(), recovery_point=None, measured=Measured(rto=timedelta(hours=1)),
            verification=Verification(kind="row-count", expected="1", found="1"),
        )  # fmt: skip
    return plan.but(drills=drills)


def heard(plan: Plan, found: DrillCalendar) -> Iterator[tuple[date, Finding]]:
    """What the rules of drills say on each day of that year."""
    after = held(plan, found)
    for n in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=n)
        yield from ((day, f) for f in audit(after, day, select=["drills"]).findings)


def excused(day: date, finding: Finding, made: Agenda, found: DrillCalendar) -> bool:
    """Its first drill is still to come, or the calendar says that it is late or has no place; or no drill helps."""
    if finding.rule in OF_RECORDS or finding.cause.startswith(("action", "issue", "capacity")):
        return True
    kinds = KINDS[finding.rule]
    about = {finding.object, finding.cause, *(["plan"] if finding.object == "plan" else [])}
    mets = [(s.day, m) for s in made.sessions for m in s.meets if m.need.kind in kinds and m.need.ref in about]
    if finding.rule == "scenario-not-exercised" and not finding.cause:
        mets = [(s.day, m) for s in made.sessions for m in s.meets if m.need.kind == "scenario"]
    if any((m.is_asked_at_once or m.is_after_change) and day <= held for held, m in mets):
        return True
    late = any(m.due is not None and m.due < day <= held for held, m in mets)
    left = any(u.kind in kinds and (u.ref in about or not finding.cause) for u in found.unplaced)
    alone = finding.rule == "drill-only-by-author" and any("nobody else" in w for r in found.rows for w in r.why)
    return late or left or alone


@pytest.mark.parametrize("name", ["harbour-books", "corner-dental"])
def test_whoever_follows_the_calendar_hears_nothing(name: str, audited: Callable[[str], Audit]) -> None:
    plan = audited(name).facts.plan
    found = drill_calendar(name, Facts(plan, FIRST), FIRST, LAST)
    made = agenda(Facts(plan, FIRST), FIRST, LAST)
    said = [(day, f) for day, f in heard(plan, found) if not excused(day, f, made, found)]
    assert [(day, f.rule, f.object, f.message) for day, f in said] == []
    assert found.unplaced == ()


SEEDS = st.integers(0, 2**40)


@cache
def plan_of(seed: int) -> Plan:
    data, _ = any_author(seed, most=5)
    loaded = load(from_texts({"plan.yaml": text_of(data)}))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    return loaded.plan


def in_order(plan: Plan) -> bool:
    """Nothing that has a result lies ahead: such a plan is at fault, and no calendar can follow it."""
    return all(d.occurred is None or d.occurred <= FIRST for d in plan.drills.values())


@settings(max_examples=25)
@given(SEEDS)
def test_the_rules_of_drills_are_quiet_in_any_plan_that_follows_it(seed: int) -> None:
    plan = plan_of(seed)
    if not in_order(plan):
        return
    facts = Facts(plan, FIRST)
    found = drill_calendar("x", facts, FIRST, LAST)
    made = agenda(facts, FIRST, LAST)
    said = [(day, f) for day, f in heard(plan, found) if not excused(day, f, made, found)]
    assert [(day, f.rule, f.object, f.cause, f.message) for day, f in said[:3]] == []


def rebuilt(plan: Plan) -> Plan:
    """The plan after its drills were recorded with what they exercised, and then what they exercised was replaced."""
    drills = {i: d.but(digests=digests(d, plan)) if d.occurred and d.result else d for i, d in plan.drills.items()}
    stores = {
        i: s.but(engine="another", copies={k: c.but(kind="export") for k, c in s.copies.items()})
        for i, s in plan.datastores.items()
    }
    books = {
        i: b.but(steps=tuple(s.but(run="another") for s in b.steps)) for i, b in plan.runbooks.items()
    }  # fmt: skip
    return plan.but(drills=drills, datastores=stores, runbooks=books)


@pytest.mark.parametrize("name", ["harbour-books", "corner-dental"])
def test_what_no_longer_counts_is_held_again(name: str, audited: Callable[[str], Audit]) -> None:
    plan = rebuilt(audited(name).facts.plan)
    facts = Facts(plan, FIRST)
    assert any(facts.lost(d) for d in facts.done_drills)
    found, made = drill_calendar(name, facts, FIRST, LAST), agenda(facts, FIRST, LAST)
    said = [(day, f) for day, f in heard(plan, found) if not excused(day, f, made, found)]
    assert [(day, f.rule, f.object, f.message) for day, f in said] == []
    assert not any(f.rule == "drill-voided" for f in audit(held(plan, found), LAST, select=["drills"]).findings)


@settings(max_examples=20)
@given(SEEDS)
def test_what_no_longer_counts_is_held_again_in_any_plan(seed: int) -> None:
    plan = rebuilt(plan_of(seed))
    if not in_order(plan):
        return
    facts = Facts(plan, FIRST)
    found, made = drill_calendar("x", facts, FIRST, LAST), agenda(facts, FIRST, LAST)
    said = [(day, f) for day, f in heard(plan, found) if not excused(day, f, made, found)]
    assert [(day, f.rule, f.object, f.cause, f.message) for day, f in said[:3]] == []


@settings(max_examples=150)
@given(SEEDS, st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_nobody_is_doubly_booked_and_no_season_is_disturbed_in_any_plan(seed: int, day: date) -> None:
    plan = plan_of(seed)
    facts = Facts(plan, day)
    found = agenda(facts, day, day + timedelta(days=364))
    booked: Counter[tuple[date, str]] = Counter()
    for session in found.sessions:
        drill = session.drill
        people = {p for p in (drill.led_by, *drill.participants) if p is not None}
        booked.update((session.day, p) for p in people)
        if session.origin == "planned":
            continue
        assert is_working_day(session.day)
        assert found.first <= session.day <= found.last
        assert all(booked[session.day, p] == 1 for p in people) or session.origin == "moved"
        own = {r for r in drill.covers if r.startswith("services/")}
        own |= {s.ref for r in drill.covers if (d := plan.datastores.get(r[11:])) and d.active for s in facts.users(d)}
        touched = [s for s in facts.services if s.ref in own or session.form.is_for_all]
        assert not any(is_in(session.day, b) for s in touched for b in s.busy)


@settings(max_examples=60)
@given(SEEDS)
def test_what_was_written_is_not_proposed_again(seed: int) -> None:
    plan = plan_of(seed)
    found = drill_calendar("x", Facts(plan, FIRST), FIRST, LAST)
    drills = dict(plan.drills)
    for row in found.rows:
        if row.state == "moved":
            drills[row.id] = drills[row.id].but(planned=row.day, led_by=row.leader)
        elif row.state == "new":
            drills[row.id] = Drill.standing(
                ("drills", row.id), type=row.type, covers=row.covers, scenario=row.scenario, load=row.load,
                led_by=row.leader, participants=tuple(row.entry.get("participants", ())), planned=row.day,
            )  # fmt: skip
    again = drill_calendar("x", Facts(plan.but(drills=drills), FIRST), FIRST, LAST)
    assert [(r.id, r.day, r.why) for r in again.rows if r.state != "planned"] == []


# -- limits --


def test_options_of_the_policy_are_used(of_text: OfText) -> None:
    found = calendar(
        of_text(
            PEOPLE + STORE + "policy: {rules: {restore-test-stale: {limit: 90d, tier1: 90d, micro: 90d}}}\n"
            "drills: {d: {type: system-restore, covers: [datastores/db], occurred: 2026-11-01, result: passed}}"
        )
    )
    assert "Orders last restored on 2026-11-01, every 90 days: due by 2027-01-30" in {
        w for r in found.rows for w in r.why
    }


@pytest.mark.parametrize("option", ["tier1: soon", "growth: much"])
def test_an_option_that_cannot_be_read_is_said(of_text: OfText, option: str) -> None:
    text = PEOPLE + STORE + f"policy: {{rules: {{restore-test-stale: {{{option}, limit: soon, micro: soon}}}}}}"
    facts = Facts(load(from_texts({"plan.yaml": "bcdr: 1\norganization: {name: T}\n" + text})).plan, FIRST)  # type: ignore[arg-type]
    with pytest.raises(BcdrError, match=r"policy.rules.restore-test-stale.* is (soon|much)"):
        drill_calendar("x", facts, FIRST, LAST)


# -- words --

PEOPLE = """
people: {ada: {name: Ada}, ben: {name: Ben}}
roles: {it: {holder: ada, deputies: [ben], powers: [own-backups]}}
"""
STORE = "datastores: {db: {name: Orders, owner: it, copies: {n: {kind: dump, every: 1d}}}}\n"


def calendar(found: Audit) -> DrillCalendar:
    return drill_calendar("plans/x", found.facts, FIRST, LAST)


SAID = {
    "never restored": (PEOPLE + STORE, "Orders was never restored"),
    "every year": (
        PEOPLE + STORE + "drills: {d: {type: system-restore, covers: [datastores/db], occurred: 2026-05-01, result: passed}}",
        "Orders last restored on 2026-05-01, every 365 days: due by 2027-05-01",
    ),
    "failed": (
        PEOPLE + STORE + "drills: {d: {title: A try, type: system-restore, covers: [datastores/db], "
        "occurred: 2026-05-01, result: failed}}",
        "A try of 2026-05-01 did not pass, and was not repeated since",
    ),
    "changed": (
        PEOPLE + STORE.replace("owner", "changed: 2026-06-01, owner")
        + "drills: {d: {type: system-restore, covers: [datastores/db], occurred: 2026-05-01, result: passed}}",
        "Orders changed since the restore of 2026-05-01",
    ),
    "a change ahead": (
        PEOPLE + STORE + "changes: {u: {title: U, kind: migration, affects: [datastores/db], planned: 2027-02-01}}\n"
        "drills: {d: {type: system-restore, covers: [datastores/db], occurred: 2026-05-01, result: passed}}",
        "Orders will have changed: what was restored before no longer counts then",
    ),
    "no longer counts": (
        PEOPLE + STORE.replace("owner", "engine: new 2, owner") + "drills: {d: {title: A try, type: system-restore, "
        "covers: [datastores/db], occurred: 2026-05-01, result: passed, "
        "digests: {datastores/db: v1 engine=000000000000}}}",
        "A try of 2026-05-01 no longer counts for Orders: `class` and `engine` of Orders changed",
    ),
    "missed": (
        PEOPLE + "drills: {d: {title: A try, type: tabletop, planned: 2026-05-01}}",
        "was planned for 2026-05-01 and is not recorded",
    ),
    "without a day": (PEOPLE + "drills: {d: {title: A try, type: tabletop}}", "was prepared, and has no day"),
    "planned": (PEOPLE + "drills: {d: {title: A try, type: tabletop, planned: 2027-05-01}}", "planned by you"),
    "never called": (PEOPLE + STORE, "nobody was ever called out"),
    "nobody": (STORE.replace("owner: it, ", ""), "nobody is named who could lead it"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), SAID.values(), ids=SAID)
def test_reasons(of_text: OfText, text: str, sentence: str) -> None:
    assert sentence in {w for r in calendar(of_text(text)).rows for w in r.why}


def test_what_no_longer_counts_is_said_once(of_text: OfText) -> None:
    (row,) = [r for r in calendar(of_text(SAID["no longer counts"][0])).rows if r.type == "system-restore"]
    assert row.why == (SAID["no longer counts"][1],)


def test_a_new_drill_has_an_id_and_title_that_people_understand(of_text: OfText) -> None:
    found = {(r.id, r.title) for r in calendar(of_text(PEOPLE + STORE)).rows}
    assert ("2026-12-restore-db", "Restore of Orders") in {(i, t) for i, t in found if "restore" in i}
    assert "Call-out of everybody who holds a role" in {t for _, t in found}


def test_ids_are_never_taken_twice(of_text: OfText) -> None:
    text = PEOPLE + STORE + "drills: {2026-12-restore-db: {type: tabletop, planned: 2027-02-02}}"
    ids = [r.id for r in calendar(of_text(text)).rows]
    assert len(ids) == len(set(ids))
    assert "2026-12-restore-db-2" in ids


def test_a_repetition_keeps_the_name_of_its_series(of_text: OfText) -> None:
    text = (
        PEOPLE
        + "drills: {2026-10-big-day: {title: The big day, type: tabletop, every: 90d, occurred: 2026-10-01, result: passed}}"
    )
    found = calendar(of_text(text))
    assert (found.rows[0].id, found.rows[0].title) == ("2026-12-big-day", "The big day")
    assert "every" not in found.rows[0].entry


def test_what_has_no_place_is_said(of_text: OfText) -> None:
    [site, *_] = [u for u in calendar(of_text(PEOPLE + STORE)).unplaced if u.ref == "site"]
    assert (site.what, site.reason[:44]) == ("Site loss", "the plan has no scenario of this kind that c")


def test_what_is_said_to_be_done_is_tried_again(of_text: OfText) -> None:
    text = (
        PEOPLE
        + STORE
        + "drills: {d: {type: tabletop, covers: [datastores/db], occurred: 2026-05-01, result: passed}}\n"
    )
    text += "actions: {fix: {title: Mend it, from: drills/d, status: done, closed: 2026-06-01}}"
    [row] = [r for r in calendar(of_text(text)).rows if any("Mend it" in w for w in r.why)]
    assert (row.type, row.covers) == ("tabletop", ("datastores/db",))
    assert row.why[0] == "the action Mend it is said to be done, and no drill since 2026-05-01 has shown it"


def test_a_calendar_program_knows_a_written_proposal_again(of_text: OfText) -> None:
    text = (
        PEOPLE
        + STORE
        + "drills: {d: {title: Big, type: system-restore, covers: [datastores/db], every: 90d, occurred: 2026-10-01, result: passed}}"
    )
    found = of_text(text)
    proposed = events(calendar(found))
    [first, *later] = [e for e in proposed.events if e.title == "Drill: Big"]
    assert first.is_proposal
    assert len({e.uid for e in (first, *later)}) == len(later) + 1
    [due] = [e for e in of_due(due_list("plans/x", found.facts, timedelta(days=365))).events if e.title == "Drill: Big"]
    assert due.uid == first.uid


def test_the_load_is_counted(of_text: OfText) -> None:
    found = calendar(of_text(PEOPLE + STORE))
    assert {s.person for s in found.shares} == {"ada", "ben"}
    assert sum(s.leads for s in found.shares) == len(found.rows)
