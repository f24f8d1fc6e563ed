"""How much data a datastore would lose, by the design of its copies: normal, degraded, corruption.

Normal: the data and all that falls with it are gone, every job worked. Degraded: jobs had been failing (Tm until that
is noticed and repaired). Corruption: damage began unseen and is found after Td; the best state is the last one before
it. Each value is the sum of terms that `protection` derives and a person can add up by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import NamedTuple

from bcdr.analysis import retention
from bcdr.analysis.age import add
from bcdr.analysis.job import is_setting
from bcdr.analysis.protection import Context, Design, Term, chain, design
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.value import UNBOUNDED

DETECTION = timedelta(days=14)
"""Assumed time to discover corruption where no scenario says otherwise."""
BASES = frozenset({"dump", "snapshot", "image", "tape"})
"""Kinds that a log archive can build on without naming one."""


class CopyLoss(NamedTuple):
    """The worst case of one copy in three values, each with the terms that add up to it.

    A value is `UNBOUNDED` when it is not limited, or when a fact is missing: `unknown`, `unknown_degraded` and
    `unknown_corruption` name that fact. `too_late`: what is kept does not reach back to before the damage. `span` is
    how old a state may be at the moment the damage begins, `reach` how far back states are kept; see `must_reach`.
    `base` is the copy without which this one cannot be read.
    """

    copy: str
    is_live: bool
    normal: timedelta
    degraded: timedelta
    corruption: timedelta
    terms: tuple[Term, ...]
    degraded_terms: tuple[Term, ...] = ()
    corruption_terms: tuple[Term, ...] = ()
    unknown: str = ""
    unknown_degraded: str = ""
    unknown_corruption: str = ""
    too_late: bool = False
    span: timedelta = UNBOUNDED
    reach: timedelta | None = None
    base: str | None = None


class Loss(NamedTuple):
    """The worst case of a datastore: the best of its backups for each of the three values.

    `UNBOUNDED` means everything may be lost. `unknown`, `unknown_degraded` and `unknown_corruption` say which fact is
    missing when a figure cannot be derived. `via` and `via_corruption` name the best backup.
    """

    normal: timedelta
    degraded: timedelta
    corruption: timedelta
    via: str | None
    copies: tuple[CopyLoss, ...]
    unknown: str = ""
    unknown_degraded: str = ""
    unknown_corruption: str = ""
    via_corruption: str | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """Derivation of the normal value."""
        return next((c.terms for c in self.copies if c.copy == self.via), ())


def copy_losses(store: Datastore, context: Context, detection: timedelta = DETECTION) -> Mapping[str, CopyLoss]:
    """The worst case of every copy that is still made, live ones too; of one that nobody described there is none."""
    return {
        id_: copy_loss(copy, store, context, detection)
        for id_, copy in store.copies.items()
        if copy.active and copy.kind != "unstated"
    }


def loss(store: Datastore, losses: Mapping[str, CopyLoss]) -> Loss:
    """Worst-case loss of `store` over its backups. Live copies repeat corruption and earn no credit here."""
    found = tuple(c for id_, c in losses.items() if store.copies[id_].is_backup)
    if not found:
        return Loss(UNBOUNDED, UNBOUNDED, UNBOUNDED, None, ())
    best = min(found, key=lambda c: c.normal)
    degraded = min(c.degraded for c in found)
    restored = min(found, key=lambda c: c.corruption)
    return Loss(
        normal=best.normal,
        degraded=degraded,
        corruption=restored.corruption,
        via=best.copy,
        copies=found,
        unknown=_first(best.normal, (c.unknown for c in found)),
        unknown_degraded=_first(degraded, (c.unknown_degraded for c in found)),
        unknown_corruption=_first(restored.corruption, (c.unknown_corruption for c in found)),
        via_corruption=restored.copy,
    )


def _first(value: timedelta, reasons: Iterable[str]) -> str:
    """The first missing fact that keeps a value from being known."""
    return next(filter(None, reasons), "") if value == UNBOUNDED else ""


def loss_among(
    store: Datastore,
    usable: Collection[str],
    losses: Mapping[str, CopyLoss],
    context: Context,
    detection: timedelta = DETECTION,
    *,
    is_corruption: bool,
) -> CopyLoss | None:
    """The best of the copies that are left, `losses` being those of the store; None when none is.

    After corruption a live copy counts only if it lags behind on purpose. A log archive whose base is not left is
    derived again on the bases that are.
    """
    found = []
    for id_ in store.copies:
        if id_ not in usable or id_ not in losses:
            continue
        one = losses[id_]
        if one.base is not None and one.base not in usable:
            one = _log_loss(store.copies[id_], store.copies, context, detection, usable)
            if one.base is None:
                continue
        if not (is_corruption and one.is_live and store.copies[id_].delay is None):
            found.append(one)
    return min(found, key=lambda c: c.corruption if is_corruption else c.normal, default=None)


def must_reach(found: CopyLoss, detection: timedelta) -> timedelta:
    """How far back a copy must reach, and how long it must be locked, to hold a state from before the damage."""
    return add(found.span, detection)


def copy_loss(copy: Copy, store: Datastore, context: Context, detection: timedelta = DETECTION) -> CopyLoss:
    """The worst case of one copy of `store` that is still made."""
    siblings = store.copies
    if copy.is_live:
        return _live_loss(copy, siblings, context, detection)
    if copy.kind == "log-archive":
        return _log_loss(copy, siblings, context, detection)
    made = design(copy, siblings, context)
    # a clone holds the history, so what was good after the damage is not lost; of an object each version is there
    late = () if copy.kind == "clone" else (Term("Td", copy.id, detection),)
    found = _begun(copy, siblings, made, context)
    found = found._replace(reach=retention.reach(copy, siblings, context.timezone))
    return _judged(found, (*made.terms, *late), detection)


def _begun(copy: Copy, siblings: Mapping[str, Copy], made: Design, context: Context) -> CopyLoss:
    """Normal and degraded."""
    normal = UNBOUNDED if made.unknown else made.total
    repair = _repair(copy, siblings, context)
    terms = (*made.terms, repair) if isinstance(repair, Term) else made.terms
    return CopyLoss(
        copy=copy.id,
        is_live=copy.is_live,
        normal=normal,
        degraded=UNBOUNDED if isinstance(repair, str) else add(normal, *(t.value for t in terms[len(made.terms) :])),
        corruption=UNBOUNDED,
        terms=made.terms,
        degraded_terms=() if isinstance(repair, str) else terms,
        unknown=made.unknown,
        unknown_degraded=made.unknown or (repair if isinstance(repair, str) else ""),
        span=normal,
    )


def _judged(found: CopyLoss, terms: tuple[Term, ...], detection: timedelta) -> CopyLoss:
    """Corruption: the sum of `terms` if what is kept reaches back to before the damage."""
    if found.unknown:
        return found._replace(unknown_corruption=found.unknown)
    if found.reach is None:
        return found._replace(unknown_corruption=f"nothing says how long copy {found.copy} is kept")
    if found.reach < must_reach(found, detection):
        return found._replace(too_late=True)
    return found._replace(corruption=add(*(t.value for t in terms)), corruption_terms=terms)


def _live_loss(copy: Copy, siblings: Mapping[str, Copy], context: Context, detection: timedelta) -> CopyLoss:
    """Damage travels with a live copy, unless that lags behind on purpose and is stopped before the damage arrives."""
    made = design(copy, siblings, context)
    found = _begun(copy, siblings, made, context)
    if copy.delay is None:
        return found
    if copy.stop_within is None:
        return found._replace(unknown_corruption=f"copy {copy.id} does not say how soon it can be stopped")
    found = found._replace(span=copy.stop_within, reach=copy.delay)
    if add(detection, copy.stop_within) >= copy.delay:
        return found._replace(too_late=True)
    exact = _precision(copy, made)
    if exact is None:
        return found._replace(unknown_corruption=made.unknown)
    terms = (Term("Td", copy.id, detection), exact)
    return found._replace(corruption=add(detection, exact.value), corruption_terms=terms)


def _log_loss(
    copy: Copy,
    siblings: Mapping[str, Copy],
    context: Context,
    detection: timedelta,
    usable: Collection[str] | None = None,
) -> CopyLoss:
    """Logs alone restore nothing: the figure on the best base there is, of the `usable` ones."""
    made = design(copy, siblings, context)
    found = [b for b in bases(copy, siblings) if usable is None or b.id in usable]
    if made.unknown:
        return _judged(_begun(copy, siblings, made, context), (), detection)
    if not found:
        none = f"log archive {copy.id} has no base backup to build on"
        return _judged(_begun(copy, siblings, Design((), none), context), (), detection)
    on = [_on_base(copy, b, siblings, made, context, detection) for b in found]
    # of equals the one of which something is not known, not the one that is known to be too late
    return min(on, key=lambda c: (c.normal, c.corruption, c.too_late, c.base or ""))


def bases(copy: Copy, siblings: Mapping[str, Copy]) -> tuple[Copy, ...]:
    """Backups that a log archive builds on: the one that it names, else all of a kind that can be one."""
    return tuple(
        b
        for b in siblings.values()
        if (b.id == copy.base if copy.base is not None else b.kind in BASES) and b.is_backup and b.kind != "log-archive"
    )


def _on_base(
    copy: Copy, base: Copy, siblings: Mapping[str, Copy], made: Design, context: Context, detection: timedelta
) -> CopyLoss:
    below = design(base, siblings, context)
    kept = retention.reach(copy, siblings, context.timezone)
    problem = below.unknown
    if not problem and kept is not None and kept < below.total:
        problem = f"log archive {copy.id} is kept for less than the time between two base backups of {base.id}"
    found = _begun(copy, siblings, Design((), problem) if problem else made, context)
    found = found._replace(span=UNBOUNDED if problem else below.total, base=base.id)
    under = retention.reach(base, siblings, context.timezone)
    if under is None and not problem:
        return found._replace(unknown_corruption=f"nothing says how long copy {base.id} is kept")
    found = found._replace(reach=None if kept is None or under is None else min(kept, under))
    exact = _precision(copy, made)
    terms = (Term("Td", copy.id, detection), *(() if exact is None else (exact,)))
    return _judged(found, terms, detection)


def _precision(copy: Copy, made: Design) -> Term | None:
    """How exactly the moment before the damage is found; the lag in its place where nobody wrote it."""
    if copy.precision is not None:
        return Term("g", copy.id, copy.precision)
    return None if made.unknown else Term("g", copy.id, made.total, "L")


def _repair(copy: Copy, siblings: Mapping[str, Copy], context: Context) -> Term | str | None:
    """Longest time to notice and repair a job on the way to this copy, why it is not known, or None: nothing runs."""
    slowest: Term | None = None
    for link in chain(copy, siblings):
        if link.waits or is_setting(link):
            continue
        monitor = link.monitor
        if monitor is None or not any(context.is_heard(who) for who in monitor.alerts):
            return f"nobody is told when copy {link.id} fails"
        if monitor.repaired_within is None:
            return f"copy {link.id} does not say how soon a failure is repaired"
        if slowest is None or monitor.repaired_within > slowest.value:
            slowest = Term("Tm", link.id, monitor.repaired_within)
    return slowest
