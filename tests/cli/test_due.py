"""`bcdr due`: what is listed, and when it fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.mark.parametrize(
    ("words", "code", "shown", "hidden"),
    [
        ((), 0, ["20 days late", "Buy a disk", "in 10 days", "Try the disk"], []),
        (("--within", "5d"), 0, ["Buy a disk"], ["Try the disk"]),
        (("--overdue",), 1, ["Buy a disk"], ["Try the disk"]),
        (("--overdue", "--as-of", "2026-10-01"), 1, ["never done"], ["Buy a disk"]),
        (("--within", "unbounded", "--as-of", "2026-10-01"), 0, ["in 31 days", "Try the disk"], []),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)
def test_list(words: tuple[str, ...], code: int, shown: list[str], hidden: list[str], cli: Cli, plan: Path) -> None:
    done = cli("due", plan, *words)
    assert done.code == code
    assert [s for s in shown if s not in done.out] == []
    assert [h for h in hidden if h in done.out] == []


def test_json(cli: Cli, plan: Path) -> None:
    found = json.loads(cli("due", plan, "--format", "json").out)
    assert (found["version"], found["within_days"]) == (1, 30)
    [disk] = [i for i in found["overdue"] if i["object"] == "actions/buy-disk"]
    assert disk == {
        "day": "2026-11-01",
        "days": -20,
        "kind": "action",
        "object": "actions/buy-disk",
        "what": "Buy a disk",
        "owner": "Ada Roth",
    }
    assert [i["object"] for i in found["coming"]] == ["actions/try-disk"]
