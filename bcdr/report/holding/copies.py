"""What the plan holds on backups: coverage, encryption, access, monitoring."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Copy
from bcdr.report.holding.part import YEAR, Told, parted, some, where


def backups(facts: Facts) -> Told:
    """What has a backup, and where that lies."""
    needing = [s for s in facts.stores if s.class_ != "derived"]
    kept, bare = parted(needing, facts.backups)
    copies = [c for s in needing for c in facts.backups(s)]
    return some(len(kept), "datastore", rest=f" of {len(needing)} with a backup"), (
        *where(bare, "no backup"),
        *(f"{facts.source(c).name_or_id}/{c.id}: where it lies is not known" for c in copies if c.at is None),
    )


def keys(facts: Facts) -> Told:
    """Encryption of backups and trial of their keys."""
    told = [sealed(c, facts) for s in facts.stores for c in facts.backups(s)]
    shown = sum(bool(one) for one, _ in told)
    return some(shown, "backup", rest=f" of {len(told)} encrypted, or with a reason why not"), tuple(
        fault for _, faults in told for fault in faults
    )


def sealed(copy: Copy, facts: Facts) -> Told:
    """Whether a backup is encrypted, or why not, and whether its key was tried within a year."""
    name = f"{facts.source(copy).name_or_id}/{copy.id}"
    if copy.encrypted is not None and copy.encrypted.applied:
        key = copy.encrypted.key
        tested = key is not None and facts.age(key.tested) <= YEAR
        return (f"{name} encrypted",), () if tested else (f"{name}: no key test within a year",)
    if copy.encrypted is not None and copy.encrypted.reason:
        return (f"{name} not encrypted, with a reason",), ()
    return (), (f"{name}: encryption not shown",)


def access(facts: Facts) -> Told:
    """Who may do what, and when the rights were reviewed."""
    held = [c for c in facts.plan.credentials.values() if c.holders and c.can is not None]
    old = (c for c in facts.plan.credentials.values() if facts.age(c.reviewed) > YEAR)
    return some(len(held), "credential", rest=" with holders and rights"), where(
        old, "rights not reviewed within a year"
    )


def monitoring(facts: Facts) -> Told:
    """Backups whose failure somebody hears of."""
    copies = [c for s in facts.stores for c in facts.backups(s) if not facts.is_setting(c)]
    told = [unwatched(c, facts) for c in copies]
    return some(told.count(()), "backup", rest=f" of {len(copies)} whose failure somebody hears of"), tuple(
        fault for faults in told for fault in faults
    )


def unwatched(copy: Copy, facts: Facts) -> tuple[str, ...]:
    """That nobody hears when a backup fails, if so."""
    if copy.monitor is not None and any(facts.people(a) for a in copy.monitor.alerts):
        return ()
    return (f"{facts.source(copy).name_or_id}/{copy.id}: nobody is alerted when it fails",)
