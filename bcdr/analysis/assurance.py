"""How far a copy is proven: its job ran, it was verified, an item, a system, a whole application came back from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from bcdr.analysis.age import day_of
from bcdr.analysis.proof import shows
from bcdr.model.datastore import Copy
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS


class Assurance(IntEnum):
    """The rungs, each above the one before: a green job is not a restore."""

    NOTHING = 0
    RAN = 1
    VERIFIED = 2
    ITEM = 3
    SYSTEM = 4
    APPLICATION = 5

    @property
    def words(self) -> str:
        """As people say it."""
        return _WORDS[self]


_WORDS = {
    Assurance.NOTHING: "nothing is shown",
    Assurance.RAN: "the job ran",
    Assurance.VERIFIED: "the copy was verified",
    Assurance.ITEM: "an item was restored",
    Assurance.SYSTEM: "a system was restored",
    Assurance.APPLICATION: "the application worked on restored data",
}


class Shown(NamedTuple):
    """A rung, the newest day on which it was shown (None for the lowest), and the drill that did, if it was one."""

    rung: Assurance
    day: date | None = None
    drill: str | None = None


def assurance(copy: Copy, drills: Iterable[Drill], siblings: Mapping[str, Copy], as_of: date) -> Shown:
    """The highest rung that the last success and the done `drills` of the store show of one copy by `as_of`.

    A drill that does not name the copy it restored from speaks of the only backup of a store, never of one of several.
    A live copy stands on no rung: it is no backup.
    """
    if copy.is_live:
        return Shown(Assurance.NOTHING)
    best = _of_job(copy, as_of)
    alone = [c.id for c in siblings.values() if c.is_backup] == [copy.id]
    for drill in drills:
        proven = MEANINGS[drill.type].rung
        if not proven or drill.result != "passed" or drill.occurred is None or drill.occurred > as_of:
            continue
        rung = Assurance[proven.upper()]
        is_named = drill.recovery_point is not None and drill.recovery_point.copy is not None
        if not (is_named or alone) or not shows(drill, copy, siblings):
            continue
        if rung > best.rung or (rung == best.rung and (best.day is None or drill.occurred >= best.day)):
            best = Shown(rung, drill.occurred, drill.id)
    return best


def _of_job(copy: Copy, as_of: date) -> Shown:
    last = copy.last_success
    if last is None or day_of(last.occurred) > as_of:
        return Shown(Assurance.NOTHING)
    return Shown(Assurance.VERIFIED if last.verified else Assurance.RAN, day_of(last.occurred))
