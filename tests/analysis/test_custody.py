"""How a copy has left the house."""

from __future__ import annotations

import pytest

from bcdr.analysis.custody import Away, away
from bcdr.analysis.place import Labels
from bcdr.model.datastore import Copy

OFFICE = Labels(site="office", provider="self")


@pytest.mark.parametrize(
    ("copy", "place", "how"),
    [
        (Copy(kind="dump"), OFFICE, None),
        (Copy(kind="dump", run_by="host"), OFFICE, Away.VENDOR),
        (Copy(kind="dump"), Labels(provider="host"), Away.VENDOR),
        (Copy(kind="tape"), OFFICE, Away.REMOVABLE),
        (Copy(kind="dump"), Labels(site="office", provider="self", offline=True), Away.REMOVABLE),
        (Copy(kind="dump"), Labels(site="home", provider="self"), Away.OFF_SITE),
        (Copy(kind="dump"), Labels(), None),
    ],
)
def test_away(copy: Copy, place: Labels, how: Away | None) -> None:
    assert away(copy, place, OFFICE) is how
