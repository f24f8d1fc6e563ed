"""A real restore that needs no tools: an SQLite database is copied online while it is written, and put back.

The same by sqlite3 itself, out of restic and by a shipped runbook, is in test_practice_tills.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.drill.conftest import Shop

BACKUP = "import sqlite3, sys; a, b = map(sqlite3.connect, sys.argv[1:]); a.backup(b); b.close()"
ROWS = "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone())"


def command(code: str, *words: str) -> str:
    return json.dumps(f"{sys.executable} -c '{code}' " + " ".join(f'"{w}"' for w in words))


def steps(kept: int) -> str:
    return f"""\
    steps:
      - id: point
        do: When the copy was made
        kind: choose-point
        run: date -Iseconds -r "$HOME_OF_DATA/copy.db"
        environment: [HOME_OF_DATA]
      - id: restore
        do: Put the copy back
        kind: restore
        run: {command(BACKUP, "$HOME_OF_DATA/copy.db", "$HOME_OF_DATA/back.db")}
        environment: [HOME_OF_DATA]
      - id: sound
        do: Check the integrity
        kind: verify
        run: {command(ROWS, "$HOME_OF_DATA/back.db", "pragma integrity_check")}
        environment: [HOME_OF_DATA]
        check: {{kind: query, expected: ok}}
      - id: count
        do: Count the sales
        kind: verify
        run: {command(ROWS, "$HOME_OF_DATA/back.db", "select count(*) from sales")}
        environment: [HOME_OF_DATA]
        check: {{kind: row-count, expected: {kept}}}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A database that was copied online in the middle of a transaction of somebody else."""
    home = tmp_path / "data"
    home.mkdir()
    with closing(sqlite3.connect(home / "live.db")) as live, closing(sqlite3.connect(home / "copy.db")) as copy:
        live.execute("pragma journal_mode=wal")
        live.execute("create table sales (id integer primary key, amount integer)")
        live.executemany("insert into sales (amount) values (?)", [(n,) for n in range(5000)])
        live.commit()
        live.execute("insert into sales (amount) values (0)")  # not committed: not in the copy
        with closing(sqlite3.connect(home / "live.db")) as other:
            other.backup(copy)
    return home


def test_an_online_copy_comes_back_whole(shop: Shop, data: Path) -> None:
    shop.write(steps(5000))
    done = shop.drill(HOME_OF_DATA=str(data))
    assert done.returncode == 0, done.stdout + done.stderr
    drill = shop.only_drill()
    assert (drill.result, drill.verification.kind, drill.verification.found) == ("passed", "row-count", "5000")
    assert str(data) not in shop.log()


def test_a_copy_that_lacks_rows_or_is_torn_is_no_success(shop: Shop, data: Path) -> None:
    shop.write(steps(5001))
    assert shop.drill(HOME_OF_DATA=str(data)).returncode == 1
    drill = shop.only_drill()
    assert (drill.result, drill.verification.expected, drill.verification.found) == ("partial", "5001", "5000")
    shop.write(steps(5000))
    copy = data / "copy.db"
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    (data / "back.db").unlink()
    done = shop.drill(HOME_OF_DATA=str(data))
    assert done.returncode == 1
    assert "failed: recorded" in done.stdout


def test_a_page_that_was_damaged_is_noticed_although_the_rows_can_be_counted(shop: Shop, data: Path) -> None:
    with closing(sqlite3.connect(data / "copy.db")) as copy:
        copy.execute("create index by_amount on sales (amount)")
        copy.commit()
        (page,) = copy.execute("select rootpage from sqlite_master where name = 'by_amount'").fetchone()
    shop.write(steps(5000))
    content = bytearray((data / "copy.db").read_bytes())
    content[page * 4096 - 64 : page * 4096 - 32] = bytes(32)
    (data / "copy.db").write_bytes(content)
    done = shop.drill(HOME_OF_DATA=str(data))
    assert done.returncode == 1
    drill = shop.only_drill()
    assert drill.result == "failed"
    assert drill.issues[0].what.startswith("step sound: query: expected ok, found")
