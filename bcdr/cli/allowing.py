"""Commands shown before they run, and refused: nothing runs that nobody approved, or that was not confirmed."""

from __future__ import annotations

import sys

from bcdr.cli.terminal import columns
from bcdr.drill.approval import refuse_unapproved
from bcdr.drill.course import Course, Leg
from bcdr.drill.shell import values_of
from bcdr.drill.timeline import written
from bcdr.errors import BcdrError
from bcdr.model.runbook import Runbook
from bcdr.render.terminal import escaped, wrapped


def confirm(commands: tuple[Leg, ...], *, yes: bool) -> None:
    """Ask once before the first command; BcdrError when the answer is not yes."""
    if not commands or yes:
        return
    told(commands)
    if not agrees("Run these commands on this machine?"):
        raise BcdrError("nothing was run", "answer yes at a terminal, or give --yes")


def agrees(question: str) -> bool:
    """A person at the terminal typed yes."""
    if not sys.stdin.isatty():
        return False
    try:
        return input(wrapped(f"{question} Type yes:", columns(sys.stdout)) + " ").strip().lower() == "yes"
    except EOFError:
        return False


def told(commands: tuple[Leg, ...]) -> None:
    """The commands with their limits and variables, as they would run."""
    for leg in commands:
        limit = f"at most {written(leg.limit)}" if leg.limit is not None else "without limit"
        gets = f", gets {', '.join(leg.step.environment)}" if leg.step.environment else ""
        _tell(f"  {leg.id}: {leg.step.do} ({limit}{gets})")
        for line in (leg.command or "").splitlines():
            print(f"    $ {escaped(line)}")


def preview(course: Course, type_: str | None) -> None:
    """What would happen, for --dry-run."""
    _tell(f"{course.runbook.id}: {course.runbook.title} ({type_ or 'type not chosen'})")
    for leg in course.legs:
        if leg.command is not None:
            told((leg,))
        else:
            _tell(f"  {leg.id}: {leg.step.do} ({_whose(leg)})")
        if leg.step.check is not None and leg.command is not None:
            check = leg.step.check
            wanted = f"as step {check.same_as} showed" if check.same_as else check.expected or "not said"
            _tell(f"    compares {check.kind}: {wanted}")
        elif leg.step.expect:
            _tell(f"    should show: {leg.step.expect}")
    if course.commands:
        try:
            refuse_unapproved(course.runbook)
        except BcdrError as problem:
            _tell(f"It would not run: {problem.message}. {problem.hint}")
    print("Nothing was run.")


def _tell(text: str) -> None:
    print(wrapped(text, columns(sys.stdout)))


def _whose(leg: Leg) -> str:
    return f"a person, {leg.step.by.rpartition('/')[2]}" if leg.step.by else "a person"


def require(course: Course, book: Runbook) -> None:
    """Nothing runs that nobody approved, and nothing that lacks a variable."""
    if not course.commands:
        return
    refuse_unapproved(book)
    unset = [name for name in course.variables if name not in values_of(course.variables)]
    if unset:
        raise BcdrError(
            f"steps of {book.id} need environment variables that are not set: {', '.join(unset)}", "set them, and retry"
        )
