"""The record of the plan: approvals, versions, accepted findings, risks, measures, past incidents, planned changes."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.model.record import Entry
from bcdr.report.document import Cell, Pairs, Span, Table, cell, pair
from bcdr.report.site.link import link, links, typed
from bcdr.report.site.page import NOT_KNOWN, Page
from bcdr.report.site.part import known, pairs, section, sections, table
from bcdr.report.site.places import anchored
from bcdr.report.site.start import in_force
from bcdr.report.wording import day, duration, flag, listed


def record(facts: Facts) -> Page:
    """What an owner and an auditor want to see besides the day of the disaster."""
    plan = facts.plan
    return Page(
        path="record",
        title="Record of the plan",
        kind="Governance",
        sections=sections(
            section("approval", "Approval", in_force(facts), _reviews(facts), _versions(facts)),
            section("scope", "Scope and policy", _scope(facts)),
            section("after", "After an event", _after(facts)),
            section("waivers", "Accepted findings", _waivers(facts)),
            section("risks", "Risks", _risks(facts)),
            section("measures", "Measures", _measures(facts)),
            section("incidents", "Past incidents", _incidents(facts) if plan.incidents else None),
            section("changes", "Planned risky work", _changes(facts) if plan.changes else None),
            section("automations", "Jobs that can destroy", _automations(facts) if plan.automations else None),
            section(
                "components", "Components and their end of support", _components(facts) if plan.components else None
            ),
        ),
    )


def _head(kind: str, entry: Entry) -> Cell:
    return anchored(kind, entry.id, entry.name_or_id)


def _reviews(facts: Facts) -> Table:
    found = sorted(facts.plan.reviews.values(), key=lambda r: str(r.occurred or ""), reverse=True)
    return table(
        "Approvals and reviews",
        "Date | Kind | By | Of | Remark",
        (
            (
                anchored("reviews", r.id, day(r.occurred, NOT_KNOWN)),
                cell(r.kind.replace("-", " ")),
                cell(
                    link(facts, f"people/{r.by}" if r.by else None),
                    *((link(facts, f"roles/{r.role}"),) if r.role else ()),
                ),
                cell(f"version {r.version}" if r.version else r.scope or "the plan"),
                cell(*(x for x in (r.result, r.note) if x)) if r.result or r.note else cell(""),
            )
            for r in found
        ),
        "no review and no approval is recorded",
    )


def _versions(facts: Facts) -> Table:
    found = sorted(facts.plan.versions.values(), key=lambda v: str(v.occurred), reverse=True)
    return table(
        "Versions",
        "Version | Released | By | Change",
        (
            (
                anchored("versions", v.id, v.id),
                cell(day(v.occurred)),
                cell(link(facts, f"people/{v.by}" if v.by else None)),
                cell(v.changed),
            )
            for v in found
        ),
        NOT_KNOWN,
    )


def _scope(facts: Facts) -> Pairs:
    plan = facts.plan
    scope = plan.organization.scope
    return pairs(
        pair("Covers", *(scope.includes if scope else ())),
        pair("Leaves out", *(f"{e.what}: {e.reason or 'no reason given'}" for e in (scope.excludes if scope else ()))),
        pair("Must meet", *(scope.requirements if scope else ())),
        pair("Sites", listed(scope.sites if scope else ())),
        pair("Rule profile", facts.profile),
        pair("Frameworks", listed(plan.policy.frameworks)),
        pair("Reviewed every", duration(facts.approval.review_every)),
        pair("Regions allowed for personal data", listed(plan.policy.regions_allowed)),
        pair("Classification", plan.policy.classification),
    )


def _after(facts: Facts) -> Pairs | None:
    found = facts.plan.activation
    if found is None:
        return None
    return pairs(
        pair("Stand down", found.stand_down, *found.stand_down_actions),
        pair("Longest shift", duration(found.shift_limit)),
        pair("Review of the event within", duration(found.review_within)),
        known("Remark", found.note),
    )


def _waivers(facts: Facts) -> Table:
    return table(
        "Accepted by name, for a limited time",
        "Finding | On | Reason | Accepted by | Until",
        (
            (
                anchored("waivers", w.id, w.rule),
                cell(link(facts, w.on)),
                cell(
                    *(
                        x
                        for x in (
                            w.reason,
                            f"instead: {w.alternative}" if w.alternative else None,
                            f"lost: {w.lost}" if w.lost else None,
                        )
                        if x
                    )
                ),
                cell(link(facts, w.approved_by)),
                cell(day(w.valid_until, "no end")),
            )
            for w in facts.plan.waivers.values()
        ),
    )


def _risks(facts: Facts) -> Table:
    return table(
        "Judged by people: 1 negligible to 4 maximum",
        "Risk | Severity and likelihood | Remains | Treated by | Owner",
        (
            (
                anchored("risks", r.id, r.title, *((Span(r.harm, tone="muted"),) if r.harm else ())),
                cell(f"{r.severity or NOT_KNOWN} and {r.likelihood or NOT_KNOWN}"),
                cell(
                    f"{r.residual.severity or NOT_KNOWN} and {r.residual.likelihood or NOT_KNOWN}"
                    if r.residual
                    else NOT_KNOWN
                ),
                cell(r.treatment or NOT_KNOWN, links(facts, typed("measures", r.measures), "no measure")),
                cell(link(facts, r.owner, "nobody")),
            )
            for r in facts.plan.risks.values()
        ),
        "the register of risks is empty",
    )


def _measures(facts: Facts) -> Table:
    return table(
        "Technical and organisational measures besides copies",
        "Measure | Serves | State | Owner | Evidence",
        (
            (
                anchored("measures", m.id, m.title, *((Span(m.text, tone="muted"),) if m.text else ())),
                cell(listed(m.point, NOT_KNOWN)),
                cell(m.status.replace("-", " "), f"checked {day(m.reviewed, 'never')}"),
                cell(link(facts, m.owner, "nobody")),
                cell(links(facts, typed("evidence", m.evidence))),
            )
            for m in facts.plan.measures.values()
        ),
        "no measure is written",
    )


def _incidents(facts: Facts) -> Table:
    return table(
        "What happened to us",
        "Incident | Began | Noticed | Hit | Causes, first to last | Learned",
        (
            (
                _head("incidents", i),
                cell(day(i.occurred, NOT_KNOWN)),
                cell(day(i.detected, NOT_KNOWN)),
                cell(links(facts, i.affects, NOT_KNOWN)),
                cell(*i.causes),
                cell(*i.lessons),
            )
            for i in facts.plan.incidents.values()
        ),
    )


def _changes(facts: Facts) -> Table:
    return table(
        "Backup before, way back, when to stop",
        "Work | Planned | Touches | Backup before | Way back | Stop when",
        (
            (
                _head("changes", c),
                cell(day(c.occurred or c.planned, NOT_KNOWN), c.status),
                cell(links(facts, c.affects, NOT_KNOWN)),
                cell(
                    f"{c.backup_before.copy or NOT_KNOWN}, opened {day(c.backup_before.opened, 'never')}"
                    if c.backup_before
                    else "none"
                ),
                cell(
                    *(
                        x
                        for x in (c.rollback, f"no return after: {c.no_return_after}" if c.no_return_after else None)
                        if x
                    )
                ),
                cell(c.abort_when or NOT_KNOWN),
            )
            for c in facts.plan.changes.values()
        ),
    )


def _automations(facts: Facts) -> Table:
    return table(
        "Scripts with power",
        "Job | Can | On | Shows first | Most in one run | Second approval",
        (
            (
                _head("automations", a),
                cell(listed(a.can, NOT_KNOWN)),
                cell(links(facts, a.affects, NOT_KNOWN)),
                cell(flag(a.dry_run)),
                cell(a.cap or "no limit"),
                cell(flag(a.second_approval)),
            )
            for a in facts.plan.automations.values()
        ),
    )


def _components(facts: Facts) -> Table:
    return table(
        "What the way back rests on",
        "Component | Used by | Support ends | Rebuilt by",
        (
            (
                _head("components", c),
                cell(links(facts, c.used_by, NOT_KNOWN)),
                cell(day(c.end_of_support, NOT_KNOWN)),
                cell(c.rebuild or NOT_KNOWN, *((link(facts, f"runbooks/{c.runbook}"),) if c.runbook else ())),
            )
            for c in facts.plan.components.values()
        ),
    )
