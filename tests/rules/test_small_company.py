"""A company of two with one hosted database, a nightly backup elsewhere and one passed restore is left in peace."""

from __future__ import annotations

from datetime import date

from bcdr.audit import audit
from bcdr.finding import Severity
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

PLAN = """
bcdr: 1
organization: {name: Two of Us, country: DE, people: 2, gdpr: {role: controller, breach: {procedure: runbooks/breach,
  owner: owner, decided_by: owner, register: folder, counts_availability_loss: yes, authority_contact: web form}}}
reviews: {first: {kind: approval, by: ada, occurred: 2026-06-01}}
kept: {print: {at: drawer, as: print, occurred: 2026-11-01}}
people:
  ada: {name: Ada, employment: owner, contacts: [{kind: mobile, value: "+49 30 5550101", out_of_band: yes}]}
  ben: {name: Ben, contacts: [{kind: mobile, value: "+49 30 5550102", out_of_band: yes}]}
roles:
  owner: {duty: decides, authority: everything, powers: [declare, fail-over, spend, communicate, own-backups],
    trigger: bookings are down for an hour, holder: ada, deputies: [ben]}
vendors:
  cloud: {provides: hosting, contract: {reference: C-1, owner: owner}, handles_personal_data: yes,
    account: {admins: [ada, ben], billing_contact: owner, second_payment: yes, escalation: phone},
    processor: {dpa: {reference: C-1-DPA, occurred: 2025-01-01}}}
  bucket: {provides: backup, contract: {reference: B-1, owner: owner}, handles_personal_data: yes,
    processor: {dpa: {reference: B-1-DPA, occurred: 2025-01-01}}}
places:
  cloud: {provider: cloud, region: de, site: fra-1, storage: db, account: c-two, admin: c-two, country: DE, basis: contract}
  bucket: {provider: bucket, region: fr, site: par-2, storage: b, account: b-two, admin: b-two, country: FR, basis: contract}
  drawer: {site: home, region: de, provider: self, country: DE, offline: yes}
services:
  bookings: {tier: 1, owner: owner, public: yes, at: cloud, rto: 8h, rpo: 26h, mtpd: 24h, depends_on: [datastores/db],
    fallback: paper, parts: {data: db, uploads: none, configuration: none, secrets: none, code: none, dns: none, domain: none}}
datastores:
  db:
    at: cloud
    run_by: cloud
    engine: postgresql 16
    size: 2GB
    personal: {level: ordinary, processing: [bookings], erasure_replay: runbooks/restore}
    copies:
      snapshots: {kind: snapshot, at: cloud, run_by: cloud, every: 1d, keep: 7d, deleted_with_source: yes,
        last_success: 2026-11-20, monitor: {by: dashboard, alerts: [owner], notices_missing_run: yes, alarm_tested: 2026-09-01}}
      nightly: {kind: dump, at: bucket, method: engine-aware, every: 1d, duration: 10m, keep: 30d,
        immutable: {for: 14d, mode: compliance}, last_success: 2026-11-20, encrypted: {key: {at: drawer, holders: [ada, ben]}},
        monitor: {by: mail, alerts: [owner], notices_missing_run: yes, alarm_tested: 2026-09-01}}
runbooks:
  restore:
    title: Restore the bookings
    recovers: [datastores/db, services/bookings]
    owner: owner
    reviewed: 2026-09-01
    steps: [{do: stop, kind: freeze, takes: 5m}, {do: choose, kind: choose-point, takes: 5m}, {do: load, kind: restore,
      takes: 30m}, {do: count, kind: verify, takes: 10m}, {do: start, kind: resume, takes: 5m}]
  breach: {title: Data breach, owner: owner, reviewed: 2026-09-01, recovers: [], steps: [{do: decide within 72 hours}]}
communication: {first_notice: 30m, update_every: 60m, inbound: mobile, notify: {authority: {audience: authority, within: 72h,
  from: awareness, by: owner}}}
drills:
  spring: {type: system-restore, covers: [datastores/db], occurred: 2026-09-10, led_by: ben, participants: [ada, ben],
    verification: {kind: row-count, expected: "900", found: "900"}, result: passed, measured: {rto: 2h}, evidence: log}
evidence: {log: {title: Log, occurred: 2026-09-10, at: drawer}}
processing:
  bookings: {title: Bookings, owner: owner, purposes: [bookings], datastores: [db], subjects: [guests], categories: [contact],
    processors: [cloud, bucket], retention: two years}
"""


def test_budget_of_an_honest_small_plan() -> None:
    loaded = load(from_texts({"plan.yaml": PLAN}))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    found = audit(loaded.plan, date(2026, 11, 21))
    said = {s: [f"{f.rule}: {f.message}" for f in found.findings if f.severity is s] for s in Severity}
    assert said[Severity.ERROR] == []
    assert len(said[Severity.WARNING]) <= 5, said[Severity.WARNING]
