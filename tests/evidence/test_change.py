"""What a report changes: only forward, only by a success, and never more than it says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bcdr.evidence.change import change, edits, size_words
from bcdr.evidence.matching import Match, matching
from bcdr.evidence.series import series_of
from bcdr.source.load import load
from bcdr.source.manuscript import Manuscript
from bcdr.source.snapshot import from_texts
from tests.evidence.conftest import given_of, snapshot
from tests.evidence.plans import plan_of, text_of
from tests.evidence.test_formats import duplicati

DAY = date(2031, 5, 10)
IDS = {"d" * 64: "report-1", "e" * 64: "report-2"}
EVIDENCE = "evidence:\n  report-1: {}\n  report-2: {}\n  old: {}\n"


def match_of(copy: str, *contents: Any) -> Match:
    """A copy called `a` and reports of digests d, e."""
    facts = [f for n, c in enumerate(contents) for f in given_of(c, "de"[n]).report.facts]
    plan = plan_of(f"a: {copy}", more=EVIDENCE)
    found = matching(plan, series_of(facts, DAY))
    return found.matches[0]


def written(copy: str, *contents: Any) -> str:
    """What the plan says of the copy after the import; `unchanged` when nothing changes."""
    found = change(match_of(copy, *contents))
    if found is None:
        return "unchanged"
    before = from_texts({"plan.yaml": text_of(f"a: {copy}", more=EVIDENCE)})
    manuscript = Manuscript(before)
    manuscript.apply(edits(found, IDS))
    assert load(manuscript.snapshot).plan is not None
    after = manuscript.snapshot.files[0].text or ""
    entry = " ".join(after.partition("      a: ")[2].partition("\nevidence:")[0].split())
    return entry.partition("last_success: ")[2].removesuffix("}")


def copy(rest: str = "", name: str = "restic:shop:/srv") -> str:
    return f'{{kind: image, at: nas, reported_as: "{name}"{", " + rest if rest else ""}}}'


NEW = [snapshot("2031-05-04", size=7_340_032)]
AT = "2031-05-04T01:03:40+00:00"

CASES: dict[str, tuple[str, list[Any], str]] = {
    "the first success": (copy(), [NEW], f"{{occurred: {AT}, size: 7.34MB, evidence: report-1}}"),
    "nobody knew": (copy("last_success: unknown"), [NEW], f"{{occurred: {AT}, size: 7.34MB, evidence: report-1}}"),
    "forward": (
        copy("last_success: {occurred: 2031-05-03T01:00:00Z, size: 6MB, evidence: old}"),
        [NEW],
        f"{{occurred: {AT}, size: 7.34MB, evidence: report-1}}, earlier_sizes: [6MB]",
    ),
    "forward from a day": (
        copy("last_success: 2031-05-04"),
        [NEW],
        f"{{occurred: {AT}, size: 7.34MB, evidence: report-1}}",
    ),
    "never back": (copy("last_success: {occurred: 2031-05-05T01:00:00Z}"), [NEW], "unchanged"),
    "never back from a later day": (copy("last_success: 2031-05-05"), [NEW], "unchanged"),
    "the same again": (copy(f"last_success: {{occurred: {AT}, size: 7.34MB, evidence: old}}"), [NEW], "unchanged"),
    "the same with its size": (
        copy(f"last_success: {{occurred: {AT}, evidence: old}}"),
        [NEW],
        f"{{occurred: {AT}, evidence: report-1, size: 7.34MB}}",
    ),
    "a size that is not known does not stay": (
        copy("last_success: {occurred: 2031-05-03, size: 6MB}"),
        [[snapshot("2031-05-04")]],
        "{occurred: 2031-05-04T01:00:00+00:00, evidence: report-1}, earlier_sizes: [6MB]",
    ),
    "verified does not stay, nor what verified it": (
        copy("last_success: {occurred: 2031-05-03, verified: yes, check: old}"),
        [[snapshot("2031-05-04")]],
        "{occurred: 2031-05-04T01:00:00+00:00, verified: no, evidence: report-1}",
    ),
    "sizes before": (
        copy("last_success: {occurred: 2031-05-01T02:00:00Z, size: 6MB}, earlier_sizes: [5MB, 4MB, 3MB, 2MB]"),
        [[snapshot("2031-05-04", size=9), snapshot("2031-05-03", size=8), snapshot("2031-05-01", size=1)]],
        f"{{occurred: {AT}, size: 9B, evidence: report-1}}, earlier_sizes: [8B, 6MB, 5MB, 4MB, 3MB]",
    ),
    "sizes before, of the report alone": (
        copy(),
        [[snapshot(f"2031-05-0{d}", size=d) for d in range(1, 9)]],
        "{occurred: 2031-05-08T01:03:40+00:00, size: 8B, evidence: report-1}, earlier_sizes: [7B, 6B, 5B, 4B, 3B]",
    ),
    "a part is missing": (
        '{kind: image, at: nas, reported_as: ["restic:shop:/srv", "restic:till:/srv"]}',
        [NEW],
        "unchanged",
    ),
    "as new as the oldest part": (
        '{kind: image, at: nas, reported_as: ["restic:shop:/srv", "restic:till:/srv"]}',
        [NEW, [snapshot("2031-05-02", "till", size=5)]],
        "{occurred: 2031-05-02T01:03:40+00:00, evidence: report-2}",
    ),
    "a part that never succeeded": (
        '{kind: image, at: nas, reported_as: ["restic:shop:/srv", "duplicati:desk:office"]}',
        [NEW, duplicati(ParsedResult="Error")],
        "unchanged",
    ),
    "a replica is no backup": ('{kind: replica, at: nas, reported_as: "restic:shop:/srv"}', [NEW], "unchanged"),
    "a failed run": (copy(name="duplicati:desk:office"), [duplicati(ParsedResult="Error")], "unchanged"),
    "a partial run": (copy(name="duplicati:desk:office"), [duplicati(FilesWithError=1)], "unchanged"),
    "a restore is no backup": (copy(name="duplicati:desk:office"), [duplicati(MainOperation="Restore")], "unchanged"),
    "a check of the run that is written": (
        copy("last_success: {occurred: 2031-05-03, evidence: old}", name="duplicati:desk:office"),
        [duplicati(MainOperation="Test")],
        "{occurred: 2031-05-03, evidence: old, verified: yes, check: report-1}",
    ),
    "a check at the very moment": (
        copy("last_success: {occurred: 2031-05-04T01:10:00Z}", name="duplicati:desk:office"),
        [duplicati(MainOperation="Test", EndTime="2031-05-04T01:10:00Z")],
        "{occurred: 2031-05-04T01:10:00Z, verified: yes, check: report-1}",
    ),
    "a check before the run that is written": (
        copy("last_success: {occurred: 2031-05-05}", name="duplicati:desk:office"),
        [duplicati(MainOperation="Test")],
        "unchanged",
    ),
    "a check that failed": (
        copy("last_success: {occurred: 2031-05-03}", name="duplicati:desk:office"),
        [duplicati(MainOperation="Test", ParsedResult="Error")],
        "unchanged",
    ),
    "a run and its check in two reports": (
        copy(name="duplicati:desk:office"),
        [duplicati(), duplicati(MainOperation="Test", EndTime="2031-05-04T05:00:00Z")],
        "{occurred: 2031-05-04T01:10:00+00:00, size: 700B, verified: yes, evidence: report-1, check: report-2}",
    ),
}


@pytest.mark.parametrize(("before", "contents", "expected"), CASES.values(), ids=CASES)
def test_what_is_written(before: str, contents: list[Any], expected: str) -> None:
    assert written(before, *contents) == expected


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0B"), (7, "7B"), (999, "999B"), (1000, "1kB"), (7_340_032, "7.34MB"), (41_000_000_000, "41GB"), (120_500_000, "120MB"),
     (12_345, "12.3kB"), (999_600, "1MB"), (999_949, "1MB"), (99_960, "100kB"), (10**18, "1000PB")],
)  # fmt: skip
def test_sizes_as_a_plan_writes_them(size: int, words: str) -> None:
    from bcdr.model.value import parse_size

    assert size_words(size) == words
    assert abs(parse_size(words) - size) <= size * 0.005
