"""The evidence index: every file that a plan names, what it supports, and where the document rests on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.drill import Evidence
from bcdr.model.plan import Plan
from bcdr.model.record import NOTHING
from bcdr.report.block import Column, Table
from bcdr.report.document import Section
from bcdr.report.naming import evidence_anchor
from bcdr.report.provenance import Provenance
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, line
from bcdr.report.wording import day, period

Links = Mapping[str, tuple[Span, ...]]
"""By id of an evidence entry, links to what rests on it in a document."""
MOST, MOST_LINKS = 6, 9
"""A report of all jobs supports more than anybody reads in one cell; the points of a matrix all have room."""


def evidence_index(
    audit: Audit,
    provenance: Provenance,
    cited: frozenset[str] | None = None,
    citing: Links = NOTHING,
    href: Callable[[str], str] = lambda _: "",
) -> Section:
    """Every evidence entry with digest, what it supports, how long it is kept, and whether the file still matches.

    `cited` are the ids that the document refers to; all of the plan by default. `citing` are, by id, links to the
    statuses and findings that rest on an entry, `href` is where the document shows what a reference names, empty
    where it does not.
    """
    used = _used(audit.facts)
    table = Table(
        "Evidence",
        (Column("Id and type", 17), Column("Title, source, SHA-256, and what it supports", 67), Column("Dates", 16)),
        tuple(
            (
                replace(cell(e.id, e.kind, header=True), id=evidence_anchor(e.id)),
                _entry(e, provenance, used.get(e.id, {}), citing.get(e.id, ()), href),
                _dates(e),
            )
            for e in audit.facts.plan.evidence.values()
            if cited is None or e.id in cited
        ),
        empty="no evidence is filed" if cited is None else "the document refers to none",
        compact=True,
    )
    return Section("evidence", "Evidence index", (table,))


def all_citing(*found: Links) -> Links:
    """Several of them as one, in their order."""
    ids = dict.fromkeys(id_ for one in found for id_ in one)
    return {id_: tuple(span for one in found for span in one.get(id_, ())) for id_ in ids}


def _entry(
    entry: Evidence,
    provenance: Provenance,
    supported: Mapping[str, str],
    citing: tuple[Span, ...],
    href: Callable[[str], str],
) -> Cell:
    names = [Span(name, href=href(ref)) for name, ref in supported.items()]
    return cell(
        entry.name_or_id,
        line(
            Span(entry.file or entry.at or NOT_PROVIDED, code=bool(entry.file)),
            " · ",
            _match(entry.id, entry.sha256, provenance),
        ),
        Span(entry.sha256, code=True) if entry.sha256 else Span(NOT_PROVIDED, tone="muted"),
        *((_few("Supports: ", names, "; ", MOST),) if names else ()),
        *((_few("Cited by: ", citing, ", ", MOST_LINKS),) if citing else ()),
        *(() if names or citing else (Span("nothing refers to it", tone="muted"),)),
    )


def _few(label: str, spans: Iterable[Span], comma: str, most: int) -> tuple[Span, ...]:
    """The first of them after a label, and how many more there are."""
    found = list(spans)
    shown = found if len(found) <= most else [*found[: most - 1], Span(f"and {len(found) - most + 1} more")]
    parts = (part for n, span in enumerate(shown) for part in ((Span(comma), span) if n else (span,)))
    return Span(label, tone="muted"), *parts


def _dates(entry: Evidence) -> Cell:
    return cell(
        day(entry.occurred),
        f"filed {day(entry.recorded)}",
        f"to be kept {period(entry.keep, '(not provided)')}",
        *((f"counts until {day(entry.valid_until)}",) if entry.valid_until is not None else ()),
    )


def _used(facts: Facts) -> Mapping[str, Mapping[str, str]]:
    """By id of an entry, what refers to it: by name the reference. What is called the same is named once."""
    used: dict[str, dict[str, str]] = {}
    for id_, ref, name in (*_cited_by_entries(facts.plan), *_cited_by_copies(facts)):
        used.setdefault(id_, {}).setdefault(name, ref)
    return used


def _cited_by_entries(plan: Plan) -> Iterator[tuple[str, str, str]]:
    for entries in (plan.drills, plan.measures, plan.certificates, plan.actions):
        for entry in entries.values():
            yield from ((id_, entry.ref, entry.name_or_id) for id_ in entry.evidence)
    for dpia in plan.dpias.values():
        for key, measure in dpia.measures.items():
            ref, name = f"{dpia.ref}/measures/{key}", f"{measure.title} ({dpia.name_or_id})"
            yield from ((id_, ref, name) for id_ in measure.evidence)


def _cited_by_copies(facts: Facts) -> Iterator[tuple[str, str, str]]:
    for store in facts.stores:
        for copy in store.copies.values():
            done = copy.last_success
            found = [
                *((done.evidence, done.check) if done else ()),
                *(copy.immutable.evidence if copy.immutable else ()),
            ]
            ref, name = f"{store.ref}/copies/{copy.id}", f"{store.name_or_id}/{copy.id}"
            yield from ((id_, ref, name) for id_ in found if id_)


def _match(id_: str, declared: str | None, provenance: Provenance) -> Span:
    if id_ not in provenance.evidence:
        return Span("file not compared", tone="muted")
    found = provenance.evidence[id_]
    if found is None:
        return Span("file missing", tone="bad")
    if declared is None:
        return Span("no digest to compare with", tone="fair")
    return Span("file matches", tone="good") if found == declared else Span("file differs", tone="bad")
