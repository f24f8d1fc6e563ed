"""What a scenario does to one plan, as far as messages of a tabletop ask: what falls, who leads, what is needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property

from bcdr.analysis.coverage import Coverage
from bcdr.analysis.duty import LOWEST_CRITICAL_TIER
from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import Survival
from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.model.datastore import Datastore
from bcdr.model.people import Person, Role
from bcdr.model.record import Entry
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service
from bcdr.model.vendor import Vendor
from bcdr.report.naming import name_of
from bcdr.report.whatif.aftermath import WhatIf, what_if
from bcdr.report.whatif.data import StoreLine
from bcdr.report.whatif.play import Play
from bcdr.report.whatif.service import ServiceLine

MANY = 12
"""So many objects of a kind are looked at: those that matter most come first, and a tabletop has room for few."""


class Situation:
    """One scenario in one plan. `play` is what is lost; without events nothing can be worked out of it."""

    def __init__(self, audit: Audit, cover: Coverage, play: Play) -> None:
        """Nothing is worked out yet."""
        self.audit = audit
        self.facts: Facts = audit.facts
        self.plan = audit.facts.plan
        self.cover = cover
        self.play = play

    @cached_property
    def survival(self) -> Survival:
        """The plan ready to be asked, with the time that this scenario goes unnoticed."""
        return Survival(self.facts, self.cover.entry.detection if self.cover.entry is not None else None)

    @cached_property
    def after(self) -> WhatIf | None:
        """What the analysis says happens; None where the plan does not say what is lost."""
        return what_if("", self.survival, self.play) if self.play.events else None

    @property
    def is_malicious(self) -> bool:
        """Somebody does it on purpose."""
        return self.cover.group == "malicious"

    @property
    def is_stated(self) -> bool:
        """The plan says what is lost then."""
        return self.after is not None

    # -- what falls --

    @cached_property
    def down(self) -> tuple[ServiceLine, ...]:
        """Services that stop, the most critical first."""
        found = [s for s in self.after.services if not s.is_up] if self.after is not None else []
        return tuple(sorted(found, key=lambda s: (s.tier or 5, s.ref)))[:MANY]

    @cached_property
    def harmed(self) -> tuple[StoreLine, ...]:
        """Datastores that are not intact, the most critical first."""
        found = [s for s in self.after.stores if s.state != "intact"] if self.after is not None else []
        return tuple(sorted(found, key=lambda s: (s.tier or 5, s.is_good, s.ref)))[:MANY]

    @cached_property
    def services(self) -> tuple[Service, ...]:
        """Services that stop; where nothing is stated, the most critical one is assumed to, unless people are gone."""
        if self.down:
            return tuple(self.plan.services[s.ref[9:]] for s in self.down)
        return (self.focus,) if not self.is_stated and self.cover.group != "person" and self.focus is not None else ()

    @cached_property
    def stores(self) -> tuple[Datastore, ...]:
        """Datastores that are harmed; where nothing is stated, those of the service that is assumed to stop."""
        if self.is_stated:
            return tuple(self.plan.datastores[s.ref[11:]] for s in self.harmed)
        found = [d for s in self.services for d in self.facts.stores_of(s) if d.class_ != "derived"]
        return tuple(found)[:MANY]

    @cached_property
    def focus(self) -> Service | None:
        """The service in the middle of the story: the most critical one that stops, else of all."""
        if self.down:
            return self.plan.services[self.down[0].ref[9:]]
        return min(self.facts.services, key=lambda s: (self.facts.tier(s) or 5, s.id), default=None)

    @cached_property
    def store(self) -> Datastore | None:
        """The datastore in the middle of the story."""
        if self.stores:
            return self.stores[0]
        own = self.facts.stores_of(self.focus) if self.focus is not None else ()
        known = own or self.facts.stores
        return min(known, key=lambda d: (d.class_ != "truth", self.facts.store_tier(d), d.id), default=None)

    # -- what helps --

    @cached_property
    def books(self) -> tuple[Runbook, ...]:
        """Runbooks of the scenario, then those that bring back what falls."""
        found = list(self.cover.runbooks)
        entries: tuple[Entry, ...] = (*self.services, *self.stores)
        found += [b for e in entries for b in self.facts.runbooks(e)]
        return tuple({b.id: b for b in found}.values())[:MANY]

    @cached_property
    def vendors(self) -> tuple[Vendor, ...]:
        """Vendors that are gone or hostile, then those without which the services that stop do not run."""
        named = [e.partition("/")[2] for e in self.play.events if isinstance(e, str) and e.startswith("provider/")]
        places = [p for e in self.play.events if isinstance(e, str) for p in self._providers(e)]
        found = [self.plan.vendors.get(v) for v in (*named, *places)]
        found += [v for s in self.services for v in self.facts.vendors_needed(s)]
        return tuple({v.id: v for v in found if v is not None}.values())[:MANY]

    @cached_property
    def vendor(self) -> Vendor | None:
        """The vendor in the middle of the story; where it has none, the one that carries what is most critical."""
        if self.vendors:
            return self.vendors[0]
        return min(self.plan.vendors.values(), key=lambda v: (self.facts.tier(v) or 5, v.id), default=None)

    def _providers(self, event: str) -> Iterable[str]:
        label, _, value = event.removeprefix("hostile:").partition("/")
        for place in self.plan.places.values():
            labels = self.facts.labels(place.ref)
            if label in {"account", "admin", "site", "region", "storage"} and getattr(labels, label) == value:
                yield from (p for p in (labels.provider,) if p is not None)

    @cached_property
    def lead(self) -> str:
        """Reference of whoever leads the response; empty where the plan names nobody."""
        able = [r.ref for r in self.plan.roles.values() if "declare" in r.powers]
        deciders = [d.role for d in self.plan.activation.decided_by] if self.plan.activation is not None else []
        return next(iter((*deciders, *able)), "")

    @cached_property
    def speaker(self) -> str:
        """Reference of whoever speaks to the outside."""
        told = self.plan.communication
        able = [r.ref for r in self.plan.roles.values() if "communicate" in r.powers and "declare" not in r.powers]
        return (told.lead if told is not None and told.lead else None) or next(iter(able), "") or self.lead

    @cached_property
    def technician(self) -> str:
        """Reference of whoever brings systems back: who does the steps of the runbooks, else who keeps the backups."""
        doing = [s.by for b in self.books for s in b.steps if s.by is not None and s.kind in {"restore", "provision"}]
        able = [r.ref for r in self.plan.roles.values() if {"own-backups", "fail-over"} & set(r.powers)]
        return next(iter((*doing, *able)), "")

    @cached_property
    def privacy(self) -> str:
        """Reference of whoever decides about personal data."""
        gdpr = self.plan.organization.gdpr
        breach = gdpr.breach if gdpr is not None else None
        known = (breach.decided_by, breach.owner) if breach is not None else ()
        return next((r for r in known if r is not None), "") or self.lead

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Roles that lead, speak, or act in the runbooks of the scenario."""
        named = [self.lead, self.speaker, self.technician, self.privacy]
        named += [r for b in self.books for r in (b.owner, *(s.by for s in b.steps)) if r is not None]
        found = (self.plan.find(r) for r in dict.fromkeys(named) if r.startswith("roles/"))
        return tuple(r for r in found if isinstance(r, Role))[:MANY]

    @cached_property
    def missed(self) -> Person | None:
        """The person whose absence hurts most: named by the scenario, else without whom most runbooks stop."""
        named = [self.plan.find(e) for e in self.play.events if isinstance(e, str) and e.startswith("people/")]
        people = [p for p in named if isinstance(p, Person)]
        if people:
            return people[0]
        alone: dict[str, int] = {}
        for book in self.plan.runbooks.values():
            weight = 5 - self.facts.runbook_tier(book)
            for need in self.facts.bus_factor(book).needs:
                if need.gap is None and need.absences == 1:
                    for id_ in need.people:
                        alone[id_] = alone.get(id_, 0) + weight
        if alone:
            return self.plan.people[min(alone, key=lambda p: (-alone[p], p))]
        held = [r.holder for r in self.plan.roles.values() if r.id in self.facts.critical_roles and r.holder]
        here = [p for p in map(self.plan.people.get, held) if p is not None and self.facts.is_active(p)]
        return here[0] if here else None

    @property
    def gone(self) -> str:
        """Who is away from the beginning, by name; empty where the story does not say."""
        return self.missed.name if self.cover.id == "key-person-loss" and self.missed is not None else ""

    # -- words --

    def name(self, ref: str | None) -> str:
        """What people call the object; a role with its holder."""
        return name_of(self.facts, ref) if ref else ""

    def to(self, ref: str | None, missing: str) -> str:
        """Who gets a message: the role with its holder, or the words for a plan that names nobody."""
        return self.name(ref) or missing

    @property
    def leader(self) -> str:
        """Whoever leads, in words."""
        return self.to(self.lead, "whoever leads")

    @property
    def voice(self) -> str:
        """Whoever speaks to the outside, in words."""
        return self.to(self.speaker, "whoever speaks to customers")

    @property
    def tech(self) -> str:
        """Whoever brings systems back, in words."""
        return self.to(self.technician, "whoever looks after the systems")

    @property
    def keeper(self) -> str:
        """Whoever decides about personal data, in words."""
        return self.to(self.privacy, "whoever looks after data protection")

    def findings(self, about: str, rules: Iterable[str]) -> tuple[Finding, ...]:
        """Open findings of these rules, those on the object itself first."""
        wanted = set(rules)
        found = [f for f in self.audit.findings if f.rule in wanted and f.waiver is None]
        near = [f for f in found if f.object == about or f.object.startswith(f"{about}/") or f.object == "plan"]
        return tuple(near)

    def is_critical(self, entry: Entry) -> bool:
        """Of tier 1 or 2."""
        return (self.facts.tier(entry) or 4) <= LOWEST_CRITICAL_TIER

    @property
    def detection(self) -> timedelta:
        """How long damage goes unnoticed, as the plan says, else as the analysis assumes."""
        return self.survival.ground.detection


__all__ = ["Situation"]
