"""`bcdr status`: prints one screen that says what is promised, what the design gives, and what drills proved."""

import sys

from bcdr.cli.exits import CLEAN
from bcdr.cli.option import AsOf, Plan, Rev, Verbose
from bcdr.cli.reading import day_of, sound_plan
from bcdr.cli.terminal import has_colour


def run(plan: Plan = None, as_of: AsOf = None, rev: Rev = None, verbose: Verbose = False) -> int:
    """One screen: per service what is promised, what the design gives, and what drills proved.

    The weakest link of each service stands below it, then the three actions that matter most, and what is due.

    Exit code: 0 shown, 2 the plan could not be read.
    """
    del verbose
    read, whole = sound_plan(plan, rev)
    day = day_of(as_of, whole)
    from bcdr.audit import audit  # rules load only for a plan that can be checked
    from bcdr.render.status import status as render
    from bcdr.report.lint import linted
    from bcdr.report.priority import first_actions
    from bcdr.report.status import status

    result = audit(whole, day)
    found = status(
        linted(read.root, result, result.findings, rev or "", first_actions(result, result.findings)), result
    )
    print(render(found, colour=has_colour(sys.stdout)))
    return CLEAN
