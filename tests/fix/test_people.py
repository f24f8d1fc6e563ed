"""Roles that somebody must take."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TABLE = {
    "undocumented-role: duty and authority": (
        """\
roles:
  lead:
    name: Lead
""",
        """\
    duty: unknown  # TODO: what this role does when something is down, in a sentence
    authority: unknown  # TODO: what it may decide and spend, in a sentence
""",
    ),
    "undocumented-role: powers are authority": (
        """\
roles:
  lead:
    powers: [declare]
""",
        """\
    duty: unknown  # TODO: what this role does when something is down, in a sentence
""",
    ),
    "undocumented-role: owner of a runbook": (
        """\
runbooks:
  get:
    title: Get it back
""",
        """\
    owner: unknown  # TODO: the role or person that keeps this runbook true
""",
    ),
    "required-role-missing: all of them": (
        """\
services: {shop: {tier: 1, public: yes, parts: {data: orders}}}
datastores: {orders: {class: truth, copies: {n: {kind: dump}}}}
""",
        """\

# TODO: fill this role, or give its powers to one that you have and delete it
roles:
  incident-lead:
    name: Incident lead
    duty: unknown  # TODO: what it does, in a sentence
    powers: []  # TODO: declare, fail-over, spend, once somebody with authority has agreed
    trigger: unknown  # TODO: when it may act, such as: tier 1 down for 30m
    holder: unknown  # TODO: who holds it
    deputies: []  # TODO: who steps in
  # TODO: fill this role, or give its powers to one that you have and delete it
  backup-owner:
    name: Owner of the backups
    duty: unknown  # TODO: what it does, in a sentence
    powers: []  # TODO: own-backups, once somebody with authority has agreed
    holder: unknown  # TODO: who holds it
    deputies: []  # TODO: who steps in
  # TODO: fill this role, or give its powers to one that you have and delete it
  communications-lead:
    name: Communications lead
    duty: unknown  # TODO: what it does, in a sentence
    powers: []  # TODO: communicate, once somebody with authority has agreed
    holder: unknown  # TODO: who holds it
    deputies: []  # TODO: who steps in
""",
    ),
    "required-role-missing: only the trigger": (
        """\
services: {shop: {tier: 1, parts: {data: orders}}}
datastores: {orders: {class: truth}}
roles:
  lead:
    powers: [declare, fail-over, spend]
""",
        """\
    trigger: unknown  # TODO: when it may act, such as: tier 1 down for 30m
""",
    ),
}


@pytest.mark.parametrize(("text", "lines"), TABLE.values(), ids=TABLE)
def test_lines_that_are_added(
    text: str, lines: str, request: pytest.FixtureRequest, written: Callable[..., str]
) -> None:
    rule = request.node.callspec.id.partition(":")[0]
    assert written(text, rule) == lines
