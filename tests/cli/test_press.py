"""Documents drawn at once come out as those drawn alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from bcdr.cli import press
from bcdr.errors import BcdrError
from bcdr.render.look import PLAIN, Look
from bcdr.report.block import say
from bcdr.report.document import Document, Section, numbered


def document(title: str) -> Document:
    sections = numbered((Section("one", "One", (say("text"),)),))
    return Document(
        kind="test", title=title, subtitle="Sub", organization="Test", classification="internal", language="en",
        version="1", as_of=date(2026, 11, 21), cover=(), disclaimer="D", sections=sections, summary="S", tool="bcdr",
    )  # fmt: skip


def test_two_at_once_are_those_drawn_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"a": document("A"), "b": document("B")}
    monkeypatch.setattr(press, "workers", lambda _: 2)
    with press.pressed(both, PLAIN) as drawn:
        found = {name: drawn(name) for name in both}
    assert found == {name: press.drawn(one, PLAIN) for name, one in both.items()}
    assert found["a"].startswith(b"%PDF-")


def test_a_fault_in_one_of_them_arrives_whole(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "document.html.j2").write_text("{{ nothing }}")
    monkeypatch.setattr(press, "workers", lambda _: 2)
    both = {"a": document("A"), "b": document("B")}
    with pytest.raises(BcdrError, match="called nothing") as caught, press.pressed(both, Look(str(tmp_path))) as drawn:
        drawn("a")
    assert caught.value.hint


@pytest.mark.parametrize(("documents", "most"), [(0, 1), (1, 1), (2, 2), (99, 99)])
def test_no_more_processes_than_documents_and_cores(documents: int, most: int) -> None:
    assert 1 <= press.workers(documents) <= min(most, os.cpu_count() or 1)


INTERRUPTED = """
import os, signal, sys, time
from pathlib import Path
from bcdr.cli import press

def endless(name, look):
    Path(sys.argv[1], name).touch()
    time.sleep(600)

class Paper(str):
    sections = ()

signal.signal(signal.SIGINT, signal.default_int_handler)
press.drawn, press.workers = endless, lambda _: 2
try:
    with press.pressed({n: Paper(n) for n in "abc"}, None) as drawn:
        drawn("a")
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_ctrl_c_ends_what_is_being_drawn(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(INTERRUPTED)
    begun = tmp_path / "begun"
    begun.mkdir()
    with subprocess.Popen([sys.executable, script, begun], start_new_session=True) as process:
        try:
            while len(list(begun.iterdir())) < 2:
                assert process.poll() is None
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
            assert process.wait(timeout=60) == 130
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
