"""The exact bound, against published tables and against identities that hold of it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdr.analysis.odds import DOUBT, at_least, lower_bound, odds
from bcdr.model.drill import Drill


@pytest.mark.parametrize(
    ("passed", "tried", "percent"),
    [
        (1, 1, 5.0),
        (2, 2, 22.36),
        (3, 3, 36.84),
        (5, 5, 54.93),
        (10, 10, 74.11),
        (22, 22, 87.27),
        (59, 59, 95.05),
        (1, 2, 2.53),
        (9, 10, 60.58),
        (8, 10, 49.31),
        (5, 10, 22.24),
        (1, 10, 0.51),
        (19, 20, 78.39),
        (0, 10, 0.0),
    ],
)
def test_the_tables_of_clopper_and_pearson(passed: int, tried: int, percent: float) -> None:
    assert round(float(lower_bound(passed, tried)) * 100, 2) == percent


@given(st.integers(1, 60))
def test_of_n_passes_in_n_the_bound_is_a_root(tried: int) -> None:
    assert abs(float(lower_bound(tried, tried)) - 0.05 ** (1 / tried)) < 1e-9


@given(st.integers(1, 30), st.data())
def test_the_bound_is_where_so_many_passes_are_as_rare_as_one_in_twenty(tried: int, data: st.DataObject) -> None:
    passed = data.draw(st.integers(1, tried))
    found, step = lower_bound(passed, tried), Fraction(1, 2**39)
    assert at_least(passed, tried, found) <= DOUBT < at_least(passed, tried, found + step)


@given(st.integers(1, 30), st.fractions(0, 1, max_denominator=50))
def test_all_outcomes_together_are_certain(tried: int, p: Fraction) -> None:
    assert at_least(0, tried, p) == 1


@given(st.integers(2, 40), st.data())
def test_more_passes_show_more_and_more_failures_less(tried: int, data: st.DataObject) -> None:
    passed = data.draw(st.integers(0, tried - 1))
    assert lower_bound(passed, tried) <= lower_bound(passed + 1, tried)
    assert lower_bound(passed, tried) <= lower_bound(passed, tried - 1)


@pytest.mark.parametrize(("passed", "tried"), [(0, 0), (2, 1), (-1, 3)])
def test_what_is_no_count(passed: int, tried: int) -> None:
    with pytest.raises(ValueError, match="is no count"):
        lower_bound(passed, tried)


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ("passed passed passed", (3, 3, 36)),
        ("passed", (1, 1, 5)),
        ("passed partial", (1, 2, 2)),
        ("failed", (0, 1, 0)),
        ("", None),
    ],
)
def test_partial_is_not_passed_and_nothing_is_rounded_up(results: str, said: tuple[int, int, int] | None) -> None:
    found = odds([Drill.standing(("drills", "d"), type="system-restore", result=r) for r in results.split()])
    assert (None if found is None else (found.passed, found.tried, found.percent)) == said


def test_very_many_drills_take_no_time() -> None:
    found = odds([Drill.standing(("drills", "d"), type="tabletop", result="passed")] * 5000)
    assert found is not None
    assert found.percent == 99
