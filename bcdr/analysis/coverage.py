"""Which scenarios a plan answers, by catalogue entry and by group of six."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from bcdr.analysis.proof import is_done
from bcdr.model.catalogue import GROUPS, SCENARIOS
from bcdr.model.exercise import MEANINGS
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook, Scenario


class Coverage(NamedTuple):
    """One scenario as the plan treats it. `entry` is None when the plan does not mention it."""

    id: str
    title: str
    group: str
    entry: Scenario | None
    runbooks: tuple[Runbook, ...]
    exercised: date | None


def coverage(plan: Plan, as_of: date) -> tuple[Coverage, ...]:
    """All 22 catalogue scenarios in catalogue order, then the plan's own ones."""
    runbooks: dict[str, dict[str, Runbook]] = {}
    for scenario in plan.scenarios.values():
        for id_ in scenario.runbooks:
            runbooks.setdefault(scenario.id, {})[id_] = plan.runbooks[id_]
    for runbook in plan.runbooks.values():
        for id_ in runbook.scenarios:
            runbooks.setdefault(id_, {})[runbook.id] = runbook
    exercised: dict[str, date] = {}
    for drill in plan.drills.values():
        if drill.occurred is not None and is_done(drill, as_of) and MEANINGS[drill.type].plays:
            played = [r[10:] for r in drill.covers if r.startswith("scenarios/")]
            for id_ in (*played, *((drill.scenario,) if drill.scenario else ())):
                exercised[id_] = max(exercised.get(id_, drill.occurred), drill.occurred)
    ids = [*SCENARIOS, *(i for i in plan.scenarios if i not in SCENARIOS)]
    return tuple(_cover(i, plan.scenarios.get(i), tuple(runbooks.get(i, {}).values()), exercised.get(i)) for i in ids)


def _cover(id_: str, entry: Scenario | None, runbooks: tuple[Runbook, ...], exercised: date | None) -> Coverage:
    known = SCENARIOS.get(id_)
    title = (entry.title if entry else None) or (known.title if known else id_)
    group = known.group if known else (entry.group if entry else None) or ""
    return Coverage(id_, title, group, entry, runbooks, exercised)


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


def groups_that_apply(found: tuple[Coverage, ...]) -> tuple[str, ...]:
    """The six groups, without those whose every catalogue scenario is ruled out with a reason."""
    return tuple(g for g in GROUPS if not all(_is_ruled_out(c) for c in found if c.group == g))


def _is_ruled_out(cover: Coverage) -> bool:
    return cover.entry is not None and cover.entry.applicable is False and bool(cover.entry.reason)


def exercised_groups(found: tuple[Coverage, ...]) -> Mapping[str, date | None]:
    """For each group that applies, when one of its scenarios was last exercised."""
    last: dict[str, date | None] = dict.fromkeys(groups_that_apply(found))
    for cover in found:
        if cover.group in last and cover.exercised is not None:
            last[cover.group] = max(last[cover.group] or date.min, cover.exercised)
    return last
