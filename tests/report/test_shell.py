"""What every audit document has: approval warnings, grades that are explained."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.report import registers, shell
from bcdr.report.block import Callout, Table
from bcdr.report.provenance import Provenance

OfText = Callable[[str], Audit]
HASH = "ab" * 32


def words(table: Table) -> str:
    return " ".join(s.text for row in table.rows for c in row for line in c.lines for s in line)


@pytest.mark.parametrize(
    ("plan", "title"),
    [
        ("people: {}", "Never approved"),
        ('reviews: {a: {kind: approval, occurred: 2026-03-01}}\nversions: {v2: {occurred: 2026-04-01, changed: "new host"}}', "Content is newer than its approval"),
    ],
)  # fmt: skip
def test_an_approval_that_does_not_cover_the_content_is_a_banner(
    of_text: OfText, provenance: Provenance, plan: str, title: str
) -> None:
    block = shell.document_control(of_text(plan), provenance).blocks[0]
    assert isinstance(block, Callout)
    assert block.title == title


def test_the_version_line_says_when_there_is_no_history() -> None:
    assert "not under version control" in Provenance("t", HASH).version
    assert "uncommitted" in Provenance("t", HASH, "abc", is_modified=True).version


def test_waivers_and_accepted_risks_are_listed_with_expiry(of_text: OfText) -> None:
    audit = of_text(
        "people: {a: {name: Anna}}\nwaivers: {w: {rule: x, on: plan, reason: Because, approved_by: people/a, valid_until: 2027-01-01}}\n"
        "risks: {r: {title: Flood, accepted: {by: people/a, valid_until: 2027-02-01, reason: Hill}}}"
    )
    table = registers.accepted(audit).blocks[0]
    assert isinstance(table, Table)
    assert [w in words(table) for w in ("Because", "2027-01-01", "Hill", "2027-02-01")] == [True] * 4
