"""Words on a page."""

from __future__ import annotations

import pytest

from bcdr.report.span import NOT_PROVIDED, cell, coded, pair, plain


def test_a_gap_is_printed_and_never_blank() -> None:
    assert cell().lines[0][0].text == NOT_PROVIDED
    assert pair("Name", None, "")[1][0][0].text == NOT_PROVIDED
    assert cell(NOT_PROVIDED).lines[0][0].tone == pair("Name", NOT_PROVIDED)[1][0][0].tone == "muted"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", [], ""),
        ("no mark", [], "no mark"),
        ("fill in `rto` and `rpo`", ["rto", "rpo"], "fill in rto and rpo"),
        ("a lone ` stays", [], "a lone ` stays"),
    ],
)
def test_code_in_a_line_is_set_as_code_or_without_its_marks(text: str, code: list[str], said: str) -> None:
    assert [s.text for s in coded(text) if s.code] == code
    assert plain(text) == said
