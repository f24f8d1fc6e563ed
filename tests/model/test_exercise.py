"""What each type of drill proves: the table of the field, type by type."""

from __future__ import annotations

from typing import get_args

import pytest

from bcdr.model.drill import DrillType
from bcdr.model.exercise import MEANINGS, RESTORES

TABLE = """
document-review     | talk    | no           | -           | -     | -   | -
walkthrough         | talk    | no           | -           | -     | -   | plays
tabletop            | talk    | no           | -           | -     | -   | decides plays
notification-test   | call    | no           | -           | -     | -   | calls plays
integrity-check     | check   | partly       | verified    | -     | -   | runs plays
item-restore        | check   | partly       | item        | -     | rpo | runs plays
system-restore      | restore | yes          | system      | part  | rpo | runs plays
functional-exercise | restore | yes          | application | whole | rpo | runs plays
parallel-test       | restore | yes          | application | whole | rpo | runs plays
failover            | switch  | availability | -           | whole | rpo | runs moves removes plays
full-scale          | restore | yes          | application | whole | rpo | runs moves removes calls decides plays
export-restore      | restore | yes          | system      | whole | rpo | runs plays
fault-injection     | switch  | partly       | -           | -     | -   | runs removes plays
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


def test_every_type_of_the_format_has_its_meaning() -> None:
    assert list(MEANINGS) == list(get_args(DrillType)) == [row[0] for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_type_means(row: list[str]) -> None:
    type_, form, article, rung, rto, rpo, flags = row
    found = MEANINGS[type_]
    said = (found.form, found.article, found.rung or "-", found.rto or "-", "rpo" if found.rpo else "-")
    assert said == (form, article, rung, rto, rpo)
    names = ("runs", "moves", "removes", "calls", "decides", "plays")
    assert [n for n in names if getattr(found, n)] == flags.replace("-", "").split()
    assert found.title
    assert found.proves
    assert found.lacks


def test_what_restores_and_what_recovers() -> None:
    assert tuple(t for t, m in MEANINGS.items() if m.restores) == RESTORES
    assert {t for t, m in MEANINGS.items() if m.recovers} == {*RESTORES, "failover"}
