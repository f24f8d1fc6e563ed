"""Who is there, what each person is needed for, and who may decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from bcdr.analysis import duty, staffing
from bcdr.analysis.bus_factor import BusFactor, of_credential, of_runbook
from bcdr.analysis.facts.standbys import Standbys
from bcdr.model.datastore import Datastore
from bcdr.model.drill import Drill
from bcdr.model.people import Credential, Person, Role
from bcdr.model.risk import Risk
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service

if TYPE_CHECKING:
    from bcdr.analysis.practice import Exercise, Practice


class Duties(Standbys):
    """Who is there, what each person is needed for, and who may decide."""

    def holder(self, role: Role) -> Person | None:
        """The active holder of a role."""
        return staffing.holder_of(role, self.plan, self.as_of)

    def deputies(self, role: Role) -> tuple[Person, ...]:
        """Active deputies other than the holder, in order; in a team every second member is one."""
        return staffing.deputies_of(role, self.plan, self.as_of) or self.members(role)[1:]

    def members(self, role: Role) -> tuple[Person, ...]:
        """Active members of the team that holds the role."""
        return staffing.members_of(role, self.plan, self.as_of)

    def human_holders(self, credential: Credential) -> tuple[Person, ...]:
        """Active people who hold a credential, each once."""
        return staffing.human_holders(credential, self.plan, self.as_of)

    def is_active(self, person: Person) -> bool:
        """Not marked inactive, and not past the last day."""
        return staffing.is_active(person, self.as_of)

    @cached_property
    def _duties(self) -> Mapping[str, tuple[duty.Duty, ...]]:
        return duty.duties(self.plan)

    def duties(self, person: Person) -> tuple[duty.Duty, ...]:
        """Everything in the plan that counts on this person by name."""
        return self._duties.get(person.id, ())

    @cached_property
    def critical_roles(self) -> frozenset[str]:
        """Ids of the roles that lead, speak, or act in a runbook of tier 1 or 2."""
        return duty.critical_roles(self.plan, self.runbook_tier)

    @cached_property
    def _first_roles(self) -> Mapping[str, str]:
        roles = [self.plan.roles[id_] for id_ in sorted(self.critical_roles)]
        return {p: r.id for r in reversed(roles) for p in (*reversed(r.deputies), r.holder) if p is not None}

    def first_critical_role(self, person: Person) -> str | None:
        """Id of the critical role that a person holds or stands in for; of several the first by name."""
        return self._first_roles.get(person.id)

    def is_needed(self, credential: Credential) -> bool:
        """A runbook names it, or it can change something for which no runbook is written and is not for other work."""
        if self.needing(credential):
            return True
        if credential.environment in {"development", "test", "everyday"}:
            return False
        rights = credential.can
        touched = () if rights is None else (*rights.write, *rights.delete, *rights.restore)
        return any(self._is_unwritten(r) for r in touched)

    def bus_factor(self, entry: Runbook | Credential) -> BusFactor:
        """How few people must be away until a runbook stops or a credential cannot be used."""
        return self._once("bus factor", entry, lambda: self._bus_factor(entry))

    def _bus_factor(self, entry: Runbook | Credential) -> BusFactor:
        if isinstance(entry, Runbook):
            return of_runbook(entry, self.plan, self.as_of)
        return of_credential(entry, self.plan, self.as_of)

    def practice(self, runbook: Runbook) -> tuple[Practice, ...]:
        """What the people who are here have done in drills that name the runbook, and who in its steps never has."""
        return self._once("practice", runbook, lambda: self._practice(runbook))

    def _practice(self, runbook: Runbook) -> tuple[Practice, ...]:
        from bcdr.analysis.practice import actors, practice  # noqa: PLC0415 - a lint asks nothing of it

        named = [p.id for ref in actors(runbook) for p in self.people(ref)]
        drills = (d for d in self.done_drills if runbook.ref in d.covers)
        found = practice(drills, named)
        return tuple(p for p in found if staffing.is_active(self.plan.people.get(p.person), self.as_of))

    def practised(self, person: Person) -> tuple[tuple[Runbook, Practice], ...]:
        """Runbooks that count on the person or in whose drills the person was, each with what was done."""
        return self._practised.get(person.id, ())

    @cached_property
    def _practised(self) -> Mapping[str, tuple[tuple[Runbook, Practice], ...]]:
        found: dict[str, list[tuple[Runbook, Practice]]] = {}
        for runbook in self.plan.runbooks.values():
            for one in self.practice(runbook):
                found.setdefault(one.person, []).append((runbook, one))
        return {person: tuple(each) for person, each in found.items()}

    def exercises(self, person: Person) -> Mapping[Exercise, date]:
        """The newest day on which the person took part in a drill, for each kind of exercise."""
        from bcdr.analysis.practice import by_exercise  # noqa: PLC0415 - as above

        return by_exercise(self.done_drills, person.id)

    def led(self, person: Person) -> tuple[Drill, ...]:
        """Done drills that the person led, oldest first."""
        return tuple(d for d in self.done_drills if d.led_by == person.id)

    def _is_unwritten(self, ref: str) -> bool:
        entry = self.plan.find(ref)
        if isinstance(entry, Service):
            return entry.active and not self.routes(entry)
        if isinstance(entry, Datastore):
            users = self.users(entry)
            written = self.runbooks(entry) or any(self.routes(s) for s in users)
            return entry.active and entry.class_ != "derived" and not written
        return any(self._is_unwritten(s.ref) for s in self._stores_in.get(ref, ()))

    def may_accept_risk(self, ref: str) -> bool:
        """A role with that power, somebody who holds one, or an owner; anybody where no role has the power."""
        return not self._accepting or ref in self._accepting

    @cached_property
    def _accepting(self) -> frozenset[str]:
        return staffing.accepting(self.plan)

    def affects_unbacked(self, risk: Risk) -> bool:
        """The risk is about a datastore in use that has no backup and cannot be made again."""
        stores = (self.plan.find(ref) for ref in risk.affects)
        return any(
            isinstance(s, Datastore) and s.active and s.class_ != "derived" and not self.backups(s) for s in stores
        )
