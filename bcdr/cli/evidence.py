"""`bcdr evidence add` and `check`: files that show something are registered, and looked at again."""

from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Literal

from bcdr.cli.exits import CLEAN, FOUND
from bcdr.cli.importing import Diff, Folder
from bcdr.cli.option import Argument, AsOf, Option, Plan, Verbose
from bcdr.cli.reading import day_of, sound_plan
from bcdr.errors import BcdrError
from bcdr.render.terminal import escaped

if TYPE_CHECKING:
    from bcdr.cli.editing import Edited
    from bcdr.evidence.filing import Filing

LIMIT = 256 * 2**20
"""A larger file does not belong beside a plan in git."""

File = Annotated[str, Argument("The file that shows something: a log, a screenshot, a certificate.", "FILE")]
Id = Annotated[str | None, Option("Id in the plan. Default: made of the name of the file.", ("--id",), "ID")]
Title = Annotated[str | None, Option("What it shows. Default: the name of the file.", ("--title",), "TEXT")]
Kind = Annotated[
    Literal[
        "log", "report", "screenshot", "photo", "contract", "certificate", "statement", "export", "minutes", "other"
    ],
    Option("What kind of file it is.", ("--kind",)),
]
Happened = Annotated[
    str | None, Option("Day on which what it shows happened; unknown if left out.", ("--occurred",), "DATE")
]
ValidUntil = Annotated[str | None, Option("Day on which it stops counting.", ("--valid-until",), "DATE")]


def add(
    file: File,
    plan: Folder = None,
    id: Id = None,
    title: Title = None,
    kind: Kind = "other",
    occurred: Happened = None,
    valid_until: ValidUntil = None,
    diff: Diff = False,
    as_of: AsOf = None,
    verbose: Verbose = False,
) -> int:
    """Keep a file as evidence: a copy in evidence/, its SHA-256 and its dates in the plan.

    The day it is recorded is today; the day it happened is only what you say. A file that is registered already is not
    registered twice.

    Exit code: 0 registered, 2 the file or the plan could not be read or written.
    """
    del verbose
    day = day_of(as_of, sound_plan(plan, None)[1])  # a plan with a fault is told before anything else
    happened, until = _day(occurred, "--occurred"), _day(valid_until, "--valid-until")
    if happened is not None and happened > day:
        raise BcdrError(f"{happened} is in the future", "--occurred is the day on which it happened")
    if happened is not None and until is not None and until < happened:
        raise BcdrError(f"it would stop counting on {until}, before it happened", "look at --valid-until")
    chosen = _id(id)
    import hashlib

    from bcdr.cli.editing import edited, retried, write_new
    from bcdr.cli.told import Told
    from bcdr.evidence.filing import exhibit, filed, place_of
    from bcdr.evidence.redaction import printable
    from bcdr.source.exhibit import read_exhibit

    content = read_exhibit(
        file, LIMIT, smaller="keep it where it is, and write an entry with `at` and `sha256` by hand"
    )
    if not content:
        raise BcdrError(f"{file} is empty: it shows nothing", "look whether what made it failed")
    digest = hashlib.sha256(content).hexdigest()
    taken: list[str] = []

    def once() -> "tuple[Filing, Edited] | str":
        """The new entry and the plan with it, or the id under which the file is registered already."""
        read, whole = sound_plan(plan, None)
        known = filed(whole, digest)
        if known is not None:
            return known
        made = exhibit(file, content, {*whole.evidence, *taken}, day, happened)
        id_ = chosen or made.id
        if id_ in whole.evidence:
            raise BcdrError(f"the plan has evidence called {id_} already", "choose another --id")
        place = place_of(id_, PurePath(file).name)
        filing = made._replace(
            id=id_, file=place, title=printable(title) if title else made.title, kind=kind, valid_until=until
        )
        changed = edited(read.root, read.sources.snapshot, [filing.edit])
        if not diff:
            write_new(changed, {place: content}, taken if chosen is None else [id_])
        return filing, changed

    made = retried(once)
    if isinstance(made, str):
        print(f"{escaped(file)} is registered already, as evidence/{made}; nothing was changed")
        return CLEAN
    filing, changed = made
    told = Told()
    told.head(f"evidence/{filing.id}: {'would be kept' if diff else 'kept'} as {filing.file}")
    told.lines([(f"SHA-256 {digest}", False)])
    if happened is None:
        told.lines([("when it happened is not known: write `occurred` when you find out", False)])
    told.show(changed if diff else None)
    return CLEAN


def check(plan: Plan = None, as_of: AsOf = None, verbose: Verbose = False) -> int:
    """Look at all evidence again: what is missing, what changed since it was registered, what no longer counts.

    Every file is hashed again. The day something happened is shown apart from the day it was recorded.

    Exit code: 0 all is intact, 1 something is missing, changed or over, 2 the plan could not be read.
    """
    del verbose
    read, whole = sound_plan(plan, None)
    day = day_of(as_of, whole)
    from bcdr.cli.terminal import Progress
    from bcdr.cli.told import Told
    from bcdr.evidence.inspection import inspect
    from bcdr.source.exhibit import ExhibitError, digest_of

    progress = Progress()

    def digest(file: str) -> str | None:
        progress.step(f"reading {escaped(file)}")
        try:
            return digest_of(read.root, file)
        except ExhibitError as problem:
            raise OSError(problem.message) from None

    found = inspect(whole, digest, day)
    progress.done()
    told = Told()
    told.lines((one.sentence, one.is_trouble) for one in found)
    bad = sum(one.is_trouble for one in found)
    many = "1 piece of evidence" if len(found) == 1 else f"{len(found)} pieces of evidence"
    told.head(f"{many}, {bad} of them need a look" if found else "The plan has no evidence.")
    told.show()
    return FOUND if bad else CLEAN


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BcdrError(f"{option} is not a day: {text}", "write it as 2026-11-21") from None


def _id(text: str | None) -> str | None:
    from bcdr.model.value import ID

    try:
        return None if text is None else ID.parse(text)
    except ValueError:
        raise BcdrError(f"--id is not {ID.expected}: {text}", "leave it out for one made of the name") from None
