"""Fatal events: what loses something by itself, which combinations do, and which scenarios of the plan are survived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import Survival
from bcdr.analysis.survival.domain import Atom
from bcdr.analysis.survival.fatal import Fatal, name_of
from bcdr.analysis.survival.remedy import Cure
from bcdr.report.whatif.combination import Group, grouped
from bcdr.report.whatif.cure import cure_words, cures_words
from bcdr.report.whatif.event import Happening, happening
from bcdr.report.whatif.scenario import ScenarioLine, scenario_lines
from bcdr.report.whatif.verdict import SURVIVED

CURES = 60
"""So many single events get a cure, the gravest first; each is found by trying changes one after the other."""


class FatalLine(NamedTuple):
    """One minimal cut set of an object; not `is_certain` when it is only not shown to survive it."""

    ref: str
    name: str
    events: tuple[Happening, ...]
    is_certain: bool
    cure: str


class Blow(NamedTuple):
    """Single events that do the same: what is lost for good, has no way back, is not shown to survive; the cures."""

    events: tuple[Happening, ...]
    lost: tuple[str, ...]
    stuck: tuple[str, ...]
    unshown: tuple[str, ...]
    cures: tuple[str, ...]


class Combination(NamedTuple):
    """Objects that fall to the same combinations: one event of each part together is enough."""

    names: tuple[str, ...]
    is_certain: bool
    groups: tuple[tuple[tuple[str, ...], ...], ...]


class FatalEvents(NamedTuple):
    """The answer of `--all` and `--pairs`.

    `tried` single events were looked at, `harmful` of them are fatal. `is_empty`: the plan has nothing to lose.
    """

    plan: str
    organization: str
    as_of: date
    order: int
    is_empty: bool
    tried: int
    harmful: int
    lines: tuple[FatalLine, ...]
    blows: tuple[Blow, ...]
    combinations: tuple[Combination, ...]
    scenarios: tuple[ScenarioLine, ...]

    @property
    def word(self) -> str:
        """What the harmful events are: fatal, where each is certain to be for something."""
        certain = all(blow.lost or blow.stuck for blow in self.blows)
        return "fatal" if certain else "fatal, or not shown to be survived"

    @property
    def is_survived(self) -> bool:
        """No single event is fatal, and every scenario is survived; nothing is shown of an empty plan."""
        return not self.is_empty and not self.blows and all(s.state in SURVIVED for s in self.scenarios)


def fatal_events(plan: str, survival: Survival, order: int, detection: timedelta | None) -> FatalEvents:
    """Minimal cut sets up to `order` events of every datastore and service, and the scenarios played."""
    facts = survival.facts
    found = _search(survival, order)
    cures = _cures(found, survival)
    singles = [f for f in found if len(f.events) == 1]
    events = {f.events[0] for f in singles}
    words = {e: happening(e, facts) for e in {e for f in found for e in f.events}}
    return FatalEvents(
        plan=plan,
        organization=facts.plan.organization.name,
        as_of=facts.as_of,
        order=order,
        is_empty=not facts.stores and not facts.services,
        tried=len({*survival.ground.universe, *events}),
        harmful=len(events),
        lines=tuple(_line(f, facts, words, cures.get((f.ref, f.events))) for f in found),
        blows=_blows(singles, facts, words, cures),
        combinations=_combinations([f for f in found if len(f.events) > 1], facts),
        scenarios=scenario_lines(facts, detection),
    )


def _search(survival: Survival, order: int) -> tuple[Fatal, ...]:
    """By tier of what falls, data before services."""
    facts, sets = survival.facts, survival.fatal(order)
    entries = sorted((*facts.stores, *facts.services), key=lambda e: facts.tier(e) or 5)
    found = (f for entry in entries for f in sets.of(entry.ref))
    return tuple(sorted(found, key=lambda f: len(f.events)))


Cures = Mapping[tuple[str, tuple[Atom, ...]], Cure | None]


def _cures(found: Iterable[Fatal], survival: Survival) -> Cures:
    singles = [f for f in found if len(f.events) == 1]
    first = sorted(singles, key=lambda f: not f.is_certain)[:CURES]
    return {(f.ref, f.events): survival.cure(f.ref, f.events) for f in first}


def _line(fatal: Fatal, facts: Facts, words: Mapping[Atom, Happening], cure: Cure | None) -> FatalLine:
    events = tuple(words[e] for e in fatal.events)
    return FatalLine(fatal.ref, facts.name_of(fatal.ref), events, fatal.is_certain, cure_words(cure, facts))


def _blows(singles: Sequence[Fatal], facts: Facts, words: Mapping[Atom, Happening], cures: Cures) -> tuple[Blow, ...]:
    """Events with the same effects and cures together, those first that lose most for certain."""
    by_event: dict[Atom, list[Fatal]] = {}
    for fatal in singles:
        by_event.setdefault(fatal.events[0], []).append(fatal)
    alike: dict[tuple[tuple[str, ...], ...], list[Atom]] = {}
    for event, fatals in by_event.items():
        names = [(f, facts.name_of(f.ref)) for f in fatals]
        stores = tuple(n for f, n in names if f.is_certain and f.ref.startswith("datastores/"))
        services = tuple(n for f, n in names if f.is_certain and f.ref.startswith("services/"))
        unshown = tuple(n for f, n in names if not f.is_certain)
        found = (cures.get((f.ref, f.events)) for f in fatals)
        helpful = cures_words((c for c in found if c is not None), facts)
        alike.setdefault((stores, services, unshown, helpful), []).append(event)
    blows = [
        Blow(tuple(words[e] for e in sorted(events, key=name_of)), stores, services, unshown, helpful)
        for (stores, services, unshown, helpful), events in alike.items()
    ]
    return tuple(sorted(blows, key=lambda b: (-len(b.lost), -len(b.stuck), -len(b.unshown), b.events[0].ref)))


def _combinations(found: Sequence[Fatal], facts: Facts) -> tuple[Combination, ...]:
    """Combinations of several events, objects with the same ones together."""
    of: dict[tuple[str, bool], set[frozenset[str]]] = {}
    for fatal in found:
        of.setdefault((fatal.ref, fatal.is_certain), set()).add(frozenset(map(name_of, fatal.events)))
    alike: dict[tuple[frozenset[frozenset[str]], bool], list[str]] = {}
    for (ref, is_certain), sets in of.items():
        alike.setdefault((frozenset(sets), is_certain), []).append(facts.name_of(ref))
    made = [
        Combination(tuple(names), is_certain, _sorted(grouped(sets))) for (sets, is_certain), names in alike.items()
    ]
    return tuple(sorted(made, key=lambda c: not c.is_certain))


def _sorted(groups: Iterable[Group]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Small combinations first, then those that stand for most."""
    found = [tuple(sorted((tuple(sorted(part)) for part in g), key=lambda p: (len(p), p))) for g in groups]
    return tuple(sorted(found, key=lambda g: (len(g), [-len(p) for p in g], g)))
