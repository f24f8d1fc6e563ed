"""Which scenario hurts a plan most: how each one ends by the survival analysis, and how long nobody has played it."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.analysis.coverage import Coverage
from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.domain import Atom, kind_of_atom
from bcdr.analysis.survival.event import kind_of
from bcdr.audit import Audit
from bcdr.model.catalogue import SCENARIOS
from bcdr.report.pack.luck import drawn
from bcdr.report.stake import WEIGHTS
from bcdr.report.whatif.play import Play
from bcdr.report.whatif.scenario import play_of, scenario_lines
from bcdr.report.whatif.survival import survival_of

HURTS = {"not survived": 1000.0, "too late": 800.0, "not shown": 600.0, "nothing stated": 400.0, "late": 300.0}
"""How much an outcome hurts; what is survived is ranked by what it takes, and by how long it was not played."""
WORST = 4
"""Seeds other than the first draw among so many of the worst."""
FIRST_SEED = 1
LONG = 365.0
NOT_SHOWN = 0.5
"""What an event counts that is only not shown to be survived."""
_CATALOGUE = {
    "site": "datacentre-fire",
    "storage": "accidental-deletion",
    "region": "region-loss",
    "provider": "saas-vendor-failure",
    "account": "cloud-account-closure",
    "hostile:account": "cloud-account-compromise",
    "hostile:admin": "ransomware",
    "people": "key-person-loss",
    "credentials": "identity-lockout",
    "software": "bad-release",
    "hostile:people": "insider",
    "hostile:credentials": "insider",
    "datastores": "accidental-deletion",
    "services": "identity-lockout",
}
"""What a fatal event looks like from outside, where a plan has no scenarios of its own."""


class Weak(NamedTuple):
    """A scenario as a weak spot: how much it hurts, and why it was chosen in words. `play` is what is lost then."""

    cover: Coverage
    play: Play
    harm: float
    why: str


def weakest(audit: Audit, seed: int) -> Weak:
    """The scenario that hurts this plan most; with another seed than the first, one of the worst."""
    found = ranked(audit)
    if seed == FIRST_SEED:
        return found[0]
    return drawn(found[:WORST], seed, "scenario")


def ranked(audit: Audit) -> tuple[Weak, ...]:
    """All scenarios that can happen here, those that hurt most first; of the catalogue where the plan has none."""
    facts = audit.facts
    known = {c.id: c for c in facts.coverage}
    lines = {line.id: line for line in scenario_lines(facts)}
    found = []
    for id_, line in lines.items():
        entry = facts.plan.scenarios[id_]
        harm = HURTS.get(line.state, 0.0) + _long_ago(known[id_], facts) + _level(entry.likelihood, entry.impact)
        found.append(Weak(known[id_], play_of(entry), harm, _why(line.state, line.verdict, known[id_])))
    found.sort(key=_worst_first)
    return tuple(found) or _of_catalogue(facts)


def _worst_first(weak: Weak) -> tuple[float, int, str]:
    """Of those that hurt alike, the one that stands first in the catalogue."""
    order = list(SCENARIOS)
    return -weak.harm, order.index(weak.cover.id) if weak.cover.id in order else len(order), weak.cover.id


def _long_ago(cover: Coverage, facts: Facts) -> float:
    """Up to 100 for what was never played."""
    if cover.exercised is None:
        return 100.0
    return min(99.0, 50.0 * facts.age(cover.exercised).days / LONG)


def _level(likelihood: int | None, impact: int | None) -> float:
    return 10.0 * (likelihood or 1) * (impact or 1)


def _why(state: str, verdict: str, cover: Coverage) -> str:
    played = "It was never played" if cover.exercised is None else f"It was last played on {cover.exercised}"
    said = verdict if state != "nothing stated" else "The plan does not say what is lost then."
    return f"{said} {played}."


def _of_catalogue(facts: Facts) -> tuple[Weak, ...]:
    """A plan without scenarios: the single events that are fatal to it, each as the scenario that looks like it."""
    by_event: dict[Atom, float] = {}
    sets = survival_of(facts).fatal(1)
    for entry in (*facts.stores, *facts.services):
        for fatal in sets.of(entry.ref):
            weight = WEIGHTS[facts.tier(entry) or 4] * (1.0 if fatal.is_certain else NOT_SHOWN)
            by_event[fatal.events[0]] = by_event.get(fatal.events[0], 0.0) + weight
    known = {c.id: c for c in facts.coverage}
    best: dict[str, Weak] = {}
    for event, harm in by_event.items():
        id_ = _CATALOGUE.get(kind_of_atom(event) if not isinstance(event, str) else kind_of(event))
        if id_ is None or (id_ in best and best[id_].harm >= harm):
            continue
        events = (event,) if isinstance(event, str) else ()
        why = (
            "The plan names no scenario. This one looks like an event that is fatal to it, or not shown to be survived."
        )
        best[id_] = Weak(known[id_], Play(events, scenario=id_, title=known[id_].title), harm, why)
    rest = [_unstated(known[i]) for i in ("ransomware", "key-person-loss", "accidental-deletion") if i not in best]
    return tuple(sorted((*best.values(), *rest), key=_worst_first))


def _unstated(cover: Coverage) -> Weak:
    why = "The plan names no scenario, and nothing that could be lost. This one happens to organisations of every kind."
    return Weak(cover, Play((), scenario=cover.id, title=cover.title), 0.0, why)


def named(audit: Audit, id_: str) -> Weak | None:
    """The scenario of that id, of the plan or of the catalogue; None when there is none."""
    facts = audit.facts
    cover = next((c for c in facts.coverage if c.id == id_), None)
    if cover is None:
        return None
    if cover.entry is not None:
        line = next((x for x in scenario_lines(facts) if x.id == id_), None)
        why = _why(line.state, line.verdict, cover) if line is not None else "The plan says that it cannot happen here."
        return Weak(cover, play_of(cover.entry), 0.0, f"Chosen by whoever made this pack. {why}")
    of_catalogue = next((w for w in _of_catalogue(facts) if w.cover.id == id_), None)
    why = "Chosen by whoever made this pack. The plan does not mention this scenario."
    return Weak(
        cover, of_catalogue.play if of_catalogue is not None else Play((), scenario=id_, title=cover.title), 0.0, why
    )
