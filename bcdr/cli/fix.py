"""`bcdr lint --fix`: writes what can be written without knowing more of the world, and says what it wrote."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bcdr.audit import Audit, audit
from bcdr.cli.reading import day_of
from bcdr.cli.terminal import has_colour
from bcdr.errors import BcdrError
from bcdr.fix.mend import Mended, Note, mended
from bcdr.model.plan import Plan
from bcdr.render.diff import diff
from bcdr.render.terminal import escaped
from bcdr.source.edit import CannotEditError
from bcdr.source.folder import find_plan, read_folder
from bcdr.source.lock import locked
from bcdr.source.snapshot import Snapshot
from bcdr.source.write import Rewriting, rewrite_all


def fixed(
    plans: tuple[str, ...],
    rev: str | None,
    as_of: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    *,
    fix: bool,
    scaffold: bool,
    show: bool,
) -> str:
    """Fix the plans and tell on stderr what was edited. With `show` nothing is written and the diff comes out.

    Raises BcdrError for options that do not go together, and when a file cannot be written.
    """
    if scaffold and not (fix or show):
        raise BcdrError("--scaffold says what --fix may write", "write: bcdr lint --fix --scaffold")
    if rev is not None:
        raise BcdrError("a git revision is history and is not edited", "leave out --rev, or --fix")
    found = [_fixed(plan, as_of, select, ignore, scaffold=scaffold, show=show) for plan in plans or (None,)]
    return "\n".join(text for text in found if text)


def _fixed(
    plan: str | None,
    as_of: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    *,
    scaffold: bool,
    show: bool,
) -> str:
    root = find_plan(plan)
    snapshot = read_folder(root)

    def check(loaded: Plan) -> Audit:
        return audit(loaded, day_of(as_of, loaded), select=select, ignore=ignore)

    kinds = frozenset({"auto", "scaffold"} if scaffold else {"auto"})
    try:
        result = mended(snapshot, check, kinds=kinds, named=frozenset(select))
    except CannotEditError as problem:
        raise BcdrError(f"nothing was edited: {problem.reason}", "this is a fault of bcdr; report it") from None
    changes = tuple(_changes(snapshot, result.snapshot))
    if not show:
        with locked(root):
            rewrite_all(Path(root), [Rewriting(Path(root, name), old, new) for name, _, old, new in changes])
    for line in _told(root, result, scaffold=scaffold, show=show):
        print(escaped(line), file=sys.stderr)
    return diff(((shown, old, new) for _, shown, old, new in changes), colour=has_colour(sys.stdout)) if show else ""


def _changes(before: Snapshot, after: Snapshot) -> Iterator[tuple[str, str, str, str]]:
    for old, new in zip(before.files, after.files, strict=True):
        if old.text is not None and new.text is not None and old.text != new.text:
            yield old.name, old.shown, old.text, new.text


def _told(root: str, result: Mended, *, scaffold: bool, show: bool) -> Iterator[str]:
    if not result.is_loaded:
        yield f"Nothing was edited in {root}: the text of the plan has faults, which come first"
        return
    if result.edited:
        yield "Would edit:" if show else "Edited:"
        yield from map(_line, result.edited)
    else:
        more = "" if scaffold else "; --scaffold writes skeletons of what is missing"
        yield f"Nothing to edit in {root}{more}"
    if result.offered:
        yield "Offered, and done only when you ask for the rule by name (--fix --select RULE):"
        yield from map(_line, result.offered)
    if result.refused:
        yield "Could not be edited:"
        yield from map(_line, result.refused)


def _line(note: Note) -> str:
    where = f"{note.location.file}:{note.location.line}: " if note.location is not None else ""
    return f"  {where}{note.rule}: {note.what}"
