"""Copies, rebuilds and parts that nobody spoke of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

TABLE = {
    "unbacked-datastore: a backup to be set up": (
        """\
datastores:
  orders:
    class: truth
""",
        """\
    # TODO: set up a backup, restore it once, then say here what is so
    copies:
      backup:
        active: no  # TODO: yes, once it runs
        kind: unstated  # TODO: dump, snapshot, versioned-sync, disk-rotation, export ...
        at: unknown  # TODO: the place, at another site and under another account
        tool: unknown  # TODO: the program that makes it
        every: unknown  # TODO: how often, such as 1d
        duration: unknown  # TODO: how long it takes
        keep: unknown  # TODO: how far back it reaches, such as 30d
        monitor: unknown  # TODO: what notices that it did not run, and who is told
""",
    ),
    "unbacked-datastore: one that is mentioned": (
        """\
datastores:
  orders:
    class: truth
    copies:
      some:
        kind: unstated
        cron: 0 2 * * *
""",
        """\
        at: unknown  # TODO: the place, at another site and under another account
        tool: unknown  # TODO: the program that makes it
        duration: unknown  # TODO: how long it takes
        keep: unknown  # TODO: how far back it reaches, such as 30d
        monitor: unknown  # TODO: what notices that it did not run, and who is told
""",
    ),
    "unbacked-datastore: one that is prepared already": (
        """\
datastores:
  orders:
    class: truth
    copies: {backup: {active: no, kind: unstated}}
""",
        "",
    ),
    "derived-store-no-rebuild: a rebuild to be written": (
        """\
datastores:
  index:
    class: derived
""",
        """\
    rebuild:
      from: []  # TODO: the datastores it is made from
      runbook: unknown  # TODO: the runbook that makes it again
      duration: unknown  # TODO: how long that should take
      measured: unknown  # TODO: how long it took when somebody did it
""",
    ),
    "derived-store-no-rebuild: only what is open": (
        """\
datastores:
  index:
    class: derived
    rebuild:
      from: []
      duration: 1h
      runbook: unknown
""",
        """\
      measured: unknown  # TODO: how long it took when somebody did it
""",
    ),
    "service-parts-undeclared: all seven": (
        """\
services:
  shop:
    tier: 1
""",
        """\
    # TODO: for each part the datastores that hold it, or none where there is nothing of the kind
    parts:
      data: unknown
      uploads: unknown
      configuration: unknown
      secrets: unknown
      code: unknown
      dns: unknown
      domain: unknown
""",
    ),
    "service-parts-undeclared: two": (
        """\
services:
  shop:
    tier: 1
    parts:
      data: none
      uploads: none
      configuration: none
      secrets: unknown
      code: none
""",
        """\
      # TODO: for each part the datastores that hold it, or none where there is nothing of the kind
      dns: unknown
      domain: unknown
""",
    ),
}


@pytest.mark.parametrize(("text", "lines"), TABLE.values(), ids=TABLE)
def test_lines_that_are_added(
    text: str, lines: str, request: pytest.FixtureRequest, written: Callable[..., str]
) -> None:
    rule = request.node.callspec.id.partition(":")[0]
    assert written(text, rule) == lines
