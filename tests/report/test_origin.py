"""How a document was made: limits of the method, the cut-off, and the digests that let a reader make it again."""

from __future__ import annotations

from collections.abc import Callable

from bcdr.audit import Audit
from bcdr.report.document import Items, Pairs, Table
from bcdr.report.origin import origin
from bcdr.report.provenance import Provenance


def test_limits_cut_off_and_digests_are_there(of_text: Callable[[str], Audit], provenance: Provenance) -> None:
    limits, source, files = origin(of_text("people: {}"), provenance, "Nobody was asked.").blocks
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
    assert [[c.lines[0][0].text for c in row] for row in files.rows] == [["plan.yaml", "cd" * 32]]
