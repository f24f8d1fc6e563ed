"""Question sheets: what is known stands with its date, what is not is a line to write on, and nothing leaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from bcdr.audit import Audit
from bcdr.errors import BcdrError
from bcdr.frameworks.article28 import duty_items, frame_items
from bcdr.model.vendor import Question
from bcdr.report.block import Pairs, Table
from bcdr.report.document import Section
from bcdr.report.provenance import Provenance
from bcdr.report.site.vendor import QUESTIONS
from bcdr.report.vendors import vendors

from .test_every_document import parts
from .test_law_of_wording import texts

OfText = Callable[[str], Audit]
NOT_ANSWERED = ["no answer on record; please fill in", "\u00a0"]


def lines(table: Table, row: int, column: int) -> list[str]:
    return ["".join(s.text for s in line) for line in table.rows[row][column].lines]


def tables(audit: Audit, provenance: Provenance, part: str) -> list[Table]:
    """Tables of one part of the sheet of vendor `v`."""
    found = (p for p in parts(vendors(audit, provenance).sections) if isinstance(p, Section))
    section = next(s for s in found if s.id == f"vendor-v-{part}")
    return [b for b in section.blocks if isinstance(b, Table)]


@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_each_vendor_has_a_sheet_that_starts_a_page(
    audited: Callable[[str], Audit], provenance: Provenance, company: str
) -> None:
    audit = audited(company)
    sections = {s.id: s for s in vendors(audit, provenance).sections}
    sheets = [f"vendor-{id_}" for id_ in audit.facts.plan.vendors]
    assert list(sections) == ["overview", *sheets, "answers", "control", "glossary", "origin"]
    assert all(sections[id_].starts_page for id_ in sheets)


@pytest.mark.parametrize(
    ("answer", "said", "given", "state"),
    [
        ("", NOT_ANSWERED, ["not asked before"], "open"),
        ("{answer: unknown, asked: 2026-11-01}", NOT_ANSWERED, ["asked 2026-11-01"], "asked, waiting"),
        ("{answer: unknown, asked: 2026-01-01}", NOT_ANSWERED, ["asked 2026-01-01"], "open"),
        (
            "{answer: Kiel, basis: contract, occurred: 2026-11-01}",
            ["Kiel"],
            ["2026-11-01, 20 d old", "contract"],
            "answered",
        ),
        (
            "{answer: Kiel, basis: vendor-answer, occurred: 2025-01-01}",
            ["Kiel"],
            ["2025-01-01, 689 d old", "vendor answer; please renew"],
            "too old",
        ),
        ("{answer: Kiel, basis: assumption}", ["Kiel"], ["date not provided", "our own assumption"], "only assumed"),
        ("{answer: Kiel}", ["Kiel"], ["date not provided", "basis not provided"], "only assumed"),
    ],
)
def test_a_question(
    of_text: OfText, provenance: Provenance, answer: str, said: list[str], given: list[str], state: str
) -> None:
    audit = of_text(f"vendors: {{v: {{answers: {{{'where_is_the_data: ' + answer if answer else ''}}}}}}}")
    (asked,) = tables(audit, provenance, "continuity")
    assert [row[0].lines[0][0].text for row in asked.rows] == [
        f"{n}. {QUESTIONS[q]}" for n, q in enumerate(get_args(Question), start=1)
    ]
    assert (lines(asked, 0, 1), lines(asked, 0, 2)) == (said, given)
    register = next(s for s in vendors(audit, provenance).sections if s.id == "answers").blocks[0]
    assert isinstance(register, Table)
    assert lines(register, 0, 3) == [state]


def test_limits_are_those_of_the_policy(of_text: OfText, provenance: Provenance) -> None:
    audit = of_text(
        "policy: {rules: {vendor-unanswered: {valid: 10d}}}\n"
        "vendors: {v: {answers: {where_is_the_data: {answer: Kiel, basis: contract, occurred: 2026-11-01}}}}"
    )
    assert "contract; please renew" in lines(tables(audit, provenance, "continuity")[0], 0, 2)


def test_what_is_agreed_stands_beside_a_line_to_correct_it(of_text: OfText, provenance: Provenance) -> None:
    audit = of_text(
        "vendors: {v: {contract: {rto: 4h, backup: {place: Kiel}, breach_notice: 24h}, exit: {format: CSV}}}"
    )
    (agreed,) = tables(audit, provenance, "promises")
    known = {lines(agreed, n, 0)[0]: lines(agreed, n, 1) for n in range(len(agreed.rows))}
    assert known["Recovery time (RTO)"] == ["4 h"]
    assert known["Recovery point (RPO)"] == ["not provided"]
    assert known["Place of backups"] == ["Kiel"]
    assert known["Breach notice within"] == ["1 d"]
    assert known["Export"] == ["CSV"]
    assert {lines(agreed, n, 2)[0] for n in range(len(agreed.rows))} == {"\u00a0"}


def test_a_processor_is_asked_for_all_points_and_its_own_processors(of_text: OfText, provenance: Provenance) -> None:
    audit = of_text(
        "vendors: {v: {processor: {contract_items: {subject: yes, audits: no}, "
        "subprocessors: [{name: Sub, service: halls, country: DE}]}}}"
    )
    (points,) = tables(audit, provenance, "agreement")
    assert [lines(points, n, 0)[0] for n in range(15)] == [i.title for i in (*frame_items(), *duty_items())]
    assert [lines(points, n, 1)[0] for n in (0, 1, 14)] == ["yes", "not provided", "no"]
    (others,) = tables(audit, provenance, "subprocessors")
    assert [lines(others, 0, n)[0] for n in range(4)] == ["Sub", "halls", "DE", "not provided"]
    assert lines(others, 1, 0) == ["\u00a0", "\u00a0"]


@pytest.mark.parametrize("vendor", ["{}", "{handles_personal_data: no}", "{processor: {}, own_controller: yes}"])
def test_who_is_no_processor_is_not_asked_for_an_agreement(
    of_text: OfText, provenance: Provenance, vendor: str
) -> None:
    found = vendors(of_text(f"vendors: {{v: {vendor}}}"), provenance)
    assert "vendor-v-agreement" not in {p.id for p in parts(found.sections) if isinstance(p, Section)}


def test_no_date_to_answer_by_is_invented(of_text: OfText, provenance: Provenance) -> None:
    letter = vendors(of_text("vendors: {v: {}}"), provenance, "v")
    said = set(texts(letter))
    assert "Please answer by" in said
    assert "date, written by the sender" in said
    dated = {t for t in said if "20" in t and t[:4].isdigit()}
    assert dated == set()
    assert letter.is_letter
    assert "had written down by 2026-11-21" in letter.disclaimer


def test_one_sheet_holds_nothing_of_the_others(audited: Callable[[str], Audit], provenance: Provenance) -> None:
    audit = audited("harbour-books")
    document = vendors(audit, provenance, "kernwerk")
    said = " ".join(texts(document))
    others = [v.name_or_id for v in audit.facts.plan.vendors.values() if v.id != "kernwerk"]
    assert [name for name in others if name in said] == []
    assert [s.id for s in document.sections] == [
        "vendor-kernwerk",
        *(f"vendor-kernwerk-{p}" for p in ("continuity", "promises", "agreement", "subprocessors", "signed")),
    ]
    assert not any(s.starts_page for s in document.sections)


def test_a_vendor_that_the_plan_does_not_have_is_said(of_text: OfText, provenance: Provenance) -> None:
    with pytest.raises(BcdrError, match="there is no vendor w"):
        vendors(of_text("vendors: {v: {}}"), provenance, "w")


@pytest.mark.parametrize(
    ("special", "parcels", "more"),
    [
        ("none", "[]", []),
        ("[diet]", "[]", ["special or criminal data are among them"]),
        ("none", "[v]", ["as a sub-processor, for controllers we act for: Parcels"]),
    ],
)
def test_a_processor_reads_which_data_of_ours_it_handles(
    of_text: OfText, provenance: Provenance, special: str, parcels: str, more: list[str]
) -> None:
    found = of_text(
        """
vendors: {v: {name: Vault, processor: {}}}
processing:
  p: {title: Orders, special: SPECIAL, processors: [v]}
  q: {title: Payroll, special: [sick days]}
  r: {title: Parcels, role: processor, processors: PARCELS}
  s: {title: Returns, processors: [v]}
""".replace("SPECIAL", special).replace("PARCELS", parcels)
    )
    sheet = (p for p in parts(vendors(found, provenance).sections) if isinstance(p, Section))
    pairs = next(b for s in sheet if s.id == "vendor-v-agreement" for b in s.blocks if isinstance(b, Pairs))
    said = dict(pairs.rows)["What you handle, by our register"]
    assert ["".join(s.text for s in one) for one in said] == ["Orders; Returns", *more]
