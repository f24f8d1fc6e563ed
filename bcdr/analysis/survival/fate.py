"""What becomes of the data: which copies live, which fall and why, and how much is missing at best."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from bcdr.analysis import scope
from bcdr.analysis.survival.figure import Figure, figure_of
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.outcome import Cause, Outcome, Verdict
from bcdr.analysis.survival.protection import counted, damaging
from bcdr.model.datastore import Copy, Datastore


class DataState(Enum):
    """What becomes of a datastore."""

    INTACT = "intact"
    RESTORABLE = "restorable"
    REBUILT = "rebuilt"
    PARTLY_LOST = "partly lost"
    LOST = "lost"
    NOT_SHOWN = "not shown"


class CopyFate(NamedTuple):
    """One copy after the events."""

    copy: Copy
    verdict: Verdict
    causes: tuple[Cause, ...]


class DataFate(NamedTuple):
    """One datastore after the events.

    `missing_data` is the most that may be missing after it is back from `via`, None when the data is intact, made again
    or gone. `is_corruption` tells that damage was found late. `missing` are parts that no copy left holds.
    """

    store: Datastore
    state: DataState
    causes: tuple[Cause, ...]
    copies: tuple[CopyFate, ...]
    missing_data: Figure | None
    via: Copy | None
    is_corruption: bool
    missing: tuple[str, ...] = ()


def data_fate(store: Datastore, outcome: Outcome, ground: Ground) -> DataFate:
    """What becomes of `store`."""
    copies = tuple(CopyFate(c, outcome.verdict(c.ref), outcome.causes(c.ref)) for c in counted(store))
    source = f"source:{store.ref}"
    if outcome.stands(source):
        return DataFate(store, DataState.INTACT, (), copies, None, None, is_corruption=False)
    is_corruption = outcome.is_hit(damaging(store, ground), is_certain=False)
    left = tuple(f.copy for f in copies if f.verdict is Verdict.STANDS)
    figure = figure_of(store, left, ground, is_corruption=is_corruption)
    missing = _missing(store, left)
    return DataFate(
        store=store,
        state=_state(store, outcome, is_left=bool(left), is_partial=bool(missing)),
        causes=outcome.causes(source),
        copies=copies,
        missing_data=figure,
        via=store.copies.get(figure.copy) if figure is not None else None,
        is_corruption=is_corruption,
        missing=missing,
    )


def _state(store: Datastore, outcome: Outcome, *, is_left: bool, is_partial: bool) -> DataState:
    verdict = outcome.verdict(store.ref)
    if verdict is Verdict.STANDS:
        return DataState.RESTORABLE if is_left and not is_partial else DataState.REBUILT
    if verdict is Verdict.NOT_SHOWN:
        return DataState.NOT_SHOWN
    return DataState.PARTLY_LOST if is_left and is_partial else DataState.LOST


def _missing(store: Datastore, left: tuple[Copy, ...]) -> tuple[str, ...]:
    """Parts that none of the copies left holds, as the author wrote them."""
    if not left:
        return ()
    written = {p.casefold(): p for c in store.copies.values() for p in (*c.includes, *c.excludes)}
    written |= {p.casefold(): p for p in store.contents}
    lacking = (p for p in scope.parts_of(store) if not any(c.is_live or scope.holds(c, p) for c in left))
    return tuple(written.get(p, "what no copy names") for p in lacking)


SHARED = frozenset({"access", "key", "key-at"})
"""Aspects of gates that many copies share: they are named after a place, or after the first copy with that key."""


def chain(cause: Cause) -> tuple[str, ...]:
    """The way along a cause to what is lost, or round to where it began: names of gates without their aspects."""
    found: list[str] = []
    step: Cause | None = cause
    while step is not None:
        aspect, _, name = step.gate.rpartition(":")
        if step.gate and aspect not in SHARED:
            found.append(name.partition("#")[0])
        step = next((c for c in step.causes if is_round(c)), step.causes[0] if step.causes else None)
    return tuple(n for i, n in enumerate(found) if i == 0 or n != found[i - 1])


def is_round(cause: Cause) -> bool:
    """Somewhere along it something would have to stand because of itself."""
    return cause.is_circle or any(is_round(c) for c in cause.causes)
