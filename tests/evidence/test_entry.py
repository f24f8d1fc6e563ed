"""Values of another type than expected count as not said, never as zero."""

from __future__ import annotations

from typing import Any

import pytest

from bcdr.evidence.entry import amount, claim, inner, label, objects, remark, size_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, 0), (7, 7), (7.4, 7), ("812", 812), (-1, None), (True, None), (None, None), ("7 GB", None), ([], None),
     (float("inf"), None), (1e300, None), (10**19, None), ("9" * 40, None)],
)  # fmt: skip
def test_amount(value: Any, expected: int | None) -> None:
    assert amount({"n": value}, "n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("812", 812), ("1.5 GB", 1_500_000_000), ("1,5 GB", 1_500_000_000), ("2 GiB", 2 * 2**30), ("2 KB", 2000), ("3M", 3_000_000),
     ("1.234", None), ("1,234 MB", None), ("0", 0), ("much", None), ("", None), ("-5 GB", None), ("9999999 PB", None), ("5 iB", None)],
)  # fmt: skip
def test_sizes_as_text_are_read_or_left_unknown(text: str, expected: int | None) -> None:
    assert size_text(text) == expected


def test_the_rest() -> None:
    item = {"name": "sh\x1bop", "empty": "", "number": 101, "yes": True, "why": "password=x", "in": {"deep": {"n": 1}}}
    assert (label(item, "name"), label(item, "empty"), label(item, "number")) == ("sh\\x1bop", None, "101")
    assert (label(item, "yes"), label(item, "missing"), label(item, "in")) == (None, None, None)
    assert (claim(item, "yes"), claim(item, "number")) == (True, None)
    assert (remark(item, "why"), remark(item, "number")) == ("password=[left out]", None)
    assert (inner(item, "in", "deep"), inner(item, "in", "name", "x")) == ({"n": 1}, {})
    assert list(objects([1, {"a": 1}, None])) == [{"a": 1}]
    assert list(objects({"a": 1})) == []
