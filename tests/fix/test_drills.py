"""Tabletops to be held."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
}


@pytest.mark.parametrize(("text", "lines"), TABLE.values(), ids=TABLE)
def test_lines_that_are_added(
    text: str, lines: str, request: pytest.FixtureRequest, written: Callable[..., str]
) -> None:
    rule = request.node.callspec.id.partition(":")[0]
    assert written(text, rule) == lines
