"""The record of the plan: approvals, versions, accepted findings, risks, measures, past incidents, planned changes."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.report.block import Pairs, Table
from bcdr.report.site.link import link
from bcdr.report.site.page import NOT_KNOWN, Page
from bcdr.report.site.part import known, pairs, section, sections, table
from bcdr.report.site.places import anchored
from bcdr.report.site.risk import automations, changes, components, incidents, measures, risks
from bcdr.report.site.start import in_force
from bcdr.report.span import cell, pair
from bcdr.report.wording import day, duration, listed


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
            section("risks", "Risks", risks(facts)),
            section("measures", "Measures", measures(facts)),
            section("incidents", "Past incidents", incidents(facts) if plan.incidents else None),
            section("changes", "Planned risky work", changes(facts) if plan.changes else None),
            section("automations", "Jobs that can destroy", automations(facts) if plan.automations else None),
            section(
                "components", "Components and their end of support", components(facts) if plan.components else None
            ),
        ),
    )


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
