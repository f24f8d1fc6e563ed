"""From what somebody told of a drill to its record in the plan: refused, shown, or written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bcdr import __version__
from bcdr.analysis.facts import Facts
from bcdr.cli.editing import edited, retried, write
from bcdr.cli.evidence import LIMIT
from bcdr.cli.exits import CLEAN, FOUND
from bcdr.cli.following import told_of
from bcdr.cli.question import is_agreed, tell
from bcdr.cli.reading import Read, sound_plan
from bcdr.cli.told import Told as Lines
from bcdr.drill.byhand.draft import Draft, Setting, Told, draft
from bcdr.drill.byhand.exhibit import Exhibit
from bcdr.drill.byhand.remark import remarks
from bcdr.errors import BcdrError
from bcdr.evidence.instant import zone_named
from bcdr.model.plan import Plan
from bcdr.render.terminal import escaped
from bcdr.source.edit import Add
from bcdr.source.exhibit import TakenError, read_exhibit
from bcdr.source.notation import block
from bcdr.source.trial import as_written
from bcdr.source.write import ChangedMeanwhileError


def exhibits(paths: Sequence[str]) -> tuple[Exhibit, ...]:
    """The files read; BcdrError for one that cannot be."""
    return tuple(Exhibit(path, read_exhibit(path, LIMIT)) for path in dict.fromkeys(paths))


def setting_of(read: Read, plan: Plan, name: str | None, day: date) -> Setting:
    """Where a statement becomes a record: the plan, and what it writes of the drill that was named."""
    id_ = (name or "").removeprefix("drills/")
    text = as_written(read.sources.snapshot, ("drills", id_)) if id_ in plan.drills else {}
    return Setting(plan, text, day, zone_named(plan.organization.timezone), __version__)


def record(read: Read, plan: Plan, told: Told, day: date, *, asks: bool, shows: bool) -> int:
    """Write the record and tell it; with `shows` only what would change. The exit code comes out.

    BcdrError names everything that it lacks and that is wrong with it. Then nothing is written.
    """
    first = _ready(read, plan, told, day)
    code = CLEAN if first.drill is not None and first.drill.result == "passed" else FOUND
    if shows:
        lines = Lines()
        lines.head(f"drills/{first.id} would be written")
        lines.lines((remark, True) for remark in _remarks(first, plan, day))
        lines.show(edited(read.root, read.sources.snapshot, first.edits))
        return code
    if asks:
        _show(first)
    for remark in _remarks(first, plan, day):
        tell(f"  ! {remark}")
    if asks and not is_agreed("Write it?"):
        raise BcdrError("nothing was written", "answer yes to write it")

    def once() -> Draft:
        now, whole = sound_plan(read.root, None)
        made = _ready(now, whole, told, day)
        if made.base.id != first.base.id:
            raise BcdrError(f"somebody else recorded drills/{first.base.id} meanwhile", "nothing was written")
        try:
            write(edited(read.root, now.sources.snapshot, made.edits), made.files)
        except TakenError as problem:
            raise ChangedMeanwhileError(problem.message, problem.hint) from None
        return made

    _tell(retried(once), told)
    return code


def _ready(read: Read, plan: Plan, told: Told, day: date) -> Draft:
    found = draft(told, setting_of(read, plan, told.name, day))
    if found.is_ready:
        return found
    lacks = [f"{name} is not said" for name in found.missing]
    hint = "say it with --set FIELD=VALUE; unknown is an answer" if found.missing else "nothing was written"
    raise BcdrError(f"the drill was not recorded: {'; '.join((*lacks, *found.wrong))}", hint)


def _remarks(found: Draft, plan: Plan, day: date) -> Iterator[str]:
    if found.drill is not None:
        yield from remarks(found.drill, Facts(plan, day), zone_named(plan.organization.timezone))
    if found.as_planned:
        yield f"{' and '.join(found.as_planned)} as it was planned: correct it if it came otherwise"


def _show(found: Draft) -> None:
    """What the plan will say, line for line: it is not broken anew."""
    new: list[tuple[str, Mapping[str, Any]]] = [("drills", {found.id: found.entry})]
    new += [("actions", edit.keys) for edit in found.edits if isinstance(edit, Add) and edit.at == ("actions",)]
    tell("")
    for name, entries in new:
        for line in block(name, entries, 0, 2):
            indent = len(line) - len(line.lstrip(" "))
            print(" " * indent + escaped(line[indent:]))
    for filing, _ in found.filings:
        tell(f"with evidence/{filing.id}, as {filing.file}")
    tell("")


def _tell(found: Draft, told: Told) -> None:
    result = found.drill.result if found.drill is not None else None
    tell(f"{result or 'result unknown'}: recorded as drills/{found.id}")
    for name, span in (found.entry.get("measured") or {}).items():
        tell(f"  {name} measured: {span}")
    for filing, _ in found.filings:
        tell(f"  evidence/{filing.id} kept as {filing.file}")
    for line in told_of(found.tasks, told.proves):
        tell(line)
