"""An entry of `drills` as edits: a new one, or what a planned one still lacks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from bcdr.model.drill import Drill
from bcdr.model.plan import Plan
from bcdr.source.edit import Add, Edit, Remove, Set

ORDER = (
    "title", "type", "covers", "scenario", "every", "planned", "occurred", "recorded", "announced", "led_by",
    "participants", "load", "timeline", "recovery_point", "restored_to", "verification", "result", "measured", "issues",
    "lessons", "evidence", "digests", "signed_off", "note",
)  # fmt: skip
"""The keys of a drill as people read them."""

Text = Callable[[str], Mapping[str, Any]]
"""From the id of a drill to what the plan writes at it."""


def nothing(id_: str) -> Mapping[str, Any]:  # noqa: ARG001 - the form of `Text`
    """The text of a drill of which nothing is written."""
    return {}


def twin(plan: Plan, type_: str, covers: Collection[str]) -> Drill | None:
    """The next planned drill of the same type on the same objects: without it the drill would be in the plan twice."""
    same = [d for d in plan.drills.values() if d.occurred is None and d.type == type_ and set(d.covers) == set(covers)]
    return min(same, key=lambda d: (d.planned or date.max, d.id), default=None)


def free_id(plan: Plan, wish: str, avoided: Collection[str] = ()) -> str:
    """An id for a drill, and for the log with the same name, that neither the plan nor `avoided` has."""
    taken = {*plan.drills, *avoided, *(id_.removeprefix("log-") for id_ in plan.evidence)}
    names = (wish, *(f"{wish}-{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def entry_edits(id_: str, entry: Mapping[str, Any], written: Mapping[str, Any] | None) -> tuple[Edit, ...]:
    """What has to change until the plan says `entry` at `drills/id_`; what says so already is left alone.

    `written` is what stands there, None where nothing does. A value None is written as unknown.
    """
    rows = {key: entry[key] for key in ORDER if key in entry and entry[key] not in ({}, [])}
    if written is None:
        return (Add(("drills",), {id_: rows}),)
    at = ("drills", id_)
    changed = [key for key, value in rows.items() if key in written and value != written[key]]
    # a key that says `unknown` goes, with the question that stands behind it, and comes anew
    blank = [key for key in changed if written[key] is None]
    new = {key: value for key, value in rows.items() if key not in written or key in blank}
    return (
        *(Remove((*at, key)) for key in blank),
        *(Set((*at, key), rows[key]) for key in changed if key not in blank),
        Add(at, new),
    )
