"""Practice: who has led or taken part in which drill, and who would have to act without ever having tried.

Only drills with a result count. What was only talked through is kept apart from what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple

from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.model.runbook import Runbook


class Exercise(Enum):
    """Groups of types of drills, by what people do in them."""

    TALK = "talked through"
    CALL = "called out"
    CHECK = "check or single item"
    RESTORE = "restored"
    SWITCH = "switched over"


class Practice(NamedTuple):
    """What one person has done in some drills: the newest day of each. None is never.

    `led` and `last` count every drill, `done` only those in which something was really done. `is_named` says that the
    runbook counts on the person.
    """

    person: str
    led: date | None
    last: date | None
    done: date | None
    is_named: bool = False


def exercise_of(drill: Drill) -> Exercise:
    """What people do in a drill of that type."""
    return Exercise[MEANINGS[drill.type].form.upper()]


def took_part(drill: Drill) -> tuple[str, ...]:
    """Ids of the people in the drill, its leader first, each once."""
    led = (drill.led_by,) if drill.led_by is not None else ()
    return tuple(dict.fromkeys((*led, *drill.participants)))


def practice(drills: Iterable[Drill], named: Iterable[str] = ()) -> tuple[Practice, ...]:
    """Everybody who took part in done `drills` or is `named`: leaders first, then by the newest day, then those never.

    `named` are ids of the people on whom a runbook counts, in its order, which breaks ties.
    """
    counted_on = tuple(dict.fromkeys(named))
    led: dict[str, date] = {}
    last: dict[str, date] = {}
    done: dict[str, date] = {}
    for drill in drills:
        if drill.occurred is None:
            continue
        for person in took_part(drill):
            _newest(last, person, drill.occurred)
            if exercise_of(drill) is not Exercise.TALK:
                _newest(done, person, drill.occurred)
        if drill.led_by is not None:
            _newest(led, drill.led_by, drill.occurred)
    people = dict.fromkeys((*counted_on, *sorted(last)))
    found = [Practice(p, led.get(p), last.get(p), done.get(p), p in counted_on) for p in people]
    return tuple(sorted(found, key=lambda p: (_recent(p.led), _recent(p.last))))


def by_exercise(drills: Iterable[Drill], person: str) -> Mapping[Exercise, date]:
    """The newest day on which a person took part, for each group of drills that the person was ever in."""
    found: dict[Exercise, date] = {}
    for drill in drills:
        if drill.occurred is not None and person in took_part(drill):
            exercise = exercise_of(drill)
            found[exercise] = max(drill.occurred, found.get(exercise, drill.occurred))
    return found


def untried(of_runbook: Iterable[Practice]) -> tuple[str, ...]:
    """Ids of the people on whom the runbook counts and who never took part in a drill of it."""
    return tuple(p.person for p in of_runbook if p.is_named and p.last is None)


def actors(book: Runbook) -> tuple[str, ...]:
    """References of the roles and people named in the steps, in order, each once."""
    return tuple(dict.fromkeys(s.by for s in book.steps if s.by is not None))


def _newest(of: dict[str, date], person: str, day: date) -> None:
    of[person] = max(day, of.get(person, day))


def _recent(day: date | None) -> int:
    return -day.toordinal() if day is not None else 1
