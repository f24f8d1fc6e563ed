"""What the fault tree asks of the plan: where things are, who can destroy them, who can reach them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import timedelta
from functools import cached_property
from operator import itemgetter

from bcdr.analysis import power
from bcdr.analysis.age import add
from bcdr.analysis.facts import Facts
from bcdr.analysis.loss import CopyLoss, must_reach
from bcdr.analysis.place import Labels, labels_of
from bcdr.analysis.survival.domain import Atom, Domains, Unknown, label_values
from bcdr.analysis.survival.event import HOSTILE, Consequences, canonical, universe
from bcdr.model.communication import Channel
from bcdr.model.datastore import Copy, Datastore, Key
from bcdr.model.people import Role
from bcdr.model.runbook import Document
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED

_schedule = itemgetter(
    "kind", "active", "every", "cron", "timezone", "pauses", "duration", "lag", "keep", "generations", "run_by"
)
"""What decides how far back a copy reaches that is made from no other one."""


class Ground:
    """Answers about one plan on one day, each worked out once. `detection` is the time until corruption is found."""

    def __init__(self, facts: Facts, detection: timedelta | None = None) -> None:
        """Nothing is worked out yet."""
        self.facts, self.plan = facts, facts.plan
        self.detection = facts.detection if detection is None else detection
        self._of_copies: dict[object, CopyLoss | None] = {}
        self._losses: dict[str | None, frozenset[Atom]] = {}
        self._takeovers: dict[str | None, frozenset[Atom]] = {}
        self._destroyers: dict[str | None, frozenset[Atom]] = {}
        self._deleters: dict[tuple[str | None, bool, tuple[str, ...]], frozenset[Atom]] = {}
        self._reading: dict[str, tuple[str, ...]] = {}
        self._keys: dict[tuple[str | None, str | None, tuple[str, ...]], str] = {}

    def found_after(self, detection: timedelta) -> Ground:
        """The same plan where corruption is found after another time. What does not depend on it is shared."""
        other = copy(self)
        vars(other).update(detection=detection, _of_copies={})
        return other

    @cached_property
    def _places(self) -> tuple[Labels, ...]:
        return tuple(labels_of(self.plan, p.ref) for p in self.plan.places.values())

    @cached_property
    def domains(self) -> Domains:
        """Which failure domains lie within which."""
        return Domains(self.plan, self._places)

    @cached_property
    def consequences(self) -> Consequences:
        """What an event brings with it."""
        return Consequences(self.plan, self.facts.as_of)

    @cached_property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """The values of each failure-domain label that the plan uses; vendors count as providers."""
        at = label_values(self._places)
        facts = self.facts
        data: tuple[Datastore | Copy, ...] = (*facts.stores, *facts.copies)
        vendors = {e.run_by for e in data} | {s.vendor for s in facts.services}
        lie = {e.at for e in data} | {s.at for s in facts.services}
        vendors |= {facts.labels(ref).provider for ref in lie}
        vendors |= {v.group for v in self.plan.vendors.values() if v.id in vendors or v.id in at["provider"]}
        engines = {s.engine for s in self.facts.stores if s.engine}
        providers = sorted({*at["provider"], *(v for v in vendors if v)})
        return {**at, "provider": tuple(providers), "software": tuple(sorted(engines))}

    @cached_property
    def universe(self) -> tuple[str, ...]:
        """Every basic event that is looked at by itself."""
        found = universe(self.plan, lambda label: self.values[label], self.consequences)
        bare = (p.ref for p, at in zip(self.plan.places.values(), self._places, strict=True) if _is_bare(at))
        return (*found, *bare)

    def where(self, entry: Datastore | Copy | Service | Channel | Document) -> str | None:
        """Reference of the place or vendor where something lies or runs."""
        if entry.at is not None:
            return entry.at
        vendor = entry.vendor if isinstance(entry, Service) else None
        if isinstance(entry, (Datastore, Copy)):
            vendor = entry.run_by
        return f"vendors/{vendor}" if vendor is not None else None

    def losses(self, ref: str | None) -> frozenset[Atom]:
        """Events that take everything at a place or vendor; of an unknown place every kind might."""
        found = self._losses.get(ref)
        if found is None:
            found = self._losses[ref] = self.domains.losses(self.facts.labels(ref))
        return found

    def losses_of_room(self, ref: str) -> frozenset[Atom]:
        """The same for a place as such: an unnamed storage does not take it."""
        return frozenset(a for a in self.losses(ref) if not (isinstance(a, Unknown) and a.kind == "storage"))

    def losses_of(self, entry: Datastore | Copy | Service) -> frozenset[Atom]:
        """The same for an object: its place, and the vendor that runs it."""
        found = self.losses(self.where(entry))
        run_by = entry.vendor if isinstance(entry, Service) else entry.run_by
        return found | self.domains.owners(run_by) if run_by is not None else found

    def takeovers(self, ref: str | None) -> frozenset[Atom]:
        """Hostile accounts and admin planes that can destroy what lies there."""
        found = self._takeovers.get(ref)
        if found is None:
            found = self._takeovers[ref] = self.domains.takeovers(self.facts.labels(ref))
        return found

    @cached_property
    def _powers(self) -> power.Powers:
        return power.powers(self.plan)

    def destroyers(self, entry: Datastore | Service) -> frozenset[Atom]:
        """Everything hostile that can destroy a store or service itself; a service may run nowhere in particular."""
        own = self._powers.over((entry.ref,))
        at = self.where(entry)
        there = self.masters(at) if at is not None or isinstance(entry, Datastore) else frozenset()
        return there | {f"{HOSTILE}{c}" for c in own} if own else there

    def masters(self, at: str | None) -> frozenset[Atom]:
        """Everything hostile that can destroy whatever lies at a place."""
        found = self._destroyers.get(at)
        if found is None:
            logins = {f"{HOSTILE}{c}" for c in self._powers.over(self.facts.labels(at).places)}
            found = self._destroyers[at] = self.takeovers(at) | logins
        return found

    def deleters(self, copy: Copy) -> frozenset[Atom]:
        """Logins and planes that were given the right to delete or overwrite a copy."""
        key = (self.where(copy), copy.append_only, copy.deletable_by)
        found = self._deleters.get(key)
        if found is None:
            refs = power.over_copy(copy, self.facts.labels(key[0]), self._powers)
            found = self._deleters[key] = frozenset(canonical(r, hostile=True) for r in refs)
        return found

    @cached_property
    def _readers(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for credential in self.plan.credentials.values():
            can = credential.can
            refs = () if can is None else (*can.read, *can.restore, *can.write, *can.delete)
            for ref in dict.fromkeys(refs):
                if ref.startswith("places/"):
                    found.setdefault(ref, []).append(credential.ref)
        return {place: tuple(refs) for place, refs in found.items()}

    def readers(self, at: str) -> tuple[str, ...]:
        """Logins by which somebody can get at what lies at a place; none when the plan names none."""
        found = self._reading.get(at)
        if found is None:
            places = self.facts.labels(at).places
            found = self._reading[at] = tuple(dict.fromkeys(c for p in places for c in self._readers.get(p, ())))
        return found

    def same_key(self, copy: Copy, key: Key) -> str:
        """The first copy found whose key is kept in the same places by the same people: one gate is enough for all."""
        return self._keys.setdefault((key.at, key.second_copy, key.holders), copy.ref)

    def zones(self, name: str | None) -> tuple[str, ...]:
        """Datastores that hold the DNS zone of a name: those of the services in that zone or one above it."""
        if name is None:
            return ()
        inside = (s for s in self.facts.services if s.dns_zone and f".{name}".endswith(f".{s.dns_zone}"))
        found = (f"datastores/{z}" for s in inside if s.parts is not None for z in s.parts.dns or ())
        return tuple(dict.fromkeys(found))

    def must_reach(self, copy: Copy) -> timedelta | None:
        """How far back the copy must reach so that damage found late can be undone; None when that is not known."""
        found = self._loss(copy)
        needed = UNBOUNDED if found is None else must_reach(found, self.detection)
        return None if needed == UNBOUNDED else needed

    def is_too_late(self, copy: Copy) -> bool | None:
        """Damage is found after the last good recovery point is gone; None when its reach was never written."""
        found = self._loss(copy)
        if found is None or found.reach is None:
            return None
        if found.reach == UNBOUNDED or found.too_late:
            return found.too_late
        needed = self.must_reach(copy)
        # without a schedule nobody knows how far is enough; less than the detection time is too little in any case
        return found.reach < needed if needed is not None else True if found.reach < self.detection else None

    def lags_enough(self, copy: Copy) -> bool | None:
        """Damage is found and the copy stopped before it arrives there (`Td + Ts < A`); None when `Ts` is not known."""
        if copy.delay is None or self.detection >= copy.delay:
            return False
        return None if copy.stop_within is None else add(self.detection, copy.stop_within) < copy.delay

    def loss_among(self, store: Datastore, usable: tuple[str, ...], *, is_corruption: bool) -> CopyLoss | None:
        """The least loss among the usable copies; None when none of them says."""
        return self.facts.loss_among(store, usable, is_corruption=is_corruption, detection=self.detection)

    def _loss(self, copy: Copy) -> CopyLoss | None:
        is_plain = copy.from_ is None and copy.kind not in {"log-archive", "clone"}
        # what is asked of a loss here is the same for all copies with one schedule and one retention
        key = _schedule(copy.__dict__) if is_plain else id(copy)
        if key not in self._of_copies:
            self._of_copies[key] = self.facts.copy_loss(copy, self.detection)
        return self._of_copies[key]

    def people(self, ref: str) -> tuple[str, ...] | None:
        """Who stands behind a role or person; None when a roster elsewhere names them."""
        entry = self.plan.find(ref)
        found = tuple(p.ref for p in self.facts.people(ref))
        return None if not found and isinstance(entry, Role) and entry.holders_in is not None else found


def _is_bare(place: Labels) -> bool:
    return place.storage is None and place.site is None
