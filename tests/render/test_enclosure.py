"""Attached files: media types, relationships and order in the PDF itself; digests as another program reads them."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf

from bcdr.render.enclosure import checksums
from bcdr.render.pdf import pdf
from bcdr.report.document import Attachment
from tests.render.test_html import document


def test_each_file_is_listed_once_with_what_it_is() -> None:
    files = (
        Attachment("plan.yaml", "The plan", "Source", "application/yaml", b"same"),
        Attachment("findings.json", "Findings", "Data", "application/json", b"same"),
        Attachment("evidence.sha256", "Digests", "Data", "text/plain", b""),
    )
    made = pdf(replace(document(), attachments=files, properties=(("PlanDigest", "abc", "Digest"),)))
    with pikepdf.open(io.BytesIO(made)) as read:
        entries = list(read.Root.AF)
        assert [str(e.UF) for e in entries] == ["evidence.sha256", "findings.json", "plan.yaml"]
        assert [str(e.AFRelationship) for e in entries] == ["/Data", "/Data", "/Source"]
        kinds = ["/text/plain", "/application/json", "/application/yaml"]
        assert [str(e.EF.F.Subtype) for e in entries] == kinds
        assert [str(n) for n in list(read.Root.Names.EmbeddedFiles.Names)[::2]] == [str(e.UF) for e in entries]
        assert {n: a.get_file().read_bytes() for n, a in read.attachments.items()} == {a.name: a.data for a in files}
        assert str(read.docinfo["/bcdr-PlanDigest"]) == "abc"
        with read.open_metadata() as said:
            assert said["{urn:bcdr:document:1#}PlanDigest"] == "abc"


def test_digests_are_read_by_sha256sum(tmp_path: Path) -> None:
    import hashlib

    names = ["log.txt", "odd \\ name", "two\nlines", "Grüße"]
    for name in names:
        (tmp_path / name).write_text(name)
    known = [(n, n, hashlib.sha256(n.encode()).hexdigest()) for n in names]
    listing = checksums([*known, ("gone", "gone", None)])
    assert listing.count(b"\n") == len(names)
    subprocess.run(["sha256sum", "--check", "--strict"], input=listing, cwd=tmp_path, check=True, capture_output=True)
