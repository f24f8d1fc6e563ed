"""How old the newest state in a copy may be when everything works: the terms for every kind of protection.

A job adds its longest gap between starts (I) and the time until the copy is usable (D); a job that copies a copy adds
its own (Ic, Dc); what is shipped all the time adds its lag (L). Formulas: worst cases per kind of protection as NIST
SP 800-34 and the handbooks of backup tools derive them. A fact that nobody wrote makes the figure unknown; only a
duration has a bound that needs no guess: a job ends before it starts again, so it counts as long as the gap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from bcdr.analysis.age import add, age
from bcdr.analysis.cadence import longest_gap
from bcdr.analysis.job import is_setting
from bcdr.model.datastore import Copy
from bcdr.model.vendor import Vendor

SYMBOLS: Mapping[str, str] = {
    "I": "longest gap between starts",
    "D": "until the copy is usable",
    "Ic": "longest gap of the copy job",
    "Dc": "until the second copy is usable",
    "L": "shipping lag",
    "A": "deliberate delay",
    "R": "promised by contract",
    "P": "since the last push",
    "Ta": "age of the last run that succeeded",
    "Tm": "to notice and repair a failed job",
    "Td": "until damage is noticed",
    "g": "precision of the moment before the damage",
}
"""What each symbol of a derivation stands for."""


class Term(NamedTuple):
    """One addend of a figure: what it is, of which copy, how long.

    `assumed` says what stands in for a fact that nobody wrote: "I" (a job ends before its next start) or "L".
    """

    symbol: str
    copy: str
    value: timedelta
    assumed: str = ""


class Context(NamedTuple):
    """What a derivation needs beside the copies: default time zone, day, vendors, and who hears an alarm."""

    timezone: str
    as_of: date
    vendors: Mapping[str, Vendor]
    is_heard: Callable[[str], bool]


class Design(NamedTuple):
    """The terms of one copy, or which fact is missing to write them."""

    terms: tuple[Term, ...]
    unknown: str = ""

    @property
    def total(self) -> timedelta:
        """Sum of the terms."""
        return add(*(t.value for t in self.terms))


def design(copy: Copy, siblings: Mapping[str, Copy], context: Context) -> Design:
    """Terms of `copy` among its `siblings`, from the source onward along the chain of copies."""
    return _design(copy, siblings, context, ())


def chain(copy: Copy, siblings: Mapping[str, Copy]) -> tuple[Copy, ...]:
    """The copy, the one that it is made from, and so on; a circle ends where it closes."""
    found = [copy]
    while (before := siblings.get(found[-1].from_ or "")) is not None and before not in found:
        found.append(before)
    return tuple(found)


def _design(copy: Copy, siblings: Mapping[str, Copy], context: Context, seen: tuple[str, ...]) -> Design:
    if copy.is_backup and copy.run_by is not None:
        return _promised(copy, context.vendors.get(copy.run_by), context)
    if copy.from_ is None:
        return _own(copy, Design(()), context)
    source = siblings.get(copy.from_)
    if source is None:
        return Design((), f"copy {copy.id} is made from {copy.from_}, which is no copy of this datastore")
    if source.id in {copy.id, *seen}:
        return Design((), f"copies {copy.id} and {source.id} are made from each other")
    if not source.active:
        return Design((), f"copy {source.id}, from which {copy.id} is made, is no longer made")
    before = _design(source, siblings, context, (*seen, copy.id))
    if before.unknown:
        return before
    if source.is_live and source.delay is not None:
        before = Design((*before.terms, Term("A", source.id, source.delay)))
    if copy.is_live or not source.is_live:
        return _own(copy, before, context)
    # a job on a replica is the first one to make a recovery point: it has no earlier job to follow
    own = _own(copy, Design(()), context)
    return own if own.unknown else Design((*before.terms, *own.terms))


def _own(copy: Copy, before: Design, context: Context) -> Design:
    gap = longest_gap(copy, context.timezone)
    follows = bool(before.terms)
    if copy.is_live:
        lag = timedelta() if copy.waits else copy.lag
        if lag is not None:
            return Design((*before.terms, Term("L", copy.id, lag)))
        if gap is None:
            return Design((), f"live copy {copy.id} states no lag")
    elif copy.kind == "log-archive":
        known = [v for v in (copy.lag, gap) if v is not None]
        if known:
            return Design((*before.terms, Term("L", copy.id, max(known))))
        return before if follows else Design((), f"copy {copy.id} states no lag or interval")
    elif is_setting(copy):
        # the storage keeps every version at once; nothing runs
        return Design((*before.terms, Term("I" if copy.lag is None else "L", copy.id, copy.lag or timedelta())))
    if gap is None and not follows:
        return _pushed(copy, context)
    return Design((*before.terms, *_job(copy, gap, before)))


def _job(copy: Copy, gap: timedelta | None, before: Design) -> list[Term]:
    """A job with its own schedule, or one that begins when the copy before it is complete."""
    symbols = ("Ic", "Dc") if before.terms else ("I", "D")
    found = [] if gap is None else [Term(symbols[0], copy.id, gap)]
    if copy.duration is None:
        until = gap if gap is not None else max(t.value for t in before.terms)
        found.append(Term(symbols[1], copy.id, until, "I"))
    elif copy.duration:
        found.append(Term(symbols[1], copy.id, copy.duration))
    return [*found, Term("L", copy.id, copy.lag)] if copy.lag else found


def _pushed(copy: Copy, context: Context) -> Design:
    """Something that people push or ship when they think of it."""
    if copy.lag is not None:
        return Design((Term("L", copy.id, copy.lag),))
    if copy.kind == "clone" and copy.last_success is not None:
        since = max(age(copy.last_success.occurred, context.as_of), timedelta())
        return Design((Term("P", copy.id, add(since, timedelta(days=1))),))
    return Design((), f"copy {copy.id} states no schedule")


def _promised(copy: Copy, vendor: Vendor | None, context: Context) -> Design:
    """A vendor's own backup is worth what its contract says, or less where the plan itself says less."""
    contract = vendor.contract if vendor is not None else None
    clause = contract.backup if contract is not None else None
    if contract is not None and contract.rpo is not None:
        promise = Design((Term("R", copy.id, contract.rpo),))
    elif clause is not None and clause.every is not None:
        promise = Design(_run(copy, clause.every))
    else:
        name = vendor.name_or_id if vendor is not None else copy.run_by
        return Design((), f"the contract with {name} does not say how often it makes copy {copy.id}")
    gap = longest_gap(copy, context.timezone)
    own = Design(_run(copy, gap) if gap is not None else ())
    return max(promise, own, key=lambda d: d.total)


def _run(copy: Copy, gap: timedelta) -> tuple[Term, ...]:
    """What a vendor does every so often: it ships logs, or runs a job."""
    if copy.kind == "log-archive":
        return (Term("L", copy.id, max(gap, copy.lag or gap)),)
    return tuple(_job(copy, gap, Design(())))
