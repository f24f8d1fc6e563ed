"""Whether what a drill or an incident left behind is shown to be done: only a later drill that passed shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import NamedTuple

from bcdr.analysis.age import day_of
from bcdr.analysis.proof import answers, covered, drills_by_object, is_done, is_retired, tangible
from bcdr.model.drill import Action, Drill, Incident
from bcdr.model.plan import Plan


class Gap(Enum):
    """Why a drill does not show that an action is done."""

    NOT_NAMED = "no drill is named"
    NOT_DONE = "it has not taken place yet"
    NOT_PASSED = "it did not pass"
    NOT_LATER = "it is not later"
    ELSEWHERE = "it exercised something else"
    PROVES_LESS = "its type proves less"
    VOID = "what it exercised has changed since"


class Unproven(NamedTuple):
    """An action that is said to be done: what it came from, the drill named as proof if any, and what is wrong with it.

    `instead` is the newest drill that could show it.
    """

    gap: Gap
    origin: Drill | Incident
    proof: Drill | None = None
    instead: Drill | None = None


Counts = Callable[[Drill], bool]
"""Whether what a drill exercised is still as it was then."""


def _always(drill: Drill) -> bool:  # noqa: ARG001 - the form of `Counts`
    return True


def unproven(
    action: Action,
    plan: Plan,
    as_of: date,
    counts: Counts = _always,
    by_object: Mapping[str, tuple[Drill, ...]] | None = None,
) -> Unproven | None:
    """What is missing until the closure is shown; None where it is shown, not claimed, or nobody has to show it.

    Nothing has to be shown of what is retired, nor for actions that came neither from a drill nor from an incident.
    `by_object` are the drills done on each reference, where somebody has them already.
    """
    if action.status != "done":
        return None
    sources = [o for o in origins(action, plan) if not _is_retired(o, plan)]
    found = [(o, gap) for o in sources if (gap := _gap(action, o, plan, as_of, counts)) is not None]
    if not found:
        return None
    origin, gap = found[0]
    done = by_object if by_object is not None else drills_by_object(plan, as_of)
    objects = objects_of(origin, plan)
    asked = {d.id: d for ref in objects for d in done.get(ref, ())} if objects else plan.drills
    shown = [d for d in asked.values() if all(gap_of(d, o, plan, as_of, counts) is None for o in sources)]
    newest = max(shown, key=lambda d: (d.occurred or date.min, d.id), default=None)
    if gap is Gap.VOID and newest is not None:
        return None  # the same was shown again since
    return Unproven(gap, origin, plan.drills.get(action.proof or ""), newest)


def provable(drill: Drill, plan: Plan, as_of: date, counts: Counts = _always) -> tuple[Action, ...]:
    """Actions from earlier drills and incidents, open or not yet proven, that this drill could show to be done."""
    found = []
    for action in plan.actions.values():
        sources = [o for o in origins(action, plan) if objects_of(o, plan)]
        if not sources or action.status == "cancelled" or action.proof == drill.id:
            continue
        is_closed = action.status == "done" and unproven(action, plan, as_of, counts) is None
        if not is_closed and all(gap_of(drill, o, plan, as_of, counts) is None for o in sources):
            found.append(action)
    return tuple(found)


def unanswered(drill: Drill) -> tuple[int, ...]:
    """Which of its issues no action answers, those of low severity left out."""
    return tuple(n for n, i in enumerate(drill.issues) if i.action is None and i.severity != "low")


def origins(action: Action, plan: Plan) -> tuple[Drill | Incident, ...]:
    """The drills and own incidents that an action came from: as it says itself, and as they say."""
    named = plan.find(action.from_) if action.from_ is not None else None
    found: dict[str, Drill | Incident] = {named.ref: named} if isinstance(named, (Drill, Incident)) else {}
    found |= {d.ref: d for d in plan.drills.values() if any(i.action == action.id for i in d.issues)}
    found |= {i.ref: i for i in plan.incidents.values() if action.id in i.actions}
    return tuple(found.values())


def _gap(action: Action, origin: Drill | Incident, plan: Plan, as_of: date, counts: Counts) -> Gap | None:
    proof = plan.drills.get(action.proof) if action.proof is not None else None
    return Gap.NOT_NAMED if proof is None else gap_of(proof, origin, plan, as_of, counts)


def gap_of(drill: Drill, origin: Drill | Incident, plan: Plan, as_of: date, counts: Counts = _always) -> Gap | None:
    """Why `drill` does not show that what came of `origin` is mended; None when it does.

    An action does not say which of the objects of its origin it is about, so one of them is enough. What an incident
    taught may be shown by a drill of any type; what a drill found by one that proves at least as much.
    """
    if not is_done(drill, as_of):
        return Gap.NOT_DONE
    if drill.result != "passed":
        return Gap.NOT_PASSED
    if not _is_later(drill, origin):
        return Gap.NOT_LATER
    objects = objects_of(origin, plan)
    if objects and not set(objects) & set(covered(drill, plan)):
        return Gap.ELSEWHERE
    if isinstance(origin, Drill) and not answers(drill, origin):
        return Gap.PROVES_LESS
    return None if counts(drill) else Gap.VOID


def objects_of(origin: Drill | Incident, plan: Plan) -> tuple[str, ...]:
    """References of what was exercised or hit and is still in use: data, services and the like, if there is any."""
    refs = covered(origin, plan) if isinstance(origin, Drill) else origin.affects
    used = [r for r in refs if not is_retired(r, plan)]
    return tangible(used) if isinstance(origin, Drill) else tuple(used)


def _is_retired(origin: Drill | Incident, plan: Plan) -> bool:
    named = origin.covers if isinstance(origin, Drill) else origin.affects
    return bool(named) and not objects_of(origin, plan)


def _is_later(drill: Drill, origin: Drill | Incident) -> bool:
    if drill is origin or drill.occurred is None:
        return False
    began = origin.occurred or origin.detected if isinstance(origin, Incident) else origin.occurred
    since = day_of(began) if began is not None else None
    if since is None or drill.occurred != since:
        return since is None or drill.occurred > since
    # of two on one day only their clocks can say which came first
    first, second = _start(origin), _start(drill)
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first < second
    return isinstance(first, time) and isinstance(second, time) and first < second


def _start(one: Drill | Incident) -> time | datetime | None:
    if isinstance(one, Incident):
        moment = one.occurred or one.detected
        return moment if isinstance(moment, datetime) else None
    return next(_moments(one), None)


def _moments(drill: Drill) -> Iterator[time | datetime]:
    clock = drill.timeline
    if clock is not None:
        yield from (m for m in (clock.lost, clock.detected, clock.declared, clock.restore_started) if m is not None)
