"""A small document of ours, and ways to tamper with it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from pypdf import PdfWriter

from bcdr.render.enclosure import manifest
from bcdr.render.pdf import pdf
from bcdr.report.block import Column, Paragraph, Table
from bcdr.report.document import Attachment
from bcdr.report.manifest import NAME, Manifest, enclose
from bcdr.report.signoff import signatures
from bcdr.report.span import Span, cell
from tests.render.test_html import document

ROWS = Table(
    "Rows", (Column("N"), Column("Text")), tuple((cell(str(n), header=True), cell("text " * 9)) for n in range(90))
)
LINES = signatures("control", (("Managing director", "Anna Berg"), ("Officer", ""), ("Reader", "")))
PLAN = b"bcdr: 1\n"


@pytest.fixture(scope="session")
def made() -> bytes:
    """A document of several pages with a plan file and a manifest."""
    import hashlib

    said = Attachment("plan.yaml", "Plan", "Source", "application/yaml", PLAN)
    listed, attached = enclose([("plan.yaml", said)])
    digest = hashlib.sha256(f"{listed[0].sha256}  plan.yaml\n".encode()).hexdigest()
    found = Manifest("art32", "Title", date(2026, 11, 21), "bcdr 1", "x", digest, None, False, files=listed)
    names = {"Kind": "art32", "AsOf": "2026-11-21", "PlanDigest": digest, "Tool": "bcdr 1"}
    properties = tuple((n, v, "about") for n, v in names.items())
    whole = document(Paragraph((Span("Promised in 4 h"),)), LINES, ROWS)
    return pdf(replace(whole, attachments=(*attached, manifest(found)), properties=properties))


def saved(content: bytes, change: Callable[[pikepdf.Pdf], None] = lambda _: None, **options: object) -> bytes:
    """The file after somebody opened it, changed something, and saved it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as read:
        change(read)
        read.save(out, fix_metadata_version=False, **options)  # type: ignore[arg-type]
    return out.getvalue()


def appended(content: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    """The file with a part behind its end, in which something is another: what it begins with is untouched."""
    writer = PdfWriter(io.BytesIO(content), incremental=True)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(content)
    return out.getvalue()


def with_file(name: str, data: bytes) -> Callable[[pikepdf.Pdf], None]:
    """Put another content into an attached file, or attach it."""

    def change(read: pikepdf.Pdf) -> None:
        if name in read.attachments:
            read.attachments[name].obj.EF.F.write(data)
        else:
            read.attachments[name] = pikepdf.AttachedFileSpec(read, data, filename=name)

    return change


def with_manifest(**said: object) -> Callable[[pikepdf.Pdf], None]:
    """Put other words into the manifest."""

    def change(read: pikepdf.Pdf) -> None:
        data = json.loads(read.attachments[NAME].get_file().read_bytes()) | said
        with_file(NAME, json.dumps(data).encode())(read)

    return change
