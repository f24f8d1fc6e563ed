"""Messages about talking: the first notice, the next one, the press, channels that are down, who must hear what."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.addressbook import Book
from bcdr.model.communication import Channel
from bcdr.report.pack.inject.template import ALL, Answer, Draft, gap, gaps, says, template
from bcdr.report.pack.situation import Situation
from bcdr.report.wording import duration
from bcdr.rules.phrase import listed

FROM = {
    "occurrence": "the event", "detection": "its discovery", "awareness": "the moment you are aware",
    "activation": "the activation of the plan", "declaration": "the declaration", "stand-down": "the end",
}  # fmt: skip


def _outward(s: Situation) -> list[Channel]:
    found = [c for c in s.plan.channels.values() if c.direction == "outward" or c.audience == "customers"]
    return sorted(found, key=lambda c: (not c.primary, c.id))


def _down(s: Situation) -> set[str]:
    return {
        m.ref for m in (s.after.means if s.after is not None else ()) if not m.is_good and m.ref.startswith("channels/")
    }


@template(
    "talk", 20, "A first notice goes out in time, short and true", ["comms-plan-incomplete", "status-channel-missing"]
)
def first_notice(s: Situation) -> Iterator[Draft]:
    """The first customers ask."""
    told = s.plan.communication
    down, channels = _down(s), _outward(s)
    answers: list[Answer] = [
        says(f"The first notice is due after {duration(told.first_notice)}.", "communication")
        if told is not None and told.first_notice is not None
        else gap("The plan sets no time for the first notice.", "communication")
    ]
    usable = [c for c in channels if c.ref not in down]
    answers.append(
        says(f"Over: {usable[0].name_or_id}.", usable[0].ref)
        if usable
        else gap("The plan names no channel to customers that is left.", "channels")
    )
    text = next((t for t in told.templates.values() if "customer" in t.audience), None) if told is not None else None
    answers.append(
        says(f"A prepared text lies at {text.ref}.", text.ref)
        if text is not None
        else gap("No text for customers is prepared.", "communication")
    )
    service = next((x for x in s.services if x.public), None) or next(iter(s.services), None)
    if service is None and (s.is_stated or s.cover.group == "person"):
        return
    what = service.name_or_id if service is not None else "it"
    sender = "customers" if service is None or service.public else "colleagues of other departments"
    yield Draft(
        "communication", 5 + gaps(answers), s.voice, sender, "by mail and phone",
        f"'Is it only me, or does {what} not work for anybody?' Eleven people have asked so far, and nobody has "
        "answered. Please write what they get to read now.",
        tuple(answers),
    )  # fmt: skip


@template("talk", 90, "An update comes although nothing is new, and promises nothing", ["comms-plan-incomplete"])
def nothing_new(s: Situation) -> Iterator[Draft]:
    """The next update is due."""
    told = s.plan.communication
    every = told.update_every if told is not None else None
    if not s.services:
        return
    answer = (
        says(f"An update is due every {duration(every)}.", "communication")
        if every is not None
        else gap("The plan sets no rhythm for updates.", "communication")
    )
    yield Draft(
        "communication", 3 + 2 * answer.is_gap, s.voice, "the phone desk", "by chat",
        "Your last message is an hour old. Nothing is new. People ask whether we have forgotten them. What do I say?",
        (answer,),
    )  # fmt: skip


@template(
    "talk",
    75,
    "One voice answers; nothing is denied, guessed or promised",
    ["comms-plan-incomplete", "required-role-missing"],
)
def journalist(s: Situation) -> Iterator[Draft]:
    """The press asks."""
    able = [r for r in s.plan.roles.values() if "communicate" in r.powers]
    told = s.plan.communication
    text = (
        next((t for t in told.templates.values() if "press" in t.audience or "media" in t.audience), None)
        if told
        else None
    )
    answers: list[Answer] = [
        says(f"May speak: {listed([s.name(r.ref) for r in able], 3)}.", able[0].ref)
        if able
        else gap("The plan does not say who may speak to the press.", "roles")
    ]
    answers.append(
        says(f"A prepared text lies at {text.ref}.", text.ref)
        if text is not None
        else gap("No text for the press is prepared.", "communication")
    )
    heard = (
        "I have a screenshot from one of your people. Is customers' data gone, yes or no?"
        if s.stores
        else "I hear from one of your people that hardly anything works at your place. Is that so?"
    )
    yield Draft(
        "communication", 4 + 2 * gaps(answers), "whoever picks up the phone", "a journalist", "by phone",
        f"{heard} I close my piece in an hour. If I hear nothing from you, I shall write that.",
        tuple(answers),
    )  # fmt: skip


@template("talk", 100, "Staff know what they may say, because somebody told them early")
def rumour(s: Situation) -> Iterator[Draft]:
    """Somebody talks."""
    staff = [c for c in s.plan.channels.values() if c.direction == "internal" or c.audience in {"staff", "responders"}]
    told = s.plan.communication
    heard = (
        [n for n in told.notify.values() if "staff" in n.audience or "employee" in n.audience]
        if told is not None
        else []
    )
    answers: list[Answer] = [
        says(
            f"Staff hear it within {duration(heard[0].within, 'an unknown time')}, from "
            f"{s.name(heard[0].by) or 'nobody named'}.",
            heard[0].ref,
        )
        if heard
        else gap("The plan does not say who tells your own people, and when.", "communication")
    ]
    if staff:
        answers.append(says(f"Over: {listed([c.name_or_id for c in staff], 2)}.", staff[0].ref))
    yield Draft(
        "communication", 3 + 2 * gaps(answers), s.voice, "a colleague", "by chat",
        "One of ours writes on the net: 'Everything is gone here, and the bosses keep silent.' It has been shared "
        "forty times. Three others ask me what they may say at home.",
        tuple(answers),
    )  # fmt: skip


@template("talk", 28, "The second way is used without discussion",
          ["status-page-same-domain", "status-channel-missing", "status-identity-split"])  # fmt: skip
def page_down(s: Situation) -> Iterator[Draft]:
    """The channel to customers is down as well."""
    down = _down(s)
    for channel in _outward(s):
        if channel.ref not in down:
            continue
        other = s.plan.channels.get(channel.fallback) if channel.fallback is not None else None
        answer = (
            gap("By the plan its stand-in is down as well.", other.ref)
            if other is not None and other.ref in down
            else says(f"Instead: {other.name_or_id}.", other.ref)
            if other is not None
            else gap("The plan names nothing to use instead.", channel.ref)
        )
        yield Draft(
            channel.ref, 7 + 2 * answer.is_gap, s.voice, "a colleague", "by phone",
            f"I wanted to put the notice out over {channel.name_or_id}. It does not work either. Where do people look "
            "now?",
            (answer,),
        )  # fmt: skip
        return


@template("talk", 18, "People find each other again without waiting for instructions", ["internal-channel-same-domain"])
def chat_down(s: Situation) -> Iterator[Draft]:
    """Responders cannot reach each other."""
    down = _down(s)
    internal = [c for c in s.plan.channels.values() if c.direction == "internal" or c.audience == "responders"]
    for channel in internal:
        if channel.ref not in down:
            continue
        other = s.plan.channels.get(channel.fallback) if channel.fallback is not None else None
        answer = (
            says(f"Instead: {other.name_or_id}.", other.ref)
            if other is not None and other.ref not in down
            else gap("The plan names nothing that works instead.", channel.ref)
        )
        yield Draft(
            channel.ref, 8 + answer.is_gap, ALL, "nobody: it is quiet", ROOM,
            f"{channel.name_or_id} does not work any more. Where does each of you go, without asking anybody?",
            (answer,),
        )  # fmt: skip
        return
    if not internal and s.plan.people and not s.facts.is_one_person:
        yield Draft(
            "channels", 5, ALL, "nobody: it is quiet", ROOM,
            "Mail, chat and telephone of the house do not work. How do you speak with each other in the next hours?",
            (gap("The plan names no channel for those who respond.", "channels"),),
        )  # fmt: skip


ROOM = "in the room"


_OTHERWISE = ("authority", "protection", "responders", "staff", "customers", "concerned", "people")
"""Audiences that have messages of their own, or do not call to complain."""


@template("talk", 210, "Deadlines of law and contract are known, and somebody holds each of them",
          ["breach-process-missing", "comms-plan-incomplete"])  # fmt: skip
def who_was_told(s: Situation) -> Iterator[Draft]:
    """Somebody who had to be told calls first."""
    told = s.plan.communication
    for notice in told.notify.values() if told is not None else ():
        if s.cover.group == "person" or any(w in notice.audience for w in _OTHERWISE):
            continue
        within = f"within {duration(notice.within)} after {FROM[notice.from_]}" if notice.within is not None else ""
        answers: list[Answer] = [
            says(f"To be told {within}.", notice.ref) if within else gap("The plan sets no time for it.", notice.ref),
            says(f"By {s.name(notice.by)}.", notice.ref)
            if notice.by
            else gap("The plan names nobody who tells them.", notice.ref),
        ]
        way = s.plan.channels.get(notice.channel or "")
        if notice.channel:
            also = f"; else: {notice.fallback}" if notice.fallback else ""
            answers.append(says(f"Over: {way.name_or_id if way is not None else notice.channel}{also}.", notice.ref))
        yield Draft(
            notice.ref, 3 + 2 * gaps(answers), "whoever picks up the phone", notice.audience, "by phone",
            "We have just read about it. Why did nobody call us? We had agreed on that. What exactly has happened, "
            "since when, and what does it mean for us?",
            tuple(answers),
        )  # fmt: skip


_BOOKS = {
    Book.INSIDE: "By the plan, the only list lies in what can be lost.",
    Book.NONE: "The plan names no list of customers' contacts.",
    Book.OLD: "By the plan, the list elsewhere is old or has no date.",
}


@template("talk", 115, "There is a list of customers outside the service", ["customer-contacts-inside-service"])
def customers_list(s: Situation) -> Iterator[Draft]:
    """Customers are to be written to, and their addresses are in what is down."""
    found = s.facts.customer_contacts
    if found is None:
        return
    told = s.plan.communication
    kept = told.customer_contacts if told is not None else None
    where = s.name(kept.at) if kept is not None and kept.at else ""
    when = f", refreshed on {kept.refreshed}" if kept is not None and kept.refreshed is not None else ""
    answers = [says(f"A list lies here: {where}{when}.", "communication")] if where else []
    if found in _BOOKS:
        answers.append(gap(_BOOKS[found], "communication"))
    elif not answers:
        answers.append(says("By the plan a current copy of it lies elsewhere.", "kept"))
    yield Draft(
        "communication", 3 + 4 * (found in _BOOKS), s.voice, s.leader, ROOM,
        "We have to write to all customers within the hour. Their addresses are in the system that is down. From "
        "where do you take them?",
        tuple(answers),
    )  # fmt: skip


@template("talk", 130, "The management gets facts, options and a wish, and no technical story")
def one_page(s: Situation) -> Iterator[Draft]:
    """The management wants a page."""
    role = s.leader
    owners = [r for r in s.plan.roles.values() if {"accept-risk", "approve-plan"} & set(r.powers)]
    answer = (
        says(f"Answers for the plan: {s.name(owners[0].ref)}.", owners[0].ref)
        if owners
        else gap("The plan does not say who decides for the management.", "roles")
    )
    yield Draft(
        "roles", 2 + 2 * answer.is_gap, role, "the management", "by phone",
        "In thirty minutes I speak with the bank. I need one page: what has happened, what it means, what you are "
        "doing, and what you need from me.",
        (answer,),
    )  # fmt: skip


TEMPLATES = (
    first_notice, nothing_new, journalist, rumour, page_down, chat_down, who_was_told, customers_list, one_page,
)  # fmt: skip
