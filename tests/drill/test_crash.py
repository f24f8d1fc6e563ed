"""The machine fails at any write while a drill is recorded: in the end there is one record, and it is whole."""

from __future__ import annotations

import contextlib
import io
import shutil
from itertools import count
from pathlib import Path

import pytest

from bcdr.cli.entry import run
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts
from tests.crash import killed_at
from tests.drill.conftest import STEPS, Shop


@pytest.fixture
def over(shop: Shop) -> Path:
    """A plan of three files with a drill that is over and not recorded, because somebody broke the plan meanwhile."""
    spoil = "check: {kind: exit-code}, run: \"echo 'actions: [' > broken.yaml\""
    shop.write(STEPS.replace("run: cat restored, check: {kind: row-count, expected: 3}", spoil))
    (shop.folder / "evidence.yaml").write_text("evidence:\n  old: {title: Old, at: bench, kind: log}\n")
    (shop.folder / "drills.yaml").write_text("drills:\n  old: {title: Old, type: tabletop, planned: 2027-01-01}\n")
    done = shop.drill()
    assert "over but not recorded" in done.stderr, done.stdout + done.stderr
    (shop.folder / "broken.yaml").unlink()
    return shop.folder


def end(folder: Path) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return run(["drill", "run", "restore-sales", "--end", "--plan", str(folder)])


def test_a_crash_at_any_write_of_the_record(over: Path, tmp_path: Path) -> None:
    for number in count(1):
        folder = tmp_path / f"at-{number}"
        shutil.copytree(over, folder)
        crashed = killed_at(number, lambda: end(folder))  # noqa: B023 - it is called at once
        if crashed and (folder / ".bcdr/drills/restore-sales.jsonl").exists():
            assert end(folder) == 0, f"killed before write {number}"
        texts = {p.name: p.read_text() for p in folder.glob("*.yaml")}
        plan = load(from_texts(texts)).plan
        assert plan is not None
        assert len(plan.drills) == 2, f"killed before write {number}"
        assert len(plan.evidence) == 2
        assert sorted(p.name for p in (folder / "evidence").iterdir() if not p.name.startswith(".")) == [
            f"{id_}.log" for id_ in plan.evidence if id_ != "old"
        ]
        assert [p.name for p in folder.iterdir() if p.name.endswith((".tmp", ".old"))] == []
        if not crashed:
            break
    assert number > 12
