"""What every audit document has: approval warnings, evidence that is compared, grades that are explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bcdr.audit import Audit
from bcdr.report import registers, shell
from bcdr.report.block import Callout, Table
from bcdr.report.evidence_index import evidence_index
from bcdr.report.provenance import Provenance
from bcdr.report.span import Span

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


@pytest.mark.parametrize(
    ("found", "word"),
    [
        ({"log": HASH}, "file matches"),
        ({"log": "cd" * 32}, "file differs"),
        ({"log": None}, "file missing"),
        ({}, "file not compared"),
    ],
)
def test_evidence_is_compared_and_the_result_is_said(
    of_text: OfText, provenance: Provenance, found: dict[str, str | None], word: str
) -> None:
    audit = of_text(f'evidence: {{log: {{file: evidence/a.log, sha256: "{HASH}"}}}}')
    table = evidence_index(audit, replace(provenance, evidence=found)).blocks[0]
    assert isinstance(table, Table)
    assert word in words(table)


def test_evidence_names_what_it_supports(of_text: OfText, provenance: Provenance) -> None:
    audit = of_text("evidence: {log: {}, idle: {}}\ndrills: {d: {title: Restore, type: tabletop, evidence: [log]}}")
    table = evidence_index(audit, provenance).blocks[0]
    assert isinstance(table, Table)
    assert "Restore" in words(table)
    assert "nothing refers to it" in words(table)


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


def test_evidence_says_how_long_it_is_kept_and_which_status_rests_on_it(
    of_text: OfText, provenance: Provenance
) -> None:
    audit = of_text("evidence: {log: {keep: 3y, valid_until: 2027-01-01, kind: log}, other: {}}")
    back = {"log": (Span("Art. 32(1)(c)", href="#control-32-1--c-"),)}
    table = evidence_index(audit, provenance, citing=back).blocks[0]
    assert isinstance(table, Table)
    log, other = ([[s.text for line in c.lines for s in line] for c in row] for row in table.rows)
    assert (log[0], log[1][-2:]) == (["log", "log"], ["Cited by: ", "Art. 32(1)(c)"])
    assert log[-1][-2:] == ["to be kept 3 y", "counts until 2027-01-01"]
    assert other[-1][-1] == "to be kept (not provided)"
