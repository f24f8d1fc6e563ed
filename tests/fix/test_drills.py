"""Tabletops to be held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bcdr.source.load import load

TABLE = {
    "scenario-not-exercised: the first": (
        """\
services: {shop: {tier: 1, parts: {data: orders}}}
datastores: {orders: {class: truth}}
scenarios: {ransomware: {applicable: yes}}
""",
        """\

# TODO: talk it through round a table, then write down what came of it
drills:
  tabletop-malicious:
    title: "Tabletop: malicious deletion or ransomware"
    type: tabletop
    scenario: ransomware
    planned: unknown  # TODO: the day on which it shall be held
    led_by: unknown  # TODO: who leads it
    occurred: unknown  # TODO: the day on which it was held
    result: unknown  # TODO: passed, partial or failed; a failed one is worth writing down
""",
    ),
    "scenario-not-exercised: one is planned": (
        """\
services: {shop: {tier: 1, parts: {data: orders}}}
datastores: {orders: {class: truth}}
scenarios: {ransomware: {applicable: yes}}
drills:
  next: {type: tabletop, scenario: ransomware, planned: 2027-01-01}
""",
        "",
    ),
    "drill-followup-open: what a drill found": (
        """\
datastores: {orders: {class: truth}}
drills:
  spring:
    type: system-restore
    covers: [datastores/orders]
    occurred: 2026-10-01
    result: passed
    issues:
      - {what: A typo, severity: low}
      - what: Nobody had the key
        severity: high
""",
        """\
        action: spring-2

actions:
  spring-2:
    title: "TODO: what is done about this: Nobody had the key"
    from: drills/spring
    owner: unknown  # TODO: who does it
    due: unknown  # TODO: by when
""",
    ),
}


@pytest.mark.parametrize(("text", "lines"), TABLE.values(), ids=TABLE)
def test_lines_that_are_added(
    text: str, lines: str, request: pytest.FixtureRequest, written: Callable[..., str]
) -> None:
    rule = request.node.callspec.id.partition(":")[0]
    assert written(text, rule) == lines


def test_an_issue_on_one_line_gets_its_action_there(fix: Callable[..., Any]) -> None:
    text = """\
bcdr: 1
organization: {name: Shop, people: 40}
drills: {talk: {type: tabletop, occurred: 2026-10-01, result: passed, issues: [No key, {what: No light, severity: medium}]}}
"""
    after = fix(text, "drill-followup-open").snapshot
    plan = load(after).plan
    assert plan is not None
    assert [i.action for i in plan.drills["talk"].issues] == ["talk-1", "talk-2"]
    assert {a.from_ for a in plan.actions.values()} == {"drills/talk"}
