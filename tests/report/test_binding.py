"""What every document says of itself in the same way."""

from __future__ import annotations

from collections.abc import Callable

from bcdr.audit import Audit
from bcdr.report.binding import Title, bound
from bcdr.report.block import say
from bcdr.report.document import Section
from bcdr.report.provenance import Provenance
from bcdr.report.shell import DISCLAIMER


def test_sections_become_a_document(of_text: Callable[[str], Audit], provenance: Provenance) -> None:
    audit = of_text("policy: {classification: internal}\n")
    title = Title("kind", "Title", "Subtitle", ("a", "b"))
    made = bound(audit, provenance, title, (Section("one", "One", (say("x"),)), Section("two", "Two", ())))
    assert (made.kind, made.title, made.subtitle, made.keywords) == ("kind", "Title", "Subtitle", ("a", "b"))
    assert (made.organization, made.classification, made.tool) == ("Test", "internal", "bcdr 0.0")
    assert [s.number for s in made.sections] == ["1", "2"]
    assert made.version == f"revision 0123456789ab · plan digest {provenance.digest[:12]} · data of 2026-11-21"
    assert made.summary == "Subtitle. Test, data of 2026-11-21."
    assert dict(made.cover)["Organisation"] == "Test"
    assert (made.language, made.as_of, made.disclaimer) == ("en", audit.facts.as_of, DISCLAIMER)
