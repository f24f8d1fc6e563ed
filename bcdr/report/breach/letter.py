"""Letters: ours for Art. 34, prefilled with its gaps marked; and the plan's own texts, sorted by their readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from bcdr.analysis.facts import Facts
from bcdr.model.communication import Notification, Template
from bcdr.report.block import Block, Callout, Paragraph, say
from bcdr.report.breach.procedure import Line, officer, officer_contact, procedure
from bcdr.report.document import Section
from bcdr.report.naming import name_of
from bcdr.report.span import Span, line
from bcdr.report.wording import counted, day

Reader = Literal["authority", "controllers", "people", "others"]
_PEOPLE = frozenset(("people", "person", "persons", "subjects", "staff", "employees", "customers", "patients"))
_GAP = re.compile(r"(\[[^\[\]]*\])")


def gapped(text: str) -> Line:
    """A line in which each [gap] stands out."""
    return tuple(Span(part, strong=part.startswith("[")) for part in _GAP.split(text) if part)


def letter(facts: Facts) -> Section:
    """The letter to the people concerned with the contents of Art. 34(2), and the plan's own texts."""
    gaps = sum(len(_GAP.findall("".join(s.text for s in one))) for one in _people(facts))
    intro = say(
        "Art. 34(2) asks for plain language and for: what happened, whom to ask, what it may mean, what was done and "
        f"what people can do. The draft below has {counted(gaps, 'gap')} in square brackets; fill all of them, and "
        "send it apart from any other message."
    )
    draft = Callout("Draft of ours", _people(facts))
    return Section("letter", "Letter to the people", (intro, draft), prepared(facts, "people"), starts_page=True)


def texts(facts: Facts) -> Section | None:
    """What the plan has prepared for insurers, providers and others; None where it has nothing for them."""
    found = prepared(facts, "others")
    said = say(
        "Who they are, within which time and by which way: ", Span("Whom to call", href="#contacts", page=True), "."
    )
    return Section("texts", "Texts for others", (said,), found) if found else None


def _people(facts: Facts) -> tuple[Line, ...]:
    own = facts.plan.organization
    decider = procedure(facts).decided_by
    people = facts.people(decider)
    contact = officer_contact(facts)
    whom = f"our data protection officer, {_called(facts)}" if officer(facts) else "[name of the contact]"
    return (
        gapped("Subject: your personal data at ") + line(own.name),
        gapped("On [date] [what happened, in one plain sentence]. Data about you are concerned: [which data]. "
               "[Which data are not concerned.]"),
        gapped("This may mean for you: [likely consequences, in plain words]."),
        gapped("We have [what was done]. We will [what follows, and by when]."),
        gapped("What you can do yourself: [for example change a password, watch an account, doubt messages]."),
        line("Your questions are answered by ", *gapped(whom), ", ", *gapped(contact or "[telephone, address]"), "."),
        gapped("The data protection authority [has been told on / will be told by / need not be told]. We are sorry "
               "that this happened."),
        gapped(people[0].name if people else "[name of who answers for it]") + line(", ", own.name),
    )  # fmt: skip


def _called(facts: Facts) -> str:
    """The officer by the name of the person, where one is known."""
    people = facts.people(officer(facts))
    return people[0].name if people else name_of(facts, officer(facts))


def prepared(facts: Facts, reader: Reader) -> tuple[Section, ...]:
    """Texts of the plan for one kind of reader, of those who are told after awareness."""
    found = [(n, t) for n, t in _texts(facts) if _reader(n, facts) == reader]
    return tuple(Section(f"text-{t.id}", f"Prepared text: {t.audience}", tuple(_blocks(n, t, facts))) for n, t in found)


def _texts(facts: Facts) -> Iterator[tuple[Notification, Template]]:
    """Each prepared text once, with the notice that has the same audience and counts from awareness."""
    told = facts.plan.communication
    if told is None:
        return
    for template in told.templates.values():
        same = (n for n in told.notify.values() if n.audience.casefold() == template.audience.casefold())
        notice = next((n for n in same if n.from_ == "awareness"), None)
        if notice is not None:
            yield notice, template


def _reader(notice: Notification, facts: Facts) -> Reader:
    """Whom a notice is for, by the plan's own names of controllers and of the people whose data it holds."""
    audience = notice.audience.casefold()
    words = _words(audience)
    if "authority" in words:
        return "authority"
    controllers = (c for p in facts.plan.processing.values() if p.role == "processor" for c in p.controllers)
    if any(audience in c.casefold() for c in controllers) or "controllers" in words:
        return "controllers"
    subjects = {w for s in facts.stores if s.personal is not None for w in s.personal.subjects}
    subjects.update(w for p in facts.plan.processing.values() for w in p.subjects)
    named = (_words(one) for one in subjects)
    return "people" if words & _PEOPLE or any(one and one <= words for one in named) else "others"


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _blocks(notice: Notification, template: Template, facts: Facts) -> Iterator[Block]:
    if notice.what:
        yield Paragraph(line(Span("What they must hear: ", strong=True), notice.what))
    yield Callout(
        f"Sent by {name_of(facts, notice.by)}; approved {day(template.approved, 'never')}",
        tuple(gapped(text) for text in template.text.split("\n") if text.strip()),
    )
