"""What every test may ask for: the checkout, its plans, and the program as people run it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
AS_OF = "2026-11-21"

Program = Callable[..., subprocess.CompletedProcess[str]]

# The same examples on every machine, and no test that fails because a machine is slow.
settings.register_profile("bcdr", derandomize=True, deadline=None)
settings.load_profile("bcdr")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/rules --write-sentences` writes the book of sentences anew (tests/rules/said.py)."""
    parser.addoption("--write-sentences", action="store_true", help="write tests/rules/said/*.md anew")


def pytest_configure(config: pytest.Config) -> None:
    """A book is written from a whole table, in one process."""
    if config.option.write_sentences and (config.option.keyword or getattr(config.option, "numprocesses", None)):
        raise pytest.UsageError("--write-sentences needs whole files and one process: leave out -k and -n")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(autouse=True)
def _environment_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the person at this machine has set decides no test."""
    for name in ("BCDR_AS_OF", "CLICOLOR_FORCE", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "PYTHONWARNINGS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def program() -> Program:
    """`program("lint", plan)` runs the command line in a process of its own, as of the day of the tests."""

    def run(*words: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bcdr", *map(str, words)],
            cwd=cwd,
            env={**os.environ, "BCDR_AS_OF": AS_OF, "PYTHONUTF8": "1", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return run
