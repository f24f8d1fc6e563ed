"""`bcdr due`: prints what is overdue and what is coming, for people, hooks and calendars."""

import sys
from datetime import timedelta
from typing import Annotated, Literal

from bcdr.cli.exits import CLEAN, FOUND
from bcdr.cli.option import AsOf, Option, Plan, Rev, Verbose
from bcdr.cli.reading import day_of, sound_plan
from bcdr.cli.terminal import has_colour
from bcdr.errors import BcdrError

Within = Annotated[str, Option("How far to look ahead, such as 30d or 12w.", ("--within",), "TIME")]
Overdue = Annotated[bool, Option("Show only what is overdue, and exit with 1 when anything is.", ("--overdue",))]
Format = Annotated[Literal["text", "json"], Option("How to print: text for people, json for programs.", ("--format",))]


def run(
    plan: Plan = None,
    within: Within = "30d",
    overdue: Overdue = False,
    format: Format = "text",
    as_of: AsOf = None,
    rev: Rev = None,
    verbose: Verbose = False,
) -> int:
    """What is overdue and what is coming: drills, restores, reviews, contracts, answers, waivers, actions.

    Exit code: 0 shown, 1 with --overdue when something is overdue, 2 the plan could not be read.
    """
    del verbose
    day = day_of(as_of)
    ahead = _ahead(within)
    read, whole = sound_plan(plan, rev)
    from bcdr.analysis.facts import Facts  # only for a plan that could be read
    from bcdr.render.due import due, due_json
    from bcdr.report.due import due_list

    found = due_list(read.root, Facts(whole, day), ahead)
    if format == "json":
        print(due_json(found))
    else:
        print(due(found, colour=has_colour(sys.stdout), only_overdue=overdue))
    return FOUND if overdue and found.overdue else CLEAN


def _ahead(text: str) -> timedelta:
    from bcdr.model.value import UNBOUNDED, parse_duration  # after the arguments are known to be sound

    try:
        found = parse_duration(text)
    except ValueError as problem:
        raise BcdrError(f"--within is not a time: {text} ({problem})", "write it as 30d or 12w") from None
    return timedelta(days=36500) if found == UNBOUNDED else found
