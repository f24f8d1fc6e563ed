"""Appendices: contacts, vendors, keys, data, impact analysis, tests, papers, what is missing, glossary."""

from __future__ import annotations

from dataclasses import replace

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED
from bcdr.report import shell
from bcdr.report.art32.history import tests
from bcdr.report.block import Callout, Column, Table, say
from bcdr.report.book.anchor import anchor_of
from bcdr.report.book.clause import served
from bcdr.report.book.inventory import inventory
from bcdr.report.book.leaf import leaf
from bcdr.report.book.number import starred
from bcdr.report.book.reconstitution import ROOM
from bcdr.report.document import Section
from bcdr.report.glossary import glossary
from bcdr.report.naming import place_words
from bcdr.report.origin import files
from bcdr.report.provenance import Provenance
from bcdr.report.site import indexes
from bcdr.report.site.contacts import contacts
from bcdr.report.site.link import reach
from bcdr.report.site.papers import documents
from bcdr.report.site.part import severity_span
from bcdr.report.site.places import places
from bcdr.report.site.service import service
from bcdr.report.site.vendor import vendor
from bcdr.report.span import Cell, Span, cell, coded, line
from bcdr.report.wording import counted, day, duration

SPARE_ROWS = 4
"""Empty lines of the distribution list, for copies that are handed out."""


def appendices(audit: Audit, provenance: Provenance) -> Section:
    """Part I5 of SP 800-34, without the clauses."""
    facts = audit.facts
    return Section(
        "appendices",
        "Appendices",
        (served("appendices"),),
        (
            _contacts(facts),
            _vendors(audit),
            replace(leaf(places(facts)), title="Places, keys and logins"),
            replace(leaf(indexes.datastores(facts)), title="Data and their worst loss"),
            inventory(facts),
            impact(audit),
            _tests(audit),
            leaf(documents(facts), only=("papers",), title="Associated documents"),
            _missing(audit),
            glossary(),
            shell.method(audit, provenance),
            Section("files", "Attached files", files(provenance)),
        ),
        starts_page=True,
    )


def _contacts(facts: Facts) -> Section:
    found = leaf(contacts(facts), only=("people", "outside"))
    return replace(found, sections=tuple(map(starred, found.sections)))


def distribution(facts: Facts) -> Section:
    """Who has a copy of the plan, with lines for those that are handed out."""
    rows: list[tuple[Cell, ...]] = [
        (
            cell(place_words(facts, k.at), header=True),
            cell(k.as_ or "copy"),
            cell("always current" if k.always_current else day(k.occurred)),
            cell(*ROOM),
            cell(""),
        )
        for k in facts.plan.kept.values()
    ]
    rows += [(cell(*ROOM, header=True), *(cell("") for _ in range(4))) for _ in range(SPARE_ROWS)]
    table = Table(
        "Copies of this plan; take the old one back when you hand out a new one",
        (Column("Held by, or kept at", 32), Column("Form", 28), Column("Made", 11), Column("Handed out on", 13),
         Column("Received (signature)", 16)),
        tuple(rows),
    )  # fmt: skip
    return Section("distribution", "Distribution", (table,))


def _vendors(audit: Audit) -> Section:
    facts = audit.facts
    table = Table(
        "Hotline, contract and notice of each vendor",
        (
            Column("Vendor", 20),
            Column("Hotline", 32),
            Column("Contract", 14),
            Column("Ends", 11),
            Column("Support", 23),
        ),
        tuple(
            (
                cell(Span(v.name_or_id, href=f"#{anchor_of(v.ref)}", page=True), header=True),
                cell(*(reach(c) for c in v.contacts)),
                cell((v.contract.reference if v.contract else None) or "not provided"),
                cell(day(v.contract.ends if v.contract else None)),
                cell((v.contract.support if v.contract else None) or "not provided"),
            )
            for v in facts.plan.vendors.values()
        ),
        empty="the plan names no vendor",
        compact=True,
    )  # fmt: skip
    parts = ("outage", "contact", "note")
    return Section(
        "vendors",
        "Vendors",
        starred(Section("vendors", "", (table,))).blocks,
        tuple(leaf(vendor(v, audit), only=parts, is_flat=True) for v in facts.plan.vendors.values()),
    )


def impact(audit: Audit) -> Section:
    """The business impact analysis in the order of the template of SP 800-34, appendix B."""
    facts = audit.facts
    services = sorted(facts.services, key=lambda s: (s.tier or 5, facts.rto_of(s) or UNBOUNDED, s.name_or_id))
    table = Table(
        "Processes and services by how critical they are",
        (
            Column("Service", 22), Column("Tier", 6, "right"), Column("MTPD", 10, "right"), Column("RTO", 10, "right"),
            Column("WRT", 9, "right"), Column("RPO", 10, "right"), Column("Least acceptable service (MBCO)", 33),
        ),
        tuple(_critical(facts, s) for s in services),
        empty="the plan names no service",
        compact=True,
    )  # fmt: skip
    intro = say(
        "How bad the absence of each service is as time goes by, for the business and for the people whose data it "
        "is, and what follows from it: the longest tolerable time (MTPD), the objectives, the order of recovery."
    )
    return Section(
        "impact",
        "Business impact analysis",
        (served("impact"), intro, table),
        tuple(leaf(service(s, audit, None), only=("about", "impact"), is_flat=True) for s in services),
    )


def _critical(facts: Facts, found: Service) -> tuple[Cell, ...]:
    return (
        cell(found.name_or_id, header=True),
        cell(str(found.tier) if found.tier else "not provided", align="right"),
        cell(duration(found.mtpd), align="right"),
        cell(duration(facts.rto_of(found)), align="right"),
        cell(duration(found.wrt), align="right"),
        cell(duration(facts.rpo_of(found)), align="right"),
        cell(found.mbco or "not provided"),
    )


def _tests(audit: Audit) -> Section:
    found = tests(audit, in_full=False)
    return replace(found, title="Tests: calendar and history", blocks=(served("tests"), *found.blocks))


def _missing(audit: Audit) -> Section:
    """Open findings in one line each: whoever uses the plan should know its holes."""
    shown = [f for f in audit.findings if f.waiver is None]
    accepted = len(audit.findings) - len(shown)
    if not shown:
        quiet = Callout(
            "No open finding", (line(f"{counted(accepted, 'finding')} accepted by a named person."),), "good"
        )
        return Section("missing", "What is known to be missing", (served("missing"), quiet))
    besides = f"; {accepted} more accepted by a named person" if accepted else ""
    table = Table(
        f"Open findings{besides}",
        (Column("Grade", 12), Column("What is so", 48), Column("What ends it", 40)),
        tuple(_finding(f) for f in shown),
        compact=True,
    )
    return Section("missing", "What is known to be missing", (served("missing"), table))


def _finding(found: Finding) -> tuple[Cell, ...]:
    ends = (coded(found.help),) if found.help else ()
    return cell(severity_span(found), header=True), cell(coded(found.message)), cell(*ends)
