"""For whom a document is, and what makes it a draft."""

from __future__ import annotations

import pytest

from bcdr.render.html import html
from bcdr.report.art32 import art32
from bcdr.report.edition import draft, edition
from bcdr.report.provenance import Provenance

HEAD = "people: {ann: {name: Ann}}\n"
APPROVED = "reviews: {r: {kind: approval, occurred: 2026-11-01, by: ann}}\n"
OPEN = "services: {shop: {name: Shop, tier: 1, depends_on: [datastores/db]}}\ndatastores: {db: {name: Orders}}\n"


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (HEAD + APPROVED, ()),
        (HEAD, ("the plan records no approval",)),
        (
            HEAD + APPROVED + "versions: {v2: {occurred: 2026-11-02, changed: all}}\n",
            ("version v2 of 2026-11-02 is newer than the last approval of 2026-11-01",),
        ),
        (HEAD + APPROVED + "versions: {v2: {occurred: 2026-11-01, changed: all}}\n", ()),
    ],
)
def test_what_makes_a_draft(text: str, reasons: tuple[str, ...], of_text) -> None:  # type: ignore[no-untyped-def]
    found = of_text(text)
    assert [r for r in draft(found) if "level error" not in r] == list(reasons)


def test_open_errors_make_a_draft(of_text, provenance: Provenance) -> None:  # type: ignore[no-untyped-def]
    found = of_text(HEAD + APPROVED + OPEN)
    (reason,) = draft(found)
    assert reason.endswith("findings of level error are open")
    page = html(edition(art32(found, provenance), found, "auditor"))
    assert reason in page
    assert "data:image/svg+xml" in page


def test_what_is_final_is_not_marked(audited, provenance: Provenance) -> None:  # type: ignore[no-untyped-def]
    found = audited("harbour-books")
    document = edition(art32(found, provenance), found, "auditor")
    assert document.draft == ()
    assert "data:image/svg+xml" not in html(document)
    assert document.classification == "confidential"
    assert edition(document, found, "public").cover[-1][1].startswith("for the public, without names")
