"""What somebody has promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bcdr.analysis.facts import Facts

Make = Callable[..., Facts]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param("where_is_the_data: {answer: here, occurred: 2026-03-01}", [("vendors/v", date(2027, 3, 1))], id="given"),
        pytest.param("where_is_the_data: {answer: here, occurred: 2026-03-01}, last_dr_test: {answer: May, occurred: 2025-12-01}", [("vendors/v", date(2026, 12, 1))], id="the oldest"),
        pytest.param("where_is_the_data: {answer: here, basis: assumption, occurred: 2026-03-01}", [], id="assumed"),
        pytest.param("where_is_the_data: {asked: 2026-11-01}", [("vendors/v asked", date(2026, 12, 31))], id="asked"),
        pytest.param("where_is_the_data: {asked: 2026-11-01}, last_dr_test: {asked: 2026-10-01}", [("vendors/v asked", date(2026, 11, 30))], id="asked first"),
        pytest.param("where_is_the_data: {answer: here, occurred: 2026-03-01, asked: 2026-01-01}", [("vendors/v", date(2027, 3, 1))], id="asked and given"),
        pytest.param("where_is_the_data: {}", [], id="open"),
    ],
)  # fmt: skip
def test_answers(facts: Make, answers: str, expected: list[tuple[str, date]]) -> None:
    made = facts(f"vendors: {{v: {{answers: {{{answers}}}}}}}")
    assert [(d.series or d.ref, d.day) for d in made.due] == expected


def test_the_policy_says_how_long_an_answer_counts(facts: Make) -> None:
    made = facts(
        "policy: {rules: {vendor-unanswered: {valid: 30d, asked: unbounded}}}\n"
        "vendors: {v: {answers: {where_is_the_data: {answer: here, occurred: 2026-11-01}, last_dr_test: {asked: 2026-01-01}}}}"
    )
    assert [d.day for d in made.due] == [date(2026, 12, 1)]


@pytest.mark.parametrize(
    ("status", "days"),
    [("open", [date(2027, 1, 1)]), ("in-progress", [date(2027, 1, 1)]), ("done", []), ("cancelled", [])],
)
def test_actions(facts: Make, status: str, days: list[date]) -> None:
    step = f"Do, due: 2027-01-01, status: {status}}}"
    of_plan = facts(f"actions: {{a: {{title: {step}}}")
    of_dpia = facts(f"dpias: {{x: {{title: X, actions: [{{what: {step}]}}}}")
    assert [(d.ref, d.day, d.what) for d in of_plan.due] == [("actions/a", d, "Do") for d in days]
    assert [(d.series, d.day, d.what) for d in of_dpia.due] == [("dpias/x/actions/0", d, "Do") for d in days]


def test_a_step_without_words_is_named_by_its_number(facts: Make) -> None:
    made = facts(
        "dpias: {x: {title: Club, actions: [{what: A, status: done}, {owner: people/a}]}}\npeople: {a: {name: A}}"
    )
    assert [(d.what, d.day, d.owner) for d in made.due] == [("step 2 of Club", None, "people/a")]
