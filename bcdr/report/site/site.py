"""The whole site of an audited plan, chapters in the order in which an operator at three in the morning needs them."""

from __future__ import annotations

from collections.abc import Iterable

from bcdr.audit import Audit
from bcdr.finding import Finding
from bcdr.report.assessment import assessments
from bcdr.report.explain import chapters
from bcdr.report.holding import holdings
from bcdr.report.lint import linted
from bcdr.report.priority import first_actions
from bcdr.report.provenance import Provenance
from bcdr.report.site import calendar, communication, indexes, papers, places, record, register
from bcdr.report.site.contacts import contacts
from bcdr.report.site.datastore import datastore
from bcdr.report.site.drill import drill
from bcdr.report.site.findings import findings as findings_page
from bcdr.report.site.framework import framework_index, framework_page
from bcdr.report.site.map import map_page
from bcdr.report.site.page import Chapter, Site
from bcdr.report.site.people import person, role
from bcdr.report.site.rule import rule_groups, rule_index
from bcdr.report.site.runbook import runbook
from bcdr.report.site.scenario import scenario
from bcdr.report.site.service import service
from bcdr.report.site.start import start
from bcdr.report.site.survival import survival_page
from bcdr.report.site.vendor import vendor
from bcdr.report.status import status as compare


def compose_site(audit: Audit, findings: Iterable[Finding], provenance: Provenance) -> Site:
    """The site; `findings` are those of the audit with their places in the text."""
    facts, located = audit.facts, tuple(findings)
    plan = facts.plan
    status = compare(linted("", audit, located, first=first_actions(audit, located)), audit)
    standing = {s.ref: s for s in status.services}
    applies = [c for c in facts.coverage if c.entry is None or c.entry.applicable is not False]
    quiet = [c for c in facts.coverage if c not in applies]
    runbooks = sorted(plan.runbooks.values(), key=lambda b: (facts.runbook_tier(b), b.title))
    services = sorted(plan.services.values(), key=lambda s: (not s.active, s.tier or 5, s.name_or_id.casefold()))
    stores = sorted(
        plan.datastores.values(), key=lambda s: (not s.active, facts.store_tier(s), s.name_or_id.casefold())
    )
    drills = sorted(plan.drills.values(), key=lambda d: (str(d.occurred or d.planned or ""), d.id), reverse=True)
    lessons, assessed = chapters(), assessments(audit)
    return Site(
        title=f"{plan.organization.name} runbooks",
        organization=plan.organization.name,
        classification=plan.policy.classification,
        as_of=facts.as_of,
        version=provenance.version,
        tool=provenance.tool,
        diary=calendar.diary(facts),
        language=plan.organization.languages[0] if plan.organization.languages else "en",
        chapters=(
            Chapter(start(audit, status)),
            Chapter(indexes.scenarios(facts), tuple(scenario(c, audit) for c in (*applies, *quiet))),
            Chapter(indexes.runbooks(facts), tuple(runbook(b, audit) for b in runbooks)),
            Chapter(contacts(facts)),
            Chapter(communication.communication(facts)),
            Chapter(places.places(facts)),
            Chapter(map_page(facts)),
            Chapter(survival_page(facts)),
            Chapter(indexes.services(status, facts), tuple(service(s, audit, standing.get(s.ref)) for s in services)),
            Chapter(indexes.datastores(facts), tuple(datastore(s, audit) for s in stores)),
            Chapter(indexes.vendors(facts), tuple(vendor(v, audit) for v in plan.vendors.values())),
            Chapter(
                indexes.roles(facts),
                (*(role(r, audit) for r in plan.roles.values()), *(person(p, audit) for p in plan.people.values())),
            ),
            Chapter(papers.documents(facts)),
            Chapter(findings_page(audit, located)),
            Chapter(calendar.calendar(facts)),
            Chapter(indexes.drills(facts), tuple(drill(d, audit) for d in drills)),
            Chapter(papers.evidence(facts)),
            Chapter(register.register(facts)),
            Chapter(record.record(facts)),
            Chapter(rule_index(lessons, audit), groups=rule_groups(lessons, audit)),
            Chapter(framework_index(assessed, holdings(audit)), tuple(map(framework_page, assessed))),
        ),
    )
