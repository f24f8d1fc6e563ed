"""The catalogue of 22 scenarios that every small company should have an answer to, in six groups."""

from __future__ import annotations

from typing import NamedTuple

GROUPS = {
    "site": "Site loss",
    "malicious": "Malicious deletion or ransomware",
    "operator": "Operator error",
    "provider": "Provider or account loss",
    "person": "Key person gone",
    "vendor": "Main vendor gone",
}
"""The six groups that a plan must cover, in the order in which documents show them."""


class CatalogueScenario(NamedTuple):
    """One way in which things go wrong: title, group, what is lost, what the plan must show, type of breach.

    Breach types after GDPR Art. 4(12): A availability, C confidentiality, I integrity; empty where none is usual.
    """

    id: str
    title: str
    group: str
    lost: str
    must_show: str
    breach: str


_ROWS = (
    ("ransomware", "Encryption and theft with administrator rights", "malicious",
     "all online systems, reachable backups, directory",
     "immutable copy, clean rebuild, key and password reset, notification decision", "A, C, I"),
    ("cloud-account-compromise", "Attacker owns the cloud administration", "malicious",
     "account, keys, snapshots, logs", "copy in another account or provider, break-glass access", "A, C, I"),
    ("cloud-account-closure", "Account suspended, deleted or in dispute", "provider",
     "account or tenant", "outside copy, contract exit, alternative host", "A"),
    ("region-loss", "A whole region or several zones down", "site",
     "region", "copy and runbook elsewhere, capacity assumption", "A"),
    ("datacentre-fire", "Data centre destroyed for good", "site",
     "site and the copies in it", "off-site copy with proof of place", "A"),
    ("power-telecom-outage", "Long outage of power or network", "site",
     "site, phones, remote access", "out-of-band contact, offline copy of the plan", "A"),
    ("saas-vendor-failure", "Software vendor bankrupt or shut down", "vendor",
     "vendor and the data it holds", "tested export, replacement, notice terms", "A"),
    ("supplier-compromise", "Supplier hacked or spreads a bad update", "malicious",
     "trust in the vendor, connected systems", "isolation steps, contact for notices, fallback", "A, C, I"),
    ("accidental-deletion", "Person or script deletes data", "operator",
     "live data and replicas", "point-in-time restore, separate rights", "A"),
    ("bad-release", "Release or migration corrupts data", "operator",
     "data since the deployment", "rollback, point before the release, reconciliation", "I, A"),
    ("silent-corruption", "Damage found late", "operator",
     "all recovery points newer than the damage", "long retention, integrity checks", "I, A"),
    ("backup-system-failure", "Backups fail or their catalogue is lost", "operator",
     "backup server, index, credentials", "copy of the catalogue, job alerts, bare restore", ""),
    ("key-loss", "Encryption key or secret lost", "provider",
     "all copies under that key", "key escrow, key recovery test", "A"),
    ("identity-lockout", "Login, second factor or password safe unavailable", "provider",
     "every login", "break-glass accounts stored offline and tested", "A"),
    ("dns-domain-loss", "Domain expired or hijacked, DNS provider down", "provider",
     "web, mail, certificates", "registrar contacts, lock, renewal, second DNS", "A, C"),
    ("certificate-expiry", "Certificate, token or licence expires", "operator",
     "access to the service", "inventory with dates, owner, renewal runbook", "A"),
    ("payment-provider-outage", "Payments cannot be taken or paid out", "vendor",
     "revenue, payroll", "second provider or manual mode, cash limits", ""),
    ("key-person-loss", "The only expert is suddenly gone", "person",
     "knowledge, credentials", "deputy, documented access, drill led by a deputy", "A"),
    ("pandemic", "Many staff absent or remote for long", "person",
     "people, premises", "minimum staffing, remote work, priorities", ""),
    ("office-loss", "Office closed or burnt", "site",
     "premises, devices, paper", "remote work, device recovery, paper records", "A, C"),
    ("insider", "Member of staff steals, changes or deletes", "malicious",
     "data, backups within reach", "two-person deletion, logs, leaver process", "A, C, I"),
    ("device-theft", "Laptop or medium stolen", "malicious",
     "data on the device", "proof of encryption, remote wipe, restore", "C, A"),
)  # fmt: skip

SCENARIOS = {row[0]: CatalogueScenario(*row) for row in _ROWS}
"""Catalogue entries by id, in the order of the catalogue."""
