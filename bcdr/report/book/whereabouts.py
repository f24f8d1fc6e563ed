"""Where the copies of the data, the keys and the other copies of this book lie: places, never keys."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Copy
from bcdr.model.people import Credential
from bcdr.report.block import Callout, Column, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import names_of, place_words
from bcdr.report.site.link import is_elsewhere
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, line
from bcdr.report.wording import counted, day

NAMED = 24
"""So many datastores are named where a place holds copies of more; the table of all data has every one."""


def copies(facts: Facts) -> Section:
    """Where data can be had back from, by place, the places with most of it first, and which login opens it."""
    held: dict[str, list[Copy]] = {}
    for copy in facts.copies:
        held.setdefault(copy.at or "", []).append(copy)
    places = sorted(held.items(), key=lambda item: (not item[0], -len(_stores(facts, item[1]))))
    table = Table(
        "Copies of the data, by where they lie",
        (Column("Where", 26), Column("Copies of", 46), Column("Opened with", 28)),
        tuple(
            (
                cell(place_words(facts, ref) if ref else "place not provided", header=True),
                cell(*_kinds(facts, found)),
                cell(_openers(facts, ref, found)),
            )
            for ref, found in places
        ),
        empty="the plan names no copy of any data",
        compact=True,
    )
    return Section("where-copies", "Where the copies are", (table,))


def keys(facts: Facts) -> Section:
    """Places of keys, never keys."""
    human = [c for c in facts.plan.credentials.values() if c.human]
    held: dict[str, list[Credential]] = {}
    for key in human:
        if key.break_glass is not None and key.break_glass.place is not None:
            held.setdefault(f"places/{key.break_glass.place}", []).append(key)
    unsealed = [c for c in human if c.break_glass is None or c.break_glass.place is None]
    table = Table(
        "Sealed copies of keys and passwords; what they are stands nowhere in this book",
        (Column("Where", 27), Column("For", 60), Column("Seals checked", 13)),
        tuple(
            (
                cell(place_words(facts, place), header=True),
                cell(", ".join(k.name_or_id for k in found)),
                cell(min((day(k.break_glass.checked, "never") for k in found if k.break_glass), default="never")),
            )
            for place, found in held.items()
        ),
        empty=NOT_PROVIDED,
    )
    others = "; ".join(f"{c.name_or_id} ({names_of(facts, c.holders, 'nobody is named')})" for c in unsealed)
    more = say(
        f"Without a sealed copy: {others}. " if others else "",
        "Who has which key, and what it opens: ", _to("places", "Places, keys and logins"), ".",
    )  # fmt: skip
    return Section("where-keys", "Where the keys are", (table, more))


def books(facts: Facts) -> Section:
    """Where the plan lies once more, and which numbers still have to be written into this copy."""
    table = Table(
        "Where other copies of this plan lie",
        (Column("Place", 40), Column("Form", 48), Column("Made", 12)),
        tuple(_kept(facts)),
        empty=NOT_PROVIDED,
    )
    return Section("where-books", "Where this plan lies", (table, *_unprinted(facts)))


def _stores(facts: Facts, found: list[Copy]) -> list[str]:
    return list(dict.fromkeys(s.name_or_id for s in facts.stores for c in s.copies.values() if c in found))


def _kinds(facts: Facts, found: list[Copy]) -> Iterator[str]:
    """Backups first: a live copy repeats what destroyed its source."""
    for word, is_live in (("", False), ("live, follows every change: ", True)):
        names = _stores(facts, [c for c in found if c.is_live is is_live])
        more = len(names) - NAMED
        if names:
            yield word + ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _openers(facts: Facts, ref: str, found: list[Copy]) -> str | Span:
    if ref and facts.labels(ref).offline:
        return "no login: it is offline"
    wanted = {ref, *(c.ref for c in found)} - {""}
    opening = [
        k
        for k in facts.plan.credentials.values()
        if k.can is not None and wanted & {*k.can.read, *k.can.restore, *k.can.write, *k.can.delete}
    ]
    # a login of a job opens it too, but somebody has to find that first
    human = [k.name_or_id for k in opening if k.human] or [f"{k.name_or_id} (of a program)" for k in opening]
    return ", ".join(human) or Span(NOT_PROVIDED, tone="muted")


def _kept(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    for kept in facts.plan.kept.values():
        made = "always current" if kept.always_current else day(kept.occurred)
        yield cell(place_words(facts, kept.at), header=True), cell(kept.as_ or NOT_PROVIDED), cell(made)


def _unprinted(facts: Facts) -> tuple[Callout, ...]:
    """A remark when numbers of people with a role stand elsewhere: on the worst night nobody can look them up."""
    people = {p.id: p for r in facts.plan.roles.values() for p in facts.people(r.ref)}
    elsewhere = [p.name for p in people.values() if any(map(is_elsewhere, p.contacts))]
    if not elsewhere:
        return ()
    whose = counted(len(elsewhere), "person", "people")
    said = line(
        f"Numbers of {whose} are kept elsewhere. Write them in by hand before this book is put away: ",
        _to("start", "Start here"), "; ", _to("call-tree", "Call tree"), "; ", _to("contacts", "Contacts"), ".",
    )  # fmt: skip
    return (Callout("Numbers that are not printed here", (said,), "fair"),)


def _to(id_: str, text: str) -> Span:
    return Span(text, href=f"#{id_}", page=True)
