"""Edits of a plan on behalf of a command: applied to its texts, read again, written whole together with new files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.model.plan import Plan
    from bcdr.source.edit import Edit
    from bcdr.source.manuscript import Manuscript
    from bcdr.source.snapshot import Snapshot


T = TypeVar("T")
TRIES = 20
"""How often a change is made anew when somebody else wrote the plan at that moment."""


class Edited(NamedTuple):
    """A plan before and after edits that are not written yet."""

    root: str
    before: Snapshot
    after: Snapshot
    plan: Plan

    @property
    def texts(self) -> tuple[tuple[str, str, str, str], ...]:
        """Files that changed: name, path as shown, text before and after."""
        pairs = zip(self.before.files, self.after.files, strict=True)
        return tuple(
            (old.name, old.shown, old.text, new.text)
            for old, new in pairs
            if old.text is not None and new.text is not None and old.text != new.text
        )


def edited(root: str, snapshot: Snapshot, edits: Iterable[Edit]) -> Edited:
    """The plan after the edits; BcdrError when one of them does not fit how the plan is written, or spoils it."""
    from bcdr.source.edit import CannotEditError
    from bcdr.source.load import load
    from bcdr.source.manuscript import Manuscript

    manuscript = Manuscript(snapshot)
    try:
        for edit in edits:
            _apply(manuscript, edit)
    except CannotEditError as problem:
        raise BcdrError(f"the plan was not edited: {problem.reason}", "make the change by hand") from None
    loaded = load(manuscript.snapshot)
    if loaded.plan is None:
        raise BcdrError(f"the plan was not edited: {loaded.problems[0].message}", "this is a fault of bcdr; report it")
    return Edited(root, snapshot, manuscript.snapshot, loaded.plan)


def _apply(manuscript: Manuscript, edit: Edit) -> None:
    from bcdr.source.edit import CannotEditError, anew

    try:
        manuscript.apply([edit])
    except CannotEditError:
        other = anew(edit)
        if not other:
            raise
        manuscript.apply(other)


def retried(once: Callable[[], T]) -> T:
    """What `once` makes of the plan as it is then; tried anew while somebody else writes the plan at that moment.

    The last of the refusals comes out when the plan changes all the time.
    """
    from bcdr.source.write import ChangedMeanwhileError

    for _ in range(TRIES - 1):
        try:
            return once()
        except ChangedMeanwhileError:
            continue
    return once()


def write(changed: Edited, files: Sequence[tuple[str, bytes]] = ()) -> None:
    """Write new files of the plan and the texts that changed: all of it, or nothing when something fails."""
    from bcdr.source.exhibit import keep, take_back
    from bcdr.source.lock import locked
    from bcdr.source.write import Rewriting, rewrite_all

    made: list[str] = []
    root = Path(changed.root)
    with locked(changed.root):
        try:
            for name, content in files:
                if keep(changed.root, name, content):
                    made.append(name)
            rewrite_all(root, [Rewriting(root / name, old, new) for name, _, old, new in changed.texts])
        except BaseException:
            for name in made:
                take_back(changed.root, name)
            raise


def write_new(changed: Edited, files: Mapping[str, bytes], taken: list[str]) -> None:
    """The same under `retried`, for new files whose names the program chose: where one has its name already, once more.

    Their names without ending go into `taken` then, and ChangedMeanwhileError asks for others.
    """
    from bcdr.source.exhibit import TakenError
    from bcdr.source.write import ChangedMeanwhileError

    try:
        write(changed, tuple(files.items()))
    except TakenError as problem:
        if taken:
            raise
        taken += [PurePath(name).stem for name in files]
        raise ChangedMeanwhileError(problem.message, problem.hint) from None
