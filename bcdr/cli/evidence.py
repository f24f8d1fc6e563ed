"""`bcdr evidence add` and `check`: files that show something are registered, and looked at again."""

from datetime import date
from typing import Annotated, Literal

from bcdr.cli.exits import CLEAN, FOUND
from bcdr.cli.importing import Diff, Folder
from bcdr.cli.option import Argument, AsOf, Option, Plan, Verbose
from bcdr.cli.reading import day_of, sound_plan
from bcdr.errors import BcdrError
from bcdr.render.terminal import escaped

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
    day = day_of(as_of)
    read, whole = sound_plan(plan, None)
    import hashlib

    from bcdr.cli.editing import edited, write
    from bcdr.cli.told import Told
    from bcdr.evidence.filing import exhibit, filed, place_of
    from bcdr.source.exhibit import read_exhibit

    content = read_exhibit(file, LIMIT)
    digest = hashlib.sha256(content).hexdigest()
    known = filed(whole, digest)
    if known is not None:
        print(f"{escaped(file)} is registered already, as evidence/{known}; nothing was changed")
        return CLEAN
    happened = _day(occurred, "--occurred")
    if happened is not None and happened > day:
        raise BcdrError(f"{happened} is in the future", "--occurred is the day on which it happened")
    filing = exhibit(file, content, whole.evidence, day, happened)
    id_ = id or filing.id
    if id_ in whole.evidence:
        raise BcdrError(f"the plan has evidence called {id_} already", "choose another --id")
    place, until = place_of(id_, filing.title), _day(valid_until, "--valid-until")
    filing = filing._replace(id=id_, file=place, title=title or filing.title, kind=kind, valid_until=until)
    changed = edited(read.root, read.sources.snapshot, [filing.edit])
    if not diff:
        write(changed, [(place, content)])
    told = Told()
    told.head(f"evidence/{id_}: {'would be kept' if diff else 'kept'} as {place}")
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
    day = day_of(as_of)
    read, whole = sound_plan(plan, None)
    from bcdr.cli.told import Told
    from bcdr.evidence.inspection import inspect
    from bcdr.source.exhibit import ExhibitError, digest_of

    def digest(file: str) -> str | None:
        try:
            return digest_of(read.root, file)
        except ExhibitError as problem:
            raise OSError(problem.message) from None

    found = inspect(whole, digest, day)
    told = Told()
    told.lines((one.sentence, one.is_trouble) for one in found)
    bad = sum(one.is_trouble for one in found)
    told.head(f"{len(found)} pieces of evidence, {bad} of them need a look" if found else "The plan has no evidence.")
    told.show()
    return FOUND if bad else CLEAN


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BcdrError(f"{option} is not a day: {text}", "write it as 2026-11-21") from None
