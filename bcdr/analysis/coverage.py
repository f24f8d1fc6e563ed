"""Which scenarios a plan answers, by catalogue entry and by group of six."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bcdr.model.catalogue import GROUPS, SCENARIOS
from bcdr.model.drill import Drill
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook, Scenario


@dataclass(frozen=True, slots=True)
class Coverage:
    """One scenario as the plan treats it. `entry` is None when the plan does not mention it."""

    id: str
    title: str
    group: str
    entry: Scenario | None
    runbooks: tuple[Runbook, ...]
    exercised: date | None


def coverage(plan: Plan, as_of: date) -> tuple[Coverage, ...]:
    """All 22 catalogue scenarios in catalogue order, then the plan's own ones."""
    ids = [*SCENARIOS, *(i for i in plan.scenarios if i not in SCENARIOS)]
    return tuple(_cover(id_, plan, as_of) for id_ in ids)


def _cover(id_: str, plan: Plan, as_of: date) -> Coverage:
    known = SCENARIOS.get(id_)
    entry = plan.scenarios.get(id_)
    named = entry.runbooks if entry is not None else ()
    runbooks = tuple(r for r in plan.runbooks.values() if r.id in named or id_ in r.scenarios)
    title = (entry.title if entry else None) or (known.title if known else id_)
    return Coverage(
        id=id_,
        title=title,
        group=known.group if known else "",
        entry=entry,
        runbooks=runbooks,
        exercised=max((d.occurred for d in plan.drills.values() if d.occurred and _plays(d, id_, as_of)), default=None),
    )


def _plays(drill: Drill, scenario: str, as_of: date) -> bool:
    done = drill.occurred is not None and drill.occurred <= as_of and drill.result is not None
    return done and (drill.scenario == scenario or f"scenarios/{scenario}" in drill.covers)


def is_answered(cover: Coverage) -> bool:
    """Applicable, with an owner and at least one runbook; or declared not applicable with a reason."""
    if cover.entry is None:
        return False
    if cover.entry.applicable is False:
        return bool(cover.entry.reason)
    return cover.entry.owner is not None and bool(cover.runbooks)


def groups_without_answer(found: tuple[Coverage, ...]) -> tuple[str, ...]:
    """Names of the groups in which no applicable scenario has owner and runbook."""
    answered = {c.group for c in found if c.entry is not None and c.entry.applicable is not False and is_answered(c)}
    return tuple(g for g in GROUPS if g not in answered)
