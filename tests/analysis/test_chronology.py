"""Days and times out of order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.chronology import disorder, has_order, restored_copy
from bcdr.analysis.facts import Facts

PLAN = """
datastores:
  db: {copies: {nightly: {kind: dump, since: 2026-03-01}}}
  files: {copies: {nightly: {kind: dump, since: 2026-02-01}}}
drills:
  d: {type: system-restore, covers: [datastores/db, datastores/files], %s}
"""


@pytest.mark.parametrize(
    ("drill", "wrong"),
    [
        ("occurred: 2026-04-01", []),
        ("occurred: 2026-04-01, recorded: 2026-03-31", ["recorded"]),
        ("occurred: 2026-04-01, recorded: 2026-04-01, signed_off: {occurred: 2026-03-01}", ["signed_off.occurred"]),
        ("recorded: 2026-04-01", []),
        ("occurred: 2026-04-01, recovery_point: {occurred: 2026-04-02}", ["occurred"]),
        ("occurred: 2026-04-01, recovery_point: {occurred: 2026-04-01T23:00:00-05:00}", []),
        ('occurred: 2026-04-01, timeline: {lost: "09:00", restored: "08:00"}', ["restored"]),
        ('occurred: 2026-04-01, timeline: {lost: "09:00", restored: "09:00"}', []),
        ('occurred: 2026-04-01, timeline: {lost: "23:00", restored: 2026-04-02T00:30:00Z}', []),
        ("occurred: 2026-02-15, recovery_point: {copy: db/nightly}", ["occurred"]),
        ("occurred: 2026-03-01, recovery_point: {copy: db/nightly}", []),
        ("occurred: 2026-02-15, recovery_point: {copy: nightly}", []),
        ("occurred: 2026-01-15, recovery_point: {copy: nightly}", ["occurred"]),
        ("occurred: 2026-01-15, recovery_point: {copy: paper}", []),
    ],
)
def test_drill(drill: str, wrong: list[str], facts: Callable[..., Facts]) -> None:
    plan = facts(PLAN % drill).plan
    assert [d.later for d in disorder(plan.drills["d"], plan)] == wrong


def test_a_full_moment_before_another(facts: Callable[..., Facts]) -> None:
    times = "aware: 2026-05-03T10:00:00+02:00, notified: {authority: 2026-05-03T07:59:00+00:00}"
    plan = facts(f"incidents: {{i: {{title: T, {times}}}}}").plan
    (found,) = disorder(plan.incidents["i"], plan)
    assert found.at == ("incidents", "i", "notified", "authority")


def test_the_copy_that_was_restored(facts: Callable[..., Facts]) -> None:
    plan = facts(PLAN % "recovery_point: {copy: files/nightly}").plan
    copy = restored_copy(plan.drills["d"], plan)
    assert copy is not None
    assert copy.path[1] == "files"


def test_some_kinds_have_nothing_to_order(facts: Callable[..., Facts]) -> None:
    plan = facts(PLAN % "occurred: 2026-04-01").plan
    assert [has_order(plan.drills["d"]), has_order(plan.datastores["db"])] == [True, False]
