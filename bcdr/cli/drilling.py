"""A drill from its first step to its record: who answers, what a stop leaves behind, and how it is written down."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from pathlib import PurePath
from typing import Any, NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.cli.allowing import confirm, require
from bcdr.cli.asking import Answers, Person
from bcdr.cli.editing import edited, retried, write
from bcdr.cli.exits import CLEAN, FOUND
from bcdr.cli.following import After, follow
from bcdr.cli.question import tell
from bcdr.cli.reading import sound_plan
from bcdr.cli.showing import Setting
from bcdr.cli.terminal import columns
from bcdr.cli.ticking import Clock, clock_after
from bcdr.drill.approval import digest_of
from bcdr.drill.course import Course, course
from bcdr.drill.desk import PausedError
from bcdr.drill.event import Story
from bcdr.drill.followup import Wish
from bcdr.drill.journal import Journal, resume
from bcdr.drill.objective import objectives
from bcdr.drill.record import Record, record
from bcdr.drill.timeline import written
from bcdr.drill.walk import Ground, Walk
from bcdr.errors import BcdrError
from bcdr.evidence.instant import zone_named
from bcdr.evidence.matching import copy_of
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook
from bcdr.render.terminal import wrapped
from bcdr.source.exhibit import TakenError, read_exhibit
from bcdr.source.tree import read_text
from bcdr.source.trial import as_written
from bcdr.source.write import ChangedMeanwhileError

LARGEST = 2**20
"""Bytes of a file of answers."""


def known_copy(plan: Plan, text: str | None) -> str | None:
    """The copy as records name it: `orders/nightly`; BcdrError when the plan has none of that name."""
    if text is None:
        return None
    found = copy_of(plan, text)
    return f"{found.path[1]}/{found.path[3]}"


def setting_of(plan: Plan, course: Course, copy: str | None, lost: datetime) -> Setting:
    """What those who answer have to know."""
    people = {id_: person.name or id_ for id_, person in plan.people.items()}
    return Setting(
        course, objectives(course.runbook.recovers, Facts(plan, lost.date())), copy, people, lost, zone_of(plan)
    )


def zone_of(plan: Plan) -> tzinfo | None:
    """The zone in which the people of the plan read their clocks; None when it does not say."""
    return zone_named(plan.organization.timezone) if plan.organization.is_declared("timezone") else None


def desk_of(setting: Setting, answers: str | None, *, yes: bool) -> Person | Answers:
    """Who answers: a person at the terminal, a file, or nobody; BcdrError when answers would be missing."""
    if answers is None and sys.stdin.isatty():
        return Person(setting)
    if answers is None:
        return Answers(setting, {}, yes=yes)

    try:
        tree = read_text(read_exhibit(answers, LARGEST).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BcdrError(f"{answers} is not UTF-8 text", "write the answers as YAML") from None
    if tree.data is None or tree.faults or not isinstance(tree.data.get("steps") or {}, dict):
        why = tree.faults[0].message if tree.faults else "steps is no map from step to answer"
        raise BcdrError(
            f"{answers} cannot be read: {why}", "write the answers as YAML, such as `steps: {freeze: done}`"
        )
    return Answers(setting, tree.data, yes=yes)


class Manner(NamedTuple):
    """How a drill goes on: by whose answers, from which copy, whether commands run unasked, and what follows."""

    answers: str | None
    copy: str | None
    yes: bool
    after: After


def go_on(root: str, plan: Plan, book: Runbook, manner: Manner, *, ends: bool) -> int:
    """Take up an unfinished drill, or only record it as it is; the exit code comes out."""
    with resume(root, book.id) as journal:
        opening = journal.story.opening
        walked = course(book, opening.type)
        if ends:
            return recorded(root, journal, walked, manner.after)
        if opening.sha256 != digest_of(book):
            raise BcdrError(
                f"the commands of {book.id} changed since the drill began, so it cannot go on",
                f"record it as it is: bcdr drill run {book.id} --end",
            )
        require(walked, book)
        setting = setting_of(plan, walked, known_copy(plan, manner.copy) or _chosen(journal.story), opening.lost)
        if journal.story.acceptance() is not None:
            return recorded(root, journal, walked, manner.after)
        clock = clock_after(journal.story.latest())
        desk = desk_of(setting, manner.answers, yes=manner.yes)
        left = tuple(leg for leg in walked.commands if not journal.story.is_over(leg.id))
        confirm(left, yes=manner.yes or desk.starts)
        return walk(root, journal, walked, desk, clock, manner.after, is_resumed=True)


def _chosen(story: Story) -> str | None:
    point = story.point()
    return point.copy if point is not None else None


def walk(
    root: str,
    journal: Journal,
    course: Course,
    desk: Person | Answers,
    clock: Clock,
    after: After,
    *,
    is_resumed: bool,
) -> int:
    """Carry the drill out and record it; what is left unfinished can be taken up later."""
    for number, reason in _SIGNALS.items():
        signal.signal(number, _stopper(reason))
    on = f"go on: bcdr drill run {course.runbook.id} --resume"
    try:
        desk.opens()
        Walk(course, journal, desk, Ground(root, clock.now)).go(is_resumed=is_resumed)
    except PausedError as pause:
        raise BcdrError(f"the drill stopped: {pause.reason}; what was done is kept", on) from None
    except KeyboardInterrupt:
        desk.still()
        print(f"The drill stopped; what was done is kept. To {on}", file=sys.stderr)
        raise
    finally:
        desk.still()
    return recorded(root, journal, course, after)


_SIGNALS = {
    signal.SIGTERM: "something asked bcdr to end",
    signal.SIGHUP: "the terminal was closed",
    signal.SIGQUIT: "stopped by a person",
}
"""What stops a drill as Ctrl-C does, and why it was sent."""


def _stopper(reason: str) -> Callable[[int, object], None]:
    def stop(number: int, frame: object) -> None:
        del number, frame
        raise KeyboardInterrupt(reason)

    return stop


def recorded(root: str, journal: Journal, course: Course, after: After) -> int:
    """Write the record, tell what came of the drill, and see to what follows from it."""
    try:
        done = _keep(root, journal.story, course, after.wish)
    except KeyboardInterrupt:
        problem = _unrecorded(BcdrError("it was stopped"), course)
        print(f"{problem.message}; {problem.hint}", file=sys.stderr)
        raise
    journal.remove()
    found = done.verdict
    width = columns(sys.stdout)
    print(wrapped(f"{found.result}: recorded as drills/{done.id}, with its log in {done.file}", width))
    if done.as_planned:
        print(wrapped(f"  led by {done.as_planned}, as planned; correct it if somebody else did", width))
    for name, span in (("rto", found.measured.rto), ("rpo", found.measured.rpo)):
        if span is not None:
            print(f"  {name} measured: {written(span)}")
    for flaw in found.flaws:
        print(wrapped(f"  {'!' if flaw.weighs else '-'} {flaw.what}", width))
    try:
        follow(root, done.id, done.tasks, after)
    except BcdrError as problem:
        tell(f"  ! what follows from it was left as it is: {problem.message}")
    return CLEAN if found.result == "passed" else FOUND


def _keep(root: str, story: Story, course: Course, wish: Wish) -> Record:
    """The record written into the plan as it is now, which others may have changed since the drill began."""
    taken: list[str] = []

    def once() -> Record:
        read, plan = sound_plan(root, None)
        zone = zone_named(plan.organization.timezone)
        goals = objectives(course.runbook.recovers, Facts(plan, story.opening.opened.date()))

        def text(id_: str) -> Mapping[str, Any]:
            return as_written(read.sources.snapshot, ("drills", id_))

        made = record(plan, course, story, goals, zone, taken, wish=wish, text=text)
        if not made.edits:
            return made
        try:
            write(edited(root, read.sources.snapshot, made.edits), [(made.file, made.content)])
        except TakenError as problem:
            taken.append(PurePath(made.file).stem.removeprefix("log-"))
            raise ChangedMeanwhileError(problem.message, problem.hint) from None
        return made

    try:
        return retried(once)
    except BcdrError as problem:
        raise _unrecorded(problem, course) from None


def _unrecorded(problem: BcdrError, course: Course) -> BcdrError:
    return BcdrError(
        f"the drill is over but not recorded: {problem.message}",
        f"nothing is lost: mend it, then write the record with bcdr drill run {course.runbook.id} --end",
    )
