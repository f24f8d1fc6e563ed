"""What is to be looked at again: the plan, runbooks, incidents, impact assessments, rights, what people know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from bcdr.analysis.age import after, day_of
from bcdr.analysis.custody import is_powerful
from bcdr.analysis.due.due import Due, again
from bcdr.analysis.limit import INCIDENT_REVIEW, RIGHTS, span

if TYPE_CHECKING:
    from bcdr.analysis.facts import Facts
    from bcdr.model.organization import Review
    from bcdr.model.people import Person, RequiredTraining


def reviewed(facts: Facts) -> Iterator[Due]:
    """Everything that somebody has to read or learn again."""
    yield from _plan(facts)
    for runbook in facts.plan.runbooks.values():
        if not facts.is_obsolete(runbook):
            what = f"review of {runbook.title}"
            every = facts.review_cadence(runbook)
            yield from again(runbook.reviewed, every, "runbook", runbook.ref, what, runbook.owner)
    yield from _incidents(facts)
    for dpia in facts.plan.dpias.values():
        if dpia.review is not None and dpia.review.next is not None:
            what = f"review of the impact assessment {dpia.name_or_id}"
            yield Due(dpia.review.next, "review", dpia.ref, what, dpia.validator or dpia.author)
    for login in facts.plan.credentials.values():
        if is_powerful(login) and login.reviewed is not None:
            day = after(login.reviewed, RIGHTS)
            yield Due(day, "check", login.ref, f"review of the rights of {login.name_or_id}", _holder(login.holders))
    for person in facts.plan.people.values():
        if facts.is_active(person):
            for topic in facts.plan.policy.training:
                yield from _training(person, topic, facts)


def _plan(facts: Facts) -> Iterator[Due]:
    if not facts.plan.services and not facts.plan.datastores:
        return
    done = [r for r in facts.plan.reviews.values() if r.occurred is not None and r.occurred <= facts.as_of]
    done.sort(key=lambda r: (r.occurred or date.min, r.id))
    by = next((_reviewer(r) for r in reversed(done) if r.scope is None), None)
    approval = facts.approval
    if approval.reviewed is None or approval.next_review is not None:
        yield Due(approval.next_review, "review", "plan", "review of the plan", by)
    newest = {(r.kind, r.scope): r for r in done if r.scope is not None}
    for review in newest.values():
        if review.next is not None:
            what = f"{review.kind.replace('-', ' ')} of {review.scope}"
            yield Due(review.next, "review", review.ref, what, _reviewer(review), f"{review.kind} {review.scope}")


def _reviewer(review: Review) -> str | None:
    return f"roles/{review.role}" if review.role else f"people/{review.by}" if review.by else None


def _incidents(facts: Facts) -> Iterator[Due]:
    every = facts.review_within or span(INCIDENT_REVIEW, facts.plan)
    for incident in facts.plan.incidents.values():
        over = incident.ended or incident.detected or incident.occurred
        if incident.reviewed is None:
            what = f"review of the incident {incident.title}"
            yield from again(day_of(over) if over is not None else None, every, "review", incident.ref, what)


def _holder(holders: tuple[str, ...]) -> str | None:
    return holders[0] if holders else None


def _training(person: Person, wanted: RequiredTraining, facts: Facts) -> Iterator[Due]:
    """A training that the policy wants repeated."""
    if wanted.every is None or (wanted.for_ and not any(person in facts.people(ref) for ref in wanted.for_)):
        return
    topic = wanted.topic.casefold()
    days = (t.occurred for t in person.training if t.topic.casefold() == topic and t.occurred is not None)
    last = max((d for d in days if d <= facts.as_of), default=None)
    what = f"{wanted.topic} for {person.name}"
    yield from again(last, wanted.every, "training", person.ref, what, person.ref, f"{person.ref} {topic}")
