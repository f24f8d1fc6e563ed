"""Change: what must be there before the work, and what must stay after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
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
        "nothing written": (
            "changes: {c: {title: x, kind: release, affects: [datastores/orders-db], planned: 2026-12-01, backup_before: {copy: nightly}, status: planned}}",
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
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
