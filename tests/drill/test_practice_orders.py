"""A real restore: a PostgreSQL dump into a scratch server of its own, its rows counted and asked a question."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drill.practice import Ground, Trial, processes, skip_without

ANSWERS = """\
steps: {freeze: done the shop stays open, resume: done nothing to start}
"""


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    skip_without("restic", "postgresql")
    made = Ground(tmp_path_factory.mktemp("orders") / "ground", "orders")
    yield made
    made.remove()


@pytest.fixture
def trial(ground: Ground, tmp_path: Path) -> Trial:
    return Trial(ground, tmp_path)


def test_the_dump_comes_back_whole_and_nothing_is_left(trial: Trial) -> None:
    done = trial.run("restore-orders-dump", "integrity-check", ANSWERS)
    assert done.returncode == 0, done.stdout + done.stderr
    drill = trial.drill()
    assert (drill.result, drill.verification.kind, drill.verification.found) == ("passed", "row-count", "12000")
    assert "query: expected 0, found 0" in trial.log()
    assert list(trial.ground.scratch.iterdir()) == []
    assert [line for line in processes() if str(trial.ground.scratch) in line] == []
    for folder in (trial.ground.folder, trial.ground.scratch, trial.repository):
        assert str(folder) not in trial.shown(done)


CHANGES = {
    "lost orders": "delete from lines where orders > 11990; delete from orders where id > 11990",
    "lost lines": "delete from lines where orders = 11985",
}


@pytest.fixture(scope="module")
def dumps(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dumps as they would be if rows had been lost before: one change after the other, each dumped."""
    folder = tmp_path_factory.mktemp("dumps")
    script = """
    set -e
    [ ! -e "$SCRATCH/server/postmaster.pid" ] || pg_ctl --pgdata "$SCRATCH/server" --mode immediate --silent stop
    rm -rf "$SCRATCH/server"
    initdb --pgdata "$SCRATCH/server" --username scratch --auth trust --no-locale --no-sync >/dev/null
    pg_ctl --pgdata "$SCRATCH/server" --log "$SCRATCH/server.log" --silent --wait start \
        --options "-c fsync=off -c listen_addresses='' -c unix_socket_directories='$SCRATCH'"
    trap 'pg_ctl --pgdata "$SCRATCH/server" --mode immediate --silent stop; rm -r "$SCRATCH/server"*' EXIT
    export PGHOST=$SCRATCH PGUSER=scratch
    createdb shop
    pg_restore --dbname shop "$1"
    shift
    while [ $# -gt 0 ]; do
        psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --dbname shop --command "$2"
        pg_dump --format custom --file "$1" shop
        shift 2
    done
    """
    words = ["bash", "-c", script, "bash", str(ground.source / "orders.dump"), *(w for c in CHANGES.items() for w in c)]
    done = subprocess.run(words, cwd=folder, env=ground.variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    whole = (ground.source / "orders.dump").read_bytes()
    (folder / "cut").write_bytes(whole[: len(whole) * 2 // 3])
    return folder


@pytest.mark.parametrize(
    ("dump", "why"),
    [
        ("cut", "step restore ended with exit code 1"),
        ("lost orders", "step count: row-count: expected 12000, found 11990"),
        ("lost lines", "step sums: query: expected 0, found 1"),
    ],
)
def test_what_is_wrong_with_the_dump(dump: str, why: str, trial: Trial, dumps: Path) -> None:
    (trial.source / "orders.dump").write_bytes((dumps / dump).read_bytes())
    trial.copy_again()
    done = trial.run("restore-orders-dump", "integrity-check", ANSWERS)
    assert done.returncode == 1, done.stdout + done.stderr
    assert trial.drill().result != "passed"
    assert trial.high()[0] == why
