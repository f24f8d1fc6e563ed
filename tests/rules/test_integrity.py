"""Integrity: dates, contradictions, placeholders, leftovers, force of the plan, lessons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bcdr.audit import Audit

MICRO = "organization: {people: 5}\n"
DRILL = "drills: {restore-ledger: {%s}}"
APPROVAL = "reviews: {2026-approval: {%s}}\n"
INCIDENT = "incidents: {outage: {title: Outage, %s}}\n"
NIGHTLY = "datastores: {ledger: {copies: {nightly: {%s}}}}"
COPY = "datastores/ledger/copies/nightly"

CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "impossible-date": {
        "in the future": (
            "places: {vault: {checked: 2026-11-22}}",
            ["E places/vault places/vault/checked"],
        ),
        "today": ("places: {vault: {checked: 2026-11-21}}", []),
        "planned for the future": (DRILL % "planned: 2027-01-01, every: 180d", []),
        "a measure that is only planned": ("measures: {training: {status: planned, since: 2027-01-01}}", []),
        "a measure that is in place": (
            "measures: {training: {status: in-place, since: 2027-01-01}}",
            ["E measures/training measures/training/since"],
        ),
        "today far in the west": (NIGHTLY % "last_success: 2026-11-21T22:00:00-10:00", []),
        "today far in the east": (NIGHTLY % "last_success: 2026-11-22T05:00:00+12:00", []),
        "tomorrow in every zone": (
            NIGHTLY % "last_success: 2026-11-22T13:00:00+00:00",
            [f"E {COPY} {COPY}/last_success/occurred"],
        ),
        "deep inside a list": (
            "people: {maria: {training: [{topic: crisis, occurred: 2027-03-01}]}}",
            ["E people/maria people/maria/training/0/occurred"],
        ),
        "outside every collection": (
            "recovery_order: {occurred: 2027-01-01}",
            ["E plan recovery_order/occurred"],
        ),
        "recorded before it occurred": (
            DRILL % "recorded: 2026-09-09",
            ["E drills/restore-ledger drills/restore-ledger/recorded order"],
        ),
        "recorded on the day": (DRILL % "recorded: 2026-09-10", []),
        "signed before it occurred": (
            DRILL % "signed_off: {occurred: 2026-09-01}",
            ["E drills/restore-ledger drills/restore-ledger/signed_off/occurred order"],
        ),
        "the clock runs backwards": (
            DRILL % 'timeline: {detected: "08:00"}',
            ["E drills/restore-ledger drills/restore-ledger/timeline/detected order"],
        ),
        "past midnight with full moments": (
            DRILL % "timeline: {accepted: 2026-09-11T00:20:00+02:00, verified: 2026-09-10T23:50:00+02:00}",
            [],
        ),
        "a drill before its backup existed": (
            "datastores: {ledger: {copies: {nightly: {since: 2026-10-01}}}}",
            ["E drills/restore-ledger drills/restore-ledger/occurred order"],
        ),
        "an end before its start": (
            "waivers: {w: {rule: backup-same-region, on: plan, occurred: 2026-06-01, valid_until: 2026-05-01}}",
            ["E waivers/w waivers/w/valid_until order"],
        ),
        "told before anybody knew": (
            INCIDENT % "aware: 2026-05-03T10:00:00+02:00, notified: {authority: 2026-05-03T09:00:00+02:00}",
            ["E incidents/outage incidents/outage/notified/authority order"],
        ),
        "one date before two others is one fault": (
            "evidence: {e: {occurred: 2026-06-01, recorded: 2026-07-01, valid_until: 2026-05-01}}",
            ["E evidence/e evidence/e/valid_until order"],
        ),
        "a day against a moment of the same day": (
            INCIDENT % "aware: 2026-05-03T10:00:00+02:00, notified: {authority: 2026-05-03}",
            [],
        ),
    },
    "contradictory-claim": {
        "a live copy called backup": (
            NIGHTLY % "kind: replica, declared_as: backup",
            [f"W {COPY} live-backup"],
        ),
        "a backup called backup": (NIGHTLY % "declared_as: backup", []),
        "locked, yet somebody can delete it": (
            NIGHTLY % "deletable_by: [credentials/cv-admin]",
            [f"W {COPY} locked-deletable"],
        ),
        "locked, in a place with an administrator": (NIGHTLY % "deletable_by: [cv-root]", []),
        "a lock with a bypass": (
            NIGHTLY % "deletable_by: [credentials/cv-admin], immutable: {mode: governance}",
            [],
        ),
        "locked, yet gone with its source": (
            NIGHTLY % "deleted_with_source: yes",
            [f"W {COPY} locked-tied"],
        ),
        "offline, yet hourly": (
            "datastores: {orders-db: {copies: {disk: {every: 1h}}}}",
            ["W datastores/orders-db/copies/disk offline-often"],
        ),
        "offline, once a day": ("datastores: {orders-db: {copies: {disk: {every: 1d}}}}", []),
        "one site in two regions": (
            "places: {p: {site: twice, region: north}, q: {site: twice, region: south}}",
            ["W places/q two-homes"],
        ),
        "whichever of the two is written first": (
            "places: {q: {site: twice, region: south}, p: {site: twice, region: north}}",
            ["W places/q two-homes"],
        ),
        "a room at another site than its house, and that site in two regions": (
            (
                "places: {p: {site: here, region: north}, q: {within: p, site: there, region: south},"
                " a: {site: there, region: west}}"
            ),
            ["W places/q two-homes"],
        ),
        "a room at another site than its house": (
            "places: {p: {site: here}, q: {within: p, site: there}}",
            ["W places/q two-homes"],
        ),
        "a site of which only one place knows the region": (
            "places: {p: {site: twice, region: north}, q: {site: twice}}",
            [],
        ),
        "a room says what the house says": (
            "places: {p: {site: twice, region: north}, q: {within: p, storage: rack}}",
            [],
        ),
        "no personal data, but people": (
            "datastores: {ledger: {personal: {level: none, people: 12}}}",
            ["W datastores/ledger no-personal-data"],
        ),
        "published, yet nothing is backed up": (
            "services: {reports: {statement: {claims: [daily backups]}}}\ndatastores: {ledger: {copies: {}}}",
            ["W services/reports statement"],
        ),
        "published and backed up": ("services: {reports: {statement: {claims: [daily backups]}}}", []),
        "apart, yet at the same site": (
            "runbooks: {restore-reports: {target: {at: search-disk, segregated: yes}}}",
            ["W runbooks/restore-reports not-segregated"],
        ),
        "passed, yet another number": (
            DRILL % 'verification: {found: "209999"}',
            ["W drills/restore-ledger count-differs"],
        ),
        "words are not compared": (DRILL % 'verification: {expected: "> 100"}', []),
        "not passed": (DRILL % 'result: partial, verification: {found: "209999"}', []),
    },
    "placeholder-value": {
        "todo": (
            "services: {reports: {mbco: todo}}",
            ["W services/reports services/reports/mbco"],
        ),
        "TODO in a sentence": (
            "runbooks: {restore-reports: {rollback: ask Jonas TODO}}",
            ["W runbooks/restore-reports runbooks/restore-reports/rollback"],
        ),
        "todo as a word": ("runbooks: {restore-reports: {rollback: look at the todo list}}", []),
        "a phone number of x": (
            'people: {maria: {contacts: [{kind: phone, value: "+49 911 xxxx", out_of_band: yes}]}}',
            ["W people/maria people/maria/contacts/0/value"],
        ),
        "example.org": (
            "channels: {status-page: {url: https://status.example.org/}}",
            ["W channels/status-page channels/status-page/url"],
        ),
        "a name under .example": ("channels: {status-page: {url: https://status.lantern.example/}}", []),
        "only dots": ('communication: {inbound: "..."}', ["W plan communication/inbound"]),
        "a sentence with dots": ('communication: {inbound: "Call us ... soon"}', []),
        "a note": ("services: {reports: {note: TODO}}", []),
        "unknown is a value": ("services: {reports: {mbco: unknown}}", []),
        "in a copy": (NIGHTLY % "tool: TBD", [f"W {COPY} {COPY}/tool"]),
    },
    "orphan-object": {
        "a role without powers": ("roles: {greeter: {holder: maria}}", ["I roles/greeter"]),
        "a role with powers": ("roles: {greeter: {holder: maria, powers: [communicate]}}", []),
        "a role that owns something": (
            "roles: {greeter: {holder: maria}}\nchannels: {chat: {owner: greeter}}",
            [],
        ),
        "a vendor": ("vendors: {old: {}}", ["I vendors/old"]),
        "a vendor with a place": ("vendors: {old: {}}\nplaces: {attic: {provider: old}}", []),
        "a runbook": ("runbooks: {dance: {title: Dance}}", ["I runbooks/dance"]),
        "a runbook that recovers something": (
            "runbooks: {dance: {title: Dance, recovers: [services/shop]}}",
            [],
        ),
        "a login": ("credentials: {old: {holders: [maria]}}", ["I credentials/old"]),
        "a login with rights": ("credentials: {old: {can: {read: [places/vault]}}}", []),
        "a login that a step needs": (
            """
credentials: {old: {}}
runbooks: {dance: {title: Dance, recovers: [services/shop], steps: [{do: dance, needs: [credentials/old]}]}}
""",
            [],
        ),
        "a copy of a retired store": (
            "datastores: {ledger: {active: no}}",
            [f"I {COPY}"],
        ),
        "small company": (MICRO + "vendors: {old: {}}", []),
    },
    "plan-not-in-force": {
        "never approved": ("reviews: {}", ["E plan never-approved"]),
        "never approved in a small company": (MICRO + "reviews: {}", ["I plan never-approved"]),
        "only reviewed": (APPROVAL % "kind: review", ["E plan never-approved"]),
        "365 days ago": (APPROVAL % "occurred: 2025-11-21", []),
        "366 days ago": (APPROVAL % "occurred: 2025-11-20", ["W plan overdue"]),
        "365 days ago, and the plan says nothing": (
            "policy: {review_every: unknown}\n" + APPROVAL % "occurred: 2025-11-21",
            [],
        ),
        "366 days ago, and the plan says nothing": (
            "policy: {review_every: unknown}\n" + APPROVAL % "occurred: 2025-11-20",
            ["W plan overdue"],
        ),
        "overdue in a small company": (MICRO + APPROVAL % "occurred: 2025-11-20", ["W plan overdue"]),
        "two years ago": (APPROVAL % "occurred: 2024-11-21", ["W plan overdue"]),
        "more than two years ago": (APPROVAL % "occurred: 2024-11-20", ["E plan long-overdue"]),
        "a later review counts": (
            """
reviews:
  2026-approval: {occurred: 2024-09-01}
  later: {kind: review, by: jonas, occurred: 2026-06-01}
""",
            [],
        ),
        "a review of a part does not": (
            """
reviews:
  2026-approval: {occurred: 2025-06-01}
  later: {kind: review, by: jonas, occurred: 2026-06-01, scope: drills}
""",
            ["W plan overdue"],
        ),
        "the policy asks more often": (
            APPROVAL % "occurred: 2026-04-01" + "policy: {review_every: 180d}",
            ["W plan overdue"],
        ),
        "by somebody without authority": (APPROVAL % "by: jonas, role: it-lead", ["W plan authority"]),
        "without authority in a small company": (
            MICRO + APPROVAL % "by: jonas, role: it-lead",
            ["I plan authority"],
        ),
        "by the holder of a role with authority": (APPROVAL % "by: petra, role: unknown", []),
        "by an owner": (APPROVAL % "by: maria, role: speaker", []),
        "by nobody named": (APPROVAL % "by: unknown, role: unknown", ["W plan authority"]),
    },
    "lesson-not-absorbed": {
        "never reviewed": (INCIDENT % "ended: 2026-10-01", ["W incidents/outage unreviewed"]),
        "14 days ago": (INCIDENT % "ended: 2026-11-07", []),
        "15 days ago": (INCIDENT % "ended: 2026-11-06", ["W incidents/outage unreviewed"]),
        "14 days ago, and the plan says nothing": (
            INCIDENT % "ended: 2026-11-07" + "activation: {review_within: unknown}",
            [],
        ),
        "15 days ago, and the plan says nothing": (
            INCIDENT % "ended: 2026-11-06" + "activation: {review_within: unknown}",
            ["W incidents/outage unreviewed"],
        ),
        "noticed 14 days ago": (INCIDENT % "detected: 2026-11-07", []),
        "the plan allows longer": (
            INCIDENT % "ended: 2026-11-01" + "activation: {review_within: 30d}",
            [],
        ),
        "without any date": (INCIDENT % "causes: [heat]", ["W incidents/outage unreviewed"]),
        "nothing changed": (
            INCIDENT % "ended: 2026-10-01, reviewed: 2026-10-05, lessons: [be careful]",
            ["W incidents/outage unchanged"],
        ),
        "a runbook changed": (
            INCIDENT % "ended: 2026-10-01, reviewed: 2026-10-05, changed: [runbooks/restore-shop]",
            [],
        ),
        "an action came of it": (
            INCIDENT % "ended: 2026-10-01, reviewed: 2026-10-05"
            + "actions: {fan: {title: Buy a fan, from: incidents/outage, owner: it-lead, due: 2027-01-01}}",
            [],
        ),
    },
    "broken-reference": {
        "a drill of a copy that is not there": (
            "drills: {restore-ledger: {recovery_point: {copy: nihgtly}}}",
            ["E drills/restore-ledger drills/restore-ledger/recovery_point/copy"],
        ),
        "a step after one that is not there": (
            "runbooks: {data-breach: {steps: [{do: decide, after: [start]}]}}",
            ["E runbooks/data-breach runbooks/data-breach/steps/0/after/0"],
        ),
        "two steps of one id": (
            "runbooks: {data-breach: {steps: [{id: a, do: decide}, {id: a, do: tell}]}}",
            ["E runbooks/data-breach runbooks/data-breach/steps/1/id"],
        ),
        "a waiver of nothing": (
            "waivers: {w: {rule: backup-stale, on: datastores/orders}}",
            ["E waivers/w waivers/w/on"],
        ),
        "a waiver of a misspelt rule": (
            "waivers: {w: {rule: backup-stael, on: datastores/orders-db}}",
            ["E waivers/w rule"],
        ),
        "a notice over a misspelt channel": (
            "communication: {notify: {customers: {channel: status-pgae}}}",
            ["E plan communication/notify/customers/channel"],
        ),
        "a notice in words": ("communication: {notify: {customers: {channel: by telephone}}}", []),
        "small company": (
            MICRO + "waivers: {w: {rule: backup-stale, on: datastores/orders}}",
            ["E waivers/w waivers/w/on"],
        ),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)


def test_leap_days_are_days(over: Callable[..., Audit]) -> None:
    approved = "reviews: {2026-approval: {occurred: 2027-03-01}}"
    found = over(approved, as_of=date(2028, 2, 29), select=["plan-not-in-force"]).findings
    assert found == ()
    found = over(approved, as_of=date(2028, 3, 1), select=["plan-not-in-force"]).findings
    assert [f.cause for f in found] == ["overdue"]
