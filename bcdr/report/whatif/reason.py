"""Why things fall, in sentences: each cause, with what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from bcdr.analysis.facts import Facts
from bcdr.analysis.needs import needed_to_restore
from bcdr.analysis.survival.aftermath import Survival
from bcdr.analysis.survival.domain import Atom
from bcdr.analysis.survival.fate import is_round
from bcdr.analysis.survival.gate import Why
from bcdr.analysis.survival.outcome import Cause, Outcome, Verdict
from bcdr.model.communication import Channel
from bcdr.model.datastore import Copy
from bcdr.model.people import Credential
from bcdr.model.record import Entry
from bcdr.model.runbook import Document, Runbook
from bcdr.model.service import Service
from bcdr.report.whatif.circle import circle_of, from_, kind_of, named, told
from bcdr.report.whatif.event import whereabouts
from bcdr.report.whatif.fall import why_copy_falls

DEPTH = 3
"""So many reasons of reasons are told; the rest stands in the sections on those things."""
BREADTH = 3
"""So many reasons side by side within a sentence."""

_FALLEN: Mapping[str, tuple[str, str]] = {
    "services": ("{} does not come back", "{} is not shown to come back"),
    "datastores": ("{} is lost for good", "{} is not shown to survive"),
    "credentials": ("nobody can use the login {}", "nobody is shown to be able to use the login {}"),
    "runbooks": ("the runbook {} cannot be carried out", "the runbook {} is not shown to work"),
    "documents": ("no copy of the paper {} is left", "no copy of the paper {} is shown to be left"),
    "channels": ("the channel {} is down", "the channel {} is not shown to be there"),
    "copies": ("{} falls", "{} is not shown to stand"),
}
_TOLD = frozenset({"services", "datastores"})
"""What becomes of these is told in sections of their own."""


class Reasons:
    """Puts the causes of one outcome into words. `away` are people who only cannot be reached."""

    def __init__(self, survival: Survival, outcome: Outcome, away: Collection[str] = ()) -> None:
        """`outcome` is that of the events, over the whole plan."""
        self._facts: Facts = survival.facts
        self._survival, self.outcome, self._away = survival, outcome, away
        self._gates: Mapping[str, Callable[[str, str, Cause, int], str]] = {
            "": self._object,
            "source": lambda ref, _, __, ___: f"{self._name(ref)} is gone or damaged",
            "down": self._down,
            "unbuilt": self._inner,
            "route": self._way,
            "standby": self._inner,
            "paper": lambda _, __, cause, depth: self._behind("nobody can read it", cause.causes, cause.gate, depth),
            "books": self._way,
            "key": lambda _, __, cause, depth: self._behind("its key is gone", cause.causes, cause.gate, depth),
            "access": lambda _, __, cause, depth: self._behind("no login reaches it", cause.causes, "", depth),
            "base": lambda _, __, ___, ____: "the base backup on which it builds falls too",
            "rebuild": lambda _, __, cause, depth: self._behind("it cannot be made again", cause.causes, "", depth),
            "part": lambda _, __, ___, ____: "a part of it is in no copy that is left",
            "vendor": self._vendor,
            "holders": self._people,
            "people": self._people,
        }

    def of(self, owner: Entry, causes: Iterable[Cause]) -> tuple[str, ...]:
        """Why `owner` falls: a clause a cause, each once."""
        return tuple(dict.fromkeys(self._clause(c, owner.ref, DEPTH) for c in causes))

    def circles(self, owner: Entry, causes: Iterable[Cause]) -> tuple[str, ...]:
        """Circles among the causes, each as a chain from `owner`; others are told at their services and stores."""
        ways = dict.fromkeys(circle_of(owner.ref, c) for c in causes if is_round(c))
        mine = dict.fromkeys(from_(owner.ref, w) for w in ways if owner.ref in w)
        others = (w for w in ways if owner.ref not in w and _TOLD.isdisjoint(map(kind_of, w)))
        return tuple(told(w, self._facts) for w in (*mine, *others))

    def _name(self, ref: str) -> str:
        return named(ref, self._facts)

    def _clause(self, cause: Cause, owner: str, depth: int) -> str:
        """`owner` is the object or gate whose cause it is."""
        if cause.gate:
            aspect, ref, detail = _parts(cause.gate)
            if cause.is_circle:
                return f"needs {self._name(ref)}, which would have to be there already"
            if aspect == "stuck":
                return self._stuck(ref, cause, owner)
            return self._gates.get(aspect, self._inner)(ref, detail, cause, depth)
        return self._event(cause, owner)

    def _event(self, cause: Cause, owner: str) -> str:
        """A cause that is an event, in the words that fit what it takes."""
        aspect, ref, _ = _parts(owner)
        entry = self._survival.tree.find(ref)
        if cause.why is Why.PEOPLE:
            return self._gone(cause.events)
        if cause.why is Why.CREDENTIAL:
            return "the login itself is lost"
        if isinstance(entry, Copy) and aspect == "" and cause.why is not Why.PLACE:
            return why_copy_falls(cause, entry, self.outcome.verdict(ref), self._survival)
        where = whereabouts(cause.events, self._facts)
        if aspect == "standby":
            return _of_standby(cause, where)
        if entry is None or aspect == "paper" or (isinstance(entry, Copy) and aspect == ""):
            return where
        needed = self._needed(entry, frozenset(cause.events))
        if not needed:
            return where
        if isinstance(entry, (Copy, Document)):
            return f"{needed} ({where})"
        return f"needs {needed} ({where})"

    def _needed(self, entry: Entry, events: frozenset[Atom]) -> str:
        """Name of the place or vendor of which the object needs what is there."""
        ground = self._survival.ground
        for ref in _resting_on(entry):
            atoms = frozenset({f"provider/{ref[8:]}"}) if ref.startswith("vendors/") else ground.losses(ref)
            if events <= atoms:
                return self._facts.name_of(ref)
        return ""

    def _gone(self, events: Iterable[Atom]) -> str:
        found = [str(e) for e in events]
        word = "away" if all(e in self._away for e in found) else "gone"
        return f"{', '.join(self._facts.name_of(e) for e in found)} {'is' if len(found) == 1 else 'are'} {word}"

    def _down(self, ref: str, _detail: str, cause: Cause, depth: int) -> str:
        if ref.startswith("channels/"):
            return self._listed(cause.causes, ref, depth)
        return f"needs {self._name(ref)}, which is down"

    def _stuck(self, ref: str, cause: Cause, owner: str) -> str:
        """The service itself: its ways back; another one: that it has none."""
        if ref != owner:
            return f"needs {self._name(ref)}, which has no way back"
        inner = [c for kind in cause.causes for c in kind.causes]
        hit = whereabouts((e for c in inner for e in events_of(c)), self._facts)
        ways = self._listed((c for c in inner if c.gate and _parts(c.gate)[0] != "hit"), cause.gate, DEPTH)
        return f"{hit}; {ways}" if hit.startswith("nobody") else ways

    def _way(self, _ref: str, _detail: str, cause: Cause, depth: int) -> str:
        if not cause.causes:
            return "no way back is written: no runbook, no standby"
        return self._listed(cause.causes, cause.gate, depth)

    def _vendor(self, _ref: str, detail: str, cause: Cause, depth: int) -> str:
        words = f"needs {self._name(detail)}, which is gone, and no runbook does without"
        return self._behind(words, (c for c in cause.causes if c.gate), "", depth)

    def _people(self, ref: str, _detail: str, cause: Cause, _depth: int) -> str:
        events = [e for c in cause.causes for e in c.events]
        who = f": {self._gone(events)}" if events else ""
        if ref.startswith("roles/"):
            return f"nobody is left in the role {self._name(ref)}{who}"
        return f"nobody who has it is left{who}" if events else "the plan names nobody who has it"

    def _object(self, ref: str, _detail: str, cause: Cause, depth: int) -> str:
        kind = kind_of(ref)
        if cause.why is Why.BASE:
            return "the base backup on which it builds falls too"
        known, unknown = _FALLEN.get(kind, ("{} is gone", "{} is not shown to be there"))
        words = known if self.outcome.verdict(cause.gate) is Verdict.FALLS else unknown
        return self._behind(words.format(self._name(ref)), () if kind in _TOLD else cause.causes, cause.gate, depth)

    def _inner(self, _ref: str, _detail: str, cause: Cause, depth: int) -> str:
        return self._listed(cause.causes, cause.gate, depth)

    def _behind(self, words: str, causes: Iterable[Cause], owner: str, depth: int) -> str:
        inner = self._listed(causes, owner, depth - 1) if depth > 0 else ""
        return f"{words}: {inner}" if inner else words

    def _listed(self, causes: Iterable[Cause], owner: str, depth: int) -> str:
        clauses = [t for t in dict.fromkeys(self._clause(c, owner, depth) for c in causes) if t]
        # the same runbook may be the way of a service and of its data: the fuller clause says it
        found = [t for t in clauses if not any(o != t and o.startswith(t) for o in clauses)]
        more = len(found) - BREADTH
        return "; ".join(found[:BREADTH]) + (f"; and {more} more" if more > 0 else "")


def _of_standby(cause: Cause, where: str) -> str:
    if cause.why is Why.SOFTWARE:
        return "its standby is of the same build, so it is not shown to work where this one fails"
    return f"of its standby {where}" if where.startswith("nobody") else f"its standby is {where}"


def events_of(cause: Cause) -> Iterator[Atom]:
    """Events that a cause names, or those of the gate that says where a service is hit."""
    yield from cause.events
    if _parts(cause.gate)[0] == "hit":
        yield from (e for c in cause.causes for e in c.events)


def _parts(gate: str) -> tuple[str, str, str]:
    """`vendor`, `services/shop`, `vendors/x` of `vendor:services/shop#vendors/x`; the aspect is often empty."""
    name, _, detail = gate.partition("#")
    aspect, _, ref = name.rpartition(":")
    return aspect, ref, detail


def _resting_on(entry: Entry) -> Iterator[str]:
    """Places and vendors that an object needs, besides the place where it lies itself."""
    found: list[str | None] = []
    if isinstance(entry, Runbook):
        found += needed_to_restore(entry)
        if entry.target is not None and entry.target.at is not None:
            found.append(f"places/{entry.target.at}")
    elif isinstance(entry, Credential):
        found += [entry.kept_in, entry.login_via]
        if entry.break_glass is not None and entry.break_glass.place is not None:
            found.append(f"places/{entry.break_glass.place}")
    elif isinstance(entry, Document):
        found += [entry.at, *(c.at for c in entry.copies_kept)]
    elif isinstance(entry, Channel):
        found += [entry.at, *entry.depends_on]
    elif isinstance(entry, Copy):
        key = entry.encrypted.key if entry.encrypted is not None else None
        found += [key.at, key.second_copy] if key is not None else []
    elif isinstance(entry, Service):
        found += [d.on for d in entry.depends_on]
    yield from (r for r in found if r is not None and r.startswith(("places/", "vendors/")))
