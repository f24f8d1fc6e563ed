"""The parts that every audit document has: cover, document control, scope, method, findings, evidence, glossary."""

from __future__ import annotations

from datetime import date

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.frameworks.catalogue import framework, framework_ids
from bcdr.frameworks.status import statuses
from bcdr.model.people import Role
from bcdr.report.approvals import git_blocks
from bcdr.report.block import Block, Callout, Column, Items, Pairs, Table, say
from bcdr.report.document import Section
from bcdr.report.edition import unapproved
from bcdr.report.explain import PROFILE
from bcdr.report.naming import name_of, site_names
from bcdr.report.provenance import Provenance
from bcdr.report.signoff import signatures
from bcdr.report.span import NOT_PROVIDED, Span, cell, line, pair
from bcdr.report.wording import ROLES, day, listed

DISCLAIMER = (
    "This document shows what the plan contains on the date of its data. It states no legal opinion and replaces no "
    "advice: whether measures suffice is for people to judge. It holds secrets of defence and is to be kept as such."
)


def cover(audit: Audit, provenance: Provenance, period: tuple[date, date] | None = None) -> tuple[tuple[str, str], ...]:
    """Names and values of the cover."""
    organization = audit.facts.plan.organization
    role = organization.gdpr.role if organization.gdpr is not None else None
    rows = [
        ("Organisation", organization.name),
        ("Role under the GDPR", ROLES[role] if role else NOT_PROVIDED),
        ("Data cut-off", f"{audit.facts.as_of.isoformat()} (end of day, UTC)"),
        *((("Period covered", f"{period[0]} to {period[1]}"),) if period else ()),
        ("Plan version", _released(audit) or NOT_PROVIDED),
        ("Source", provenance.mark),
        ("Prepared with", provenance.tool),
    ]
    return tuple(rows)


def _released(audit: Audit) -> str:
    versions = [v for v in audit.facts.plan.versions.values() if str(v.occurred)[:10] <= audit.facts.as_of.isoformat()]
    approved = audit.facts.approval.approved
    if versions:
        newest = max(versions, key=lambda v: str(v.occurred))
        return f"{newest.id}, released {day(newest.occurred)}"
    return f"{approved.version}, approved {approved.occurred}" if approved and approved.version else ""


def document_control(
    audit: Audit, provenance: Provenance, approvers: tuple[str, ...] = (), *, lists_copies: bool = True
) -> Section:
    """Versions, reviews and approvals, what git says of the files, distribution, next review, signature lines.

    `lists_copies` is for documents that have no list of their own of who has the plan.
    """
    facts = audit.facts
    plan = facts.plan
    blocks: list[Block] = []
    if facts.approval.approved is None:
        blocks.append(Callout("Never approved", (line("The plan records no approval. It is not in force."),), "bad"))
    elif problem := unapproved(audit):
        text = f"{problem[:1].upper()}{problem[1:]}."
        blocks.append(Callout("Content is newer than its approval", (line(text),), "fair"))
    blocks.append(
        Table(
            "Versions",
            (Column("Version", 14), Column("Released", 16), Column("By", 20), Column("Change", 50)),
            tuple(
                (
                    cell(v.id, header=True),
                    cell(day(v.occurred)),
                    cell(name_of(facts, f"people/{v.by}" if v.by else None)),
                    cell(v.changed),
                )
                for v in sorted(plan.versions.values(), key=lambda v: str(v.occurred), reverse=True)
            ),
            empty=NOT_PROVIDED,
        )
    )
    blocks.append(
        Table(
            "Reviews and approvals",
            (
                Column("Date", 11),
                Column("Kind", 13),
                Column("By", 14),
                Column("In the role of", 16),
                Column("Version", 8),
                Column("Remark", 38),
            ),
            tuple(
                (
                    cell(day(r.occurred), header=True),
                    cell(r.kind.replace("-", " ")),
                    cell(name_of(facts, f"people/{r.by}" if r.by else None)),
                    cell(_role_title(audit, r.role)),
                    cell(r.version or NOT_PROVIDED),
                    cell(r.note or r.result or ""),
                )
                for r in sorted(plan.reviews.values(), key=lambda r: r.occurred or date.min, reverse=True)
            ),
            empty="no review and no approval is recorded",
        )
    )
    blocks += git_blocks(provenance)
    blocks.append(
        Pairs(
            (
                pair("Classification of the plan", plan.policy.classification),
                pair("Next review", day(facts.approval.next_review)),
                pair("Written for", *(plan.organization.scope.audience if plan.organization.scope else ())),
                pair("Told of changes", *plan.policy.changes_told_to),
                *((_copies(facts),) if lists_copies else ()),
            )
        )
    )
    signers = [
        (_role_title(audit, r.id), name_of(facts, f"people/{r.holder}" if r.holder else None))
        for r in _signing_roles(audit)
    ]
    signers += [(a, "") for a in approvers]
    blocks.append(signatures("control", signers or [("Approver", "")]))
    return Section("control", "Document control", tuple(blocks))


def _copies(facts: Facts) -> tuple[str, tuple[tuple[Span, ...], ...]]:
    kept = facts.plan.kept.values()
    return pair("Copies of the plan", *(f"{name_of(facts, k.at)}: {k.as_ or 'copy'}, {day(k.occurred)}" for k in kept))


def _role_title(audit: Audit, id_: str | None) -> str:
    role = audit.facts.plan.roles.get(id_) if id_ else None
    return role.name_or_id if role is not None else (id_ or NOT_PROVIDED)


def _signing_roles(audit: Audit) -> tuple[Role, ...]:
    return tuple(r for r in audit.facts.plan.roles.values() if "approve-plan" in r.powers)


def scope(audit: Audit, extra: tuple[tuple[str, tuple[tuple[Span, ...], ...]], ...] = ()) -> Section:
    """Sites, services, processings, exclusions, frameworks, legal role."""
    facts = audit.facts
    organization, plan = facts.plan.organization, facts.plan
    stated = organization.scope
    role = organization.gdpr.role if organization.gdpr is not None else None
    rows = (
        pair("Organisation", organization.name, organization.address, organization.sector),
        pair("Role under the GDPR", ROLES[role] if role else None),
        pair("Head count", str(organization.people) if organization.people is not None else None),
        pair("Purpose", stated.purpose if stated else None),
        pair("Sites", listed([_site(facts, s) for s in stated.sites]) if stated and stated.sites else None),
        pair("Services", listed([s.name_or_id for s in facts.services])),
        pair(
            "Datastores",
            f"{len(facts.stores)}, of which {sum(facts.has_personal_data(s) for s in facts.stores)} with personal data",
        ),
        pair("Processing activities", listed([p.title for p in plan.processing.values()])),
        pair("Left out", *(f"{e.what}: {e.reason or 'no reason given'}" for e in (stated.excludes if stated else ()))),
        pair("Requirements", *(stated.requirements if stated else ())),
        pair("Supervisory authority", organization.gdpr.authority if organization.gdpr else None),
        pair("Rule profile", f"{facts.profile}, as for a company of {PROFILE[facts.profile]}"),
        pair("Frameworks", *map(_framework, plan.policy.frameworks)),
        *extra,
    )
    return Section("scope", "Scope and basis", (Pairs(rows),))


def _framework(id_: str) -> str:
    """A framework with the version that the clauses are cited from; the word as written where it is not known."""
    if id_ not in framework_ids():
        return id_
    found = framework(id_)
    number, _, rest = found.version.partition(", ")
    version = rest if number in found.title else found.version
    return ", ".join(filter(None, (found.title, version)))


def _site(facts: Facts, label: str) -> str:
    """A site by the name of what lies there; the label where nothing has one."""
    return site_names(facts).get(label, label)


def method(audit: Audit, provenance: Provenance) -> Section:
    """How evidence was collected, what the words mean, and what the method cannot show."""
    words = Table(
        "Status words",
        (Column("Word", 22), Column("What a reader may conclude", 78)),
        tuple((cell(s.title, header=True), cell(s.meaning)) for s in statuses()),
    )
    grades = Table(
        "Severity of findings",
        (Column("Word", 22), Column("Meaning", 78)),
        (
            (
                cell(Span("critical", tone="bad"), header=True),
                cell("an error of the rule catalogue on tier 1 or on special data"),
            ),
            (cell(Span("high", tone="bad"), header=True), cell("any other error")),
            (cell(Span("medium", tone="fair"), header=True), cell("a warning")),
            (cell(Span("low", tone="note"), header=True), cell("information")),
            (
                cell(Span("accepted", tone="note"), header=True),
                cell("waived by a named person for a limited time; it stays visible"),
            ),
        ),
    )
    left_out = f" Not run: {', '.join(audit.left_out)}." if audit.left_out else ""
    return Section(
        "method",
        "Method and limits",
        (
            say(
                "Three kinds of fact are kept apart throughout: what is ", Span("declared", strong=True),
                " (an objective that people set), what is ", Span("configured", strong=True),
                " (schedules, places, locks, from which worst cases are computed) and what was ",
                Span("measured", strong=True), " (drills and job reports with a date).",
            ),
            say(
                f"{len(audit.checked)} rules were run over the whole plan, without sampling.{left_out} "
                "Worst-case loss is the "
                "longest gap between starts plus the time until the copy is usable plus its lag, for the best backup; "
                "live copies earn no credit. After corruption the time to discover it is added; while jobs fail, the "
                "time to notice and repair. Time to recover is the larger of the estimate and the last measurement."
            ),
            Items(
                (
                    line("Everything rests on what people wrote in the plan; the tool looked at no live system."),
                    line("Files named as evidence were compared with their SHA-256; what they say was not judged."),
                    line("The tool never sets a legal basis, a risk level, a decision or an opinion: people do."),
                    line("The tool is not independent of who runs it; an auditor can rebuild this from the plan."),
                    line("No time of making is printed: the same plan, day and version always give the same bytes."),
                )
            ),
            words,
            grades,
            Pairs(
                (
                    pair("Plan digest (SHA-256 over all files)", Span(provenance.digest, code=True)),
                    pair("Source", provenance.version),
                )
            ),
        ),
    )  # fmt: skip
