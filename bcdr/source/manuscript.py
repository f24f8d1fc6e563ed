"""The texts of a plan while it is edited: which file an edit belongs into, and the files as they will be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bcdr.model.plan import Plan
from bcdr.model.record import Pointer, fields_of, key_of
from bcdr.source.amend import amend
from bcdr.source.edit import CannotEditError, Edit, Remove, Set, dotted
from bcdr.source.shape import is_collection
from bcdr.source.sheet import Sheet
from bcdr.source.snapshot import PLAN_FILE, Snapshot
from bcdr.source.tree import read_text

_COLLECTIONS = frozenset(key_of(name) for name in fields_of(Plan) if is_collection(name))


class Manuscript:
    """The files of a snapshot, edited one edit after the other. The snapshot itself stays as it is."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Nothing is edited yet. A snapshot of a git revision cannot be edited: CannotEditError."""
        if snapshot.revision:
            raise CannotEditError("a git revision is history and is not edited")
        self._snapshot = snapshot
        self._files = list(snapshot.files)
        self._data: list[Mapping[str, Any]] = [
            (read_text(f.text).data or {}) if f.text is not None else {} for f in snapshot.files
        ]
        self._sheets: dict[int, Sheet] = {}

    @property
    def snapshot(self) -> Snapshot:
        """The plan as it stands now."""
        return self._snapshot._replace(files=tuple(self._files))

    def apply(self, edits: Iterable[Edit]) -> None:
        """All of the edits in order, or none: CannotEditError says why."""
        files, data, sheets = list(self._files), list(self._data), dict(self._sheets)
        try:
            for edit in edits:
                self._apply(edit)
        except CannotEditError:
            self._files, self._data, self._sheets = files, data, sheets
            raise

    def _apply(self, edit: Edit) -> None:
        number = self.home(edit)
        sheet = amend(self._sheets.get(number) or Sheet(self._files[number].text or ""), edit)
        self._files[number] = self._files[number]._replace(text=sheet.text)
        self._data[number] = sheet.data
        self._sheets[number] = sheet

    def home(self, edit: Edit) -> int:
        """The number of the file that the edit belongs into.

        It is where the object is written; for a new entry where its collection has most entries; else `plan.yaml`.
        A private overlay is never written.
        """
        depths = [_depth(data, edit.at) for data in self._data]
        public = [n for n, f in enumerate(self._files) if not f.is_private and f.text is not None]
        deepest = max((depths[n] for n in public), default=0)
        is_new = not isinstance(edit, (Set, Remove))
        if any(depths[n] > deepest for n, f in enumerate(self._files) if f.is_private):
            raise CannotEditError(f"{dotted(edit.at)} stands in a private overlay; edit it there by hand")
        if deepest < len(edit.at) and not is_new:
            raise CannotEditError(f"{dotted(edit.at)} is not written in the plan")
        if not deepest:
            return self._first()
        best = [n for n in public if depths[n] == deepest]
        if deepest == 1 and edit.at[0] in _COLLECTIONS:
            return max(reversed(best), key=lambda n: len(self._data[n][str(edit.at[0])]))
        if len(best) > 1 and isinstance(edit, Remove):
            raise CannotEditError(f"{dotted(edit.at)} is written in several files")
        return best[-1]

    def _first(self) -> int:
        found = next((n for n, f in enumerate(self._files) if f.name == PLAN_FILE and f.text is not None), None)
        if found is None:
            raise CannotEditError(f"there is no {PLAN_FILE} to write into")
        return found


def _depth(data: Any, at: Pointer) -> int:
    """How many keys of `at` the data holds."""
    for depth, part in enumerate(at):
        if isinstance(data, dict) and part in data:
            data = data[str(part)]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return depth
    return len(at)
