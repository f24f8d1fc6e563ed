"""Messages about people: the only one who knows, the deputy who never tried, the list of numbers, who is ill."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.model.people import Role
from bcdr.report.pack.inject.template import ALL, Answer, Draft, gap, says, template
from bcdr.report.pack.situation import Situation
from bcdr.report.wording import counted, duration
from bcdr.rules.phrase import listed

ROOM = "in the room"
SOON = timedelta(days=120)
OLD = timedelta(days=90)


@template(
    "people",
    35,
    "Somebody else can take the step, with what is written",
    ["role-without-deputy", "sole-credential-holder", "drill-only-by-author"],
)
def only_one_knows(s: Situation) -> Iterator[Draft]:
    """The next step has one person."""
    for book in s.books:
        for need in s.facts.bus_factor(book).needs:
            if need.gap is not None or need.absences != 1 or not need.people:
                continue
            person = s.plan.people[need.people[0]]
            steps = f"step {need.steps[0]}" if need.steps else "what has to be decided or unlocked first"
            yield Draft(
                book.ref, 9, s.leader, "a colleague", "by phone",
                f"You are at {steps} of the runbook {book.title}. It is {person.name}'s, "
                "who cannot be reached before tomorrow.",
                (gap(f"The plan names nobody else for {steps} ({s.name(need.who) or 'nobody is named'}).", book.ref),),
                away=person.name,
            )  # fmt: skip
            break


@template(
    "people", 25, "A deputy acts, with the runbook and not from memory", ["drill-only-by-author", "role-without-deputy"]
)
def deputy_steps_in(s: Situation) -> Iterator[Draft]:
    """The deputy has to do it."""
    for book in s.books:
        refs = dict.fromkeys(r for r in (*(x.by for x in book.steps), book.owner) if r is not None)
        role = next((r for r in map(s.plan.find, refs) if isinstance(r, Role) and s.facts.deputies(r)), None)
        if role is None:
            continue
        deputy, holder = s.facts.deputies(role)[0], s.facts.holder(role)
        practice = {p.person: p for p in s.facts.practice(book)}
        done = practice.get(deputy.id)
        last = done.last if done is not None else None
        answers: list[Answer] = [says(f"{deputy.name} stands in for the role {role.name_or_id}.", role.ref)]
        answers.append(
            says(f"{deputy.name} last took part in a drill of this runbook on {last}.", book.ref)
            if last is not None
            else gap(f"No drill of this runbook is on record in which {deputy.name} took part.", book.ref)
        )
        yield Draft(
            book.ref, 4 + 3 * (last is None), deputy.name, s.leader, "by phone",
            f"{holder.name if holder is not None else 'The holder of the role'} cannot be reached. Please take over: "
            f"the runbook is {book.title}. Where do you find it now, with which step do you begin, and what do you "
            "lack?",
            tuple(answers), away=holder.name if holder is not None else "",
        )  # fmt: skip


@template(
    "people",
    20,
    "The list is at hand without any of your own systems",
    ["plan-inside-blast-radius", "contact-not-out-of-band"],
)
def numbers(s: Situation) -> Iterator[Draft]:
    """The list of numbers is where nobody can get at it."""
    papers = s.after.papers if s.after is not None else ()
    kept = {k.id: k for k in s.plan.kept.values()}
    there = [p for p in papers if p.state == "there" and "contacts" in kept[p.id].includes] if papers else []
    if papers and there:
        answers = tuple(
            says(f"A copy with contacts: {p.form}, {p.where}, made {p.made or 'on an unknown day'}.", f"kept/{p.id}")
            for p in there[:2]
        )
    elif kept and not s.is_stated:
        answers = tuple(
            says(f"A copy of the plan: {k.as_ or 'copy'}, {s.name(k.at)}.", k.ref) for k in list(kept.values())[:2]
        )
    elif kept:
        answers = (gap("No copy with the contacts is shown to be out of reach of this scenario.", "kept"),)
    else:
        answers = (gap("The plan names no copy of itself outside your own systems.", "kept"),)
    yield Draft(
        "kept", 4 + 4 * any(a.is_gap for a in answers), ALL, s.leader, ROOM,
        "We have to call everybody now, and for that we may use none of our own systems. Who has the list of numbers, "
        "in the hand, in this minute?",
        answers,
    )  # fmt: skip


@template("people", 40, "There is a way to each person that needs none of your systems", ["contact-not-out-of-band"])
def no_way_to_reach(s: Situation) -> Iterator[Draft]:
    """One person of those who are needed has no private way to be reached."""
    for role in s.roles:
        for person in s.facts.people(role.ref)[:2]:
            if any(c.out_of_band for c in person.contacts):
                continue
            kinds = listed([c.kind for c in person.contacts]) if person.contacts else ""
            answer = (
                gap(
                    f"The plan has {kinds} of {person.name}, none of which is said to work without your own systems.",
                    person.ref,
                )
                if kinds
                else gap(f"The plan has no way at all to reach {person.name}.", person.ref)
            )
            yield Draft(
                person.ref, 8, s.leader, "the front desk", "by phone",
                f"Mail, telephone system and chat do not work. {person.name} is needed at once. How do you "
                "reach somebody tonight?",
                (answer,),
            )  # fmt: skip
            return


@template(
    "people",
    200,
    "What leaves with a person was handed over",
    ["departed-person-referenced", "leaver-without-handover"],
)
def leaver(s: Situation) -> Iterator[Draft]:
    """Somebody with a duty leaves soon."""
    for person in s.plan.people.values():
        day = person.leaves_on
        if not person.active or day is None or not s.facts.as_of <= day <= s.facts.as_of + SOON:
            continue
        role = next((r for r in s.plan.roles.values() if person.id in (r.holder, *r.deputies)), None)
        if role is None:
            continue
        done = person.handover
        to = s.plan.people.get(done.to) if done is not None and done.to else None
        answers = (
            (says(f"Handover to {to.name}: {done.occurred or 'no day is written'}.", person.ref),)
            if done is not None and to is not None
            else (gap(f"No handover by {person.name} is written down.", person.ref),)
        )
        yield Draft(
            role.ref, 7, ALL, "personnel", "by phone",
            f"Assume that it is the day after {day}. {person.name}, so far {role.name_or_id}, has left. Who is it "
            "now, and who knows what only that person knew?",
            answers,
        )  # fmt: skip


@template("people", 240, "Work is cut down to what the people who are left can do", ["objectives-missing"])
def too_few(s: Situation) -> Iterator[Draft]:
    """Fewer people than the service needs."""
    service = s.focus
    if service is None:
        return
    least = service.minimum_staff
    left = max(1, (least or 3) - 1)
    answers = [
        says(
            f"{service.name_or_id} needs at least {counted(least, 'person', 'people')} to run at its least level.",
            service.ref,
        )
        if least is not None
        else gap(f"The plan does not say how many people {service.name_or_id} needs at least.", service.ref)
    ]
    if service.mbco:
        answers.append(says(f"The least acceptable level is: {service.mbco}.", service.ref))
    yield Draft(
        service.ref, 3 + 2 * (least is None) + 3 * (s.cover.group == "person"), s.leader,
        "a team lead", "by phone",
        f"Of those who keep {service.name_or_id} going, {counted(left, 'person is', 'people are')} left for tonight. "
        "What do we stop doing?",
        tuple(answers),
    )  # fmt: skip


@template("people", 30, "People notice that the paper is old, and ask what has changed", ["plan-inside-blast-radius"])
def old_paper(s: Situation) -> Iterator[Draft]:
    """The printed plan is older than the plan."""
    for kept in s.plan.kept.values():
        made = kept.occurred
        if made is None or kept.always_current:
            continue
        later = [v for v in s.plan.versions.values() if str(v.occurred)[:10] > made.isoformat()]
        old = s.facts.age(made) > OLD
        if not (later or old):
            continue
        answers = [says(f"This copy was made on {made}, {counted(s.facts.age(made).days, 'day')} ago.", kept.ref)]
        if later:
            answers.append(gap(f"Since then the plan changed: {listed([v.changed for v in later], 2)}.", kept.ref))
        yield Draft(
            kept.ref, 5, ALL, "whoever fetched the copy", ROOM,
            f"Here is the copy of the plan from {s.name(kept.at)}. It says that it is of {made}. Can we go by it?",
            tuple(answers),
        )  # fmt: skip


@template("people", 150, "Outside help is led, watched and bound to secrecy, or declined")
def helpers(s: Situation) -> Iterator[Draft]:
    """Strangers offer their hands."""
    bound = [p for p in s.plan.people.values() if p.employment in {"contractor", "external"} and s.facts.is_active(p)]
    answers = (
        (says(f"People from outside whom the plan knows: {listed([p.name for p in bound], 3)}.", bound[0].ref),)
        if bound
        else (gap("The plan names nobody from outside who is prepared to help.", "people"),)
    )
    yield Draft(
        "people", 2, s.leader, "a company next door", "by phone",
        "We heard about it. Two of our administrators would come over for the night. What could they do for you, and "
        "what may they see?",
        answers,
    )  # fmt: skip


@template("people", 330, "Somebody looks after food, sleep and a way home")
def tired(s: Situation) -> Iterator[Draft]:
    """The team is tired."""
    start = s.plan.activation
    limit = start.shift_limit if start is not None else None
    answer = (
        says(f"A shift lasts {duration(limit)} at most.", "activation")
        if limit is not None
        else gap("The plan says nothing about rest, food or relief.", "activation")
    )
    yield Draft(
        "activation", 2, s.leader, "a colleague", ROOM,
        "It is late. Two have not eaten since noon, one has to fetch a child, and nobody wants to be the first to go.",
        (answer,),
    )  # fmt: skip


TEMPLATES = (
    only_one_knows, deputy_steps_in, numbers, no_way_to_reach, leaver, too_few, old_paper, helpers, tired,
)  # fmt: skip
