"""Change: what must be there before the work, and what must stay after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
MOVED = [
    ("E", "orders-db/copies/nightly"),
    ("E", "customers/copies/nightly"),
    ("W", "ledger/copies/nightly"),
    ("E", "infra-repo/copies/clone"),
    ("E", "secrets/copies/clone"),
]
"""Everything that lies in the vault."""
CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "change-without-verified-backup": {
        "named for a day to come": (
            "changes: {c: {title: x, kind: migration, affects: [datastores/orders-db], planned: 2026-12-01, backup_before: {copy: nightly}, status: planned}}",
            [],
        ),
        "nothing named": (
            "changes: {c: {title: x, kind: migration, affects: [datastores/orders-db], planned: 2026-12-01, backup_before: {copy: unknown}, status: planned}}",
            ["E changes/c"],
        ),
        "nothing named for a release": (
            "changes: {c: {title: x, kind: release, affects: [datastores/orders-db], planned: 2026-12-01, backup_before: {copy: unknown}, status: planned}}",
            [],
        ),
        "done": (
            "changes: {c: {title: x, kind: migration, affects: [datastores/orders-db], planned: 2026-10-01, backup_before: {copy: unknown}, status: done}}",
            [],
        ),
        "cancelled": (
            "changes: {c: {title: x, kind: migration, affects: [datastores/orders-db], planned: 2026-12-01, backup_before: {copy: unknown}, status: cancelled}}",
            [],
        ),
        "due today without a time": (
            "changes: {c: {title: x, kind: migration, affects: [datastores/orders-db], planned: 2026-11-21, backup_before: {copy: nightly}, status: planned}}",
            ["E changes/c"],
        ),
        "taken the day before and opened": (
            "changes: {c: {title: x, kind: migration, affects: [datastores/orders-db], planned: 2026-11-21, backup_before: {occurred: 2026-11-20, opened: 2026-11-20}, status: planned}}",
            [],
        ),
        "taken and not opened": (
            "changes: {c: {title: x, kind: migration, affects: [datastores/orders-db], planned: 2026-11-21, backup_before: {occurred: 2026-11-20}, status: planned}}",
            ["E changes/c"],
        ),
        "taken two days before": (
            "changes: {c: {title: x, kind: migration, affects: [datastores/orders-db], planned: 2026-11-21, backup_before: {occurred: 2026-11-19, opened: 2026-11-19}, status: planned}}",
            ["E changes/c"],
        ),
        "a longer time by option": (
            """
policy: {rules: {change-without-verified-backup: {within: 48h}}}
changes: {c: {title: x, kind: migration, affects: [datastores/orders-db], planned: 2026-11-21, backup_before: {occurred: 2026-11-19, opened: 2026-11-19}, status: planned}}
""",
            [],
        ),
        "of what is retired": (
            """
datastores: {orders-db: {active: no}}
changes: {c: {title: x, kind: migration, affects: [datastores/orders-db], planned: 2026-12-01, backup_before: {copy: unknown}, status: planned}}
""",
            [],
        ),
        "small company, tier 3": (
            MICRO + "changes: {c: {title: x, kind: migration, affects: [datastores/ledger]}}",
            ["I changes/c"],
        ),
    },
    "change-without-rollback": {
        "made thirty days ago": (
            "changes: {c: {title: x, affects: [datastores/ledger], occurred: 2026-10-22}}",
            ["I changes/c"],
        ),
        "made longer ago": ("changes: {c: {title: x, affects: [datastores/ledger], occurred: 2026-10-21}}", []),
        "made and shown to hold": (
            "changes: {c: {title: x, affects: [datastores/ledger], occurred: 2026-11-19, verified_complete: 2026-11-20}}",
            [],
        ),
        "made and called done": (
            "changes: {c: {title: x, affects: [datastores/ledger], occurred: 2026-11-19, status: done}}",
            [],
        ),
        "made at what is retired": (
            "changes: {c: {title: x, affects: [datastores/ledger], occurred: 2026-11-19}}\ndatastores: {ledger: {active: no}}",
            [],
        ),
        "nothing written": (
            "changes: {c: {title: x, kind: release, affects: [datastores/orders-db], planned: 2026-12-01, backup_before: {copy: nightly}, status: planned}}",
            ["E changes/c"],
        ),
        "work on a place is as grave as what lies there": (
            "changes: {c: {title: x, kind: storage-upgrade, affects: [places/main-volume], planned: 2026-12-01, backup_before: {copy: nightly}}}",
            ["E changes/c"],
        ),
        "no way back": (
            "changes: {c: {title: x, affects: [datastores/ledger], no_return_after: a, abort_when: b}}",
            ["I changes/c"],
        ),
        "all written": (
            "changes: {c: {title: x, affects: [datastores/ledger], rollback: c, no_return_after: a, abort_when: b}}",
            [],
        ),
        "done": (
            "changes: {c: {title: x, kind: release, affects: [datastores/orders-db], planned: 2026-10-01, backup_before: {copy: nightly}, status: done}}",
            [],
        ),
        "small company": (
            MICRO
            + "changes: {c: {title: x, kind: release, affects: [datastores/orders-db], planned: 2026-12-01, backup_before: {copy: nightly}, status: planned}}",
            ["W changes/c"],
        ),
    },
    "source-retired-early": {
        "removed today, too soon": (
            "changes: {c: {title: x, affects: [datastores/ledger], verified_complete: 2026-11-01, old_removed: 2026-11-21}}",
            ["W changes/c"],
        ),
        "removed yesterday, too soon and over": (
            "changes: {c: {title: x, affects: [datastores/ledger], verified_complete: 2026-11-01, old_removed: 2026-11-20}}",
            [],
        ),
        "thirty days after": (
            "changes: {c: {title: x, affects: [datastores/orders-db], verified_complete: 2026-11-01, old_removed: 2026-12-01}}",
            [],
        ),
        "twenty-nine days after": (
            "changes: {c: {title: x, affects: [datastores/orders-db], verified_complete: 2026-11-01, old_removed: 2026-11-30}}",
            ["E changes/c"],
        ),
        "before it was shown": (
            "changes: {c: {title: x, affects: [datastores/orders-db], verified_complete: 2026-12-01, old_removed: 2026-11-30}}",
            ["E changes/c"],
        ),
        "gone and never shown": (
            "changes: {c: {title: x, affects: [datastores/ledger], old_removed: 2025-01-01, status: done}}",
            ["W changes/c"],
        ),
        "gone and shown late": (
            "changes: {c: {title: x, affects: [datastores/ledger], verified_complete: 2025-02-01, old_removed: 2025-01-01, status: done}}",
            [],
        ),
        "cancelled": (
            "changes: {c: {title: x, affects: [datastores/ledger], old_removed: 2026-12-01, status: cancelled}}",
            [],
        ),
        "small company, tier 3": (
            MICRO + "changes: {c: {title: x, affects: [datastores/ledger], old_removed: 2026-12-01}}",
            [],
        ),
    },
    "unbounded-automation": {
        "all bounds": (
            "automations: {a: {title: x, can: [delete], affects: [datastores/orders-db], dry_run: yes, cap: 5, second_approval: yes, delayed: 1d}}",
            [],
        ),
        "one missing": (
            "automations: {a: {title: x, can: [delete], affects: [datastores/orders-db], dry_run: yes, cap: 5, second_approval: yes}}",
            ["W automations/a"],
        ),
        "no delay is none": (
            "automations: {a: {title: x, can: [delete], affects: [datastores/orders-db], dry_run: yes, cap: 5, second_approval: yes, delayed: 0s}}",
            ["W automations/a"],
        ),
        "of what is retired": (
            """
automations: {a: {title: x, can: [delete], affects: [datastores/orders-db]}}
datastores: {orders-db: {active: no}}
""",
            [],
        ),
        "small company": (
            MICRO + "automations: {a: {title: x, can: [stop], affects: [services/shop]}}",
            ["I automations/a"],
        ),
    },
    "backup-method-changed-untested": {
        "the day before the restore": ("datastores: {ledger: {copies: {nightly: {changed: 2026-09-09}}}}", []),
        "the day of the restore": ("datastores: {ledger: {copies: {nightly: {changed: 2026-09-10}}}}", []),
        "the day after the restore": (
            "datastores: {ledger: {copies: {nightly: {changed: 2026-09-11}}}}",
            ["W datastores/ledger/copies/nightly"],
        ),
        "what a voided restore says already": (
            """
datastores: {ledger: {copies: {nightly: {changed: 2026-09-11}}}}
drills: {restore-ledger: {digests: {datastores/ledger: v1 class=c8d80b980b02 at=000000000000}}}
""",
            [],
        ),
        "tier 1": (
            "datastores: {orders-db: {copies: {nightly: {changed: 2026-09-11}}}}",
            ["E datastores/orders-db/copies/nightly"],
        ),
        "never restored": (
            """
datastores: {ledger: {copies: {nightly: {changed: 2025-09-11}}}}
drills: {restore-ledger: {result: failed}}
""",
            ["W datastores/ledger/copies/nightly"],
        ),
        "only another copy was restored": (
            """
datastores: {orders-db: {copies: {disk: {changed: 2025-09-11}}}}
drills: {restore-orders: {recovery_point: {copy: nightly}}}
""",
            ["E datastores/orders-db/copies/disk"],
        ),
        "restored from an unnamed copy": (
            """
datastores: {orders-db: {copies: {disk: {changed: 2025-09-11}}}}
drills: {restore-orders: {recovery_point: unknown}}
""",
            [],
        ),
        "restored from a copy that is made of it": (
            """
datastores: {orders-db: {copies: {nightly: {changed: 2025-09-11}, disk: {from: nightly}}}}
drills: {restore-orders: {recovery_point: {copy: orders-db/disk}}}
""",
            [],
        ),
        "its place was moved": (
            "changes: {c: {title: x, kind: migration, affects: [places/vault], occurred: 2026-09-11, status: done}}",
            [f"{grade} datastores/{of}" for grade, of in MOVED],
        ),
        "its place is to be moved": (
            "changes: {c: {title: x, kind: migration, affects: [places/vault], planned: 2026-12-11}}",
            [],
        ),
        "a replica": (
            "datastores: {orders-db: {copies: {r: {kind: replica, at: main-volume, changed: 2026-11-01}}}}",
            [],
        ),
        "not made any more": (
            "datastores: {ledger: {copies: {old: {kind: dump, active: no, changed: 2026-11-01}}}}",
            [],
        ),
        "can be built again": (
            "datastores: {search-index: {copies: {n: {kind: dump, at: vault, changed: 2026-11-01}}}}",
            [],
        ),
        "ahead": ("datastores: {ledger: {copies: {nightly: {changed: 2026-11-22}}}}", []),
        "small company, tier 3": (
            MICRO + "datastores: {ledger: {copies: {nightly: {changed: 2026-09-11}}}}",
            ["I datastores/ledger/copies/nightly"],
        ),
    },
    "prod-rights-outside-prod": {
        "deletes": (
            "credentials: {dev: {environment: development, can: {delete: [datastores/orders-db]}}}",
            ["E credentials/dev"],
        ),
        "writes": (
            "credentials: {dev: {environment: test, can: {write: [datastores/orders-db]}}}",
            ["E credentials/dev"],
        ),
        "reads tier 1 and writes tier 3": (
            "credentials: {dev: {environment: everyday, can: {read: [datastores/orders-db], write: [datastores/ledger]}}}",
            ["I credentials/dev"],
        ),
        "reads only": ("credentials: {dev: {environment: development, can: {read: [datastores/orders-db]}}}", []),
        "by way of a service": (
            "credentials: {dev: {environment: development, can: {write: [services/office]}}}",
            ["E credentials/dev"],
        ),
        "by way of a place": (
            "credentials: {dev: {environment: development, can: {delete: [places/search-disk]}}}",
            ["E credentials/dev"],
        ),
        "a place without data": (
            """
credentials: {dev: {environment: development, can: {delete: [places/attic]}}}
places: {attic: {site: attic, provider: self}}
""",
            [],
        ),
        "tier 4": (
            """
datastores: {ledger: {tier: 4}}
credentials: {dev: {environment: development, can: {write: [datastores/ledger]}}}
""",
            [],
        ),
        "what is out of use": (
            """
datastores: {ledger: {active: no}}
services: {reports: {active: no}}
credentials: {dev: {environment: development, can: {write: [datastores/ledger, services/reports]}}}
""",
            [],
        ),
        "made for production": (
            "credentials: {dev: {environment: production, can: {delete: [datastores/orders-db]}}}",
            [],
        ),
        "made for nobody knows what": ("credentials: {dev: {can: {delete: [datastores/orders-db]}}}", []),
        "no rights": ("credentials: {dev: {environment: development}}", []),
        "small company": (
            MICRO + "credentials: {dev: {environment: everyday, can: {delete: [datastores/orders-db]}}}",
            ["W credentials/dev"],
        ),
        "small company, tier 3": (
            MICRO + "credentials: {dev: {environment: everyday, can: {delete: [datastores/ledger]}}}",
            [],
        ),
    },
    "legacy-without-rebuild": {
        "ended yesterday": (
            "components: {c: {title: x, used_by: [datastores/orders-db], end_of_support: 2026-11-20}}",
            ["E datastores/orders-db c"],
        ),
        "ends today": ("components: {c: {title: x, used_by: [datastores/orders-db], end_of_support: 2026-11-21}}", []),
        "nobody knows the end": ("components: {c: {title: x, used_by: [datastores/orders-db]}}", []),
        "told once, where it hurts most": (
            "components: {c: {title: x, used_by: [services/reports, services/shop, datastores/ledger, datastores/orders-db], end_of_support: 2020-01-01}}",
            ["E datastores/orders-db c"],
        ),
        "only a service rests on it": (
            "components: {c: {title: x, used_by: [services/reports], end_of_support: 2020-01-01}}",
            ["I services/reports c"],
        ),
        "two old things": (
            """
components:
  c: {title: x, used_by: [datastores/ledger], end_of_support: 2020-01-01}
  d: {title: y, used_by: [datastores/ledger], end_of_support: 2020-01-01}
""",
            ["I datastores/ledger c", "I datastores/ledger d"],
        ),
        "nothing rests on it": ("components: {c: {title: x, end_of_support: 2020-01-01}}", []),
        "what rests on it is out of use": (
            """
datastores: {ledger: {active: no}}
components: {c: {title: x, used_by: [datastores/ledger], end_of_support: 2020-01-01}}
""",
            [],
        ),
        "a way, and nobody knows how long": (
            "components: {c: {title: x, used_by: [datastores/orders-db], end_of_support: 2020-01-01, rebuild: buy one}}",
            ["W datastores/orders-db c"],
        ),
        "a way with its length": (
            "components: {c: {title: x, used_by: [datastores/orders-db], end_of_support: 2020-01-01, rebuild: buy one, takes: 3d}}",
            [],
        ),
        "a runbook with times": (
            "components: {c: {title: x, used_by: [datastores/orders-db], end_of_support: 2020-01-01, runbook: restore-shop}}",
            [],
        ),
        "a runbook of which nothing is written": (
            """
runbooks: {restore-reports: {steps: []}}
components: {c: {title: x, used_by: [datastores/orders-db], end_of_support: 2020-01-01, runbook: restore-reports}}
""",
            ["E datastores/orders-db c"],
        ),
        "a length alone is no way": (
            "components: {c: {title: x, used_by: [datastores/orders-db], end_of_support: 2020-01-01, takes: 3d}}",
            ["E datastores/orders-db c"],
        ),
        "small company, tier 3": (
            MICRO + "components: {c: {title: x, used_by: [datastores/ledger], end_of_support: 2020-01-01}}",
            [],
        ),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
