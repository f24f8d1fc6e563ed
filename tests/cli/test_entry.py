"""However a command ends, the person gets a line, a hint and the right code, never a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bcdr import __version__
from bcdr.cli import entry
from bcdr.cli.commands import Command
from bcdr.errors import BcdrError
from tests.cli.conftest import Cli

BUFFERED = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
"""Output waits in a buffer, as it does for people."""


def failing(problem: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every command fail with `problem`."""

    def run() -> int:
        raise problem

    command = Command("schema", "schema", "run", "")
    monkeypatch.setattr(Command, "load", lambda _: run)
    monkeypatch.setattr(entry, "find", lambda _: (command, []))


@pytest.mark.parametrize(
    ("problem", "code", "err"),
    [
        (BcdrError("no plan", "make one"), 2, "bcdr: no plan\n  hint: make one\n"),
        (BcdrError("no plan"), 2, "bcdr: no plan\n"),
        (BcdrError("a\x1b[31mb\u202ec"), 2, "bcdr: a\\x1b[31mb\\u202ec\n"),
        (KeyboardInterrupt(), 130, "bcdr: stopped\n"),
        (ValueError("x"), 2, "bcdr: a fault of the program: ValueError: x\n  hint: run it again with --verbose and report it\n"),
        (OSError(28, "No space left on device", "out"), 2, "bcdr: No space left on device (out)\n  hint: check the path, its permissions and the free space\n"),
        (RecursionError(), 2, "bcdr: the plan is nested deeper than the program can follow\n  hint: flatten the deepest object\n"),
    ],
    ids=["expected", "without-hint", "escaped", "interrupted", "unexpected", "world", "too-deep"],
)  # fmt: skip
def test_failure_is_one_line_and_a_code(
    problem: BaseException, code: int, err: str, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(problem, monkeypatch)
    assert cli("schema") == (code, "", err)


def test_verbose_adds_the_traceback(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(ValueError("x"), monkeypatch)
    assert "Traceback" in cli("schema", "--verbose").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lnit",), "No such command 'lnit'"),
        (("lint", "--formt", "json"), "No such option: --formt"),
        (("lint", "--format", "xml"), "Invalid value for '--format': 'xml' is not one of"),
        (("due", "--within", "soon"), "--within is not a time: soon"),
        (("status", "a", "b"), "unexpected extra argument"),
        (("lint", "plans/corner-dental", "--as-of", "yesterday"), "--as-of is not a day: yesterday"),
        (("report", "art33"), "No such command 'art33'"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)
def test_wrong_usage_ends_with_2_and_says_what(words: tuple[str, ...], said: str, cli: Cli) -> None:
    done = cli(*words)
    assert (done.code, done.out) == (2, "")
    assert said.lower() in done.err.lower()


def test_version(cli: Cli) -> None:
    assert cli("--version") == (0, f"bcdr {__version__}\n", "")


def test_a_reader_that_goes_away_is_no_fault(root: Path) -> None:
    """As in `bcdr schema | true`."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "bcdr", "schema"],
        cwd=root,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        env=BUFFERED,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_console_without_umlauts_gets_escapes(root: Path, plan: Path) -> None:
    text = (plan / "plan.yaml").read_text(encoding="utf-8").replace("Corner Shop", "Kaffeehaus Göpfert")
    (plan / "plan.yaml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bcdr", "status", str(plan)],
        cwd=root, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii:strict"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"G\\xf6pfert" in done.stdout


def test_a_full_disk_is_told(root: Path, plan: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bcdr", "status", str(plan)],
            cwd=root, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=BUFFERED,
        )  # fmt: skip
    assert done.returncode == 2
    assert re.fullmatch(r"bcdr: No space left on device.*\n  hint: .*\n", done.stderr)
