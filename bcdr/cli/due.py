"""`bcdr due`: prints what is overdue and what is coming, for people, hooks and calendars."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from bcdr.cli.exits import CLEAN, FOUND
from bcdr.cli.option import AsOf, Option, Plan, Rev, Verbose
from bcdr.cli.output import write, wrote
from bcdr.cli.reading import day_of, sound_plan
from bcdr.cli.terminal import has_colour
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.report.due import DueList

Within = Annotated[
    str | None,
    Option("How far to look ahead, such as 30d or 12w. Default: 30d, in a calendar 365d.", ("--within",), "TIME"),
]
Overdue = Annotated[bool, Option("Show only what is overdue, and exit with 1 when anything is.", ("--overdue",))]
Format = Annotated[
    Literal["text", "json", "ics"],
    Option("How to print: text for people, json for programs, ics for calendars.", ("--format",)),
]
Output = Annotated[str | None, Option("File to write, such as due.ics. Default: print it.", ("--output", "-o"), "FILE")]


def run(
    plan: Plan = None,
    within: Within = None,
    overdue: Overdue = False,
    format: Format = "text",
    output: Output = None,
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """What is overdue and what is coming: drills, restores, reviews, contracts, answers, waivers, actions.

    Exit code: 0 shown, 1 with --overdue when something is overdue, 2 the plan could not be read.
    """
    del verbose
    day = day_of(as_of)
    ahead = _ahead(within or ("365d" if format == "ics" else "30d"))
    read, whole = sound_plan(plan, rev)
    from bcdr.analysis.facts import Facts  # only for a plan that could be read
    from bcdr.report.due import due_list

    found = due_list(read.root, Facts(whole, day), ahead)
    if overdue:
        found = found._replace(coming=())
    shown = _shown(found, format, only_overdue=overdue, colour=output is None and has_colour(sys.stdout))
    if output is not None:
        write(Path(output), shown if isinstance(shown, bytes) else f"{shown}\n".encode())
        wrote(Path(output), "what is due")
    elif isinstance(shown, bytes):
        sys.stdout.buffer.write(shown)
    else:
        print(shown)
    return FOUND if overdue and found.overdue else CLEAN


def _shown(found: "DueList", format_: str, *, colour: bool, only_overdue: bool) -> str | bytes:
    """The list in a format: bytes where line ends are part of it."""
    if format_ == "ics":
        from bcdr.render.ics import ics
        from bcdr.report.due import calendar

        return ics(calendar(found))
    from bcdr.render.due import due, due_json

    return due_json(found) if format_ == "json" else due(found, colour=colour, only_overdue=only_overdue)


def _ahead(text: str) -> timedelta:
    from bcdr.model.value import UNBOUNDED, parse_duration  # after the arguments are known to be sound

    try:
        found = parse_duration(text)
    except ValueError as problem:
        raise BcdrError(f"--within is not a time: {text} ({problem})", "write it as 30d or 12w") from None
    return timedelta(days=36500) if found == UNBOUNDED else found
