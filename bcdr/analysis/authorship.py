"""Who has carried a runbook out: only those who wrote and keep it, or somebody who had to read it."""

from __future__ import annotations

from collections.abc import Iterable

from bcdr.model.drill import Drill
from bcdr.model.people import Role
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook


def only_by(runbook: Runbook, drills: Iterable[Drill], plan: Plan) -> tuple[str, ...]:
    """Ids of the people who led all `drills`, if each is the author of the runbook or holds the role that keeps it.

    Empty as soon as somebody else led one, and where no drill says who led it: nobody is blamed for a missing name. A
    single participant is taken for the leader.
    """
    led = tuple(dict.fromkeys(name for drill in drills if (name := _leader(drill)) is not None))
    usual = usual_leaders(runbook, plan)
    return led if all(name in usual for name in led) else ()


def usual_leaders(runbook: Runbook, plan: Plan) -> frozenset[str]:
    """Ids of who wrote the runbook and who holds the role that keeps it: their drills show nothing about others."""
    return frozenset(p for p in (runbook.author, _keeper(runbook, plan)) if p is not None)


def _leader(drill: Drill) -> str | None:
    return drill.participants[0] if drill.led_by is None and len(drill.participants) == 1 else drill.led_by


def _keeper(runbook: Runbook, plan: Plan) -> str | None:
    """Id of the person who owns the runbook, in person or by the role."""
    if runbook.owner is None:
        return None
    owner = plan.find(runbook.owner)
    return owner.holder if isinstance(owner, Role) else runbook.owner.removeprefix("people/")
