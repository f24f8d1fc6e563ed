"""The impact assessment: in the order of the law, with every gap shown and no judgement made by the tool."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bcdr.audit import Audit
from bcdr.errors import BcdrError
from bcdr.frameworks.dpia import checklist
from bcdr.report.art35 import art35
from bcdr.report.block import Callout, Card, Pairs, Paragraph, Signatures, Table, Tiles
from bcdr.report.check.catalogue import art35_gaps
from bcdr.report.document import Document, Section
from bcdr.report.provenance import Provenance

from .test_art32 import anchors, spans, text

OfText = Callable[[str], Audit]

SECTIONS = [
    "control", "summary", "scope", "method", "screening", "description", "necessity", "events", "measures", "officer",
    "people", "decision", "review", "annex2", "gaps", "findings", "evidence", "glossary", "annex",
]  # fmt: skip
CRITERIA = "Criteria for an acceptable assessment"
EMPTY = "dpias: {d: {title: Loyalty, processing: [p]}}\nprocessing: {p: {title: Loyalty}}\n"


def test_the_assessment_stands_in_the_order_of_the_law(audited: Callable[[str], Audit], provenance: Provenance) -> None:
    document = art35(audited("harbour-books"), provenance)
    assert [s.id for s in document.sections] == SECTIONS


def test_every_link_leads_somewhere(audited: Callable[[str], Audit], provenance: Provenance) -> None:
    document = art35(audited("harbour-books"), provenance)
    places = list(anchors(document.sections))
    assert len(places) == len(set(places))
    assert {s.href.removeprefix("#") for s in spans(document.sections) if s.href} <= set(places)


def test_the_full_example_has_no_gap(audited: Callable[[str], Audit]) -> None:
    audit = audited("harbour-books")
    dpia = next(iter(audit.facts.plan.dpias.values()))
    assert art35_gaps(audit, dpia) == ()


def test_an_empty_assessment_shows_every_gap_and_fills_none(of_text: OfText, provenance: Provenance) -> None:
    audit = of_text(EMPTY)
    document = art35(audit, provenance)
    gaps = {g.rule for g in art35_gaps(audit, audit.facts.plan.dpias["d"])}
    assert gaps == {"dpia-content-gap", "dpia-no-dpo-advice", "dpia-review-overdue"}
    assert text(document).count("not provided") > 40


def test_gaps_stand_in_the_order_of_the_checklist(of_text: OfText) -> None:
    audit = of_text(EMPTY)
    found = art35_gaps(audit, audit.facts.plan.dpias["d"])
    points = [c.id for c in checklist() if c.id != "officer-advice"]
    assert [g.cause for g in found if g.rule == "dpia-content-gap"] == [*points, "decision"]


def test_without_an_assessment_the_screenings_are_the_record(of_text: OfText, provenance: Provenance) -> None:
    document = art35(of_text("processing: {p: {title: Newsletter}}"), provenance)
    assert "screening" in [s.id for s in document.sections]
    assert "no assessment is recorded" in document.subtitle


def cells(section: Section, caption: str) -> list[list[str]]:
    """Rows of a table, each cell as its lines joined by a bar."""
    table = next(b for b in section.blocks if isinstance(b, Table) and b.caption == caption)
    return [[" | ".join("".join(s.text for s in one) for one in c.lines) for c in row] for row in table.rows]


def part(document: Document, id_: str) -> Section:
    found = (s for one in document.sections for s in (one, *one.sections))
    return next(s for s in found if s.id == id_)


def test_all_screenings_stand_in_one_table_and_only_those_on_record_below(
    of_text: OfText, provenance: Provenance
) -> None:
    entries = """
people: {a: {name: Ada}}
processing:
  done: {title: Done, screening: {criteria: {C1: yes, C4: yes, C5: no}, decision: not-required, by: people/a, occurred: 2026-01-14}}
  begun: {title: Begun, screening: {criteria: {C1: no}}}
  open: {title: Open}
  theirs: {title: Theirs, role: processor}
"""
    document = art35(of_text(entries), provenance)
    screening = part(document, "screening")
    assert cells(screening, "Activities of the register") == [
        ["Done", "controller", "2 of 9, 6 not answered", "no assessment is required", "Ada | 2026-01-14"],
        ["Begun", "controller", "0 of 9, 8 not answered", "not decided", "not provided"],
        ["Open", "controller", "not provided", "no screening is recorded", "not provided"],
        ["Theirs", "processor", "–", "for the controllers to assess; a processor assists, Art. 28(3)(f)", "–"],
    ]
    assert [s.title for s in screening.sections] == ["Done", "Begun"]
    glance = screening.blocks[1]
    assert isinstance(glance, Table)
    open_ = {row[3].lines[0][0].href.removeprefix("#") for row in glance.rows[1:3]}
    cards = (b for b in part(document, "gaps").blocks if isinstance(b, Card))
    assert open_ == {b.id for b in cards if "nobody recorded" in b.title}


@pytest.mark.parametrize(("dpias", "shown"), [("", False), ("dpias: {d: {title: Loyalty, version: '3.1'}}", True)])
def test_the_cover_tells_the_version_of_an_assessment_that_there_is(
    of_text: OfText, provenance: Provenance, dpias: str, shown: bool
) -> None:
    cover = dict(art35(of_text(dpias or "people: {}"), provenance).cover)
    assert cover.get("Assessment version") == ("3.1" if shown else None)


def test_actions_stand_by_date_with_those_to_do_first(of_text: OfText, provenance: Provenance) -> None:
    audit = of_text(
        """
dpias:
  d:
    title: Loyalty
    actions:
      - {what: late, due: 2026-11-20, status: open}
      - {what: some day, status: in-progress}
      - {what: today, due: 2026-11-21, status: open}
      - {what: over, due: 2026-01-01, status: done}
"""
    )
    document = art35(audit, provenance)
    tiles = next(b for b in part(document, "summary").blocks if isinstance(b, Tiles))
    assert tiles.tiles[1][:2] == ("3", "open actions, 1 of them overdue")
    shown = cells(part(document, "measures"), "Action plan by due date, open ones first")
    assert [(row[0], row[1], row[3]) for row in shown] == [
        ("2026-11-20", "late", "open, overdue"),
        ("2026-11-21", "today", "open"),
        ("not provided", "some day", "in progress, no date"),
        ("2026-01-01", "over", "done"),
    ]


COPIES = """
places: {room: {name: Room, site: office}, safe: {name: Safe}, disk: {name: Disk, offline: yes}}
processing: {p: {title: Loyalty, datastores: [d, m, n]}}
dpias: {x: {title: Loyalty, processing: [p]}}
services: {club: {rto: 8h, rpo: 4h, depends_on: [{on: datastores/d}]}}
datastores:
  d:
    name: Members
    at: room
    encryption: {at_rest: yes, key: {at: safe, tested: 2026-10-06}}
    copies:
      nightly: {kind: dump, at: room, keep: 30d, encrypted: yes, immutable: {for: 30d, mode: compliance}, last_success: {occurred: 2026-11-20T01:00:00Z, verified: yes}}
      weekly: {kind: image, at: disk, keep: 90d, encrypted: no, in_transit_encrypted: yes}
  m: {name: Model, class: derived, rebuild: {from: [d], duration: 5h}, encryption: {at_rest: no}}
  n: {name: Notes}
"""


def test_copies_keys_and_checks_are_quoted_and_what_is_made_again_is_no_loss(
    of_text: OfText, provenance: Provenance
) -> None:
    document = art35(of_text(COPIES), provenance)
    again = "no backup: made again from Members in 5 h by estimate, never measured"
    lost = cells(part(document, "event-disappearance"), "Facts: backups, worst case and proof")
    assert [row[2] for row in lost] == ["Room | Disk", again, "no backup"]
    assert [row[1] for row in lost] == ["RPO 4 h | RTO 8 h", *["RPO not provided | RTO not provided"] * 2]
    assert lost[1][3] == "as old as what it is made from"
    assert lost[2][3] == "unbounded | unbounded while jobs fail"
    changed = cells(part(document, "event-modification"), "Facts: locked copies, restore to an earlier point, checks")
    assert changed[0][1] == "nightly at Room: 30 d, no bypass | weekly at Disk: offline"
    assert (changed[0][2], changed[0][5]) == ("90 d", "nightly: 2026-11-20, checked | weekly: not provided")
    assert changed[1] == ["Model", again, "none", "as what it is made from", "none", "not asked: there is none"]
    assert (changed[2][1], changed[2][3]) == ("no backup", "unbounded")
    seen = cells(part(document, "event-access"), "Facts: encryption, keys and access")
    assert seen[0][1:4] == [
        "where it lies: yes | on the way: not provided",
        "Safe | last used in a drill: 2026-10-06",
        "nightly at Room: yes, on the way: not provided | weekly at Disk: no, on the way: yes",
    ]
    assert seen[1][2:4] == ["none: not encrypted", again]
    assert seen[2][2:4] == ["not provided", "no backup"]


@pytest.mark.parametrize(
    ("officer", "title", "state"),
    [
        ("", "No advice is recorded", "gap"),
        ("gdpr: {dpo: {required: no, reason: three people}}", "No officer is appointed", "no officer is required"),
    ],
)
def test_advice_that_nobody_can_give_is_no_gap(
    of_text: OfText, provenance: Provenance, officer: str, title: str, state: str
) -> None:
    document = art35(of_text(f"organization: {{name: X, country: DE, {officer}}}\n{EMPTY}"), provenance)
    said = part(document, "officer").blocks[0]
    assert isinstance(said, Callout)
    assert said.title == title
    row = next(r for r in cells(part(document, "annex2"), CRITERIA) if r[1].startswith("Advice"))
    assert row[3] == state


def test_each_gap_of_the_cross_reference_leads_to_its_card(of_text: OfText, provenance: Provenance) -> None:
    document = art35(of_text(EMPTY), provenance)
    table = next(b for b in part(document, "annex2").blocks if isinstance(b, Table))
    links = [row[3].lines[0][0].href.removeprefix("#") for row in table.rows]
    cards = {b.id for b in part(document, "gaps").blocks if isinstance(b, Card)}
    assert set(links) <= cards
    assert len(set(links)) == len(table.rows)


@pytest.mark.parametrize(("others", "said"), [(0, []), (1, ["1 finding on"]), (2, ["2 findings on"])])
def test_findings_on_other_data_are_counted(
    of_text: OfText, provenance: Provenance, others: int, said: list[str]
) -> None:
    audit = of_text(WAYS)
    mine = tuple(f for f in audit.findings if f.object == "datastores/d")
    rest = tuple(f for f in audit.findings if f.object != "datastores/d")[:others]
    section = part(art35(replace(audit, findings=(*mine, *rest)), provenance), "findings")
    shown = [b.spans for b in section.blocks if isinstance(b, Paragraph) and "other parts" in b.spans[0].text]
    assert [spans[0].text.partition(" other")[0] for spans in shown] == said
    assert all([s.href for s in spans if s.href] == ["#annex"] for spans in shown)


def test_a_record_of_screenings_holds_the_findings_on_personal_data_alone(
    of_text: OfText, provenance: Provenance
) -> None:
    audit = of_text(
        """
processing: {p: {title: Loyalty}}
datastores:
  d: {name: Members, class: truth, personal: {level: ordinary, people: 5}}
  e: {name: Stock, class: truth, personal: none}
"""
    )
    document = art35(audit, provenance)
    mine = {f.id for f in audit.findings if f.object in {"datastores/d", "processing/p"}}
    cards = [b for b in part(document, "findings").blocks if isinstance(b, Card)]
    assert {f.object for f in audit.findings} > {"datastores/d", "datastores/e"}
    assert {b.id.removeprefix("finding-") for b in cards} == mine
    places = set(anchors(document.sections))
    assert {s.href.removeprefix("#") for s in spans(document.sections) if s.href} <= places


def test_an_unknown_or_ambiguous_assessment_is_said(of_text: OfText, provenance: Provenance) -> None:
    two = of_text("dpias: {a: {title: A}, b: {title: B}}")
    with pytest.raises(BcdrError, match="several"):
        art35(two, provenance)
    with pytest.raises(BcdrError, match="no impact assessment c"):
        art35(two, provenance, "c")


WAYS = """
places: {room: {site: office, account: acc}, cloud: {site: far, account: acc}}
credentials: {root: {holders: [a], can: {delete: [places/room, places/cloud]}}}
people: {a: {name: Anna}}
processing: {p: {title: Loyalty, datastores: [d]}}
dpias: {x: {title: Loyalty, processing: [p], author: people/a}}
datastores:
  d: {name: Members, class: truth, at: room, personal: {level: ordinary, processing: [p]}}
"""


@pytest.mark.parametrize(
    ("event", "words"), [("disappearance", "site office"), ("modification", "an attacker owns account acc")]
)
def test_feared_events_quote_what_the_fault_tree_says(
    of_text: OfText, provenance: Provenance, event: str, words: str
) -> None:
    document = art35(of_text(WAYS), provenance)
    whole = {s.id: s for section in document.sections for s in section.sections}
    said = [s.text for s in spans((whole[f"event-{event}"],))]
    assert any(words in one for one in said), said
    assert "never" in said
    other = {"disappearance": "an attacker", "modification": "site office is"}[event]
    assert not any(other in one for one in said)


def test_who_wrote_evaluated_and_validated_it_is_named(of_text: OfText, provenance: Provenance) -> None:
    summary = next(s for s in art35(of_text(WAYS), provenance).sections if s.id == "summary")
    rows = {name: lines[0][0].text for b in summary.blocks if isinstance(b, Pairs) for name, lines in b.rows}
    assert (rows["Written by"], rows["Evaluated by"], rows["Validated by"]) == ("Anna", "not provided", "not provided")


def said_in(section: Section) -> dict[str, list[str]]:
    """Rows of the pairs of a section by their name, each as its lines."""
    pairs = (b for b in section.blocks if isinstance(b, Pairs))
    return {name: ["".join(s.text for s in one) for one in lines] for b in pairs for name, lines in b.rows}


NINE = ", ".join(f"C{n}: no" for n in range(1, 10))


@pytest.mark.parametrize(
    ("record", "count", "guidance"),
    [
        ("{}", "0 of 9, 9 not answered", "9 criteria are not answered: nothing follows from the others yet"),
        (f"{{criteria: {{{NINE}}}}}", "0 of 9", "none met: the screening is kept as the record"),
        (f"{{criteria: {{{NINE.replace('C4: no', 'C4: yes')}}}}}", "1 of 9", "one criterion: for human assessment"),
        (
            f"{{criteria: {{{NINE.replace('C4: no, ', '')}}}}}",
            "0 of 9, 1 not answered",
            "1 criterion is not answered: nothing follows from the others yet",
        ),
        (
            "{criteria: {C4: yes, C5: yes}}",
            "2 of 9, 7 not answered",
            "2 criteria: an assessment is expected unless a reasoned, signed exception says otherwise",
        ),
        ("{art35_3: [b]}", "0 of 9, 9 not answered", "a case of Art. 35(3) always asks for an assessment"),
    ],
)
def test_a_criterion_that_nobody_answered_is_no_no(
    of_text: OfText, provenance: Provenance, record: str, count: str, guidance: str
) -> None:
    document = art35(of_text(f"dpias: {{d: {{title: D, screening: {record}}}}}"), provenance)
    rows = said_in(part(document, "screening"))
    assert rows["Criteria met"] == [count]
    assert rows["What the guidelines say of that"] == [guidance]


def test_the_register_stands_beside_the_description_with_the_author_of_the_legal_basis(
    of_text: OfText, provenance: Provenance
) -> None:
    document = art35(
        of_text(
            """
people: {a: {name: Ada}}
dpias: {d: {title: D, processing: [p, q]}}
processing:
  p:
    title: Loyalty
    subjects: [members]
    special: [beliefs]
    legal_basis: {text: consent, by: people/a, occurred: 2026-02-27}
    transfers: [{recipient: Mill, country: US}]
  q: {title: Points, special: none, transfers: none, legitimate_interest: fewer thefts}
"""
        ),
        provenance,
    )
    loyalty, points = (b for b in part(document, "description").blocks if isinstance(b, Pairs) and b.caption)
    shown = [{k: "".join(s.text for s in v[0]) for k, v in b.rows} for b in (loyalty, points)]
    assert loyalty.caption == "Of the register, Art. 30: Loyalty"
    assert [one["People concerned"] for one in shown] == ["members", "not provided"]
    assert [one["Special or criminal data"] for one in shown] == ["beliefs", "none"]
    assert [one["Transfers"] for one in shown] == ["Mill, US, safeguard not provided", "none"]
    assert [one["Legitimate interest"] for one in shown] == ["none is named", "fewer thefts"]
    judged = said_in(part(document, "necessity"))
    assert judged["Loyalty"] == ["consent", "judged by Ada, 2026-02-27"]
    assert judged["Points"] == ["not provided"]


def test_an_assessment_of_what_no_register_holds_says_so(of_text: OfText, provenance: Provenance) -> None:
    document = art35(of_text("dpias: {d: {title: D}}"), provenance)
    said = next(b for b in part(document, "description").blocks if isinstance(b, Paragraph))
    assert said.spans[0].text.startswith("The processing is not in the register")


def test_a_feared_event_says_which_measures_are_only_planned(of_text: OfText, provenance: Provenance) -> None:
    document = art35(
        of_text(
            """
dpias:
  d:
    title: D
    measures: {a: {title: Filter, status: tested}, b: {title: Mask}}
    risks: {access: {controls: [a, b, c]}}
"""
        ),
        provenance,
    )
    assert said_in(part(document, "event-access"))["Measures against it"] == ["Filter (tested)", "Mask (planned)", "c"]


def test_what_the_levels_mean_is_said(of_text: OfText, provenance: Provenance) -> None:
    document = art35(of_text("dpias: {d: {title: D}}"), provenance)
    levels = cells(part(document, "events"), "The four levels")
    assert [row[0] for row in levels] == ["1 negligible", "2 limited", "3 significant", "4 maximum"]
    assert "never overcome" in levels[3][1]


@pytest.mark.parametrize(
    ("advice", "given", "position"),
    [
        ("status: for, occurred: 2026-11-04", ["Ada", "2026-11-04", "before the last review of the assessment, 2026-11-10"], "in favour"),
        ("status: against, occurred: 2026-11-10", ["Ada", "2026-11-10"], "against"),
        ("status: for-with-conditions", ["Ada", "not provided"], "in favour, with conditions"),
    ],
)  # fmt: skip
def test_how_old_the_advice_is_and_what_it_says(
    of_text: OfText, provenance: Provenance, advice: str, given: list[str], position: str
) -> None:
    text_ = f"dpias: {{d: {{title: D, reviewed: 2026-11-10, opinions: {{dpo: {{name: Ada, text: x, {advice}}}}}}}}}"
    document = art35(of_text(text_), provenance)
    rows = said_in(part(document, "officer"))
    assert (rows["Given by"], rows["Position"]) == (given, [position])
    assert said_in(part(document, "summary"))["Advice of the officer"][0] == position


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("{needed: no}", ["none is recorded"]),
        ("{reference: A-1}", ["A-1, not provided"]),
        (
            "{occurred: 2026-10-01}",
            [
                "reference not provided, 2026-10-01",
                (
                    "counted from that day the authority may answer until 2026-11-26 (8 weeks), in a complex case "
                    "until 2027-01-07 (6 weeks more); it may stop the clock, Art. 36(2)"
                ),
            ],
        ),
    ],
)
def test_a_prior_consultation_is_shown_with_the_time_of_the_authority(
    of_text: OfText, provenance: Provenance, asked: str, said: list[str]
) -> None:
    document = art35(of_text(f"dpias: {{d: {{title: D, prior_consultation: {asked}}}}}"), provenance)
    assert said_in(part(document, "decision"))["Consultation"] == said


@pytest.mark.parametrize(
    ("given", "words", "caption"),
    [
        ("", ["not provided"] * 4, "Attestations"),
        ("attestations: {aware_of_risks: no, committed: yes}", ["not provided", "no", "not provided", "yes"], "Attestations"),
        ("attestations: {committed: yes}, decision: {by: people/a}", [*["not provided"] * 3, "yes"], "Attestations, with the decision of Ada"),
    ],
)  # fmt: skip
def test_an_attestation_that_was_refused_is_not_called_missing(
    of_text: OfText, provenance: Provenance, given: str, words: list[str], caption: str
) -> None:
    document = art35(of_text(f"people: {{a: {{name: Ada}}}}\ndpias: {{d: {{title: D, {given}}}}}"), provenance)
    first = next(b for b in part(document, "decision").blocks if isinstance(b, Signatures))
    assert ([s.name for s in first.signers], first.caption) == (words, caption)


@pytest.mark.parametrize(
    ("point", "measured"),
    [
        ("{copy: d/nightly}", "RPA 4 min"),
        ("{copy: nightly}", "RPA 4 min"),
        ("{copy: e/log}", "RPA 4 min, of Orders"),
    ],
)
def test_the_age_of_another_datastores_state_is_not_taken_for_its_own(
    of_text: OfText, provenance: Provenance, point: str, measured: str
) -> None:
    document = art35(
        of_text(
            f"""
processing: {{p: {{title: Loyalty, datastores: [d]}}}}
dpias: {{x: {{title: Loyalty, processing: [p]}}}}
datastores:
  d: {{name: Members, copies: {{nightly: {{kind: dump}}}}}}
  e: {{name: Orders, copies: {{log: {{kind: log-archive}}}}}}
drills:
  r:
    title: Both
    type: system-restore
    covers: [datastores/d, datastores/e]
    occurred: 2026-11-01
    result: passed
    recovery_point: {point}
    measured: {{rpo: 4m, rto: 1h}}
"""
        ),
        provenance,
    )
    lost = cells(part(document, "event-disappearance"), "Facts: backups, worst case and proof")
    assert lost[0][5] == f"{measured} | RTA 1 h"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("{}", ["not provided"]),
        ("{needed: no, reason: low, by: people/a}", ["no", "low", "judged by Ada"]),
        ("{needed: yes}", ["yes", "judged by not provided"]),
    ],
)
def test_whether_the_authority_is_asked_has_an_author(
    of_text: OfText, provenance: Provenance, asked: str, said: list[str]
) -> None:
    plan = f"people: {{a: {{name: Ada}}}}\ndpias: {{d: {{title: D, prior_consultation: {asked}}}}}"
    document = art35(of_text(plan), provenance)
    assert said_in(part(document, "decision"))["Prior consultation needed, Art. 36"] == said


def test_the_screenings_of_other_activities_stand_beside_the_assessment(
    of_text: OfText, provenance: Provenance
) -> None:
    document = art35(
        of_text(
            """
people: {a: {name: Ada}}
dpias: {d: {title: D, processing: [p]}, e: {title: E, processing: [t]}}
processing:
  p: {title: Loyalty}
  by-name: {title: Named, dpia: d}
  q:
    title: Payroll
    screening: {criteria: {C4: yes, C7: yes, C1: no}, decision: not-required, reason: ordered by law, by: people/a, occurred: 2026-03-24}
  r: {title: Letters}
  s: {title: Parcels, role: processor}
  t: {title: Scores}
"""
        ),
        provenance,
        "d",
    )
    payroll, letters, parcels, scores = cells(part(document, "screening-others"), "Screenings of the register")
    assert payroll[:10] == ["Payroll", "no", "–", "–", "yes", "–", "–", "yes", "–", "–"]
    assert payroll[10] == (
        "no assessment is required | reason: ordered by law | national list: not provided | Ada, 2026-03-24"
    )
    assert letters[10] == "no screening is recorded"
    assert parcels[10].startswith("for the controllers to assess")
    assert scores[10] == "assessed: E"


def test_an_assessment_of_the_whole_register_has_no_others(of_text: OfText, provenance: Provenance) -> None:
    plan = "dpias: {d: {title: D, processing: [p]}}\nprocessing: {p: {title: Loyalty}}"
    assert part(art35(of_text(plan), provenance), "screening").sections == ()
