"""Lessons on a terminal."""

from __future__ import annotations

from bcdr.render.explain import crosswalks, explain, overview, rows
from bcdr.report.crosswalk import cited, crosswalk
from bcdr.report.explain import Chapter, Citations, Cited, Lesson, Setting

LESSON = Lesson(
    name="no-copy",
    family="coverage",
    summary="No copy exists.",
    why="A firm lost all.\nIt had no copy.\n\nAnother one too.",
    bad="a: 1\n  b: 2",
    good="a: 2",
    clears="- a copy\n- a waiver",
    grades=(("more than 10 people", ("error", "error", "warning", "info")),),
    citations=(
        Citations("gdpr", "GDPR", (Cited("gdpr 32(1)(c)", "GDPR Art. 32(1)(c)", "Timely restoration", "c", True),)),
        Citations("iso22301", "ISO", (Cited("iso22301 8.5", "ISO 22301, 8.5", "Exercises", "e", False),)),
    ),
    options=(Setting("limit", "30 days", "longest time without one"),),
    fix="only a fact clears it",
    waiver_days=180,
    choices="Only copies count.",
    applies=("It asks only sometimes.",),
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
        "How it judges",
        "  Only copies count.",
        "",
        "How grave              tier 1    tier 2    tier 3    tier 4",
        "  more than 10 people  error     error     warning   info",
        "  It asks only sometimes.",
        "  only a fact clears it; may be accepted for at most 180 days",
        "",
        "Options (policy.rules.no-copy)",
        "  limit: longest time without one (default 30 days)",
        "",
        "Clauses",
        "  GDPR Art. 32(1)(c), Timely restoration",
        "  ISO 22301, 8.5, Exercises (not verified against the text)",
    ]


def test_the_list() -> None:
    assert overview([Chapter("coverage", "Is it protected?", (LESSON,))]).splitlines() == [
        "coverage  Is it protected?",
        "  no-copy                          No copy exists.",
        "",
        "bcdr explain RULE tells the whole story of one; bcdr explain gdpr, iso22301 or nist which clause it serves.",
    ]


def test_a_framework() -> None:
    lines = crosswalks([crosswalk("gdpr")]).splitlines()
    assert lines[0] == "gdpr  General Data Protection Regulation, Regulation (EU) 2016/679"
    assert "  32(1)(c)       Timely restoration  [BAK RUN TEST BIA]" in lines
    assert "  24(3)          Codes and certifications  [AUD] (not verified against the text)" in lines
    below = lines[lines.index("  32(1)(c)       Timely restoration  [BAK RUN TEST BIA]") + 1 :]
    assert below[0].startswith(" " * 17)
    assert max(map(len, lines)) <= 110


def test_a_framework_of_which_nothing_was_compared_says_so_once() -> None:
    assert crosswalks([crosswalk("iso22301")]).count("not verified against the text") == 1


def test_a_clause() -> None:
    text = rows(cited("gdpr 32(1)(c)"))
    assert text.startswith("GDPR Art. 32(1)(c)  Timely restoration\n")
    assert "  TEST  Drills" in text
    assert "  restore-never-tested             " in text
    assert "No rule looks after it." in rows(cited("pci 12.10.2"))
