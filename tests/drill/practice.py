"""The practice ground that harbour-books ships, its own runbooks on it, and the damage that a drill has to notice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bcdr.model.plan import Plan
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts
from bcdr.source.tree import read_text

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "plans/harbour-books"
SCRIPT = EXAMPLE / "practice/ground.sh"
SERVER = ("initdb", *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb"))))


def skip_without(*tools: str) -> None:
    """Skip by name what this machine cannot try."""
    for tool in tools:
        names = SERVER if tool == "postgresql" else (tool,)
        if not any(map(shutil.which, names)):
            pytest.skip(f"{tool} is not installed")


class Ground:
    """A practice ground with one part of it: `orders`, `tills` or `safe`."""

    def __init__(self, folder: Path, part: str) -> None:
        self.folder, self.part = folder, part
        made = self.script(folder, part)
        assert made.returncode == 0, made.stdout + made.stderr
        self.told = made.stdout
        self.variables = self._variables()
        self.scratch = Path(self.variables["SCRATCH"])
        self.source = folder / "source" / part

    @staticmethod
    def script(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        home = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **environment}
        return subprocess.run(
            ["bash", SCRIPT, *map(str, words)], env=home, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False, timeout=120,
        )  # fmt: skip

    def _variables(self) -> dict[str, str]:
        words = ["bash", "-c", '. "$1"; env -0', "bash", str(self.folder / "variables.sh")]
        shown = subprocess.run(words, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=True)
        return dict(line.split("=", 1) for line in shown.stdout.split("\0") if "=" in line)

    def remove(self) -> None:
        """Take it away, and see that it is gone."""
        done = self.script("--remove", self.folder)
        assert done.returncode == 0, done.stderr
        assert not self.folder.exists()
        assert not self.scratch.exists()
        assert [line for line in processes() if str(self.scratch) in line] == []


class Trial:
    """A copy of the plan and of the repository in which one drill is run; what is damaged here harms no other test."""

    def __init__(self, ground: Ground, folder: Path) -> None:
        self.ground = ground
        self.plan_folder = folder / "plan"
        shutil.copytree(EXAMPLE, self.plan_folder)
        self.repository = folder / "repository"
        shutil.copytree(ground.folder / "repository", self.repository)
        self.source = folder / "copy" / ground.part
        shutil.copytree(ground.source, self.source)
        self.variables = {
            **ground.variables, "RESTIC_REPOSITORY": str(self.repository), "RESTIC_CACHE_DIR": str(folder / "cache"),
        }  # fmt: skip
        self.answers = folder / "answers.yaml"
        self.before = set(self.plan().drills)

    def plan(self) -> Plan:
        texts = {
            str(f.relative_to(self.plan_folder)): f.read_text(encoding="utf-8")
            for f in sorted(self.plan_folder.rglob("*.yaml"))
        }
        found = load(from_texts(texts))
        assert found.plan is not None, found.problems
        return found.plan

    def copy_again(self) -> None:
        """The backup job runs once more, on what `source` holds now."""
        words = ["restic", "backup", "--quiet", "--host", "test", "--tag", self.ground.part, self.ground.part]
        done = subprocess.run(words, cwd=self.source.parent, env=self.variables, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr

    def run(self, runbook: str, type_: str, answers: str) -> subprocess.CompletedProcess[str]:
        """The real command, without a terminal, in an empty home."""
        assert not read_text(answers).faults
        self.answers.write_text(answers, encoding="utf-8")
        words = ["-m", "bcdr", "drill", "run", runbook, "--type", type_, "--yes", "--answers", str(self.answers)]
        return subprocess.run(
            [sys.executable, *words, "--plan", str(self.plan_folder)],
            env={**os.environ, **self.variables, "HOME": "/nonexistent"}, cwd="/", stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def drill(self) -> Any:
        """The record that the command wrote."""
        plan = self.plan()
        (id_,) = set(plan.drills) - self.before
        return plan.drills[id_]

    def log(self) -> str:
        (id_,) = set(self.plan().drills) - self.before
        return (self.plan_folder / "evidence" / f"log-{id_}.log").read_text(encoding="utf-8")

    def shown(self, done: subprocess.CompletedProcess[str]) -> str:
        """Everything that the command printed or wrote, without the name of the plan's own folder."""
        texts = [done.stdout, done.stderr, self.log(), *(f.read_text() for f in self.plan_folder.rglob("*.yaml"))]
        return "".join(texts).replace(str(self.plan_folder), "")

    def high(self) -> list[str]:
        """What stands against the drill in its record."""
        return [issue.what for issue in self.drill().issues if issue.severity == "high"]


def processes() -> list[str]:
    """Command lines of all processes that run here."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(file.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return found
