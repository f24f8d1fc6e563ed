"""A small shop with a runbook of real commands, and the program as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bcdr.drill.approval import digest_of
from bcdr.model.plan import Plan
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

HEAD = """\
bcdr: 1
organization: {name: Corner Shop, people: 3, country: DE, timezone: Europe/Berlin}
people:
  ada: {name: Ada Roth}
  ben: {name: Ben Holt}
places:
  bench: {site: office}
services:
  till: {name: Till, tier: 1, rto: 4h, rpo: 1h, parts: {data: sales}}
datastores:
  sales: {name: Sales, class: truth, copies: {nightly: {kind: dump, at: bench, every: 1d}}}
runbooks:
  restore-sales:
    title: Restore the sales
    recovers: [datastores/sales, services/till]
    target: {what: a bench, at: bench}
"""
STEPS = """\
    steps:
      - {id: point, do: Choose the point, kind: choose-point, run: "date -Iseconds -d '10 minutes ago'"}
      - {id: restore, do: Put it back, kind: restore, run: "echo 3 > restored", takes: 5m}
      - {id: verify, do: Count, kind: verify, run: cat restored, check: {kind: row-count, expected: 3}}
"""
ANSWERS = "point: as printed\naccepted_by: ada\n"


def plan_of(steps: str = STEPS, head: str = HEAD) -> Plan:
    """The plan with these steps."""
    loaded = load(from_texts({"plan.yaml": head + steps}))
    assert loaded.plan is not None, loaded.problems
    return loaded.plan


class Shop:
    """A plan folder, and `bcdr drill` in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers = folder.parent / "answers.yaml"
        self.answers.write_text(ANSWERS, encoding="utf-8")

    @property
    def file(self) -> Path:
        return self.folder / "plan.yaml"

    @property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @property
    def journal(self) -> Path:
        return self.folder / ".bcdr/drills/restore-sales.jsonl"

    @property
    def plan(self) -> Plan:
        loaded = load(from_texts({"plan.yaml": self.text}))
        assert loaded.plan is not None
        return loaded.plan

    def write(self, steps: str, *, approved: bool = True) -> None:
        """The plan with these steps, and their commands approved."""
        approval = ""
        if approved:
            digest = digest_of(plan_of(steps).runbooks["restore-sales"])
            approval = f"    commands_approved: {{by: ben, occurred: 2026-11-20, sha256: {digest}}}\n"
        self.file.write_text(HEAD + steps + approval, encoding="utf-8")

    def words(self, *more: str | Path) -> list[str]:
        run = ["-m", "bcdr", "drill", "run", "restore-sales", "--plan", str(self.folder)]
        return [sys.executable, *run, *map(str, more)]

    def interruptible(self, *more: str | Path) -> list[str]:
        """The same for a process that hears Ctrl-C, also where the tests themselves run in the background."""
        return ["env", "--default-signal=INT", *self.words(*more)]

    def drill(self, *more: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run it to its end without a terminal, by the file of answers."""
        kind = () if {"--resume", "--end"} & set(map(str, more)) else ("--type", "system-restore")
        words = self.words(*kind, "--yes", "--answers", self.answers, *more)
        return subprocess.run(
            words, env=self.environment(**environment), capture_output=True, text=True, check=False, timeout=120,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def begun(self, *more: str | Path, **environment: str) -> subprocess.Popen[str]:
        """The same, not waited for."""
        words = self.interruptible("--type", "system-restore", "--yes", "--answers", self.answers, *more)
        return subprocess.Popen(
            words, env=self.environment(**environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    @staticmethod
    def environment(**more: str) -> dict[str, str]:
        return {**os.environ, "PYTHONUTF8": "1", **more}

    def only_drill(self) -> Any:
        """The one drill in the plan."""
        (found,) = self.plan.drills.values()
        return found

    def log(self) -> str:
        """The one log in the plan."""
        (found,) = (self.folder / "evidence").iterdir()
        return found.read_text(encoding="utf-8")


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    folder = tmp_path / "shop"
    folder.mkdir()
    found = Shop(folder)
    found.write(STEPS)
    return found


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    """Wait until something is so; half a minute at most."""

    def wait(is_so: Callable[[], object]) -> None:
        end = time.monotonic() + 30
        while not is_so():
            assert time.monotonic() < end, "it never came"
            time.sleep(0.02)

    return wait


@pytest.fixture
def no_leftovers() -> Iterator[list[int]]:
    """Process groups that must be gone in the end."""
    groups: list[int] = []
    yield groups
    end = time.monotonic() + 5
    while any(map(living, groups)) and time.monotonic() < end:
        time.sleep(0.05)
    assert [group for group in groups if living(group)] == []


@pytest.fixture
def can_mount() -> None:
    """Skip where nobody may mount a small disk of his own."""
    try:
        done = subprocess.run(
            ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
        )
    except OSError:
        pytest.skip("unshare is not installed")
    if done.returncode:
        pytest.skip("this machine lets nobody mount a small disk")


def living(group: int) -> list[int]:
    """Processes of a group that are not dead already and only wait to be counted."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, owner, *_ = file.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(owner) == group and state != "Z":
            found.append(int(file.parent.name))
    return found
