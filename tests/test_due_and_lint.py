"""What is due and what a lint finds come from the same days: on the day nothing is found, on the day after it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest

from bcdr.analysis import limit as limits
from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import Limit
from bcdr.audit import audit
from bcdr.model.plan import Plan
from bcdr.model.vendor import Question
from bcdr.report.check.catalogue import checks
from bcdr.rules.registry import rule_named
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

DONE = date(2026, 3, 1)
"""When everything here was last done."""

GROUND = """\
bcdr: 1
organization: {name: Shop, country: DE, people: %(people)s}
policy: {rules: {%(options)s}}
people:
  ada: {name: Ada, contacts: [{kind: phone, value: "1", out_of_band: yes}]}
  ben: {name: Ben}
roles: {lead: {duty: d, holder: ada, deputies: [ben], powers: [accept-risk, approve-plan]}}
places:
  room: {site: office, provider: self, account: a, admin: x, storage: s1}
  home: {site: home, provider: self, offline: yes, account: b, admin: y, storage: s2}
vendors: {host: {provides: [hosting]}}
services:
  shop: {tier: 1, at: room, public: yes, owner: lead, rto: 4h, rpo: 1d, depends_on: [{on: datastores/db}, {on: vendors/host}]}
datastores:
  db:
    class: truth
    at: room
    personal: {level: ordinary}
    copies: {n: {kind: dump, at: home, every: 1d, monitor: {by: watch, alerts: [lead], notices_missing_run: yes}}}
"""


def plan_of(fragment: str, *, options: str = "", people: int = 40) -> Plan:
    """The ground with a fragment of YAML as a second file; what it gives to an object of the ground is merged by hand."""
    texts = {"plan.yaml": GROUND % {"people": people, "options": options}, "more.yaml": fragment}
    loaded = load(from_texts(texts))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    return loaded.plan


DRILL = "drills: {{d: {{type: {type}, covers: [{covers}], occurred: 2026-03-01, result: passed{more}}}}}"
RESTORED = DRILL.format(type="system-restore", covers="datastores/db", more="")
ACCEPTED = "accepted: {by: roles/lead, occurred: 2026-03-01, valid_until: 2026-12-24, reason: r, alternative: a}"

APPROVED = "reviews: {a: {kind: approval, by: ada, role: lead, occurred: 2026-03-01}}"
INCIDENT = "incidents: {i: {title: I, occurred: 2026-02-28, ended: 2026-03-01}}"
RUNBOOK = "runbooks: {{r: {{title: R, recovers: [{}], reviewed: {}, exercised: 2026-03-01}}}}"
GIVEN = "{answer: here, basis: contract, occurred: 2026-03-01}"
VENDOR = "services: {mail: {tier: 1, depends_on: [vendors/mail]}}\nvendors: {mail: {answers: {%s}}}"
ANSWERED = VENDOR % ", ".join(f"{q}: {GIVEN}" for q in get_args(Question))
ASKED = ANSWERED.replace(GIVEN, "{asked: 2026-03-01}", 1)
WATCHED = """
services: {mail: {tier: 1, depends_on: [datastores/mail]}}
datastores:
  mail:
    at: room
    copies:
      n: {kind: dump, at: home, every: 1d,
          monitor: {by: mailer, alerts: [lead], notices_missing_run: yes, alarm_tested: 2026-03-01}}
"""
STANDBY = "services: {mail: {tier: 1, at: room, standby: {at: home}}}\n" + DRILL.format(
    type="failover", covers="services/mail", more=""
)
PLAYED = DRILL.format(type="tabletop", covers="", more=", scenario: ransomware") + "\nscenarios: {ransomware: {}}"
CONTACTS = "communication: {customer_contacts: {at: home, refreshed: 2026-03-01}}"
WAIVER = (
    "waivers: {w: {rule: backup-same-region, on: datastores/db, reason: r, alternative: a, approved_by: roles/lead,"
    " occurred: 2026-03-01, valid_until: 2026-12-24}}"
)
ACTION = "actions: {a: {title: A, owner: roles/lead, due: 2026-12-24, from: drills/d}}\n" + RESTORED
OLD = "components: {c: {title: C, used_by: [datastores/db], end_of_support: 2026-12-24}}"
NOT_TIER1 = {"options": "restore-test-stale: {tier1: unbounded}"}

CASES = {
    "restore": ("restore", "datastores/db", "restore-test-stale", RESTORED, 180, {}),
    "restore, small": ("restore", "datastores/db", "restore-test-stale", RESTORED, 365, {"people": 5}),
    "restore, policy": ("restore", "datastores/db", "restore-test-stale", RESTORED, 99, {"options": "restore-test-stale: {tier1: 99d}"}),
    "restore, personal": ("restore", "datastores/db", "availability-evidence-missing", RESTORED, 365, NOT_TIER1),
    "any drill": ("exercise", "plan", "plan-never-exercised", DRILL.format(type="tabletop", covers="", more=""), 365, {}),
    "call-out": ("exercise", "plan", "callout-untested", DRILL.format(type="notification-test", covers="", more=""), 365, {}),
    "call-out, policy": ("exercise", "plan", "callout-untested", DRILL.format(type="notification-test", covers="", more=""), 30, {"options": "callout-untested: {limit: 30}"}),
    "disaster": ("exercise", "plan", "scenario-not-exercised", PLAYED, 730, {}),
    "failover": ("exercise", "services/mail", "failover-never-tested", STANDBY, 365, {}),
    "runbook": ("runbook", "runbooks/r", "runbook-stale", RUNBOOK.format("datastores/db", "2026-03-01"), 180, {}),
    "runbook, no tier": ("runbook", "runbooks/r", "runbook-stale", RUNBOOK.format("", "2026-03-01"), 365, {}),
    "runbook, small": ("runbook", "runbooks/r", "runbook-stale", RUNBOOK.format("datastores/db", "2026-03-01"), 365, {"people": 5}),
    "use of a runbook": ("exercise", "runbooks/r", "runbook-stale", RUNBOOK.format("datastores/db", "2099-01-01"), 360, {}),
    "plan": ("review", "plan", "plan-not-in-force", APPROVED, 365, {}),
    "plan, option": ("review", "plan", "plan-not-in-force", APPROVED, 100, {"options": "plan-not-in-force: {limit: 100d}"}),
    "incident": ("review", "incidents/i", "lesson-not-absorbed", INCIDENT, 14, {}),
    "incident, policy": ("review", "incidents/i", "lesson-not-absorbed", INCIDENT + "\nactivation: {review_within: 5d}", 5, {}),
    "alarm": ("check", "datastores/mail/copies/n", "backup-unmonitored", WATCHED, 180, {}),
    "plan elsewhere": ("check", "kept/k", "plan-inside-blast-radius", "kept: {k: {at: home, occurred: 2026-03-01}}", 90, {}),
    "customers": ("check", "plan", "customer-contacts-inside-service", CONTACTS, 30, {}),
    "answers": ("answer", "vendors/mail", "vendor-unanswered", ANSWERED, 365, {}),
    "asked": ("answer", "vendors/mail", "vendor-unanswered", ASKED, 60, {}),
    "waiver": ("waiver", "waivers/w", "acceptance-invalid", WAIVER, 298, {}),
    "risk": ("risk", "risks/r", "acceptance-invalid", f"risks: {{r: {{title: R, treatment: accept, {ACCEPTED}}}}}", 298, {}),
    "scenario": ("risk", "scenarios/ransomware", "acceptance-invalid", f"scenarios: {{ransomware: {{{ACCEPTED}}}}}", 298, {}),
    "action": ("action", "actions/a", "drill-followup-open", ACTION, 298, {}),
    "support": ("support", "components/c", "legacy-without-rebuild", OLD, 298, {}),
}  # fmt: skip


def findings(plan: Plan, day: date, rule: str) -> set[tuple[str, str]]:
    """What the rule finds on a day: a finding counts anew when it is graver."""
    return {(f.id, f.severity.word) for f in audit(plan, day, select=[rule]).findings}


@pytest.mark.parametrize("case", CASES)
def test_a_lint_speaks_on_the_day_after(case: str) -> None:
    kind, ref, rule, fragment, days, ground = CASES[case]
    plan = plan_of(fragment, **ground)
    day = DONE + timedelta(days=days)
    assert day in [d.day for d in Facts(plan, DONE).due if (d.kind, d.ref) == (kind, ref)]
    before, on, after = (findings(plan, day + timedelta(days=n), rule) for n in (-1, 0, 1))
    assert before == on
    assert after - on


LIMITS = [v for v in vars(limits).values() if isinstance(v, Limit)]


@pytest.mark.parametrize("limit", LIMITS, ids=lambda v: f"{v.rule}.{v.option}")
def test_a_rule_and_the_calendar_have_one_limit(limit: Limit) -> None:
    rule = rule_named(limit.rule)
    assert rule is not None
    assert rule.options[limit.option].default == limit.days


AHEAD = {
    "renewal": ("renewals/r", "renewal-unowned", "renewals: {r: {title: R, kind: domain, ends: 2026-12-24}}"),
    "contract": ("vendors/mail", "renewal-unowned", "vendors: {mail: {contract: {ends: 2026-12-24}}}"),
    "handover": ("people/eva", "leaver-without-handover", "people: {eva: {name: Eva, leaves_on: 2026-12-24}}\nroles: {x: {duty: d, holder: eva}}"),
}  # fmt: skip


@pytest.mark.parametrize("kind", AHEAD)
def test_a_lint_speaks_ahead(kind: str) -> None:
    ref, rule, fragment = AHEAD[kind]
    plan = plan_of(fragment)
    assert [d.day for d in Facts(plan, DONE).due if (d.kind, d.ref) == (kind, ref)] == [date(2026, 12, 24)]
    assert findings(plan, date(2026, 12, 10), rule)
    assert not findings(plan, date(2026, 10, 1), rule)


CHECKS = {
    "rights": ("check", "credentials/c", "access-unreviewed", "credentials: {c: {reviewed: 2026-03-01}}", 365),
    "assessment": ("review", "dpias/x", "dpia-review-overdue", "dpias: {x: {title: X, review: {next: 2026-12-24}}}", 298),
}  # fmt: skip


@pytest.mark.parametrize("case", CHECKS)
def test_a_document_speaks_on_the_day_after(case: str) -> None:
    kind, ref, name, fragment, days = CHECKS[case]
    plan = plan_of(fragment)
    day = DONE + timedelta(days=days)
    assert [d.day for d in Facts(plan, DONE).due if (d.kind, d.ref) == (kind, ref)] == [day]

    def speaks(on: date) -> bool:
        [check] = [c for c in checks() if c.name == name]
        return any(f.object == ref for f in check.findings(audit(plan, on, select=["integrity"])))

    assert [speaks(day + timedelta(days=n)) for n in (-1, 0, 1)] == [False, False, True]
