"""Alarms that linters raise and should not: each case stays quiet, and its twin, which is no false alarm, does not.

Every case is tried on the company of two and, with all rules of a larger firm, on the same plan.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from bcdr.audit import Audit
from bcdr.cli.entry import run
from bcdr.finding import Severity
from bcdr.report.priority import first_actions

Small = Callable[..., Audit]
SMALL = Path(__file__).parent / "small" / "plan.yaml"
MONITOR = "monitor: {by: mail, alerts: [owner], notices_missing_run: yes, alarm_tested: 2026-09-01}"
LOCKED = "immutable: {for: 30d, mode: compliance}"
KEY = "encrypted: {key: {at: drawer, holders: [ada, ben]}}"


class Alarm(NamedTuple):
    """`quiet` must not raise any of `rules` on `on`; `loud` must raise one of them there."""

    rules: tuple[str, ...]
    on: str
    quiet: str
    loud: str


POINTS = f"""
services: {{bookings: {{rpo: 15m}}}}
vendors: {{cloud: {{contract: {{backup: {{reference: product terms, every: 5m}}}}}}}}
datastores:
  db:
    copies:
      nightly: {{active: no}}
      snapshots: {{active: no}}
      base: {{kind: snapshot, at: bucket, run_by: cloud, every: 1d, keep: 30d, last_success: 2026-11-20, {MONITOR}, {KEY}}}
      points: {{kind: log-archive, at: bucket, run_by: cloud, base: base, every: 5m, duration: 0s, keep: 30d,
        last_success: 2026-11-21, {MONITOR}, {KEY}, active: %s}}
"""
OBJECTS = """
datastores:
  db: {copies: {nightly: {active: no}, snapshots: {active: no}, kept: {kind: %s, at: bucket, every: 1h, duration: 1m,
    keep: 30d}}}
"""
SECOND_ACCOUNT = f"""
places: {{second: {{provider: cloud, region: fr, site: par-9, storage: s9, account: c-three, admin: c-three, basis: contract}}}}
datastores:
  db:
    copies:
      nightly: {{active: no}}
      elsewhere: {{kind: snapshot, from: snapshots, at: second, every: 1d, duration: 5m, keep: 30d, active: %s,
        last_success: 2026-11-20, {MONITOR}}}
"""
CACHE = """
services: {{bookings: {{depends_on: [datastores/db, datastores/cache]}}}}
datastores:
  cache: {{class: {class_}, at: cloud, personal: none, rebuild: {{from: [db], runbook: restore, duration: 5m, measured: 4m}}}}
"""
STATIC = """
services: {{site: {{tier: 1, owner: owner, public: yes, at: cloud, rto: 8h, rpo: 26h, mtpd: 2d, fallback: none,
  depends_on: [datastores/pages], parts: {{data: pages, uploads: none, configuration: none, secrets: none, code: source,
  dns: none, domain: none}}}}}}
datastores:
  pages: {{class: derived, at: cloud, personal: none, rebuild: {{from: [source], runbook: publish, duration: 5m, measured: 5m}}}}
  source: {{class: code, at: drawer, personal: none, copies: {{clone: {{kind: clone, at: bucket, every: 1d, duration: 1m,
    keep: 5y, last_success: 2026-11-20, active: {active},
    monitor: {{by: mail, alerts: [owner], notices_missing_run: yes, alarm_tested: 2026-09-01}}}}}}}}
runbooks: {{publish: {{title: Publish the pages, recovers: [services/site, datastores/pages, datastores/source],
  owner: owner, reviewed: 2026-09-01, steps: [{{do: publish, takes: 5m}}]}}}}
drills: {{spring: {{covers: [datastores/db, datastores/source, services/site]}}}}
"""
GROUP = """
vendors: {statuspages: {provides: status-page, group: cloud, contract: {reference: S-1, owner: owner}}}
places: {statuspages: {provider: %s, region: us, site: iad-4, account: status, admin: status, basis: contract}}
channels: {status: {kind: status-page, audience: customers, direction: outward, at: statuspages, owner: owner}}
"""
CHAIN = f"""
datastores:
  db:
    copies:
      snapshots: {{active: no}}
      shelf: {{kind: disk-rotation, from: nightly, at: drawer, every: 7d, duration: 1h, keep: 60d, {KEY},
        last_success: 2026-11-18, {MONITOR}}}
"""
RETIRED = """
datastores: {old: {at: cloud, personal: special, active: %s, encryption: {at_rest: yes}, multi_tenant: yes, contents: [a],
  copies: {mirror: {kind: mirror, at: cloud}, dump: {kind: dump, at: cloud, every: 1d, last_success: 2020-01-01,
  includes: [], generations: 1, method: file-copy, tool: old}}}}
"""
PROTECTION = ("unbacked-datastore", "replica-only-protection", "backup-same-storage", "restore-never-tested")
ALARMS = {
    "a managed database with logs for any point in time loses a day": Alarm(
        ("rpo-not-met-by-design",), "datastores/db", POINTS % "yes", POINTS % "no"
    ),
    "an object store that keeps versions is a live copy": Alarm(
        ("replica-only-protection", "unbacked-datastore"),
        "datastores/db",
        OBJECTS % "versioned-objects",
        OBJECTS % "replicated-objects",
    ),
    "a snapshot copied to a second account goes with its source": Alarm(
        ("snapshot-tied-to-source", "backup-same-account", "backup-same-storage", "backup-same-site"),
        "datastores/db",
        SECOND_ACCOUNT % "yes",
        SECOND_ACCOUNT % "no",
    ),
    "a cache needs a backup": Alarm(
        (*PROTECTION, "derived-store-no-rebuild"),
        "datastores/cache",
        CACHE.format(class_="derived"),
        CACHE.format(class_="truth"),
    ),
    "a site made from a repository needs a backup": Alarm(
        (*PROTECTION, "derived-store-no-rebuild"),
        "datastores/pages",
        STATIC.format(active="yes"),
        STATIC.format(active="no"),
    ),
    "a status page bought from the same group falls with the service": Alarm(
        ("status-page-same-domain",), "channels/status", GROUP % "statuspages", GROUP % "cloud"
    ),
}


@pytest.mark.parametrize("profile", ["micro", "std"])
@pytest.mark.parametrize("alarm", ALARMS.values(), ids=ALARMS)
def test_false_alarm(small: Small, alarm: Alarm, profile: str) -> None:
    policy = f"policy: {{profile: {profile}}}"
    heard = [f.message for f in small(alarm.quiet, policy).findings if f.rule in alarm.rules and f.object == alarm.on]
    assert heard == []
    assert [f for f in small(alarm.loud, policy).findings if f.rule in alarm.rules and f.object == alarm.on]


@pytest.mark.parametrize("profile", ["micro", "std"])
def test_backups_of_backups_are_not_asked_for(small: Small, profile: str) -> None:
    policy = f"policy: {{profile: {profile}}}"
    found = small(CHAIN, policy)
    assert [f"{f.rule}: {f.message}" for f in found.findings if f.object.startswith("datastores/db/copies/shelf")] == []
    # and a copy that is made from another one counts as one more
    fewer = small(CHAIN.replace("shelf: {", "shelf: {active: no, "), policy)
    about = ("copies-below-minimum", "datastores/db")
    assert (profile == "std") == (about in {(f.rule, f.object) for f in fewer.findings})
    assert about not in {(f.rule, f.object) for f in found.findings}


@pytest.mark.parametrize("profile", ["micro", "std"])
def test_what_is_retired_is_left_alone(small: Small, profile: str) -> None:
    policy = f"policy: {{profile: {profile}}}"

    def about(is_active: str) -> list[str]:
        found = small(RETIRED % is_active, policy).findings
        # a copy that is still written down for it is a leftover, and only that may be said
        of_old = (f for f in found if f.object.startswith("datastores/old") and f.rule != "orphan-object")
        return [f"{f.rule} {f.object}" for f in of_old]

    assert about("no") == []
    assert len(about("yes")) > 5


ALONE = "organization: {people: 1}\nroles: {owner: {deputies: none}}\n"


def test_a_company_of_one_needs_no_deputy(small: Small) -> None:
    alone = small(ALONE)
    deputies = [f for f in alone.findings if f.rule in {"role-without-deputy", "drill-only-by-author"}]
    assert [f.message for f in deputies if f.severity > Severity.INFO] == []
    grown = small(ALONE, "organization: {people: 40}")
    assert [f.severity for f in grown.findings if f.rule == "role-without-deputy"] == [Severity.WARNING]


# --- ages -----------------------------------------------------------------------------------------------------------

AGES = {
    "a run late in the evening, far in the west": (
        "backup-stale", "datastores: {db: {copies: {nightly: {last_success: '%s'}}}}",
        "2026-11-19T23:30:00-11:00", "2026-11-18T10:30:00-11:00", date(2026, 11, 21),
    ),
    "a run that is tomorrow already, far in the east": (
        "impossible-date", "datastores: {db: {copies: {nightly: {last_success: '%s'}}}}",
        "2026-11-22T08:00:00+14:00", "2026-11-23T12:00:00+00:00", date(2026, 11, 21),
    ),
    "a leap day between two nights": (
        "backup-stale", "datastores: {db: {copies: {snapshots: {active: no}, nightly: {last_success: %s}}}}",
        "2028-02-28", "2028-02-27", date(2028, 3, 1),
    ),
    "a year after a leap day": (
        "runbook-stale", "runbooks: {restore: {reviewed: %s}}", "2028-02-29", "2028-02-28", date(2029, 2, 28),
    ),
    "a year with a leap day in it": (
        "runbook-stale", "runbooks: {restore: {reviewed: %s}}", "2027-03-02", "2027-03-01", date(2028, 3, 1),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "fragment", "in_time", "too_old", "as_of"), AGES.values(), ids=AGES)
def test_ages_are_counted_in_days_that_passed(
    small: Small, rule: str, fragment: str, in_time: str, too_old: str, as_of: date
) -> None:
    heard = [
        [f.message for f in small(fragment % day, as_of=as_of).findings if f.rule == rule] for day in (in_time, too_old)
    ]
    assert heard[0] == []
    assert heard[1] != []


# --- waived findings ------------------------------------------------------------------------------------------------

BARE = "datastores: {db: {copies: {}}}"
WAIVED = """
waivers: {bare: {rule: unbacked-datastore, on: datastores/db, reason: All bookings are on paper too, lost: One afternoon of
  typing, alternative: The book on the counter, approved_by: owner, occurred: 2026-11-01, valid_until: 2027-02-01}}
"""


def test_what_is_waived_is_seen_and_is_no_failure(small: Small) -> None:
    (bare,) = (f for f in small(BARE).findings if f.rule == "unbacked-datastore")
    (waived,) = (f for f in small(BARE, WAIVED).findings if f.rule == "unbacked-datastore")
    assert (bare.severity, waived.severity, waived.id) == (Severity.ERROR, Severity.INFO, bare.id)
    assert waived.waiver is not None
    found = small(BARE, WAIVED)
    assert "unbacked-datastore" not in {a.finding.rule for a in first_actions(found, found.findings)}


def test_a_waived_error_does_not_fail_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = yaml.load(SMALL.read_text("utf-8"), yaml.BaseLoader)
    plan["datastores"]["db"]["copies"] = {}
    codes = []
    for waivers in ({}, yaml.load(WAIVED, yaml.BaseLoader)):
        (tmp_path / "plan.yaml").write_text(yaml.safe_dump({**plan, **waivers}, sort_keys=False), "utf-8")
        words = [
            "lint",
            str(tmp_path),
            "--as-of",
            "2026-11-21",
            "--select",
            "unbacked-datastore",
            "--format",
            "concise",
        ]
        codes.append(run(words))
    assert codes == [1, 0]
    assert "unbacked-datastore" in capsys.readouterr().out.splitlines()[-2]
