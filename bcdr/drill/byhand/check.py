"""Everything that keeps a statement from being a record, at once, and what its reader should know before it is one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, tzinfo
from typing import Any, NamedTuple, cast

from bcdr.analysis.chronology import disorder
from bcdr.analysis.dangling import dangling
from bcdr.drill.byhand.claim import claimed_wrongly
from bcdr.drill.byhand.reckoning import contradicted
from bcdr.drill.byhand.statement import is_said
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.model.plan import Plan
from bcdr.source.trial import NOTHING, tried

NEEDED = ("type", "covers", "occurred", "result")
"""What a record has to speak of. Day and result may be said to be unknown: then it does not count as done."""


class Ground(NamedTuple):
    """The plan, the day on which it is written down, the zone of its clocks, and ids that are written with it."""

    plan: Plan
    day: date
    zone: tzinfo
    beside: Mapping[str, Collection[str]] = NOTHING


class Checked(NamedTuple):
    """The drill as the plan would read it, None when it could not; what is missing, and what is wrong."""

    drill: Drill | None
    missing: tuple[str, ...]
    wrong: tuple[str, ...]


def check(id_: str, entry: Mapping[str, Any], said: Mapping[str, Any], ground: Ground) -> Checked:
    """Look at the entry as a whole. What was `said` of it now may be that something is not known."""
    open_ = {name for name in _MAY_BE_UNKNOWN if is_said(said, (name,))}
    missing = tuple(name for name in NEEDED if entry.get(name) in (None, []) and name not in open_)
    rows = {key: value for key, value in entry.items() if key != "type" or value is not None}
    found = tried(ground.plan, ("drills", id_), rows, ground.beside)
    wrong = [_sentence(f.message, f.help) for f in found.faults if f.rule != "missing-value" or len(f.at) > 3]
    if entry.get("type") in MEANINGS:
        wrong += claimed_wrongly(str(entry["type"]), entry)
    drill = cast("Drill", found.entry) if found.entry is not None else None
    if drill is not None:
        wrong += _impossible(drill, ground)
    return Checked(drill, missing, tuple(wrong))


_MAY_BE_UNKNOWN = ("occurred", "result")


def _impossible(drill: Drill, ground: Ground) -> Iterator[str]:
    if drill.occurred is not None and drill.occurred > ground.day:
        yield f"{drill.occurred} is in the future"
    for one in disorder(drill, ground.plan):
        hint = "; past midnight a clock needs full moments" if one.at[2:3] == ("timeline",) else ""
        yield f"{one.later} ({one.second}) is before {one.earlier} ({one.first}){hint}"
    for each in dangling(drill, ground.plan):
        yield _sentence(f"{each.id} is none of {each.among}", f"did you mean {each.nearest}?" if each.nearest else "")
    yield from contradicted(drill, ground.zone)


def _sentence(message: str, help_: str) -> str:
    return f"{message}; {help_}" if help_ else message
