"""`bcdr drill plan`: a year of drills, proposed, explained, and on request written into the plan."""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from bcdr.cli.exits import CLEAN
from bcdr.cli.option import AsOf, Option, Plan, Verbose
from bcdr.cli.output import write as put
from bcdr.cli.output import wrote
from bcdr.cli.reading import Read, day_of, sound_plan
from bcdr.cli.terminal import has_colour
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.model.plan import Plan as WholePlan
    from bcdr.report.agenda.year import DrillCalendar
    from bcdr.source.edit import Edit

From = Annotated[
    str | None, Option("First day of the calendar. Default: the day by which it is judged.", ("--from",), "DATE")
]
Months = Annotated[str, Option("How many months it goes on, from 1 to 36.", ("--months",), "N")]
Format = Annotated[
    Literal["text", "json", "ics", "yaml"],
    Option(
        "How to print: text for people, json for programs, ics for calendars, yaml as it would stand in the plan.",
        ("--format",),
    ),
]
Output = Annotated[
    str | None, Option("File to write, such as drills.ics. Default: print it.", ("--output", "-o"), "FILE")
]
Write = Annotated[bool, Option("Write the proposed drills into the plan, after showing them.", ("--write",))]
MOST = 36


def run(
    plan: Plan = None,
    from_: From = None,
    months: Months = "12",
    format: Format = "text",
    output: Output = None,
    write: Write = False,
    as_of: AsOf = None,
    verbose: Verbose = False,
) -> int:
    """A year of drills: every restore, failover, call-out and tabletop that is due, on a day, with who leads it.

    Nobody has two drills on one day, and none lies in a busy season. What is planned already stays and counts.

    Exit code: 0 shown or written, 2 it could not be.
    """
    del verbose
    read, whole = sound_plan(plan, None)
    day = day_of(as_of, whole)
    first, last = _span(from_, months, day)
    from bcdr.analysis.facts import Facts  # only for a plan that could be read
    from bcdr.report.agenda.year import drill_calendar

    found = drill_calendar(read.root, Facts(whole, day), first, last)
    shown = _shown(found, format, colour=output is None and has_colour(sys.stdout))
    if output is not None:
        put(Path(output), shown if isinstance(shown, bytes) else f"{shown}\n".encode())
        wrote(Path(output), "a year of drills")
    elif isinstance(shown, bytes):
        sys.stdout.buffer.write(shown)
    else:
        print(shown)
    if write:
        _write(read, found, whole)
    return CLEAN


def _shown(found: "DrillCalendar", format_: str, *, colour: bool) -> str | bytes:
    """The calendar in a format: bytes where line ends are part of it."""
    if format_ == "ics":
        from bcdr.render.ics import ics
        from bcdr.report.agenda.year import calendar

        return ics(calendar(found))
    if format_ == "yaml":
        return _yaml(found)
    from bcdr.render.agenda import agenda, agenda_json

    return agenda_json(found) if format_ == "json" else agenda(found, colour=colour)


def _span(first: str | None, months: str, as_of: date) -> tuple[date, date]:
    try:
        start = date.fromisoformat(first) if first is not None else as_of
    except ValueError:
        raise BcdrError(f"--from is not a day: {first}", "write it as 2027-01-01") from None
    if start < as_of:
        raise BcdrError(f"a calendar cannot begin on {start}, before {as_of}", "drills are planned ahead")
    if not months.isdecimal() or not 1 <= int(months) <= MOST:
        raise BcdrError(f"--months is no number from 1 to {MOST}: {months}", "write it as 12")
    return start, _last(start, int(months))


def _last(start: date, months: int) -> date:
    """The day before the same day so many months later."""
    from calendar import monthrange

    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])) - timedelta(days=1)


def _yaml(found: "DrillCalendar") -> str:
    from bcdr.render.terminal import escaped
    from bcdr.source.notation import block

    entries = {r.id: r.entry for r in found.rows if r.state != "planned"}
    lines = block("drills", entries, 0, 2) if entries else ["drills: {}"]
    return "\n".join(map(escaped, lines))


def _write(read: Read, found: "DrillCalendar", plan: "WholePlan") -> None:
    edits = tuple(_edits(found, plan))
    if not edits:
        print("Nothing to write: the plan has every drill of this calendar.", file=sys.stderr)
        return
    from bcdr.cli.editing import edited, write
    from bcdr.render.terminal import escaped

    changed = edited(read.root, read.sources.snapshot, edits)
    write(changed)
    count = found.count("new") + found.count("moved")
    files = ", ".join(shown for _, shown, _, _ in changed.texts)
    print(escaped(f"Written: {count} planned drill{'' if count == 1 else 's'} into {files}"), file=sys.stderr)


def _edits(found: "DrillCalendar", plan: "WholePlan") -> "Iterator[Edit]":
    """All new drills in one edit, and a day for those that are in the plan without one."""
    from bcdr.source.edit import Add, Set

    for row in found.rows:
        if row.state == "moved":
            drill = plan.drills[row.id]
            for key in ("planned", "led_by"):
                at = ("drills", row.id)
                if key in row.entry and row.entry[key] != drill.__dict__[key]:
                    yield Set((*at, key), row.entry[key]) if drill.is_declared(key) else Add(at, {key: row.entry[key]})
    new = {r.id: r.entry for r in found.rows if r.state == "new"}
    if new:
        yield Add(("drills",), new, f"Proposed by bcdr drill plan on {found.as_of}: move, change or delete as you like")
