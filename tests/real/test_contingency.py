"""A contingency plan that a government cloud team published, said in our format, fact by fact."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from bcdr.audit import audit
from bcdr.finding import Severity
from bcdr.model.plan import Plan
from bcdr.source.folder import read_folder
from bcdr.source.load import load

HERE = Path(__file__).parent / "contingency"

FACTS: tuple[tuple[int, str, object], ...] = (
    # Trigger and scope
    (1, "activation/threshold", timedelta(minutes=30)),
    (1, "activation/criteria/0", "longer than the threshold"),
    (2, "organization/scope/excludes/0/what", "shorter than 30 minutes"),
    (2, "documents/service-disruption-guide/title", "Service disruption guide"),
    (3, "activation/criteria/1", "key external service"),
    (3, "activation/criteria/3", "Loss or corruption"),
    (3, "activation/criteria/4", "security incident of high severity"),
    (3, "scenarios/security-incident/applicable", True),
    (3, "scenarios/accidental-deletion/applicable", True),
    (3, "scenarios/saas-vendor-failure/applicable", True),
    (4, "activation/criteria/5", "Two or more"),
    (4, "activation/criteria/2", "expected to be down"),
    (5, "documents/security-incident-guide/title", "Security incident response guide"),
    (5, "activation/note", "same Incident Commander"),
    (5, "runbooks/security-incident/needs", ("documents/security-incident-guide",)),
    (6, "organization/scope/excludes/1/what", "disaster recovery plan"),
    (6, "organization/scope/requirements/0", "NIST SP 800-34"),
    (6, "documents/continuity-resources/title", "Continuity of operations"),
    (6, "policy/frameworks", ("nist-800-34",)),
    (7, "services/platform/rto", timedelta(hours=3)),
    (7, "services/platform/mtpd", timedelta(hours=3)),
    # Activation
    (8, "activation/first_responder_leads", True),
    (8, "roles/incident-commander/duty", "until recovery is complete or the role is handed over"),
    (
        9,
        "activation/notify_first",
        ("roles/director", "roles/deputy-director", "roles/program-manager", "roles/cloud-operations"),
    ),
    (10, "activation/decided_by/0/role", "roles/director"),
    (10, "activation/decided_by/0/quorum", 1),
    (10, "activation/decided_by/1/role", "roles/deputy-director"),
    (10, "activation/decided_by/1/quorum", 1),
    (10, "activation/decided_by/2/role", "roles/program-manager"),
    (10, "activation/decided_by/2/quorum", 1),
    (11, "activation/decided_by/3/role", "roles/cloud-operations"),
    (11, "activation/decided_by/3/quorum", 2),
    (12, "channels/team-chat/note", "telephone numbers"),
    (12, "channels/team-chat/primary", True),
    (13, "activation/first_actions/1", "video call"),
    (13, "activation/first_actions/2", "notes document"),
    (13, "communication/decision_log", "Notes document with times"),
    # Notification
    (14, "communication/notify/users/within", timedelta(minutes=15)),
    (14, "communication/notify/users/from", "detection"),
    (14, "communication/notify/users/channel", "status-page"),
    (14, "communication/notify/users/by", "roles/incident-commander"),
    (14, "communication/first_notice", timedelta(minutes=15)),
    (15, "communication/notify/leadership/within", timedelta(hours=1)),
    (15, "communication/notify/leadership/from", "activation"),
    (15, "communication/notify/leadership/channel", "team-chat"),
    (15, "communication/notify/leadership/fallback", "Mail"),
    (15, "communication/notify/leadership/what", "Short description"),
    (16, "communication/notify/information-security/within", timedelta(hours=1)),
    (16, "communication/notify/information-security/from", "activation"),
    (16, "communication/notify/information-security/what", "even without any"),
    (16, "communication/notify/information-security/channel", "Mail"),
    (17, "communication/notify/fedramp-board/within", timedelta(hours=1)),
    (17, "communication/notify/fedramp-board/from", "activation"),
    (17, "communication/notify/fedramp-board/contact", "board-contacts"),
    (17, "documents/board-contacts/note", "Restricted"),
    (18, "communication/inbound", "watched by the Incident Commander"),
    (18, "channels/support-chat/direction", "inward"),
    (18, "channels/support-mail/direction", "inward"),
    (19, "communication/notify/key-customers/within", None),
    (19, "communication/notify/key-customers/what", "Director or Deputy Director"),
    (19, "communication/notify/others/within", None),
    (20, "communication/notify/key-customers/channel", "Mail"),
    (20, "communication/notify/key-customers/fallback", "Telephone"),
    (20, "runbooks/tell-customers/steps/2/do", "telephone"),
    (21, "communication/update_every", timedelta(hours=1)),
    (21, "communication/notify/users/repeat_every", timedelta(hours=1)),
    (21, "communication/notify/information-security/repeat_every", timedelta(hours=1)),
    (21, "communication/notify/fedramp-board/repeat_every", timedelta(hours=1)),
    (22, "communication/lead", "roles/incident-commander"),
    # Recovery and end
    (23, "roles/cloud-operations/duty", "tests and validates"),
    (24, "activation/shift_limit", timedelta(hours=3)),
    (25, "activation/stand_down", "Incident Commander declares recovery complete"),
    (25, "roles/incident-commander/authority", "declares that recovery is complete"),
    (26, "activation/stand_down_actions/0", "status page"),
    (26, "activation/stand_down_actions/1", "information security"),
    (26, "activation/stand_down_actions/2", "leadership"),
    (26, "activation/stand_down_actions/3", "customers"),
    (26, "activation/stand_down_actions/4", "internal review"),
    (26, "activation/stand_down_actions/5", "review for users"),
    (26, "activation/stand_down_actions/6", "board"),
    (27, "activation/review_within", None),
    (28, "documents/internal-contingency-runbook/note", "Assessors should look at its changes"),
    (28, "documents/internal-contingency-runbook/at", "vendors/github"),
    # Dependencies
    (29, "services/jumpboxes/depends_on/0/on", "services/concourse"),
    (29, "services/jumpboxes/depends_on/0/fallback", "Emergency jumpboxes"),
    (29, "runbooks/emergency-jumpboxes/recovers", ("services/jumpboxes",)),
    (30, "services/platform-updates/depends_on/0/on", "vendors/github"),
    (30, "services/platform-updates/description", "goes on without it"),
    (31, "datastores/repositories/copies/local/kind", "clone"),
    (31, "datastores/repositories/copies/local/note", "not all"),
    (32, "datastores/repositories/copies/daily/every", timedelta(days=1)),
    (32, "datastores/repositories/copies/daily/note", "compromised"),
    (32, "roles/infrastructure-director/powers", ("own-backups",)),
    (33, "vendors/github/outage/0/up_to", timedelta(days=7)),
    (33, "vendors/github/outage/0/do", "Postpone"),
    (33, "vendors/github/outage/0/then", "verify"),
    (33, "vendors/github/outage/0/runbook", "deploy-without-code-host"),
    (34, "runbooks/deploy-without-code-host/steps/0/do", "last commits"),
    (34, "runbooks/deploy-without-code-host/steps/1/do", "pair"),
    (34, "runbooks/deploy-without-code-host/steps/2/do", "jumpbox"),
    (35, "vendors/github/outage/1/beyond", timedelta(days=7)),
    (35, "vendors/github/outage/1/runbook", "replace-code-host"),
    (35, "runbooks/replace-code-host/steps/0/do", "GitLab"),
    (35, "runbooks/replace-code-host/steps/1/do", "local copies"),
    (35, "runbooks/replace-code-host/steps/2/do", "every pipeline"),
    (35, "vendors/github/exit/replacement", "GitLab"),
    (36, "channels/alerts/at", "vendors/google-workspace"),
    (36, "channels/alerts/fallback", "alert-manager"),
    (37, "vendors/secureauth/outage/0/do", "password"),
    (37, "vendors/secureauth/outage/0/then", "off for all accounts"),
    (37, "vendors/secureauth/outage/0/runbook", "password-login"),
    (37, "runbooks/password-login/needs", ("documents/internal-contingency-runbook",)),
    (38, "vendors/aws/outage/0/runbook", "zone-loss"),
    (38, "runbooks/zone-loss/needs", ("documents/internal-contingency-runbook",)),
    (39, "vendors/aws/outage/1/approved_by", "roles/authorizing-official"),
    (39, "vendors/aws/outage/1/runbook", "rebuild-in-other-region"),
    (39, "runbooks/rebuild-in-other-region/steps/0/kind", "decide"),
    (39, "scenarios/region-loss/loses", ("region/in-use",)),
    (39, "runbooks/rebuild-in-other-region/target/what", "Another region"),
    (39, "documents/provision-repository/title", "building the whole system"),
    (40, "datastores/cloud-foundry-db/run_by", "aws"),
    (40, "datastores/bosh-db/run_by", "aws"),
    (40, "datastores/concourse-db/run_by", "aws"),
    (40, "datastores/uaa-db/run_by", "aws"),
    (40, "runbooks/restore-database/needs", ("documents/restoring-databases",)),
    (41, "services/brokered-services/description", "does not need them"),
    (41, "services/brokered-services/depends_on/0/fallback", "FedRAMP Moderate"),
    (41, "vendors/aws/outage/2/approved_by", "roles/authorizing-official"),
    (41, "runbooks/broker-substitutes/steps/0/by", "roles/authorizing-official"),
    (42, "services/pages/depends_on/0/on", "services/platform"),
    (42, "documents/pages-plan/note", "Restricted"),
    (42, "runbooks/recover-pages/needs", ("documents/pages-plan", "services/platform")),
    (43, "channels/status-page/fallback", "status-repository"),
    (43, "vendors/statuspage/outage/0/do", "status repository"),
    (44, "vendors/slack/outage/0/beyond", timedelta(minutes=30)),
    (44, "vendors/slack/outage/1/beyond", timedelta(hours=6)),
    (44, "channels/team-chat/fallback", "team-mail"),
    (44, "channels/team-mail/fallback", "team-phones"),
    (44, "runbooks/reach-the-team/steps/0/do", "mail"),
    (44, "runbooks/reach-the-team/steps/1/do", "telephone"),
    (45, "documents/team-roster/note", "offline"),
    (46, "runbooks/regain-access/steps/0/do", "credentials"),
    (47, "roles/team-leads/authority", "first version"),
    (47, "reviews/first-version/role", "team-leads"),
    (47, "reviews/first-version/occurred", None),
    (
        48,
        "recovery_order/order",
        ("team-communication", "diagnosis", "security", "customer-communication", "platform", "pages"),
    ),
    # The plan itself
    (49, "policy/review_every", timedelta(days=365)),
    (50, "kept/public-site/occurred", date(2023, 8, 1)),
    (50, "kept/public-site/at", "vendors/cloud-gov-site"),
    (50, "kept/repository/at", "vendors/github"),
    (50, "vendors/cloud-gov-site/note", "only staff may change"),
    (51, "documents/onboarding-checklist/note", "Reading this plan"),
    (52, "versions/2023-08-01/changed", "status page"),
    (52, "versions/2023-07-28/changed", "Links"),
    (52, "versions/2023-06-13/changed", "internal contingency runbook"),
    # Not said by the source
    (53, "roles/incident-commander/holder", None),
    (53, "roles/director/holder", None),
    (53, "roles/cloud-operations/holder", None),
    (54, "services/platform/rpo", None),
    (54, "datastores/uaa-db/size", None),
    (54, "organization/people", None),
    (55, "drills", {}),
)
"""Number of the fact in FACTS.md, where it stands, and what stands there (of a sentence the part that matters)."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    loaded = load(read_folder(str(HERE)))
    assert [p.message for p in loaded.problems] == []
    assert loaded.plan is not None
    return loaded.plan


def said(plan: object, pointer: str) -> object:
    """What stands at a pointer such as `vendors/github/outage/0/up_to`."""
    found = plan
    for key in pointer.split("/"):
        if isinstance(found, Mapping):
            found = found[key]
        elif isinstance(found, tuple):
            found = found[int(key)]
        else:
            found = getattr(found, {"from": "from_"}.get(key, key))
    return found


@pytest.mark.parametrize(("number", "pointer", "expected"), FACTS, ids=[f"{n}-{p}" for n, p, _ in FACTS])
def test_fact_stands_in_the_plan(plan: Plan, number: int, pointer: str, expected: object) -> None:
    found = said(plan, pointer)
    if isinstance(expected, str) and isinstance(found, str):
        assert expected in found, f"fact {number}"
    else:
        assert found == expected, f"fact {number}"


def test_every_fact_of_the_table_is_asserted() -> None:
    rows = re.findall(r"^\| (\d+) \|.*\| ([^|]+) \|$", (HERE / "FACTS.md").read_text("utf-8"), re.MULTILINE)
    written = {(int(number), pointer) for number, where in rows for pointer in re.findall(r"`([^`]+)`", where)}
    assert written == {(number, pointer) for number, pointer, _ in FACTS}


Program = Callable[..., subprocess.CompletedProcess[str]]

AS_OF = date(2026, 11, 21)

FIRE = (
    "backup-stale",  # the daily copy of the repositories: when did it last succeed?
    "backup-unmonitored",
    "callout-untested",
    "comms-plan-incomplete",  # prepared texts are in another guide
    "objectives-missing",  # how much data may be lost
    "plan-inside-blast-radius",  # the published copy is of 2023
    "plan-never-exercised",  # the first version has a heading for it and no content
    "plan-not-in-force",  # approved by team leads, on no stated day
    "required-role-missing",  # nobody may spend money
    "restore-never-tested",
    "restore-without-freeze-or-verify",  # the steps of the database restore are in a restricted document
    "rto-not-feasible",  # three hours, and no size, rate or measured recovery
    "runbook-stale",
    "scenario-not-exercised",
    "scenario-uncovered",  # no scenario names its owner
    "service-parts-undeclared",
    "undocumented-role",  # nobody keeps the procedures that other papers hold
    "vendor-unanswered",
    "vendor-without-exit",
)
"""What its authors would have to answer: each names something that the source really does not say."""

QUIET = (
    "broken-reference",
    "contradictory-claim",
    "impossible-date",
    "internal-channel-same-domain",  # chat, mail and telephone are three ways
    "objectives-inconsistent",
    "placeholder-value",
    "processor-without-dpa",  # no personal data is described, and the law is not theirs
    "replica-only-protection",
    "role-unfilled",  # a restricted roster names the holders
    "role-without-deputy",
    "status-channel-missing",
    "status-identity-split",
    "status-page-same-domain",  # hosted by somebody else
)
"""What would be a false alarm on this plan."""


def test_findings_make_sense_to_its_authors(plan: Plan) -> None:
    result = audit(plan, AS_OF)
    assert not result.facts.gdpr_applies
    found = {f.rule for f in result.findings}
    assert set(FIRE) - found == set()
    assert set(QUIET) & found == set()


def test_a_backup_that_is_only_mentioned_earns_no_credit(plan: Plan) -> None:
    found = [f for f in audit(plan, AS_OF).findings if f.rule == "unbacked-datastore"]
    assert {(f.cause, f.severity) for f in found} == {("unstated", Severity.WARNING)}
    assert len(found) == 4


def test_site_is_built(program: Program, tmp_path: Path) -> None:
    done = program("site", "build", HERE, "--output", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "cloud.gov" in page


@pytest.mark.parametrize("document", ["art30", "art32", "art35"])
def test_document_is_built(program: Program, tmp_path: Path, document: str) -> None:
    file = tmp_path / f"{document}.pdf"
    done = program("report", document, HERE, "--output", file)
    assert done.returncode == 0, done.stdout + done.stderr
    assert file.read_bytes().startswith(b"%PDF-")
