"""Why things fall, in sentences: each cause with what stands behind it, and circles as the chain that they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import Survival
from bcdr.analysis.survival.domain import Unknown
from bcdr.analysis.survival.fate import chain, is_round
from bcdr.analysis.survival.gate import Why
from bcdr.analysis.survival.outcome import Cause, Outcome, Verdict
from bcdr.model.datastore import Copy
from bcdr.model.people import Role
from bcdr.report.whatif.event import subject, whereabouts
from bcdr.report.wording import duration

DEPTH = 4
"""So many reasons of reasons are told; the rest stands in the sections on those things."""
BREADTH = 3
"""So many reasons side by side within a sentence."""

_UNUSABLE: Mapping[str, tuple[str, str]] = {
    "services": ("{} does not come back", "{} is not shown to come back"),
    "datastores": ("{} is lost for good", "{} is not shown to survive"),
    "credentials": ("nobody can use the login {}", "nobody is shown to be able to use the login {}"),
    "runbooks": ("the runbook {} cannot be carried out", "the runbook {} is not shown to work"),
    "documents": ("no copy of the paper {} is left", "no copy of the paper {} is shown to be left"),
    "channels": ("the channel {} is down", "the channel {} is not shown to be there"),
    "people": ("{} is gone", "{} is not shown to be there"),
    "roles": ("nobody is left in the role {}", "nobody is shown to be left in the role {}"),
}
_LINKS: Mapping[tuple[str, str], str] = {
    ("", "runbooks"): "comes back with the runbook {}",
    ("", "credentials"): "needs the login {}",
    ("copies", "credentials"): "is reached with the login {}",
    ("credentials", "services"): "logs in through {}",
    ("channels", "services"): "runs on {}",
    ("credentials", "datastores"): "is kept in {}",
    ("datastores", "datastores"): "is made from {}",
    ("copies", "datastores"): "is opened with a key in {}",
    ("", "copies"): "comes back from {}",
    ("", "documents"): "needs the paper {}",
    ("", "channels"): "needs the channel {}",
}


class Reasons:
    """Puts the causes of one outcome into words."""

    def __init__(self, survival: Survival, outcome: Outcome) -> None:
        """`outcome` is that of the events, over the whole plan."""
        self._facts: Facts = survival.facts
        self._survival, self._outcome = survival, outcome

    def of(self, causes: Iterable[Cause], copy: Copy | None = None) -> tuple[str, ...]:
        """A clause a cause, each once; `copy` is the one whose causes they are."""
        return tuple(dict.fromkeys(self._clause(c, copy, DEPTH) for c in causes))

    def circles(self, causes: Iterable[Cause]) -> tuple[str, ...]:
        """`Backbone comes back with the runbook R, which needs Backbone`, for every cause that goes in a circle."""
        return tuple(dict.fromkeys(self._circle(c) for c in causes if is_round(c)))

    def _circle(self, cause: Cause) -> str:
        way = chain(cause)
        way = way[way.index(way[-1]) :]
        if len(way) == 1:
            return f"{self._name(way[0])} would have to be there already"
        links = [self._link(a, b) for a, b in pairwise(way)]
        return f"{self._name(way[0])} {', which '.join(links)}"

    def _link(self, here: str, there: str) -> str:
        a, b = _kind(here), _kind(there)
        words = _LINKS.get((a, b)) or _LINKS.get(("", b)) or "needs {}"
        return words.format(self._name(there))

    def _name(self, ref: str) -> str:
        kind, _, rest = ref.partition("/")
        store, _, copy = rest.partition("/copies/")
        if copy:
            return f"the copy {copy} of {self._facts.name_of(f'{kind}/{store}')}"
        return self._facts.name_of(ref)

    def _clause(self, cause: Cause, copy: Copy | None, depth: int) -> str:
        if cause.gate:
            return self._of_gate(cause, depth)
        if cause.why is Why.PEOPLE:
            return f"{', '.join(subject(str(e), self._facts) for e in cause.events)} gone"
        if copy is not None and cause.why is not Why.PLACE:
            return self._of_copy(cause, copy)
        if cause.why is Why.CREDENTIAL:
            return "the login itself is lost"
        words = whereabouts(cause.events, self._facts)
        return f"needs what is {words}" if cause.why is Why.NEED and not words.startswith("nobody") else words

    def _of_copy(self, cause: Cause, copy: Copy) -> str:
        """Why a copy falls although its place is there."""
        needed = self._survival.ground.must_reach(copy, self._facts.source(copy))
        depth = self._facts.depth(copy)
        enough = f"; it would have to reach back {duration(needed)}" if needed is not None else ""
        if cause.why is Why.FOLLOWS:
            return "a live copy: it repeats what happened to the source"
        if cause.why is Why.TIED:
            return "it disappears together with the source"
        if cause.why is Why.LATE:
            how_far = f"it reaches back only {duration(depth)}" if depth is not None else ""
            known = "the damage is found too late: " + how_far
            return (known if cause.is_shown and how_far else "nobody wrote how far back it reaches") + enough
        if cause.why is Why.KEY:
            return "nobody wrote where its key is: it may be where the data was"
        if cause.why is Why.TAKEN:
            return self._of_deletion(cause, copy)
        return whereabouts(cause.events, self._facts)

    def _of_deletion(self, cause: Cause, copy: Copy) -> str:
        where = whereabouts(cause.events, self._facts)
        if all(isinstance(e, Unknown) for e in cause.events):
            return where
        lock = copy.immutable
        if cause.is_shown or self._outcome.verdict(copy.ref) is Verdict.FALLS:
            note = f" (its lock of {duration(lock.for_)} ends too early)" if lock and lock.mode != "governance" else ""
            return f"it can be deleted: it is {where}{note}"
        if lock is None:
            return "nobody wrote who may delete it: what destroys the source may destroy it too"
        if lock.mode == "governance":
            return f"its lock can be lifted, and nobody wrote by whom: it is {where}"
        return f"nobody wrote how often it is made, so its lock of {duration(lock.for_)} is not shown to last"

    def _of_gate(self, cause: Cause, depth: int) -> str:  # noqa: PLR0911 - one line a kind of gate
        aspect, ref, detail = _parts(cause.gate)
        if cause.is_circle:
            return f"needs {self._name(ref)}, which would have to be there already"
        if aspect == "source":
            return f"its data {self._name(ref)} is gone or damaged"
        if aspect == "down" and not ref.startswith("channels/"):
            return f"needs {self._name(ref)}, which is down"
        if aspect == "stuck":
            return self._behind(f"{self._name(ref)} is hit", cause.causes, depth)
        if aspect in {"route", "books"}:
            return self._no_way(cause, depth)
        if aspect in {"key", "key-at"}:
            return (
                self._behind("its key is gone", cause.causes, depth) if aspect == "key" else self._inner(cause, depth)
            )
        if aspect == "access":
            return self._behind("no login that reaches it can be used", cause.causes, depth)
        if aspect == "base" or (cause.why is Why.BASE and "/copies/" in ref):
            return "the base backup on which it builds falls too"
        if aspect == "rebuild":
            return self._behind("it cannot be made again", cause.causes, depth)
        if aspect == "part":
            return "a part of it is in no copy that is left"
        if aspect == "vendor":
            vendor = self._facts.name_of(detail)
            return self._behind(f"needs {vendor}, which is gone, and no runbook does without", _rest(cause), depth)
        if aspect in {"open", "held", "holders", "people"} or (aspect == "down" and ref.startswith("channels/")):
            return self._people(aspect, ref, cause, depth)
        return self._of_object(ref, cause, depth)

    def _people(self, aspect: str, ref: str, cause: Cause, depth: int) -> str:
        if aspect not in {"holders", "people"}:
            return self._inner(cause, depth)
        names = self._facts.people(ref) if aspect == "people" else ()
        role = self._facts.plan.find(ref)
        gone = [subject(str(e), self._facts) for c in cause.causes for e in c.events] or [p.name for p in names]
        whom = f": {', '.join(dict.fromkeys(gone))}" if gone else ""
        if isinstance(role, Role):
            return f"nobody is left in the role {role.name_or_id}{whom}"
        return f"nobody who has it is left{whom}" if gone else "the plan names nobody who has it"

    def _no_way(self, cause: Cause, depth: int) -> str:
        if not cause.causes:
            return "no way back is written: no runbook, no standby"
        return self._inner(cause, depth)

    def _of_object(self, ref: str, cause: Cause, depth: int) -> str:
        if "/copies/" in ref:
            return self._behind(f"{self._name(ref)} falls", cause.causes, depth)
        known, unknown = _UNUSABLE.get(_kind(ref), ("{} is gone", "{} is not shown to be there"))
        words = known if self._outcome.verdict(cause.gate) is Verdict.FALLS else unknown
        # what becomes of data and services is told in sections of their own
        told = _kind(ref) in {"datastores", "services"}
        return self._behind(words.format(self._name(ref)), () if told else cause.causes, depth)

    def _behind(self, words: str, causes: Iterable[Cause], depth: int) -> str:
        inner = self._listed(causes, depth - 1) if depth > 0 else ""
        return f"{words}: {inner}" if inner else words

    def _inner(self, cause: Cause, depth: int) -> str:
        return self._listed(cause.causes, depth)

    def _listed(self, causes: Iterable[Cause], depth: int) -> str:
        found = list(dict.fromkeys(self._clause(c, None, depth) for c in causes))
        more = len(found) - BREADTH
        return "; ".join(found[:BREADTH]) + (f"; and {more} more" if more > 0 else "")


def _parts(gate: str) -> tuple[str, str, str]:
    """`vendor`, `services/shop`, `vendors/x` of `vendor:services/shop#vendors/x`; the aspect is often empty."""
    name, _, detail = gate.partition("#")
    aspect, _, ref = name.rpartition(":")
    return aspect, ref, detail


def _kind(ref: str) -> str:
    return "copies" if "/copies/" in ref else ref.partition("/")[0]


def _rest(cause: Cause) -> tuple[Cause, ...]:
    """Causes besides the loss of the vendor itself."""
    return tuple(c for c in cause.causes if c.gate)
