"""The entry of a drill that was done by hand: what was planned, what is said of it, and what can be worked out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from bcdr.analysis.exercised import digests
from bcdr.drill.byhand.check import Ground
from bcdr.drill.byhand.reckoning import reckoned
from bcdr.drill.byhand.statement import Said, merged, put
from bcdr.drill.entry import free_id
from bcdr.drill.followup import Concern, Followed
from bcdr.drill.timeline import written
from bcdr.errors import BcdrError
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.model.plan import Plan

SERIES = ("title", "type", "covers", "scenario", "every")
"""What the next drill of a series has in common with the one before it."""


class Base(NamedTuple):
    """What the plan says of the drill already: the entry that is completed, by id, or nothing under a new id.

    `start` is what a new entry begins with: what the series says, or the runbook that was carried out.
    """

    id: str | None
    written: Mapping[str, Any]
    start: Mapping[str, Any]


def base_of(plan: Plan, name: str | None, text: Mapping[str, Any]) -> Base:
    """What `name` means: a planned drill, one that repeats, or a runbook. `text` is what the plan writes at that drill.

    BcdrError when it is none of them, or a drill that took place already and does not repeat.
    """
    if name is None:
        return Base(None, {}, {})
    id_ = name.removeprefix("drills/")
    drill = plan.drills.get(id_)
    if drill is not None and drill.occurred is None:
        return Base(id_, text, {})
    if drill is not None and drill.every is not None:
        return Base(None, {}, {key: text[key] for key in SERIES if text.get(key) is not None})
    if drill is not None:
        raise BcdrError(
            f"drills/{id_} took place on {drill.occurred} already, and does not repeat",
            "leave its id out to record another one",
        )
    book = plan.runbooks.get(name.removeprefix("runbooks/"))
    if book is not None:
        return Base(None, {}, {"covers": [f"runbooks/{book.id}", *book.recovers]})
    near = get_close_matches(id_, [*plan.drills, *plan.runbooks], 1)
    hint = f"did you mean {near[0]}?" if near else "name a drill of the plan, or a runbook that was carried out"
    raise BcdrError(f"the plan has no drill and no runbook {id_}", hint)


def name_for(plan: Plan, entry: Mapping[str, Any], taken: Collection[str] = ()) -> str:
    """An id for a new record: the day, and what was exercised."""
    covers = entry.get("covers") or ()
    first = next((ref for ref in covers if str(ref).startswith("runbooks/")), next(iter(covers), "drill"))
    what = str(first).rpartition("/")[2]
    day = entry.get("occurred")
    return free_id(plan, f"{day}-{what}" if day is not None else f"{entry.get('type') or 'drill'}-{what}", taken)


def completed(entry: Mapping[str, Any], drill: Drill, ground: Ground, program: str) -> Said:
    """The entry with what can be worked out: a title, the measured times, the digests, the day of writing."""
    plan, found = ground.plan, {**entry, "recorded": ground.day.isoformat()}
    times = reckoned(drill, ground.zone)
    for key, span in (("rto", times.rto), ("rpo", times.rpo)):
        if span is not None and (drill.measured is None or drill.measured.__dict__[key] is None):
            found = put(found, ("measured", key), written(span))
    if not found.get("title"):
        names = [e.name_or_id for ref in drill.covers[:1] if (e := plan.find(ref)) is not None]
        found["title"] = ": ".join([MEANINGS[drill.type].title, *names])
    if drill.occurred is not None and drill.result is not None:
        found["digests"] = digests(drill, plan)
    if not found.get("note"):
        found["note"] = f"Done by people, and written down with bcdr {program}."
    return found


def concerns_of(drill: Drill) -> list[Concern]:
    """What went wrong; where an action answers it already, nothing more is asked for."""
    return [Concern(i.what, i.severity, "note" if i.action is not None else "fault") for i in drill.issues]


def linked(entry: Mapping[str, Any], concerns: Sequence[Concern], followed: Followed) -> Said:
    """The entry with its issues naming their actions; one that names an action already keeps it."""
    if not concerns:
        return dict(entry)
    rows = [{"what": i} if isinstance(i, str) else dict(i) for i in entry["issues"]]
    new = followed.linked(concerns)
    return {**entry, "issues": [{**n, **old} for old, n in zip(rows, new, strict=True)]}


def whole(base: Base, said: Mapping[str, Any]) -> Said:
    """The entry as it will read: what was planned, what the series says, and what is said now."""
    return merged(merged(base.start, base.written), said)
