"""The command line in this process: words in; code, output and complaints out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bcdr.cli.entry import run

PLAN = """\
bcdr: 1
organization: {name: Corner Shop, people: 3, country: DE}
people:
  ada: {name: Ada Roth}
roles:
  lead: {name: Lead, duty: Leads the response, holder: ada}
services:
  till: {name: Till, tier: 1, owner: lead, rto: 4h, rpo: 1h, parts: {data: sales}}
datastores:
  sales: {name: Sales, class: truth}
actions:
  buy-disk: {title: Buy a disk, owner: people/ada, due: 2026-11-01, status: open}
  try-disk: {title: Try the disk, owner: people/ada, due: 2026-12-01, status: open}
"""


class Done(NamedTuple):
    code: int
    out: str
    err: str


Cli = Callable[..., Done]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small plan with an error, an overdue action and one that is coming."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """`cli("lint", folder)` as of the day of the tests."""
    monkeypatch.setenv("BCDR_AS_OF", "2026-11-21")

    def call(*words: str | Path) -> Done:
        code = run([str(w) for w in words])
        return Done(code, *capsys.readouterr())

    return call
