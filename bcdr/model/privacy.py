"""Processing register (GDPR Art. 30) and impact assessments (Art. 35, 36)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from bcdr.model.record import NOTHING, Entry, Record, field
from bcdr.model.reference import Ref
from bcdr.model.value import Country, Day, Flag, Level

RoleOrPerson = Annotated[str, Ref("roles", "people")]
Criterion = Literal["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9"]


class Transfer(Record):
    """A transfer to a third country (Art. 44 to 49)."""

    recipient: str | None = field("To whom", default=None)
    country: Country | None = field("Where", default=None)
    safeguard: str | None = field("Mechanism and its document", default=None)


class Judgement(Record):
    """A legal or risk judgement with its author: the tool never fills one."""

    short_form = "text"

    text: str | None = field("The judgement", default=None)
    by: RoleOrPerson | None = field("Who made it", default=None)
    occurred: Day | None = field("When", default=None)


class Processing(Entry):
    """An entry of the register of processing activities, controller or processor form."""

    title: str = field("Name of the activity")
    role: Literal["controller", "joint-controller", "processor"] = field("Our role", default="controller")
    owner: RoleOrPerson | None = field("Who answers for it inside", default=None)
    purposes: tuple[str, ...] = field("Purposes (30(1)(b))", default=())
    legal_basis: Judgement | None = field("Legal basis, with the author of the judgement", default=None)
    legitimate_interest: str | None = field("Interest pursued, where that is the basis", default=None)
    subjects: tuple[str, ...] = field("Categories of data subjects (30(1)(c))", default=())
    categories: tuple[str, ...] = field("Categories of personal data (30(1)(c))", default=())
    special: tuple[str, ...] = field("Special categories (Art. 9) or criminal data (Art. 10)", default=())
    recipients: tuple[str, ...] = field("Categories of recipients (30(1)(d))", default=())
    processors: tuple[Annotated[str, Ref("vendors")], ...] = field("Processors used", default=())
    transfers: tuple[Transfer, ...] | None = field("Transfers (30(1)(e)), or none", default=None)
    retention: str | None = field("Time limits for erasure (30(1)(f))", default=None)
    security: str | None = field("General description of security (30(1)(g))", default=None)
    joint: str | None = field("Joint controller", default=None)
    controllers: tuple[str, ...] = field("Controllers we act for (30(2)(a))", default=(), private="name")
    activities: tuple[str, ...] = field("Categories of processing for each controller (30(2)(b))", default=())
    datastores: tuple[Annotated[str, Ref("datastores")], ...] = field("Where the data lies", default=())
    services: tuple[Annotated[str, Ref("services")], ...] = field("Services that carry it", default=())
    dpia: Annotated[str, Ref("dpias")] | None = field("Impact assessment", default=None)
    screening: Screening | None = field("Screening, where no assessment was needed", default=None)
    reviewed: Day | None = field("When the entry was last checked", default=None)


class CriterionAnswer(Record):
    """Answer to one of the nine screening criteria."""

    short_form = "met"

    met: Flag | None = field("Whether the criterion is met", default=None)
    why: str | None = field("Reason", default=None)


class Screening(Record):
    """Whether an impact assessment is needed (WP248 rev.01)."""

    criteria: Mapping[Criterion, CriterionAnswer] = field("Nine criteria", default=NOTHING)
    art35_3: tuple[Literal["a", "b", "c"], ...] | None = field("Cases of Art. 35(3), or none", default=None)
    national_list: str | None = field("Entry of the national list, or why none", default=None)
    decision: Literal["required", "not-required"] | None = field("Decision", default=None)
    reason: str | None = field("Reason", default=None)
    by: RoleOrPerson | None = field("Who decided", default=None)
    occurred: Day | None = field("When", default=None)


class DpiaDescription(Record):
    """Systematic description (35(7)(a))."""

    nature: str | None = field("Nature of the processing", default=None)
    scope: str | None = field("Scope: volume, area, duration, frequency", default=None)
    context: str | None = field("Context: relation to people, expectations, state of technology", default=None)
    purposes: str | None = field("Purposes and intended effects", default=None)
    functional: str | None = field("Life cycle: how data flows from collection to erasure", default=None)
    assets: str | None = field("Hardware, software, networks, people, paper", default=None, private="host")
    recipients: str | None = field("Recipients", default=None)
    retention: str | None = field("Storage periods", default=None)
    codes: str | None = field("Approved codes of conduct taken into account", default=None)
    standards: str | None = field("Standards that apply", default=None)


class DpiaNecessity(Record):
    """Necessity and proportionality (35(7)(b))."""

    purposes: str | None = field("Purposes are specified, explicit, legitimate", default=None)
    legal_basis: str | None = field("Lawful basis", default=None)
    minimisation: str | None = field("Adequate, relevant, limited data", default=None)
    accuracy: str | None = field("Accurate and up to date", default=None)
    storage: str | None = field("Limited storage", default=None)
    proportionality: str | None = field("Why less would not do", default=None)


class DpiaRights(Record):
    """How people's rights are served."""

    information: str | None = field("Information", default=None)
    consent: str | None = field("Consent, where used", default=None)
    access: str | None = field("Access and portability", default=None)
    erasure: str | None = field("Rectification and erasure", default=None)
    objection: str | None = field("Restriction and objection", default=None)
    processors: str | None = field("Processors are bound by contract", default=None)
    transfers: str | None = field("Transfers", default=None)


class ResidualLevel(Record):
    """Severity and likelihood after the measures."""

    severity: Level | None = field("1 negligible to 4 maximum", default=None)
    likelihood: Level | None = field("1 negligible to 4 maximum", default=None)
    reason: str | None = field("Reason", default=None)


class FearedEvent(Record):
    """One of the three feared events, seen from the people concerned (35(7)(c))."""

    impacts: tuple[str, ...] = field("What it would do to people", default=())
    threats: tuple[str, ...] = field("How it could come about", default=())
    sources: tuple[str, ...] = field("Who or what would cause it", default=())
    controls: tuple[str, ...] = field("Measures of this assessment that reduce it, by id", default=())
    severity: Level | None = field("1 negligible to 4 maximum", default=None)
    severity_reason: str | None = field("Reason", default=None)
    likelihood: Level | None = field("1 negligible to 4 maximum", default=None)
    likelihood_reason: str | None = field("Reason", default=None)
    residual: ResidualLevel | None = field("After the measures", default=None)
    by: RoleOrPerson | None = field("Who set the levels", default=None)


class FearedEvents(Record):
    """The three feared events of the method."""

    access: FearedEvent | None = field("Illegitimate access", default=None)
    modification: FearedEvent | None = field("Undesired modification", default=None)
    disappearance: FearedEvent | None = field("Disappearance of data", default=None)


class DpiaMeasure(Entry):
    """A measure envisaged by the assessment (35(7)(d))."""

    title: str = field("What")
    text: str | None = field("How", default=None)
    kind: Literal["data", "general", "organisation"] | None = field(
        "On the data, general, or organisational", default=None
    )
    status: Literal["planned", "in-place", "tested"] = field("Where it stands", default="planned")
    evidence: tuple[Annotated[str, Ref("evidence")], ...] = field("Proof", default=())


class DpiaAction(Record):
    """An action of the assessment's plan."""

    measure: str | None = field("Measure it belongs to, by id", default=None)
    what: str | None = field("What is done", default=None)
    owner: RoleOrPerson | None = field("Who", default=None)
    due: Day | None = field("By when", default=None)
    status: Literal["open", "in-progress", "done", "cancelled"] = field("Where it stands", default="open")


class OfficerOpinion(Record):
    """Advice of the data protection officer, word for word (35(2))."""

    name: str | None = field("Who", default=None, private="name")
    status: Literal["for", "against", "for-with-conditions"] | None = field("Position", default=None)
    text: str | None = field("The advice, word for word", default=None)
    occurred: Day | None = field("When", default=None)
    followed: Flag | None = field("Whether it was followed", default=None)
    reason: str | None = field("Why it was not followed", default=None)


class PeopleOpinion(Record):
    """Views of data subjects or their representatives (35(9)), or why they were not asked."""

    asked: Flag | None = field("Whether they were asked", default=None)
    names: str | None = field("Who", default=None, private="name")
    status: Literal["for", "against", "mixed"] | None = field("Position", default=None)
    text: str | None = field("What they said", default=None)
    reason: str | None = field("Why they were not asked", default=None)
    occurred: Day | None = field("When", default=None)


class Opinions(Record):
    """Opinions on the assessment."""

    dpo: OfficerOpinion | None = field("Data protection officer", default=None)
    people: PeopleOpinion | None = field("People concerned", default=None)


class Decision(Record):
    """Decision of the controller."""

    status: Literal["approved", "approved-with-conditions", "rejected", "referred-to-authority"] | None = field(
        "Decision", default=None
    )
    conditions: tuple[str, ...] = field("Conditions", default=())
    by: RoleOrPerson | None = field("Who", default=None)
    occurred: Day | None = field("When", default=None)


class PriorConsultation(Record):
    """Consultation of the authority (Art. 36)."""

    needed: Flag | None = field("Whether high risk remains", default=None)
    reason: str | None = field("Reason", default=None)
    by: RoleOrPerson | None = field("Who judged it", default=None)
    reference: str | None = field("File number", default=None)
    occurred: Day | None = field("When it was asked", default=None)


class DpiaReview(Record):
    """When the assessment is looked at again (35(11))."""

    next: Day | None = field("Next date", default=None)
    triggers: tuple[str, ...] = field("What calls for a review before", default=())


class Attestations(Record):
    """Four statements signed with the decision."""

    context_matches: Flag | None = field("The description matches reality", default=None)
    aware_of_risks: Flag | None = field("The signer knows the remaining risks", default=None)
    actions_ratified: Flag | None = field("The action plan is agreed", default=None)
    committed: Flag | None = field("The measures will be carried out", default=None)


class Dpia(Entry):
    """An impact assessment: a superset of WP248, CNIL and ICO forms."""

    title: str = field("Name of the assessment")
    processing: tuple[Annotated[str, Ref("processing")], ...] = field("What is assessed", default=())
    controller: str | None = field("Controller; the organisation if left out", default=None)
    author: RoleOrPerson | None = field("Who wrote it", default=None)
    evaluator: RoleOrPerson | None = field("Who evaluated it", default=None)
    validator: RoleOrPerson | None = field("Who validates it", default=None)
    screening: Screening | None = field("Why it was needed", default=None)
    description: DpiaDescription | None = field("35(7)(a)", default=None)
    necessity: DpiaNecessity | None = field("35(7)(b)", default=None)
    rights: DpiaRights | None = field("Rights of people", default=None)
    risks: FearedEvents | None = field("35(7)(c)", default=None)
    measures: Mapping[str, DpiaMeasure] = field("35(7)(d)", default=NOTHING)
    actions: tuple[DpiaAction, ...] = field("Action plan", default=())
    opinions: Opinions | None = field("Advice and views", default=None)
    decision: Decision | None = field("Decision", default=None)
    prior_consultation: PriorConsultation | None = field("Art. 36", default=None)
    review: DpiaReview | None = field("Review", default=None)
    attestations: Attestations | None = field("Signed statements", default=None)
    version: str | None = field("Version", default=None)
    reviewed: Day | None = field("Last review", default=None)
