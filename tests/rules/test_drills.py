"""Drills: when a test is too old, too small, unfinished or unproved."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
STANDBY = "services: {shop: {standby: {at: spare-host}}}\n"
MOVED = "drills: {restore-orders: {covers: [services/shop], type: %s}}\n"
TAKEN = "drills: {restore-orders: {type: %s, covers: [%s]}}\n"
STEADY = """
drills:
  restore-orders: {load: steady}
  restore-customers: {load: steady}
  restore-platform: {load: none}
"""
LED = """
drills:
  restore-customers: {covers: [runbooks/restore-office], led_by: %s}
"""
CLOSED = "actions: {a: {title: x, from: drills/%s, status: done}}\n"
PROVEN = """
actions: {a: {title: x, from: drills/restore-orders, status: done, proof: %s}}
drills:
  next: {type: system-restore, covers: [datastores/orders-db], planned: 2026-12-01}
  failed: {type: system-restore, covers: [datastores/orders-db], occurred: 2026-10-01, result: failed}
  partly: {type: system-restore, covers: [datastores/orders-db], occurred: 2026-10-01, result: partial}
  before: {type: system-restore, covers: [datastores/orders-db], occurred: 2026-08-01, result: passed}
  other: {type: system-restore, covers: [datastores/ledger], occurred: 2026-10-01, result: passed}
  talk: {type: tabletop, covers: [datastores/orders-db], occurred: 2026-10-01, result: passed}
  again: {type: system-restore, covers: [datastores/orders-db], occurred: 2026-10-02, result: passed}
"""
WRONG = "0" * 64
FILE = "drills: {file: {type: item-restore, covers: [datastores/orders-db], occurred: 2026-10-10, result: passed,"
VOID = f"drills:\n  %s: {{digests: {{datastores/ledger: {WRONG}}}}}\n"

CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "restore-never-tested": {
        "one passed, and what it went by has changed": (
            f"drills: {{restore-orders: {{digests: {{datastores/orders-db: {WRONG}}}}}}}",
            [],
        ),
        "a tabletop restores nothing": ("drills: {restore-orders: {type: tabletop}}", ["E datastores/orders-db"]),
        "a failover proves no restore": ("drills: {restore-orders: {type: failover}}", ["E datastores/orders-db"]),
        "a restore of one file is none of the whole": (
            "drills: {restore-orders: {type: item-restore}}",
            ["E datastores/orders-db"],
        ),
        "a failed restore does not count": (
            "drills: {restore-orders: {result: failed}}",
            ["E datastores/orders-db"],
        ),
        "a planned restore does not count": (
            "drills: {restore-orders: {occurred: unknown, planned: 2026-12-01}}",
            ["E datastores/orders-db"],
        ),
        "a restore after the day of the audit does not count": (
            "drills: {restore-orders: {occurred: 2026-12-01}}",
            ["E datastores/orders-db"],
        ),
        "a drill of the runbook covers what it recovers": (
            "drills: {restore-orders: {covers: [runbooks/restore-shop]}}",
            [],
        ),
        "nothing is asked of data without any backup": (
            """
drills: {restore-orders: {type: tabletop}}
datastores: {orders-db: {copies: {}}}
""",
            [],
        ),
        "nothing is asked of a retired store": (
            """
drills: {restore-orders: {type: tabletop}}
datastores: {orders-db: {active: no}}
""",
            [],
        ),
        "nothing is asked of a cache": (
            """
drills: {restore-orders: {type: tabletop}}
datastores: {orders-db: {class: derived}}
""",
            [],
        ),
        "tier 3 in a small company is information": (
            MICRO + "drills: {restore-ledger: {type: tabletop}}",
            ["I datastores/ledger"],
        ),
    },
    "restore-test-stale": {
        "half as much again to the day": ("datastores: {ledger: {size: 216GB, growth: 30GB/month}}", []),
        "half as much again and more": (
            "datastores: {ledger: {size: 215GB, growth: 30GB/month}}",
            ["W datastores/ledger growth"],
        ),
        "tier 1 on its last good day": ("drills: {restore-orders: {occurred: 2026-05-25}}", []),
        "tier 1 one day over is a step lower": (
            "drills: {restore-orders: {occurred: 2026-05-24}}",
            ["W datastores/orders-db"],
        ),
        "tier 1 just before one and a half times": (
            "drills: {restore-orders: {occurred: 2026-02-25}}",
            ["W datastores/orders-db"],
        ),
        "tier 1 from one and a half times": (
            "drills: {restore-orders: {occurred: 2026-02-24}}",
            ["E datastores/orders-db"],
        ),
        "tier 3 on its last good day": ("drills: {restore-ledger: {occurred: 2025-11-21}}", []),
        "tier 3 one day over": ("drills: {restore-ledger: {occurred: 2025-11-20}}", ["I datastores/ledger"]),
        "tier 3 long over": ("drills: {restore-ledger: {occurred: 2024-09-12}}", ["W datastores/ledger"]),
        "tier 1 of a small company has a year": (MICRO + "drills: {restore-orders: {occurred: 2025-11-21}}", []),
        "tier 1 of a small company after a year": (
            MICRO + "drills: {restore-orders: {occurred: 2025-11-20}}",
            ["I datastores/orders-db"],
        ),
        "the tier policy goes before": (
            """
drills: {restore-orders: {occurred: 2026-05-24}}
policy: {tiers: {"1": {drill_every: 400d}}}
""",
            [],
        ),
        "an option of the plan is used": (
            "policy: {rules: {restore-test-stale: {tier1: 30d}}}",
            ["E datastores/customers", "E datastores/infra-repo", "E datastores/orders-db", "E datastores/secrets"],
        ),
        "leap days are counted": (
            """
policy: {rules: {restore-test-stale: {tier1: 2456d}}}
drills: {restore-orders: {occurred: 2020-02-29}}
datastores: {orders-db: {growth: unknown}}
""",
            ["W datastores/orders-db"],
        ),
        "a change weighs more than a few days too many": (
            "datastores: {orders-db: {changed: 2026-06-01}}\ndrills: {restore-orders: {occurred: 2026-05-24}}",
            ["E datastores/orders-db change"],
        ),
        "growth weighs more than a few days too many": (
            "datastores: {orders-db: {growth: 20GB/month, size: 200GB}}\ndrills: {restore-orders: {occurred: 2026-05-24}}",
            ["E datastores/orders-db growth"],
        ),
        "age weighs more from one and a half times": (
            "datastores: {orders-db: {changed: 2026-06-01}}\ndrills: {restore-orders: {occurred: 2026-02-24}}",
            ["E datastores/orders-db"],
        ),
        "a change after the drill": (
            "datastores: {orders-db: {changed: 2026-10-01}}",
            ["E datastores/orders-db change"],
        ),
        "a change of the service": (
            "services: {reports: {changed: 2026-10-01}}",
            ["W datastores/ledger change", "E datastores/infra-repo change"],
        ),
        "a change on the day of the drill": ("datastores: {orders-db: {changed: 2026-09-10}}", []),
        "a change in the future": ("datastores: {orders-db: {changed: 2026-12-10}}", []),
        "an upgrade that was done": (
            "changes: {up: {title: x, kind: engine-upgrade, affects: [datastores/ledger], occurred: 2026-10-10, status: done}}",
            ["W datastores/ledger change"],
        ),
        "an ordinary release": (
            "changes: {up: {title: x, kind: release, affects: [datastores/ledger], occurred: 2026-10-10, status: done}}",
            [],
        ),
        "half as much again since then": (
            "datastores: {ledger: {size: 30GB, growth: 5GB/month}}",
            ["W datastores/ledger growth"],
        ),
        "a little growth": ("datastores: {ledger: {size: 30GB, growth: 1GB/month}}", []),
        "grown from nothing": (
            "datastores: {ledger: {size: 1GB, growth: 5GB/month}}",
            ["W datastores/ledger growth"],
        ),
        "what the last one went by has changed: that drill is reported": (
            (
                "drills: {restore-orders: {occurred: 2026-01-25}, "
                f"newer: {{type: system-restore, covers: [datastores/orders-db], occurred: 2026-09-10, result: passed, "
                f"digests: {{datastores/orders-db: {WRONG}}}}}}}"
            ),
            [],
        ),
        "an old one after which another was voided long ago": (
            (
                "drills: {restore-orders: {occurred: 2026-01-25}, "
                f"older: {{type: system-restore, covers: [datastores/orders-db], occurred: 2025-09-10, result: passed, "
                f"digests: {{datastores/orders-db: {WRONG}}}}}}}"
            ),
            ["E datastores/orders-db"],
        ),
        "never restored is the other rule": ("drills: {restore-orders: {type: tabletop}}", []),
        "no backups left": (
            """
drills: {restore-orders: {occurred: 2026-01-25}}
datastores: {orders-db: {copies: {}}}
""",
            [],
        ),
    },
    "restore-test-partial": {
        "a year ago without comparison": (
            "drills: {restore-ledger: {verification: unknown, occurred: 2025-11-21}}",
            ["I datastores/ledger unverified"],
        ),
        "longer ago the other rule speaks": (
            "drills: {restore-ledger: {verification: unknown, occurred: 2025-11-20}}",
            [],
        ),
        "derived data": (
            """
drills: {restore-ledger: {verification: unknown}}
datastores: {ledger: {class: derived}}
""",
            [],
        ),
        "no backup": (
            """
drills: {restore-ledger: {verification: unknown}}
datastores: {ledger: {copies: {}}}
""",
            [],
        ),
        "only files, on the last day of the cadence": (
            """
policy: {tiers: {"3": {drill_every: 400d}}}
drills: {restore-ledger: {occurred: 2025-10-17}, file: {type: item-restore, covers: [datastores/ledger], occurred: 2025-11-21, result: passed}}
""",
            ["I datastores/ledger sample"],
        ),
        "only files, a day after the cadence": (
            """
policy: {tiers: {"3": {drill_every: 400d}}}
drills: {restore-ledger: {occurred: 2025-10-16}, file: {type: item-restore, covers: [datastores/ledger], occurred: 2025-11-21, result: passed}}
""",
            ["I datastores/ledger sample"],
        ),
        "not even files for a year": (
            """
policy: {tiers: {"3": {drill_every: 400d}}}
drills: {restore-ledger: {occurred: 2025-10-17}, file: {type: item-restore, covers: [datastores/ledger], occurred: 2025-11-20, result: passed}}
""",
            [],
        ),
        "no verification": ("drills: {restore-ledger: {verification: unknown}}", ["I datastores/ledger unverified"]),
        "tier 1 without verification": (
            "drills: {restore-orders: {verification: unknown}}",
            ["W datastores/orders-db unverified"],
        ),
        "a comparison with nothing expected": (
            "drills: {restore-orders: {verification: {expected: unknown}}}",
            ["W datastores/orders-db unverified"],
        ),
        "a comparison with nothing found": (
            "drills: {restore-orders: {verification: {found: unknown}}}",
            ["W datastores/orders-db unverified"],
        ),
        "a sample": (
            "drills: {restore-orders: {verification: {kind: sample}}}",
            ["W datastores/orders-db unverified"],
        ),
        "a checksum": ("drills: {restore-orders: {verification: {kind: checksum}}}", []),
        "small company": (
            MICRO + "drills: {restore-orders: {verification: unknown}}",
            ["I datastores/orders-db unverified"],
        ),
        "only files for a year while the cadence allows it": (
            """
policy: {tiers: {"3": {drill_every: 800d}}}
drills: {restore-ledger: {occurred: 2025-10-17}, file: {type: item-restore, covers: [datastores/ledger], occurred: 2026-10-01, result: passed}}
""",
            ["I datastores/ledger sample"],
        ),
        "only files for a year and the whole past its date": (
            "drills: {restore-ledger: {occurred: 2025-10-17}, file: {type: item-restore, covers: [datastores/ledger], occurred: 2026-10-01, result: passed}}",
            ["I datastores/ledger sample"],
        ),
        "only files and never the whole": (
            "drills: {restore-ledger: {result: failed}, file: {type: item-restore, covers: [datastores/ledger], occurred: 2026-10-01, result: passed}}",
            ["I datastores/ledger sample"],
        ),
        "files that did not come back": (
            "drills: {restore-ledger: {occurred: 2025-10-17}, file: {type: item-restore, covers: [datastores/ledger], occurred: 2026-10-01, result: failed}}",
            [],
        ),
    },
    "drill-voided": {
        "one field, and the service that stands on it": (
            "drills: {restore-ledger: {digests: {datastores/ledger: v1 class=c8d80b980b02 at=000000000000}}}",
            ["W drills/restore-ledger"],
        ),
        "tier 1": (
            "drills: {restore-orders: {digests: {datastores/orders-db: v1 class=c8d80b980b02 engine=000000000000}}}",
            ["E drills/restore-orders"],
        ),
        "a digest of the whole names no field": (VOID % "restore-ledger", ["W drills/restore-ledger"]),
        "small company": (MICRO + VOID % "restore-ledger", ["I drills/restore-ledger"]),
        "nothing changed": (
            "drills: {restore-ledger: {digests: {datastores/ledger: v1 class=c8d80b980b02 engine=c960f413cc9e}}}",
            [],
        ),
        "a copy that is gone": (
            "drills: {restore-ledger: {digests: {datastores/ledger/copies/of-old: v1 kind=000000000000}}}",
            ["W drills/restore-ledger"],
        ),
        "a copy that another one of the store replaced, which it did not restore from": (
            "drills: {restore-ledger: {digests: {datastores/orders-db/copies/of-old: v1 kind=000000000000}}}",
            [],
        ),
        "a digest of a version to come": (
            "drills: {restore-ledger: {digests: {datastores/ledger: v2 engine=000000000000}}}",
            [],
        ),
        "it had failed": (
            f"drills: {{restore-ledger: {{result: failed, digests: {{datastores/ledger: {WRONG}}}}}}}",
            [],
        ),
        "it is planned": (
            f"drills: {{restore-ledger: {{result: unknown, occurred: unknown, digests: {{datastores/ledger: {WRONG}}}}}}}",
            [],
        ),
        "repeated since": (
            VOID % "restore-ledger" + "  again: {type: system-restore, covers: [datastores/ledger, services/reports],"
            " occurred: 2026-10-10, result: passed}",
            [],
        ),
        "repeated since, in part": (
            VOID % "restore-ledger" + "  again: {type: system-restore, covers: [datastores/ledger],"
            " occurred: 2026-10-10, result: passed}",
            ["W drills/restore-ledger"],
        ),
        "tried again since, and failed": (
            VOID % "restore-ledger" + "  again: {type: system-restore, covers: [datastores/ledger, services/reports],"
            " occurred: 2026-10-10, result: failed}",
            [],
        ),
        "an older one still shows as much": (
            VOID % "restore-ledger" + "  older: {type: system-restore, covers: [datastores/ledger, services/reports],"
            " occurred: 2026-08-10, result: passed}",
            ["I drills/restore-ledger"],
        ),
        "an older one that shows less": (
            VOID % "restore-ledger" + "  older: {type: item-restore, covers: [datastores/ledger, services/reports],"
            " occurred: 2026-08-10, result: passed}",
            ["W drills/restore-ledger"],
        ),
        "a file that came back": (
            FILE + f" digests: {{datastores/orders-db: {WRONG}}}}}, restore-orders: {{type: tabletop}}}}",
            ["I drills/file part"],
        ),
        "a file that came back, and the whole besides": (FILE + f" digests: {{datastores/orders-db: {WRONG}}}}}}}", []),
        "a file of data of tier 3": (
            FILE.replace("orders-db", "ledger") + f" digests: {{datastores/ledger: {WRONG}}}}},"
            " restore-ledger: {type: tabletop}}",
            [],
        ),
        "a file in a small company": (
            MICRO + FILE + f" digests: {{datastores/orders-db: {WRONG}}}}}, restore-orders: {{type: tabletop}}}}",
            [],
        ),
        "a failover": (
            (
                "services: {shop: {standby: {at: spare-host}}}\ndrills: {move: {type: failover, covers: [services/shop],"
                f" occurred: 2026-10-10, result: passed, digests: {{services/shop: {WRONG}}}}}}}"
            ),
            ["E drills/move failover"],
        ),
        "a runbook that was read aloud": (
            (
                "drills: {talk: {type: walkthrough, covers: [runbooks/restore-office], occurred: 2026-10-10, result: passed,"
                f" digests: {{runbooks/restore-office: {WRONG}}}}}}}"
            ),
            ["I drills/talk part"],
        ),
        "derived data": (
            (
                "drills: {again: {type: functional-exercise, covers: [datastores/search-index], occurred: 2026-10-10,"
                f" result: passed, digests: {{datastores/search-index: {WRONG}}}}}}}"
            ),
            ["I drills/again part"],
        ),
        "what is retired": (
            VOID % "restore-ledger" + "datastores: {ledger: {active: no}}\nservices: {reports: {active: no}}",
            [],
        ),
    },
    "drill-implausible": {
        "a record of the last day in time": ("drills: {restore-ledger: {recorded: 2026-11-09}}", []),
        "a day later": ("drills: {restore-ledger: {recorded: 2026-11-10}}", ["W drills/restore-ledger late"]),
        "small company": (
            MICRO + "drills: {restore-ledger: {recorded: 2026-11-10}}",
            ["I drills/restore-ledger late"],
        ),
        "a limit of its own": (
            "policy: {rules: {drill-implausible: {late: 90d}}}\ndrills: {restore-ledger: {recorded: 2026-11-10}}",
            [],
        ),
        "a time of a type that measures none": (
            "drills: {restore-ledger: {type: tabletop, measured: {rto: 1h}}}",
            ["W drills/restore-ledger type"],
        ),
        "no time, and the type measures none": ("drills: {restore-ledger: {type: tabletop, measured: unknown}}", []),
        "seconds": (
            "drills: {restore-ledger: {timeline: unknown, measured: {rto: 0s}}}",
            ["W drills/restore-ledger haste"],
        ),
        "another time than the clock says": (
            "drills: {restore-ledger: {measured: {rto: 20m}}}",
            ["W drills/restore-ledger clock"],
        ),
        "two who had left are one finding": (
            (
                "people: {old: {name: Old Hand, leaves_on: 2026-09-09}, elder: {name: Elder Hand, leaves_on: 2026-09-09}}\n"
                "drills: {restore-ledger: {participants: [old, elder]}}"
            ),
            ["W drills/restore-ledger absent"],
        ),
        "one finding a cause": (
            "drills: {restore-ledger: {measured: {rto: 0s}, recorded: 2026-11-10}}",
            ["W drills/restore-ledger clock", "W drills/restore-ledger haste", "W drills/restore-ledger late"],
        ),
        "faster than any link": (
            "drills: {restore-ledger: {measured: unknown, timeline: {restore_started: '09:00:01', restored: '09:00:03'}}}",
            ["W drills/restore-ledger speed"],
        ),
        "a state younger than the loss": (
            (
                "{drills: {restore-ledger: {measured: unknown, timeline: {lost: '09:00'},"
                " recovery_point: {occurred: '2026-09-10T09:30:00+02:00'}}}}"
            ),
            ["W drills/restore-ledger younger"],
        ),
        "a state older than its copy": (
            "drills: {restore-ledger: {recovery_point: {copy: ledger/nightly, occurred: 2025-01-01}}}",
            ["W drills/restore-ledger before-copy"],
        ),
        "every figure like the drill before": (
            (
                "drills: {restore-ledger: {verification: {found: '7'}}, earlier: {type: system-restore,"
                " covers: [datastores/ledger], occurred: 2026-03-10, result: passed, measured: {rto: 1h20m, rpo: 3h},"
                " verification: {kind: row-count, found: '7'}, timeline: {lost: '07:00', detected: '07:05', declared: '07:10',"
                " restore_started: '07:20', restored: '08:05', verified: '08:15', accepted: '08:20'}}}"
            ),
            ["W drills/restore-ledger copied"],
        ),
        "somebody who had left": (
            "people: {old: {name: Old Hand, leaves_on: 2026-09-09}}\ndrills: {restore-ledger: {participants: [old]}}",
            ["W drills/restore-ledger absent"],
        ),
        "replaced by a later one": (
            (
                "drills: {restore-ledger: {recorded: 2026-11-10}, again: {type: system-restore, occurred: 2026-10-10,"
                " covers: [datastores/ledger, services/reports], result: passed}}"
            ),
            [],
        ),
    },
    "drill-followup-open": {
        "a failed restore": ("drills: {restore-orders: {result: failed}}", ["E drills/restore-orders drill"]),
        "a partial one of tier 3": (
            "drills: {restore-ledger: {result: partial}}",
            ["W drills/restore-ledger drill"],
        ),
        "a later pass of the same kind": (
            """
drills:
  restore-orders: {result: failed}
  again: {type: system-restore, covers: [datastores/orders-db], occurred: 2026-10-01, result: passed}
""",
            [],
        ),
        "a pass of half of it": (
            """
drills:
  restore-platform: {result: failed}
  again: {type: system-restore, covers: [datastores/secrets], occurred: 2026-10-01, result: passed}
""",
            ["E drills/restore-platform drill"],
        ),
        "a later tabletop closes nothing": (
            """
drills:
  restore-orders: {result: failed}
  again: {type: tabletop, covers: [datastores/orders-db], occurred: 2026-10-01, result: passed}
""",
            ["E drills/restore-orders drill"],
        ),
        "a second failure is reported once": (
            """
drills:
  restore-orders: {result: failed}
  again: {type: system-restore, covers: [datastores/orders-db], occurred: 2026-10-01, result: failed}
""",
            ["E drills/again drill"],
        ),
        "a failed file restore and a passed whole one": (
            """
drills:
  file: {type: item-restore, covers: [datastores/orders-db], occurred: 2026-08-01, result: failed}
""",
            [],
        ),
        "a failed call-out": ("drills: {call-out: {result: failed}}", ["W drills/call-out drill"]),
        "a failed drill of what is retired": (
            """
drills: {restore-ledger: {result: failed, covers: [datastores/ledger]}}
datastores: {ledger: {active: no}}
""",
            [],
        ),
        "an action due today": (
            "actions: {a: {title: x, from: drills/call-out, owner: it-lead, due: 2026-11-21}}",
            [],
        ),
        "an action due yesterday": (
            "actions: {a: {title: x, from: drills/call-out, owner: it-lead, due: 2026-11-20}}",
            ["W actions/a action"],
        ),
        "an action late by ninety days": (
            "actions: {a: {title: x, from: drills/call-out, owner: it-lead, due: 2026-08-23}}",
            ["W actions/a action"],
        ),
        "an action late by more": (
            "actions: {a: {title: x, from: drills/call-out, owner: it-lead, due: 2026-08-22}}",
            ["E actions/a action-long-overdue"],
        ),
        "an action without owner": (
            "actions: {a: {title: x, from: drills/call-out, due: 2026-12-21}}",
            ["W actions/a action"],
        ),
        "an action of a small company": (
            MICRO + "actions: {a: {title: x, from: drills/call-out}}",
            ["W actions/a action"],
        ),
        "an action that an issue names": (
            """
actions: {a: {title: x}}
drills: {call-out: {issues: [{what: y, action: a}]}}
""",
            ["W actions/a action"],
        ),
        "an action that is done": (
            "actions: {a: {title: x, from: drills/call-out, due: 2026-01-01, status: done}}",
            [],  # closure-unproven asks for its proof
        ),
        "an issue without action": (
            """
drills: {restore-orders: {issues: [{what: too slow, severity: high}, {what: too late, action: a}, too far]}}
actions: {a: {title: x, owner: it-lead, due: 2027-01-01}}
""",
            ["W drills/restore-orders issue"],
        ),
        "an issue of low severity": ("drills: {restore-orders: {issues: [{what: y, severity: low}]}}", []),
        "an issue of a small company": (
            MICRO + "drills: {restore-orders: {issues: [{what: y, severity: high}]}}",
            ["I drills/restore-orders issue"],
        ),
        "an issue of a drill that was repeated": (
            """
drills:
  restore-orders: {occurred: 2026-08-10, issues: [{what: y, severity: high}]}
  again: {type: system-restore, covers: [datastores/orders-db], occurred: 2026-10-01, result: passed}
""",
            [],
        ),
        "an issue of a drill that is still to come": (
            "drills: {restore-orders: {occurred: 2026-12-01, issues: [{what: y, severity: high}]}}",
            [],
        ),
        "an action of a review": ("actions: {a: {title: x, from: reviews/2026-approval, due: 2026-01-01}}", []),
    },
    "closure-unproven": {
        "nobody names a drill": (CLOSED % "restore-orders", ["W actions/a"]),
        "one that could show it": (
            CLOSED % "restore-orders"
            + """
drills:
  again: {type: system-restore, covers: [datastores/orders-db], occurred: 2026-10-01, result: passed}
""",
            ["W actions/a"],
        ),
        "one that is still to come": (PROVEN % "next", ["W actions/a"]),
        "one that failed": (PROVEN % "failed", ["W actions/a"]),
        "one that passed in part": (PROVEN % "partly", ["W actions/a"]),
        "the one that it came from": (PROVEN % "restore-orders", ["W actions/a"]),
        "one before it": (PROVEN % "before", ["W actions/a"]),
        "one of something else": (PROVEN % "other", ["W actions/a"]),
        "one that shows less": (PROVEN % "talk", ["W actions/a"]),
        "one that shows it": (PROVEN % "again", []),
        "a small company": (MICRO + CLOSED % "restore-orders", ["I actions/a"]),
        "of an incident": (
            """
incidents: {fire: {title: Fire, occurred: 2026-05-01, affects: [services/shop], actions: [a]}}
actions: {a: {title: x, status: done}}
""",
            ["W actions/a"],
        ),
        "of a review": ("actions: {a: {title: x, from: reviews/2026-approval, status: done}}", []),
        "that is open": ("actions: {a: {title: x, from: drills/restore-orders, due: 2027-01-01}}", []),
        "of what is retired": (
            CLOSED % "restore-orders" + "datastores: {orders-db: {active: no}}",
            [],
        ),
    },
    "drill-evidence-missing": {
        "a measured time is enough": ("drills: {restore-ledger: {timeline: unknown}}", []),
        "a timeline without an end": (
            "drills: {restore-ledger: {measured: unknown, timeline: {restored: unknown, accepted: unknown}}}",
            ["W drills/restore-ledger"],
        ),
        "accepted is an end": ("drills: {restore-ledger: {measured: unknown, timeline: {restored: unknown}}}", []),
        "no time measured": (
            "drills: {restore-ledger: {measured: unknown, timeline: unknown}}",
            ["W drills/restore-ledger"],
        ),
        "a timeline is a time": ("drills: {restore-ledger: {measured: unknown}}", []),
        "nobody took part": (
            "drills: {restore-ledger: {participants: [], led_by: unknown}}",
            ["W drills/restore-ledger"],
        ),
        "whoever led it took part": ("drills: {restore-ledger: {participants: []}}", []),
        "a tabletop needs no stopwatch": ("drills: {tabletop-people: {measured: unknown}}", []),
        "an automatic check needs no people": (
            "drills: {check: {type: integrity-check, covers: [datastores/ledger], occurred: 2026-10-01, result: passed, evidence: restore-log}}",
            [],
        ),
        "a planned drill": ("drills: {next: {type: tabletop, planned: 2027-01-01}}", []),
        "replaced by a later one": (
            "drills: {old: {type: system-restore, covers: [datastores/ledger], occurred: 2025-10-01, result: passed}}",
            [],
        ),
        "small company": (MICRO + "drills: {restore-ledger: {evidence: []}}", ["I drills/restore-ledger"]),
    },
    "scenario-not-exercised": {
        "two years ago": ("drills: {restore-customers: {occurred: 2024-11-21}}", []),
        "and a day": ("drills: {restore-customers: {occurred: 2024-11-20}}", ["W plan malicious"]),
        "a drill that covers the scenario": (
            "drills: {restore-customers: {scenario: unknown, covers: [scenarios/ransomware]}}",
            [],
        ),
        "another scenario of the group": (
            """
drills: {restore-customers: {scenario: insider}}
scenarios: {insider: {applicable: yes}}
""",
            [],
        ),
        "no result": ("drills: {restore-customers: {result: unknown}}", ["W plan malicious"]),
        "ruled out with a reason": (
            """
drills: {restore-customers: {scenario: unknown}}
scenarios:
  ransomware: {applicable: no, reason: x}
  cloud-account-compromise: {applicable: no, reason: x}
  supplier-compromise: {applicable: no, reason: x}
  insider: {applicable: no, reason: x}
  device-theft: {applicable: no, reason: x}
""",
            [],
        ),
        "small company": (MICRO + "drills: {restore-customers: {scenario: unknown}}", ["I plan malicious"]),
        "an empty plan": (
            """
drills: {restore-customers: {scenario: unknown}}
policy: {rules: {scenario-not-exercised: {limit: 10d}}}
""",
            ["W plan malicious", "W plan operator", "W plan person", "W plan provider", "W plan site", "W plan vendor"],
        ),
    },
    "callout-untested": {
        "a year ago": ("drills: {call-out: {occurred: 2025-11-21}}", []),
        "and a day": ("drills: {call-out: {occurred: 2025-11-20}}", ["W plan"]),
        "never": ("drills: {call-out: {type: tabletop}}", ["W plan"]),
        "a full-scale exercise counts": ("drills: {call-out: {type: full-scale}}", []),
        "small company": (MICRO + "drills: {call-out: {type: tabletop}}", ["I plan"]),
        "one person listed of twenty-five": (
            "people: {jonas: {active: no}, petra: {active: no}}\ndrills: {call-out: {type: tabletop}}",
            ["W plan"],
        ),
        "a company of one": (
            """
organization: {people: 1}
drills: {call-out: {type: tabletop}}
""",
            [],
        ),
    },
    "plan-never-exercised": {
        "on the last day": ("policy: {rules: {plan-never-exercised: {limit: 67d}}}", []),
        "a day later": ("policy: {rules: {plan-never-exercised: {limit: 66d}}}", ["E plan"]),
        "nothing at all": ("drills: {}", ["E plan"]),
        "only planned": ("drills: {}", ["E plan"]),
        "small company": (MICRO + "drills: {}", ["W plan"]),
    },
    "failover-never-tested": {
        "no standby is claimed": ("services: {shop: {tier: 1}}", []),
        "never": (STANDBY, ["E services/shop"]),
        "tier 2": ("services: {office: {standby: {at: spare-host}}}", ["W services/office"]),
        "small company": (MICRO + STANDBY, ["W services/shop"]),
        "a retired service": ("services: {shop: {active: no, standby: {at: spare-host}}}", []),
        "a year ago": (STANDBY + MOVED % "failover, occurred: 2025-11-21", []),
        "and a day": (STANDBY + MOVED % "failover, occurred: 2025-11-20", ["E services/shop"]),
        "one passed, and what it went by has changed": (
            STANDBY + MOVED % f"failover, occurred: 2026-10-10, digests: {{services/shop: {WRONG}}}",
            [],
        ),
        "one was voided and a newer one counts, but for its age": (
            STANDBY + "drills: {restore-orders: {covers: [services/shop], type: failover, occurred: 2025-10-10},"
            " old: {type: failover, covers: [services/shop], occurred: 2025-01-10, result: passed,"
            f" digests: {{services/shop: {WRONG}}}}}}}",
            ["E services/shop"],
        ),
        "within the limit of the policy": (
            STANDBY
            + MOVED % "failover, occurred: 2025-11-20"
            + "policy: {rules: {failover-never-tested: {limit: 366d}}}",
            [],
        ),
        "it failed": (STANDBY + MOVED % "failover, result: failed", ["E services/shop"]),
        "it failed after one had passed": (
            STANDBY
            + """
drills:
  restore-orders: {type: failover, covers: [services/shop]}
  restore-ledger: {type: failover, covers: [services/shop], occurred: 2026-10-01, result: failed}
""",
            [],
        ),
        "a restore is no failover": (STANDBY + MOVED % "system-restore", ["E services/shop"]),
        "both sides side by side is no failover": (STANDBY + MOVED % "parallel-test", ["E services/shop"]),
        "an exercise on full scale": (STANDBY + MOVED % "full-scale", []),
        "a fault that named no place": (STANDBY + MOVED % "fault-injection", ["E services/shop"]),
        "a fault that took the home": (STANDBY + TAKEN % ("fault-injection", "places/data-centre"), []),
        "a failover of the home alone": (STANDBY + TAKEN % ("failover", "places/data-centre"), []),
        "only a rack was taken": (
            "places: {rack: {within: data-centre}}\n" + STANDBY + TAKEN % ("failover", "services/shop, places/rack"),
            ["E services/shop"],
        ),
        "to the standby, which is named": (STANDBY + TAKEN % ("failover", "services/shop, places/spare-host"), []),
        "of another data centre": (STANDBY + TAKEN % ("failover", "places/spare-host"), ["E services/shop"]),
        "of another service": (STANDBY + TAKEN % ("failover", "services/office"), ["E services/shop"]),
        "through the runbook": (STANDBY + TAKEN % ("failover", "runbooks/restore-shop"), []),
    },
    "drill-not-at-peak": {
        "steady load in tier 1": (STEADY, ["W services/shop load"]),
        "peak once": (STEADY + "  restore-ledger: {covers: [services/shop], load: peak}", []),
        "simulated": (STEADY + "  restore-ledger: {covers: [datastores/search-index], load: simulated-peak}", []),
        "at the place of the standby": (
            "services: {shop: {standby: {at: spare-host}}}\n"
            + STEADY
            + "  restore-ledger: {covers: [places/spare-host], load: peak}",
            [],
        ),
        "small company": (MICRO + STEADY, []),
        "tier 2 without a standby": ("services: {shop: {tier: 2}}\n" + STEADY, []),
        "tier 2 with a standby": (
            "services: {shop: {tier: 2, standby: {at: spare-host}}}\n" + STEADY,
            ["I services/shop load"],
        ),
        "tier 3 with a standby": ("services: {shop: {tier: 3, standby: {at: spare-host}}}\n" + STEADY, []),
        "tier 1 with nowhere to restore onto": (
            "places: {spare-host: {lead_time: unknown}}\nrunbooks: {restore-shop: {target: unknown}}\n" + STEADY,
            [],
        ),
        "tier 2 that has failed over": (
            "services: {shop: {tier: 2}}\n"
            + STEADY
            + "  restore-ledger: {type: failover, covers: [services/shop], load: none}",
            ["I services/shop load"],
        ),
        "as large as the peak": (
            "services: {shop: {peak: {load: 100}, standby: {at: spare-host, capacity: 100}}}\n" + STEADY,
            [],
        ),
        "smaller than the peak": (
            "services: {shop: {peak: {load: 100}, standby: {at: spare-host, capacity: 99}}}\n" + STEADY,
            ["W services/shop capacity"],
        ),
        "smaller than the peak, whatever a drill said": (
            "services: {shop: {peak: {load: 100}, standby: {at: spare-host, capacity: 99}}}",
            ["W services/shop capacity"],
        ),
        "capacity without a peak": (
            "services: {shop: {standby: {at: spare-host, capacity: 99}}}\n" + STEADY,
            ["W services/shop load"],
        ),
    },
    "drill-only-by-author": {
        "author and keeper": (LED % "jonas", ["I runbooks/restore-office"]),
        "tier 1": (LED % "jonas" + "\nservices: {office: {tier: 1}}", ["W runbooks/restore-office"]),
        "tier 3": (LED % "jonas" + "\nservices: {office: {tier: 3}}", []),
        "small company": (MICRO + LED % "jonas" + "\nservices: {office: {tier: 1}}", ["I runbooks/restore-office"]),
        "the deputy": (LED % "petra", []),
        "nobody knows who": (LED % "unknown", []),
        "alone, though nobody wrote who led": (
            LED % "unknown, participants: [jonas]",
            ["I runbooks/restore-office"],
        ),
        "the deputy took part": (LED % "jonas, participants: [jonas, petra]", ["I runbooks/restore-office"]),
        "the author no longer keeps it": (
            LED % "jonas" + "\nroles: {it-lead: {holder: petra}}",
            ["I runbooks/restore-office", "W runbooks/restore-shop"],
        ),
        "the keeper did not write it": (
            LED % "jonas" + "\nrunbooks: {restore-office: {author: maria}}",
            ["I runbooks/restore-office"],
        ),
        "kept by a person": (
            LED % "jonas" + "\nrunbooks: {restore-office: {author: maria, owner: people/jonas}}",
            ["I runbooks/restore-office"],
        ),
        "neither author nor keeper": (
            LED % "jonas" + "\nrunbooks: {restore-office: {author: petra, owner: unknown}}",
            [],
        ),
        "a second drill by somebody else": (
            LED % "jonas" + "  restore-ledger: {covers: [services/office], led_by: maria}",
            [],
        ),
        "never drilled": ("drills: {restore-customers: {covers: [datastores/customers]}}", []),
        "a company of one": ("organization: {people: 1}\n" + LED % "jonas", []),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
