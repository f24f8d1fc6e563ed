"""What the world around a drill does to it: closed terminals and pipes, narrow ones, clocks, folders nobody may write."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bcdr.source.lock import locked
from tests.drill.conftest import STEPS, Shop
from tests.drill.screen import CLOSE, at_terminal

Until = Callable[[Callable[[], object]], None]
SLOW = STEPS.replace('run: "echo 3 > restored"', 'run: "echo $$ > pid; sleep 60"')
BRIEF = STEPS.replace('run: "echo 3 > restored"', 'run: "sleep 1.2; echo 3 > restored"')

NOTHING_FOLLOWS = (("what is done about it?", "\n"), ("who does it?", "\n"), ("by when?", "\n"))


def pid(shop: Shop, until: Until) -> int:
    file = shop.folder / "pid"
    until(lambda: file.exists() and file.read_text().strip())
    return int(file.read_text())


def noted(shop: Shop) -> list[dict[str, str]]:
    return [json.loads(line) for line in shop.journal.read_text().splitlines()]


def test_the_reader_of_a_pipe_goes_away(shop: Shop) -> None:
    words = shop.words("--type", "system-restore", "--yes", "--answers", shop.answers)
    done = subprocess.run(
        ["bash", "-c", '"$@" | head -n 3', "bash", *words], capture_output=True, text=True, check=False, timeout=60
    )
    assert "nobody can read any more what it tells (broken pipe); what was done is kept" in done.stderr
    assert "--resume" in done.stderr
    assert noted(shop)[-1]["what"] == "paused"
    assert shop.drill("--resume").returncode == 0


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&- <&-"])
def test_no_output_at_all_is_no_reason_to_stop(closed: str, shop: Shop) -> None:
    words = shop.words("--type", "system-restore", "--yes", "--answers", shop.answers)
    done = subprocess.run(["bash", "-c", f'"$@" {closed}', "bash", *words], check=False, timeout=60)
    assert done.returncode == 0
    assert shop.only_drill().result == "passed"


def test_each_line_reaches_a_pipe_at_once(shop: Shop, until: Until, no_leftovers: list[int]) -> None:
    shop.write(SLOW)
    process = shop.begun()
    no_leftovers.append(pid(shop, until))
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(6)]
    assert "To be reached: rto 4h, rpo 1h." in lines[2]
    assert lines[5].startswith("    done after 0.")
    process.terminate()
    process.communicate(timeout=30)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (signal.SIGINT, "stopped by a person"),
        (signal.SIGQUIT, "stopped by a person"),
        (signal.SIGTERM, "something asked bcdr to end"),
        (signal.SIGHUP, "the terminal was closed"),
    ],
)
def test_a_signal_stops_it_with_its_reason(
    number: signal.Signals, reason: str, shop: Shop, until: Until, no_leftovers: list[int]
) -> None:
    shop.write(SLOW)
    process = shop.begun()
    no_leftovers.append(pid(shop, until))
    until(lambda: '"process"' in shop.journal.read_text())
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, "To go on: bcdr drill run restore-sales --resume" in err) == (130, True), err
    assert [line["remark"] for line in noted(shop)[-2:]] == [reason, reason]


def test_the_terminal_is_closed(shop: Shop, no_leftovers: list[int]) -> None:
    shop.write(SLOW)
    code, _ = at_terminal(
        shop.interruptible("--type", "system-restore"),
        ("Type yes:", "yes\n"),
        ("which moment", "\n"),
        ("[2/3] restore: 0:00", CLOSE),
    )
    no_leftovers.append(int((shop.folder / "pid").read_text()))
    assert code != 0
    assert noted(shop)[-2]["remark"] == "the terminal was closed"
    assert noted(shop)[-1]["what"] == "paused"


def test_ctrl_c_while_it_is_recorded(shop: Shop, until: Until) -> None:
    before = shop.text
    with locked(str(shop.folder)):
        process = shop.begun()
        until(lambda: shop.journal.exists() and '"accepted"' in shop.journal.read_text())
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, "over but not recorded" in err, "--end" in err) == (130, True, True), err
    assert shop.text == before
    assert shop.drill("--end").returncode == 0


def test_a_clock_that_was_set_back_meanwhile(shop: Shop) -> None:
    shop.write(
        STEPS.replace("run: cat restored", 'run: "test -e again || { touch again; kill -9 $PPID; }; cat restored"')
    )
    assert shop.drill().returncode < 0
    lines = noted(shop)
    late = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    shop.journal.write_text("".join(json.dumps({**row, "at": late} if "at" in row else row) + "\n" for row in lines))
    done = shop.drill("--resume")
    assert (done.returncode, "the clock of this machine shows" in done.stderr) == (2, True), done.stderr
    assert len(noted(shop)) == len(lines)


def test_a_narrow_terminal(shop: Shop) -> None:
    long = "Close the shop for writing, and tell the people at the tills that nothing is saved until it is over"
    shop.write(f"    steps:\n      - {{id: freeze, do: '{long}', kind: freeze}}\n" + BRIEF.partition("\n")[2])
    code, screen = at_terminal(
        shop.interruptible("--type", "system-restore"),
        ("Type yes:", "yes\n"),
        ("done, skip", "done\n"),
        ("which moment", "\n"),
        ("Who accepts", "Ben Holt\n"),
        columns=40,
    )
    assert code == 0, screen
    moves = [m.split("\r")[0].split("\n")[0] for m in screen.split("\x1b[K")[1:]]
    assert any(re.match(r"\[3/4\] 0:00:0\d; lost 0:00:0\d of 4:00:00$", move) for move in moves), moves
    plain = re.sub(r"\x1b\[[0-9;]*[mK]", "", screen).replace("\r", "\n")
    words = ("    $ ", "evidence/", "that one")  # what is copied is not broken, what is typed follows its question
    assert [line for line in plain.split("\n") if len(line) > 40 and not any(w in line for w in words)] == []
    assert "freeze: Close the shop for\n    writing, and" in plain.replace("\n\n", "\n")


def test_keys_that_are_no_letters_and_letters_of_another_terminal(shop: Shop) -> None:
    shop.write(STEPS.replace("check: {kind: row-count, expected: 3}", "expect: three"))
    code, screen = at_terminal(
        shop.interruptible("--type", "system-restore"),
        ("Type yes:", "yes\n"),
        ("which moment", "yesterday\n"),
        ("is no day and time", "2026-11-20 02:00\n"),
        ("done, skip", "sure\n"),
        ("begin with one of the three words", b"done \x1b[Adrei, gez\xe4hlt\x07\n"),
        ("Who accepts", "\n"),
        ("no person without a name", "ada\n"),
        *NOTHING_FOLLOWS,
    )
    assert code == 1, screen  # a day and more is lost, and an hour may be
    drill = shop.only_drill()
    assert drill.verification.found == "drei, gez\ufffdhlt"
    assert drill.recovery_point.occurred.isoformat() == "2026-11-20T02:00:00+01:00"


def test_what_a_command_prints_does_nothing_to_the_terminal(shop: Shop) -> None:
    odd = r"printf '\\033[2J\\033]0;owned\\007\\u202eevil\\n3\\n'"
    shop.write(
        STEPS.replace("run: cat restored, check: {kind: row-count, expected: 3}", f'run: "{odd}", expect: three')
    )
    code, screen = at_terminal(
        shop.interruptible("--type", "system-restore"),
        ("Type yes:", "yes\n"),
        ("which moment", "\n"),
        ("done, skip", "failed it is odd\n"),
        ("again, end", "sure\n"),
        ("type again, end or pause", "end\n"),
        *NOTHING_FOLLOWS,
    )
    assert code == 1, screen
    assert r"    | \x1b[2J\x1b]0;owned\x07\u202eevil" in screen
    assert r"  | \x1b[2J\x1b]0;owned\x07\u202eevil" in shop.log()
    assert not {"\x1b[2J", "\x07", "\u202e"} & set(screen + shop.log())
    assert "\x1b[2J" not in screen


READ_ONLY = """
set -e
mount -t tmpfs none "$1"
cp "$2" "$1/plan.yaml"
mount -o remount,ro none "$1"
shift 2
"$@"
"""


def test_a_folder_that_nobody_may_write(shop: Shop, tmp_path: Path, can_mount: None) -> None:
    assert can_mount is None
    disk = tmp_path / "disk"
    disk.mkdir()
    words = shop.words("--type", "system-restore", "--yes", "--answers", shop.answers)
    words[words.index(str(shop.folder))] = str(disk)
    done = subprocess.run(
        ["unshare", "-rm", "bash", "-c", READ_ONLY, "bash", str(disk), str(shop.file), *words],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, "cannot be written: read-only file system" in done.stderr) == (2, True), done.stderr
    assert "nothing was run" in done.stderr
