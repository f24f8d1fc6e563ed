"""Figures that owners decide."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TABLE = {
    "objectives-missing: both": (
        """\
services:
  shop:
    tier: 1
    depends_on: [datastores/orders]
datastores:
  orders: {class: truth}
""",
        """\
    rto: unknown  # TODO: the longest time that people can go without it; its owner decides
    rpo: unknown  # TODO: how many hours of work may have to be typed in again; its owner decides
""",
    ),
    "objectives-missing: no data, no rpo": (
        """\
services:
  shop:
    tier: 1
""",
        """\
    rto: unknown  # TODO: the longest time that people can go without it; its owner decides
""",
    ),
    "objectives-missing: asked already": (
        """\
services:
  shop:
    tier: 1
    rto: unknown
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
