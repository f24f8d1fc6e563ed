"""The page of a service: how it stands, how to bring it back, what it needs, how bad its absence is."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.record import fields_of
from bcdr.model.service import Impact, Parts, Service
from bcdr.report.block import Column, Pairs, Table
from bcdr.report.naming import place_words
from bcdr.report.picture import recovery_timeline, service_map
from bcdr.report.site import recovery
from bcdr.report.site.link import href, link, links, path_of, typed
from bcdr.report.site.map import illustrated
from bcdr.report.site.page import NOT_KNOWN, Page
from bcdr.report.site.part import (
    contact_lines,
    drill_table,
    findings_about,
    known,
    pairs,
    prose,
    runbook_choices,
    section,
    sections,
    table,
)
from bcdr.report.site.standing import standings
from bcdr.report.span import Span, cell, pair
from bcdr.report.status import ServiceStatus
from bcdr.report.wording import day, duration, money

HARMS = ("business", "people", "safety", "legal", "financial", "reputation", "environment")


def service(service: Service, audit: Audit, status: ServiceStatus | None) -> Page:
    """One service."""
    facts = audit.facts
    stores = facts.stores_of(service)
    books = (*facts.runbooks(service), *(b for s in stores for b in facts.runbooks(s)))
    fallback = service.fallback
    holds = f"bearable for {duration(fallback.holds)}" if fallback and fallback.holds is not None else None
    badges = [Span(f"Tier {service.tier}" if service.tier else "Tier not known")]
    badges += [Span("public")] if service.public else []
    badges += [] if service.active else [Span("retired", tone="fair")]
    return Page(
        path=path_of("services", service.id),
        title=service.name_or_id,
        kind="Service",
        badges=tuple(badges),
        sections=sections(
            section("about", "", *prose(service.description)),
            section("standing", "How it stands", standings((status,)) if status else None),
            section(
                "down",
                "If it is down",
                pairs(
                    pair("Owner", *contact_lines(facts, service.owner)),
                    pair("Least acceptable service", service.mbco),
                    pair("By hand meanwhile", fallback.do if fallback else service.no_fallback_needed, holds),
                    known("Written in", link(facts, fallback.document) if fallback and fallback.document else None),
                    known("Run by", link(facts, f"vendors/{service.vendor}") if service.vendor else None),
                ),
                runbook_choices(facts, books, "Runbooks that bring it back"),
            ),
            section("objectives", "Objectives", _objectives(facts, service)),
            section(
                "time",
                "How long it takes",
                recovery.figures(facts, service),
                *illustrated(recovery_timeline(facts, service)),
                recovery.path(facts, service),
            ),
            section(
                "needs",
                "What it needs",
                *illustrated(service_map(facts, service, href)),
                _needs(facts, service),
                _parts(facts, service),
            ),
            section("impact", "Impact over time", _impact(service)),
            section("drills", "Drills", drill_table(facts, facts.drills(service), of=service)),
            section("note", "Remark", *prose(service.note)),
            findings_about(audit, service.ref),
        ),
    )


def _objectives(facts: Facts, service: Service) -> Pairs:
    busy = (
        f"{b.from_[0]:02}-{b.from_[1]:02} to {b.to[0]:02}-{b.to[1]:02}: RTO {duration(b.rto, 'as usual')}, "
        f"RPO {duration(b.rpo, 'as usual')}{f' ({b.note})' if b.note else ''}"
        for b in service.busy
    )
    said = service.confirmed
    return pairs(
        pair("Back within (RTO)", duration(facts.rto_of(service))),
        pair("Data lost at most (RPO)", duration(facts.rpo_of(service))),
        known("After corruption found late", duration(service.rpo_corruption) if service.rpo_corruption else None),
        pair("Work to catch up (WRT)", duration(service.wrt)),
        pair("Longest tolerable (MTPD)", duration(service.mtpd)),
        known("Busy seasons", *busy),
        known("Runs at", place_words(facts, service.at) if service.at else None),
        known("Confirmed by", link(facts, said.by) if said and said.by else None, day(said.occurred) if said else None),
    )


def _needs(facts: Facts, service: Service) -> Table:
    return table(
        "Dependencies",
        "Needs | When | Without it | Holds for",
        (
            (
                cell(link(facts, d.on), *((d.note,) if d.note else ()), header=True),
                cell({"runtime": "to run", "recovery": "to be restored", "both": "to run and to be restored"}[d.kind]),
                cell(d.fallback or Span("no fallback", tone="muted")),
                cell(duration(d.holds, NOT_KNOWN)),
            )
            for d in service.depends_on
        ),
        "the plan names no dependency",
    )


def _parts(facts: Facts, service: Service) -> Table:
    found = {n: service.parts.__dict__[n] if service.parts else None for n in fields_of(Parts)}
    return table(
        "Where its seven parts are kept",
        "Part | Kept in",
        (
            (
                cell(name, header=True),
                cell(
                    links(facts, typed("datastores", refs), "nothing of the kind")
                    if refs is not None
                    else Span(NOT_KNOWN, tone="muted")
                ),
            )
            for name, refs in found.items()
        ),
    )


def _impact(service: Service) -> Table:
    shown = [h for h in HARMS if any(i.__dict__[h] is not None for i in service.impact)]
    harms = (Column(h.capitalize(), align="center") for h in shown)
    return Table(
        "Harm as time goes by, from 0 (none) to 4 (existential)",
        (Column("After"), *harms, Column("Money", align="right"), Column("Why")),
        tuple(
            (
                cell(duration(i.after), header=True),
                *(cell(_score(i, h), align="center") for h in shown),
                cell(money(i.money, NOT_KNOWN), align="right"),
                cell(i.why or ""),
            )
            for i in service.impact
        ),
        empty=NOT_KNOWN,
    )


def _score(impact: Impact, harm: str) -> str:
    value = impact.__dict__[harm]
    return NOT_KNOWN if value is None else str(value)
