"""A colour that a company may set its headings in."""

from __future__ import annotations

import pytest

from bcdr.errors import BcdrError
from bcdr.render.look import colour, contrast


@pytest.mark.parametrize(
    ("value", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#0000ff", 8.59)]
)
def test_contrast_with_white(value: str, ratio: float) -> None:
    assert round(contrast(value), 2) == ratio


@pytest.mark.parametrize(("said", "found"), [({}, ""), ({"brand": None}, ""), ({"brand": "#7a1f3d"}, "#7a1f3d")])
def test_a_colour(said: dict[str, object], found: str) -> None:
    assert colour(said) == found


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("red", "templates/theme.yaml: brand red is no colour of six digits"),
        ("#fff", "templates/theme.yaml: brand #fff is no colour of six digits"),
        (
            "#123456; } body { display: none",
            "templates/theme.yaml: brand #123456; } body { display: none is no colour of six digits",
        ),
        (["#123456"], "templates/theme.yaml: brand is no colour of six digits"),
        ("#ffcc00", "templates/theme.yaml: brand #ffcc00 cannot be read on white: its contrast is 1.5, 4.5 is needed"),
    ],
)
def test_what_is_no_colour_to_read(value: object, message: str) -> None:
    with pytest.raises(BcdrError) as caught:
        colour({"brand": value})
    assert caught.value.message == message
