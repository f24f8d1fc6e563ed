"""What can go wrong while a drill runs, with real processes: nothing lost, nothing half-written, one clear sentence."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bcdr.source.lock import locked
from tests.drill.conftest import STEPS, Shop
from tests.drill.screen import at_terminal

TWO_WEEKS = timedelta(days=14)
Until = Callable[[Callable[[], object]], None]
SLOW = STEPS.replace('run: "echo 3 > restored"', 'run: "echo $$ > pid; sleep 60; echo 3 > restored"')
ONCE = STEPS.replace(
    'run: "echo 3 > restored"', 'run: "echo 3 > restored; test -e tried || { touch tried; echo $$ > pid; sleep 60; }"'
)


def pid(shop: Shop, until: Until) -> int:
    file = shop.folder / "pid"
    until(lambda: file.exists() and file.read_text().strip())
    return int(file.read_text())


def most_memory(process: int) -> int:
    """Bytes that a running process has ever used at once; 0 when it is over."""
    try:
        text = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return max((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("VmHWM:")), default=0)


def test_a_drill_runs_and_is_recorded(shop: Shop) -> None:
    done = shop.drill("--by", "ada", "--copy", "sales/nightly")
    assert done.returncode == 0, done.stdout + done.stderr
    drill = shop.only_drill()
    assert (drill.type, drill.result, drill.led_by, drill.restored_to) == ("system-restore", "passed", "ada", "bench")
    assert (drill.verification.kind, drill.verification.expected, drill.verification.found) == ("row-count", "3", "3")
    clock = drill.timeline
    assert clock.lost <= clock.restore_started <= clock.restored <= clock.verified <= clock.accepted
    assert drill.measured.rto.total_seconds() >= 1
    assert 600 <= drill.measured.rpo.total_seconds() <= 602
    assert drill.recovery_point.copy == "sales/nightly"
    assert not shop.journal.exists()
    assert "echo 3 > restored" in shop.log()
    checked = subprocess.run(
        [*shop.words()[:3], "evidence", "check", str(shop.folder)], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, "intact" in checked.stdout) == (0, True)


def test_kill_9_in_the_middle_and_resume(shop: Shop, until: Until, no_leftovers: list[int]) -> None:
    shop.write(ONCE)
    before = shop.text
    process = shop.begun()
    group = pid(shop, until)
    no_leftovers.append(group)
    until(lambda: '"process"' in shop.journal.read_text())
    process.kill()
    process.communicate()
    assert shop.text == before
    still = shop.drill("--resume")
    assert (still.returncode, f"still runs, as process {group}" in still.stderr) == (2, True)
    os.killpg(group, signal.SIGKILL)
    until(lambda: not Path(f"/proc/{group}").exists())
    done = shop.drill("--resume")
    assert done.returncode == 0, done.stdout + done.stderr
    drill = shop.only_drill()
    assert drill.result == "passed"
    assert [i.severity for i in drill.issues] == ["low", "low"]
    log = shop.log()
    assert "bcdr ended before it was over" in log
    assert log.count("step point (choose-point)") == 1, "what was done is not done again"
    assert log.count("step restore (restore)") == 2


def test_a_resume_without_yes_runs_nothing_again(shop: Shop, until: Until) -> None:
    shop.write(ONCE)
    process = shop.begun()
    group = pid(shop, until)
    process.kill()
    process.communicate()
    os.killpg(group, signal.SIGKILL)
    until(lambda: not Path(f"/proc/{group}").exists())
    shop.answers.write_text(shop.answers.read_text() + "start: yes\n")
    words = shop.words("--answers", shop.answers, "--resume")
    done = subprocess.run(words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert (done.returncode, "--yes runs its command again" in done.stderr) == (2, True)
    assert shop.drill("--resume").returncode == 0


def test_a_journal_cut_in_half_by_a_crash(shop: Shop, until: Until) -> None:
    shop.write(ONCE)
    process = shop.begun()
    group = pid(shop, until)
    process.kill()
    process.communicate()
    os.killpg(group, signal.SIGKILL)
    until(lambda: not Path(f"/proc/{group}").exists())
    with shop.journal.open("a") as file:
        file.write('{"what": "ended", "at": "2026-')
    assert shop.drill("--resume").returncode == 0
    assert shop.only_drill().result == "passed"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "broken off before anything ran"),
        ("no json\n", "cannot be read"),
        ('{"version": 2}\n', "newer bcdr"),
        ('{"version": 1}\n', "cannot be read"),
        ("[]\n", "cannot be read"),
    ],
)
def test_a_journal_that_is_none(content: str, message: str, shop: Shop) -> None:
    shop.journal.parent.mkdir(parents=True)
    shop.journal.write_text(content)
    before = shop.text
    done = shop.drill("--resume")
    assert (done.returncode, message in done.stderr) == (2, True), done.stderr
    assert "Traceback" not in done.stderr
    assert shop.text == before


def test_ctrl_c_ends_the_command_and_keeps_the_rest(shop: Shop, until: Until, no_leftovers: list[int]) -> None:
    shop.write(ONCE)
    process = shop.begun()
    no_leftovers.append(pid(shop, until))
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, "--resume" in err) == (130, True)
    assert json.loads(shop.journal.read_text().splitlines()[-1])["what"] == "paused"
    again = shop.drill()
    assert (again.returncode, "is not finished" in again.stderr) == (2, True)
    assert shop.drill("--resume").returncode == 0
    assert "interrupted" in " ".join(i.what for i in shop.only_drill().issues)


def test_a_stop_that_is_only_recorded(shop: Shop, until: Until, no_leftovers: list[int]) -> None:
    shop.write(SLOW)
    process = shop.begun()
    no_leftovers.append(pid(shop, until))
    process.terminate()
    process.communicate(timeout=30)
    done = shop.drill("--end")
    assert done.returncode == 1, done.stderr
    drill = shop.only_drill()
    assert (drill.result, drill.measured) == ("failed", None)
    assert not shop.journal.exists()


def test_a_step_that_hangs_is_ended_with_all_that_it_started(shop: Shop, no_leftovers: list[int]) -> None:
    steps = STEPS.replace(
        '"echo 3 > restored"', "\"echo $$ > pid; trap '' TERM; (trap '' TERM; sleep 60) & sleep 60; sleep 60\""
    )
    shop.write(steps.replace("takes: 5m", "limit: 1s"))
    done = shop.drill()
    no_leftovers.append(int((shop.folder / "pid").read_text()))
    assert (done.returncode, "timed-out" in done.stdout) == (1, True), done.stdout
    drill = shop.only_drill()
    assert drill.result == "failed"
    assert [i.what for i in drill.issues if i.severity == "high"] == [
        "step restore took longer than its limit and was ended",
        "step verify was not reached",
    ]


def test_what_runs_on_in_the_background_does_not_hold_the_drill(shop: Shop) -> None:
    shop.write(STEPS.replace('"echo 3 > restored"', '"setsid sleep 20 & echo 3 > restored"'))
    begun = time.monotonic()
    done = shop.drill()
    assert done.returncode == 0, done.stdout + done.stderr
    assert time.monotonic() - begun < 15, "it waited for the sleeper"
    assert "still runs and holds its output" in shop.log()


def test_a_gigabyte_of_output_in_little_memory(shop: Shop) -> None:
    shop.write(
        STEPS.replace('"echo 3 > restored"', '"echo begin; head -c 1000000000 /dev/zero; echo 3 > restored; echo end"')
    )
    process = shop.begun()
    most = 0
    while process.poll() is None:
        most = max(most, most_memory(process.pid))
        time.sleep(0.02)
    out, err = process.communicate()
    assert process.returncode == 0, out + err
    assert 0 < most < 200 * 2**20
    log = shop.log()
    assert len(log) < 2**20
    assert "[cut: 999,901,706 of 1,000,000,010 bytes are left out here]" in log
    assert "| begin" in log
    assert "end\n" in log


@pytest.mark.parametrize("value", ["hunter2-secret", "a b$c'd", "x", "Grüße-🔑", "first-line\nsecond-line"])
def test_a_password_is_never_shown(value: str, shop: Shop) -> None:
    show = 'echo "pw is $PW."; printf %s "$PW" | base64 -w0 >&2; echo; for i in 1 2; do printf %s "$PW"; done; exit 3'
    steps = STEPS.replace('run: "echo 3 > restored"', f"environment: [PW], run: {json.dumps(show)}")
    shop.write(steps)
    done = shop.drill(PW=value)
    assert done.returncode == 1, done.stderr
    everything = done.stdout + done.stderr + shop.text + shop.log()
    assert "[PW left out]" in shop.log()
    for form in (value, *value.split("\n")):
        if len(form) > 1:
            assert form not in everything
    assert f"pw is {value}" not in everything


def test_a_password_that_looks_like_one_is_left_out_too(shop: Shop) -> None:
    shop.write(
        STEPS.replace(
            '"echo 3 > restored"', '"echo 3 > restored; echo password=from-a-file; echo postgres://u:pw1234@db/x"'
        )
    )
    assert shop.drill().returncode == 0
    assert "from-a-file" not in shop.log()
    assert "pw1234" not in shop.log()


def test_only_named_variables_reach_a_command(shop: Shop) -> None:
    shop.write(
        STEPS.replace(
            'run: "echo 3 > restored"', 'environment: [GIVEN], run: "env | cut -d= -f1 | sort; echo 3 > restored"'
        )
    )
    done = shop.drill(GIVEN="something", HIDDEN="other")
    assert done.returncode == 0, done.stderr
    log = shop.log()
    assert "| GIVEN" in log
    assert "| POINT" in log
    assert "HIDDEN" not in log
    assert "| HOME" not in log
    missing = shop.drill()
    assert (missing.returncode, "not set: GIVEN" in missing.stderr) == (2, True)


def test_somebody_changes_the_plan_during_the_drill(shop: Shop, until: Until) -> None:
    shop.write(
        STEPS.replace('"echo 3 > restored"', '"touch here; while [ ! -e go ]; do sleep 0.05; done; echo 3 > restored"')
    )
    process = shop.begun()
    until((shop.folder / "here").exists)
    shop.file.write_text(shop.text + "\nactions: {buy: {title: Buy a disk}}\n")
    (shop.folder / "go").touch()
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, out + err
    assert "buy" in shop.plan.actions
    assert shop.only_drill().result == "passed"


def test_the_plan_is_broken_when_the_drill_ends(shop: Shop, until: Until) -> None:
    shop.write(
        STEPS.replace('"echo 3 > restored"', '"touch here; while [ ! -e go ]; do sleep 0.05; done; echo 3 > restored"')
    )
    whole = shop.text
    process = shop.begun()
    until((shop.folder / "here").exists)
    shop.file.write_text(whole + "\nactions: [")
    (shop.folder / "go").touch()
    _, err = process.communicate(timeout=60)
    assert (process.returncode, "not recorded" in err, "--end" in err) == (2, True, True), err
    shop.file.write_text(whole)
    assert shop.drill("--end").returncode == 0
    assert shop.only_drill().result == "passed"


def test_several_people_record_at_once(shop: Shop) -> None:
    books = ["restore-sales", *(f"book-{n}" for n in range(4))]
    text = shop.text
    body = text[text.index("  restore-sales:") :]
    for id_ in books[1:]:
        text += body.replace("restore-sales", id_).replace("restored", f"restored-{id_}")
    shop.file.write_text(text)
    for id_ in books[1:]:
        words = [*shop.words()[:4], "approve", id_, "--by", "ben", "--plan", str(shop.folder), "--yes"]
        assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    running = []
    for id_ in books:
        words = [
            w if w != "restore-sales" else id_
            for w in shop.words("--type", "system-restore", "--yes", "--answers", shop.answers)
        ]
        running.append(
            subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        )
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, out + err
    assert len(shop.plan.drills) == len(books)
    assert len(shop.plan.evidence) == len(books)
    assert len(list((shop.folder / "evidence").iterdir())) == len(books)


def test_a_record_waits_while_somebody_else_writes(shop: Shop, until: Until) -> None:
    with locked(str(shop.folder)):
        process = shop.begun()
        until(lambda: shop.journal.exists() and '"accepted"' in shop.journal.read_text())
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)
        assert "drills:" not in shop.text
    assert process.wait(30) == 0
    process.communicate()
    assert shop.only_drill().result == "passed"


def test_two_drills_of_one_runbook(shop: Shop, until: Until) -> None:
    shop.write(SLOW)
    process = shop.begun()
    pid(shop, until)
    second = shop.drill()
    assert (second.returncode, "is running already" in second.stderr) == (2, True)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)


FULL = """
set -e
mount -t tmpfs -o size=200k none "$1"
cp "$2" "$1/plan.yaml"
{fill}
cd "$1"
{program} || code=$?
echo "code $code"
ls -la "$1/evidence" 2>/dev/null | grep tmp && echo leftover
mount -o remount,size=4m none "$1"
{again}
echo "code again $?"
cp plan.yaml "$3"
"""


def full(shop: Shop, fill: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """A drill on a file system of 200 kB in a mount of its own; `fill` fills it."""
    disk, result = tmp_path / "disk", tmp_path / "result.yaml"
    disk.mkdir()
    words = shop.words("--type", "system-restore", "--yes", "--answers", shop.answers)
    resume = shop.words("--yes", "--answers", shop.answers, "--resume")
    program, again = (" ".join(f"'{w}'" for w in ws).replace(str(shop.folder), str(disk)) for ws in (words, resume))
    script = FULL.format(fill=fill, program=program, again=again)
    inside = ["unshare", "-rm", "bash", "-c", script, "bash", str(disk), str(shop.file), str(result)]
    return subprocess.run(inside, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=120)


@pytest.mark.parametrize("when", ["during", "at the end"])
@pytest.mark.usefixtures("can_mount")
def test_a_full_disk(when: str, shop: Shop, tmp_path: Path) -> None:
    if when == "during":  # the journal has no room for the output
        steps = STEPS.replace(
            '"echo 3 > restored"', '"echo 3 > restored; head -c 300000 /dev/zero > filler || true; seq 4000"'
        )
    else:  # there is room for the journal, and none for its log
        steps = STEPS.replace(
            "run: cat restored",
            'run: "seq 12000; test -e once || head -c 20000 /dev/zero > filler; touch once; echo 3"',
        )
    shop.write(steps)
    fill = "true" if when == "during" else 'head -c 20000 /dev/zero > "$1/more"'
    done = full(shop, fill, tmp_path)
    assert "code 2" in done.stdout, done.stdout + done.stderr
    assert "no space left" in done.stderr
    assert "Traceback" not in done.stderr
    assert "leftover" not in done.stdout
    if when == "during":
        assert "journal of the drill cannot be written" in done.stderr
    else:
        assert "over but not recorded" in done.stderr
    assert "code again 0" in done.stdout, done.stdout + done.stderr
    assert "result: passed" in (tmp_path / "result.yaml").read_text()


def typed(
    shop: Shop, *answers: tuple[str, str], words: tuple[str, ...] = ("--type", "system-restore")
) -> tuple[int, str]:
    """A run at a real terminal: each answer is typed when its question is on the screen."""
    return at_terminal(shop.interruptible(*words), *answers)


def test_a_person_at_a_terminal(shop: Shop) -> None:
    shop.write(
        "    steps:\n      - {id: freeze, do: Stop the tills, kind: freeze}\n"
        + STEPS.partition("\n")[2]
        .replace("check: {kind: row-count, expected: 3}", "expect: three")
        .replace("echo 3 > restored", "test -e key && echo 3 > restored")
    )
    code, screen = typed(
        shop,
        ("Type yes:", "yes\n"),
        ("done, skip or failed?", "done all four\n"),
        ("state of which moment", "\n"),
        ("again, end", "again\n"),
        ("again, end", "end\n"),
        ("what is done about it?", "Put the key back\n"),
        ("who does it?", "eve\n"),
        ("no role or person eve", "ben\n"),
        ("by when?", "2w\n"),
    )
    assert code == 1, screen
    assert "[1/4] freeze" in screen
    drill = shop.only_drill()
    (action,) = shop.plan.actions.values()
    assert (action.title, action.owner, action.due) == ("Put the key back", "people/ben", drill.occurred + TWO_WEEKS)
    assert [i.action for i in drill.issues] == [action.id, None, action.id]
    assert drill.result == "failed"
    assert "it was tried again" in " ".join(i.what for i in drill.issues)
    assert "done (said by a person): all four" in shop.log()


def test_a_person_who_judges_and_accepts(shop: Shop) -> None:
    shop.write(STEPS.replace("check: {kind: row-count, expected: 3}", "expect: three rows"))
    code, screen = typed(
        shop,
        ("Type yes:", "yes\n"),
        ("state of which moment", "\n"),
        ("should show: three rows", "done three, counted\n"),
        ("Who accepts", "nobody\n"),
        ("no person nobody", "ben\n"),
    )
    assert code == 0, screen
    drill = shop.only_drill()
    assert (drill.result, drill.verification.kind, drill.verification.found) == (
        "passed",
        "inspection",
        "three, counted",
    )
    assert drill.note == "Recorded by bcdr 0.1.0."


def test_ctrl_c_and_no_at_a_terminal(shop: Shop) -> None:
    before = shop.text
    code, screen = typed(shop, ("Type yes:", "no\n"))
    assert (code, "nothing was run" in screen) == (2, True)
    assert not shop.journal.exists()
    code, screen = typed(shop, ("Type yes:", "yes\n"), ("state of which moment", "\x03"))
    assert (code, "--resume" in screen) == (130, True), screen
    assert shop.text == before
    assert shop.journal.exists()
