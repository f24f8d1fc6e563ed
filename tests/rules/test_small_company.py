"""A company of two: what is loud there too, what is said softly, what is not said at all, and how much in total."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bcdr.audit import Audit
from bcdr.finding import Finding, Severity
from bcdr.report.priority import first_actions
from bcdr.rules.registry import rules
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

Small = Callable[..., Audit]
ROOT = Path(__file__).parents[2]
STD = "policy: {profile: std}\n"
CUSTODIAN = "organization: {custodian: yes}\n"
UNLOCKED = "datastores: {db: {copies: {nightly: {immutable: unknown}}}}\n"
ONE_LOGIN = "credentials: {root: {holders: [ada, ben], can: {delete: [places/cloud, places/bucket]}}}\n"
ONE_ACCOUNT = "places: {bucket: {provider: cloud, account: c-two, admin: c-two}}\n"
DRAWER = """
datastores: {db: {copies: {disk: {kind: disk-rotation, at: drawer, every: 7d, duration: 1h, keep: 60d, method: engine-aware,
  last_success: 2026-11-18, encrypted: {key: {at: places/cloud, second_copy: vendors/bucket, holders: [ada, ben]}},
  monitor: {by: calendar, alerts: [owner], notices_missing_run: yes, alarm_tested: 2026-09-01}}}}}
"""


def said(audit: Audit, rule: str) -> tuple[Finding, ...]:
    """What one rule says."""
    return tuple(f for f in audit.findings if f.rule == rule)


def worst(audit: Audit, rule: str) -> Severity | None:
    """The gravest that one rule says."""
    return max((f.severity for f in said(audit, rule)), default=None)


# --- budget ---------------------------------------------------------------------------------------------------------

HONEST: dict[str, tuple[str, ...]] = {
    "as it is": (),
    "harm within days": ("services: {bookings: {tier: 2}}",),
    "harm within weeks": ("services: {bookings: {tier: 3}}",),
    "nothing is locked": (UNLOCKED,),
    "nothing is locked, but a disk lies in a drawer": (UNLOCKED, DRAWER),
    "both founders hold the one login": (UNLOCKED, ONE_LOGIN),
    "nobody outside uses it": ("services: {bookings: {public: no}}",),
    "no personal data": ("datastores: {db: {personal: none}}",),
    "one person": ("organization: {people: 1}\nroles: {owner: {deputies: none}}",),
    "not European": ("organization: {country: US, gdpr: {role: none}}",),
    "no snapshots by the host": ("datastores: {db: {copies: {snapshots: {active: no}}}}",),
    "nothing is encrypted and nothing personal": (
        "datastores: {db: {personal: none, copies: {nightly: {encrypted: unknown}}}}",
    ),
}


@pytest.mark.parametrize("fragments", HONEST.values(), ids=HONEST)
def test_budget_of_an_honest_small_plan(small: Small, fragments: tuple[str, ...]) -> None:
    found = small(*fragments)
    assert found.facts.profile == "micro"
    heard = {s: [f"{f.rule}: {f.message}" for f in found.findings if f.severity is s] for s in Severity}
    assert heard[Severity.ERROR] == []
    assert len(heard[Severity.WARNING]) <= 5, heard[Severity.WARNING]


def test_a_company_of_two_that_wrote_everything_down_hears_nothing(small: Small) -> None:
    found = small((ROOT / "tests" / "rules" / "small" / "finished.yaml").read_text(encoding="utf-8"))
    assert (found.facts.profile, len(found.checked)) == ("micro", len(rules()))
    assert [f"{f.rule} on {f.object}: {f.message}" for f in found.findings] == []


def test_errors_come_first_and_three_actions_before_all(small: Small) -> None:
    found = small(UNLOCKED, "services: {bookings: {rpo: 1h}}")
    assert [f.severity for f in found.findings] == sorted((f.severity for f in found.findings), reverse=True)
    first = first_actions(found, found.findings)
    assert len(first) == 3
    assert "rpo-not-met-by-design" in {a.finding.rule for a in first}


# --- loud at any size -----------------------------------------------------------------------------------------------

LOUD = {
    "unbacked-datastore": "datastores: {db: {copies: {}}}",
    "replica-only-protection": (
        "datastores: {db: {copies: {snapshots: {active: no}, nightly: {active: no}, twin: {kind: replica, at: bucket}}}}"
    ),
    "backup-same-storage": "datastores: {db: {copies: {snapshots: {deleted_with_source: no}, nightly: {active: no}}}}",
    "backup-same-site": "places: {bucket: {site: fra-1}}",
    "snapshot-tied-to-source": "datastores: {db: {copies: {nightly: {active: no}}}}",
    "backup-stale": "datastores: {db: {copies: {nightly: {last_success: 2026-11-17}}}}",
    "restore-never-tested": "drills: {spring: {type: tabletop}}",
    "rpo-not-met-by-design": "services: {bookings: {rpo: 1h}}",
    "circular-recovery": "runbooks: {restore: {needs: [services/bookings]}}",
    "keys-at-risk": "datastores: {db: {copies: {nightly: {encrypted: {key: {at: places/bucket}}}}}}",
    "role-unfilled": "roles: {owner: {holder: unknown}}",
    "departed-person-referenced": "people: {ben: {active: no}}",
    "impossible-date": "drills: {spring: {occurred: 2027-01-10}}",
    "processor-without-dpa": "vendors: {bucket: {processor: {dpa: unknown}}}",
}


@pytest.mark.parametrize("rule", LOUD)
def test_a_fire_does_not_ask_for_head_count(small: Small, rule: str) -> None:
    assert worst(small(), rule) is None
    assert worst(small(LOUD[rule]), rule) is Severity.ERROR


def test_a_broken_reference_is_an_error_too() -> None:
    text = (Path(__file__).parent / "small" / "plan.yaml").read_text("utf-8")
    loaded = load(from_texts({"plan.yaml": text.replace("holder: ada", "holder: adam")}))
    assert loaded.plan is None
    assert [(p.rule, p.severity) for p in loaded.problems] == [("broken-reference", Severity.ERROR)]


# --- at most a warning, unless the data belongs to others -----------------------------------------------------------

WARNED = {
    "backup-same-account": UNLOCKED + ONE_ACCOUNT,
    "shared-delete-credential": UNLOCKED + ONE_LOGIN,
    "no-undeletable-copy": UNLOCKED,
}
SOFT = WARNED | {
    "backup-on-prod-admin-plane": UNLOCKED + "places: {bucket: {admin: c-two}}",
    "sole-credential-holder": (
        "credentials: {root: {holders: [ada], can: {restore: [datastores/db]}}}\n"
        "runbooks: {restore: {needs: [credentials/root]}}"
    ),
    "account-loss-unplanned": "vendors: {cloud: {account: {admins: [ada]}}}",
    "prod-rights-outside-prod": (
        "credentials: {laptop: {holders: [ada, ben], environment: everyday, can: {delete: [datastores/db]}}}"
    ),
}


@pytest.mark.parametrize("rule", SOFT)
def test_two_founders_who_hold_every_key_are_normal(small: Small, rule: str) -> None:
    assert worst(small(), rule) is None
    assert worst(small(SOFT[rule]), rule) in {Severity.WARNING, Severity.INFO}
    assert worst(small(STD + SOFT[rule]), rule) is Severity.ERROR


@pytest.mark.parametrize("rule", WARNED)
def test_who_keeps_data_of_others_is_judged_as_large(small: Small, rule: str) -> None:
    assert worst(small(WARNED[rule]), rule) is Severity.WARNING
    assert worst(small(CUSTODIAN + WARNED[rule]), rule) is Severity.ERROR


UNDELETABLE = ("no-undeletable-copy", "shared-delete-credential", "backup-on-prod-admin-plane")
EXPOSED = UNLOCKED + ONE_LOGIN + "places: {bucket: {admin: c-two}}\n"
LOCK = "datastores: {db: {copies: {nightly: {immutable: {for: 14d, mode: compliance}}}}}"


@pytest.mark.parametrize("rule", UNDELETABLE)
def test_one_disk_or_one_lock_answers_three_rules_and_the_finding_says_so(small: Small, rule: str) -> None:
    (finding,) = said(small(EXPOSED), rule)
    assert "a disk in a drawer or a locked bucket" in finding.help
    for other in set(UNDELETABLE) - {rule}:
        assert other in finding.help
    assert said(small(EXPOSED, DRAWER), rule) == ()
    assert said(small(EXPOSED, LOCK), rule) == ()


# --- information, or nothing ----------------------------------------------------------------------------------------

STANDBY = "services: {bookings: {peak: {load: 100}, standby: {at: cloud, capacity: 20}}}"
QUIET = {
    "second region": ("backup-same-region", "places: {bucket: {region: de}}"),
    "second provider": ("backup-same-provider", "places: {bucket: {provider: cloud}}"),
    "standby sites": ("standby-shares-domain", STANDBY),
    "drills at peak load": ("drill-not-at-peak", STANDBY),
    "deputies for everyone": ("role-without-deputy", "roles: {owner: {deputies: none}}"),
    "vendor concentration": (
        "vendor-concentration",
        "vendors: {cloud: {provides: [hosting, backup, dns, domain, login, status-page, chat]}}",
    ),
    "order of recovery": (
        "restore-order-missing",
        "services: {a: {tier: 3, rto: 7d}, b: {tier: 3, rto: 7d}, c: {tier: 3, rto: 7d}, d: {tier: 3, rto: 7d}}",
    ),
    "a text for every audience": ("comms-plan-incomplete", ""),
    "3-2-1 beyond one independent copy elsewhere": (
        "copies-below-minimum",
        "datastores: {db: {copies: {snapshots: {active: no}}}}",
    ),
    "fallback by hand": ("no-manual-fallback", "services: {bookings: {fallback: unknown}}"),
    "one deputy who has never led a drill": ("drill-only-by-author", "drills: {spring: {led_by: ada}}"),
}


@pytest.mark.parametrize(("rule", "fragment"), QUIET.values(), ids=QUIET)
def test_what_only_a_larger_firm_is_told_aloud(small: Small, rule: str, fragment: str) -> None:
    assert worst(small(fragment), rule) in {Severity.INFO, None}
    assert (worst(small(STD + fragment), rule) or 0) >= Severity.WARNING


def test_one_person_may_hold_every_role(small: Small) -> None:
    roles = "".join(
        f"{name}: {{duty: does it, authority: all, trigger: always, holder: ada, deputies: [ben]}}, "
        for name in ("lead", "speaker", "keeper", "dpo")
    )
    known = {f.id for f in small().findings}
    more = [f for f in small(f"roles: {{{roles}}}").findings if f.id not in known]
    assert [f.rule for f in more if f.severity > Severity.INFO] == []


# --- never asked for what is not claimed ----------------------------------------------------------------------------

FAILOVER = ("failover-never-tested", "standby-shares-domain", "common-mode-redundancy")
STATUS = ("status-channel-missing", "status-page-same-domain", "status-identity-split", "comms-plan-incomplete")
UNCLAIMED = {
    "no standby": (FAILOVER, "", "services: {bookings: {standby: {at: cloud, same_build: yes}}}"),
    "no public service": (
        STATUS,
        "services: {bookings: {public: no}}",
        "channels: {page: {kind: status-page, audience: customers, direction: outward, at: cloud}}",
    ),
    "no encrypted copy": (
        ("keys-at-risk",),
        "datastores: {db: {copies: {nightly: {encrypted: no}}}}",
        "datastores: {db: {copies: {nightly: {encrypted: {key: unknown}}}}}",
    ),
    "one tenant": (
        ("restore-granularity-missing",),
        "",
        "datastores: {db: {multi_tenant: yes}}",
    ),
}


@pytest.mark.parametrize("profile", ["micro", "std"])
@pytest.mark.parametrize(("about", "without", "_with"), UNCLAIMED.values(), ids=UNCLAIMED)
def test_nothing_is_asked_of_what_is_not_claimed(
    small: Small, about: tuple[str, ...], without: str, _with: str, profile: str
) -> None:
    found = small(f"policy: {{profile: {profile}}}\n{without}")
    assert [f.rule for f in found.findings if f.rule in about] == []


@pytest.mark.parametrize(("about", "_without", "claimed"), UNCLAIMED.values(), ids=UNCLAIMED)
def test_but_of_what_is_claimed(small: Small, about: tuple[str, ...], _without: str, claimed: str) -> None:
    assert {f.rule for f in small(STD + claimed).findings} & set(about)


GDPR = tuple(r.name for r in rules() if r.gdpr)


@pytest.mark.parametrize("profile", ["micro", "std"])
def test_without_personal_data_no_rule_of_data_protection_speaks(small: Small, profile: str) -> None:
    gone = "organization: {gdpr: {breach: unknown}}\nvendors: {bucket: {processor: unknown}, cloud: {processor: unknown}}\n"
    found = small(f"policy: {{profile: {profile}}}\n{gone}datastores: {{db: {{personal: none}}}}")
    assert [f.rule for f in found.findings if f.rule in GDPR] == []
    assert {f.rule for f in small(gone).findings} & set(GDPR)
