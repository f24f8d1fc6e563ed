"""One activity as the record that Art. 30 asks for, controller or processor form, and what is kept beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from bcdr.analysis.abroad import Abroad
from bcdr.analysis.facts import Facts
from bcdr.frameworks.article30 import RecordItem, controller_items, processor_items
from bcdr.model.privacy import Processing
from bcdr.model.risk import Measure
from bcdr.model.value import UNBOUNDED
from bcdr.report.art30 import party
from bcdr.report.art30.point import Answer, answer, gap, joined
from bcdr.report.block import Column, Pairs, Table
from bcdr.report.document import Section
from bcdr.report.naming import joined as on_one_line
from bcdr.report.naming import judged_by, name_of, names_of
from bcdr.report.span import NOT_PROVIDED, Span, cell, line, pair
from bcdr.report.wording import SCREENED, counted, day, duration, listed


class Record(NamedTuple):
    """An activity with the answer to each point of its form, in the order of the law."""

    entry: Processing
    points: tuple[tuple[RecordItem, Answer], ...]

    @property
    def id(self) -> str:
        """Where its sheet stands in the document."""
        return f"activity-{self.entry.id}"

    @property
    def is_processor(self) -> bool:
        """It is kept in the form of Art. 30(2)."""
        return self.entry.role == "processor"

    @property
    def missing(self) -> tuple[tuple[RecordItem, str], ...]:
        """Points that are not provided, with the field of the plan to fill in."""
        return tuple((item, name) for item, found in self.points for name in found.missing)


def records(facts: Facts) -> tuple[Record, ...]:
    """Every activity, those as controller first, each in the order of the plan."""
    found = [_record(p, facts) for p in facts.plan.processing.values()]
    return tuple(sorted(found, key=lambda r: r.is_processor))


def _record(entry: Processing, facts: Facts) -> Record:
    if entry.role == "processor":
        return Record(entry, tuple((i, _PROCESSOR[i.id](entry, facts)) for i in processor_items()))
    return Record(entry, tuple((i, _CONTROLLER[i.id](entry, facts)) for i in controller_items()))


def _field(entry: Processing, name: str) -> str:
    return f"{entry.ref.replace('/', '.')}.{name}"


def _written(entry: Processing, name: str, *, one_line: bool = False) -> Answer:
    """What a list of the entry says; `none`, where that is what was written."""
    said: tuple[str, ...] = entry.__dict__[name]
    if not said and entry.is_declared(name):
        return Answer((line("none"),))
    values = (listed(said, ""),) if one_line else said
    return answer(*values, field=_field(entry, name))


def _joint(entry: Processing, facts: Facts) -> Answer:
    del facts
    if entry.joint is None and entry.role == "controller":
        return Answer((line("none recorded"),))
    return answer(entry.joint, field=_field(entry, "joint"))


def _purposes(entry: Processing, facts: Facts) -> Answer:
    del facts
    return _written(entry, "purposes")


def _subjects(entry: Processing, facts: Facts) -> Answer:
    found = _written(entry, "subjects", one_line=True)
    most = most_people(entry, facts)
    if most is None:
        return found
    shared = ", which serves other activities too" if most.is_shared else ""
    words = f"about {most.people:,} people in the largest of its datastores{shared}"
    return found.and_also(line(Span(words, tone="muted")))


class MostPeople(NamedTuple):
    """How many people the largest datastore of an activity names, and whether other activities count among them."""

    people: int
    is_shared: bool


def most_people(entry: Processing, facts: Facts) -> MostPeople | None:
    """Largest number of people that one datastore of the activity names; the same person may be in several."""
    found = [
        MostPeople(s.personal.people, len(facts.processing(s)) > 1)
        for s in facts.stores_of_processing(entry)
        if s.personal is not None and s.personal.people is not None
    ]
    return max(found, key=lambda m: (m.people, not m.is_shared), default=None)


def _categories(entry: Processing, facts: Facts) -> Answer:
    del facts
    found = _written(entry, "categories", one_line=True)
    special = listed(entry.special, "none" if entry.is_declared("special") else "none recorded")
    return found.and_also(line("Special or criminal data (Art. 9, 10): ", special))


def _recipients(entry: Processing, facts: Facts) -> Answer:
    found = _written(entry, "recipients", one_line=True)
    named = names_of(facts, (f"vendors/{v}" for v in entry.processors), "none recorded")
    found = found.and_also(line(f"Processors: {named}"))
    others = facts.unnamed_processors(entry)
    if others:
        names = listed([v.name_or_id for v in others])
        found = found.and_also(
            line(Span(f"Not named here, although the plan has data of it there: {names}", tone="fair"))
        )
    return found


def _transfers(entry: Processing, facts: Facts) -> Answer:
    name = _field(entry, "transfers")
    if entry.transfers is None:
        found = answer(field=name)
    elif not entry.transfers:
        found = Answer((line("none"),))
    else:
        found = joined(*(_transfer(t.recipient, t.country, t.safeguard, name) for t in entry.transfers))
    seen = facts.abroad(entry)
    return found.and_also(*(line(Span(_seen(one, facts), tone="note")) for one in seen))


def _transfer(recipient: str | None, country: str | None, safeguard: str | None, name: str) -> Answer:
    head = line(Span(recipient or NOT_PROVIDED, strong=True), f", {country or 'country ' + NOT_PROVIDED}")
    missing = tuple(
        f"{name}.{part}"
        for part, value in (("recipient", recipient), ("country", country), ("safeguard", safeguard))
        if value is None
    )
    tail = line(f"Safeguard: {safeguard}") if safeguard else line("Safeguard: ", *gap(f"{name}.safeguard"))
    return Answer((head, tail), missing)


def _seen(one: Abroad, facts: Facts) -> str:
    owner = "/".join(one.ref.split("/")[:2])
    name = name_of(facts, owner)
    if one.subprocessor:
        return f"The plan has a sub-processor outside the EEA: {one.subprocessor} of {name}, {one.country}"
    part = one.ref.partition("/copies/")[2]
    what = f"the copy {part} of {name}" if part else name
    return f"The plan has data outside the EEA: {what}, {one.country}"


def _erasure(entry: Processing, facts: Facts) -> Answer:
    found = answer(entry.retention, field=_field(entry, "retention"))
    words = _kept_in_backups(entry, facts)
    return found.and_also(line(Span(words, tone="muted"))) if words else found


def _kept_in_backups(entry: Processing, facts: Facts) -> str:
    """How far back the backups of the activity's personal data reach, as they are set up."""
    held = (s for s in facts.stores_of_processing(entry) if s.personal is None or s.personal.level != "none")
    copies = [c for s in held for c in facts.backups(s)]
    reaches = [facts.depth(c) for c in copies]
    known = [r for r in reaches if r is not None]
    if not copies:
        return ""
    if UNBOUNDED in known:
        return "Backups of personal data, as set up: kept without limit"
    if not known:
        return "Backups of personal data, as set up: how long they are kept is not written"
    rest = len(reaches) - len(known)
    more = f"; of {counted(rest, 'copy', 'copies')} it is not written" if rest else ""
    return f"Backups of personal data, as set up: kept for {duration(max(known))} at the longest{more}"


def _security(entry: Processing, facts: Facts) -> Answer:
    found = answer(entry.security, field=_field(entry, "security"))
    measures = measures_of(entry, facts)
    if not measures:
        return found
    shown = [Span(m.title, href=f"#{measure_anchor(m)}") for m in measures[:_MOST_MEASURES]]
    if len(measures) > _MOST_MEASURES:
        shown.append(Span(f"and {len(measures) - _MOST_MEASURES} more", href="#security"))
    return found.and_also(line("Measures of the plan: ", *on_one_line(shown)))


_MOST_MEASURES = 5
"""Measures that a sheet names; the chapter on security has all of them."""


def measures_of(entry: Processing, facts: Facts) -> tuple[Measure, ...]:
    """Measures of the plan that protect the activity, its datastores or its services."""
    about = {entry.ref, *(s.ref for s in facts.stores_of_processing(entry)), *(f"services/{s}" for s in entry.services)}
    return tuple(m for m in facts.plan.measures.values() if about.intersection(m.affects))


def measure_anchor(measure: Measure) -> str:
    """Id of the row of a measure."""
    return f"measure-{measure.id}"


def _controllers(entry: Processing, facts: Facts) -> Answer:
    del facts
    return _written(entry, "controllers")


def _activities(entry: Processing, facts: Facts) -> Answer:
    del facts
    return _written(entry, "activities")


_Find = Callable[[Processing, Facts], Answer]
_SHARED: Mapping[str, _Find] = {
    "representative": lambda _, facts: party.representative(facts),
    "officer": lambda _, facts: party.officer(facts),
    "transfers": _transfers,
    "security": _security,
}
_CONTROLLER: Mapping[str, _Find] = {
    **_SHARED,
    "controller": lambda _, facts: party.organization(facts),
    "joint": _joint,
    "purposes": _purposes,
    "subjects": _subjects,
    "categories": _categories,
    "recipients": _recipients,
    "erasure": _erasure,
}
_PROCESSOR: Mapping[str, _Find] = {
    **_SHARED,
    "processor": lambda _, facts: party.organization(facts),
    "controllers": _controllers,
    "activities": _activities,
}


def first_fields() -> tuple[tuple[RecordItem, str], ...]:
    """The fields that a first record needs, for a register that has none yet."""
    own = {n: n for n in ("purposes", "subjects", "categories", "recipients", "transfers", "security")}
    own["erasure"] = "retention"
    return tuple((i, f"processing.ID.{own[i.id]}") for i in controller_items() if i.id in own)


def sheet(record: Record, facts: Facts, *, starts_page: bool) -> Section:
    """The record as a sheet of its own: the points of the law, then what the plan keeps beside them."""
    paragraph = "30(2)" if record.is_processor else "30(1)"
    points = Table(
        f"Record under Art. {paragraph}",
        (Column("Point of the law", 33), Column("What the plan records", 67)),
        tuple(
            (cell(f"{item.letter} {item.title}", item.asks, header=True), cell(*found.lines))
            for item, found in record.points
        ),
    )
    return Section(record.id, record.entry.title, (points, _beside(record.entry, facts)), starts_page=starts_page)


def _beside(entry: Processing, facts: Facts) -> Pairs:
    """What Art. 30 does not ask for: legal basis with its author, assessment, systems, who looks after it."""
    basis = entry.legal_basis
    stores = facts.stores_of_processing(entry)
    rows = [
        pair("Answers for it", name_of(facts, entry.owner) if entry.owner else None),
        pair("Legal basis", basis.text if basis is not None else None, judged_by(facts, basis)),
    ]
    if entry.legitimate_interest:
        rows.append(pair("Interest pursued", entry.legitimate_interest))
    rows += [
        pair("Impact assessment", *_assessed(entry, facts)),
        pair("Datastores", on_one_line((Span(s.name_or_id, href=f"#store-{s.id}") for s in stores), NOT_PROVIDED)),
        pair("Services", names_of(facts, (f"services/{s}" for s in entry.services))),
        pair("Last checked", day(entry.reviewed) if entry.reviewed else None),
    ]
    return Pairs(tuple(rows), "Not asked for by Art. 30, kept beside it")


def _assessed(entry: Processing, facts: Facts) -> tuple[str, ...]:
    ids = [d.id for d in facts.plan.dpias.values() if entry.id in d.processing or entry.dpia == d.id]
    found = [f"assessed: {facts.plan.dpias[id_].title}" for id_ in ids]
    screening = entry.screening
    if screening is not None and screening.decision is not None:
        who = name_of(facts, screening.by)
        found.append(f"screened: {SCREENED[screening.decision]}; {who}, {day(screening.occurred)}")
    if not found and entry.role == "processor":
        found.append("for the controllers to assess; a processor assists, Art. 28(3)(f)")
    return tuple(found)
