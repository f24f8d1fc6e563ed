"""What a rule is: its grades, its options, its lesson, and what it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from bcdr.analysis.facts import Facts
from bcdr.finding import Deviation, Severity
from bcdr.model.service import Service
from bcdr.rules.rule import Days, Factor, Grades, Hours, Option, Rule, grades, rule, walk
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741 - the letters of the catalogue


@pytest.mark.parametrize(
    ("text", "found"),
    [("E W I -", (E, W, I, None)), ("W", (W, W, W, W)), ("-", (None, None, None, None))],
)
def test_letters_are_grades_of_four_tiers(text: str, found: Grades) -> None:
    assert grades(text) == found


@pytest.mark.parametrize("text", ["E W", "E W I - -", "X", ""])
def test_other_letters_and_numbers_of_them_are_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        grades(text)


@rule(std="E W I -", micro="W I - -", clauses=["gdpr 32(1)(c)"], custodian=True, causes={"soft": ("I", "-")})
def too_slow(
    service: Service, facts: Facts, *, limit: Days = 5, within: Hours = 4, factor: Factor = 2.0, most: int = 3
) -> Iterator[Deviation]:
    """It is too slow.

    ## Why
    Because.

    ## Clears
    Speed.
    """
    yield Deviation(service.path, str((limit, within, factor, most)))


@pytest.mark.parametrize(
    ("cause", "profile", "tier", "custodian", "grade"),
    [
        ("", "std", 1, False, E),
        ("", "std", 4, False, None),
        ("", "std", None, False, E),
        ("", "micro", 1, False, W),
        ("", "micro", 2, False, I),
        ("", "micro", None, False, W),
        ("", "micro", 1, True, E),
        ("", "std", 2, True, W),
        ("soft", "std", 1, False, I),
        ("soft", "micro", 1, False, None),
        ("other", "std", 1, False, E),
    ],
)
def test_the_grade_follows_cause_profile_and_tier(
    cause: str, profile: Any, tier: int | None, custodian: bool, grade: Severity | None
) -> None:
    assert too_slow.grade(cause, profile, tier, custodian=custodian) is grade


def test_only_rules_about_custodians_judge_them_as_large() -> None:
    assert too_slow._replace(custodian=False).grade("", "micro", 1, custodian=True) is W


def test_a_rule_is_named_as_its_function_and_lives_in_the_family_of_its_folder() -> None:
    assert (too_slow.name, too_slow.looks_at, too_slow.summary) == ("too-slow", "Service", "It is too slow.")
    assert dict(too_slow.lesson) == {"why": "Because.", "clears": "Speed."}
    assert (too_slow.fix, too_slow.gdpr, too_slow.waiver_max) == ("no", False, timedelta(days=365))


@pytest.mark.parametrize(
    ("option", "text", "value"),
    [
        ("limit", "9d", 9),
        ("limit", "9", 9),
        ("limit", "36h", 2),
        ("limit", "unbounded", 999_999),
        ("within", "2d", 48),
        ("within", "7", 7),
        ("within", "90m", 2),
        ("within", "unbounded", 999_999),
        ("factor", "1.5", 1.5),
        ("factor", "0", 0.0),
        ("most", "12", 12),
    ],
)
def test_options_are_read_in_their_unit(option: str, text: str, value: float) -> None:
    assert too_slow.options[option].parse(text) == value


@pytest.mark.parametrize(
    ("option", "text"),
    [("limit", "soon"), ("within", "soon"), ("factor", "-1"), ("factor", "inf"), ("factor", "nan"), ("most", "1.5")],
)
def test_what_is_no_such_value_is_refused(option: str, text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are those of the audit
        too_slow.options[option].parse(text)


def test_an_option_that_is_text_stays_text() -> None:
    assert Option("name", "str", "").parse("12") == "12"


PLAN = """
bcdr: 1
organization: {name: T}
services: {on: {depends_on: [datastores/d]}, off: {active: no}}
datastores:
  d: {copies: {now: {kind: dump}, then: {kind: dump, active: no}}}
  gone: {active: no, copies: {n: {kind: dump}}}
people: {a: {name: A}}
roles: {r: {holder: a}}
"""


@pytest.mark.parametrize(
    ("looks_at", "refs"),
    [
        ("Service", ["services/on"]),
        ("Datastore", ["datastores/d"]),
        ("Copy", ["datastores/d/copies/now"]),
        ("Person", ["people/a"]),
        ("Role | Service", ["roles/r", "services/on"]),
        (
            "Entry",
            [
                "people/a", "roles/r", "services/on", "services/off", "datastores/d", "datastores/gone",
                "datastores/d/copies/now", "datastores/d/copies/then", "datastores/gone/copies/n",
            ],
        ),
    ],
)  # fmt: skip
def test_what_a_rule_looks_at(looks_at: str, refs: list[str]) -> None:
    plan = load(from_texts({"plan.yaml": PLAN.replace("{on:", "{'on':").replace(", off:", ", 'off':")})).plan
    assert plan is not None
    assert [e.ref for e in walk(looks_at, Facts(plan, date(2026, 11, 21)))] == refs


def test_a_rule_may_look_at_the_whole_plan() -> None:
    plan = load(from_texts({"plan.yaml": PLAN})).plan
    assert plan is not None
    assert tuple(walk("Plan", Facts(plan, date(2026, 11, 21)))) == (plan,)


def test_a_rule_of_its_own_frame_is_a_rule() -> None:
    assert isinstance(too_slow, Rule)
    assert too_slow.family == __name__.split(".")[-2]
