"""What the plan holds on people and practice: runbooks, roles, communication, drills, training."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.analysis.proof import is_restore
from bcdr.model.datastore import Datastore
from bcdr.report.holding.part import YEAR, Told, parted, some, where


def runbooks(facts: Facts) -> Told:
    """Runbooks with steps, and when they were compared with reality."""
    books = facts.plan.runbooks.values()
    return some(len(books), "runbook"), (
        *where((b for b in books if not b.steps), "no steps"),
        *where((b for b in books if facts.age(b.reviewed) > YEAR), "not reviewed within a year"),
    )


def roles(facts: Facts) -> Told:
    """Roles that somebody fills."""
    filled, empty = parted(facts.plan.roles.values(), lambda r: facts.holder(r) or facts.members(r) or r.holders_in)
    number = len(facts.plan.roles)
    return some(len(filled), "role", rest=f" of {number} filled"), where(empty, "nobody holds it")


def communication(facts: Facts) -> Told:
    """Channels, prepared texts, and who must hear."""
    plan, own = facts.plan, facts.plan.communication
    shown = (*some(len(plan.channels), "channel"), *some(len(own.templates) if own else 0, "prepared text"))
    shown += some(len(own.notify) if own else 0, "duty", "duties", " to tell somebody")
    return shown, (
        *(() if own is not None else ("no communication plan",)),
        *(() if own is not None and own.templates else ("no prepared text",)),
    )


def tests(facts: Facts) -> Told:
    """Drills of the last year, and whether a restore from copies passed."""
    recent = [d for d in facts.done_drills if facts.age(d.occurred) <= YEAR]
    restored = [d for d in recent if is_restore(d) and d.result == "passed" and not facts.is_void(d)]
    needing = [s for s in facts.stores if s.class_ != "derived" and facts.backups(s)]
    never, tried = parted(needing, lambda s: facts.last_passed_restore(s) is None)
    void, never = parted(never, lambda s: facts.voided_restore(s) is not None)
    return some(len(recent), "drill", rest=" with a result in the last 365 days"), (
        *(() if restored else ("no restore from copies passed in the last 365 days",)),
        *where(never, "no restore ever passed"),
        *where(void, "what its last passed restore showed has changed since"),
        *where((s for s in tried if _is_old(s, facts)), "its last passed restore is older than its cadence"),
    )


def _is_old(store: Datastore, facts: Facts) -> bool:
    last = facts.last_passed_restore(store)
    return last is not None and facts.age(last.occurred) > facts.restore_cadence(store)


def training(facts: Facts) -> Told:
    """Who was trained within a year."""
    active = [p for p in facts.plan.people.values() if facts.is_active(p)]
    trained = [p for p in active if any(facts.age(t.occurred) <= YEAR for t in p.training)]
    number = len(active) - len(trained)
    return some(len(trained), "person", "people", f" of {len(active)} trained within a year"), some(
        number, "person", "people", " without a training within a year"
    )
