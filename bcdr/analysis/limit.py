"""Limits: how long something counts before it has to be done again, and what a plan asks for instead.

A rule says that a limit is over, `due` says when it will be: both take it from here.
"""

from __future__ import annotations

from datetime import timedelta
from math import inf
from typing import NamedTuple

from bcdr.errors import BcdrError
from bcdr.model.plan import Plan
from bcdr.model.value import UNBOUNDED, parse_duration

NEVER = 999_999
"""So many days or hours stand for `unbounded`: rules add to them and double them."""


class Limit(NamedTuple):
    """An option of a rule, in whole days: what holds unless the policy of the plan says otherwise."""

    rule: str
    option: str
    days: int


class Share(NamedTuple):
    """An option of a rule that is a plain number: what holds unless the policy of the plan says otherwise."""

    rule: str
    option: str
    number: float


RESTORE = Limit("restore-test-stale", "limit", 365)
RESTORE_TIER1 = Limit("restore-test-stale", "tier1", 180)
RESTORE_MICRO = Limit("restore-test-stale", "micro", 365)
RESTORE_WHOLE = Limit("restore-test-partial", "window", 365)
RESTORE_SHOWN = Limit("availability-evidence-missing", "limit", 365)
FAILOVER = Limit("failover-never-tested", "limit", 365)
CALL_OUT = Limit("callout-untested", "limit", 365)
SCENARIO = Limit("scenario-not-exercised", "limit", 730)
ANY_DRILL = Limit("plan-never-exercised", "limit", 365)
RUNBOOK = Limit("runbook-stale", "limit", 365)
RUNBOOK_TIER1 = Limit("runbook-stale", "tier1", 180)
RUNBOOK_MICRO = Limit("runbook-stale", "micro", 365)
PLAN_REVIEW = Limit("plan-not-in-force", "limit", 365)
INCIDENT_REVIEW = Limit("lesson-not-absorbed", "within", 14)
ALARM = Limit("backup-unmonitored", "alarm_test", 180)
PLAN_KEPT = Limit("plan-inside-blast-radius", "max_age", 90)
ANSWER = Limit("vendor-unanswered", "valid", 365)
QUESTION = Limit("vendor-unanswered", "asked", 60)

GROWTH = Share("restore-test-stale", "growth", 0.5)
"""By so much data may grow since it was last restored."""
RIGHTS = timedelta(days=365)
"""How long a review of the rights of a powerful credential counts."""


def span(limit: Limit, plan: Plan) -> timedelta:
    """The limit as the policy of the plan sets it, else its default; BcdrError where what is set is no time."""
    written = _written(limit, plan)
    if written is None:
        return timedelta(days=limit.days)
    try:
        days = whole(written, timedelta(days=1))
    except ValueError:
        raise BcdrError(f"{_where(limit)} is {written}: not days", "write it as 30d") from None
    return UNBOUNDED if days >= NEVER else timedelta(days=days)


def share(limit: Share, plan: Plan) -> float:
    """The same of a number; BcdrError where what is set is none."""
    written = _written(limit, plan)
    if written is None:
        return limit.number
    try:
        return parse_factor(written)
    except ValueError:
        raise BcdrError(f"{_where(limit)} is {written}: no number", f"write it as {limit.number}") from None


def _written(limit: Limit | Share, plan: Plan) -> str | None:
    return plan.policy.rules.get(limit.rule, {}).get(limit.option)


def _where(limit: Limit | Share) -> str:
    return f"policy.rules.{limit.rule}.{limit.option}"


def whole(text: str, unit: timedelta) -> int:
    """An option such as 300d or 300 in whole units, `NEVER` for unbounded; ValueError when it is no time."""
    return min(NEVER, int(text) if text.isdigit() else round(parse_duration(text) / unit))


def parse_factor(text: str) -> float:
    """A plain number that is not negative; ValueError for anything else, infinity and `nan` included."""
    number = float(text)
    if not 0 <= number < inf:
        msg = f"{text} is no number to reckon with"
        raise ValueError(msg)
    return number
