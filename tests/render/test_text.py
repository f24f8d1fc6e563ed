"""Findings on a terminal."""

from __future__ import annotations

from datetime import date

import pytest

from bcdr.finding import Finding, Location, Severity, WaiverNote
from bcdr.render.text import clause_words, counts, gone, text, window
from bcdr.report.lint import Action
from tests.render.conftest import finding, lint

WARNING = finding(severity=Severity.WARNING)
INFO = finding(severity=Severity.INFO)
ACCEPTED = INFO._replace(waiver=WaiverNote("no-second-site", "too dear", "roles/lead", date(2027, 3, 1)))

GOLDEN = """\
Corner Shop (plans/shop), as of 2026-11-21, profile micro

error[backup-same-site]: every backup of orders-db is at its own site
  --> plans/shop/data.yaml:14:3
   |
14 |   orders-db: {name: Orders}
   |   ^^^^^^^^^
   |
   = help: put one elsewhere
   = clauses: GDPR 32(1)(c), ISO22301 8.3

1 error; 2 rules checked"""


def test_one_finding_looks_like_this() -> None:
    assert text(lint(finding())) == GOLDEN


def test_colour_changes_no_word() -> None:
    coloured = text(lint(finding(), WARNING, INFO, ACCEPTED), colour=True)
    assert "\x1b[1;31merror[backup-same-site]\x1b[0m" in coloured
    plain = coloured
    for code in ("1", "2", "1;31", "1;33", "1;32", "34", "0"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == text(lint(finding(), WARNING, INFO, ACCEPTED))


def test_what_to_do_first_stands_first_when_there_is_much() -> None:
    many = [finding(object=f"datastores/{n}", help=f"do {n}") for n in "abcd"]
    lines = text(lint(*many)).splitlines()
    assert lines[2:9] == [
        "Do these first:",
        "  1. datastores/a [backup-same-site]",
        "     do a",
        "  2. datastores/b [backup-same-site]",
        "     do b",
        "  3. datastores/c [backup-same-site]",
        "     do c",
    ]
    assert "Do these first" not in text(lint(*many[:3]))


def test_an_action_says_how_often_it_is_needed_and_what_harm_it_removes() -> None:
    many = [finding(object=f"datastores/{n}") for n in "abcd"]
    action = Action(many[0], ("datastores/b", "datastores/c"), "today one event is fatal to \x1b[2JOrders")
    lines = text(lint(*many, first=(action,))).splitlines()
    assert lines[2:6] == [
        "Do this first:",
        "  1. datastores/a and 2 more [backup-same-site]",
        "     put one elsewhere",
        "     today one event is fatal to \\x1b[2JOrders",
    ]


def test_an_accepted_finding_says_by_whom_why_and_until_when() -> None:
    shown = text(lint(ACCEPTED))
    assert "accepted[backup-same-site]: every backup" in shown
    assert "= why: accepted by roles/lead until 2027-03-01 (waivers/no-second-site): too dear" in shown
    assert shown.endswith("1 accepted; 2 rules checked")


def test_a_plan_that_could_not_be_loaded_was_not_checked() -> None:
    shown = text(lint(finding(), is_loaded=False))
    assert shown.endswith(
        "1 error in the text of plans/shop; the rules were NOT run, because the plan could not be loaded"
    )
    assert "Corner Shop" not in shown


def test_what_the_baseline_lists_is_only_counted() -> None:
    many = [finding(object=f"datastores/{n}", is_known=True) for n in "abcd"]
    assert text(lint(*many)) == "\n".join([*GOLDEN.splitlines()[:2], "4 known; 2 rules checked"])
    shown = text(lint(finding(), *many, gone=(("a", "b", ""),)))
    assert (
        shown == GOLDEN.replace("1 error;", "1 error, 4 known;") + "\n1 entry of the baseline is gone: write it again"
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (None, ""),
        (0, ""),
        (1, "1 entry of the baseline is gone: write it again"),
        (2, "2 entries of the baseline are gone: write it again"),
    ],
)
def test_gone(number: int | None, words: str) -> None:
    assert gone(lint(gone=None if number is None else (("a", "b", ""),) * number)) == words


def test_what_was_left_out_is_counted_with_its_reason() -> None:
    shown = text(lint(left_out=(("not selected", ("x", "y")), ("no personal data", ("z",)))))
    assert shown.endswith(
        "no findings; 2 rules checked; 2 not checked (not selected); 1 not checked (no personal data)"
    )


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ((), "no findings"),
        ((finding(),), "1 error"),
        ((finding(), finding(), WARNING, INFO, ACCEPTED), "2 errors, 1 warning, 1 info, 1 accepted"),
    ],
)
def test_counts(findings: tuple[Finding, ...], words: str) -> None:
    assert counts(lint(*findings)) == words


@pytest.mark.parametrize(
    ("location", "shown", "caret"),
    [
        (Location("f", 1, 3, "  key: x", 3), "  key: x", "  ^^^"),
        (Location("f", 1, 1, "\tkey: x", 4), " key: x", "^^^^"),
        (Location("f", 1, 6, "ab: 日本語 x", 2), "ab: 日本語 x", "      ^^^^"),
        (Location("f", 1, 40, "short", 3), "short", "     ^"),
        (Location("f", 1, 5, "x", 99), "x", " ^"),
    ],
    ids=["plain", "tab", "wide-letters", "beyond-the-line", "wider-than-the-line"],
)
def test_the_caret_stands_under_what_is_meant(location: Location, shown: str, caret: str) -> None:
    lines = text(lint(finding(location=location))).splitlines()
    assert lines[5] == f"1 | {shown}".rstrip()
    assert lines[6] == f"  | {caret}"


def test_a_long_line_is_cut_around_the_fault() -> None:
    line = "a" * 300 + "HERE" + "b" * 300
    shown, before, marked = window(Location("f", 1, 301, line, 4))
    assert len(shown) <= 112
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert (shown[len(before) :][:4], marked) == ("HERE", "HERE")


def test_a_finding_without_a_place_has_no_arrow() -> None:
    assert "-->" not in text(lint(finding(location=None)))


@pytest.mark.parametrize("field", ["message", "help", "object"])
def test_nothing_that_people_type_reaches_the_terminal_raw(field: str) -> None:
    nasty = finding(**{field: "a\x1b]0;x\x07\u202eb\nc"})
    shown = text(lint(nasty, nasty, nasty, nasty), colour=False)
    assert "\\x1b]0;x\\x07\\u202eb c" in shown
    assert not set(shown) & set("\x1b\x07\u202e")


@pytest.mark.parametrize(
    ("citation", "words"), [("gdpr 32(1)(c)", "GDPR 32(1)(c)"), ("nist-csf PR.DS", "NIST-CSF PR.DS"), ("x", "X")]
)
def test_clause_words(citation: str, words: str) -> None:
    assert clause_words(citation) == words
