"""What is told of each source."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bcdr.evidence.account import of_match, of_series, of_unmatched, quoted
from bcdr.evidence.fact import Act, Fact, Kind, Origin, Result
from bcdr.evidence.importing import imported
from bcdr.evidence.series import Series, series_of
from bcdr.source.tree import read_text
from tests.evidence.conftest import given_of, snapshot
from tests.evidence.plans import plan_of

DAY = date(2031, 5, 10)


def fact(day: int | None = 9, result: Result = Result.SUCCESS, **more: Any) -> Fact:
    at = datetime(2031, 5, day, 1, tzinfo=UTC) if day else None
    return Fact("restic", "shop", Origin("d", datetime(2031, 5, 10, tzinfo=UTC)), finished_at=at, result=result, **more)


def told(*facts: Fact, interval: timedelta | None = None) -> list[str]:
    [series] = series_of(facts, DAY)
    return [("! " if line.is_trouble else "") + line.text for line in of_series(series, interval, DAY)]


CASES: dict[str, tuple[list[Fact], list[str]]] = {
    "a success": (
        [fact(source_bytes=2000, stored_bytes=5, started_at=datetime(2031, 5, 8, 23, 30, tzinfo=UTC))],
        ["newest success 2031-05-09 01:00 UTC, 2kB of data, 5B stored, in 1h30m"],
    ),
    "only a beginning": ([fact(time_is="start")], ["newest success 2031-05-09 01:00 UTC, when it began"]),
    "a quick one": (
        [fact(started_at=datetime(2031, 5, 9, 0, 59, 50, tzinfo=UTC))],
        ["newest success 2031-05-09 01:00 UTC, in less than a minute"],
    ),
    "a failure after it": (
        [fact(8), fact(9, Result.FAILED, reason="disk full")],
        ["newest success 2031-05-08 01:00 UTC", "! the newest run, 2031-05-09 01:00 UTC, is failed: disk full"],
    ),
    "one that is running": (
        [fact(8), fact(9, Result.RUNNING)],
        ["newest success 2031-05-08 01:00 UTC", "the newest run, 2031-05-09 01:00 UTC, is still running"],
    ),
    "nothing but failures": (
        [fact(9, Result.UNKNOWN)],
        ["! no run succeeded", "! the newest run, 2031-05-09 01:00 UTC, is of unknown result"],
    ),
    "no time": ([fact(None)], ["! no run succeeded", "! the newest run, at an unknown time, is success", "! the report does not say when it ended: give --occurred"]),
    "a gap": ([fact(gaps=("mp0",))], ["newest success 2031-05-09 01:00 UTC", "! not in this backup: mp0"]),
    "a zone from the caller": (
        [fact(zone_assumed=True)],
        ["newest success 2031-05-09 01:00 UTC", "its times had no offset; the zone is the one that was given"],
    ),
    "a note on the size": ([fact(size_note="20 GiB are allocated")], ["newest success 2031-05-09 01:00 UTC", "20 GiB are allocated"]),
    "built on a full one": (
        [fact(9, kind=Kind.INCREMENTAL), fact(3, kind=Kind.FULL)],
        ["newest success 2031-05-09 01:00 UTC", "the newest full backup, on which it builds, is of 2031-05-03 01:00 UTC"],
    ),
    "built on nothing": (
        [fact(9, kind=Kind.INCREMENTAL)],
        ["newest success 2031-05-09 01:00 UTC", "! there is no full backup on which it could build"],
    ),
    "a check": ([fact(8), fact(9, act=Act.CHECK)], ["newest success 2031-05-08 01:00 UTC", "a check found no fault, 2031-05-09 01:00 UTC"]),
    "a check without a time": ([fact(None, act=Act.CHECK)], ["! a check found no fault, but does not say when it ran: give --occurred"]),
    "a check that found damage": (
        [fact(9, Result.FAILED, act=Act.CHECK, reason="2 packs")],
        ["! a check found it damaged, 2031-05-09 01:00 UTC: 2 packs"],
    ),
    "a restore": ([fact(9, act=Act.RESTORE)], ["a restore ended with success, 2031-05-09 01:00 UTC: note it as a drill"]),
    "the future": ([fact(9), fact(20)], ["newest success 2031-05-09 01:00 UTC", "! one run lies after the day of this import and counts for nothing"]),
    "it fell by half": (
        [fact(9, source_bytes=50), *(fact(d, source_bytes=100) for d in (8, 7, 6))],
        ["newest success 2031-05-09 01:00 UTC, 50B of data", "! its size is 50B, where 100B is usual"],
    ),
    "it grew threefold": (
        [fact(9, source_bytes=300), *(fact(d, source_bytes=100) for d in (8, 7, 6))],
        ["newest success 2031-05-09 01:00 UTC, 300B of data", "! its size is 300B, where 100B is usual"],
    ),
    "it grew a little": (
        [fact(9, source_bytes=299), *(fact(d, source_bytes=100) for d in (8, 7, 6))],
        ["newest success 2031-05-09 01:00 UTC, 299B of data"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("facts", "expected"), CASES.values(), ids=CASES)
def test_of_one_series(facts: list[Fact], expected: list[str]) -> None:
    assert told(*facts) == expected


def test_a_source_that_no_copy_names_says_what_to_write() -> None:
    [series] = series_of([fact()], DAY)
    lines = [line.text for line in of_unmatched(series, None, DAY)]
    assert lines[1:] == [
        "no copy of the plan names it; write under the copy that it is:",
        '  reported_as: ["restic:shop"]',
    ]
    nameless = Series(None, (fact()._replace(source=None),))
    assert "--copy STORE/COPY" in [line.text for line in of_unmatched(nameless, None, DAY)][-1]


@pytest.mark.parametrize("name", ['a"b', "a\\b", "a: b # c", "restic:shop:/srv/Größe"])
def test_what_is_to_be_written_reads_back_as_it_is(name: str) -> None:
    assert read_text(f"reported_as: [{quoted(name)}]\n").data == {"reported_as": [name]}


def of_copy(copy: str, *reports: Any) -> list[str]:
    plan = plan_of(f"a: {copy}", more="evidence: {old: {}}\n")
    found = imported(plan, [given_of(r, "de"[n]) for n, r in enumerate(reports)], DAY)
    [match] = found.matching.matches
    lines = of_match(match, found.changes.get(match.copy.ref), None, DAY)
    return [("! " if line.is_trouble else "") + line.text for line in lines]


LIST = [snapshot("2031-05-09")]
SHOP = 'kind: image, at: nas, reported_as: "restic:shop:/srv"'
BOTH = 'kind: image, at: nas, reported_as: ["restic:shop:/srv", "restic:till:/srv"]'
FIRST = "newest success 2031-05-09 01:00 UTC, when it began"
OF_A_COPY: dict[str, tuple[str, list[Any], list[str]]] = {
    "a part is missing": (
        f"{{{BOTH}}}",
        [LIST],
        [
            FIRST,
            "! no report speaks of restic:till:/srv, which is a part of this copy: its last success stays",
            "changed: nothing",
        ],
    ),
    "two parts": (
        f"{{{BOTH}}}",
        [LIST, [snapshot("2031-05-08", "till")]],
        [
            FIRST,
            FIRST.replace("09", "08", 1),
            "made of 2 sources: the copy is as new as the oldest of them",
            "changed: last_success is 2031-05-08 01:00 UTC",
        ],
    ),
    "what was known of the run before goes": (
        f"{{{SHOP}, last_success: {{occurred: 2031-05-01, size: 5MB, verified: yes}}}}",
        [LIST],
        [
            FIRST,
            "changed: last_success is 2031-05-09 01:00 UTC (before: 2031-05-01)",
            "changed: its size is not known any more, because the report does not say it",
            "changed: earlier_sizes are 5MB",
            "changed: it is not verified, unlike the one before",
        ],
    ),
    "a size for a run that is written": (
        f"{{{SHOP}, last_success: {{occurred: 2031-05-09T01:03:40Z}}}}",
        [[snapshot("2031-05-09", size=9)]],
        ["newest success 2031-05-09 01:03 UTC, 9B of data, in 4m", "changed: its size is 9B"],
    ),
    "what the plan says is not so": (
        f"{{{SHOP}, encrypted: no}}",
        [LIST],
        [
            FIRST,
            "! the plan says that it is not encrypted, the report says that it is",
            "changed: last_success is 2031-05-09 01:00 UTC",
        ],
    ),
}


@pytest.mark.parametrize(("copy", "reports", "expected"), OF_A_COPY.values(), ids=OF_A_COPY)
def test_of_one_copy(copy: str, reports: list[Any], expected: list[str]) -> None:
    assert of_copy(copy, *reports) == expected
