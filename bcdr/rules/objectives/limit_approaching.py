"""The day on which the disk, the tapes or the night are full can be worked out today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.analysis.ceiling import Ceiling
from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation
from bcdr.model.datastore import Copy, Datastore
from bcdr.rules.phrase import length, size
from bcdr.rules.rule import Days, Factor, rule

_GROWING = frozenset({"truth", "identity"})
"""Classes of data that people add to every day."""


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 32(1)(b)", "iso22301 9.1", "soc2 A1.1", "nist-csf PR.IR-04", "cis 11.2"],
    causes={"overrun": ("E E E -", "E E - -"), "unrecorded": ("I - - -", "I - - -")},
)
def limit_approaching(
    entry: Datastore | Copy, facts: Facts, *, error: Days = 30, warn: Days = 90, window: Factor = 0.8
) -> Iterator[Deviation]:
    """A datastore, a medium or a backup job is about to reach its limit.

    ## Why
    The tapes of a university had not enough room left. The job went on and reported success, and when the disks failed
    a part of what people had stored was on no tape (incident kcl-2016).

    ## Bad
    ```yaml
    datastores:
      orders-db: {limit: {size: 20GB, note: volume}}
    ```

    ## Good
    ```yaml
    datastores:
      orders-db: {limit: {size: 200GB, note: volume}}
    ```

    ## Clears
    A higher limit, slower growth, or a faster job, written down with its new figures.

    ## Choices
    Limits are those of the datastore, of the medium of a copy and of a place; that of a place is reported once, for the
    most critical thing that lies there. Where `used` and `growth` of the limit are not written, the sizes of what is
    known to lie there stand in for them, so the day may be nearer than the message says. A job grows with its data and
    is compared with the shortest time between two starts; log archives run all the time and are not compared. A job
    that takes longer than that, now or within the nearer time, is an error wherever the rule speaks; one that needs
    most of it is one step lower. A limit that has no figure is written as a note. Without any, source data and
    directories of tier 1 are told so.

    ## Options
    - error: a limit that is reached within this time is as grave as the tier says
    - warn: a limit that is reached within this time is reported one step lower
    - window: part of the time between two starts that a backup job may take
    """
    for ceiling in facts.ceilings(entry):
        if ceiling.left <= timedelta(days=warn):
            yield _of_limit(entry, ceiling, facts, is_later=ceiling.left > timedelta(days=error))
    if isinstance(entry, Copy):
        yield from _of_job(entry, facts, error, warn, window)
    elif facts.store_tier(entry) == 1 and entry.class_ in _GROWING and not facts.has_known_limit(entry):
        yield Deviation(
            at=entry.path,
            message=f"nobody wrote how large {entry.name_or_id} can become before something is full",
            help="write the limit of the disk, the licence or the contract under `limit`, or why there is none",
            cause="unrecorded",
        )


def _of_limit(entry: Datastore | Copy, ceiling: Ceiling, facts: Facts, *, is_later: bool) -> Deviation:
    name = facts.name_of(ceiling.place) if ceiling.place is not None else _name(entry, facts)
    used = f"{size(ceiling.used)} of {size(ceiling.size)}"
    if ceiling.left:
        said = f"{name} is full in {length(ceiling.left)} at the present pace: {used} are used"
    else:
        said = f"{name} is full: {used} are used"
    return Deviation(
        at=ceiling.at,
        message=said,
        help="raise the limit or slow the growth before that day, and write the new figure",
        cause=ceiling.place or "",
        lower=is_later,
        numbers={"used": size(ceiling.used), "limit": size(ceiling.size)},
    )


def _of_job(copy: Copy, facts: Facts, error: int, warn: int, window: float) -> Iterator[Deviation]:
    now, soon, later = (facts.job_share(copy, timedelta(days=days)) for days in (0, error, warn))
    if now is None or soon is None or later is None or later <= window:
        return
    name = _name(copy, facts)
    if now > 1:
        said, cause = f"{name} takes longer than the time until its next start, so it can never keep up", "overrun"
    elif soon > 1:
        said = f"{name} will take longer than the time until its next start within {error} days: it now takes {now:.0%}"
        cause = "overrun"
    elif now > window:
        said, cause = f"{name} takes {now:.0%} of the time until its next start", "window"
    else:
        days = error if soon > window else warn
        said = f"{name} will take more than {window:.0%} of the time until its next start within {days} days"
        cause = "window"
    yield Deviation(
        at=copy.pointer("duration"),
        message=said,
        help="make the job faster, copy only what changed, or start it less often",
        cause=cause,
        lower=cause == "window",
    )


def _name(entry: Datastore | Copy, facts: Facts) -> str:
    return f"the backup {entry.id} of {facts.source(entry).name_or_id}" if isinstance(entry, Copy) else entry.name_or_id
