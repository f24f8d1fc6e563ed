"""What findings say: names, numbers and dates of this company, in words of its owner."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit

CASES = [
    ("restore-never-tested", "drills: {restore-orders: {result: failed}}", "has ever passed, although 1 was tried"),
    (
        "restore-never-tested",
        "drills: {restore-orders: {type: tabletop}}",
        "no restore of Orders database has ever passed",
    ),
    ("callout-untested", "drills: {call-out: {type: tabletop}}", "the contact list was never tried"),
    ("callout-untested", "drills: {call-out: {occurred: 2025-09-15}}", "was last tried 432 days ago (2025-09-15)"),
    (
        "scenario-not-exercised",
        "drills: {restore-customers: {scenario: unknown}}",
        "ransomware has never been exercised",
    ),
    (
        "scenario-not-exercised",
        "drills: {restore-customers: {occurred: 2023-09-10}}",
        "was last exercised 1168 days ago",
    ),
    ("scenario-not-exercised", "drills: {}", "none of the kinds of disaster has ever been exercised: site loss, "),
    (
        "drill-evidence-missing",
        "drills: {call-out: {evidence: []}}",
        "of 2026-09-15 refers to no log, report or minutes",
    ),
    (
        "drill-evidence-missing",
        "drills: {restore-ledger: {participants: [], led_by: unknown, measured: unknown, timeline: {restored: unknown, accepted: unknown}}}",
        "does not say who took part and how long it took",
    ),
    ("role-unfilled", "people: {jonas: {active: no}}", "Jonas Wild, who is named, does not work here any more"),
    ("role-unfilled", "roles: {speaker: {holder: unknown}}", "nobody holds the role speaker"),
    ("role-without-deputy", "roles: {it-lead: {deputies: []}}", "as it-lead when Jonas Wild is away"),
    (
        "sole-credential-holder",
        "credentials: {cv-admin: {holders: [jonas], break_glass: unknown}}",
        "only Jonas Wild holds cv-admin, which a recovery needs, and there is no sealed copy",
    ),
    (
        "sole-credential-holder",
        "credentials: {cv-admin: {holders: [], break_glass: {checked: unknown}}}",
        "nobody who works here holds cv-admin, which a recovery needs; of the sealed copy the place or the date",
    ),
    (
        "departed-person-referenced",
        "people: {k: {name: Karl, leaves_on: 2026-11-01}}\nroles: {it-lead: {deputies: [petra, k]}}",
        "Karl left on 2026-11-01 and the plan still counts on this name: deputy of it-lead",
    ),
    ("leaver-without-handover", "people: {jonas: {leaves_on: 2026-11-30}}", "Jonas Wild leaves on 2026-11-30"),
    ("status-page-same-domain", "channels: {status-page: {at: vendors/hostworks}}", "same provider (hostworks)"),
    (
        "status-page-same-domain",
        "channels: {status-page: {depends_on: [services/shop]}}",
        "falls together with Online shop: it depends on Online shop",
    ),
    (
        "status-page-same-domain",
        "services: {shop: {at: office}}\nplaces: {x: {provider: self}}\nchannels: {status-page: {at: places/x}}",
        "falls together with Online shop: same provider",
    ),
    (
        "vendor-unanswered",
        "vendors: {hostworks: {answers: {primary_lost: {answer: unknown}}}}",
        "1 question open (primary lost)",
    ),
    ("vendor-without-exit", "vendors: {hostworks: {exit: {tested: never}}}", "the way out was never tried"),
    (
        "vendor-without-exit",
        "vendors: {hostworks: {exit: {tested: never, format: unknown}}}",
        "it is not written in what form the data comes out, and the way out was never tried",
    ),
    ("renewal-unowned", "renewals: {d: {title: x, kind: domain, ends: 2026-11-21}}", "x ends in 0 days (2026-11-21)"),
    ("renewal-unowned", "renewals: {d: {title: x, kind: domain, ends: 2026-11-20}}", "x ended 1 day ago (2026-11-20)"),
    (
        "processor-without-dpa",
        "vendors: {ink: {name: Ink, handles_personal_data: yes}}\ndatastores: {customers: {run_by: ink}}",
        "Ink handles personal data (datastores/customers), and no processing agreement",
    ),
    (
        "circular-recovery",
        "credentials: {cv-admin: {login_via: services/shop}}",
        "needs cv-admin and so Online shop, which is",
    ),
    (
        "runbook-missing",
        "runbooks: {restore-reports: {recovers: [services/reports], steps: []}}",
        "and its reports' has no steps",
    ),
    (
        "change-without-verified-backup",
        "changes: {c: {title: x, kind: migration, planned: 2026-11-20, backup_before: {occurred: 2026-11-17}}}",
        "rests on a backup that is 3 days older than the change itself",
    ),
    (
        "source-retired-early",
        "changes: {c: {title: x, verified_complete: 2026-11-30, old_removed: 2026-12-05}}",
        "only 5 days after the new one was shown complete (2026-11-30); 30 are asked",
    ),
    (
        "runbook-stale",
        "runbooks: {restore-reports: {reviewed: unknown}}",
        "was never reviewed; every 365 days is asked",
    ),
    ("runbook-stale", "runbooks: {restore-reports: {reviewed: 2025-09-01}}", "was last reviewed 446 days ago"),
    (
        "runbook-stale",
        "drills: {restore-customers: {covers: [datastores/customers]}}",
        "nobody has used the runbook 'Restore office and accounts' so far",
    ),
    ("availability-evidence-missing", "drills: {restore-customers: {result: failed}}", "restored has never been shown"),
    (
        "breach-process-missing",
        "communication: {notify: {authority: {within: 4d}}}",
        "lets 4 days go by until the data",
    ),
    (
        "unbounded-automation",
        "automations: {a: {title: x, can: [stop, delete]}}",
        "'x' can stop or delete in bulk without",
    ),
    (
        "scenario-uncovered",
        "scenarios: {ransomware: {owner: unknown}}",
        "malicious deletion or ransomware: the plan has no",
    ),
]


@pytest.mark.parametrize(("rule", "fragment", "words"), CASES, ids=[f"{r}: {w}" for r, _, w in CASES])
def test_finding_says(rule: str, fragment: str, words: str, over: Callable[..., Audit]) -> None:
    said = [f.message for f in over(fragment, select=[rule]).findings]
    assert any(words in message for message in said), said


def test_a_half_written_scenario_is_pointed_at(over: Callable[..., Audit]) -> None:
    found = over("scenarios: {ransomware: {owner: unknown}}", select=["scenario-uncovered"]).findings
    assert [f.at for f in found] == [("scenarios", "ransomware")]
    assert "ransomware" in found[0].help
    assert "office-loss" not in found[0].help
