"""The way back of a change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TABLE = {
    "change-without-rollback: what is open": (
        """\
changes:
  move:
    title: Move
    rollback: go back
""",
        """\
    no_return_after: unknown  # TODO: from when there is no going back, or that there is no such point
    abort_when: unknown  # TODO: what makes you stop
""",
    ),
}


@pytest.mark.parametrize(("text", "lines"), TABLE.values(), ids=TABLE)
def test_lines_that_are_added(
    text: str, lines: str, request: pytest.FixtureRequest, written: Callable[..., str]
) -> None:
    rule = request.node.callspec.id.partition(":")[0]
    assert written(text, rule) == lines
