"""The eleven rules that hold for every format, each by its number, on the whole way from report to plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bcdr.evidence.account import of_match, of_unmatched
from bcdr.evidence.importing import Imported, imported
from bcdr.evidence.report import Given
from tests.evidence.conftest import given_of, report_of, snapshot
from tests.evidence.plans import plan_of
from tests.evidence.test_formats import VZDUMP, borg, duplicati, job, kopia, pg, rds, stanza, velero

DAY = date(2031, 5, 10)


def outcome(name: str, *given: Given, kind: str = "image", day: date = DAY, more: str = "") -> Imported:
    return imported(plan_of(f'a: {{kind: {kind}, at: nas, reported_as: "{name}"{more}}}'), given, day)


def said(found: Imported, interval: timedelta | None = None, day: date = DAY) -> list[str]:
    """The troubles that are told."""
    lines = [t for m in found.matching.matches for t in of_match(m, found.changes.get(m.copy.ref), interval, day)]
    lines += [t for s in found.matching.unmatched for t in of_unmatched(s, None, day)]
    return [t.text for t in lines if t.is_trouble]


NOT_SUCCESS: dict[str, tuple[str, Any]] = {
    "failed": ("duplicati:desk:office", duplicati(ParsedResult="Error")),
    "running": ("velero:daily", velero("InProgress")),
    "aborted": ("aws-backup:arn:aws:rds:eu-central-1:1:db:orders", {"BackupJobs": [job(State="ABORTED")]}),
    "expired": ("aws-backup:arn:aws:rds:eu-central-1:1:db:orders", {"BackupJobs": [job(State="EXPIRED")]}),
    "cut off": ("kopia:desk:/home", [kopia(incomplete="canceled")]),
    "checkpoint": ("borg:shop", borg(name="shop-2031-05-04.checkpoint")),
    "unknown": ("velero:daily", velero("Polishing")),
}


@pytest.mark.parametrize(("name", "content"), NOT_SUCCESS.values(), ids=NOT_SUCCESS)
def test_1_a_run_that_did_not_succeed_never_moves_a_last_success(name: str, content: Any) -> None:
    found = outcome(name, given_of(content))
    assert found.matching.matches
    assert (found.changes, found.edits) == ({}, ())


PARTIAL: dict[str, tuple[str, Any, str]] = {
    "file errors": ("duplicati:desk:office", duplicati(FilesWithError=2), "2 files could not be read"),
    "page checksums": (
        "pgbackrest:main",
        [stanza(backup=[pg(error=True)])],
        "pages of the database have wrong checksums",
    ),
    "warnings": ("velero:daily", velero(warnings=3), "3 warnings"),
    "excluded mounts": ("proxmox:102", VZDUMP, "left out: mp0 ('/data')"),
}


@pytest.mark.parametrize(("name", "content", "reason"), PARTIAL.values(), ids=PARTIAL)
def test_2_success_with_flaws_is_partial_and_says_why(name: str, content: Any, reason: str) -> None:
    found = outcome(name, given_of(content))
    assert found.changes == {}
    assert any(f"is partial: {reason}" in text for text in said(found))


@pytest.mark.parametrize(
    ("content", "forbidden"),
    [
        (borg(), "2031-05-09"),
        ({"BackupJobs": [job(State="RUNNING", CompletionDate=None)]}, "2031-05-08"),
        (duplicati(), "2031-01-01"),
    ],
    ids=["last modified", "expected completion", "inner begin"],
)
def test_3_other_times_of_a_report_are_not_the_time_of_a_backup(content: Any, forbidden: str) -> None:
    times = [t for f in report_of(content).facts for t in (f.started_at, f.finished_at) if t]
    assert times
    assert not [t for t in times if t.isoformat().startswith(forbidden)]


def test_4_the_newest_is_looked_for_in_the_whole_list() -> None:
    days = ["2031-05-03", "2031-05-05", "2031-05-04"]
    [found] = outcome("restic:shop:/srv", given_of([snapshot(d) for d in days])).changes.values()
    assert found.occurred is not None
    assert found.occurred.date() == date(2031, 5, 5)


def test_5_one_stale_series_of_many_stays_visible() -> None:
    names = [f"h{n}" for n in range(50)]
    content = [snapshot("2031-01-01" if n == "h7" else "2031-05-09", n) for n in names]
    plan = plan_of(*(f'{n}: {{kind: image, at: nas, every: 1d, reported_as: "restic:{n}:/srv"}}' for n in names))
    found = imported(plan, [given_of(content)], DAY)
    late = [
        m.copy.id
        for m in found.matching.matches
        for line in of_match(m, None, timedelta(days=1), DAY)
        if line.is_trouble and "newer than 129 days" in line.text
    ]
    assert late == ["h7"]


@pytest.mark.parametrize("kind", ["replica", "raid", "sync", "mirror"])
def test_6_what_follows_every_change_is_no_backup(kind: str) -> None:
    found = outcome("restic:shop:/srv", given_of([snapshot("2031-05-04")]), kind=kind)
    assert found.edits == ()
    assert said(found) == [f"a is a {kind}: it follows every deletion, so no report makes it a backup"]


def test_7_an_empty_list_says_that_no_backup_exists() -> None:
    assert report_of([], "restic").remarks == ("the list is empty: no backup exists",)
    assert outcome("restic:shop:/srv", given_of([], format="restic")).edits == ()


def test_8_a_size_says_what_it_means_and_allocated_is_not_used() -> None:
    [fact] = report_of([rds()]).facts
    assert (fact.source_bytes, fact.stored_bytes) == (None, None)
    assert fact.size_note == "20 GiB are allocated; how much is used is not said"
    [found] = outcome("rds:orders", given_of([rds()])).changes.values()
    assert found.size is None


def test_9_who_and_with_what_is_left_out() -> None:
    content = borg(username="anna", command_line=["borg", "--x"], hostname="desk")
    assert "anna" not in repr(outcome("borg:shop", given_of(content)))


def test_10_a_log_counts_by_its_own_age_and_a_stanza_without_one_is_told() -> None:
    content = {
        "DBInstances": [{"DBInstanceIdentifier": "orders", "LatestRestorableTime": "2031-05-04T01:55:00Z"}],
        "DBSnapshots": [rds()],
    }
    [found] = outcome("rds:orders@logs", given_of(content), kind="log-archive").changes.values()
    assert found.occurred is not None
    assert found.occurred.isoformat() == "2031-05-04T01:55:00+00:00"
    assert any("point in time" in r for r in report_of([stanza(backup=[pg()], archive=[])]).remarks)


@pytest.mark.parametrize(("day", "is_told"), [(date(2031, 5, 6), False), (date(2031, 5, 7), True)])
def test_11_a_report_older_than_twice_the_interval_is_told(day: date, is_told: bool) -> None:
    found = outcome("restic:shop:/srv", given_of([snapshot("2031-05-04")]), day=day)
    assert any("newer than" in text for text in said(found, timedelta(days=1), day)) is is_told
