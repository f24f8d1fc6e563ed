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


TABLE = {
    "runbook-missing: a runbook to be written": (
        """\
services: {shop: {tier: 1, name: Web shop}}
""",
        """\

# TODO: write it for a tired stranger. The steps below are prepared: delete the two characters #: to use them
runbooks:
  restore-shop:
    title: "TODO: how Web shop comes back"
    recovers: [services/shop]
    owner: unknown  # TODO: the role that keeps it true
    needs: []  # TODO: logins, places, vendors and papers without which it cannot be done
    target: unknown  # TODO: the clean machine or account onto which it is restored
#:    steps:
#:      - {id: freeze, kind: freeze, by: unknown, takes: unknown, do: Stop all work on the data and note the time}
#:      - {id: point, kind: choose-point, by: unknown, takes: unknown, do: Choose the copy from before the trouble}
#:      - {id: restore, kind: restore, by: unknown, takes: unknown, do: "Put it back: program, login, commands"}
#:      - {id: verify, kind: verify, by: unknown, takes: unknown, do: Check that it is complete, expect: unknown}
#:      - {id: resume, kind: resume, by: unknown, takes: unknown, do: Start work and scheduled jobs again}
""",
    ),
    "runbook-missing: a title without steps is there": (
        """\
services: {shop: {tier: 1}}
runbooks:
  r: {title: R, recovers: [services/shop]}
""",
        "",
    ),
    "restore-without-freeze-or-verify: around the restore": (
        """\
datastores: {d: {class: truth}}
runbooks:
  r:
    title: R
    recovers: [datastores/d]
    steps:
      - {do: call, kind: communicate}
      - {do: load, kind: restore}
      - {do: logs, kind: replay}
      - {do: tell, kind: communicate}
""",
        """\
      - {kind: freeze, do: "TODO: stop everything that writes, and say how"}
      - {kind: choose-point, do: "TODO: choose the point to go back to, and say by what"}
      - {kind: verify, do: "TODO: check what came back, and say what must be there"}
      - {kind: resume, do: "TODO: start scheduled jobs and work again, and say which"}
""",
    ),
    "restore-without-freeze-or-verify: no restore step": (
        """\
datastores: {d: {class: truth}}
runbooks:
  r:
    title: R
    recovers: [datastores/d]
    steps:
      - call somebody
""",
        """\
      - {kind: freeze, do: "TODO: stop everything that writes, and say how"}
      - {kind: choose-point, do: "TODO: choose the point to go back to, and say by what"}
      - {kind: verify, do: "TODO: check what came back, and say what must be there"}
      - {kind: resume, do: "TODO: start scheduled jobs and work again, and say which"}
""",
    ),
    "no-manual-fallback: a way to go on": (
        """\
services:
  shop:
    tier: 1
""",
        """\
    fallback: unknown  # TODO: what people do by hand until it is back, and how long that is bearable
""",
    ),
}


@pytest.mark.parametrize(("text", "lines"), TABLE.values(), ids=TABLE)
def test_lines_that_are_added(
    text: str, lines: str, request: pytest.FixtureRequest, written: Callable[..., str]
) -> None:
    rule = request.node.callspec.id.partition(":")[0]
    assert written(text, rule) == lines
