"""`bcdr drill record` as a real program: told by options, asked at a terminal, by two at once, by somebody hostile."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bcdr.source.lock import locked
from tests.drill.conftest import Shop
from tests.drill.screen import at_terminal
from tests.drill.test_byhand import PLAN

Until = Callable[[Callable[[], object]], None]
SET = (
    "--set", "type=system-restore", "--set", "occurred=2026-11-20", "--set", "result=passed", "--set", "led_by=ada",
)  # fmt: skip


def words(shop: Shop, *more: str | Path) -> list[str]:
    return [sys.executable, "-m", "bcdr", "drill", "record", "--plan", str(shop.folder), *map(str, more)]


def told(shop: Shop, *more: str | Path) -> subprocess.CompletedProcess[str]:
    """Recorded without a terminal."""
    return subprocess.run(
        words(shop, *more), capture_output=True, text=True, check=False, timeout=120, stdin=subprocess.DEVNULL,
        env=shop.environment(BCDR_AS_OF="2026-11-21"),
    )  # fmt: skip


def asked(shop: Shop, *answers: tuple[str, str], more: tuple[str, ...] = ()) -> tuple[int, str]:
    """Recorded by somebody at a terminal."""
    return at_terminal(["env", "--default-signal=INT", "BCDR_AS_OF=2026-11-21", *words(shop, *more)], *answers)


@pytest.fixture
def shop(shop: Shop) -> Shop:
    shop.file.write_text(PLAN, encoding="utf-8")
    return shop


def test_what_is_set_is_written(shop: Shop, tmp_path: Path) -> None:
    minutes = tmp_path / "Minutes of the drill.txt"
    minutes.write_text("it went well")
    clock = ("--set", "timeline.lost=09:00", "--set", "timeline.accepted=10:30")
    check = (
        "--set",
        "verification.kind=row-count",
        "--set",
        "verification.expected=3",
        "--set",
        "verification.found=3",
    )
    done = told(shop, "restore-sales", *SET, *clock, *check, "--evidence", minutes, "--proves", "faster")
    assert done.returncode == 0, done.stdout + done.stderr
    drill = shop.plan.drills["2026-11-20-restore-sales"]
    assert (drill.result, drill.evidence) == ("passed", ("minutes-of-the-drill",))
    assert (shop.folder / "evidence/minutes-of-the-drill.txt").read_text() == "it went well"
    assert shop.plan.actions["faster"].proof == drill.id
    checked = subprocess.run(
        [sys.executable, "-m", "bcdr", "lint", str(shop.folder), "--select", "drills,integrity", "--format", "concise"],
        capture_output=True, text=True, check=False, env=shop.environment(BCDR_AS_OF="2026-11-21"),
    )  # fmt: skip
    assert drill.id not in checked.stdout, checked.stdout


@pytest.mark.parametrize(("result", "code"), [("passed", 0), ("partial", 1), ("failed", 1), ("unknown", 1)])
def test_the_code_is_that_of_a_drill_that_ran(shop: Shop, result: str, code: int) -> None:
    done = told(
        shop, "winter", "--set", "occurred=2026-11-20", "--set", f"result={result}", "--set", "participants=ben"
    )
    assert done.returncode == code, done.stderr
    assert len(shop.plan.drills) == 3
    assert f"{'result ' if result == 'unknown' else ''}{result}: recorded as drills/winter" in done.stdout


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ((), "type is not said; covers is not said; occurred is not said; result is not said"),
        (("winter",), "occurred is not said; result is not said"),
        (("winter", "--set", "occurred=2026-11-31", "--set", "led_by=eve"), "result is not said; occurred: expected"),
        (("sprnig",), "no drill and no runbook sprnig"),
        (("winter", "--evidence", "/nowhere/log"), "cannot be read"),
        (("winter", "--proves", "nothing"), "no action nothing"),
        (("winter", "--action-owner", "eve"), "no role or person eve"),
        (("winter", "--set", "measured"), "--set says no value"),
        (("talk", *SET[2:], "--set", "measured.rto=1h"), "tabletop proves decisions"),
        (("--set", "covers=datastores/sales", *SET), "drills/winter is planned and of the same kind"),
    ],
)
def test_what_is_refused_writes_nothing(shop: Shop, more: tuple[str, ...], message: str) -> None:
    done = told(shop, *more)
    assert (done.returncode, message in done.stderr) == (2, True), done.stderr
    assert "Traceback" not in done.stderr
    assert shop.text == PLAN
    assert not (shop.folder / "evidence").exists()


def test_a_diff_writes_nothing(shop: Shop, tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.write_text("x")
    done = told(shop, "winter", *SET[2:], "--evidence", log, "--diff")
    assert done.returncode == 0, done.stderr
    assert "+    result: passed" in done.stdout
    assert "-    result: unknown  # TODO" in done.stdout
    assert "would be written" in done.stderr
    assert shop.text == PLAN
    assert not (shop.folder / "evidence").exists()


def test_at_a_terminal_everything_is_asked(shop: Shop, tmp_path: Path) -> None:
    log = tmp_path / "drill.log"
    log.write_text("restored")
    code, screen = asked(
        shop,
        ("Was it one of these?", "sprng\n"),
        ("sprng is none of winter", "\n"),
        ("Which runbook was carried out", "sales\n"),
        ("What kind of drill was it?", "restore\n"),
        ("did you mean", "system-restore\n"),
        ("Was it that one?", "no\n"),
        ("Which day was it?", "tomorrow\n"),
        ("expected a date", "2026-11-22\n"),
        ("in the future", "today\n"),
        ("Which scenario", "\n"),
        ("Who led it?", "eve\n"),
        ("nothing called eve", "ada\n"),
        ("Who took part?", "ada, ben\n"),
        ("Did people know before?", "no\n"),
        ("lost?", "09:00\n"),
        ("notice?", "08:00\n"),
        ("detected (08:00) is before lost", "09:05\n"),
        ("activated?", "unknown\n"),
        ("begin?", "\n"),
        ("data back?", "10:00\n"),
        ("checked?", "\n"),
        ("take it back?", "10:30\n"),
        ("Which copy", "sales/nightly\n"),
        ("which moment", "2026-11-21T02:00:00+01:00\n"),
        ("Where was it", "bench\n"),
        ("How was it checked?", "row-count\n"),
        ("should have been", "3\n"),
        ("What was there?", "3\n"),
        ("the result?", "passed\n"),
        ("What went wrong?", "The key was not in the envelope\n"),
        ("How bad", "bad\n"),
        ("none of high", "high\n"),
        ("What went wrong?", "\n"),
        ("What was learned?", "Look into the envelope: every year # really\n"),
        ("Which file", "/nowhere\n"),
        ("cannot be read", f"{log}\n"),
        ("Which file", "\n"),
        ("what is done about it?", "Put it back\n"),
        ("who does it?", "ben\n"),
        ("by when?", "\n"),
        ("(actions/faster, after drills/spring)?", "yes\n"),
        ("(actions/typo, after drills/spring)?", "no\n"),
        ("Write it?", "yes\n"),
    )
    assert code == 0, screen
    assert "measured.rto: 1h30m, by the clock" in screen
    drill = shop.plan.drills["2026-11-21-sales"]
    assert (drill.result, drill.announced, drill.participants) == ("passed", False, ("ada", "ben"))
    assert (drill.measured.rto.total_seconds(), drill.measured.rpo.total_seconds()) == (5400, 7 * 3600 + 0)
    assert drill.lessons == "Look into the envelope: every year # really"
    assert drill.evidence == ("drill",)
    action = shop.plan.actions[drill.issues[0].action or ""]
    assert (action.title, action.owner, str(action.due)) == ("Put it back", "people/ben", "2026-12-05")
    assert shop.plan.actions["faster"].proof == drill.id
    assert shop.plan.actions["typo"].status == "open"


def test_a_planned_drill_is_told_with_enter_alone(shop: Shop) -> None:
    code, screen = asked(
        shop,
        ("Was it one of these?", "winter\n"),
        ("Which day", "\n"),
        ("Which scenario", "\n"),
        ("Who led it?", "\n"),
        ("Who took part?", "\n"),
        ("Did people know", "\n"),
        ("lost?", "\n"),
        ("notice?", "\n"),
        ("activated?", "\n"),
        ("begin?", "\n"),
        ("data back?", "\n"),
        ("checked?", "\n"),
        ("take it back?", "\n"),
        ("Which copy", "\n"),
        ("which moment", "\n"),
        ("Where was it", "\n"),
        ("How was it checked?", "\n"),
        ("the result?", "\n"),
        ("How long", "\n"),
        ("How old", "\n"),
        ("What went wrong?", "\n"),
        ("What was learned?", "\n"),
        ("Which file", "\n"),
        ("Write it?", "yes\n"),
    )
    assert code == 1, screen
    said = " ".join(screen.split())
    assert "[ada, as planned]" in said
    assert "occurred and result not known: it counts as done only when that is written" in said
    drill = shop.plan.drills["winter"]
    assert (drill.occurred, drill.result, drill.led_by, drill.timeline, drill.measured) == (
        None,
        None,
        "ada",
        None,
        None,
    )


def test_a_tabletop_asks_for_no_times_and_options_are_not_asked_again(shop: Shop) -> None:
    code, screen = asked(
        shop,
        ("Which day", "2026-11-20\n"),
        ("Did people know", "\n"),
        ("the result?", "passed\n"),
        ("What went wrong?", "\n"),
        ("What was learned?", "\n"),
        ("Which file", "\n"),
        ("Write it?", "yes\n"),
        more=("talk", "--set", "led_by=ada", "--set", "participants=ada,ben", "--set", "scenario=unknown"),
    )
    assert code == 0, screen
    for word in ("lost?", "Which copy", "How long", "How was it checked", "Who led it"):
        assert word not in screen


@pytest.mark.parametrize("question", ["Was it one of these?", "Which day", "What went wrong?", "Write it?"])
@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 2)], ids=["ctrl-c", "ctrl-d"])
def test_leaving_at_any_question_writes_nothing(shop: Shop, question: str, key: str, code: int) -> None:
    answers = [
        ("Was it one of these?", "\n"),
        ("Which runbook", "till\n"),
        ("What kind", "walkthrough\n"),
        ("Which day", "2026-11-20\n"),
        ("Which scenario", "\n"),
        ("Who led it?", "\n"),
        ("Who took part?", "\n"),
        ("Did people know", "\n"),
        ("the result?", "passed\n"),
        ("What went wrong?", "\n"),
        ("What was learned?", "\n"),
        ("Which file", "\n"),
        ("Write it?", "yes\n"),
    ]
    number = [ask for ask, _ in answers].index(question)
    found, screen = asked(shop, *answers[:number], (question, key))
    assert found == code, screen
    assert "Traceback" not in screen
    assert shop.text == PLAN


def test_no_is_no(shop: Shop) -> None:
    sets = (*SET[2:], "--set", "participants=ada", "--set", "announced=yes", "--set", "scenario=unknown")
    found, screen = asked(
        shop,
        ("What went wrong?", "\n"),
        ("What was learned?", "\n"),
        ("Which file", "\n"),
        ("Write it?", "no\n"),
        more=("talk", *sets),
    )
    assert (found, "nothing was written" in screen) == (2, True), screen
    assert shop.text == PLAN


HOSTILE = {
    "syntax": "}: [a, &b *b !!x] | > % @ ` # -",
    "quotes": '"it\'s" \\x41 \\n',
    "bidi": "safe\u202egnp.exe \u200f\u2066x\u2069",
    "lines": "one\n two\r\n---\n...\nthree\tfour",
    "words": "yes",
    "unlike": "0x1F 1e3 null ~",
    "letters": "Zoë 锁 🔑 \u00a0\u2028x",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_only_text(shop: Shop, text: str) -> None:
    done = told(
        shop, "winter", *SET[2:], "--set", f"lessons={text}", "--set", f"issues=high: {text}", "--set", f"title={text}"
    )
    assert done.returncode == 0, done.stderr
    drill = shop.plan.drills["winter"]
    assert drill.lessons == text.strip()
    assert drill.issues[0].what == text.strip()
    assert "\u202e" not in done.stdout + done.stderr
    assert "\u202e" not in shop.text


@pytest.mark.parametrize(("text", "message"), [("\x1b[2Jx", "not text"), ("x" * 100_000, "has 100,000 letters")])
def test_what_is_no_text_or_too_much_is_refused(shop: Shop, text: str, message: str) -> None:
    done = told(shop, "winter", *SET[2:], "--set", f"lessons={text}")
    assert (done.returncode, message in done.stderr) == (2, True), done.stderr[:300]
    assert len(done.stderr) < 400
    assert shop.text == PLAN


def test_a_terminal_shows_no_text_that_it_would_obey(shop: Shop) -> None:
    code, screen = asked(
        shop,
        ("Which day", "2026-11-20\u202e\n"),
        ("expected a date", "2026-11-20\n"),
        ("Who took part?", "\n"),
        ("Did people know", "\n"),
        ("the result?", "failed\n"),
        ("What went wrong?", "\u202egnp.exe: {x}\n"),
        ("How bad", "\n"),
        ("What went wrong?", "\x16\x1b[31mred\n"),
        ("How bad", "\n"),
        ("What went wrong?", "\n"),
        ("What was learned?", "\n"),
        ("Which file", "\n"),
        ("what is done about it?", "\n"),
        ("who does it?", "-\n"),
        ("by when?", "\n"),
        ("what is done about it?", "\n"),
        ("who does it?", "-\n"),
        ("by when?", "\n"),
        ("Write it?", "yes\n"),
        more=("talk", "--set", "led_by=ada", "--set", "scenario=unknown"),
    )
    assert code == 1, screen
    assert "\x1b[31m" not in screen
    for echo in ("2026-11-20\u202e", "\u202egnp.exe: {x}"):
        screen = screen.replace(echo, "", 1)  # typed letters are shown by the terminal itself
    assert "\u202e" not in screen
    drill = shop.plan.drills["2026-11-20-restore-sales"]
    assert [i.what for i in drill.issues] == ["\u202egnp.exe: {x}", "red"]


def waiting(*processes: subprocess.Popen[str]) -> bool:
    """All of them want to write, and wait for somebody else who does."""
    rows = [line.split() for line in Path("/proc/locks").read_text().splitlines() if "->" in line]
    return {str(p.pid) for p in processes} <= {word for row in rows for word in row}


def begun(shop: Shop, *more: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        words(shop, *more), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=shop.environment(BCDR_AS_OF="2026-11-21"),
    )  # fmt: skip


def test_several_people_record_at_once(shop: Shop, tmp_path: Path, until: Until) -> None:
    logs = [tmp_path / str(n) / "log.txt" for n in range(4)]
    for n, log in enumerate(logs):
        log.parent.mkdir()
        log.write_text(f"log {n}")
    with locked(str(shop.folder)):  # all have read the plan before one of them writes
        running = [
            begun(shop, name, *sets, "--set", "issues=high: no key", "--evidence", log)
            for name, sets, log in zip(
                ("winter", "talk", "restore-sales", "restore-sales"), (SET[2:], SET[2:], SET, SET), logs, strict=True
            )
        ]
        until(lambda: waiting(*running))
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, out + err
    plan = shop.plan
    assert set(plan.drills) == {
        "spring", "winter", "talk", *(f"2026-11-20-restore-sales{n}" for n in ("", "-2", "-3"))
    }  # fmt: skip
    assert len(plan.evidence) == 5
    assert len({d.evidence for d in plan.drills.values() if d.evidence}) == 4
    assert {i.action for d in plan.drills.values() for i in d.issues} <= set(plan.actions)
    for one in plan.evidence.values():
        assert one.file is None or (shop.folder / one.file).exists()


def test_two_people_record_the_same_planned_drill(shop: Shop, until: Until) -> None:
    with locked(str(shop.folder)):
        running = [begun(shop, "winter", *SET[2:]) for _ in range(2)]
        until(lambda: waiting(*running))
    ends = [(*process.communicate(timeout=120), process.returncode) for process in running]
    assert sorted(code for *_, code in ends) == [0, 2], ends
    assert "took place on 2026-11-20 already" in "".join(err for _, err, _ in ends)
    assert len(shop.plan.drills) == 3
