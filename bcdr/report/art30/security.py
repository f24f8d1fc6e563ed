"""What protects the data of the register: measures, datastores, processors, and datastores that no record covers."""

from __future__ import annotations

from dataclasses import replace

from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.risk import Measure
from bcdr.model.vendor import Vendor
from bcdr.report.art30.record import measure_anchor
from bcdr.report.block import Column, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import evidence_link, joined, name_of, place_words
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell
from bcdr.report.wording import day, duration, flag, listed, lock, provided


def security(facts: Facts) -> Section:
    """The general description of technical and organisational measures, from what the plan holds."""
    found = sorted(facts.plan.measures.values(), key=lambda m: (m.point[:1], m.title))
    measures = Table(
        "Technical and organisational measures",
        (
            Column("Measure", 40),
            Column("Points of Art. 32", 13),
            Column("State", 10),
            Column("Kept working by", 17),
            Column("Last checked", 10),
            Column("Evidence", 14),
        ),
        tuple(_measure(m, facts) for m in found),
        empty="no measure is recorded",
        compact=True,
    )
    return Section(
        "security",
        "General description of security measures",
        (
            say(
                "The points of Art. 30(1)(g) and 30(2)(d) for all records. Measures are what people declared, copies "
                "are what is configured, restores are what was tried: three kinds of fact, kept apart."
            ),
            measures,
            _stores(facts),
        ),
        starts_page=True,
    )


def cited(facts: Facts) -> frozenset[str]:
    """Ids of the evidence that the measures name."""
    return frozenset(id_ for m in facts.plan.measures.values() for id_ in m.evidence)


def _measure(measure: Measure, facts: Facts) -> tuple[Cell, ...]:
    said = (measure.title, measure.text) if measure.text else (measure.title,)
    return (
        replace(cell(*said, header=True), id=measure_anchor(measure)),
        cell(listed(measure.point)),
        cell(measure.status.replace("-", " ")),
        cell(name_of(facts, measure.owner)),
        cell(day(measure.reviewed, "never")),
        cell(joined(map(evidence_link, measure.evidence))),
    )


def _stores(facts: Facts) -> Table:
    """Datastores with personal data, that do not say, or that a record names: configured, tried, covered."""
    found = [s for s in facts.stores if s.personal is None or s.personal.level != "none" or facts.processing(s)]
    return Table(
        "Datastores with personal data, or named in a record",
        (
            Column("Datastore", 22),
            Column("Level", 8),
            Column("Encrypted", 10),
            Column("Backups", 9, "right"),
            Column("Kept", 7, "right"),
            Column("Lock", 13),
            Column("Last passed restore", 10),
            Column("Activities", 21),
        ),
        tuple(_store(s, facts) for s in found),
        empty="none is declared",
        compact=True,
    )


def _store(store: Datastore, facts: Facts) -> tuple[Cell, ...]:
    backups = facts.backups(store)
    deepest = facts.deepest_backup(store)
    locks = [c.immutable for c in backups if c.immutable is not None and c.immutable.for_ is not None]
    longest = max(locks, key=lambda i: i.for_ or 0, default=None)
    last = facts.last_passed_restore(store)
    covered = tuple(Span(p.title, href=f"#activity-{p.id}") for p in facts.processing(store))
    none = Span("no record covers it", tone="bad") if store.personal is not None else Span(NOT_PROVIDED, tone="fair")
    return (
        replace(cell(store.name_or_id, place_words(facts, store.at), header=True), id=f"store-{store.id}"),
        cell(store.personal.level if store.personal is not None else NOT_PROVIDED),
        cell(flag(store.encryption.at_rest if store.encryption is not None else None)),
        cell(str(len(backups)), align="right"),
        cell(_kept(deepest, facts) if backups else "none", align="right"),
        cell(lock(longest.for_, longest.mode) if longest is not None and longest.for_ is not None else "none"),
        cell(day(last.occurred if last is not None else None, "never")),
        cell(joined(covered)) if covered else cell(none),
    )


def _kept(deepest: Copy | None, facts: Facts) -> str:
    return duration(facts.depth(deepest)) if deepest is not None else NOT_PROVIDED


def processors(facts: Facts) -> Section:
    """Processors of the records, with their agreement, sub-processors and the basis of transfers."""
    ids = dict.fromkeys((*(v for p in facts.plan.processing.values() for v in p.processors), *facts.processors))
    found = [facts.plan.vendors[id_] for id_ in ids if not facts.plan.vendors[id_].own_controller]
    table = Table(
        "Processors on record",
        (
            Column("Processor", 17),
            Column("Agreement", 16),
            Column("Sub-processors", 22),
            Column("Basis of transfers", 11),
            Column("Activities", 34),
        ),
        tuple(_processor(v, facts) for v in found),
        empty="no processor is recorded",
        compact=True,
    )
    return Section("processors", "Processors", (table,))


def _processor(vendor: Vendor, facts: Facts) -> tuple[Cell, ...]:
    known = vendor.processor
    dpa = known.dpa if known is not None else None
    agreed = (dpa.reference, day(dpa.occurred)) if dpa is not None and dpa.reference else ()
    named = [p for p in facts.plan.processing.values() if vendor.id in p.processors]
    links = tuple(Span(p.title, href=f"#activity-{p.id}") for p in named)
    return (
        cell(vendor.name_or_id, listed(list(map(provided, vendor.provides))), header=True),
        cell(*agreed) if agreed else cell(Span("none recorded", tone="bad")),
        cell(*(_subprocessors(vendor) or ("none recorded",))),
        cell(known.transfer_basis if known is not None and known.transfer_basis else "none recorded"),
        cell(joined(links, "named in no record")),
    )


def _subprocessors(vendor: Vendor) -> tuple[str, ...]:
    found = vendor.processor.subprocessors if vendor.processor is not None else ()
    return tuple(", ".join(filter(None, (s.name, s.service, s.country or f"country {NOT_PROVIDED}"))) for s in found)
