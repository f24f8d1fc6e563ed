"""Gates of a fault tree, and whether they fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import NamedTuple

from bcdr.analysis.survival.domain import Atom


class Why(Enum):
    """Why something falls."""

    PLACE = "its place is lost"
    DELETED = "deleted or corrupted"
    TAKEN = "can be deleted by the attacker"
    SOFTWARE = "damaged by its software"
    FOLLOWS = "repeats what happened to the source"
    TIED = "disappears with the source"
    LATE = "damage found too late"
    BASE = "its base backup falls"
    KEY = "its key is gone"
    CREDENTIAL = "nobody can reach it"
    PEOPLE = "nobody left"
    PAPER = "nobody can read what to do"
    NEED = "a need cannot be met"
    PART = "a part of it cannot be brought back"
    NOTHING = "nothing brings it back"


class Part(NamedTuple):
    """One input of a gate: events that trip it, or another gate. `is_shown` is false where only ignorance trips it."""

    why: Why
    atoms: frozenset[Atom] = frozenset()
    gate: str = ""
    is_shown: bool = True


class Gate(NamedTuple):
    """Fails when any part fails (OR), or only when all do (AND). An AND of nothing has always failed."""

    is_any: bool
    parts: tuple[Part, ...]


Trips = Callable[[Part], bool]


def reachable(start: Iterable[str], gate: Callable[[str], Gate]) -> Mapping[str, Gate]:
    """Every gate that `start` rests on, each after those it rests on as far as there is no circle."""
    found: dict[str, Gate] = {}
    seen: set[str] = set()
    for first in start:
        waiting = [(first, False)]
        while waiting:
            name, is_done = waiting.pop()
            if is_done:
                found[name] = gate(name)
            elif name not in seen:
                seen.add(name)
                waiting.append((name, True))
                waiting += [(p.gate, False) for p in gate(name).parts if p.gate and p.gate not in seen]
    return found


def failing(gates: Mapping[str, Gate], trips: Trips, *, is_certain: bool) -> frozenset[str]:
    """Names of the gates that fail; when `is_certain`, only for what is known, else also for what is not shown.

    What stands only because of itself has fallen: every gate counts as failed until what it rests on is shown to
    stand. So a key inside the backup that it opens, or a login that needs what is being restored, saves nothing.
    """
    down = set(gates)
    changed = True
    while changed:
        changed = False
        for name, gate in gates.items():
            if name in down and not _fails(gate, trips, down, is_certain=is_certain):
                down.discard(name)
                changed = True
    return frozenset(down)


def _fails(gate: Gate, trips: Trips, down: set[str], *, is_certain: bool) -> bool:
    for part in gate.parts:
        is_counted = part.is_shown or not is_certain
        if is_counted and (part.gate in down or (part.atoms and trips(part))):
            if gate.is_any:
                return True
        elif not gate.is_any:
            return False
    return not gate.is_any
