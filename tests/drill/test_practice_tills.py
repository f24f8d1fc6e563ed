"""A real restore: an SQLite file that was copied online, its integrity checked and its rows counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.drill.practice import Ground, Trial, skip_without

ANSWERS = """\
steps: {freeze: done, place: done, closing: done equal to the cent, resume: done}
point: as printed
accepted_by: felix-ott
"""


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    skip_without("restic", "sqlite3")
    made = Ground(tmp_path_factory.mktemp("tills") / "ground", "tills")
    yield made
    made.remove()


@pytest.fixture
def trial(ground: Ground, tmp_path: Path) -> Trial:
    return Trial(ground, tmp_path)


def test_the_file_comes_back_sound_and_whole(trial: Trial) -> None:
    done = trial.run("restore-tills", "system-restore", ANSWERS)
    assert done.returncode == 0, done.stdout + done.stderr
    drill = trial.drill()
    assert (drill.result, drill.verification.kind, drill.verification.found) == ("passed", "row-count", "20000")
    assert drill.measured.rto.total_seconds() >= 1
    assert "query: expected ok, found ok" in trial.log()
    for folder in (trial.ground.folder, trial.ground.scratch, trial.repository):
        assert str(folder) not in trial.shown(done)


def spoil_a_page(trial: Trial) -> None:
    file = trial.source / "till.db"
    content = bytearray(file.read_bytes())
    content[40 * 4096 : 41 * 4096] = b"\xa5" * 4096
    file.write_bytes(content)


def cut_it(trial: Trial) -> None:
    file = trial.source / "till.db"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def forget_sales(trial: Trial) -> None:
    with closing(sqlite3.connect(trial.source / "till.db")) as file:
        file.execute("delete from signatures where sale > 19990")
        file.execute("delete from sales where id > 19990")
        file.commit()


def orphan_a_signature(trial: Trial) -> None:
    with closing(sqlite3.connect(trial.source / "till.db")) as file:
        file.execute("delete from sales where id = 77")
        file.commit()


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (spoil_a_page, "step sound"),
        (cut_it, "step sound"),
        (orphan_a_signature, "step sound: query: expected ok, found ok signatures|77|sales|0"),
        (forget_sales, "step count: row-count: expected 20000, found 19990"),
    ],
)
def test_what_is_wrong_with_the_copy(damage: Callable[[Trial], None], why: str, trial: Trial) -> None:
    damage(trial)
    trial.copy_again()
    done = trial.run("restore-tills", "system-restore", ANSWERS.replace("as printed", '"2026-11-20T21:09:00Z"'))
    assert done.returncode == 1, done.stdout + done.stderr
    assert trial.drill().result != "passed"
    assert trial.high()[0].startswith(why)
