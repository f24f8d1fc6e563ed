"""Records that are hard to believe, and those beside them that are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts

PLAN = """
organization: {name: T, timezone: Europe/Berlin}
people: {ann: {name: Ann, leaves_on: 2026-05-31}}
datastores:
  db: {size: 100GB, restore: {rate: 100MB/s}, copies: {nightly: {kind: dump, since: 2026-03-01}, snap: {kind: snapshot}}}
  raw: {size: 100GB}
  bare: {}
services: {shop: {}}
evidence: {soon: {recorded: 2026-07-31}, later: {recorded: 2026-08-01}, undated: {}, other: {occurred: 2026-07-30, recorded: 2026-08-01}}
drills:
  before:
    type: system-restore
    covers: [datastores/bare]
    occurred: 2026-05-01
    result: passed
    timeline: {lost: "09:00", detected: "09:05", restore_started: "09:15", restored: "10:00", accepted: "10:20"}
    verification: {kind: row-count, expected: 5, found: 5}
    measured: {rto: 80m, rpo: 1h}
  d: {occurred: 2026-06-01, result: passed, DRILL}
"""
SAME = "timeline: {lost: '08:00', detected: '08:05', restore_started: '08:15', restored: '09:00', accepted: '09:20'}"


def test_nothing_is_doubted_of_what_is_still_to_come(facts: Callable[..., Facts]) -> None:
    found = facts("drills: {d: {type: system-restore, planned: 2026-12-01, recorded: 2026-01-01}}")
    assert found.doubts(found.plan.drills["d"]) == ()


@pytest.mark.parametrize(
    ("drill", "kinds"),
    [
        ("type: system-restore, covers: [datastores/bare]", []),
        ("type: system-restore, measured: {rto: 9s}", ["haste"]),
        ("type: system-restore, measured: {rto: 10s}", []),
        ("type: integrity-check, measured: {rto: 1s}", []),
        ("type: failover, covers: [services/shop], measured: {rto: 0s}", ["haste"]),
        ("type: system-restore, covers: [datastores/bare], timeline: {restore_started: '09:00', restored: '09:00'}", ["haste"]),
        ("type: item-restore, covers: [datastores/bare], timeline: {restore_started: '09:00', restored: '09:00'}", []),
        ("type: system-restore, covers: [datastores/db], timeline: {restore_started: '09:00', restored: '09:01'}", ["speed"]),
        ("type: system-restore, covers: [datastores/db], timeline: {restore_started: '09:00', restored: '09:02'}", []),
        (
            ("type: system-restore, covers: [datastores/db], recovery_point: {copy: snap},"
            " timeline: {restore_started: '09:00', restored: '09:00'}"),
            [],
        ),
        ("type: failover, covers: [datastores/db], timeline: {restore_started: '09:00', restored: '09:00'}", []),
        ("type: system-restore, covers: [datastores/raw], timeline: {restore_started: '09:00:01', restored: '09:00:09'}", ["speed"]),
        ("type: system-restore, covers: [datastores/raw], timeline: {restore_started: '09:00', restored: '09:00'}", []),
        ("type: system-restore, covers: [datastores/db], recovery_point: {copy: nightly, occurred: 2026-02-28}", ["before-copy"]),
        ("type: system-restore, covers: [datastores/db], recovery_point: {copy: nightly, occurred: 2026-03-01}", []),
        ("type: system-restore, timeline: {lost: '09:00'}, recovery_point: {occurred: 2026-06-01T09:30:00+02:00}", ["younger"]),
        ("type: system-restore, timeline: {lost: '09:00'}, recovery_point: {occurred: 2026-06-01T07:00:00Z}", []),
        ("type: system-restore, timeline: {lost: '09:00', accepted: '11:00'}, measured: {rto: 1h}", ["clock"]),
        ("type: system-restore, timeline: {lost: '09:00', accepted: '11:00'}, measured: {rto: 2h10m}", []),
        ("type: system-restore, timeline: {lost: '09:00', declared: '10:00', accepted: '11:00'}, measured: {rto: 1h}", []),
        ("type: system-restore, timeline: {lost: '23:00', accepted: '01:00'}, measured: {rto: 2h}", []),
        (f"type: system-restore, covers: [datastores/bare], {SAME}, measured: {{rto: 80m, rpo: 1h}}, verification: {{kind: row-count, expected: 5, found: 5}}", ["copied"]),
        (f"type: system-restore, covers: [datastores/bare], {SAME}, measured: {{rto: 80m, rpo: 1h}}, verification: {{kind: row-count, expected: 5, found: 6}}", []),
        (f"type: system-restore, covers: [datastores/raw], {SAME}, measured: {{rto: 80m, rpo: 1h}}, verification: {{kind: row-count, expected: 5, found: 5}}", []),
        ("type: tabletop, participants: [ann]", ["absent"]),
        ("type: tabletop, led_by: ann, occurred: 2026-05-31", []),
        ("type: tabletop, recorded: 2026-08-01", ["late"]),
        ("type: tabletop, recorded: 2026-07-31", []),
        ("type: tabletop, evidence: [later]", ["filed-late"]),
        ("type: tabletop, evidence: [soon]", []),
        ("type: tabletop, evidence: [later, soon]", []),
        ("type: tabletop, evidence: [later, undated]", []),
        ("type: tabletop, evidence: [other]", []),
        ("type: tabletop, recorded: 2026-08-01, evidence: [later]", ["late", "filed-late"]),
        ("type: system-restore, planned: 2026-12-01, occurred: 2026-12-01, measured: {rto: 0s}", []),
    ],
)  # fmt: skip
def test_doubts(facts: Callable[..., Facts], drill: str, kinds: list[str]) -> None:
    head = "result: passed" if "occurred: 2026-12" in drill or "occurred: 2026-05-31" in drill else ""
    whole = "{" + (head or "occurred: 2026-06-01, result: passed") + ", " + drill + "}"
    found = facts(PLAN.replace("{occurred: 2026-06-01, result: passed, DRILL}", whole))
    assert [d.kind for d in found.doubts(found.plan.drills["d"])] == kinds
