"""The evidence index: what is filed, whether the file is still the same, what rests on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bcdr.audit import Audit
from bcdr.report.block import Table
from bcdr.report.evidence_index import evidence_index
from bcdr.report.provenance import Provenance
from bcdr.report.span import Span

OfText = Callable[[str], Audit]
HASH = "ab" * 32


def words(table: Table) -> str:
    return " ".join(s.text for row in table.rows for c in row for line in c.lines for s in line)


def lines(audit: Audit, provenance: Provenance, **more: object) -> list[list[str]]:
    """The lines of each cell of the first entry, then those of the next."""
    table = evidence_index(audit, provenance, **more).blocks[0]
    assert isinstance(table, Table)
    return [["".join(s.text for s in line) for line in c.lines] for row in table.rows for c in row]


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


@pytest.mark.parametrize(
    ("entry", "found", "said"),
    [
        ("{file: evidence/a.log}", {"log": HASH}, ["evidence/a.log · no digest to compare with", "not provided"]),
        ("{at: the safe}", {}, ["the safe · file not compared", "not provided"]),
        ("{file: evidence/a.log, at: the safe}", {"log": None}, ["evidence/a.log · file missing", "not provided"]),
        ("{}", {}, ["not provided · file not compared", "not provided"]),
        (f"{{file: a, sha256: {HASH}}}", {"log": HASH}, ["a · file matches", HASH]),
    ],
)
def test_an_entry_says_where_it_is_and_its_digest(
    of_text: OfText, provenance: Provenance, entry: str, found: dict[str, str | None], said: list[str]
) -> None:
    _, cell, _ = lines(of_text(f"evidence: {{log: {entry}}}"), replace(provenance, evidence=found))
    assert cell == ["log", *said, "nothing refers to it"]


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("drills: {d: {title: Restore, type: tabletop, evidence: [log]}}", "Supports: Restore"),
        ("datastores: {db: {copies: {n: {kind: dump, last_success: {occurred: 2026-11-20, check: log}}}}}", "Supports: db/n"),
        ("datastores: {db: {copies: {n: {kind: dump, last_success: {occurred: 2026-11-20, evidence: log}}}}}", "Supports: db/n"),
        ("datastores: {db: {copies: {n: {kind: dump, immutable: {for: 7d, mode: compliance, evidence: [log]}}}}}", "Supports: db/n"),
        ("dpias: {p: {title: P, measures: {m: {title: Lock, evidence: [log]}}}}", "Supports: Lock (P)"),
    ],
    ids=["a drill", "the check of a backup", "a backup", "a lock", "a measure of an assessment"],
)  # fmt: skip
def test_an_entry_says_what_it_supports(of_text: OfText, provenance: Provenance, plan: str, said: str) -> None:
    _, cell, _ = lines(of_text(f"evidence: {{log: {{}}}}\n{plan}"), provenance)
    assert cell[3:] == [said]


@pytest.mark.parametrize(("number", "shown"), [(6, "d0; d1; d2; d3; d4; d5"), (7, "d0; d1; d2; d3; d4; and 2 more")])
def test_very_many_things_are_counted(of_text: OfText, provenance: Provenance, number: int, shown: str) -> None:
    drills = ", ".join(f"d{n}: {{type: tabletop, evidence: [log]}}" for n in range(number))
    _, cell, _ = lines(of_text(f"evidence: {{log: {{}}}}\ndrills: {{{drills}}}"), provenance)
    assert cell[3:] == [f"Supports: {shown}"]


@pytest.mark.parametrize(
    ("cited", "said", "empty"),
    [
        (None, ["idle", "log"], "no evidence is filed"),
        (frozenset({"log"}), ["log"], "the document refers to none"),
        (frozenset(), [], "the document refers to none"),
    ],
)
def test_only_what_is_cited_is_listed(
    of_text: OfText, provenance: Provenance, cited: frozenset[str] | None, said: list[str], empty: str
) -> None:
    table = evidence_index(of_text("evidence: {idle: {}, log: {}}"), provenance, cited).blocks[0]
    assert isinstance(table, Table)
    assert [row[0].lines[0][0].text for row in table.rows] == said
    assert all(row[0].header for row in table.rows)
    assert table.empty == empty
