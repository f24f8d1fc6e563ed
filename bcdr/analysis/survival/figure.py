"""How much is missing when data comes back from the copies that are left."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from bcdr.analysis.age import add
from bcdr.analysis.loss import CopyLoss
from bcdr.analysis.protection import Term
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.protection import holders
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.value import UNBOUNDED

DAY = timedelta(days=1)


class Figure(NamedTuple):
    """The most that may be missing, with the addends that a person can check.

    `UNBOUNDED` when it has no limit or a fact is missing; `unknown` names the fact.
    """

    copy: str
    value: timedelta
    terms: tuple[Term, ...]
    unknown: str = ""


def figure_of(store: Datastore, left: tuple[Copy, ...], ground: Ground, *, is_corruption: bool) -> Figure | None:
    """The loss when `store` comes back from the copies that are `left`; None when none is.

    Where parts of a store come from different copies, it is that of the part that fares worst.
    """
    ids = {c.id for c in left}
    found = []
    for group in holders(store):
        usable = tuple(c.id for c in group.copies if c.id in ids)
        figure = _best(store, usable, ground, is_corruption=is_corruption)
        if figure is not None:
            found.append(figure)
    return max(found, key=lambda f: f.value, default=None)


def _best(store: Datastore, usable: tuple[str, ...], ground: Ground, *, is_corruption: bool) -> Figure | None:
    """The least loss; a copy whose job has not run for longer than designed is worth its age, and others come first."""
    best: Figure | None = None
    waiting = usable
    while (loss := ground.loss_among(store, waiting, is_corruption=is_corruption)) is not None:
        figure = _aged(store.copies[loss.copy], loss, ground, is_corruption=is_corruption)
        if best is None or figure.value < best.value:
            best = figure
        if figure.value == (loss.corruption if is_corruption else loss.normal):
            break
        waiting = tuple(id_ for id_ in waiting if id_ != loss.copy)
    return best


def _aged(copy: Copy, loss: CopyLoss, ground: Ground, *, is_corruption: bool) -> Figure:
    """By design; or by the age of the last run, where the plan itself says that it is older than any should be."""
    last = copy.last_success.occurred if copy.last_success is not None else None
    age = ground.facts.age(last) if last is not None else timedelta()
    # the plan is judged as of a day, so an age is known to the day only: within a day of the design nothing is late
    if last is not None and add(loss.normal, DAY) < age:
        late = (Term("Td", copy.id, ground.detection),) if is_corruption else ()
        return Figure(copy.id, add(age, *(t.value for t in late)), (Term("Ta", copy.id, age), *late))
    if is_corruption:
        unknown = loss.unknown_corruption or loss.unknown
        return Figure(copy.id, loss.corruption, loss.corruption_terms, unknown if loss.corruption == UNBOUNDED else "")
    return Figure(copy.id, loss.normal, loss.terms, loss.unknown if loss.normal == UNBOUNDED else "")
