"""Who keeps the register: name and contacts, representative and officer, the same in every record."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.analysis.personal import EEA
from bcdr.frameworks.deadlines import threshold
from bcdr.report.art30.point import Answer, answer, joined
from bcdr.report.block import Callout, Pairs
from bcdr.report.document import Section
from bcdr.report.naming import name_of
from bcdr.report.span import Span, line, pair
from bcdr.report.wording import ROLES


def organization(facts: Facts) -> Answer:
    """Name and contact details of the organisation."""
    own = facts.plan.organization
    return joined(
        answer(own.name, field="organization.name"),
        answer(own.address, field="organization.address"),
        Answer((line(own.website),)) if own.website else Answer(()),
    )


def representative(facts: Facts) -> Answer:
    """The representative in the Union (Art. 27), which only organisations outside of it need."""
    own = facts.plan.organization
    named = own.gdpr.representative if own.gdpr is not None else None
    if named is None and own.country in EEA:
        return Answer((line(f"not applicable: established in the Union or the EEA ({own.country})"),))
    return answer(named, field="organization.gdpr.representative" if own.country else "organization.country")


def officer(facts: Facts) -> Answer:
    """Name and contact of the data protection officer, or the reason why there is none."""
    gdpr = facts.plan.organization.gdpr
    found = gdpr.dpo if gdpr is not None else None
    if found is None or (found.name is None and found.required is not False):
        return answer(field="organization.gdpr.dpo.name")
    if found.name is None:
        return joined(
            answer("none appointed; stated as not required", field=""),
            answer(found.reason, field="organization.gdpr.dpo.reason"),
        )
    return joined(
        answer(name_of(facts, found.name), field=""), answer(found.contact, field="organization.gdpr.dpo.contact")
    )


def keeper(facts: Facts) -> Section:
    """Who keeps the register, and what Art. 30(5) depends on."""
    own = facts.plan.organization
    gdpr = own.gdpr
    rows = (
        pair("Organisation", *organization(facts).lines),
        pair("Role under the GDPR", ROLES[gdpr.role] if gdpr is not None and gdpr.role else None),
        pair("Representative, Art. 27", *representative(facts).lines),
        pair("Data protection officer", *officer(facts).lines),
        pair("Supervisory authority", gdpr.authority if gdpr is not None else None),
    )
    return Section("keeper", "Who keeps this register", (Pairs(rows), _exemption(facts)))


def _exemption(facts: Facts) -> Callout:
    """The facts on which Art. 30(5) rests; whether it applies is for people."""
    limit = threshold("records-staff")
    count = facts.plan.organization.people
    special = any(s.personal is not None and s.personal.level in {"special", "criminal"} for s in facts.stores) or any(
        p.special for p in facts.plan.processing.values()
    )
    data = f"Special or criminal data are {'declared' if special else 'not declared'}."
    head = (
        line(f"The plan states a head count of {count:,}. {data}")
        if count is not None
        else line("The plan states no head count (field ", Span("organization.people", code=True), f"). {data}")
    )
    return Callout(
        "Exemption of Art. 30(5): for human assessment",
        (
            line(
                f"Below {limit.value} {limit.unit} a register may not be due, unless a risk to people is likely, the "
                "processing is more than occasional, or special or criminal data are processed. This document does "
                "not judge it."
            ),
            head,
        ),
    )
