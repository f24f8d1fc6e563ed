"""`bcdr drill run` and `approve`: a runbook carried out, timed and recorded; its commands read and allowed before."""

import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

from bcdr.cli.exits import CLEAN, FOUND
from bcdr.cli.importing import Folder
from bcdr.cli.option import Argument, AsOf, Option, Verbose
from bcdr.cli.reading import day_of, sound_plan
from bcdr.errors import BcdrError
from bcdr.render.terminal import escaped

if TYPE_CHECKING:
    from bcdr.cli.asking import Answers, Person, Setting
    from bcdr.drill.course import Course, Leg
    from bcdr.drill.event import Story
    from bcdr.drill.journal import Journal
    from bcdr.drill.record import Record
    from bcdr.drill.verdict import Objectives
    from bcdr.model.plan import Plan
    from bcdr.model.runbook import Runbook

TRIES = 20
"""How often a record is written anew when somebody else wrote the plan at that moment."""
LARGEST = 2**20
"""Bytes of a file of answers."""

Book = Annotated[str, Argument("Id of the runbook.", "RUNBOOK")]
Type = Annotated[
    str | None,
    Option("What kind of drill it is, such as system-restore; it decides what a pass proves.", ("--type",), "TYPE"),
]
Lost = Annotated[
    str | None,
    Option("When service or data was lost (t0), with offset. Default: when the drill begins.", ("--lost",), "TIME"),
]
LedBy = Annotated[str | None, Option("Person who leads the drill.", ("--by",), "PERSON")]
Participant = Annotated[tuple[str, ...], Option("Person who takes part; may be repeated.", ("--with",), "PERSON")]
ScenarioId = Annotated[str | None, Option("Scenario that is played.", ("--scenario",), "ID")]
Unannounced = Annotated[bool, Option("People did not know before.", ("--unannounced",))]
CopyRef = Annotated[str | None, Option("Copy that is restored, such as orders/nightly.", ("--copy",), "STORE/COPY")]
AnswersFile = Annotated[
    str | None, Option("File that answers what a person would be asked; the record says so.", ("--answers",), "FILE")
]
Yes = Annotated[bool, Option("Run the commands without asking first. It confirms no step.", ("--yes",))]
DryRun = Annotated[bool, Option("Show what would run, and run and write nothing.", ("--dry-run",))]
Resume = Annotated[bool, Option("Go on with a drill that was interrupted.", ("--resume",))]
End = Annotated[bool, Option("Record a drill that was interrupted as it is.", ("--end",))]
Approver = Annotated[str, Option("Person who has read the commands.", ("--by",), "PERSON")]
Read = Annotated[bool, Option("Approve without asking.", ("--yes",))]


def run(
    runbook: Book,
    plan: Folder = None,
    type: Type = None,
    lost: Lost = None,
    by: LedBy = None,
    participant: Participant = (),
    scenario: ScenarioId = None,
    unannounced: Unannounced = False,
    copy: CopyRef = None,
    answers: AnswersFile = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    resume: Resume = False,
    end: End = False,
    verbose: Verbose = False,
) -> int:
    """Carry out a runbook: run its commands, ask its people, time it, and record it as a drill.

    Only commands that somebody approved run. The drill record, the log and its SHA-256 are written into the plan.

    Exit code: 0 passed, 1 partial or failed, 2 it could not run or was left, 130 stopped by Ctrl-C.
    """
    del verbose
    read, whole = sound_plan(plan, None)
    book = _book(whole, runbook)
    if resume or end:
        return _go_on(read.root, whole, book, answers, copy, yes=yes, ends=end)
    from bcdr.drill.course import course
    from bcdr.model.exercise import MEANINGS

    if dry_run:
        _show(course(book, _type(type or "system-restore")), type)
        return CLEAN
    type_ = _type(type) if type is not None else _asked_type()
    walked = course(book, type_)
    _require(walked, book)
    people = (*((by,) if by is not None else ()), *participant)
    _known(whole, people, scenario)
    began = _lost(lost)
    copy_ref = _copy(whole, copy)
    setting = _setting(whole, walked, copy_ref, began or datetime.now(UTC))
    desk = _desk(setting, answers, yes=yes)
    print(f"{MEANINGS[type_].title} by {escaped(book.id)}: it can prove {MEANINGS[type_].proves}.")
    print(f"It does not prove {MEANINGS[type_].lacks}.")
    _confirm(walked.commands, desk, yes=yes or _starts(desk))
    from bcdr import __version__
    from bcdr.drill.approval import digest_of
    from bcdr.drill.event import Opening
    from bcdr.drill.journal import begin

    now = datetime.now(UTC)
    opening = Opening(
        book.id, type_, digest_of(book), now, began or now, __version__, None, by, tuple(dict.fromkeys(people)),
        scenario, not unannounced,
    )  # fmt: skip
    desk.setting = setting._replace(lost=opening.lost)
    with begin(read.root, opening) as journal:
        return _walk(read.root, journal, walked, desk, is_resumed=False)


def approve(
    runbook: Book, by: Approver, plan: Folder = None, yes: Read = False, as_of: AsOf = None, verbose: Verbose = False
) -> int:
    """Allow a drill to run the commands of a runbook, exactly as they are now.

    Their digest is written into the plan, with your name and the day. When a command changes, it has to be approved
    again before a drill runs it.

    Exit code: 0 approved, 2 nothing was written.
    """
    del verbose
    day = day_of(as_of)
    read, whole = sound_plan(plan, None)
    book = _book(whole, runbook)
    from bcdr.cli.editing import edited, write
    from bcdr.drill.approval import digest_of, has_commands
    from bcdr.drill.course import course
    from bcdr.source.edit import Add, Remove

    if not has_commands(book):
        raise BcdrError(f"the runbook {book.id} has no commands", "there is nothing to approve")
    _known(whole, (by,), None)
    _list(course(book, "system-restore").commands)
    digest = digest_of(book)
    if book.commands_approved is not None and book.commands_approved.sha256 == digest:
        print(f"approved already, by {escaped(book.commands_approved.by)} on {book.commands_approved.occurred}")
        return CLEAN
    if not yes and not _agrees("Approve exactly these commands?"):
        raise BcdrError("nothing was approved", "answer yes at a terminal, or give --yes")
    at = ("runbooks", book.id)
    old = [Remove((*at, "commands_approved"))] if book.is_declared("commands_approved") else []
    approval = {"by": by, "occurred": day.isoformat(), "sha256": digest}
    write(edited(read.root, read.sources.snapshot, [*old, Add(at, {"commands_approved": approval})]))
    print(f"approved by {escaped(by)}, {day}: SHA-256 {digest}")
    return CLEAN


def _book(plan: "Plan", id_: str) -> "Runbook":
    found = plan.runbooks.get(id_.removeprefix("runbooks/"))
    if found is None:
        from difflib import get_close_matches

        near = get_close_matches(id_, plan.runbooks, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(plan.runbooks) or 'none'}"
        raise BcdrError(f"the plan has no runbook {id_}", hint)
    return found


def _type(text: str) -> str:
    from bcdr.model.exercise import MEANINGS

    if text not in MEANINGS:
        raise BcdrError(f"there is no type of drill called {text}", f"there are: {', '.join(MEANINGS)}")
    return text


def _asked_type() -> str:
    from bcdr.model.exercise import MEANINGS

    if not sys.stdin.isatty():
        raise BcdrError("the type of the drill is not named", f"give --type, one of {', '.join(MEANINGS)}")
    print("What kind of drill is it? It decides what a pass proves.")
    for name, meaning in MEANINGS.items():
        print(f"  {name:20} proves {meaning.proves}; not {meaning.lacks}")
    while True:
        try:
            text = input("type: ").strip()
        except EOFError:
            raise BcdrError("the type of the drill is not named", "give --type") from None
        if text in MEANINGS:
            return text


def _require(course: "Course", book: "Runbook") -> None:
    """Nothing runs that nobody approved, and nothing that lacks a variable."""
    from bcdr.drill.approval import refuse_unapproved
    from bcdr.drill.shell import values_of

    if not course.commands:
        return
    refuse_unapproved(book)
    unset = [name for name in course.variables if name not in values_of(course.variables)]
    if unset:
        raise BcdrError(
            f"steps of {book.id} need environment variables that are not set: {', '.join(unset)}", "set them, and retry"
        )


def _known(plan: "Plan", people: tuple[str, ...], scenario: str | None) -> None:
    strange = [p for p in people if p not in plan.people]
    if strange:
        raise BcdrError(f"the plan has no person {strange[0]}", f"it has {', '.join(plan.people) or 'nobody'}")
    if scenario is not None and scenario not in plan.scenarios:
        raise BcdrError(f"the plan has no scenario {scenario}", f"it has {', '.join(plan.scenarios) or 'none'}")


def _lost(text: str | None) -> datetime | None:
    from bcdr.cli.asking import moment_in

    if text is None:
        return None
    found = moment_in(text)
    if found is None:
        raise BcdrError(f"--lost is no time with offset: {text}", "write it as 2026-11-20T02:41:00+01:00")
    if found > datetime.now(UTC):
        raise BcdrError(f"{text} is in the future", "--lost is when service or data was lost")
    return found


def _copy(plan: "Plan", text: str | None) -> str | None:
    from bcdr.evidence.matching import copy_of

    if text is None:
        return None
    found = copy_of(plan, text)
    return f"{found.path[1]}/{found.path[3]}"


def _setting(plan: "Plan", course: "Course", copy: str | None, lost: datetime) -> "Setting":
    from bcdr.cli.asking import Setting

    return Setting(course, _objectives(plan, course.runbook, lost.date()), copy, frozenset(plan.people), lost)


def _objectives(plan: "Plan", book: "Runbook", day: date) -> "Objectives":
    """The strictest of everything that the runbook recovers."""
    from bcdr.analysis.facts import Facts
    from bcdr.drill.verdict import Objectives
    from bcdr.model.datastore import Datastore
    from bcdr.model.service import Service

    facts = Facts(plan, day)
    found = [plan.find(ref) for ref in book.recovers]
    services = [e for e in found if isinstance(e, Service)]
    stores = [e for e in found if isinstance(e, Datastore)]
    rto = [*map(facts.rto_of, services), *map(facts.rto, stores)]
    rpo = [*map(facts.rpo_of, services), *map(facts.rpo, stores)]
    return Objectives(
        min((t for t in rto if t is not None), default=None), min((t for t in rpo if t is not None), default=None)
    )


def _desk(setting: "Setting", answers: str | None, *, yes: bool) -> "Person | Answers":
    from bcdr.cli.asking import Answers, Person

    if answers is None and sys.stdin.isatty():
        return Person(setting)
    if answers is None:
        return Answers(setting, {}, yes=yes)
    from bcdr.source.exhibit import read_exhibit
    from bcdr.source.tree import read_text

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


def _starts(desk: "Person | Answers") -> bool:
    from bcdr.cli.asking import Answers

    return isinstance(desk, Answers) and desk.starts


def _confirm(commands: "tuple[Leg, ...]", desk: "Person | Answers", *, yes: bool) -> None:
    """Ask once before the first command."""
    if not commands or yes:
        return
    _list(commands)
    if not _agrees("Run these commands on this machine?"):
        raise BcdrError("nothing was run", "answer yes at a terminal, or give --yes")


def _agrees(question: str) -> bool:
    if not sys.stdin.isatty():
        return False
    try:
        return input(f"{question} Type yes: ").strip() == "yes"
    except EOFError:
        return False


def _list(commands: "tuple[Leg, ...]") -> None:
    from bcdr.drill.timeline import written

    for leg in commands:
        limit = f"at most {written(leg.limit)}" if leg.limit is not None else "without limit"
        gets = f", gets {', '.join(leg.step.environment)}" if leg.step.environment else ""
        print(f"  {leg.id}: {escaped(leg.step.do)} ({limit}{gets})")
        for line in (leg.command or "").splitlines():
            print(f"    $ {escaped(line)}")


def _show(course: "Course", type_: str | None) -> None:
    """What would happen, for --dry-run."""
    from bcdr.drill.approval import refuse_unapproved

    print(f"{escaped(course.runbook.id)}: {escaped(course.runbook.title)} ({type_ or 'type not chosen'})")
    for leg in course.legs:
        if leg.command is not None:
            _list((leg,))
        else:
            print(f"  {leg.id}: {escaped(leg.step.do)} (a person{f', {leg.step.by}' if leg.step.by else ''})")
        if leg.step.check is not None and leg.command is not None:
            check = leg.step.check
            wanted = f"as step {check.same_as} showed" if check.same_as else check.expected or "not said"
            print(f"    compares {check.kind}: {escaped(wanted)}")
        elif leg.step.expect:
            print(f"    should show: {escaped(leg.step.expect)}")
    if course.commands:
        try:
            refuse_unapproved(course.runbook)
        except BcdrError as problem:
            print(f"It would not run: {escaped(problem.message)}. {escaped(problem.hint)}")
    print("Nothing was run.")


def _go_on(
    root: str, plan: "Plan", book: "Runbook", answers: str | None, copy: str | None, *, yes: bool, ends: bool
) -> int:
    from bcdr.drill.approval import digest_of
    from bcdr.drill.course import course
    from bcdr.drill.journal import resume

    with resume(root, book.id) as journal:
        opening = journal.story.opening
        walked = course(book, _type(opening.type))
        if ends:
            return _recorded(root, journal, walked)
        if opening.sha256 != digest_of(book):
            raise BcdrError(
                f"the commands of {book.id} changed since the drill began, so it cannot go on",
                f"record it as it is: bcdr drill run {book.id} --end",
            )
        _require(walked, book)
        setting = _setting(plan, walked, _copy(plan, copy) or _chosen(journal.story), opening.lost)
        if journal.story.acceptance() is not None:
            return _recorded(root, journal, walked)
        desk = _desk(setting, answers, yes=yes)
        left = tuple(leg for leg in walked.commands if not journal.story.is_over(leg.id))
        _confirm(left, desk, yes=yes or _starts(desk))
        return _walk(root, journal, walked, desk, is_resumed=True)


def _chosen(story: "Story") -> str | None:
    point = story.point()
    return point.copy if point is not None else None


def _walk(root: str, journal: "Journal", course: "Course", desk: "Person | Answers", *, is_resumed: bool) -> int:
    import signal

    from bcdr.drill.desk import PausedError
    from bcdr.drill.walk import Ground, Walk

    def stop(number: int, frame: object) -> None:
        del number, frame
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    on = f"go on: bcdr drill run {course.runbook.id} --resume"
    try:
        Walk(course, journal, desk, Ground(root, lambda: datetime.now(UTC))).go(is_resumed=is_resumed)
    except PausedError as pause:
        raise BcdrError(f"the drill stopped: {pause.reason}; what was done is kept", on) from None
    except KeyboardInterrupt:
        desk.still()
        print(f"The drill stopped; what was done is kept. To {on}", file=sys.stderr)
        raise
    finally:
        desk.still()
    return _recorded(root, journal, course)


def _recorded(root: str, journal: "Journal", course: "Course") -> int:
    """Write the record, and tell what came of the drill."""
    from bcdr.drill.timeline import written

    done = _keep(root, journal.story, course)
    journal.remove()
    found = done.verdict
    print(f"{found.result}: recorded as drills/{done.id}, with its log in {done.file}")
    for name, span in (("rto", found.measured.rto), ("rpo", found.measured.rpo)):
        if span is not None:
            print(f"  {name} measured: {written(span)}")
    for flaw in found.flaws:
        print(f"  {'!' if flaw.weighs else ' '} {escaped(flaw.what)}")
    return CLEAN if found.result == "passed" else FOUND


def _keep(root: str, story: "Story", course: "Course") -> "Record":
    """The record written into the plan as it is now, which others may have changed since the drill began."""
    from bcdr.cli.editing import edited, write
    from bcdr.drill.record import record
    from bcdr.evidence.instant import zone_named
    from bcdr.source.exhibit import ExhibitError
    from bcdr.source.write import ChangedMeanwhileError

    taken: list[str] = []
    last: BcdrError | None = None
    for _ in range(TRIES):
        try:
            read, plan = sound_plan(root, None)
            zone = zone_named(plan.organization.timezone)
            goals = _objectives(plan, course.runbook, story.opening.opened.date())
            made = record(plan, course, story, goals, zone, taken)
            if made.edits:
                write(edited(root, read.sources.snapshot, made.edits), [(made.file, made.content)])
        except ChangedMeanwhileError as problem:
            last = problem
        except ExhibitError as problem:
            if "another file" not in problem.message:
                raise _unrecorded(problem, course) from None
            taken.append(made.id)
            last = problem
        except BcdrError as problem:
            raise _unrecorded(problem, course) from None
        else:
            return made
    raise _unrecorded(last or BcdrError("the plan changes all the time"), course)


def _unrecorded(problem: BcdrError, course: "Course") -> BcdrError:
    return BcdrError(
        f"the drill is over but not recorded: {problem.message}",
        f"nothing is lost: mend it, then write the record with bcdr drill run {course.runbook.id} --end",
    )
