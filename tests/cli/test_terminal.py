"""Colour and progress: only where a person looks."""

from __future__ import annotations

import io
import sys

import pytest

from bcdr.cli import terminal


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "colour"),
    [
        (Screen(), {}, True),
        (Screen(), {"NO_COLOR": "1"}, False),
        (Screen(), {"NO_COLOR": ""}, True),
        (Screen(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
    ],
    ids=["terminal", "no-color", "no-color-empty", "dumb", "pipe"],
)
def test_colour(
    stream: io.StringIO, environment: dict[str, str], colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal.has_colour(stream) is colour


@pytest.mark.parametrize(
    ("stream", "seconds", "written"),
    [(Screen(), 2.0, "\r\x1b[Kwork ...\r\x1b[K"), (Screen(), 0.5, ""), (io.StringIO(), 2.0, "")],
    ids=["long", "short", "no-terminal"],
)
def test_progress(stream: io.StringIO, seconds: float, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, seconds])
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(terminal.time, "monotonic", lambda: next(clock))
    progress = terminal.Progress()
    progress.step("work")
    progress.done()
    assert stream.getvalue() == written
