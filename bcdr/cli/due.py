"""`bcdr due`: prints what is overdue and what is coming, for people, hooks and calendars."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from bcdr.cli.exits import CLEAN, FOUND
from bcdr.cli.option import AsOf, Option, Plan, Rev, Verbose
from bcdr.cli.output import write, wrote
from bcdr.cli.reading import day_of, sound_plan
from bcdr.cli.terminal import columns, has_colour
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.report.due import DueList

Within = Annotated[
    str | None,
    Option("How far to look ahead, such as 30d or 12w. Default: 30d, in a calendar 365d.", ("--within",), "TIME"),
]
Owner = Annotated[
    str | None,
    Option("Only what a person or role looks after, by id; a person also in roles.", ("--owner",), "ID"),
]
Kinds = Annotated[
    tuple[str, ...], Option("Only this kind, such as drill or contract; may be repeated.", ("--kind",), "KIND")
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
    owner: Owner = None,
    kind: Kinds = (),
    format: Format = "text",
    output: Output = None,
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """What is overdue and what is coming: drills, restores, reviews, checks, contracts, answers, waivers, actions.

    Exit code: 0 shown, 1 with --overdue when something is overdue, 2 the plan could not be read.
    """
    del verbose
    ahead = _ahead(within or ("365d" if format == "ics" else "30d"))
    read, whole = sound_plan(plan, rev)
    day = day_of(as_of, whole)
    from bcdr.analysis.facts import Facts  # only for a plan that could be read
    from bcdr.report.due import due_list

    found = due_list(read.root, Facts(whole, day), ahead, owner=owner, kinds=_known(kind))
    if overdue:
        found = found._replace(coming=())
    shown = _shown(found, format, only_overdue=overdue, on_terminal=output is None)
    if output is not None:
        write(Path(output), shown if isinstance(shown, bytes) else f"{shown}\n".encode())
        wrote(Path(output), "what is due")
    elif isinstance(shown, bytes):
        sys.stdout.buffer.write(shown)
    else:
        print(shown)
    return FOUND if overdue and found.overdue else CLEAN


def _shown(found: "DueList", format_: str, *, on_terminal: bool, only_overdue: bool) -> str | bytes:
    """The list in a format: bytes where line ends are part of it."""
    if format_ == "ics":
        from bcdr.render.ics import ics
        from bcdr.report.due import calendar

        return ics(calendar(found))
    from bcdr.render.due import due, due_json

    if format_ == "json":
        return due_json(found)
    width = columns(sys.stdout) if on_terminal else None
    return due(found, colour=on_terminal and has_colour(sys.stdout), only_overdue=only_overdue, width=width)


def _known(kinds: tuple[str, ...]) -> tuple[str, ...] | None:
    """The kinds that were asked for, None for all; BcdrError for one that there is not."""
    from bcdr.analysis.due import DueKind

    for kind in kinds:
        if kind not in get_args(DueKind):
            raise BcdrError(f"nothing is due of the kind {kind}", f"kinds are: {', '.join(get_args(DueKind))}")
    return kinds or None


def _ahead(text: str) -> timedelta:
    from bcdr.model.value import UNBOUNDED, parse_duration  # after the arguments are known to be sound

    try:
        found = parse_duration(text)
    except ValueError as problem:
        raise BcdrError(f"--within is not a time: {text} ({problem})", "write it as 30d or 12w") from None
    return timedelta(days=36500) if found == UNBOUNDED else found
