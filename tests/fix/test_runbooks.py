"""Orders to agree and runbooks to write."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.fix.mend import Mended

SERVICES = """\
bcdr: 1
organization: {name: Shop, people: 40}
services:
  a: {tier: 2, depends_on: [services/b]}
  b: {tier: 3}
  c: {tier: 1}
  d: {tier: 4}
"""


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("recovery_order: {approved_by: unknown}\n", "recovery_order: {approved_by: unknown, order: [c, b, a, d]}\n"),
        ("recovery_order:\n  order: []\n", "recovery_order:\n  order: [c, b, a, d]\n"),
        ("recovery_order: {order: [a]}\n", "recovery_order: {order: [a]}\n"),
    ],
    ids=["completed", "filled in", "never changed"],
)
def test_order(written: str, after: str, fix: Callable[..., Mended]) -> None:
    result = fix(SERVICES + written, "restore-order-missing")
    text = result.snapshot.files[0].text or ""
    kept = "".join(line for line in text.splitlines(keepends=True) if not line.lstrip().startswith("#"))
    assert kept.startswith(SERVICES + after)
