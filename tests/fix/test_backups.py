"""Restores of single customers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TABLE = {
    "restore-granularity-missing: one and many": (
        """\
datastores:
  orders:
    class: truth
    multi_tenant: yes
""",
        """\
    tenants:
      one:
        runbook: unknown  # TODO: the steps
        takes: unknown  # TODO: how long it takes
      many:
        runbook: unknown  # TODO: the steps
        takes: unknown  # TODO: how long it takes
""",
    ),
}


@pytest.mark.parametrize(("text", "lines"), TABLE.values(), ids=TABLE)
def test_lines_that_are_added(
    text: str, lines: str, request: pytest.FixtureRequest, written: Callable[..., str]
) -> None:
    rule = request.node.callspec.id.partition(":")[0]
    assert written(text, rule) == lines
