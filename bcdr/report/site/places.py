"""Where things are: places with their failure domains and what lies there, and the keys that open them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bcdr.analysis.facts import Facts
from bcdr.analysis.place import LABELS
from bcdr.model.people import Credential
from bcdr.model.place import Place
from bcdr.report.block import Table
from bcdr.report.site.link import anchor_of, link, links
from bcdr.report.site.page import NOT_KNOWN, Line, Page, Section
from bcdr.report.site.part import table
from bcdr.report.span import Cell, Span, cell
from bcdr.report.wording import day, flag

MOSTLY = 2
"""Where so many times more runbooks lie than do not, those that do not are named."""


def places(facts: Facts) -> Page:
    """All places, and all credentials: where they are and who can use them, never what they are."""
    return Page(
        path="places",
        title="Places and keys",
        kind="Where it is",
        is_printable=True,
        sections=(
            Section("places", "Places", (_places(facts),)),
            Section("keys", "Keys and logins", (_keys(facts),)),
        ),
    )


def anchored(kind: str, id_: str, *lines: str | Span | Line) -> Cell:
    """The header cell of a row that others link to."""
    return replace(cell(*lines, header=True), id=anchor_of(kind, id_))


def _places(facts: Facts) -> Table:
    return table(
        "Failure domains: what one event takes together",
        "Place | Fails together with | Rests on | What lies here",
        (_place(facts, p) for p in facts.plan.places.values()),
        "the plan names no place",
        (22, 26, 16, 36),
    )


def _place(facts: Facts, place: Place) -> tuple[Cell, ...]:
    labels = facts.labels(place.ref)
    shown = [f"{name} {value}" for name in LABELS if (value := labels.get(name))]
    shown += ["offline"] if labels.offline else []
    within = ((Span("in ", tone="muted"), link(facts, f"places/{place.within}")),) if place.within else ()
    basis = (
        f"{labels.basis.replace('-', ' ')}, {_checked(_grounds(facts, place).checked)}"
        if labels.basis
        else "nothing: assumed"
    )
    return (
        anchored("places", place.id, Span(place.name_or_id, strong=True), *within),
        cell(", ".join(shown)) if shown else cell(Span(NOT_KNOWN, tone="muted")),
        cell(basis),
        cell(*_held(facts, place.ref)),
    )


def _grounds(facts: Facts, place: Place) -> Place:
    """The place in which its basis was written, with the day on which that was checked: itself or one around it."""
    around = (facts.plan.places[ref.partition("/")[2]] for ref in facts.labels(place.ref).places)
    return next((p for p in around if p.basis is not None), place)


def _checked(moment: date | None) -> str:
    return f"checked {day(moment)}" if moment else "never checked"


def _held(facts: Facts, ref: str) -> tuple[Line, ...]:
    """What lies at a place, a line a kind: what runs there, copies by their datastore, keys, printed runbooks."""
    plan = facts.plan
    there = [
        e.ref
        for kind in ("services", "datastores", "channels", "documents")
        for e in plan.collection(kind).values()
        if e.__dict__.get("at") == ref
    ]
    keys = [
        c.ref
        for c in plan.credentials.values()
        if ref in (c.kept_in, f"places/{c.break_glass.place}" if c.break_glass else None)
    ]
    books = [b.ref for b in plan.runbooks.values() if any(c.at == ref for c in b.copies_kept)]
    found = (
        links(facts, there) if there else (),
        _labelled("copies of ", _copies(facts, ref)),
        _labelled("keys: ", links(facts, keys) if keys else ()),
        _labelled("runbooks: ", _books(facts, books)),
    )
    return tuple(x for x in found if x) or ((Span("nothing that the plan names", tone="muted"),),)


def _labelled(label: str, found: Line) -> Line:
    return (Span(label, tone="muted"), *found) if found else ()


def _copies(facts: Facts, ref: str) -> Line:
    """Each datastore once, with the names of its copies there."""
    found: list[Span] = []
    for store in facts.stores:
        names = [c.id for c in store.copies.values() if c.at == ref]
        if names:
            found += ((Span("; "),) if found else ()) + (link(facts, store.ref), Span(f" ({', '.join(names)})"))
    return tuple(found)


def _books(facts: Facts, refs: list[str]) -> Line:
    others = [b.ref for b in facts.plan.runbooks.values() if b.ref not in refs]
    if not refs or len(refs) <= len(others) * MOSTLY:
        return links(facts, refs) if refs else ()
    return (Span(f"all {len(refs)}"),) if not others else (Span("all but "), *links(facts, others))


def _keys(facts: Facts) -> Table:
    return table(
        "Where a key is and who has it, never what it is",
        "Key | Who has it | Kept in | Sealed copy | Opens",
        (_key(facts, c) for c in facts.plan.credentials.values()),
        "the plan names no key",
    )


def _key(facts: Facts, key: Credential) -> tuple[Cell, ...]:
    glass, rights = key.break_glass, key.can
    sealed = (
        cell(link(facts, f"places/{glass.place}" if glass.place else None), _checked(glass.checked))
        if glass
        else cell(Span("none", tone="muted"))
    )
    use = f"{key.environment or 'use not known'}, second factor: {flag(key.mfa, NOT_KNOWN)}"
    words = []
    for name in ("delete", "write", "restore", "read"):
        refs = rights.__dict__[name] if rights else ()
        if refs:
            words.append((Span(f"{name}: "), *links(facts, refs)))
    return (
        anchored("credentials", key.id, Span(key.name_or_id, strong=True), Span(use, tone="muted")),
        cell(links(facts, key.holders, "nobody is named")),
        cell(
            link(facts, key.kept_in),
            *(((Span("login through "), link(facts, key.login_via)),) if key.login_via else ()),
        ),
        sealed,
        cell(*words) if words else cell(Span(NOT_KNOWN, tone="muted")),
    )
