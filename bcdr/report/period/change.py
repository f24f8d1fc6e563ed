"""What changed in meaning, commit by commit, and what was written down late."""

from __future__ import annotations

from datetime import date

from bcdr.analysis.difference import Difference, differences
from bcdr.model.plan import Plan
from bcdr.report.block import Column, Table, say
from bcdr.report.difference import worded
from bcdr.report.document import Section
from bcdr.report.period.chronicle import Chronicle
from bcdr.report.period.happened import within
from bcdr.report.period.late import Late
from bcdr.report.period.state import State
from bcdr.report.span import Cell, Span, cell, line
from bcdr.report.wording import counted, day

MOST_CHANGES = 12
"""So many changes of one commit are printed; their number always is."""
MOST_LATE = 40
"""So many late records are printed."""


def changes(found: Chronicle) -> Section:
    """What each commit of the period changed in meaning, and who."""
    rows: list[tuple[Cell, ...]] = []
    before: Plan | None = None
    count = 0
    for state in found.past.states:
        if within(found, state.since):
            made = differences(before, state.plan) if before is not None and state.plan is not None else ()
            count += len(made)
            rows.append(_commit(state, made, is_first=before is None))
        before = state.plan or before
    changed = counted(count, "change") if count else "no change"
    table = Table(
        f"{counted(len(rows), 'commit')}, {changed} of meaning",
        (Column("Date and commit", 16), Column("By", 18), Column("What it changed", 66)),
        tuple(rows),
        empty="no commit of the period changed the plan",
        compact=True,
    )
    intro = say(
        "Comments, order and layout are no changes. Long texts are said to have changed without being quoted. Fields "
        "and objects are named as they are written in the plan."
    )
    return Section("changes", "Changes of meaning", (intro, table))


def _commit(state: State, made: tuple[Difference, ...], *, is_first: bool) -> tuple[Cell, ...]:
    more = len(made) - MOST_CHANGES
    if state.plan is None:
        said = [line(Span(f"this version {state.problem}", tone="bad"))]
    elif is_first:
        said = [line("the first version that can be read")]
    else:
        said = [line(one) for one in worded(made[:MOST_CHANGES])] or [line(Span("nothing in meaning", tone="muted"))]
        said += [line(Span(f"and {more:,} more", tone="muted"))] if more > 0 else []
    return (
        cell(day(state.since), Span(state.commit[:12], code=True), header=True),
        cell(state.author, *((f"merged by {state.committer}",) if state.is_merge else ())),
        cell(Span(state.subject, strong=True), *said),
    )


def late(found: Chronicle) -> Table:
    """What was written down after the day on which it took effect, within the period."""
    since = found.past.since or date.min
    shown = [r for r in found.late if r.recorded > since and within(found, r.effective)]
    runs: dict[str, list[Late]] = {}
    for r in shown:
        if r.kind == "successes":
            runs.setdefault(r.id, []).append(r)
    single = tuple(_late(_name(r), [r]) for r in shown if r.kind != "successes")
    several = tuple(
        _late(f"{counted(len(of), 'success', 'successes')} of {_copy(id_, found)}", of) for id_, of in runs.items()
    )
    rows = (*single, *several)
    shown_of = f": {MOST_LATE} of {len(rows)}" if len(rows) > MOST_LATE else ""
    return Table(
        f"Recorded after the day on which it took effect{shown_of}",
        (
            Column("What", 46),
            Column("Took effect", 18),
            Column("In the plan since", 18),
            Column("Later by", 18, "right"),
        ),
        rows[:MOST_LATE],
        empty="nothing",
        compact=True,
    )


def _name(record: Late) -> str:
    """A drill or an action by what people call it, a review by its day."""
    if record.kind == "reviews":
        return f"{record.entry.kind.replace('-', ' ')} of {day(record.entry.occurred)}"
    return f"{'drill' if record.kind == 'drills' else 'closed action'} {record.entry.name_or_id}"


def _copy(id_: str, found: Chronicle) -> str:
    store, _, copy = id_.partition("/")
    newest = found.past.newest
    known = newest.plan.datastores.get(store) if newest is not None and newest.plan is not None else None
    return f"{known.name_or_id if known else store}, {copy}"


def _late(what: str, records: list[Late]) -> tuple[Cell, ...]:
    most = max((r.recorded - r.effective).days for r in records)
    return (
        cell(what, header=True),
        cell(day(records[0].effective)),
        cell(day(records[-1].recorded)),
        cell(f"{'at most ' if len(records) > 1 else ''}{most} d", align="right"),
    )
