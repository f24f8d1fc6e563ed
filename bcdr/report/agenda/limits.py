"""How often what is asked under the policy of a plan: the options of the rules whose findings a calendar keeps away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bcdr.analysis.agenda import Limits
from bcdr.errors import BcdrError
from bcdr.model.plan import Plan
from bcdr.rules.registry import rule_named

OPTIONS: Mapping[str, tuple[str, str]] = {
    "restore": ("restore-test-stale", "limit"),
    "restore_tier1": ("restore-test-stale", "tier1"),
    "restore_micro": ("restore-test-stale", "micro"),
    "growth": ("restore-test-stale", "growth"),
    "sampled": ("restore-test-partial", "window"),
    "evidence": ("availability-evidence-missing", "limit"),
    "failover": ("failover-never-tested", "limit"),
    "runbook": ("runbook-stale", "limit"),
    "runbook_tier1": ("runbook-stale", "tier1"),
    "callout": ("callout-untested", "limit"),
    "scenario": ("scenario-not-exercised", "limit"),
    "exercise": ("plan-never-exercised", "limit"),
}
"""Which option of which rule each limit is."""


def limits_of(plan: Plan) -> Limits:
    """How often what is asked under the plan's policy; BcdrError when it sets an option to what is no value of it."""
    found: dict[str, Any] = {}
    for name, (rule_name, option) in OPTIONS.items():
        rule = rule_named(rule_name)
        text = plan.policy.rules.get(rule_name, {}).get(option)
        if rule is None or text is None:
            continue
        try:
            value = rule.options[option].parse(text)
        except ValueError:
            raise BcdrError(
                f"policy.rules.{rule_name}.{option} is {text}, which cannot be read", "bcdr lint says more"
            ) from None
        found[name] = timedelta(days=value) if isinstance(value, int) and name != "growth" else value
    return Limits(**found)
