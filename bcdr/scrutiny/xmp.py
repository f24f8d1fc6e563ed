"""What the metadata of a PDF says, however a program wrote it down (ISO 16684-1), to tell a change from a save."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_OF_SAVING = frozenset(
    {
        "{http://ns.adobe.com/xap/1.0/}ModifyDate",
        "{http://ns.adobe.com/xap/1.0/}MetadataDate",
        "{http://ns.adobe.com/pdf/1.3/}Producer",
    }
)
"""The day and the program of the last save."""
_DESCRIPTION = f"{_RDF}Description"
_FORM = frozenset({f"{_RDF}about", f"{_RDF}parseType"})


def said(metadata: bytes) -> frozenset[tuple[str, tuple[str, ...]]] | None:
    """Each property with its values, but the day and program of the last save; None for what is no such metadata."""
    try:
        text = metadata.decode().strip("\ufeff\0 \r\n\t")
        if "<!" in text:
            return None
        tree = ET.fromstring(text)  # noqa: S314 - whatever has a "<!" in it, entities too, was refused
    except (ValueError, ET.ParseError):
        return None
    described = [one for child in tree for one in child]
    if [c.tag for c in tree] != [f"{_RDF}RDF"] or any(d.tag != _DESCRIPTION for d in described):
        return None
    if any(d.get(f"{_RDF}about") for d in described):  # of something else than this file
        return None
    return frozenset((name, values) for d in described for name, values in _properties(d) if name not in _OF_SAVING)


def _properties(described: ET.Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Simple ones may be written as attributes or as elements."""
    yield from ((name, (value,)) for name, value in described.items() if name not in _FORM)
    yield from ((child.tag, tuple(sorted(_values(child)))) for child in described)


def _values(element: ET.Element) -> Iterator[str]:
    for one in element.iter():
        yield from (value for name, value in one.items() if name not in _FORM)
        yield from (text.strip() for text in (one.text, one.tail) if text and text.strip())
