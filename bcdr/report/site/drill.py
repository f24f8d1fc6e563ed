"""The page of a drill: what was tried, what the clock said, what went wrong, what followed."""

from __future__ import annotations

from datetime import datetime, timedelta

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.drill import Drill, Issue, Timeline
from bcdr.model.exercise import MEANINGS
from bcdr.model.record import fields_of
from bcdr.report.action import state
from bcdr.report.block import Pairs, Table
from bcdr.report.result import part, remarks, result
from bcdr.report.site.link import link, links, path_of, typed
from bcdr.report.site.page import NOT_KNOWN, Page
from bcdr.report.site.part import findings_about, known, pairs, prose, section, sections, table
from bcdr.report.span import Span, cell, pair
from bcdr.report.wording import clock, day, duration

MOMENTS = {
    "lost": "Service or data lost", "detected": "Noticed", "declared": "Plan activated",
    "restore_started": "Restore began", "restored": "Data was back", "verified": "Data was checked",
    "accepted": "Owner took it back",
}  # fmt: skip


def drill(drill: Drill, audit: Audit) -> Page:
    """One drill."""
    facts = audit.facts
    return Page(
        path=path_of("drills", drill.id),
        title=drill.name_or_id,
        kind=f"Drill: {drill.type.replace('-', ' ')}",
        badges=(result(drill, facts), Span(day(drill.occurred or drill.planned, "no date"))),
        sections=sections(
            section("what", "What is tried", _what(facts, drill)),
            section("result", "Result", _result(facts, drill) if drill.occurred else None),
            section("clock", "The clock", _clock(drill.timeline) if drill.timeline else None),
            section("issues", "What went wrong", _issues(facts, drill) if drill.occurred else None),
            section("lessons", "Lessons", *prose(drill.lessons), *prose(drill.note)),
            findings_about(audit, drill.ref),
        ),
    )


def _what(facts: Facts, drill: Drill) -> Pairs:
    return pairs(
        pair("Exercises", links(facts, drill.covers, NOT_KNOWN)),
        known("Scenario", link(facts, f"scenarios/{drill.scenario}") if drill.scenario else None),
        pair("Done on", day(drill.occurred, "not yet")),
        known("Planned for", day(drill.planned) if drill.planned else None),
        pair("Repeats every", duration(drill.every, "does not repeat")),
        pair("Led by", link(facts, f"people/{drill.led_by}" if drill.led_by else None)),
        pair("Took part", links(facts, typed("people", drill.participants), NOT_KNOWN)),
        known("Announced", "no, a surprise" if not drill.announced else None),
        known("Load", drill.load),
    )


def _result(facts: Facts, drill: Drill) -> Pairs:
    point, check, signed = drill.recovery_point, drill.verification, drill.signed_off
    meaning, times = MEANINGS[drill.type], drill.measured
    compared = (
        f"{check.kind.replace('-', ' ')}: expected {check.expected or NOT_KNOWN}, found {check.found or NOT_KNOWN}"
        if check
        else None
    )
    return pairs(
        pair("Result", result(drill, facts), *remarks(drill, facts)),
        pair("It proves", meaning.proves),
        pair("It does not prove", meaning.lacks),
        pair("Time to recover (RTA)", duration(times.rto if times else None, "not measured"), *part(drill)),
        pair("Data lost (RPA)", duration(times.rpo if times else None, "not measured")),
        known("Restored state", f"{point.copy or NOT_KNOWN}, of {day(point.occurred, NOT_KNOWN)}" if point else None),
        known("Restored to", link(facts, f"places/{drill.restored_to}") if drill.restored_to else None),
        known("How it was checked", compared),
        pair("Evidence", links(facts, typed("evidence", drill.evidence), "none")),
        pair("Written down", day(drill.recorded)),
        pair("Signed off by", link(facts, signed.by) if signed else None, day(signed.occurred) if signed else None),
    )


def _clock(line: Timeline) -> Table:
    found = [(n, line.__dict__[n]) for n in fields_of(Timeline) if line.__dict__[n] is not None]
    first = found[0][1] if found else None
    return table(
        "Times of the drill",
        "Moment | Time | Since the start",
        ((cell(MOMENTS[n], header=True), cell(clock(v)), cell(_since(first, v))) for n, v in found),
        "no times were taken",
    )


def _since(first: object, moment: object) -> str:
    if isinstance(first, datetime) and isinstance(moment, datetime):
        return duration(moment - first)
    if isinstance(first, datetime) or isinstance(moment, datetime):
        return NOT_KNOWN
    minutes = _minutes(moment) - _minutes(first)
    # past midnight the clock starts again
    return duration(timedelta(minutes=minutes if minutes >= 0 else minutes + 1440))


def _minutes(moment: object) -> int:
    return getattr(moment, "hour", 0) * 60 + getattr(moment, "minute", 0)


def _issues(facts: Facts, drill: Drill) -> Table:
    return table(
        "Issues and what is done about them",
        "What | How bad | Action",
        (
            (
                cell(i.what, header=True),
                cell(i.severity or NOT_KNOWN),
                cell(link(facts, f"actions/{i.action}" if i.action else None, "none"), *_state(facts, i)),
            )
            for i in drill.issues
        ),
        "nothing was written down",
    )


def _state(facts: Facts, issue: Issue) -> tuple[Span, ...]:
    action = facts.plan.actions.get(issue.action) if issue.action is not None else None
    return (state(action, facts),) if action is not None else ()
