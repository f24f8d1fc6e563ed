"""One writer at a time, between real processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bcdr.source.lock import locked

WAIT = "import sys; from bcdr.source.lock import locked\nwith locked(sys.argv[1]): print('in', flush=True)"


def test_another_process_waits_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with locked(str(tmp_path)):
        other = subprocess.Popen([sys.executable, "-c", WAIT, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        try:
            other.wait(1.5)
        except subprocess.TimeoutExpired:
            waited = True
        else:
            waited = False
    assert other.communicate(timeout=30)[0] == "in\n"
    assert waited
    assert list(tmp_path.iterdir()) == []
