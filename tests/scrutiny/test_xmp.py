"""Metadata compared by what it says, however a program writes it down."""

from __future__ import annotations

import pytest

from bcdr.scrutiny.xmp import said

HEAD = (
    '<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
)
TAIL = "</rdf:RDF></x:xmpmeta>"
ELEMENTS = (
    '<rdf:Description rdf:about=""><xmp:CreatorTool>bcdr</xmp:CreatorTool></rdf:Description>'
    '<rdf:Description rdf:about=""><dc:title><rdf:Alt><rdf:li>Plan</rdf:li></rdf:Alt></dc:title></rdf:Description>'
)


def packet(inside: str) -> bytes:
    return f"{HEAD}{inside}{TAIL}".encode()


@pytest.mark.parametrize(
    "other",
    [
        ELEMENTS.replace("><xmp:CreatorTool>bcdr</xmp:CreatorTool></rdf:Description>", ' xmp:CreatorTool="bcdr"/>'),
        ELEMENTS.replace('<rdf:Description rdf:about=""><dc', '<rdf:Description rdf:about="" pdf:Producer="P"><dc'),
        ELEMENTS.replace("<xmp:C", "<xmp:ModifyDate>2026-11-22</xmp:ModifyDate><xmp:C"),
        ELEMENTS.replace("<xmp:C", "<xmp:MetadataDate>2026-11-22</xmp:MetadataDate><xmp:C"),
        ELEMENTS.replace("<rdf:li>Plan</rdf:li>", "\n  <rdf:li> Plan </rdf:li>\n"),
        ELEMENTS.replace("<dc:title>", '<dc:title rdf:parseType="Resource">'),
    ],
    ids=["attribute", "producer", "day", "day of the metadata", "white space", "form"],
)
def test_written_otherwise_it_says_the_same(other: str) -> None:
    assert other != ELEMENTS
    assert said(packet(other)) == said(packet(ELEMENTS)) != frozenset()


@pytest.mark.parametrize(
    "other",
    [
        ELEMENTS.replace("Plan", "Another"),
        ELEMENTS.replace(">bcdr<", ">another<"),
        ELEMENTS.replace("<rdf:li>Plan</rdf:li>", "<rdf:li>Plan</rdf:li><rdf:li>Two</rdf:li>"),
        ELEMENTS.replace("dc:title", "dc:subject"),
        ELEMENTS.replace("<rdf:li>Plan", '<rdf:li xml:lang="fr">Plan'),
        ELEMENTS + '<rdf:Description rdf:about="" xmp:Label="draft"/>',
    ],
)
def test_another_word_is_another_thing_said(other: str) -> None:
    assert said(packet(other)) not in (None, said(packet(ELEMENTS)))


@pytest.mark.parametrize(
    "found",
    [
        b"",
        b"\xff\xfe<",
        b"<x/>",
        packet(ELEMENTS).replace(b"rdf:RDF", b"rdf:Bag"),
        packet(ELEMENTS + "<rdf:li>more</rdf:li>"),
        packet(ELEMENTS.replace('about=""', 'about="other.pdf"', 1)),
        packet(ELEMENTS).replace(b"?><x:", b"?><!DOCTYPE x [<!ENTITY a 'Plan'>]><x:"),
    ],
)
def test_what_is_no_metadata_of_a_file_says_nothing(found: bytes) -> None:
    assert said(found) is None
