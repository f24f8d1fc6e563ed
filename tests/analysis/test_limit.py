"""How long something counts: the default, or what the policy of a plan asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.limit import CALL_OUT, span
from bcdr.errors import BcdrError
from bcdr.model.value import UNBOUNDED

Make = Callable[..., Facts]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("", timedelta(days=365)),
        ("callout-untested: {}", timedelta(days=365)),
        ("plan-never-exercised: {limit: 30d}", timedelta(days=365)),
        ("callout-untested: {limit: 30d}", timedelta(days=30)),
        ("callout-untested: {limit: '30'}", timedelta(days=30)),
        ("callout-untested: {limit: 36h}", timedelta(days=2)),
        ("callout-untested: {limit: unbounded}", UNBOUNDED),
        ("callout-untested: {limit: '99999999999'}", UNBOUNDED),
    ],
)
def test_a_policy_goes_before_the_default(facts: Make, rules: str, expected: timedelta) -> None:
    assert span(CALL_OUT, facts(f"policy: {{rules: {{{rules}}}}}").plan) == expected


@pytest.mark.parametrize("written", ["soon", "-3", "1.5.2"])
def test_a_limit_that_is_no_time_is_told(facts: Make, written: str) -> None:
    plan = facts(f"policy: {{rules: {{callout-untested: {{limit: {written}}}}}}}").plan
    with pytest.raises(BcdrError, match=r"policy\.rules\.callout-untested\.limit is .*: not days"):
        span(CALL_OUT, plan)
