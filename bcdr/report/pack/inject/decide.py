"""Messages about deciding: does the plan apply, who says so, what may be spent, in which order, and when is it over?"""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.model.people import Role
from bcdr.model.value import Money
from bcdr.report.pack.inject.template import ALL, Answer, Draft, gap, says, template
from bcdr.report.pack.situation import Situation
from bcdr.report.wording import counted, duration, money
from bcdr.rules.phrase import listed

ROOM = "in the room"


def declared(s: Situation) -> tuple[Answer, ...]:
    """What the plan says to the first question: is this an emergency, and who says so."""
    start = s.plan.activation
    answers: list[Answer] = []
    if start is not None and start.threshold is not None:
        answers.append(
            says(f"The plan applies after {duration(start.threshold)} of unexpected downtime.", "activation")
        )
    if start is not None and start.criteria:
        answers.append(says(f"Situations that count as an emergency: {listed(start.criteria, 3)}.", "activation"))
    if start is not None and start.decided_by:
        who = listed([s.name(d.role) for d in start.decided_by], 4, "or")
        answers.append(says(f"It is declared by {who}.", "activation"))
    else:
        answers.append(gap("The plan does not say who declares an emergency.", "activation"))
    if start is None or (start.threshold is None and not start.criteria):
        answers.append(gap("The plan does not say from when on it applies.", "activation"))
    return tuple(answers)


@template("decide", 15, "A deputy decides without waiting for the holder", ["role-without-deputy", "role-unfilled"])
def decider_away(s: Situation) -> Iterator[Draft]:
    """Whoever decides first cannot be reached."""
    role = s.plan.find(s.lead)
    if not isinstance(role, Role):
        return
    holder, deputies = s.facts.holder(role), s.facts.deputies(role)
    if holder is None:
        return
    start = s.plan.activation
    others = [s.name(d.role) for d in start.decided_by if d.role != role.ref] if start is not None else []
    answers = []
    if deputies:
        answers.append(says(f"Deputies, in this order: {listed(p.name for p in deputies)}.", role.ref))
    if others:
        answers.append(says(f"Others who may decide alone: {listed(others)}.", "activation"))
    if not answers:
        answers.append(gap(f"The plan names nobody who decides when {holder.name} is away.", role.ref))
    yield Draft(
        role.ref, 9 if not (deputies or others) else 5, ALL, "the front desk", "by phone",
        f"{holder.name} is on a flight and cannot be reached before tonight. The decision cannot wait that long.",
        tuple(answers), away=holder.name,
    )  # fmt: skip


@template("decide", 12, "The rule that several must agree does not stop everything")
def quorum(s: Situation) -> Iterator[Draft]:
    """Several people have to agree, and one is missing."""
    start = s.plan.activation
    for decider in start.decided_by if start is not None else ():
        if decider.quorum < 2:
            continue
        people = s.facts.people(decider.role)
        others = [s.name(d.role) for d in start.decided_by if d is not decider] if start is not None else []
        answers = [
            says(f"{decider.quorum} of {s.name(decider.role)} must agree; the plan names {len(people)}.", "activation")
        ]
        answers.append(
            says(f"Each of these is enough alone: {listed(others)}.", "activation")
            if others
            else gap("The plan does not say what happens when too few of them can be reached.", "activation")
        )
        yield Draft(
            decider.role, 6, ALL, "whoever keeps the log", ROOM,
            f"{counted(decider.quorum, 'person', 'people')} have to agree before the plan starts. Only one of them "
            "answers.",
            tuple(answers),
        )  # fmt: skip


@template("decide", 100, "Money is spent by somebody who may, within the hour", ["undocumented-role"])
def spending(s: Situation) -> Iterator[Draft]:
    """Help is for sale, for more than the role may spend."""
    limited = [r for r in s.roles if r.spend_limit is not None]
    able = [r for r in s.plan.roles.values() if "spend" in r.powers]
    role = next(iter(limited), None)
    limit = role.spend_limit if role is not None else None
    amount = money(Money(round(limit.amount * 1.5, -2) or 1000, limit.currency)) if limit is not None else "9,000 EUR"
    answers: list[Answer] = []
    if role is not None and limit is not None:
        answers.append(says(f"{s.name(role.ref)} may spend up to {money(limit)}.", role.ref))
        more = [r for r in able if r is not role and (r.spend_limit is None or r.spend_limit.amount > limit.amount)]
        answers.append(
            says(f"More may be spent by {listed([s.name(r.ref) for r in more], 3, 'or')}.", more[0].ref)
            if more
            else gap("The plan names nobody who may spend more.", role.ref)
        )
    elif able:
        answers.append(
            says(f"May spend, without a stated limit: {listed([s.name(r.ref) for r in able], 3)}.", able[0].ref)
        )
    else:
        answers.append(gap("The plan gives nobody authority over money.", "roles"))
    what = "Somebody who knows such systems" if s.cover.group == "person" else "A replacement"
    yield Draft(
        role.ref if role is not None else "roles", 4 if able or limited else 7,
        s.tech, "a supplier", "by phone",
        f"{what} can be here tomorrow morning, for {amount}, if somebody orders within the hour. Is that an order?",
        tuple(answers),
    )  # fmt: skip


@template("decide", 70, "Nobody negotiates alone; the decision is taken by who may, and not in fear")
def demand(s: Situation) -> Iterator[Draft]:
    """Somebody asks for money."""
    if s.cover.id not in {"ransomware", "cloud-account-compromise", "insider"}:
        return
    entry = s.cover.entry
    note = entry.note if entry is not None else None
    answers = [says(f"Remark at the scenario: {note}", entry.ref)] if entry is not None and note else []
    if not answers:
        answers.append(
            gap("The plan does not say whether you would pay, nor who decides that.", f"scenarios/{s.cover.id}")
        )
    yield Draft(
        f"scenarios/{s.cover.id}", 6, s.leader, "an unknown sender", "as a mail",
        "Two of your own files are attached. You have 48 hours to pay, or everything is published. An answer is wanted "
        "today. Somebody at the table asks whether one should at least find out how much.",
        tuple(answers),
    )  # fmt: skip


@template("decide", 80, "The order is taken from the plan, not from who calls loudest", ["restore-order-missing"])
def order(s: Situation) -> Iterator[Draft]:
    """Two services want the same hands."""
    if len(s.services) < 2:
        return
    first, second = s.services[:2]
    agreed = s.plan.recovery_order
    wanted = [x.id for x in (first, second)]
    answers: tuple[Answer, ...]
    if agreed is not None and set(wanted) <= set(agreed.order):
        places = [f"{s.name(f'services/{i}')} is number {agreed.order.index(i) + 1}" for i in wanted]
        answers = (says(f"In the agreed order {listed(places)}.", "recovery_order"),)
    elif (one := s.facts.tier(first)) != (two := s.facts.tier(second)):
        answers = (
            says(f"Tiers: {first.name_or_id} {one}, {second.name_or_id} {two}.", first.ref),
            gap("The plan holds no agreed order of these two.", "recovery_order"),
        )
    else:
        answers = (gap("The plan holds no agreed order of these two, and they are of one tier.", "recovery_order"),)
    yield Draft(
        first.ref, 5 + 2 * any(a.is_gap for a in answers), s.leader, "two colleagues", ROOM,
        f"Two colleagues need the same administrator now: one for {first.name_or_id}, one for {second.name_or_id}. "
        "There is only one. Who gets help first?",
        answers,
    )  # fmt: skip


@template("decide", 300, "The lead hands over before being worn out, and the successor knows the state")
def hand_over(s: Situation) -> Iterator[Draft]:
    """The lead has been at it for hours."""
    start = s.plan.activation
    limit = start.shift_limit if start is not None else None
    role = s.plan.find(s.lead)
    deputies = s.facts.deputies(role) if isinstance(role, Role) else ()
    answers = [
        says(f"A shift lasts {duration(limit)} at most.", "activation")
        if limit is not None
        else gap("The plan sets no limit to a shift.", "activation")
    ]
    answers.append(
        says(f"Could take over: {listed([p.name for p in deputies], 3)}.", s.lead)
        if deputies
        else gap("The plan names nobody who could take over the lead.", s.lead or "roles")
    )
    yield Draft(
        s.lead or "activation", 3 + 3 * any(a.is_gap for a in answers), s.leader,
        "the colleague who brings coffee", ROOM,
        f"You have been leading for {duration(limit) if limit is not None else 'eight hours'}, and you have just "
        "asked the same question twice. Who goes on, and what must that person know?",
        tuple(answers),
    )  # fmt: skip


@template("decide", 420, "The end is declared by who may, after checks, and is told to everybody")
def stand_down(s: Situation) -> Iterator[Draft]:
    """It works again, as far as anybody can see."""
    start = s.plan.activation
    answers: list[Answer] = []
    if start is not None and start.stand_down:
        answers.append(says(f"The end: {start.stand_down}", "activation"))
    else:
        answers.append(gap("The plan does not say when and by whom the emergency is ended.", "activation"))
    if start is not None and start.stand_down_actions:
        answers.append(says(f"Then: {listed(start.stand_down_actions, 3)}.", "activation"))
    if start is not None and start.review_within is not None:
        answers.append(says(f"The review is due within {duration(start.review_within)}.", "activation"))
    yield Draft(
        "activation", 3 + 3 * answers[0].is_gap, s.leader, "the night shift", "by chat",
        "Everything seems to work again. May we go home, and may we tell the others?",
        tuple(answers),
    )  # fmt: skip


@template("decide", 60, "There is a log with times, kept by somebody who does nothing else")
def log(s: Situation) -> Iterator[Draft]:
    """Who decided what, and when?"""
    told = s.plan.communication
    kept = told.decision_log if told is not None else None
    answers = (
        (says(f"Decisions are written down here: {kept}.", "communication"),)
        if kept
        else (gap("The plan does not say where decisions are written down.", "communication"),)
    )
    yield Draft(
        "communication", 3 + 2 * (not kept), ALL, "the auditor of last year", "by phone",
        "Later everybody will ask who decided what and when. Please read out what you have written down in the last "
        "hour.",
        answers,
    )  # fmt: skip


@template("decide", 95, "Evidence is kept although it costs time")
def evidence(s: Situation) -> Iterator[Draft]:
    """The quickest way back destroys the traces."""
    if not s.is_malicious:
        return
    book = next((b for b in s.books if b.target is not None), None)
    what = (
        book.target.what or (s.name(f"places/{book.target.at}") if book.target.at else "")
        if book and book.target
        else ""
    )
    answers = (
        (says(f"The runbook {book.title} restores onto: {what}.", book.ref),)
        if book is not None and what
        else (gap("No runbook of this scenario names a clean place to restore onto.", f"scenarios/{s.cover.id}"),)
    )
    yield Draft(
        f"scenarios/{s.cover.id}", 4, s.tech, "the insurer", "by phone",
        "Please change nothing on the affected machines before our expert has copied them. She can be there tomorrow "
        "at noon. The quickest way back would be to overwrite exactly these machines.",
        answers,
    )  # fmt: skip


TEMPLATES = (decider_away, quorum, spending, demand, order, hand_over, stand_down, log, evidence)
