"""Who has practised what, and how few people may be away: tables for the pages of roles and people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bcdr.analysis.facts import Facts
from bcdr.analysis.practice import Exercise, Practice
from bcdr.model.people import Person, Role
from bcdr.model.runbook import Runbook
from bcdr.report import staffing
from bcdr.report.block import Column, Items, Table
from bcdr.report.site.link import href, link, links
from bcdr.report.site.page import Line
from bcdr.report.site.part import table
from bcdr.report.span import Cell, Span, cell


def of_runbooks(facts: Facts) -> Table:
    """One row a runbook: who led a drill of it, who took part, who would have to act and never tried."""
    books = sorted(facts.plan.runbooks.values(), key=lambda b: (facts.runbook_tier(b), b.title))
    return table(
        "By runbook: drills that name it, with the newest day of each person",
        "Runbook | Tier | Led a drill | Took part | Never tried, although it counts on them",
        ((_title(b), cell(str(facts.runbook_tier(b))), *_practised(facts, b)) for b in books),
        "the plan has no runbook",
    )


def _practised(facts: Facts, book: Runbook) -> tuple[Cell, Cell, Cell]:
    found = facts.practice(book)
    led = _days(facts, staffing.leaders(found))
    part = _days(facts, staffing.others(found))
    never = links(facts, (f"people/{p.person}" for p in found if p.last is None), "nobody")
    unnamed = staffing.unnamed(facts.bus_factor(book))
    return (
        cell(*(led or (staffing.untried(facts, book),))),
        cell(*(part or (Span("nobody else" if led else "nobody", tone="muted"),))),
        cell(*((never,) if any(p.last is None for p in found) or not unnamed else ()), *unnamed),
    )


def _days(facts: Facts, days: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Line, ...]:
    return tuple((Span(f"{day} "), *links(facts, people)) for day, people in days)


def stops(facts: Facts) -> Table:
    """One row a runbook: how many people must be away until it stops, and which."""
    books = sorted(
        facts.plan.runbooks.values(), key=lambda b: (_rank(facts.bus_factor(b).at_most), facts.runbook_tier(b), b.title)
    )
    return table(
        "Runbooks: how many people must be away until nobody can carry it out",
        "Runbook | Tier | Bus factor | It stops without",
        (
            (
                _title(b),
                cell(str(facts.runbook_tier(b))),
                cell(staffing.number(facts.bus_factor(b))),
                cell(*staffing.without(facts, facts.bus_factor(b))),
            )
            for b in books
        ),
        "the plan has no runbook",
    )


def locked_out(facts: Facts) -> tuple[Table | Items, ...]:
    """Credentials that need their holders, fewest first; then those that can be had without them."""
    found = [(c, facts.bus_factor(c)) for c in facts.plan.credentials.values()]
    free = [c.ref for c, factor in found if factor.is_free]
    needing = sorted(((c, f) for c, f in found if not f.is_free), key=lambda cf: _rank(cf[1].at_most))
    said = (Span("Sealed, or kept where it can be fetched, so that no holder is needed: "), *links(facts, free))
    held = table(
        "Credentials that need one of their holders",
        "Credential | Bus factor | Nobody can use it without",
        (
            (
                cell(link(facts, c.ref), header=True),
                cell(staffing.number(factor)),
                cell(*staffing.without(facts, factor)),
            )
            for c, factor in needing
        ),
        "none" if free else "the plan has no credential",
    )
    return (held, Items((said,))) if free else (held,)


def of_people(facts: Facts) -> Table:
    """One row a person who is here, one column a kind of exercise: the newest day."""
    people = [p for p in facts.plan.people.values() if facts.is_active(p)]
    days = {p.id: facts.exercises(p) for p in people}
    kinds = [e for e in Exercise if any(e in found for found in days.values())]
    return Table(
        "By person: the newest day in each kind of drill",
        tuple(Column(t) for t in ("Person", "Led", *(k.value.capitalize() for k in kinds))),
        tuple(
            (
                cell(Span(p.name, href=href(p.ref)), header=True),
                cell(_newest_led(facts, p)),
                *(cell(_day(days[p.id].get(k))) for k in kinds),
            )
            for p in people
        ),
        empty="the plan names nobody",
    )


def _newest_led(facts: Facts, person: Person) -> Span:
    led = facts.led(person)
    return Span(f"{len(led)}, last {led[-1].occurred}", href=href(led[-1].ref)) if led else _day(None)


def _day(day: date | None) -> Span:
    return Span(str(day)) if day is not None else Span("never", tone="muted")


def of_role(facts: Facts, role: Role) -> Table | None:
    """Runbooks in whose steps the role acts as rows, its people as columns."""
    people = facts.people(role.ref)
    books = [b for b in facts.plan.runbooks.values() if any(s.by == role.ref for s in b.steps)]
    if not books or not people:
        return None
    return Table(
        "Drills of the runbooks in which this role acts",
        tuple(Column(t) for t in ("Runbook", *(p.name for p in people))),
        tuple((_title(b), *_row(facts, b, people)) for b in books),
    )


def _row(facts: Facts, book: Runbook, people: Iterable[Person]) -> Iterable[Cell]:
    found = {p.person: p for p in facts.practice(book)}
    return (_tried(found.get(person.id)) for person in people)


def of_person(facts: Facts, person: Person) -> Table | None:
    """Runbooks that count on the person, or that the person has practised."""
    found = facts.practised(person)
    if not found:
        return None
    return table(
        "Runbooks: what this person has tried, and which stop without",
        "Runbook | Counts on this person | Newest drill | Stops without this person",
        (
            (
                _title(book),
                cell("yes" if one.is_named else Span("no", tone="muted")),
                _tried(one),
                cell(_alone(facts, book, person)),
            )
            for book, one in found
        ),
    )


def _alone(facts: Facts, book: Runbook, person: Person) -> Span:
    found = facts.bus_factor(book)
    if person.id in found.alone:
        return Span("yes", tone="bad", strong=True)
    return Span("not known", tone="fair") if found.open else Span("no", tone="muted")


def _tried(found: Practice | None) -> Cell:
    if found is None or found.last is None:
        return cell(Span("never", tone="fair"))
    talk = () if found.done is not None else (Span(" (talk)", tone="muted"),)
    if found.led is None:
        return cell((Span(str(found.last)), *talk))
    later = ((Span(f"last {found.last}"),),) if found.last > found.led else ()
    return cell((Span(f"led {found.led}"), *talk), *later)


def _title(book: Runbook) -> Cell:
    return cell(Span(book.title, href=href(book.ref)), header=True)


def _rank(at_most: int | None) -> int:
    """Fewest first; what is not known stands before what is safe."""
    return at_most if at_most is not None else staffing.FRAGILE + 1
