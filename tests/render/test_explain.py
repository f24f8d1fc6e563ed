"""Lessons on a terminal."""

from __future__ import annotations

from bcdr.render.explain import explain, overview
from bcdr.report.explain import Chapter, Lesson

LESSON = Lesson(
    name="no-copy",
    family="coverage",
    summary="No copy exists.",
    why="A firm lost all.\nIt had no copy.\n\nAnother one too.",
    bad="a: 1\n  b: 2",
    good="a: 2",
    clears="- a copy\n- a waiver",
    grades=(("more than 10 people", ("error", "error", "warning", "info")),),
    clauses=("GDPR Art. 32(1)(c), Timely restoration",),
    options=(("limit", "30 days"),),
    fix="only a fact clears it",
    waiver_days=180,
)


def test_a_lesson() -> None:
    assert explain(LESSON).splitlines() == [
        "no-copy (coverage)",
        "No copy exists.",
        "",
        "Why",
        "  A firm lost all. It had no copy.",
        "  Another one too.",
        "",
        "Bad",
        "  a: 1",
        "    b: 2",
        "",
        "Good",
        "  a: 2",
        "",
        "What clears it",
        "  - a copy",
        "  - a waiver",
        "",
        "How grave             tier 1    tier 2    tier 3    tier 4",
        "  more than 10 people error     error     warning   info",
        "  only a fact clears it; may be accepted for at most 180 days",
        "",
        "Clauses",
        "  GDPR Art. 32(1)(c), Timely restoration",
        "",
        "Options (policy.rules)",
        "  limit: default 30 days",
    ]


def test_the_list() -> None:
    assert overview([Chapter("coverage", "Is it protected?", (LESSON,))]).splitlines() == [
        "coverage  Is it protected?",
        "  no-copy                          No copy exists.",
        "",
        "bcdr explain RULE tells the whole story of one.",
    ]
