"""Advice of the officer, views of the people concerned, the decision with its attestations, and the review."""

from __future__ import annotations

from datetime import datetime, time

from bcdr.audit import Audit
from bcdr.frameworks.deadlines import deadline
from bcdr.model.privacy import Dpia, OfficerOpinion, PriorConsultation
from bcdr.report.block import Block, Callout, Pairs, Prose
from bcdr.report.document import Section
from bcdr.report.naming import name_of
from bcdr.report.signoff import signatures
from bcdr.report.span import line, pair
from bcdr.report.wording import day, flag

POSITIONS = {"for": "in favour", "against": "against", "for-with-conditions": "in favour, with conditions"}
"""Positions of the officer in words that stand alone."""

ATTESTATIONS = (
    ("context_matches", "The description in this document matches what is done."),
    ("aware_of_risks", "I know the risks that remain for the people concerned."),
    ("actions_ratified", "I agree to the action plan and its dates."),
    ("committed", "I see to it that the measures are carried out."),
)


def officer(dpia: Dpia, audit: Audit) -> Section:
    """The advice, word for word, and whether it was followed."""
    advice = dpia.opinions.dpo if dpia.opinions is not None else None
    if advice is None or not advice.text:
        return Section("officer", "Advice of the data protection officer", (_unadvised(audit),))
    rows = Pairs(
        (
            pair("Given by", advice.name, day(advice.occurred), *_before(advice, dpia)),
            pair("Position", POSITIONS[advice.status] if advice.status else None),
            pair("Followed", flag(advice.followed), advice.reason),
        )
    )
    return Section(
        "officer", "Advice of the data protection officer", (rows, Prose(advice.text, "The advice, word for word"))
    )


def _before(advice: OfficerOpinion, dpia: Dpia) -> tuple[str, ...]:
    """That the assessment was gone through again after the advice."""
    if advice.occurred is None or dpia.reviewed is None or advice.occurred >= dpia.reviewed:
        return ()
    return (f"before the last review of the assessment, {day(dpia.reviewed)}",)


def _unadvised(audit: Audit) -> Callout:
    gdpr = audit.facts.plan.organization.gdpr
    found = gdpr.dpo if gdpr is not None else None
    asks = line("Art. 35(2) asks for the advice of the officer where there is one.")
    if found is None or not found.is_stated_away:
        return Callout("No advice is recorded", (asks,), "bad")
    stated = line("The plan states that none is required: ", found.reason or "no reason is given.")
    return Callout("No officer is appointed", (asks, stated), "note" if found.reason else "bad")


def people(dpia: Dpia) -> Section:
    """Their views, or why they were not asked."""
    views = dpia.opinions.people if dpia.opinions is not None else None
    asked = views.asked if views is not None else None
    blocks: tuple[Block, ...] = (
        Pairs(
            (
                pair("Asked", flag(asked)),
                pair("Who", views.names if views else None),
                pair("Position", views.status if views else None),
                pair("Date", day(views.occurred if views else None)),
                *((pair("Why they were not asked", views.reason if views else None),) if asked is not True else ()),
            )
        ),
    )
    if views is not None and views.text:
        blocks = (*blocks, Prose(views.text, "What they said"))
    return Section("people", "Views of the people concerned, Art. 35(9)", blocks)


def decision(dpia: Dpia, audit: Audit) -> Section:
    """Decision with conditions, prior consultation, attestations, signatures: each attestation is signed by itself."""
    made, asked, signed = dpia.decision, dpia.prior_consultation, dpia.attestations
    rows = Pairs(
        (
            pair("Decision", (made.status or "").replace("-", " ") or None if made else None),
            pair("Conditions", *(made.conditions if made else ())),
            pair("Decided", f"{name_of(audit.facts, made.by)}, {day(made.occurred)}" if made else None),
            pair(
                "Prior consultation needed, Art. 36",
                flag(asked.needed if asked else None),
                asked.reason if asked else None,
                f"judged by {name_of(audit.facts, asked.by)}" if asked and asked.needed is not None else None,
            ),
            pair("Consultation", *_consulted(asked)),
        )
    )
    stated = signatures(
        "attestation",
        ((text, flag(signed.__dict__[name] if signed is not None else None)) for name, text in ATTESTATIONS),
        ("Statement", "Given"),
        f"Attestations, with the decision of {name_of(audit.facts, made.by)}" if made and made.by else "Attestations",
        (name for name, _ in ATTESTATIONS),
    )  # fmt: skip
    signers = tuple(
        ("Decision" if who == (made.by if made else None) else "Validation", name_of(audit.facts, who))
        for who in dict.fromkeys((made.by if made else None, dpia.validator))
        if who
    )
    return Section(
        "decision", "Decision and sign-off", (rows, stated, signatures("sign-off", signers or (("Decision", ""),)))
    )


def _consulted(asked: PriorConsultation | None) -> tuple[str, ...]:
    """The request to the authority as it is recorded, and until when the law lets it answer, Art. 36(2)."""
    if asked is None or (asked.reference is None and asked.occurred is None):
        return ("none is recorded",)
    found = f"{asked.reference or 'reference not provided'}, {day(asked.occurred)}"
    if asked.occurred is None:
        return (found,)
    first, longer = deadline("consultation-answer"), deadline("consultation-extension")
    start = datetime.combine(asked.occurred, time())
    until, at_most = first.due(start), longer.due(first.due(start))
    said = (
        f"counted from that day the authority may answer until {day(until.date())} ({first.limit}), in a complex case "
        f"until {day(at_most.date())} ({longer.limit} more); it may stop the clock, Art. 36(2)"
    )
    return found, said


def review(dpia: Dpia) -> Section:
    """When the assessment is looked at again, and what calls for it earlier."""
    plan = dpia.review
    rows = Pairs(
        (
            pair("Last review", day(dpia.reviewed)),
            pair("Next review", day(plan.next if plan else None)),
            pair("Triggers before that", *(plan.triggers if plan else ())),
        )
    )
    return Section("review", "Review, Art. 35(11)", (rows,))
