"""What ends on a day: agreements, certificates, what somebody accepted, evidence, support, and people who leave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bcdr.analysis.due.due import Due
from bcdr.analysis.duty import RECOVERY
from bcdr.model.catalogue import SCENARIOS

if TYPE_CHECKING:
    from bcdr.analysis.facts import Facts
    from bcdr.model.people import Person
    from bcdr.model.risk import Risk
    from bcdr.model.runbook import Scenario


def ending(facts: Facts) -> Iterator[Due]:
    """Everything with an end."""
    yield from _bought(facts)
    yield from _accepted(facts)
    for evidence in facts.plan.evidence.values():
        if evidence.valid_until is not None:
            what = f"evidence {evidence.name_or_id} stops counting"
            yield Due(evidence.valid_until, "evidence", evidence.ref, what, evidence.by and f"people/{evidence.by}")
    for component in facts.plan.components.values():
        way = facts.replacement(component)
        if component.end_of_support is not None and not (way.is_written and way.takes is not None):
            what = f"support of {component.title} ends, and no way to replace it is written"
            yield Due(component.end_of_support, "support", component.ref, what)
    for person in facts.plan.people.values():
        if person.leaves_on is not None and _hands_over(person, facts):
            what = f"handover of {person.name}, who leaves"
            yield Due(person.leaves_on, "handover", person.ref, what, person.ref)


def _bought(facts: Facts) -> Iterator[Due]:
    for vendor in facts.plan.vendors.values():
        contract = vendor.contract
        if contract is not None and contract.ends is not None:
            what = f"contract with {vendor.name_or_id} ends"
            yield Due(contract.ends, "contract", vendor.ref, what, contract.owner or vendor.owner)
    for renewal in facts.plan.renewals.values():
        if renewal.ends is not None:
            what = f"{renewal.title} {'renews by itself' if renewal.automatic else 'to be renewed'}"
            yield Due(renewal.ends, "renewal", renewal.ref, what, renewal.owner)
    for certificate in facts.plan.certificates.values():
        if certificate.valid_until is not None:
            holder = facts.plan.vendors.get(certificate.holder or "")
            what = f"certificate {certificate.title}{f' of {holder.name_or_id}' if holder else ''} ends"
            yield Due(certificate.valid_until, "certificate", certificate.ref, what, holder.owner if holder else None)


def _accepted(facts: Facts) -> Iterator[Due]:
    for waiver in facts.plan.waivers.values():
        if waiver.valid_until is not None:
            what = f"waiver of {waiver.rule} on {waiver.on} ends"
            yield Due(waiver.valid_until, "waiver", waiver.ref, what, waiver.approved_by)
    entries: tuple[Risk | Scenario, ...] = (*facts.plan.risks.values(), *facts.plan.scenarios.values())
    for entry in entries:
        if entry.accepted is not None and entry.accepted.valid_until is not None:
            known = SCENARIOS.get(entry.id) if entry.title is None else None
            what = f"acceptance of {known.title if known else entry.name_or_id} ends"
            yield Due(entry.accepted.valid_until, "risk", entry.ref, what, entry.accepted.by or entry.owner)


def _hands_over(person: Person, facts: Facts) -> bool:
    """A recovery counts on somebody whose handover is not on record."""
    done = person.handover.occurred if person.handover is not None else None
    return (done is None or done > facts.as_of) and any(d.kind in RECOVERY for d in facts.duties(person))
