"""Names of rules and families."""

from __future__ import annotations

import pytest

from bcdr.cli.choice import names_in, nearest
from bcdr.errors import BcdrError


@pytest.mark.parametrize(
    ("written", "names"),
    [((), ()), (("drills, people", "unbacked-datastore,"), ("drills", "people", "unbacked-datastore"))],
)
def test_names_in(written: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert names_in(written) == names


def test_a_name_that_is_neither_rule_nor_family() -> None:
    with pytest.raises(BcdrError, match="there is no rule or family called dril"):
        names_in(("drills,dril",))
    assert nearest("dril") == "did you mean drills?"
