"""`bcdr drill record`: what was done by hand is told, looked at, and written into the plan."""

from typing import Annotated

from bcdr.cli.drill import ActionDue, ActionOwner, Proves
from bcdr.cli.importing import Diff, Folder
from bcdr.cli.option import Argument, AsOf, Option, Verbose
from bcdr.cli.reading import day_of, sound_plan

Name = Annotated[str | None, Argument("Planned drill that was done, or runbook that was carried out.", "[DRILL]")]
Assignments = Annotated[
    tuple[str, ...],
    Option(
        "A field of the record, such as timeline.lost=09:10, participants=anna,ben or issues='high: no key'; "
        "may be repeated.",
        ("--set",),
        "FIELD=VALUE",
    ),
]
Files = Annotated[
    tuple[str, ...], Option("File that shows something, kept as evidence; may be repeated.", ("--evidence",), "FILE")
]
Id = Annotated[str | None, Option("Id of a new record. Default: the day and the runbook.", ("--id",), "ID")]
NoInput = Annotated[bool, Option("Ask nothing; write what was set.", ("--no-input",))]


def run(
    name: Name = None,
    plan: Folder = None,
    set: Assignments = (),  # noqa: A002 - the name of the option
    evidence: Files = (),
    id: Id = None,
    action_owner: ActionOwner = None,
    action_due: ActionDue = None,
    proves: Proves = (),
    no_input: NoInput = False,
    diff: Diff = False,
    as_of: AsOf = None,
    verbose: Verbose = False,
) -> int:
    """Write down a drill that was done by hand: asked at a terminal, or as --set says.

    What is not known stays unknown. The type decides what may be claimed; measured times are worked out from the clock.
    Whoever is asked sees the whole of it before it is written. A planned drill is completed where it stands.

    Exit code: 0 written and passed, 1 written and not passed, 2 nothing was written, 130 stopped by Ctrl-C.
    """
    del verbose
    read, whole = sound_plan(plan, None)
    day = day_of(as_of, whole)
    from bcdr.cli.following import after_of
    from bcdr.cli.question import is_person
    from bcdr.cli.recording import exhibits, record, setting_of
    from bcdr.drill.byhand.draft import Told
    from bcdr.drill.byhand.statement import said_of

    asks = is_person() and not no_input
    after = after_of(whole, action_owner, action_due, proves, asks=asks)
    told = Told(said_of(set), name, id, exhibits(evidence), after.wish, None, after.proves)
    if asks:
        from bcdr.cli.interview import Interview

        told = Interview(lambda id_: setting_of(read, whole, id_, day), told).held()
    return record(read, whole, told, day, asks=asks, shows=diff)
