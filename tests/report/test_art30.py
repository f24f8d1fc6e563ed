"""The register of processing: every point of the law in its order, gaps with the field that ends them, no judgement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.frameworks.article30 import controller_items, processor_items
from bcdr.report.art30 import art30
from bcdr.report.art30.overview import open_fields, overview
from bcdr.report.art30.record import first_fields, records
from bcdr.report.block import Pairs, Paragraph, Table
from bcdr.report.document import Document, Section
from bcdr.report.provenance import Provenance

from .test_art32 import text
from .test_every_document import parts

OfText = Callable[[str], Audit]
SECTIONS = [
    "overview", "keeper", "controller", "processor", "security", "processors", "open", "control", "evidence", "glossary", "origin",
]  # fmt: skip


def sheet(document: Document, id_: str) -> Section:
    return next(p for p in parts(document.sections) if isinstance(p, Section) and p.id == f"activity-{id_}")


def point(found: Audit, provenance: Provenance, words: str) -> list[str]:
    """Lines of one point of the sheet of activity `p`."""
    table = sheet(art30(found, provenance), "p").blocks[0]
    assert isinstance(table, Table)
    row = next(row for row in table.rows if row[0].lines[0][0].text == words)
    return ["".join(s.text for s in line) for line in row[1].lines]


@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_sections_stand_in_their_order(audited: Callable[[str], Audit], provenance: Provenance, company: str) -> None:
    assert [s.id for s in art30(audited(company), provenance).sections] == SECTIONS


def test_each_activity_has_a_sheet_in_the_form_of_its_role(
    audited: Callable[[str], Audit], provenance: Provenance
) -> None:
    audit = audited("harbour-books")
    document = art30(audit, provenance)
    forms = {"controller": controller_items(), "processor": processor_items()}
    for id_, entry in audit.facts.plan.processing.items():
        table = sheet(document, id_).blocks[0]
        assert isinstance(table, Table)
        asked = [f"{i.letter} {i.title}" for i in forms[entry.role]]
        assert [row[0].lines[0][0].text for row in table.rows] == asked
    chapters = {s.id: [x.id for x in s.sections] for s in document.sections}
    assert chapters["processor"] == ["activity-school-parcels"]
    assert len(chapters["controller"]) == len(audit.facts.plan.processing) - 1


HELD = "{personal: {level: ordinary, people: 1200}}"
LARGEST = "about 1,200 people in the largest of its datastores"


@pytest.mark.parametrize(
    ("plan", "people", "words"),
    [
        (f"datastores: {{d: {HELD}}}", ["1,200"], LARGEST),
        (
            f"datastores: {{d: {HELD}}}\n  q: {{title: Q, datastores: [d]}}",
            ["1,200 shared"],
            f"{LARGEST}, which serves other activities too",
        ),
        (f"datastores: {{d: {HELD}, e: {HELD}}}\n  q: {{title: Q, datastores: [d]}}", ["1,200"], LARGEST),
    ],
    ids=["alone", "shared", "one-of-two-alone"],
)
def test_the_people_of_a_shared_datastore_are_not_those_of_the_activity(
    of_text: OfText, provenance: Provenance, plan: str, people: list[str], words: str
) -> None:
    stores, _, others = plan.partition("\n")
    held = "[d, e]" if ", e:" in stores else "[d]"
    own = f"processing:\n  p: {{title: P, subjects: [buyers], datastores: {held}}}"
    found = of_text(f"{stores}\n{own}\n{others}")
    assert point(found, provenance, "(c) People concerned")[1] == words
    table = next(b for b in art30(found, provenance).sections[0].blocks if isinstance(b, Table))
    assert ["".join(s.text for s in one) for one in table.rows[0][3].lines] == people


@pytest.mark.parametrize(
    ("roles", "missing"),
    [
        (("controller", "processor"), []),
        (("controller",), ["The plan records no activity in which the organisation acts for others."]),
        (("processor",), ["The plan records no activity as controller."]),
    ],
    ids=["both", "controller only", "processor only"],
)
def test_each_form_is_shown_and_one_that_is_not_needed_says_so(
    of_text: OfText, provenance: Provenance, roles: tuple[str, ...], missing: list[str]
) -> None:
    entries = ", ".join(f"{role}: {{title: As {role}, role: {role}}}" for role in roles)
    chapters = {s.id: s for s in art30(of_text(f"processing: {{{entries}}}"), provenance).sections}
    captions = {"controller": "Record under Art. 30(1)", "processor": "Record under Art. 30(2)"}
    said = []
    for role, caption in captions.items():
        chapter = chapters[role]
        assert [x.title for x in chapter.sections] == [f"As {role}"] * (role in roles)
        tables = [b for x in chapter.sections for b in x.blocks if isinstance(b, Table)]
        assert [t.caption for t in tables] == [caption] * (role in roles)
        said += ["".join(s.text for s in b.spans) for b in chapter.blocks if isinstance(b, Paragraph)]
    assert said == missing
    glance = next(b for b in chapters["overview"].blocks if isinstance(b, Table))
    assert [row[1].lines[0][0].text for row in glance.rows] == list(roles)


def test_the_full_examples_leave_no_point_open(audited: Callable[[str], Audit]) -> None:
    for company in ("harbour-books", "corner-dental"):
        facts = audited(company).facts
        assert list(open_fields(records(facts), facts)) == []


def test_an_empty_entry_names_every_field_that_would_fill_it(of_text: OfText) -> None:
    facts = of_text("processing: {p: {title: P}, q: {title: Q, role: processor}}").facts
    own = "processing.p.purposes processing.p.subjects processing.p.categories processing.p.recipients "
    own += "processing.p.transfers processing.p.retention processing.p.security "
    own += "processing.q.controllers processing.q.activities processing.q.transfers processing.q.security"
    shared = ["organization.address", "organization.gdpr.dpo.name"]
    assert [name for _, _, name in open_fields(records(facts), facts)] == [*shared, *own.split()]


def test_an_empty_register_names_the_fields_of_a_first_record(of_text: OfText, provenance: Provenance) -> None:
    shown = text(art30(of_text("people: {}"), provenance))
    assert [name for _, name in first_fields() if name not in shown] == []


@pytest.mark.parametrize(
    ("fields", "asked", "lines"),
    [
        ("", "(b) Purposes", ["not provided: field processing.p.purposes"]),
        ("purposes: [a, b]", "(b) Purposes", ["a", "b"]),
        ("subjects: [a, b]", "(c) People concerned", ["a, b"]),
        ("categories: [a]", "(c) Personal data", ["a", "Special or criminal data (Art. 9, 10): none recorded"]),
        ("categories: [a], special: none", "(c) Personal data", ["a", "Special or criminal data (Art. 9, 10): none"]),
        (
            "categories: [a], special: [faith]",
            "(c) Personal data",
            ["a", "Special or criminal data (Art. 9, 10): faith"],
        ),
        ("recipients: none", "(d) Recipients", ["none", "Processors: none recorded"]),
        ("", "(d) Recipients", ["not provided: field processing.p.recipients", "Processors: none recorded"]),
        ("", "(e) Transfers", ["not provided: field processing.p.transfers"]),
        ("transfers: unknown", "(e) Transfers", ["not provided: field processing.p.transfers"]),
        ("transfers: none", "(e) Transfers", ["none"]),
        (
            "transfers: [{recipient: Far Inc, country: US, safeguard: clauses of 2025}]",
            "(e) Transfers",
            ["Far Inc, US", "Safeguard: clauses of 2025"],
        ),
        (
            "transfers: [{country: US}]",
            "(e) Transfers",
            ["not provided, US", "Safeguard: not provided: field processing.p.transfers.safeguard"],
        ),
        ("retention: two years", "(f) Time limits for erasure", ["two years"]),
        ("joint: Other Ltd, role: joint-controller", "(a) Joint controller", ["Other Ltd"]),
        ("role: joint-controller", "(a) Joint controller", ["not provided: field processing.p.joint"]),
        ("", "(a) Joint controller", ["none recorded"]),
        ("", "(a) Representative", ["not applicable: established in the Union or the EEA (DE)"]),
        ("", "(a) Data protection officer", ["not provided: field organization.gdpr.dpo.name"]),
    ],
)
def test_a_point(of_text: OfText, provenance: Provenance, fields: str, asked: str, lines: list[str]) -> None:
    assert point(of_text(f"processing: {{p: {{title: P, {fields}}}}}"), provenance, asked) == lines


@pytest.mark.parametrize(
    ("organization", "asked", "lines"),
    [
        ("", "(a) Representative", ["not provided: field organization.country"]),
        ("country: US", "(a) Representative", ["not provided: field organization.gdpr.representative"]),
        ("country: US, gdpr: {representative: Near Ltd}", "(a) Representative", ["Near Ltd"]),
        (
            "gdpr: {dpo: {required: no, reason: few people}}",
            "(a) Data protection officer",
            ["none appointed; stated as not required", "few people"],
        ),
        (
            "gdpr: {dpo: {required: no}}",
            "(a) Data protection officer",
            ["none appointed; stated as not required", "not provided: field organization.gdpr.dpo.reason"],
        ),
        (
            "gdpr: {dpo: {required: yes}}",
            "(a) Data protection officer",
            ["not provided: field organization.gdpr.dpo.name"],
        ),
        (
            "gdpr: {dpo: people/a}",
            "(a) Data protection officer",
            ["Ada", "not provided: field organization.gdpr.dpo.contact"],
        ),
        ("address: Street 1, website: https://x.example", "(a) Controller", ["X", "Street 1", "https://x.example"]),
        ("", "(a) Controller", ["X", "not provided: field organization.address"]),
    ],
)
def test_a_point_that_all_records_share(
    of_text: OfText, provenance: Provenance, organization: str, asked: str, lines: list[str]
) -> None:
    plan = f"organization: {{name: X, {organization}}}\npeople: {{a: {{name: Ada}}}}\nprocessing: {{p: {{title: P}}}}\n"
    assert point(of_text(plan), provenance, asked) == lines


def test_what_the_plan_knows_beside_the_record_is_said(of_text: OfText, provenance: Provenance) -> None:
    found = of_text(
        """
places: {far: {country: US}}
vendors: {v: {name: Vault}, w: {name: Wide, processor: {subprocessors: [{name: Sub, country: IN}]}}}
datastores:
  d:
    name: Orders
    personal: {level: ordinary, people: 1200}
    copies: {n: {kind: dump, at: far, every: 1d, keep: 30d}, m: {kind: dump, at: vendors/v, every: 1d, keep: 90d}}
measures: {m: {title: Locks, affects: [datastores/d]}}
processing: {p: {title: P, subjects: [buyers], recipients: none, processors: [w], datastores: [d], transfers: none, retention: 1 y}}
"""
    )
    assert point(found, provenance, "(c) People concerned")[1] == "about 1,200 people in the largest of its datastores"
    assert point(found, provenance, "(d) Recipients")[1:] == [
        "Processors: Wide",
        "Not named here, although the plan has data of it there: Vault",
    ]
    assert point(found, provenance, "(e) Transfers") == [
        "none",
        "The plan has data outside the EEA: the copy n of Orders, US",
        "The plan has a sub-processor outside the EEA: Sub of Wide, IN",
    ]
    assert (
        point(found, provenance, "(f) Time limits for erasure")[1]
        == "Backups of personal data, as set up: kept for 90 d at the longest"
    )
    assert point(found, provenance, "(g) Security measures") == [
        "not provided: field processing.p.security",
        "Measures of the plan: Locks",
    ]


@pytest.mark.parametrize(
    ("copies", "said"),
    [
        ("{}", ""),
        ("{n: {kind: dump}}", "Backups of personal data, as set up: how long they are kept is not written"),
        ("{n: {kind: dump, keep: unbounded}}", "Backups of personal data, as set up: kept without limit"),
        (
            "{n: {kind: dump, keep: 30d}, m: {kind: dump}}",
            "Backups of personal data, as set up: kept for 30 d at the longest; of 1 copy it is not written",
        ),
    ],
)
def test_how_long_backups_are_kept(of_text: OfText, provenance: Provenance, copies: str, said: str) -> None:
    found = of_text(
        f"datastores: {{d: {{personal: ordinary, copies: {copies}}}}}\n"
        "processing: {p: {title: P, datastores: [d], retention: 1 y}}"
    )
    assert point(found, provenance, "(f) Time limits for erasure") == ["1 y", *([said] if said else [])]


@pytest.mark.parametrize(("level", "kept"), [("none", "30 d"), ("ordinary", "90 d"), (None, "90 d")])
def test_only_copies_of_personal_data_count_for_the_time_limits(
    of_text: OfText, provenance: Provenance, level: str | None, kept: str
) -> None:
    held = f"personal: {level}, " if level else ""
    found = of_text(
        f"datastores: {{d: {{personal: ordinary, copies: {{n: {{kind: dump, keep: 30d}}}}}}, "
        f"e: {{{held}copies: {{n: {{kind: dump, keep: 90d}}}}}}}}\n"
        "processing: {p: {title: P, datastores: [d, e], retention: 1 y}}"
    )
    assert point(found, provenance, "(f) Time limits for erasure")[1].endswith(f"kept for {kept} at the longest")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("role: processor", "for the controllers to assess; a processor assists, Art. 28(3)(f)"),
        ("role: processor, dpia: d", "assessed: D"),
        ("role: controller", "not provided"),
        ("screening: {decision: required, by: people/a, occurred: 2026-01-14}",
         "screened: an assessment is required; Ada, 2026-01-14"),
    ],
)  # fmt: skip
def test_who_assesses_is_said(of_text: OfText, provenance: Provenance, entry: str, said: str) -> None:
    plan = f"people: {{a: {{name: Ada}}}}\ndpias: {{d: {{title: D}}}}\nprocessing: {{p: {{title: P, {entry}}}}}"
    beside = sheet(art30(of_text(plan), provenance), "p").blocks[1]
    assert isinstance(beside, Pairs)
    rows = {name: ["".join(s.text for s in line) for line in lines] for name, lines in beside.rows}
    assert rows["Impact assessment"] == [said]


@pytest.mark.parametrize(
    ("special", "said"), [("special: [health]", "yes"), ("special: none", "none"), ("owner: unknown", "not provided")]
)
def test_special_data_that_nobody_spoke_of_are_not_denied(of_text: OfText, special: str, said: str) -> None:
    facts = of_text(f"processing: {{p: {{title: P, {special}}}}}").facts
    glance = next(b for b in overview(records(facts), facts).blocks if isinstance(b, Table))
    assert glance.rows[0][4].lines[0][0].text == said


@pytest.mark.parametrize(
    ("number", "address", "is_said"), [(1, "", False), (2, "", True), (2, ", address: Quay 1", False)]
)
def test_totals_that_do_not_add_up_are_explained(of_text: OfText, number: int, address: str, is_said: bool) -> None:
    officer = "gdpr: {dpo: {required: no, reason: few}}"
    entries = ", ".join(f"p{n}: {{title: P}}" for n in range(number))
    plan = f"organization: {{name: X, country: DE, {officer}{address}}}\nprocessing: {{{entries}}}"
    facts = of_text(plan).facts
    said = [b for b in overview(records(facts), facts).blocks if isinstance(b, Paragraph)]
    assert ("once in the total" in said[0].spans[-1].text) is is_said


def test_a_datastore_that_no_record_covers_is_shown(of_text: OfText, provenance: Provenance) -> None:
    found = of_text("datastores: {d: {personal: ordinary}, e: {class: truth}, f: {personal: none}}")
    section = next(s for s in art30(found, provenance).sections if s.id == "security")
    table = section.blocks[2]
    assert isinstance(table, Table)
    assert [(row[0].lines[0][0].text, row[-1].lines[0][0].text) for row in table.rows] == [
        ("d", "no record covers it"),
        ("e", "not provided"),
    ]


def test_the_exemption_is_for_people_to_judge(of_text: OfText, provenance: Provenance) -> None:
    document = art30(of_text("organization: {name: X, people: 12}\ndatastores: {d: {personal: special}}"), provenance)
    said = " ".join(p for p in parts(document.sections) if isinstance(p, str))
    assert "Exemption of Art. 30(5): for human assessment" in said
    assert "The plan states a head count of 12. Special or criminal data are declared." in said
