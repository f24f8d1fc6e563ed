"""Why a copy falls although its place is there: deleted, repeated, found too late, or without its key."""

from __future__ import annotations

from bcdr.analysis.survival.aftermath import Survival
from bcdr.analysis.survival.domain import Unknown
from bcdr.analysis.survival.gate import Why
from bcdr.analysis.survival.outcome import Cause, Verdict
from bcdr.model.datastore import Copy
from bcdr.report.whatif.event import whereabouts
from bcdr.report.wording import duration

_PLAIN = {
    Why.FOLLOWS: "a live copy: it repeats what happened to the source",
    Why.TIED: "it disappears together with the source",
    Why.KEY: "nobody wrote where its key is: it may be where the data was",
}


def why_copy_falls(cause: Cause, copy: Copy, verdict: Verdict, survival: Survival) -> str:
    """One clause; `verdict` is that on the copy, and `cause` one that needs no other object to explain it."""
    if cause.why in _PLAIN:
        return _PLAIN[cause.why]
    if cause.why is Why.LATE:
        return _late(copy, survival, is_known=verdict is Verdict.FALLS)
    where = whereabouts(cause.events, survival.facts)
    if cause.why is Why.TAKEN and not all(isinstance(e, Unknown) for e in cause.events):
        return _taken(copy, where, is_known=verdict is Verdict.FALLS)
    return where


def _late(copy: Copy, survival: Survival, *, is_known: bool) -> str:
    depth = survival.facts.depth(copy)
    needed = survival.ground.must_reach(copy)
    enough = f", where {duration(needed)} would be needed" if needed is not None else ""
    if is_known and depth is not None:
        return f"the damage is found too late: it reaches back only {duration(depth)}{enough}"
    if depth is not None:
        return f"it reaches back {duration(depth)}, and nobody wrote how often it is made"
    return f"nobody wrote how far back it reaches{enough}"


def _taken(copy: Copy, where: str, *, is_known: bool) -> str:
    lock = copy.immutable
    if is_known:
        note = f"; its lock of {duration(lock.for_)} ends too early" if lock and lock.mode != "governance" else ""
        bypass = "; its lock can be lifted there" if lock and lock.mode == "governance" else ""
        return f"it can be deleted: it lies {where}{note}{bypass}"
    if lock is None:
        return "nobody wrote who may delete it: what destroys the source may destroy it too"
    if lock.mode == "governance":
        return f"its lock can be lifted, and nobody wrote by whom: it lies {where}"
    return f"nobody wrote how often it is made, so its lock of {duration(lock.for_)} is not shown to last"
