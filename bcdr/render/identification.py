"""What a PDF says of itself beside PDF/A: that it is made for everybody, as PDF/UA-1, and which plan it shows.

WeasyPrint writes one standard into the metadata. The second one and our own properties are added here, with the
descriptions of their schemas that PDF/A asks for (ISO 19005-3, 6.6.2.3.3; ISO 14289-1, 5).
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

PREFIX = "bcdr"
NAMESPACE = "urn:bcdr:document:1#"
"""Of our own properties."""

_START = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    "<pdfaExtension:schemas><rdf:Bag>"
)
_CLOSE = "</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_UA_PART = ("part", "Integer", "Part of ISO 14289 that the file follows")
_END = b"</rdf:RDF>"


def identify(pdf: Any, properties: Iterable[tuple[str, str, str]] = ()) -> None:
    """Add PDF/UA-1 and properties (name, value, meaning) to the XMP of a file, a `pydyf.PDF`, before it is written."""
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    added = _added(tuple(properties)).encode()
    metadata.stream = [part.replace(_END, added + _END) for part in metadata.stream]


def _added(own: tuple[tuple[str, str, str], ...]) -> str:
    values = f'<rdf:Description xmlns:pdfuaid="{_UA}" rdf:about="" pdfuaid:part="1"/>'
    schemas = _schema(_UA, "pdfuaid", "PDF/UA identification", (_UA_PART,))
    if own:
        inner = "".join(f"<{PREFIX}:{n}>{escape(v, quote=False)}</{PREFIX}:{n}>" for n, v, _ in own)
        values += f'<rdf:Description xmlns:{PREFIX}="{NAMESPACE}" rdf:about="">{inner}</rdf:Description>'
        schemas += _schema(
            NAMESPACE, PREFIX, "Origin of the document", tuple((n, "Text", about) for n, _, about in own)
        )
    return values + _START + schemas + _CLOSE


def _schema(namespace: str, prefix: str, title: str, properties: tuple[tuple[str, str, str], ...]) -> str:
    described = "".join(
        '<rdf:li rdf:parseType="Resource">'
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{escape(about, quote=False)}</pdfaProperty:description>"
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{type_}</pdfaProperty:valueType>"
        "</rdf:li>"
        for name, type_, about in properties
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:schema>{title}</pdfaSchema:schema>"
        f"<pdfaSchema:property><rdf:Seq>{described}</rdf:Seq></pdfaSchema:property>"
        "</rdf:li>"
    )
