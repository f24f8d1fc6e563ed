"""`bcdr drill run` and `approve`: a runbook carried out, timed and recorded; its commands read and allowed before."""

import sys
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Annotated

from bcdr.cli.exits import CLEAN
from bcdr.cli.importing import Folder
from bcdr.cli.option import Argument, AsOf, Option, Verbose
from bcdr.cli.reading import day_of, sound_plan
from bcdr.errors import BcdrError
from bcdr.render.terminal import escaped

if TYPE_CHECKING:
    from bcdr.model.plan import Plan
    from bcdr.model.runbook import Runbook

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
Note = Annotated[str | None, Option("Remark that stands in the record.", ("--note",), "TEXT")]
Resume = Annotated[bool, Option("Go on with a drill that was interrupted.", ("--resume",))]
End = Annotated[bool, Option("Record a drill that was interrupted as it is.", ("--end",))]
ActionOwner = Annotated[
    str | None, Option("Who sees to what went wrong: a role or person.", ("--action-owner",), "ROLE")
]
ActionDue = Annotated[
    str | None, Option("By when: a day, or a time after the drill such as 30d.", ("--action-due",), "TIME")
]
Proves = Annotated[
    tuple[str, ...],
    Option("Action of an earlier drill that this one, if it passes, shows to be done; may be repeated.",
           ("--proves",), "ACTION"),
]  # fmt: skip
Approver = Annotated[str, Option("Person who has read the commands.", ("--by",), "PERSON")]
Read = Annotated[bool, Option("Approve without asking.", ("--yes",))]


def run(
    runbook: Book,
    plan: Folder = None,
    type: Type = None,  # noqa: A002 - the name of the option
    lost: Lost = None,
    by: LedBy = None,
    participant: Participant = (),
    scenario: ScenarioId = None,
    unannounced: Unannounced = False,
    copy: CopyRef = None,
    answers: AnswersFile = None,
    yes: Yes = False,
    note: Note = None,
    dry_run: DryRun = False,
    resume: Resume = False,
    end: End = False,
    action_owner: ActionOwner = None,
    action_due: ActionDue = None,
    proves: Proves = (),
    verbose: Verbose = False,
) -> int:
    """Carry out a runbook: run its commands, ask its people, time it, and record it as a drill.

    Only commands that somebody approved run. The drill record, the log and its SHA-256 are written into the plan.

    Exit code: 0 passed, 1 partial or failed, 2 it could not run or was left, 130 stopped by Ctrl-C.
    """
    del verbose
    read, whole = sound_plan(plan, None)
    book = _book(whole, runbook)
    from bcdr.cli.following import after_of
    from bcdr.cli.question import cleaned, is_person

    after = after_of(whole, action_owner, action_due, proves, asks=is_person() and answers is None)
    if resume or end:
        from bcdr.cli.drilling import Manner, go_on

        return go_on(read.root, whole, book, Manner(answers, copy, yes, after), ends=end)
    from bcdr.cli.allowing import confirm, preview, require
    from bcdr.cli.drilling import desk_of, known_copy, setting_of, walk, zone_of
    from bcdr.cli.ticking import clock_after
    from bcdr.drill.course import course
    from bcdr.model.exercise import MEANINGS

    if dry_run:
        preview(course(book, _type(type or "system-restore")), type)
        return CLEAN
    type_ = _type(type) if type is not None else _asked_type()
    walked = course(book, type_)
    require(walked, book)
    people = (*((by,) if by is not None else ()), *participant)
    _known(whole, people, scenario)
    began = _lost(lost, zone_of(whole))
    copy_ref = known_copy(whole, copy)
    setting = setting_of(whole, walked, copy_ref, began or datetime.now(UTC))
    desk = desk_of(setting, answers, yes=yes)
    desk.tell(f"{MEANINGS[type_].title} by {book.id}: it can prove {MEANINGS[type_].proves}.")
    desk.tell(f"It does not prove {MEANINGS[type_].lacks}.")
    confirm(walked.commands, yes=yes or desk.starts)
    from bcdr import __version__
    from bcdr.drill.approval import digest_of
    from bcdr.drill.event import Opening
    from bcdr.drill.expectation import short
    from bcdr.drill.journal import begin
    from bcdr.evidence.redaction import without_secrets

    clock = clock_after(None)
    now = clock.now()
    opening = Opening(
        book.id, type_, digest_of(book), now, began or now, __version__, None, by, tuple(dict.fromkeys(people)),
        scenario, not unannounced, short(without_secrets(cleaned(note or ""))),
    )  # fmt: skip
    desk.setting = setting._replace(lost=opening.lost)
    with begin(read.root, opening) as journal:
        return walk(read.root, journal, walked, desk, clock, after, is_resumed=False)


def approve(
    runbook: Book, by: Approver, plan: Folder = None, yes: Read = False, as_of: AsOf = None, verbose: Verbose = False
) -> int:
    """Allow a drill to run the commands of a runbook, exactly as they are now.

    Their digest is written into the plan, with your name and the day. When a command changes, it has to be approved
    again before a drill runs it.

    Exit code: 0 approved, 2 nothing was written.
    """
    del verbose
    read, whole = sound_plan(plan, None)
    day = day_of(as_of, whole)
    book = _book(whole, runbook)
    from bcdr.cli.allowing import agrees, told
    from bcdr.cli.editing import edited, write
    from bcdr.drill.approval import digest_of, has_commands
    from bcdr.drill.course import course
    from bcdr.source.edit import Add, Remove

    if not has_commands(book):
        raise BcdrError(f"the runbook {book.id} has no commands", "there is nothing to approve")
    _known(whole, (by,), None)
    told(course(book, "system-restore").commands)
    digest = digest_of(book)
    if book.commands_approved is not None and book.commands_approved.sha256 == digest:
        print(f"approved already, by {escaped(book.commands_approved.by)} on {book.commands_approved.occurred}")
        return CLEAN
    if not yes and not agrees("Approve exactly these commands?"):
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
    from bcdr.cli.terminal import columns
    from bcdr.model.exercise import MEANINGS
    from bcdr.render.terminal import wrapped

    if not sys.stdin.isatty():
        raise BcdrError("the type of the drill is not named", f"give --type, one of {', '.join(MEANINGS)}")
    print("What kind of drill is it? It decides what a pass proves.")
    for name, meaning in MEANINGS.items():
        print(wrapped(f"  {name}: {meaning.proves}; not {meaning.lacks}", columns(sys.stdout)))
    while True:
        try:
            text = input("type: ").strip().lower()
        except EOFError:
            raise BcdrError("the type of the drill is not named", "give --type") from None
        found = [text] if text in MEANINGS else [name for name in MEANINGS if text and name.startswith(text)]
        if len(found) == 1:
            return found[0]
        print(f"  that is none of them; such as {', '.join(found or ['system-restore', 'item-restore', 'tabletop'])}")


def _known(plan: "Plan", people: tuple[str, ...], scenario: str | None) -> None:
    strange = [p for p in people if p not in plan.people]
    if strange:
        raise BcdrError(f"the plan has no person {strange[0]}", f"it has {', '.join(plan.people) or 'nobody'}")
    if scenario is not None and scenario not in plan.scenarios:
        raise BcdrError(f"the plan has no scenario {scenario}", f"it has {', '.join(plan.scenarios) or 'none'}")


def _lost(text: str | None, zone: tzinfo | None) -> datetime | None:
    from bcdr.cli.asking import moment_in

    if text is None:
        return None
    found = moment_in(text, zone)
    if found is None:
        raise BcdrError(f"--lost is no time with offset: {text}", "write it as 2026-11-20T02:41:00+01:00")
    if found > datetime.now(UTC):
        raise BcdrError(f"{text} is in the future", "--lost is when service or data was lost")
    return found
