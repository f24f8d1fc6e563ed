"""Words on a page."""

from __future__ import annotations

from bcdr.report.span import NOT_PROVIDED, cell, pair


def test_a_gap_is_printed_and_never_blank() -> None:
    assert cell().lines[0][0].text == NOT_PROVIDED
    assert pair("Name", None, "")[1][0][0].text == NOT_PROVIDED
    assert cell(NOT_PROVIDED).lines[0][0].tone == pair("Name", NOT_PROVIDED)[1][0][0].tone == "muted"
