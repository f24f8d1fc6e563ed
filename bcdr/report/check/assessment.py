"""Impact assessments from the screening to the review; and signatures that are older than their text."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.assessment import is_answered
from bcdr.audit import Audit
from bcdr.frameworks.dpia import checklist, criteria, feared_events, screening
from bcdr.model.privacy import Dpia, FearedEvent, Processing, Screening
from bcdr.report.check.check import Gap, check
from bcdr.report.wording import listed

HIGH_LEVEL = 3
"""Residual severity and likelihood from which high risk remains on the four-level scales."""


def _unassessed(audit: Audit) -> Iterator[Processing]:
    """Activities of our own that no assessment covers; a processor assists, the controller assesses."""
    for one in audit.facts.plan.processing.values():
        if one.role != "processor" and one.dpia is None and one.id not in audit.facts.assessed:
            yield one


@check("medium", ["gdpr 35(1)"], "art35")
def dpia_screening_missing(audit: Audit) -> Iterator[Gap]:
    """Nobody recorded whether a processing activity needs an impact assessment, or the record is not complete.

    ## Why
    The duty begins with a question. Without the answer nobody can show that an assessment was not needed; and a
    decision shows nothing that has no reason, no author and no day, or that left questions open.

    ## Clears
    `screening` of the activity: the nine criteria, and a `decision` with reason and author.

    ## Choices
    Where personal data are held and the register has no activity at all, that is one gap of the whole plan. What a
    screening lacks is asked for once somebody has decided, and of the screening of an assessment too.
    """
    plan = audit.facts.plan
    if not plan.processing and not plan.dpias and any(map(audit.facts.has_personal_data, audit.facts.stores)):
        what = "personal data are held, and nobody recorded for what, nor whether an assessment is needed"
        yield Gap(None, ("processing",), what, "write the register (`processing`), with a `screening` of each activity")
    for one in _unassessed(audit):
        if one.screening is None or one.screening.decision is None:
            what = f"{one.title}: nobody recorded whether an assessment is needed"
            yield Gap(one, one.pointer("screening"), what, "answer the nine criteria and decide")
    entries: tuple[Processing | Dpia, ...] = (*plan.processing.values(), *plan.dpias.values())
    for entry in entries:
        record = entry.screening
        if record is not None and record.decision is not None and (lacks := _lacks(record)):
            what = f"{entry.title}: the screening is decided without {listed(lacks)}"
            yield Gap(entry, entry.pointer("screening"), what, "write what is missing", "incomplete")


def _lacks(record: Screening) -> list[str]:
    """What a decided screening does not say, by the names of its fields."""
    answered = {id_ for id_, a in record.criteria.items() if a.met is not None}
    open_ = [c.id for c in criteria() if c.id not in answered]
    named = ("art35_3", "national_list", "reason", "by", "occurred")
    return [*open_, *(f"`{name}`" for name in named if record.__dict__[name] is None)]


@check("high", ["gdpr 35(1)", "gdpr 35(3)"], "art35")
def dpia_required_missing(audit: Audit) -> Iterator[Gap]:
    """The screening calls for an impact assessment, and there is none.

    ## Why
    Processing with a likely high risk must not begin before it is assessed.

    ## Clears
    An assessment (`dpias`) that names the activity; or, where only the criteria speak for one, the decision against it
    with reason and author.

    ## Choices
    Two met criteria call for an assessment unless a named person decided against it with a reason. The cases of
    Art. 35(3) allow no such exception.
    """
    for one in _unassessed(audit):
        record = one.screening
        if record is not None and record.decision is not None and _is_required(record):
            what = f"{one.title}: an assessment is expected and none exists"
            cure = "write it" if record.art35_3 else "write it, or sign a reasoned exception"
            yield Gap(one, one.pointer("screening"), what, cure)


def _is_required(record: Screening) -> bool:
    if record.art35_3 or record.decision == "required":
        return True
    met = sum(bool(a.met) for a in record.criteria.values())
    return met >= screening().assessment_from and not (record.reason and record.by)


@check("medium", ["gdpr 35(7)"], "art35")
def dpia_content_gap(audit: Audit) -> Iterator[Gap]:
    """An assessment says nothing on a point that it must treat.

    ## Why
    An assessment is judged by the list of Annex 2 of the guidelines: a point without a word has not been thought about.

    ## Clears
    Something is written on the point; the table of Annex 2 in the document shows where.

    ## Choices
    Beside the list of Annex 2 it asks what people alone can say: what remains of each feared event that is described
    (`residual`, both levels), and the `decision` with its author and day.
    """
    for dpia in audit.facts.plan.dpias.values():
        for point in checklist():
            if point.id != "officer-advice" and not is_answered(dpia, point.id):
                what = f"{point.part} {point.title}: nothing is written"
                yield Gap(dpia, dpia.path, what, f"say: {point.asks.lower()}", point.id)
        if open_ := [e.title for e in feared_events() if _is_unjudged(dpia, e.id)]:
            what = f"nobody judged what remains after the measures: {', '.join(open_).lower()}"
            yield Gap(dpia, dpia.pointer("risks"), what, "set both levels under `residual`", "residual")
        made = dpia.decision
        if made is None or made.status is None:
            yield Gap(dpia, dpia.pointer("decision"), "nobody has decided", "record the `decision`", "decision")
        elif made.by is None or made.occurred is None:
            what = "it is decided, and not written by whom and when"
            yield Gap(dpia, dpia.pointer("decision"), what, "name author and day of the `decision`", "decision")


def _is_unjudged(dpia: Dpia, event: str) -> bool:
    found: FearedEvent | None = dpia.risks.__dict__[event] if dpia.risks is not None else None
    if found is None:
        return False
    left = found.residual
    return left is None or left.severity is None or left.likelihood is None


@check("medium", ["gdpr 35(2)"], "art35")
def dpia_no_dpo_advice(audit: Audit) -> Iterator[Gap]:
    """No advice of the data protection officer is recorded, or it was not followed and nobody wrote why.

    ## Why
    Where there is an officer, the advice must be sought, and whoever decides otherwise has to say why.

    ## Clears
    `opinions.dpo` with the advice word for word and `followed`; a `reason` where it was not followed.

    ## Choices
    Silent where the organisation has no officer and says why none is required.
    """
    gdpr = audit.facts.plan.organization.gdpr
    officer = gdpr.dpo if gdpr is not None else None
    without = officer is not None and officer.name is None and officer.required is False and officer.reason is not None
    for dpia in audit.facts.plan.dpias.values():
        advice = dpia.opinions.dpo if dpia.opinions is not None else None
        if advice is None or not advice.text:
            if not without:
                what = "no advice of the data protection officer is recorded"
                cure = "record it word for word, or why there is no officer"
                yield Gap(dpia, dpia.pointer("opinions", "dpo"), what, cure)
        elif advice.followed is False and not advice.reason:
            what = "the advice of the data protection officer was not followed, and nobody wrote why"
            yield Gap(dpia, dpia.pointer("opinions", "dpo"), what, "record the `reason`", "not-followed")


@check("medium", ["gdpr 35(11)"], "art35")
def dpia_review_overdue(audit: Audit) -> Iterator[Gap]:
    """No review of an assessment is planned, or its day has passed.

    ## Why
    The assessment has to be looked at again when the risk changes; a day in the calendar is how it happens.

    ## Clears
    `review.next` ahead, after the review that was due has been done.
    """
    for dpia in audit.facts.plan.dpias.values():
        following = dpia.review.next if dpia.review is not None else None
        if following is None or following < audit.facts.as_of:
            what = "no review is planned" if following is None else f"the review of {following} has not been recorded"
            yield Gap(dpia, dpia.pointer("review"), what, "set the next review, or do it")


@check("high", ["gdpr 36(1)"], "art35")
def dpia_high_residual_no_consultation(audit: Audit) -> Iterator[Gap]:
    """High risk remains after the measures, and the authority was not asked.

    ## Why
    Where a high risk cannot be reduced, the authority has to be consulted before the processing begins.

    ## Clears
    Measures that lower the risk, judged again by a person; or the consultation with its day.

    ## Choices
    High are severity and likelihood of 3 and more, both, after the measures. A consultation that is planned is enough
    until the processing is approved.
    """
    for dpia in audit.facts.plan.dpias.values():
        asked = dpia.prior_consultation
        if not _high_remains(dpia):
            continue
        at = dpia.pointer("prior_consultation")
        if asked is None or not asked.needed:
            what = "high risk remains and no consultation of the authority is planned (Art. 36)"
            yield Gap(dpia, at, what, "reduce the risk, or consult")
        elif asked.occurred is None and _is_approved(dpia):
            what = "high risk remains, and the processing was approved before the authority was asked (Art. 36)"
            yield Gap(dpia, at, what, "stop the processing until the authority has answered, and record the day")


def _is_approved(dpia: Dpia) -> bool:
    decided = dpia.decision.status if dpia.decision is not None else None
    return decided in {"approved", "approved-with-conditions"}


def _high_remains(dpia: Dpia) -> bool:
    if dpia.risks is None:
        return False
    events = (dpia.risks.access, dpia.risks.modification, dpia.risks.disappearance)
    left = [e.residual for e in events if e is not None and e.residual is not None]
    return any((r.severity or 0) >= HIGH_LEVEL and (r.likelihood or 0) >= HIGH_LEVEL for r in left)


@check("high", ["gdpr 5(2)", "gdpr 24(1)"], "art32", "art35")
def approval_after_change(audit: Audit) -> Iterator[Gap]:
    """The text changed after it was signed, so the signature stands under words that nobody signed.

    ## Why
    An approval shows what somebody decided only if the text is the one that lay before them.

    ## Clears
    A newer approval of the plan, or a newer decision on the assessment.

    ## Choices
    Compared are the newest version in `versions` with the newest approval of the whole plan, and `reviewed` of an
    assessment with its decision. On the same day the signature counts as the later. A plan that was never approved is
    left to the rule `plan-not-in-force`.
    """
    plan, approved = audit.facts.plan, audit.facts.approval.approved
    released = [v for v in plan.versions.values() if v.occurred.isoformat()[:10] <= audit.facts.as_of.isoformat()]
    newest = max(released, key=lambda v: v.occurred.isoformat(), default=None)
    if newest is not None and approved is not None and approved.occurred is not None:
        day = newest.occurred.isoformat()[:10]
        if day > approved.occurred.isoformat():
            what = f"version {newest.id} of the plan was released on {day}, after the approval of {approved.occurred}"
            yield Gap(None, newest.path, what, "approve the plan again")
    for dpia in plan.dpias.values():
        decided = dpia.decision.occurred if dpia.decision is not None else None
        if decided is not None and dpia.reviewed is not None and dpia.reviewed > decided:
            what = f"changed on {dpia.reviewed}, after the decision of {decided}"
            yield Gap(dpia, dpia.pointer("reviewed"), what, "decide again")
