"""Counting copies as 3-2-1 does."""

from __future__ import annotations

from itertools import permutations

import pytest

from bcdr.analysis.place import Labels
from bcdr.analysis.redundancy import Redundancy, for_small, redundancy
from bcdr.model.datastore import Copy

DC = Labels(storage="disk", site="dc", provider="host", account="prod")
VAULT = Labels(storage="bucket", site="far", provider="vault", account="backup")
DRAWER = Labels(site="home", offline=True)
DUMP = Copy(kind="dump")


@pytest.mark.parametrize(
    ("backups", "counted"),
    [
        ([], (1, 1, 0)),
        ([(DUMP, DC)], (1, 1, 0)),
        ([(DUMP, VAULT)], (2, 2, 1)),
        ([(DUMP, VAULT), (DUMP, VAULT)], (2, 2, 2)),
        ([(DUMP, VAULT), (DUMP, DRAWER)], (3, 3, 2)),
        ([(Copy(kind="tape"), Labels(storage="lto", site="dc", provider="host", account="prod"))], (2, 2, 0)),
        ([(DUMP, Labels(storage="nas", site="dc", provider="host", account="prod"))], (2, 1, 0)),
        ([(DUMP, Labels())], (1, 1, 0)),
        ([(DUMP, Labels(provider="host"))], (1, 1, 0)),
    ],
)
def test_count(backups: list[tuple[Copy, Labels]], counted: tuple[int, int, int]) -> None:
    assert redundancy(DC, backups) == counted


VAGUE = Labels(provider="vault")
ONE = Labels(provider="vault", site="one")
TWO = Labels(provider="vault", site="two")


@pytest.mark.parametrize("places", list(permutations([VAGUE, ONE, TWO])))
def test_a_copy_of_which_little_is_known_hides_no_other(places: tuple[Labels, ...]) -> None:
    assert redundancy(DC, [(DUMP, place) for place in places]).copies == 3


def test_two_copies_can_be_of_two_kinds_where_nothing_is_known_of_the_data() -> None:
    backups = [(DUMP, Labels(provider="vault")), (DUMP, Labels(provider="host"))]
    assert redundancy(Labels(), backups).media == 2


def test_a_small_company_needs_one_copy_elsewhere() -> None:
    assert for_small(Redundancy(3, 2, 1)) == (2, 1, 1)
    assert for_small(Redundancy(3, 2, 0)) == (2, 1, 0)
