"""Signals that wait until a process is known."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from typing import TYPE_CHECKING, Any

import pytest

from bcdr.drill.deferral import Deferral
from bcdr.drill.shell import INTERRUPTED, is_running
from tests.drill.test_shell import ran

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _interrupted() -> Iterator[None]:
    """Ctrl-C is heard, also where the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_signal_waits_until_it_is_released() -> None:
    deferral = Deferral()
    deferral.__enter__()
    signal.raise_signal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        deferral.release()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_was_not_released_comes_at_the_end() -> None:
    with pytest.raises(KeyboardInterrupt), Deferral():
        signal.raise_signal(signal.SIGINT)


def test_a_failure_inside_leaves_the_handlers_as_they_were() -> None:
    before = [signal.getsignal(number) for number in signal.valid_signals()]
    with pytest.raises(OSError, match="no bash"), Deferral():
        raise OSError("no bash")
    assert [signal.getsignal(number) for number in signal.valid_signals()] == before


def test_what_the_system_handles_is_left_to_it() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        with Deferral():
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGTERM, before)


def test_another_thread_keeps_nothing() -> None:
    found: list[Any] = []

    def inside() -> None:
        with Deferral():
            found.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=inside)
    thread.start()
    thread.join()
    assert found == [signal.default_int_handler]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_command_being_started_does_not_outlive_a_signal(
    number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signal comes when the process is there and its number is not yet known to anybody."""
    groups = []

    class Started(subprocess.Popen[bytes]):
        def __init__(self, *words: Any, **options: Any) -> None:
            super().__init__(*words, **options)
            groups.append(self.pid)
            os.kill(os.getpid(), number)

    def stop(number: int, frame: object) -> None:
        del number, frame
        raise KeyboardInterrupt("the terminal was closed")

    before = signal.signal(number, stop)
    monkeypatch.setattr(subprocess, "Popen", Started)
    try:
        found = ran("sleep 60", tmp_path)
    finally:
        signal.signal(number, before)
    assert (found.code, found.ending, found.reason) == (None, INTERRUPTED, "the terminal was closed")
    assert not is_running(groups[0])
