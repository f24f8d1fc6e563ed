"""Who is there: active people, filled roles, and the humans behind a credential."""

from __future__ import annotations

from datetime import date

from bcdr.model.people import Credential, Person, Role
from bcdr.model.plan import Plan


def is_active(person: Person | None, as_of: date) -> bool:
    """Known, not marked inactive, and not past the last day."""
    return person is not None and person.active and (person.leaves_on is None or person.leaves_on >= as_of)


def holder_of(role: Role, plan: Plan, as_of: date) -> Person | None:
    """The active holder of a role."""
    person = plan.people.get(role.holder) if role.holder else None
    return person if is_active(person, as_of) else None


def deputies_of(role: Role, plan: Plan, as_of: date) -> tuple[Person, ...]:
    """Active deputies other than the holder, in order."""
    people = (plan.people.get(d) for d in role.deputies if d != role.holder)
    return tuple(p for p in people if p is not None and is_active(p, as_of))


def members_of(role: Role, plan: Plan, as_of: date) -> tuple[Person, ...]:
    """Active members of the team that holds a role, in order."""
    people = (plan.people.get(m) for m in role.members)
    return tuple(p for p in people if p is not None and is_active(p, as_of))


def people_of(ref: str | None, plan: Plan, as_of: date) -> tuple[Person, ...]:
    """Active people behind a reference to a person or a role (holder first, then deputies)."""
    entry = plan.find(ref)
    if isinstance(entry, Person):
        return (entry,) if is_active(entry, as_of) else ()
    if isinstance(entry, Role):
        holder = holder_of(entry, plan, as_of)
        found = ((holder,) if holder else ()) + deputies_of(entry, plan, as_of) + members_of(entry, plan, as_of)
        return tuple(dict.fromkeys(found))
    return ()


def human_holders(credential: Credential, plan: Plan, as_of: date) -> tuple[Person, ...]:
    """Active people who hold a credential, each once."""
    found = [p for ref in credential.holders for p in people_of(ref, plan, as_of)]
    return tuple(dict.fromkeys(found))


def accepting(plan: Plan) -> frozenset[str]:
    """References of the roles and people who may accept a risk; empty where no role was given that power."""
    roles = [r for r in plan.roles.values() if {"accept-risk", "approve-plan"} & set(r.powers)]
    if not roles:
        return frozenset()
    people = {f"people/{id_}" for r in roles for id_ in (r.holder, *r.deputies) if id_ is not None}
    owners = {p.ref for p in plan.people.values() if p.employment == "owner"}
    return frozenset({r.ref for r in roles} | people | owners)
