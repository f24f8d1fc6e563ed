"""The one sentence above everything: whether you come back from it, and what decides that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from bcdr.report.derivation import exact
from bcdr.report.whatif.data import StoreLine
from bcdr.report.whatif.listing import names
from bcdr.report.whatif.means import MeansLine
from bcdr.report.whatif.service import ServiceLine
from bcdr.report.wording import counted, duration

SURVIVED = frozenset({"survived", "late"})
"""What counts as coming back."""
KINDS = {"credentials": "the login", "roles": "the role", "runbooks": "the runbook", "channels": "the channel"}


class Judgement(NamedTuple):
    """`survived`, `late`, `too late`, `not shown` or `not survived`, and the sentence that says so.

    `late` is later than promised, `too late` later than tolerable.
    """

    outcome: str
    words: str


def judge(stores: Sequence[StoreLine], services: Sequence[ServiceLine], means: Iterable[MeansLine]) -> Judgement:
    """What is gravest decides: lost for good, no way back, not shown, later than tolerable, late, back."""
    if not stores and not services:
        return Judgement("not shown", "Nothing can be said: the plan names no datastore and no service.")
    lost = [s.name for s in stores if s.state in {"lost", "partly lost"}]
    stuck = [s.name for s in services if s.state in {"lost", "no way back"}]
    unshown = [s.name for s in stores if s.state == "not shown"] + [s.name for s in services if s.state == "not shown"]
    if lost or stuck:
        return Judgement("not survived", _ruin(lost, stuck))
    if unshown:
        verb = "is" if len(unshown) == 1 else "are"
        return Judgement(
            "not shown", f"It is not shown that you come back from this: {names(unshown)} {verb} in doubt."
        )
    down = [s for s in services if not s.is_up]
    beyond = [s for s in down if s.beyond is not None]
    if beyond:
        return Judgement("too late", f"You come back too late: {_late(max(beyond, key=_after))}{_more(beyond)}.")
    untimed = [s.name for s in down if s.after is None]
    if untimed:
        words = f"You come back from this, but when is not known: {names(untimed)}."
        return Judgement("not shown", words)
    late = [s for s in down if s.late_by is not None]
    if late:
        words = f"You come back from this, but later than promised: {_late(max(late, key=_after))}{_more(late)}."
        return Judgement("late", words)
    going = [s.name for s in services if s.state == "on fallback"]
    return Judgement("survived", _good(stores, down, going, [m for m in means if m.is_new]))


def _ruin(lost: Sequence[str], stuck: Sequence[str]) -> str:
    parts = []
    if lost:
        parts.append(f"{names(lost)} {'is' if len(lost) == 1 else 'are'} lost for good")
    if stuck:
        parts.append(f"{names(stuck)} {'has' if len(stuck) == 1 else 'have'} no way back")
    return f"You do not come back from this: {', and '.join(parts)}."


def _good(
    stores: Sequence[StoreLine], down: Sequence[ServiceLine], going: Sequence[str], taken: Sequence[MeansLine]
) -> str:
    back = [s for s in stores if s.state != "intact"]
    if not back and not down:
        return _quiet(stores, going, taken)
    parts = []
    if down:
        last = max(down, key=_after)
        one = f"{last.name} is back after {duration(last.after)}"
        parts.append(
            one
            if len(down) == 1
            else f"{len(down)} services stop, and the last, {last.name}, is back after {duration(last.after)}"
        )
    else:
        parts.append("no service stops")
    known = [s.lost for s in back if s.lost is not None]
    doubt = [s.name for s in back if s.state == "restorable" and s.lost is None]
    if doubt:
        parts.append(f"how much of {names(doubt)} is missing then is not known")
    elif known:
        parts.append(f"at most {exact(max(known))} of data is missing" if max(known) else "no data is missing")
    elif back:
        parts.append("what is damaged is made again")
    return f"You come back from this: {', and '.join(parts)}."


def _quiet(stores: Sequence[StoreLine], going: Sequence[str], taken: Sequence[MeansLine]) -> str:
    """Nothing happens at once; what a recovery would miss is said all the same."""
    bare = [s.name for s in stores if s.is_bare]
    fewer = [s.name for s in stores if s.fallen and not s.is_bare]
    parts = []
    if going:
        parts.append(f"{names(going)} {'goes' if len(going) == 1 else 'go'} on only with a fallback")
    if bare:
        parts.append(f"no copy of {names(bare)} is left")
    if fewer:
        parts.append(f"{names(fewer)} {'has' if len(fewer) == 1 else 'have'} fewer copies")
    if taken:
        found = [f"{KINDS[m.ref.partition('/')[0]]} {m.name}" for m in taken]
        parts.append(f"a recovery would have to do without {found[0] if len(found) == 1 else names(found)}")
    if not parts:
        return "Nothing in this plan stops, and no data is touched."
    return f"Nothing stops and no data is lost, but {', and '.join(parts)}."


def _late(service: ServiceLine) -> str:
    if service.beyond is not None:
        return f"{service.name} after {duration(service.after)}, and {duration(service.mtpd)} is the longest tolerable"
    return f"{service.name} after {duration(service.after)}, and {duration(service.rto)} is promised"


def _more(found: Sequence[ServiceLine]) -> str:
    return f" ({counted(len(found) - 1, 'more service is', 'more services are')} late)" if len(found) > 1 else ""


def _after(service: ServiceLine) -> timedelta:
    return service.after or timedelta()
