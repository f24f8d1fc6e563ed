"""Messages about personal data: when the 72 hours begin, what must be known, who asks, and for whom it is kept."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.model.datastore import Datastore
from bcdr.report.pack.inject.template import Answer, Draft, gap, gaps, says, template
from bcdr.report.pack.situation import Situation
from bcdr.report.wording import counted, duration
from bcdr.rules.phrase import listed


def _personal(s: Situation) -> list[Datastore]:
    if not s.facts.gdpr_applies:
        return []
    return [d for d in s.stores if s.facts.has_personal_data(d)]


def _keeper(s: Situation) -> str:
    return s.keeper


@template("privacy", 45, "Somebody writes down the minute of awareness, and who decides",
          ["breach-process-missing", "required-role-missing"])  # fmt: skip
def clock(s: Situation) -> Iterator[Draft]:
    """When the clock of Article 33 begins."""
    stores = _personal(s)
    if not stores:
        return
    gdpr = s.plan.organization.gdpr
    breach = gdpr.breach if gdpr is not None else None
    about = stores[0].personal
    answers: list[Answer] = []
    if about is not None and about.people is not None:
        many = counted(about.people, "person", "people")
        kinds = f", data of the kind {listed(about.categories, 4)}" if about.categories else ""
        answers.append(says(f"{stores[0].name_or_id}: about {many}{kinds}.", stores[0].ref))
    else:
        answers.append(gap(f"The plan does not say how many people {stores[0].name_or_id} is about.", stores[0].ref))
    answers.append(
        says(f"Decided by {s.name(breach.decided_by)}.", "organization")
        if breach is not None and breach.decided_by
        else gap("The plan does not say who decides whether the authority is told.", "organization")
    )
    where = (breach.authority_contact if breach is not None else None) or (gdpr.authority if gdpr is not None else None)
    answers.append(
        says(f"The authority: {where}", "organization")
        if where
        else gap("The plan does not say which authority, and how it is reached.", "organization")
    )
    yield Draft(
        "organization", 6 + gaps(answers), s.keeper, "a colleague", "in the room",
        f"There are people's data in {listed([d.name_or_id for d in stores], 2)}, are there not? Since which minute "
        "do we know that they are affected, who decides whether it is reported, and what could we already write into "
        "the form?",
        tuple(answers),
    )  # fmt: skip


@template("privacy", 105, "Nobody calms or frightens a caller with what is not known", ["breach-process-missing"])
def caller(s: Situation) -> Iterator[Draft]:
    """Somebody whose data it is calls."""
    stores = _personal(s)
    if not stores:
        return
    subjects = stores[0].personal.subjects if stores[0].personal is not None else ()
    told = s.plan.communication
    text = (
        next((t for t in told.templates.values() if "people" in t.audience or "data subject" in t.audience), None)
        if told
        else None
    )
    answer = (
        says(f"A prepared text lies at {text.ref}.", text.ref)
        if text is not None
        else gap("No text for the people concerned is prepared (GDPR Art. 34).", "communication")
    )
    yield Draft(
        stores[0].ref, 4 + 2 * answer.is_gap, "whoever picks up the phone",
        f"one of your {subjects[0]}" if subjects else "somebody whose data you hold", "by phone",
        "I have read about it. Was my data in there? Has somebody got it? I want that in writing, today.",
        (answer,),
    )  # fmt: skip


@template(
    "privacy", 65, "Loss of availability is looked at as a breach, whatever comes of it", ["breach-process-missing"]
)
def only_gone(s: Situation) -> Iterator[Draft]:
    """Is data that is only gone a breach?"""
    stores = _personal(s)
    if not stores or s.is_malicious:
        return
    gdpr = s.plan.organization.gdpr
    breach = gdpr.breach if gdpr is not None else None
    answers: list[Answer] = [
        says("By the plan, loss of availability counts as a breach.", "organization")
        if breach is not None and breach.counts_availability_loss
        else gap(
            "The plan does not say that data which cannot be reached may be a breach (GDPR Art. 4(12)).", "organization"
        )
    ]
    answers.append(
        says(f"The register of breaches: {breach.register}", "organization")
        if breach is not None and breach.register
        else gap("The plan does not say where the register of breaches is kept.", "organization")
    )
    yield Draft(
        "organization", 4 + 2 * gaps(answers), s.keeper, "a head of department", "in the room",
        "Nobody has stolen anything. The data is only gone, and tomorrow it is back. So this is no matter of data "
        "protection, and we write nothing down. Agreed?",
        tuple(answers),
    )  # fmt: skip


@template(
    "privacy",
    170,
    "Those for whom you process are told without delay",
    ["breach-process-missing", "processor-without-dpa"],
)
def on_behalf(s: Situation) -> Iterator[Draft]:
    """Data that is processed for others."""
    hit = {d.id for d in s.stores}
    for activity in s.plan.processing.values():
        if activity.role != "processor" or hit.isdisjoint(activity.datastores):
            continue
        answers: list[Answer] = [
            says(f"You act for: {listed(activity.controllers, 3)}.", activity.ref)
            if activity.controllers
            else gap("The plan does not say for whom.", activity.ref)
        ]
        told = s.plan.communication
        notices = [n for n in told.notify.values() if n.from_ == "awareness"] if told is not None else []
        near = [
            n
            for n in notices
            if any(w in n.audience.casefold() for c in activity.controllers for w in c.casefold().split()[:1])
        ]
        if near:
            answers.append(
                says(f"{near[0].audience}: within {duration(near[0].within, 'an unknown time')}.", near[0].ref)
            )
        yield Draft(
            activity.ref, 6 + gaps(answers), s.keeper, "a colleague", "by chat",
            f"Part of this is not ours: {activity.title}. Whom do we have to tell, by when, and who calls?",
            tuple(answers),
        )  # fmt: skip
        return


@template("privacy", 195, "The risk to people is judged, and not the embarrassment", ["privacy-records-missing"])
def special(s: Situation) -> Iterator[Draft]:
    """Data of special categories."""
    for store in _personal(s):
        if store.personal is None or store.personal.level not in {"special", "criminal"}:
            continue
        harm = [h for h in store.personal.impact_on_people if h.why]
        answers: list[Answer] = [says(f"By the plan this is data of the level {store.personal.level}.", store.ref)]
        answers.append(
            says(f"What its absence does to people: {harm[0].why}", store.ref)
            if harm
            else gap("The plan does not say what its absence does to the people.", store.ref)
        )
        yield Draft(
            store.ref, 6 + answers[-1].is_gap, s.keeper, "a colleague", "in the room",
            f"In {store.name_or_id} are things that people tell nobody. Do they have to hear of it, from us, today, "
            "and in which words?",
            tuple(answers),
        )  # fmt: skip
        return


TEMPLATES = (clock, caller, only_gone, on_behalf, special)
