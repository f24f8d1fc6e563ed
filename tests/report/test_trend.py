"""Trend of drills in words and lines: what was measured more than once, and nothing made of what was not."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.report.block import Figure, Paragraph, Table
from bcdr.report.trend import trend_section

Audited = Callable[[str], Audit]
DRILL = (
    "{{type: {type}, covers: [runbooks/r], occurred: {day}, result: {result}, measured: {{rto: {rto}}}, evidence: [e]}}"
)


def plan(*drills: tuple[str, str, str, str]) -> str:
    rows = "\n".join(
        f"  d{n}: " + DRILL.format(type=t, day=day, result=r, rto=rto) for n, (t, day, r, rto) in enumerate(drills)
    )
    return f"runbooks: {{r: {{title: Rebuild}}}}\nevidence: {{e: {{title: Log}}}}\ndrills:\n{rows}\n"


def rows(audit: Audit) -> list[list[str]]:
    table = next(b for b in trend_section(audit.facts).blocks if isinstance(b, Table))
    return [["; ".join("".join(s.text for s in line) for line in c.lines) for c in row] for row in table.rows]


def figures(audit: Audit) -> list[Figure]:
    return [b for b in trend_section(audit.facts).blocks if isinstance(b, Figure)]


@pytest.mark.parametrize(
    ("drills", "passed", "times", "words"),
    [
        pytest.param(
            [("failover", "2026-01-01", "failed", "5h"), ("failover", "2026-06-01", "passed", "2h30m")],
            "1 of 2",
            "2026-01-01 5 h; 2026-06-01 2 h 30 min",
            "2 h 30 min shorter",
            id="shorter",
        ),
        pytest.param(
            [("failover", f"2026-0{n}-01", "passed", t) for n, t in ((1, "1h"), (2, "1h"), (3, "3h"))],
            "3 of 3",
            "2026-01-01 1 h; 2026-02-01 1 h; 2026-03-01 3 h",
            "2 h longer since the first; 2 h longer since the last but one",
            id="longer, over three",
        ),
        pytest.param(
            [("failover", "2026-01-01", "passed", "2h"), ("failover", "2026-06-01", "passed", "2h")],
            "2 of 2",
            "2026-01-01 2 h; 2026-06-01 2 h",
            "unchanged",
            id="unchanged",
        ),
        pytest.param(
            [("failover", "2026-01-01", "passed", "2h")],
            "1 of 1",
            "2026-01-01 2 h",
            "one measurement, no trend",
            id="one is no trend",
        ),
        pytest.param(
            [("failover", "2026-01-01", "passed", "unknown")], "1 of 1", "not measured", "not measured", id="none"
        ),
    ],
)
def test_development_in_words(
    of_text: Callable[[str], Audit], drills: list[tuple[str, str, str, str]], passed: str, times: str, words: str
) -> None:
    audit = of_text(plan(*drills))
    [row] = rows(audit)
    assert [row[0], row[2], row[3], row[4]] == ["Rebuild", passed, times, words]
    assert len(figures(audit)) == (";" in times)


def test_the_picture_says_what_the_table_says(audited: Audited) -> None:
    [figure] = figures(audited("harbour-books"))
    title = ET.fromstring(figure.svg).findtext("{http://www.w3.org/2000/svg}title") or ""
    assert figure.alt in title
    assert "2025-10-14 5 h 10 min, 2026-04-21 1 h 4 min, 2026-10-28 58 min" in figure.alt


def test_without_any_drill_it_is_said_and_nothing_is_drawn(of_text: Callable[[str], Audit]) -> None:
    audit = of_text("people: {}")
    first = trend_section(audit.facts).blocks[0]
    assert isinstance(first, Paragraph)
    assert "nothing can be said of a trend" in first.spans[0].text
    assert not figures(audit)


def test_doubtful_drills_are_left_out_and_counted(of_text: Callable[[str], Audit]) -> None:
    audit = of_text(plan(("failover", "2026-06-01", "passed", "1s")))
    first = trend_section(audit.facts).blocks[0]
    assert isinstance(first, Paragraph)
    assert "1 doubtful drill is left out" in first.spans[0].text
    assert rows(audit) == []
