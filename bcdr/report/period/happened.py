"""What happened in the period: drills, backups, reviews and approvals, incidents, accepted risks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bcdr.analysis.facts import Facts
from bcdr.audit import is_waiver_valid
from bcdr.model.drill import Drill
from bcdr.model.organization import Review
from bcdr.model.plan import Plan
from bcdr.report.block import Column, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import name_of, names_of
from bcdr.report.period.chronicle import Chronicle
from bcdr.report.period.conformity import object_words
from bcdr.report.period.late import day_of
from bcdr.report.period.state import State
from bcdr.report.span import NOT_PROVIDED, Cell, Span, Tone, cell
from bcdr.report.wording import day, duration, size

RESULTS: dict[str, Tone] = {"passed": "good", "partial": "fair", "failed": "bad"}
MOST_CHANGES = 12
"""So many changes of one commit are printed; their number always is."""


def facts_of(found: Chronicle) -> Facts | None:
    """The facts of the newest plan, which holds the records of the period."""
    newest = found.past.newest
    return Facts(newest.plan, found.period.until) if newest is not None and newest.plan is not None else None


def within(found: Chronicle, moment: date | None) -> bool:
    """The day of a moment lies in the known part of the period."""
    return moment is not None and found.period.first <= day_of(moment) <= min(found.period.last, found.period.until)


def _recorded(found: Chronicle, kind: str, id_: str) -> Cell:
    """The day from which the plan holds a record of the newest plan; that of a drill begins with its result."""
    since = next(
        state.since
        for state in found.past.states
        if state.plan is not None
        and (entry := state.plan.collection(kind).get(id_)) is not None
        and (not isinstance(entry, Drill) or entry.result is not None)
    )
    return cell(day(since), *(("or earlier",) if since == found.past.since else ()))


def drills_done(found: Chronicle) -> list[Drill]:
    """Drills with a result that were done in the period."""
    facts = facts_of(found)
    return [d for d in facts.plan.drills.values() if d.result and within(found, d.occurred)] if facts else []


def drills(found: Chronicle) -> Section:
    """Drills done in the period, and those that were overdue in it."""
    facts = facts_of(found)
    done = drills_done(found)
    history = Table(
        "Drills done in the period, by the day they were done",
        (
            Column("Date", 10), Column("Drill", 42), Column("Result", 8), Column("RTA", 10, "right"),
            Column("RPA", 8, "right"), Column("Led by", 12), Column("In the plan since", 10),
        ),
        tuple(_drill(d, found, facts) for d in sorted(done, key=lambda d: str(d.occurred)) if facts),
        empty="none",
        compact=True,
    )  # fmt: skip
    late = Table(
        "Drills and restores that were overdue in the period",
        (Column("What was due", 46), Column("Overdue from", 16), Column("To", 22), Column("Days", 16, "right")),
        tuple(
            (
                cell(what[:1].upper() + what[1:], header=True),
                cell(day(first)),
                cell(day(last), *((Span("still overdue", tone="bad"),) if last == _last_known(found) else ())),
                cell(str((last - first).days + 1), align="right"),
            )
            for _, what, first, last in sorted(found.overdue, key=lambda one: (one[2], one[1]))
        ),
        empty="none on any known day",
    )
    return Section("drills", "Drills and restores", (history, late))


def _last_known(found: Chronicle) -> date | None:
    return max((s.last for s in found.stretches if s.knowledge == "known"), default=None)


def _drill(drill: Drill, found: Chronicle, facts: Facts) -> tuple[Cell, ...]:
    measured = drill.measured
    return (
        cell(day(drill.occurred), header=True),
        cell(drill.name_or_id, Span(names_of(facts, drill.covers, "nothing named"), tone="muted")),
        cell(Span(drill.result or "", tone=RESULTS.get(drill.result or "", ""))),
        cell(duration(measured.rto if measured else None, "–"), align="right"),
        cell(duration(measured.rpo if measured else None, "–"), align="right"),
        cell(name_of(facts, f"people/{drill.led_by}" if drill.led_by else None)),
        _recorded(found, "drills", drill.id),
    )


def backups(found: Chronicle) -> Section:
    """Successes of copies that the plan recorded: what is not recorded is neither success nor failure."""
    known: dict[tuple[str, str], dict[date, tuple[State, int | None]]] = {}
    for state in found.past.states:
        for store in state.plan.datastores.values() if state.plan else ():
            for copy in store.copies.values():
                if copy.active and not copy.is_live:
                    row = known.setdefault((store.id, copy.id), {})
                    if copy.last_success is not None:
                        row.setdefault(day_of(copy.last_success.occurred), (state, copy.last_success.size))
    facts = facts_of(found)
    rows = []
    for (store_id, copy_id), successes in known.items():
        days = sorted(d for d in successes if within(found, d))
        stored = facts.plan.datastores.get(store_id) if facts else None
        widest = max(((b - a).days for a, b in pairwise(days)), default=None)
        rows.append(
            (
                cell(f"{stored.name_or_id if stored else store_id}, {copy_id}", header=True),
                cell(str(len(days)), align="right"),
                cell(day(days[0]) if days else "none recorded"),
                cell(day(days[-1]) if days else "none recorded"),
                cell(f"{widest} d" if widest is not None else "–", align="right"),
                cell(size(successes[days[-1]][1]) if days else "–", align="right"),
            )
        )
    table = Table(
        "Successful runs that the plan recorded, by copy",
        (
            Column("Copy", 34), Column("Recorded", 12, "right"), Column("First", 15), Column("Last", 15),
            Column("Widest gap between", 12, "right"), Column("Last size", 12, "right"),
        ),
        tuple(rows),
        empty="the plan names no backup",
        compact=True,
    )  # fmt: skip
    intro = say(
        "The plan keeps the last success of each copy at the time of each commit, not every run. Between two recorded "
        "successes nothing is known: neither that runs succeeded nor that they failed."
    )
    return Section("backups", "Backups, as far as recorded", (intro, table))


def approvals(found: Chronicle) -> Section:
    """Reviews and approvals by their day, and who merged what."""
    facts = facts_of(found)
    reviews = [r for r in facts.plan.reviews.values() if within(found, r.occurred)] if facts else []
    table = Table(
        "Reviews and approvals of the period",
        (
            Column("Date", 12), Column("Kind", 16), Column("By", 20), Column("Version", 10), Column("Result", 28),
            Column("In the plan since", 14),
        ),
        tuple(_review(r, found, facts) for r in sorted(reviews, key=lambda r: str(r.occurred)) if facts),
        empty="none",
    )  # fmt: skip
    merged = [s for s in found.past.states if s.is_merge and within(found, s.since)]
    merges = Table(
        "Merges into the plan's main line",
        (Column("Date", 12), Column("Commit", 14), Column("Merged by", 24), Column("What", 50)),
        tuple(
            (cell(day(s.since), header=True), cell(Span(s.commit[:12], code=True)), cell(s.committer), cell(s.subject))
            for s in merged
        ),
        empty="none",
    )
    note = say("A name in git is what the author's program was told; the tool did not check signatures of commits.")
    return Section("approvals", "Approvals and reviews", (table, merges, note))


def _review(review: Review, found: Chronicle, facts: Facts) -> tuple[Cell, ...]:
    return (
        cell(day(review.occurred), header=True),
        cell(review.kind.replace("-", " ")),
        cell(name_of(facts, f"people/{review.by}" if review.by else None)),
        cell(review.version or NOT_PROVIDED),
        cell(review.result or review.note or NOT_PROVIDED),
        _recorded(found, "reviews", review.id),
    )


def incidents(found: Chronicle) -> Section:
    """Incidents that touched the period."""
    facts = facts_of(found)
    rows = []
    for one in facts.plan.incidents.values() if facts else ():
        moments = [m for m in (one.occurred, one.detected, one.aware, one.ended) if m is not None]
        if facts is not None and any(within(found, day_of(m)) for m in moments):
            rows.append(
                (
                    cell(one.title, Span(names_of(facts, one.affects, "nothing named"), tone="muted"), header=True),
                    cell(day(one.occurred)),
                    cell(day(one.detected)),
                    cell(day(one.ended, "not ended, or " + NOT_PROVIDED)),
                    cell(day(one.reviewed, "not reviewed")),
                )
            )
    columns = (
        Column("Incident", 36),
        Column("Began", 17),
        Column("Noticed", 17),
        Column("Ended", 17),
        Column("Reviewed", 13),
    )
    table = Table("Incidents that touched the period", columns, tuple(rows), empty="none is recorded")
    return Section("incidents", "Incidents", (table,))


def acceptances(found: Chronicle) -> Section:
    """Waivers and accepted risks with their days in force within the period."""
    facts = facts_of(found)
    rows = tuple(_accepted(found, facts)) if facts is not None else ()
    table = Table(
        "Accepted risks and waivers in force on some day of the period",
        (
            Column("What", 26), Column("Reason", 32), Column("By", 16), Column("In force from", 13),
            Column("To", 13),
        ),
        rows,
        empty="none",
    )  # fmt: skip
    note = say(
        "Signed on a day, in force from that day: an acceptance that was written down later does not reach back."
    )
    return Section("acceptances", "Accepted risks", (table, note))


def _accepted(found: Chronicle, facts: Facts) -> Iterator[tuple[Cell, ...]]:
    seen: set[tuple[str, date | None, date | None]] = set()
    for plan in _plans(found):
        for w in plan.waivers.values():
            ends = w.valid_until if w.occurred and is_waiver_valid(w, w.occurred, None) else None
            if ends is None or (w.id, w.occurred, ends) in seen or not _overlaps(found, w.occurred, ends):
                continue
            seen.add((w.id, w.occurred, ends))
            what = cell(f"{w.rule} on {object_words(facts, w.on)}", header=True)
            yield (
                what,
                cell(w.reason or NOT_PROVIDED),
                cell(name_of(facts, w.approved_by)),
                cell(day(w.occurred)),
                cell(day(ends)),
            )
        risks = [(r.ref, r.title, r.accepted) for r in plan.risks.values()]
        risks += [(s.ref, name_of(facts, s.ref), s.accepted) for s in plan.scenarios.values()]
        for ref, title, a in risks:
            if a is None or (ref, a.occurred, a.valid_until) in seen or not _overlaps(found, a.occurred, a.valid_until):
                continue
            seen.add((ref, a.occurred, a.valid_until))
            yield (
                cell(title, header=True),
                cell(a.reason or NOT_PROVIDED),
                cell(name_of(facts, a.by)),
                cell(day(a.occurred)),
                cell(day(a.valid_until)),
            )


def _overlaps(found: Chronicle, first: date | None, last: date | None) -> bool:
    return (first or date.min) <= found.period.last and (last or date.max) >= found.period.first


def _plans(found: Chronicle) -> Iterator[Plan]:
    for stretch in found.stretches:
        if stretch.state is not None and stretch.state.plan is not None:
            yield stretch.state.plan
