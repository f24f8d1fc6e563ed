"""The Art. 32 report: complete, honest in its words, and true to the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from bcdr.audit import Audit
from bcdr.finding import Location
from bcdr.report.art32 import art32
from bcdr.report.art32.breach import breach_readiness
from bcdr.report.art32.pictures import TALLEST, pictures
from bcdr.report.art32.summary import anchor as _anchor
from bcdr.report.block import Card, Figure, Items, Pairs, Paragraph, Table, Tiles
from bcdr.report.controls import control_matrix
from bcdr.report.document import Document, Section
from bcdr.report.provenance import Provenance
from bcdr.report.span import Span

Audited = Callable[[str], Audit]

SECTIONS = [
    "control", "summary", "scope", "method", "context", "risks", "controls", "recovery", "scenarios", "tests", "access",
    "processors", "breach", "findings", "gaps", "actions", "accepted", "evidence", "glossary", "annex",
]  # fmt: skip


def spans(sections: tuple[Section, ...]) -> Iterator[Span]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield from (s for row in block.rows for c in row for line in c.lines for s in line)
            elif isinstance(block, (Pairs, Card)):
                yield from (s for _, lines in block.rows for line in lines for s in line)
            elif isinstance(block, Items):
                yield from (s for line in block.lines for s in line)
        yield from spans(section.sections)


def anchors(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.id
        for block in section.blocks:
            if isinstance(block, Table):
                yield from (c.id for row in block.rows for c in row if c.id)
            elif isinstance(block, Card):
                yield block.id
        yield from anchors(section.sections)


def linked(card: Card) -> set[str]:
    return {s.href.removeprefix("#") for _, lines in card.rows for line in lines for s in line if s.href}


def text(document: Document) -> str:
    return " ".join(s.text for s in spans(document.sections))


@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_all_sections_stand_in_their_order(audited: Audited, provenance: Provenance, company: str) -> None:
    assert [s.id for s in art32(audited(company), provenance).sections] == SECTIONS


@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_every_link_leads_somewhere(audited: Audited, provenance: Provenance, company: str) -> None:
    document = art32(audited(company), provenance)
    places = list(anchors(document.sections))
    assert len(places) == len(set(places)), "an anchor stands twice"
    assert {s.href.removeprefix("#") for s in spans(document.sections) if s.href} <= set(places)


def test_without_personal_data_every_point_is_not_applicable_with_its_reason(of_text: Callable[[str], Audit]) -> None:
    matrix = control_matrix(of_text("datastores: {db: {personal: none}}"))
    assert {(c.status.id, c.reason) for c in matrix} == {("not-applicable", "the plan declares no personal data")}


def test_a_datastore_that_leaves_it_open_may_hold_personal_data(of_text: Callable[[str], Audit]) -> None:
    matrix = control_matrix(of_text("datastores: {db: {personal: none}, other: {class: truth}}"))
    assert {c.status.id for c in matrix} <= {"no-evidence", "not-applicable"}
    assert [c.point.citation for c in matrix if c.status.id == "not-applicable"] == ["gdpr 32(3)"]
    assert all("other: whether it holds personal data is not said" in c.lacking for c in matrix)


def test_a_point_is_not_evidenced_while_a_rule_finds_fault_with_it(audited: Audited) -> None:
    for control in control_matrix(audited("harbour-books")):
        assert not (control.findings and control.status.id == "evidenced")


def test_copies_and_people_are_counted(audited: Audited, provenance: Provenance) -> None:
    document = art32(audited("harbour-books"), provenance)
    inner = {s.id: s for section in document.sections for s in section.sections}
    digits, people = inner["three-two-one"].blocks[1], inner["practice"].blocks[1]
    assert isinstance(digits, Table)
    assert isinstance(people, Table)
    orders = next(row for row in digits.rows if row[0].lines[0][0].text == "Orders database")
    assert [c.lines[0][0].text for c in orders[1:]] == ["1, from Web shop", *["passed"] * 5, "nothing"]
    fragile = [row[0].lines[0][0].text for row in people.rows if row[2].lines[0][0].text == "1"]
    assert fragile == ["Build everything anew after an attack"]
    assert {row[1].lines[0][0].text for row in people.rows} == {"1", "2"}


def test_nothing_written_is_no_evidence(of_text: Callable[[str], Audit]) -> None:
    words = {c.point.citation: c.status.id for c in control_matrix(of_text("datastores: {db: {personal: ordinary}}"))}
    assert words["gdpr 32(1)(c)"] == "no-evidence"
    assert words["gdpr 32(2)"] == "no-evidence"
    assert words["gdpr 32(3)"] == "not-applicable"
    assert "evidenced" not in words.values()


def test_what_loses_personal_data_alone_is_lacking_in_resilience(audited: Audited) -> None:
    control = next(c for c in control_matrix(audited("harbour-books")) if c.point.citation == "gdpr 32(1)(b)")
    assert control.status.id == "partly-evidenced"
    assert control.lacking == (
        "ERP database: does not come back when region de-southwest is gone",
        "Office files: does not come back when region de-southwest is gone",
    )


def test_events_that_nothing_is_known_about_are_lacking_as_a_number(of_text: Callable[[str], Audit]) -> None:
    found = of_text("datastores: {db: {class: truth, personal: ordinary, copies: {n: {kind: dump, every: 1h}}}}")
    control = next(c for c in control_matrix(found) if c.point.citation == "gdpr 32(1)(b)")
    assert "db: 8 single events are not shown to be survived" in control.lacking


def test_a_restore_that_missed_its_objective_is_lacking(of_text: Callable[[str], Audit]) -> None:
    found = of_text(
        """
services: {s: {tier: 2, rto: 1h, rpo: 1h, depends_on: [datastores/db]}}
datastores: {db: {class: truth, personal: ordinary, copies: {n: {kind: dump, every: 1h}}}}
drills: {d: {type: system-restore, covers: [datastores/db], occurred: 2026-05-01, result: passed, measured: {rto: 2h, rpo: 30m}}}
"""
    )
    control = next(c for c in control_matrix(found) if c.point.citation == "gdpr 32(1)(c)")
    assert control.lacking == ("db: RTA above RTO",)
    assert control.status.id == "no-evidence"


def test_totals_agree_with_the_findings(audited: Audited, provenance: Provenance) -> None:
    audit = audited("harbour-books")
    document = art32(audit, provenance)
    section = next(s for s in document.sections if s.id == "findings")
    assert sum(isinstance(b, Card) for b in section.blocks) == len(audit.findings)


def test_a_gap_stands_in_the_document_with_its_place_and_its_record(
    of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    found = of_text("runbooks: {r: {title: Rebuild}}")
    placed = replace(provenance, place=lambda at: Location("plan.yaml", 3, 1) if at[0] == "runbooks" else None)
    section = next(s for s in art32(found, placed).sections if s.id == "gaps")
    cards = [b for b in section.blocks if isinstance(b, Card)]
    assert [c.grade for c in cards] == sorted((c.grade for c in cards), key=["high", "medium", "low"].index)
    shown = " ".join(s.text for c in cards for _, lines in c.rows for line in lines for s in line)
    assert "runbook-no-return" in shown
    assert "Rebuild (runbooks/r) · plan.yaml:3" in shown


@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_totals_reconcile_with_the_matrix(audited: Audited, provenance: Provenance, company: str) -> None:
    """Counts of the summary, rows of the matrix, cards and results of the rules are the same things, counted once."""
    audit = audited(company)
    whole = {s.id: s for s in art32(audit, provenance).sections}
    matrix = next(b for b in whole["controls"].blocks if isinstance(b, Table))
    tally = next(b for b in whole["summary"].blocks if isinstance(b, Table))
    assert sum(int(row[1].lines[0][0].text) for row in tally.rows) == len(matrix.rows)
    assert sorted(s.href for row in tally.rows for s in row[2].lines[0] if s.href) == sorted(
        f"#{row[0].id}" for row in matrix.rows
    )
    cards = {b.id for b in whole["findings"].blocks if isinstance(b, Card)}
    for section in ("summary", "findings"):
        tiles = next(b for b in whole[section].blocks if isinstance(b, Tiles))
        assert sum(int(number) for number, _, _ in tiles.tiles) == len(cards) == len(audit.findings)
    named = {s.href[1:] for s in spans((whole["controls"],)) if s.href.startswith("#finding-")}
    assert named <= cards
    raw = [s.href[1:] for s in spans((whole["annex"],)) if s.href.startswith("#finding-")]
    assert sorted(raw) == sorted(cards)


@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_a_status_leads_to_its_evidence_and_back(audited: Audited, provenance: Provenance, company: str) -> None:
    document = art32(audited(company), provenance)
    index = next(s for s in document.sections if s.id == "evidence").blocks[0]
    assert isinstance(index, Table)
    links = {(row[0].id, s.href[1:]) for row in index.rows for line in row[1].lines for s in line if s.href}
    back = {(id_, place) for id_, place in links if place.startswith("control-")}
    there = {(f"evidence-{e}", _anchor(c)) for c in control_matrix(audited(company)) for e in c.evidence}
    assert there
    assert back >= there
    assert {place for _, place in back - there} <= {"control-32-3-"}, "what a certificate rests on"
    assert any(place.startswith("drill-") for _, place in links)
    cards = {b.id: b for s in document.sections for b in s.blocks if isinstance(b, Card)}
    cited = {(id_, place) for id_, place in links if place in cards}
    assert cited == {(place, id_) for id_, c in cards.items() for place in linked(c) if place.startswith("evidence-")}


@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_a_status_leads_to_its_findings_and_back(audited: Audited, provenance: Provenance, company: str) -> None:
    document = art32(audited(company), provenance)
    cards = [b for s in document.sections for b in s.blocks if isinstance(b, Card)]
    back = {(b.id, place) for b in cards for place in linked(b) if place.startswith("control-")}
    there = {(f"finding-{f.id}", _anchor(c)) for c in control_matrix(audited(company)) for f in c.findings}
    assert back == there
    assert there


def test_measures_stand_with_the_point_that_they_serve(of_text: Callable[[str], Audit], provenance: Provenance) -> None:
    found = of_text(
        "datastores: {db: {personal: ordinary}}\nmeasures: {m: {title: Two locks, point: [32(1)(b)], status: in-place}}"
    )
    whole = next(s for s in art32(found, provenance).sections if s.id == "controls")
    said = {s.title: [x.text for x in spans((s,))] for s in whole.sections}
    assert "Two locks: in place, not provided, checked never" in said["Art. 32(1)(b)"]
    assert not any("Two locks" in x for x in said["Art. 32(1)(a)"])


SHOP = "services: {shop: {name: Shop, tier: 1, rto: 4h, depends_on: [datastores/db]}}\ndatastores: {db: {engine: postgresql 16}}\n"
DRILL = "drills: {d: {type: functional-exercise, covers: [services/shop, datastores/db], occurred: 2026-11-01, result: passed, measured: {rto: 6h, rpo: 1h}%s}}\n"


@pytest.mark.parametrize(
    ("plan", "where", "said"),
    [
        (SHOP + DRILL % ", digests: {datastores/db: v1 engine=000000000000}", "recovery", "2026-11-01, changed since"),
        (SHOP + DRILL % "", "recovery", "last RTA above RTO"),
        (SHOP + "runbooks: {b: {title: B, recovers: [services/shop], steps: [{do: x, takes: 9h}]}}", "recovery", "estimate above RTO"),
        ("datastores: {db: {encryption: {at_rest: yes}}}", "access", "db (live data)"),
        ("people: {a: {name: Ann}, b: {name: Ben}}\nrisks: {r: {title: R, event: loss, owner: people/a, assessed_by: people/b}}", "risks", "levels set by Ben"),
        ("people: {a: {name: Ann}}\nrisks: {r: {title: R, event: loss, owner: people/a, assessed_by: people/a}}", "risks", "who also set the levels"),
        ("scenarios: {quake: {title: The earth shakes}}", "scenarios", "The earth shakes"),
    ],
    ids=["void restore", "measured too late", "estimated too late", "no key", "assessor", "own assessor", "own scenario"],
)  # fmt: skip
def test_what_is_late_missing_or_somebodys_is_said(
    of_text: Callable[[str], Audit], provenance: Provenance, plan: str, where: str, said: str
) -> None:
    found = next(s for s in art32(of_text(plan), provenance).sections if s.id == where)
    assert said in [x.text for x in spans((found,))]


def test_a_copy_that_is_no_longer_made_is_not_listed(of_text: Callable[[str], Audit], provenance: Provenance) -> None:
    found = of_text("datastores: {db: {copies: {now: {kind: dump}, old: {kind: dump, active: no}}}}")
    ids = set(anchors(art32(found, provenance).sections))
    assert {x for x in ids if x.startswith("copy-")} == {"copy-db.now"}


@pytest.mark.parametrize(
    ("breach", "said"),
    [
        ("breach: {decision: authority}, notified: {authority: 2026-02-11T10:00:00+01:00}", "2026-02-11 10:00 UTC+01:00 (1 d after awareness)"),
        ("breach: {decision: authority}, notified: {authority: 2026-02-11}", "2026-02-11"),
        ("breach: {decision: authority}", "no time recorded"),
        ("breach: {decision: register-only}", "not told, by the decision; reason not provided"),
        ("breach: {decision: register-only, reason: Encrypted}", "not told, by the decision; reason recorded"),
    ],
)  # fmt: skip
def test_the_register_says_when_the_authority_was_told(of_text: Callable[[str], Audit], breach: str, said: str) -> None:
    found = of_text(f"incidents: {{i: {{title: X, aware: 2026-02-10T10:00:00+01:00, {breach}}}}}")
    [register] = [
        b for b in breach_readiness(found).blocks if isinstance(b, Table) and b.caption.startswith("Register")
    ]
    assert [s.text for s in register.rows[0][-1].lines[0]] == [said]


def test_a_scenario_with_many_runbooks_fits_on_a_page(of_text: Callable[[str], Audit], provenance: Provenance) -> None:
    books = "\n".join(f"  b{n}: {{title: Book {n}, scenarios: [ransomware]}}" for n in range(20))
    found = of_text(f"scenarios: {{ransomware: {{applicable: yes}}}}\nrunbooks:\n{books}")
    whole = next(s for s in art32(found, provenance).sections if s.id == "scenarios")
    said = [x.text for x in spans((whole,))]
    assert "Book 15" in said
    assert "Book 16" not in said
    assert "and 4 more" in said


@pytest.mark.parametrize(("apart", "shown"), [(False, ""), (True, ": the 13 most critical of 24 datastores")])
def test_the_map_shows_as_much_as_can_be_read(of_text: Callable[[str], Audit], apart: bool, shown: str) -> None:
    places = "\n".join(f"  p{n}: {{site: s{n if apart else 0}}}" for n in range(24))
    stores = "\n".join(f"  d{n}: {{at: p{n}}}" for n in range(24))
    (map_,) = pictures(of_text(f"places:\n{places}\ndatastores:\n{stores}"))
    figure = next(b for b in map_.blocks if isinstance(b, Figure))
    assert figure.caption == f"What rests on what, and where the copies lie{shown}"
    assert figure.height <= TALLEST
    assert figure.floats
    said = map_.blocks[0]
    assert isinstance(said, Paragraph)
    assert said.spans[0].text.startswith("0 services and 24 datastores with 0 copies"), "of all, not of what is drawn"


def test_a_failed_drill_is_followed_by_one_that_proves_as_much(audited: Audited, provenance: Provenance) -> None:
    document = art32(audited("harbour-books"), provenance)
    tests = next(s for s in document.sections if s.id == "tests")
    table = next(b for b in tests.blocks if isinstance(b, Table) and b.caption.startswith("Drills that did not pass"))
    followed = {row[1].lines[0][0].text: row[-1].lines[0][0].text for row in table.rows}
    assert followed["Call-out on a Tuesday at 20:15"] == "passed 2026-10-20", "a tabletop reaches nobody by telephone"
    assert followed["Restore of the ERP after the lost disks"] == "passed 2025-06-24"
