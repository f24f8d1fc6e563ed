"""What survives when the most critical services go down."""

from __future__ import annotations

import pytest

from bcdr.analysis.blast import is_outside
from bcdr.analysis.place import Labels

HOME = Labels(storage="disk", site="dc", provider="host", account="prod", admin="sso")


@pytest.mark.parametrize(
    ("place", "outside"),
    [
        (Labels(site="home", offline=True), True),
        (Labels(site="dc", offline=True), False),
        (Labels(site="other", storage="disk"), False),
        (Labels(site="other", provider="host", account="prod"), False),
        (Labels(site="other", provider="host"), False),
        (Labels(site="other", provider="host", account="backup"), True),
        (Labels(site="other", provider="host", account="prod", offline=True), True),
        (Labels(site="other", provider="self", admin="sso"), False),
        (Labels(provider="vault"), True),
        (Labels(), False),
        (Labels(account="x"), False),
    ],
)
def test_place(place: Labels, outside: bool) -> None:
    assert is_outside(place, [HOME]) is outside


def test_everything_is_outside_of_nothing() -> None:
    assert is_outside(HOME, [])


def test_own_places_share_no_provider() -> None:
    assert is_outside(Labels(site="a", provider="self"), [Labels(site="b", provider="self")])
