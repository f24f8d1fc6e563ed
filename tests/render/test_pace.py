"""What makes WeasyPrint slow stays out of the style of documents; bench/pages.py shows what each costs.

Flex and grid boxes are laid out several times, most of all in columns. A table whose columns follow from its content
measures every word of every cell before it is drawn.
"""

from __future__ import annotations

import re

from bcdr.render.html import html

from .test_html import document


def style() -> str:
    found = re.search(r"<style>(.*?)</style>", html(document()), re.DOTALL)
    assert found is not None
    return re.sub(r"@media screen[^{]*\{(?:[^{}]|\{[^{}]*\})*\}", "", found[1])  # which paper never sees


def test_no_flex_and_no_grid() -> None:
    assert not re.findall(r"display:\s*(?:inline-)?(?:flex|grid)", style())


def test_every_table_has_columns_that_do_not_follow_from_its_words() -> None:
    assert re.search(r"^table \{[^}]*table-layout: fixed", style(), re.MULTILINE)
    assert set(re.findall(r"table-layout: (\w+)", style())) == {"fixed"}


def test_fonts_are_of_a_kind_that_is_unpacked_fast() -> None:
    assert set(re.findall(r'url\("[^"]*\.(\w+)"\)', style())) == {"woff"}
