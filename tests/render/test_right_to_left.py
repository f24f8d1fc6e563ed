"""Names that run from right to left are whole words in drawings, too."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from bcdr.render.pdf import pdf
from bcdr.render.right_to_left import runs_right_to_left
from bcdr.report.block import Figure

from .test_html import document


@pytest.mark.parametrize(
    ("text", "runs"),
    [("Online shop", False), ("Bäckerei – 12", False), ("متجر", True), ("a חנות b", True), ("١٢", False), ("", False)],
)
def test_letters_that_run_from_right_to_left(text: str, runs: bool) -> None:
    assert runs_right_to_left(text) is runs


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
@pytest.mark.parametrize("word", ["متجر", "חנות"])
def test_a_word_is_set_as_one_piece_with_the_words_beside_it(word: str, anchor: str) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60"><title>t</title>'
        f'<text x="90" y="20" text-anchor="{anchor}">one {word} two</text><text x="9" y="40">after it</text></svg>'
    )
    shown = PdfReader(BytesIO(pdf(document(Figure("f", "F", "about", svg))))).pages[2]
    operators = shown.get_contents().operations  # type: ignore[union-attr]
    pieces = sum(operator in {b"TJ", b"Tj"} for _, operator in operators)
    assert word in shown.extract_text()
    assert "after it" in shown.extract_text().replace("\n", "")
    assert pieces < 60
