"""The two readers of a command line agree wherever the quick one dares to answer."""

from __future__ import annotations

from typing import Any

import pytest

from bcdr.cli import app, quick
from bcdr.cli.commands import COMMANDS

LINES = [
    ("lint", ""),
    ("lint", "plans/a"),
    ("lint", "plans/a plans/b --format json"),
    ("lint", "--format=json plans/a --select drills --select=backups,people"),
    ("lint", "--ignore drills plans/a --fail-on never --verbose --as-of 2026-01-01 --rev HEAD~3"),
    ("lint", "--format sarif --baseline known.json plans/a"),
    ("lint", "plans/a --write-baseline=known.json --format=markdown"),
    ("status", "plans/a --rev v2"),
    ("due", "--within 12w --overdue"),
    ("due", "--within="),
    ("explain", "restore-never-tested"),
    ("report art32", "-o out.pdf"),
    ("report art32", "--output=out.pdf --format html"),
    ("report plan", "plans/a --format html"),
    ("report period", "2026-01-01..2026-03-31 plans/a --rev HEAD"),
    ("report vendors", "plans/a --vendor nordhost -o sheet.pdf"),
    ("report art35", "plans/a --dpia crm --processing orders"),
    ("report art35", "--sign key.p12 plans/a --sign-field=owner --reason Approved --timestamp http://tsa.example"),
    ("init", "there --template solo --people 3 --organization Shop --owner Ada --country DE --no-input"),
    ("doctor", ""),
    ("schema", ""),
]

LEFT_TO_TYPER = [
    ("lint", "--help"),
    ("lint", "-h"),
    ("lint", "--formt json"),
    ("lint", "--format"),
    ("lint", "--format xml"),
    ("lint", "--baseline --format"),
    ("lint", "--as-of --format"),
    ("lint", "--verbose=yes"),
    ("lint", "-- -odd-name"),
    ("status", "plans/a plans/b"),
    ("report art32", "-o=out.pdf"),
    ("report art32", "-oout.pdf"),
    ("schema", "extra"),
]


@pytest.mark.parametrize(("command", "line"), LINES, ids=[" ".join(pair) for pair in LINES])
def test_both_readers_read_the_same(command: str, line: str) -> None:
    function = COMMANDS[command].load()
    quickly = quick.read(function, line.split())
    assert quickly is not None
    assert quickly == dict(app.read(function, line.split()))


@pytest.mark.parametrize(("command", "line"), LEFT_TO_TYPER, ids=[" ".join(pair) for pair in LEFT_TO_TYPER])
def test_what_is_unusual_is_left_to_typer(command: str, line: str) -> None:
    assert quick.read(COMMANDS[command].load(), line.split()) is None


def test_defaults_are_those_of_the_function() -> None:
    values: dict[str, Any] | None = quick.read(COMMANDS["due"].load(), [])
    assert values is not None
    assert values["format"] == "text"
