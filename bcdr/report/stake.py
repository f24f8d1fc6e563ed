"""What a finding puts at stake: fatal events, events that only an unproven backup answers, loss or delay not promised.

From `Rule.against`, the facts, and the search for fatal single events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from bcdr.analysis import staffing
from bcdr.analysis.survival.domain import Atom, kind_of_atom
from bcdr.analysis.survival.event import ref_of
from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.model.datastore import Datastore
from bcdr.model.people import Credential, Role
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor
from bcdr.report.whatif.survival import survival_of
from bcdr.report.wording import duration

WEIGHTS = {1: 27.0, 2: 9.0, 3: 3.0, 4: 1.0}
"""Weight of one fatal event by the tier of what falls: each tier counts three times the next."""
WORDS = frozenset({"any", "loss", "delay", "not-shown", "unproven"})
"""What `Rule.against` says beside kinds of events."""

Hit = tuple[Atom, str]
"""A single event, and the reference of what falls with it."""


class Excess(NamedTuple):
    """More loss or delay than was promised: its weight, which is at most that of one event, and words for it."""

    weight: float
    words: str


class Stake:
    """What findings of one audit put at stake, worked out when asked."""

    def __init__(self, audit: Audit) -> None:
        """Nothing is worked out yet."""
        self.facts = audit.facts
        self._against = {r.name: frozenset(r.against) for r in audit.checked}

    def weight(self, tier: int | None) -> float:
        """Weight of a tier; what has none concerns the whole plan."""
        return WEIGHTS[tier or 1]

    def tier(self, ref: str) -> int | None:
        """Tier of the object behind a reference."""
        entry = self.facts.plan.find(ref)
        return self.facts.tier(entry) if entry is not None else None

    def weighed(self, hits: Iterable[Hit]) -> float:
        """The sum of the weights of what falls."""
        return sum(self.weight(self.tier(victim)) for _, victim in hits)

    def hits(self, finding: Finding) -> Iterator[Hit]:
        """Fatal single events that clearing the finding guards against."""
        said = self._against.get(finding.rule, frozenset())
        kinds = said - WORDS
        if not kinds and "any" not in said:
            return
        for victim in self._victims(finding.object):
            without = self._lost_with_data(victim)
            for event in self._fatal_to(victim, is_shown="not-shown" not in said):
                if event not in without and ("any" in said or kind_of_atom(event) in kinds):
                    yield event, victim
        for cause in self._causes(finding.object):
            for event, victims in self._victims_of.items():
                if isinstance(event, str) and ref_of(event) == cause and kind_of_atom(event) in kinds:
                    yield from ((event, victim) for victim in victims)

    def is_certain(self, hits: Iterable[Hit]) -> bool:
        """At least one of the events is known to be fatal; the others only rest on facts that nobody wrote."""
        sets = survival_of(self.facts).fatal(1)
        return any(f.is_certain and f.events[0] == event for event, victim in hits for f in sets.of(victim))

    def doubts(self, finding: Finding) -> Iterator[Hit]:
        """Single events that take a datastore, which then comes back from a backup that nobody has proven."""
        if "unproven" not in self._against.get(finding.rule, frozenset()):
            return
        for victim in self._victims(finding.object):
            fatal = frozenset(self._fatal_to(victim))
            yield from ((event, victim) for event in self._fatal_to(f"source:{victim}") if event not in fatal)

    def excess(self, finding: Finding) -> Excess | None:
        """Loss or delay beyond what was promised, where the rule is about that."""
        said, entry = self._against.get(finding.rule, frozenset()), self.facts.plan.find(finding.object)
        if "loss" in said and isinstance(entry, Datastore):
            promised, words = self.facts.rpo(entry), "up to {} of data is lost where {} is accepted"
            worst = self.facts.loss(entry).normal
        elif "delay" in said and isinstance(entry, Service):
            promised, words = self.facts.rto_of(entry), "it is back after {} where {} is promised"
            found = self.facts.recovery(entry)
            worst = max(t for t in (found.counted_estimate, found.counted_measured, promised) if t is not None)
        else:
            return None
        if promised is None or worst <= promised:
            return None
        share = 1 - promised / worst
        return Excess(share * self.weight(finding.tier), words.format(duration(worst), duration(promised)))

    def _fatal_to(self, ref: str, *, is_shown: bool = True) -> Iterable[Atom]:
        """Single events that are fatal to one object; or only those that it is not shown to survive."""
        sets = survival_of(self.facts).fatal(1)
        return sets.cut_sets(ref).singles if is_shown else (f.events[0] for f in sets.of(ref) if not f.is_certain)

    @cached_property
    def _victims_of(self) -> Mapping[Atom, tuple[str, ...]]:
        facts = self.facts
        return survival_of(facts).fatal(1).single_events(e.ref for e in (*facts.stores, *facts.services))

    def _lost_with_data(self, ref: str) -> frozenset[Atom]:
        """Events after which a service is lost because its data is: what is done for the service alone is no help."""
        service = self.facts.plan.find(ref)
        stores = self.facts.stores_of(service) if isinstance(service, Service) else ()
        return frozenset(event for store in stores for event in self._fatal_to(store.ref))

    def _victims(self, ref: str) -> tuple[str, ...]:
        """Datastores and services that the finding is about; a copy stands for its datastore."""
        whole = ref.partition("/copies/")[0]
        entry = self.facts.plan.find(whole)
        if isinstance(entry, Runbook):
            return entry.recovers
        return (whole,) if isinstance(entry, (Datastore, Service)) else ()

    def _causes(self, ref: str) -> tuple[str, ...]:
        """Objects whose end is the event, where the finding is about who or what would end."""
        plan, day = self.facts.plan, self.facts.as_of
        entry = plan.find(ref)
        if isinstance(entry, Credential):
            return (entry.ref, *(p.ref for p in staffing.human_holders(entry, plan, day)))
        if isinstance(entry, Role):
            return tuple(p.ref for p in staffing.people_of(entry.ref, plan, day))
        return (f"provider/{entry.id}",) if isinstance(entry, Vendor) else ()
