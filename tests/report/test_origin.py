"""How a document was made: limits of the method, the cut-off, and the digests that let a reader make it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bcdr.audit import Audit
from bcdr.report.block import Items, Pairs, Paragraph, Table
from bcdr.report.origin import files as files_of
from bcdr.report.origin import origin
from bcdr.report.provenance import Provenance


def test_limits_cut_off_and_digests_are_there(of_text: Callable[[str], Audit], provenance: Provenance) -> None:
    limits, source, note, files = origin(of_text("people: {}"), provenance, "Nobody was asked.").blocks
    assert isinstance(limits, Items)
    assert limits.lines[-1][0].text == "Nobody was asked."
    assert isinstance(source, Pairs)
    assert [(name, lines[0][0].text) for name, lines in source.rows] == [
        ("Data cut-off", "2026-11-21 (end of day, UTC)"),
        ("Source", "revision 0123456789ab"),
        ("Plan digest (SHA-256 over all files)", "ab" * 32),
        ("Prepared with", "bcdr 0.0"),
    ]
    assert isinstance(files, Table)
    assert [[" ".join(line[0].text for line in c.lines) for c in row] for row in files.rows] == [
        ["plan.yaml File of the plan", "2 kB", "cd" * 32],
        ["more/shop.yaml File of the plan, attached as more--shop.yaml", "3 B", "cd" * 32],
        ["big.yaml File of the plan; not attached: too large", "5 MB", "cd" * 32],
        ["findings.json All findings", "9 B", "cd" * 32],
    ]
    assert isinstance(note, Paragraph)
    assert "bcdr-manifest.json" in "".join(s.text for s in note.spans)


def test_an_edition_without_files_says_so(provenance: Provenance) -> None:
    [said] = files_of(replace(provenance, attached=()))
    assert isinstance(said, Paragraph)
    assert "No file of the plan is attached" in said.spans[0].text
