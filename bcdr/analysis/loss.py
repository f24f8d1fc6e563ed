"""How much data a datastore would lose, by the design of its copies: normal, degraded, corruption.

Formulas: NIST SP 800-34 terms, worst cases per kind of protection. Symbols of the derivation: I longest gap between
starts, D duration until usable, L lag, Tm time to notice and repair a failed job, Td time to discover corruption.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from bcdr.analysis.age import add
from bcdr.analysis.cadence import longest_gap
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.value import UNBOUNDED

DETECTION = timedelta(days=14)
"""Assumed time to discover corruption where no scenario says otherwise."""


class Term(NamedTuple):
    """One addend of a figure: what it is, of which copy, how long."""

    symbol: str
    copy: str
    value: timedelta


class CopyLoss(NamedTuple):
    """The worst case of one copy in three values, with the terms they are made of."""

    copy: str
    normal: timedelta
    degraded: timedelta
    corruption: timedelta
    terms: tuple[Term, ...]
    unknown: str = ""


class Loss(NamedTuple):
    """The worst case of a datastore: the best of its copies for each of the three values.

    `UNBOUNDED` means everything may be lost. `unknown` says which fact is missing when a figure cannot be derived.
    """

    normal: timedelta
    degraded: timedelta
    corruption: timedelta
    via: str | None
    copies: tuple[CopyLoss, ...]
    unknown: str = ""

    @property
    def terms(self) -> tuple[Term, ...]:
        """Derivation of the normal value."""
        return next((c.terms for c in self.copies if c.copy == self.via), ())


def loss(store: Datastore, timezone: str, detection: timedelta = DETECTION) -> Loss:
    """Worst-case loss of `store` over its active backups. Live copies repeat corruption and earn no credit here."""
    backups = {id_: c for id_, c in store.copies.items() if c.is_backup}
    found = tuple(_copy_loss(c, store.copies, timezone, detection) for c in backups.values())
    if not found:
        return Loss(UNBOUNDED, UNBOUNDED, UNBOUNDED, None, ())
    best = min(found, key=lambda c: c.normal)
    return Loss(
        normal=best.normal,
        degraded=min(c.degraded for c in found),
        corruption=min(c.corruption for c in found),
        via=best.copy,
        copies=found,
        unknown=best.unknown if best.normal == UNBOUNDED else "",
    )


def _copy_loss(copy: Copy, siblings: Mapping[str, Copy], timezone: str, detection: timedelta) -> CopyLoss:
    terms, unknown = _terms(copy, siblings, timezone, frozenset())
    normal = add(*(t.value for t in terms)) if terms else UNBOUNDED
    if unknown:
        normal = UNBOUNDED
    repair = UNBOUNDED
    if copy.monitor is not None and copy.monitor.alerts and copy.monitor.repaired_within is not None:
        repair = copy.monitor.repaired_within
    return CopyLoss(copy.id, normal, add(normal, repair), add(normal, detection), terms, unknown)


def _terms(
    copy: Copy, siblings: Mapping[str, Copy], timezone: str, seen: frozenset[str]
) -> tuple[tuple[Term, ...], str]:
    gap = longest_gap(copy, timezone)
    duration = copy.duration or timedelta()
    if copy.kind == "log-archive":
        lag = copy.lag if copy.lag is not None else gap
        if lag is None:
            return (), f"copy {copy.id} states no lag or interval"
        base = siblings.get(copy.base) if copy.base else next((s for s in siblings.values() if _is_base(s)), None)
        if base is None:
            return (), f"log archive {copy.id} has no base backup to build on"
        return (Term("L", copy.id, lag),), ""
    if copy.from_ and copy.from_ in siblings and copy.from_ not in seen:
        before, unknown = _terms(siblings[copy.from_], siblings, timezone, seen | {copy.id})
        # a copy job that is triggered at once adds no interval of its own
        own = [Term("Ic", copy.id, gap)] if gap is not None else []
        own += [Term("Dc", copy.id, duration)] if copy.duration is not None else []
        return (*before, *own), unknown
    if gap is None:
        if copy.lag is not None:
            return (Term("L", copy.id, copy.lag),), ""
        if copy.kind == "versioned-objects":
            # the storage keeps every version at once; nothing runs
            return (Term("I", copy.id, timedelta()),), ""
        return (), f"copy {copy.id} states no schedule"
    terms = [Term("I", copy.id, gap), Term("D", copy.id, duration)]
    if copy.lag:
        terms.append(Term("L", copy.id, copy.lag))
    return tuple(t for t in terms if t.value or t.symbol == "I"), ""


def _is_base(copy: Copy) -> bool:
    return copy.is_backup and copy.kind in {"dump", "snapshot", "image", "tape"}
