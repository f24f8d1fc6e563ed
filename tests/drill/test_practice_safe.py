"""A real restore: files out of a restic repository, compared by checksum and by number."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.drill.practice import Ground, Trial, skip_without

ANSWERS = """\
steps: {fetch: done, freeze: done, clone: done, verify: done the safe opens, resume: done}
point: as printed
accepted_by: anna-berg
"""


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    skip_without("restic")
    made = Ground(tmp_path_factory.mktemp("safe") / "ground", "safe")
    yield made
    made.remove()


@pytest.fixture
def trial(ground: Ground, tmp_path: Path) -> Trial:
    return Trial(ground, tmp_path)


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT+12"])
def test_the_newest_state_is_of_the_last_day_whatever_the_time_of_day(zone: str, tmp_path: Path) -> None:
    skip_without("restic")
    folder = tmp_path / "ground"
    assert Ground.script(folder, "safe", TZ=zone).returncode == 0
    words = ["bash", "-c", '. "$1"; restic snapshots --json', "bash", str(folder / "variables.sh")]
    shown = subprocess.run(words, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=True)
    assert Ground.script("--remove", folder).returncode == 0
    (state,) = json.loads(shown.stdout)
    age = datetime.now(UTC) - datetime.fromisoformat(state["time"])
    assert timedelta() < age < timedelta(days=1)


def files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_the_files_come_back_as_they_were(trial: Trial) -> None:
    done = trial.run("key-recovery", "system-restore", ANSWERS)
    assert done.returncode == 0, done.stdout + done.stderr
    assert files(trial.ground.scratch / "safe") == files(trial.source)
    drill = trial.drill()
    note = (trial.ground.folder / "safe-note").read_text().strip()
    assert (drill.verification.kind, drill.verification.expected, drill.verification.found) == ("checksum", note, note)
    assert "row-count: expected 13, found 13" in trial.log()
    assert 3600 < drill.measured.rpo.total_seconds() < 2 * 86400
    assert drill.measured.rto.total_seconds() >= 1
    assert (trial.ground.folder / "password").read_text().strip() not in trial.shown(done)
    for folder in (trial.ground.folder, trial.ground.scratch, trial.repository):
        assert str(folder) not in trial.shown(done)


def test_a_wrong_password(trial: Trial, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("guessed-at-night\n")
    trial.variables["RESTIC_PASSWORD_FILE"] = str(wrong)
    done = trial.run("key-recovery", "system-restore", ANSWERS)
    assert (done.returncode, "failed: recorded" in done.stdout) == (1, True), done.stdout + done.stderr
    assert trial.drill().result == "failed"
    assert trial.high()[0].startswith("step point ended with exit code")
    assert "wrong password" in trial.log()
    assert "guessed-at-night" not in trial.log()


def damage_a_pack(trial: Trial) -> None:
    packs = sorted((trial.repository / "data").rglob("*"), key=lambda f: f.stat().st_size)
    content = bytearray(packs[-1].read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(64)
    packs[-1].chmod(0o600)
    packs[-1].write_bytes(content)


def empty_the_repository(trial: Trial) -> None:
    shutil.rmtree(trial.repository)
    trial.repository.mkdir()


@pytest.mark.parametrize(
    ("damage", "step", "said"),
    [
        (damage_a_pack, "restore", "ciphertext verification failed"),
        (empty_the_repository, "point", "Is there a repository"),
    ],
)
def test_a_damaged_repository(damage: Callable[[Trial], None], step: str, said: str, trial: Trial) -> None:
    damage(trial)
    done = trial.run("key-recovery", "system-restore", ANSWERS)
    assert (done.returncode, "failed: recorded" in done.stdout) == (1, True), done.stdout + done.stderr
    assert trial.high()[0] == f"step {step} ended with exit code 1"
    assert "step same was not reached" in trial.high()
    assert said in trial.log()


def lose_a_file(trial: Trial) -> None:
    (trial.source / "recovery-codes/7.gpg").unlink()


def change_a_file(trial: Trial) -> None:
    (trial.source / "recovery-codes/7.gpg").write_bytes(b"x" * 4096)


def change_a_file_and_the_list(trial: Trial) -> None:
    file = trial.source / "SHA256SUMS"
    file.write_text("".join(line for line in file.read_text().splitlines(keepends=True) if "/7.gpg" not in line))
    lose_a_file(trial)


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lose_a_file, "step files: row-count: expected 13, found 12"),
        (change_a_file, "step same: exit-code: expected 0, found 1"),
        (change_a_file_and_the_list, "step list: checksum: expected"),
    ],
)
def test_what_the_copy_lacks_or_has_otherwise(damage: Callable[[Trial], None], why: str, trial: Trial) -> None:
    damage(trial)
    trial.copy_again()
    answers = ANSWERS.replace("as printed", '"2026-11-20T21:01:00+01:00"')
    done = trial.run("key-recovery", "system-restore", answers)
    assert done.returncode == 1, done.stdout + done.stderr
    assert trial.drill().result != "passed"
    assert trial.high()[0].startswith(why)
