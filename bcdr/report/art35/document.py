"""The sections of the impact assessment in the order of Art. 35(7)."""

from __future__ import annotations

from dataclasses import replace

from bcdr.audit import Audit
from bcdr.errors import BcdrError
from bcdr.finding import Finding
from bcdr.model.datastore import Datastore
from bcdr.model.privacy import Dpia
from bcdr.report import findings, registers, shell
from bcdr.report.art35 import annex2, description, events, parties
from bcdr.report.art35.measures import measures
from bcdr.report.art35.screening import screening_section, screenings_only
from bcdr.report.art35.summary import summary
from bcdr.report.binding import Title, bound
from bcdr.report.block import say
from bcdr.report.check.catalogue import art35_gaps
from bcdr.report.document import Document, Section
from bcdr.report.evidence_index import evidence_index
from bcdr.report.gap import gap_section
from bcdr.report.glossary import glossary
from bcdr.report.naming import names_of
from bcdr.report.provenance import Provenance
from bcdr.report.span import NOT_PROVIDED, Span, line, pair
from bcdr.report.wording import counted

TITLE = "Data protection impact assessment"
SUBTITLE = "Assessment under Article 35 GDPR"


def art35(audit: Audit, provenance: Provenance, dpia_id: str | None = None) -> Document:
    """The assessment called `dpia_id`, or the only one; without any, the record of screenings.

    Raises BcdrError when the id is unknown, or when there are several assessments and none was named.
    """
    dpia = _chosen(audit, dpia_id)
    sections = _whole(audit, provenance, dpia) if dpia is not None else _without(audit, provenance)
    subject = dpia.title if dpia is not None else "Record of screenings; no assessment is recorded"
    found = bound(
        audit,
        provenance,
        Title("art35", TITLE, f"{SUBTITLE}: {subject}", ("GDPR", "Article 35", "impact assessment", "risk to people")),
        sections,
    )
    return replace(
        found,
        cover=(*found.cover, *((("Assessment version", dpia.version or NOT_PROVIDED),) if dpia else ())),
        summary=f"{SUBTITLE}. {found.organization}: {subject}.",
    )


def _chosen(audit: Audit, dpia_id: str | None) -> Dpia | None:
    known = audit.facts.plan.dpias
    if dpia_id is not None:
        if dpia_id not in known:
            raise BcdrError(f"there is no impact assessment {dpia_id}", f"known: {', '.join(known) or 'none'}")
        return known[dpia_id]
    if len(known) > 1:
        raise BcdrError("the plan holds several impact assessments", f"name one with --dpia: {', '.join(known)}")
    return next(iter(known.values()), None)


def stores_of(dpia: Dpia, audit: Audit) -> tuple[Datastore, ...]:
    """Datastores of the assessed processing activities."""
    wanted = set(dpia.processing)
    named = {s for p in wanted if p in audit.facts.plan.processing for s in audit.facts.plan.processing[p].datastores}
    return tuple(
        s
        for s in audit.facts.stores
        if s.id in named or (s.personal is not None and wanted & set(s.personal.processing))
    )


def _whole(audit: Audit, provenance: Provenance, dpia: Dpia) -> tuple[Section, ...]:
    stores = stores_of(dpia, audit)
    refs = {dpia.ref, *(f"processing/{p}" for p in dpia.processing), *(s.ref for s in stores)}
    concerned = _concerning(refs, audit)
    gaps = provenance.located(art35_gaps(audit, dpia))
    scope = (
        pair("Processing assessed", names_of(audit.facts, (f"processing/{p}" for p in dpia.processing))),
        pair("Datastores concerned", line(", ".join(s.name_or_id for s in stores) or "not provided")),
        pair("Controller", dpia.controller or audit.facts.plan.organization.name),
    )
    return (
        shell.document_control(audit, provenance),
        summary(dpia, gaps, audit),
        shell.scope(audit, scope),
        shell.method(audit, provenance),
        screening_section(dpia, audit),
        description.description(dpia, stores, audit),
        description.necessity(dpia, audit.facts),
        events.risks(dpia, stores, audit),
        measures(dpia, audit),
        parties.officer(dpia, audit),
        parties.people(dpia),
        parties.decision(dpia, audit),
        parties.review(dpia),
        annex2.cross_reference(dpia, gaps),
        gap_section(gaps, audit),
        _findings(audit, concerned, "Findings on the data concerned"),
        evidence_index(
            audit,
            provenance,
            _cited(dpia, stores, concerned, audit),
            citing=findings.cards_of_evidence(concerned, audit),
        ),
        glossary(),
        registers.annex(audit, provenance, frozenset(f.id for f in concerned)),
    )


def _cited(dpia: Dpia, stores: tuple[Datastore, ...], concerned: tuple[Finding, ...], audit: Audit) -> frozenset[str]:
    """Ids of the evidence that the measures, the newest restores and the findings name."""
    restores = (audit.facts.last_passed_restore(s) for s in stores)
    named = (
        *(m.evidence for m in dpia.measures.values()),
        *(r.evidence for r in restores if r is not None),
        *(findings.evidence_of(f, findings.response_to(f, audit), audit) for f in concerned),
    )
    return frozenset(id_ for ids in named for id_ in ids)


def _concerning(refs: set[str], audit: Audit) -> tuple[Finding, ...]:
    """Findings on these objects and what is inside them."""
    return tuple(f for f in audit.findings if "/".join(f.object.split("/")[:2]) in refs)


def _findings(audit: Audit, concerned: tuple[Finding, ...], title: str) -> Section:
    """The findings on the data that the document is about; how many there are on other parts of the plan, and where."""
    found = findings.findings(audit, concerned, title)
    rest = len(audit.findings) - len(concerned)
    if not rest:
        return found
    others = say(
        f"{counted(rest, 'finding')} on other parts of the plan: by id in the ",
        Span("annex", href="#annex"),
        ", in full in the Art. 32 report.",
    )
    return replace(found, blocks=(others, *found.blocks))


def _without(audit: Audit, provenance: Provenance) -> tuple[Section, ...]:
    facts, gaps = audit.facts, provenance.located(art35_gaps(audit, None))
    refs = {s.ref for s in facts.stores if facts.has_personal_data(s)} | {p.ref for p in facts.plan.processing.values()}
    concerned = _concerning(refs, audit)
    named = (findings.evidence_of(f, findings.response_to(f, audit), audit) for f in concerned)
    return (
        shell.document_control(audit, provenance),
        shell.scope(audit),
        shell.method(audit, provenance),
        screenings_only(audit, gaps),
        gap_section(gaps, audit),
        _findings(audit, concerned, "Findings on personal data"),
        evidence_index(
            audit,
            provenance,
            frozenset(id_ for ids in named for id_ in ids),
            citing=findings.cards_of_evidence(concerned, audit),
        ),
        glossary(),
        registers.annex(audit, provenance, frozenset(f.id for f in concerned)),
    )
