"""The glossary explains each term once, and every document asks for terms that it has."""

from __future__ import annotations

import pytest

from bcdr.report.art30.document import TERMS as ART30
from bcdr.report.block import Table
from bcdr.report.breach.document import TERMS as BREACH
from bcdr.report.glossary import GLOSSARY, glossary
from bcdr.report.vendors.document import TERMS as VENDORS


def terms(*wanted: str) -> list[str]:
    table = glossary(*wanted).blocks[0]
    assert isinstance(table, Table)
    return [row[0].lines[0][0].text for row in table.rows]


def test_each_term_is_explained_once_in_a_sentence() -> None:
    assert len(dict(GLOSSARY)) == len(GLOSSARY)
    assert [term for term, meaning in GLOSSARY if not meaning.endswith(".")] == []


def test_all_of_them_unless_some_are_named() -> None:
    assert terms() == [term for term, _ in GLOSSARY]
    assert terms("RTO", "Backup") == ["RTO", "Backup"]


@pytest.mark.parametrize("wanted", [ART30, BREACH, VENDORS])
def test_what_a_document_names_is_explained(wanted: tuple[str, ...]) -> None:
    assert terms(*wanted) == list(wanted)


def test_a_term_that_nobody_explained_is_no_term() -> None:
    with pytest.raises(KeyError):
        glossary("Wizardry")
