"""Commands in a real shell: codes, limits, environments, processes."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from bcdr.drill.shell import TIMED_OUT, Call, Ran, is_running, run, started_at, surroundings, values_of
from bcdr.drill.veil import Veil


def ran(command: str, folder: Path, limit: float | None = 20, **environment: str) -> Ran:
    call = Call(command, str(folder), {"PATH": os.environ["PATH"], **environment}, Veil(environment), limit)
    return run(call, lambda *_: None, lambda _: None)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("true", 0),
        ("exit 7", 7),
        ("false; true", 1),
        ("false | cat", 1),
        ("kill -9 $$", -9),
        ("no-such-thing", 127),
        ("cat", 0),
    ],
)
def test_how_a_command_ends(command: str, code: int, tmp_path: Path) -> None:
    assert ran(command, tmp_path).code == code


def test_both_outputs_are_kept_and_one_is_compared(tmp_path: Path) -> None:
    found = ran("echo out; echo err >&2; pwd", tmp_path)
    assert found.value == f"out\n{tmp_path}\n"
    assert "err" in found.output
    assert not found.holder


def test_closed_outputs_do_not_hide_that_it_hangs(tmp_path: Path) -> None:
    found = ran("exec >&- 2>&-; sleep 30", tmp_path, 0.5)
    assert (found.code, found.ending) == (None, TIMED_OUT)
    assert found.seconds < 10


def test_nothing_of_ours_reaches_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIVEN", "1")
    monkeypatch.setenv("OTHER", "2")
    monkeypatch.delenv("MISSING", raising=False)
    assert set(surroundings(("GIVEN", "MISSING"), "now")) == {"PATH", "LANG", "GIVEN", "POINT"}
    assert values_of(("GIVEN", "MISSING")) == {"GIVEN": "1"}


def test_a_process_is_known_by_its_number_and_its_start() -> None:
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as leader:
        group = leader.pid
        assert is_running(group)
        assert is_running(group, started_at(group))
        assert not is_running(group, "another start")
        leader.kill()
    assert not is_running(group)
    assert started_at(group) == ""


def test_what_a_process_left_running_still_counts_as_running() -> None:
    words = ["bash", "-c", "sleep 60 & echo $!"]
    with subprocess.Popen(words, start_new_session=True, stdout=subprocess.PIPE, text=True) as leader:
        assert leader.stdout is not None
        left = int(leader.stdout.readline())
        leader.wait()
        assert is_running(leader.pid, "the start of its leader")
        os.kill(left, signal.SIGKILL)
