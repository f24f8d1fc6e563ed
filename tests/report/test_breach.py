"""The breach pack: the clock and the numbers of the plan, lines for what nobody knows yet, and no judgement made."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from bcdr.audit import Audit
from bcdr.report.block import Blanks, Block, Callout, Figure, Pairs, Signatures, Table, Ticks
from bcdr.report.breach import breach
from bcdr.report.breach.decision import SAYS, TITLE, steps
from bcdr.report.breach.letter import gapped
from bcdr.report.document import Section
from bcdr.report.drawing.decision import WIDTH, Step, decision
from bcdr.report.provenance import Provenance
from bcdr.report.span import Span

from .test_every_document import HOSTILE, parts
from .test_law_of_wording import texts

OfText = Callable[[str], Audit]
SECTIONS = [
    "start", "clock", "numbers", "decision", "authority", "letter", "controllers", "vendors", "register", "contacts",
    "control", "glossary", "origin",
]  # fmt: skip


def blocks(found: Audit, provenance: Provenance, id_: str) -> tuple[Block, ...]:
    sections = (p for p in parts(breach(found, provenance).sections) if isinstance(p, Section))
    return next(s.blocks for s in sections if s.id == id_)


def rows(table: Block) -> Iterator[list[str]]:
    """Each row as its cells, lines joined by a bar."""
    assert isinstance(table, Table)
    for row in table.rows:
        yield [" | ".join("".join(s.text for s in line) for line in c.lines) for c in row]


def table(found: Audit, provenance: Provenance, id_: str, caption: str) -> list[list[str]]:
    tables = (b for b in blocks(found, provenance, id_) if isinstance(b, Table) and b.caption == caption)
    return list(rows(next(tables)))


@pytest.mark.parametrize(("company", "more"), [("harbour-books", ["texts"]), ("corner-dental", [])])
def test_sections_stand_in_their_order(
    audited: Callable[[str], Audit], provenance: Provenance, company: str, more: list[str]
) -> None:
    after = SECTIONS.index("vendors") + 1
    found = [s.id for s in breach(audited(company), provenance).sections]
    assert found == [*SECTIONS[:after], *more, *SECTIONS[after:]]


def test_the_first_page_has_names_and_numbers(audited: Callable[[str], Audit], provenance: Provenance) -> None:
    numbers, ticks, _ = blocks(audited("harbour-books"), provenance, "start")
    assert isinstance(numbers, Pairs)
    assert [(name, ["".join(s.text for s in line) for line in lines]) for name, lines in numbers.rows] == [
        (
            "Who decides",
            [
                "Anna Berg mobile kept in private or phone +49 711 5550101",
                "Markus Thaler mobile kept in private or phone +49 711 5550102",
            ],
        ),
        ("Data protection officer", ["Nora Weiss phone +49 711 5550180", "Paul Arendt phone +49 711 5550181"]),
    ]
    assert isinstance(ticks, Ticks)
    said = ["".join(s.text for s in line) for line in ticks.lines]
    assert said[1] == "Call who decides, and the data protection officer."
    assert "Personal data lost, changed or seen" in said[2]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("vendors: {law: {name: Law Ltd, contacts: [{kind: phone, value: '+49 711 2'}]}}", "Law Ltd phone +49 711 2"),
        ("vendors: {law: {name: Law Ltd}}", "Law Ltd write in: name, number"),
        ("roles: {law: {name: Law}}", "Law (nobody) write in: name, number"),
        ("people: {law: {name: Ada}}", "Ada no number in the plan"),
    ],
)
def test_whoever_is_called_first_has_a_number_or_room_for_one(
    of_text: OfText, provenance: Provenance, written: str, shown: str
) -> None:
    ref = f"{written.partition(':')[0]}/law"
    found = of_text(f"organization: {{name: X, gdpr: {{dpo: {ref}}}}}\n{written}")
    numbers = blocks(found, provenance, "start")[0]
    assert isinstance(numbers, Pairs)
    assert ["".join(s.text for s in lines[0]) for _, lines in numbers.rows] == [
        "not provided write in: name, number",
        shown,
    ]


def test_hours_of_the_plan_stand_among_those_of_the_law(of_text: OfText, provenance: Provenance) -> None:
    found = of_text(
        """
people: {a: {name: Ada}}
organization: {name: X, gdpr: {breach: {decided_by: people/a}}}
communication:
  notify:
    insurer: {audience: insurer, within: 24h, from: awareness, by: people/a}
    late: {audience: late, within: 7d, from: awareness}
    never: {audience: never, within: unbounded, from: awareness}
    open: {audience: open, from: awareness}
    crew: {audience: crew, within: 15m, from: detection, by: people/a}
"""
    )
    hours = table(found, provenance, "clock", "Hours after awareness")
    assert [(row[0], row[1]) for row in hours] == [
        ("0", "Awareness: the clock starts"),
        ("4", "First picture: what, whose data, about how many"),
        ("24", "Decision on risk, or why it is not possible yet"),
        ("24", "Tell: insurer"),
        ("48", "Notice drafted, read by the officer"),
        ("72", "Latest moment for the authority, Art. 33(1)"),
        ("168", "Tell: late"),
    ]
    assert {cell for row in hours for cell in row[3:]} == {"\u00a0"}
    assert table(found, provenance, "clock", "Other notices of the plan") == [
        ["never", "unbounded from awareness", "not provided", "\u00a0"],
        ["open", "not provided from awareness", "not provided", "\u00a0"],
        ["crew", "15 min from detection", "Ada", "\u00a0"],
    ]


@pytest.mark.parametrize(("role", "told"), [("controller", False), ("processor", True)])
def test_who_acts_for_others_is_told_to_tell_them(
    of_text: OfText, provenance: Provenance, role: str, told: bool
) -> None:
    ticks = blocks(of_text(f"processing: {{p: {{title: P, role: {role}}}}}"), provenance, "start")[1]
    assert isinstance(ticks, Ticks)
    assert any(s.href == "#controllers" for one in ticks.lines for s in one) is told


def test_the_law_sets_no_hours_for_telling_people(of_text: OfText, provenance: Provenance) -> None:
    rules = blocks(of_text("people: {}"), provenance, "clock")[0]
    assert isinstance(rules, Callout)
    assert "without undue delay, Art. 34(1)" in "".join(s.text for one in rules.lines for s in one)


@pytest.mark.parametrize(
    ("officer", "called", "hour", "contact", "signers"),
    [
        ("dpo: {required: no, reason: few}", "none is appointed, stated as not required", ("Notice drafted", "Bob"),
         "no data protection officer is appointed", ["Decides"]),
        ("dpo: people/a", "Ada", ("Notice drafted, read by the officer", "Ada"), "Ada",
         ["Decides", "Officer heard"]),
        ("dpo: {required: yes}", "not provided",
         ("Notice drafted, read by the officer", "not provided"), "not provided", ["Decides", "Officer heard"]),
    ],
    ids=["none needed", "named", "missing"],
)  # fmt: skip
def test_an_officer_that_nobody_needs_is_not_looked_for(
    of_text: OfText,
    provenance: Provenance,
    officer: str,
    called: str,
    hour: tuple[str, str],
    contact: str,
    signers: list[str],
) -> None:
    found = of_text(
        f"people: {{a: {{name: Ada}}, b: {{name: Bob}}}}\n"
        f"organization: {{name: X, gdpr: {{{officer}, breach: {{owner: people/b}}}}}}"
    )
    numbers = next(b for b in blocks(found, provenance, "start") if isinstance(b, Pairs))
    assert dict(numbers.rows)["Data protection officer"][0][0].text == called
    hours = table(found, provenance, "clock", "Hours after awareness")
    assert tuple(next(row for row in hours if row[0] == "48")[1:3]) == hour
    sender = next(b for b in blocks(found, provenance, "authority") if isinstance(b, Pairs))
    assert dict(sender.rows)["Contact, Art. 33(3)(b)"][0][0].text.startswith(contact)
    lines = next(b for b in blocks(found, provenance, "decision") if isinstance(b, Signatures))
    assert [s.role for s in lines.signers] == signers


def test_the_numbers_are_those_of_the_plan_and_gaps_are_shown(of_text: OfText, provenance: Provenance) -> None:
    found = of_text(
        """
places: {safe: {name: Safe}}
datastores:
  full:
    name: Orders
    personal: {level: special, people: 4250, records: 61000, subjects: [patients], categories: [charts],
               impact_on_people: [{after: 4h, score: 2, why: no history}, {after: 3d, score: 4}]}
    encryption: {at_rest: yes, key: {at: safe}}
  registered: {personal: ordinary}
  empty: {personal: ordinary}
  silent: {class: truth}
  none: {personal: none}
processing: {p: {title: P, subjects: [buyers], categories: [names], special: [faith], datastores: [registered]}}
"""
    )
    counts = table(found, provenance, "numbers", "About how many people and records, of which kinds")
    assert counts == [
        ["\u2610", "Orders", "4,250", "61,000", "patients", "special data: charts"],
        ["\u2610", "registered", "not provided", "not provided", "buyers", "names, faith"],
        ["\u2610", "empty", "not provided", "not provided", "not provided", "not provided"],
        ["\u2610", "silent", *["not provided"] * 2, "whether it holds personal data is not said", "not provided"],
    ]
    behind = table(found, provenance, "numbers", "What the decision needs to know of each")
    assert behind[0] == [
        "Orders", "yes; key: Safe", "no backup", "never", "after 4 h: 2 of 4, no history | after 3 d: 4 of 4",
    ]  # fmt: skip
    assert behind[2] == ["empty", "not provided", "no backup", "never", "not provided"]


@pytest.mark.parametrize(
    ("stores", "hints"),
    [
        ("{}", ["the plan names none", "number, or from .. to ..; the plan counts none"] * 2),
        (
            """
  a: {personal: {level: ordinary, people: 900, records: 5000, subjects: [buyers, staff], categories: [orders]}}
  b: {personal: {level: special, people: 61, records: 5000, subjects: [staff], categories: [sick days]}}
  c: {personal: {level: none}}
  d: {class: truth}
""",
            [
                "the plan names: staff, buyers",
                "number, or from .. to ..; the plan counts 61 to 900 in one datastore",
                "the plan names: sick days, orders",
                "number, or from .. to ..; the plan counts 5,000 in one datastore",
            ],
        ),
        (
            f"{{a: {{personal: {{level: ordinary, subjects: [{', '.join('abcdefghij')}]}}}}}}",
            [
                "the plan names: a, b, c, d, e, f, g, h, i and 1 more, in The numbers",
                "number, or from .. to ..; the plan counts none",
                "the plan names none",
                "number, or from .. to ..; the plan counts none",
            ],
        ),
    ],
    ids=["nothing", "special first, numbers not added up", "many"],
)
def test_the_form_is_filled_with_what_the_plan_knows(
    of_text: OfText, provenance: Provenance, stores: str, hints: list[str]
) -> None:
    forms = [b for b in blocks(of_text(f"datastores: {stores}"), provenance, "authority") if isinstance(b, Blanks)]
    nature = next(dict(b.rows) for b in forms if b.caption.startswith("Nature"))
    asked = ("Categories of people", "People, about", "Categories of data", "Records, about")
    assert [nature[name] for name in asked] == hints


def test_the_decision_is_drawn_and_written_alike_and_answered_by_nobody(
    of_text: OfText, provenance: Provenance
) -> None:
    found = blocks(of_text("people: {}"), provenance, "decision")
    figure = next(b for b in found if isinstance(b, Figure))
    drawn = " ".join(t.text or "" for t in ET.fromstring(figure.svg).iter("{http://www.w3.org/2000/svg}text"))
    written = list(rows(next(b for b in found if isinstance(b, Table))))
    assert len(written) == len(steps())
    for step, row in zip(steps(), written, strict=True):
        for said in (step.text, step.outcome):
            assert all(word in drawn for word in said.split())
            assert said in row[0] + row[1]
        assert row[2:] == ["\u00a0", "\u00a0"]
    assert figure.alt == f"{TITLE}: {SAYS}"


@pytest.mark.parametrize(
    "found",
    [
        steps(),
        (Step("Only this?", aside="no", outcome="End.", onward="yes"), Step("Do it.", kind="duty")),
        (Step("w" * 300, "c" * 300, "no, " * 30, "o" * 300, "yes"), Step("A longer way. " * 60, kind="duty")),
    ],
    ids=["the law", "two", "long words"],
)
def test_nothing_in_the_drawing_overlaps_or_leaves_it(found: tuple[Step, ...]) -> None:
    laid = decision("t", "s", found)
    boxes = [*laid.steps, *laid.outcomes.values()]
    assert all(laid.drawing.box.holds(b) for b in boxes)
    assert not [1 for n, a in enumerate(boxes) for b in boxes[n + 1 :] if a.meets(b)]
    assert all(a.bottom < b.top for a, b in pairwise(laid.steps))
    texts_ = laid.drawing.texts
    assert all(laid.drawing.box.holds(t.box) for t in texts_)
    assert not [(a.text, b.text) for n, a in enumerate(texts_) for b in texts_[n + 1 :] if a.box.meets(b.box)]
    assert laid.drawing.width == WIDTH


@pytest.mark.parametrize(
    ("text", "gaps"),
    [("no gap", []), ("on [date] at [time]", ["[date]", "[time]"]), ("[all]", ["[all]"]), ("an [open one", [])],
)
def test_gaps_stand_out(text: str, gaps: list[str]) -> None:
    found = gapped(text)
    assert "".join(s.text for s in found) == text
    assert [s.text for s in found if s.strong] == gaps


@pytest.mark.parametrize(
    ("from_", "audience", "shown"),
    [("awareness", "people", ["text-t"]), ("detection", "people", []), ("awareness", "others", [])],
)
def test_a_prepared_text_is_shown_for_its_notice_after_awareness(
    of_text: OfText, provenance: Provenance, from_: str, audience: str, shown: list[str]
) -> None:
    found = of_text(
        f"communication: {{notify: {{n: {{audience: {audience}, from: {from_}}}}}, "
        "templates: {t: {audience: People, text: 'On [date] it happened.'}}}"
    )
    letter = next(s for s in breach(found, provenance).sections if s.id == "letter")
    assert [s.id for s in letter.sections] == shown


@pytest.mark.parametrize(
    ("audience", "section"),
    [
        ("data protection authority", "authority"),
        ("people whose data are at high risk", "letter"),
        ("pupils and their parents", "letter"),
        ("members of the club", "letter"),
        ("schools", "controllers"),
        ("our controllers", "controllers"),
        ("cyber insurer", "texts"),
        ("authorities in the press", "texts"),
    ],
)
def test_each_prepared_text_stands_where_its_readers_are_told(
    of_text: OfText, provenance: Provenance, audience: str, section: str
) -> None:
    found = of_text(
        f"""
communication:
  notify: {{n: {{audience: {audience}, from: awareness}}}}
  templates: {{t: {{audience: {audience}, text: We tell you.}}}}
datastores: {{d: {{personal: {{level: ordinary, subjects: [members]}}}}}}
processing:
  own: {{title: Own, controllers: [cyber insurer], subjects: [pupils]}}
  p: {{title: P, role: processor, controllers: [Eleven schools in town]}}
"""
    )
    holding = {s.id: [p.id for p in s.sections] for s in breach(found, provenance).sections}
    assert [id_ for id_, ids in holding.items() if "text-t" in ids] == [section]


@pytest.mark.parametrize(("owner", "lines"), [("", 2), (", breach: {owner: people/a}", 3)])
def test_without_an_officer_the_form_names_who_keeps_the_procedure(
    of_text: OfText, provenance: Provenance, owner: str, lines: int
) -> None:
    gdpr = f"{{dpo: {{required: no, reason: few}}{owner}}}"
    sender = blocks(
        of_text(f"people: {{a: {{name: Ada}}}}\norganization: {{name: X, gdpr: {gdpr}}}"), provenance, "authority"
    )[0]
    assert isinstance(sender, Pairs)
    said = ["".join(s.text for s in one) for one in dict(sender.rows)["Contact, Art. 33(3)(b)"]]
    assert len(said) == lines
    assert said[2:] == ["keeps the procedure: Ada"][: lines - 2]


def test_the_letter_is_filled_with_what_is_known(of_text: OfText, provenance: Provenance) -> None:
    def draft(text: str) -> str:
        found = next(b for b in blocks(of_text(text), provenance, "letter") if isinstance(b, Callout))
        return "\n".join("".join(s.text for s in line) for line in found.lines)

    empty = draft("people: {}")
    assert "answered by [name of the contact], [telephone, address]." in empty
    assert "[name of who answers for it], Test" in empty
    known = draft(
        "people: {a: {name: Ada}}\n"
        "organization: {name: X, gdpr: {dpo: {name: people/a, contact: a@x.example}, breach: {decided_by: people/a}}}"
    )
    assert "answered by our data protection officer, Ada, a@x.example." in known
    assert known.endswith("Ada, X")


def test_breaches_on_record_stand_in_the_register(of_text: OfText, provenance: Provenance) -> None:
    found = of_text(
        """
incidents:
  plain: {title: No breach}
  bare: {title: Bare, breach: {types: availability}}
  small: {title: Small, aware_reason: it took an hour, breach: {decision: register-only}}
  middle: {title: Middle, delay_reason: the form was down, breach: {decision: authority}}
  full:
    title: Letter
    occurred: 2026-03-01T08:00:00Z
    detected: 2026-03-01T09:00:00Z
    aware: 2026-03-01T10:00:00Z
    ended: 2026-03-01T11:00:00Z
    causes: [no second pair of eyes, no warning]
    breach: {types: [confidentiality], people: 38, records: 40, effects: mails, remedy: excuse, decision: authority, reason: likely}
    notified: {authority: 2026-03-02T12:00:00Z, controller: 2026-03-02}
"""
    )
    assert [row[0] for row in table(found, provenance, "register", "Breaches on record")] == [
        "Bare | aware not provided",
        "Small | aware not provided | aware later because: it took an hour",
        "Middle | aware not provided",
        "Letter | aware 2026-03-01 10:00 UTC",
    ]
    bare, small, middle, full = table(found, provenance, "register", "Breaches on record")
    assert bare[3] == "not provided | reason: not provided | not provided"
    assert bare[4] == "authority: no time recorded | people: no time recorded"
    assert small[4] == "authority: not told, by the decision | people: not told, by the decision"
    assert middle[4] == (
        "authority: no time recorded | late because: the form was down | people: not told, by the decision"
    )
    assert "about 38 people | about 40 records | Causes: no second pair of eyes; no warning" in full[1]
    assert full[1].startswith(
        "began 2026-03-01 08:00 UTC | noticed 2026-03-01 09:00 UTC | ended 2026-03-01 11:00 UTC |"
    )
    assert bare[1].startswith("began not provided | noticed not provided | availability")
    assert bare[1].endswith("Causes: not provided")
    assert full[2] == "Effects: mails | Remedy: excuse"
    assert full[4].startswith(
        "authority: 2026-03-02 12:00 UTC, 26 h after awareness | people: not told, by the decision"
    )
    assert full[4].endswith("controller: 2026-03-02")


def test_controllers_get_their_notice_only_where_we_act_for_others(of_text: OfText, provenance: Provenance) -> None:
    alone = blocks(of_text("processing: {p: {title: P}}"), provenance, "controllers")
    acting = blocks(of_text("processing: {p: {title: P, role: processor}}"), provenance, "controllers")
    assert not any(isinstance(b, Blanks) for b in alone)
    assert any(isinstance(b, Blanks) for b in acting)
    assert [row[1] for row in rows(acting[1])] == ["not provided"]


def test_whom_to_call_has_everybody_once(of_text: OfText, provenance: Provenance) -> None:
    found = of_text(
        """
people: {a: {name: Ada, contacts: [{kind: phone, value: "+49 711 1"}, {kind: mail, value: a@x.example}]}, b: {name: Bob}}
roles: {lead: {name: Lead, holder: a, deputies: [b]}}
vendors: {law: {name: Law Ltd, contacts: [{kind: phone, value: "+49 711 2"}]}}
organization: {name: X, gdpr: {dpo: vendors/law, breach: {decided_by: roles/lead, owner: roles/lead}}}
communication: {notify: {i: {audience: insurer, by: roles/lead, channel: claims line, fallback: mail, contact: folder}}}
"""
    )
    people = table(found, provenance, "contacts", "Our own people, in the order of calling")
    assert people == [
        [
            "decides on the notices; keeps the procedure; tells: insurer",
            "Lead (Ada)",
            "Ada | phone +49 711 1 | Bob",
        ],
        ["data protection officer", "Law Ltd", "Law Ltd | phone +49 711 2"],
    ]
    others = table(found, provenance, "contacts", "Authority, insurers and others")
    assert others[1] == [
        "insurer",
        "not provided | from detection",
        "Lead (Ada)",
        "claims line | else: mail | contact: folder",
    ]


def test_an_almost_empty_plan_gives_a_pack_of_lines(of_text: OfText, provenance: Provenance) -> None:
    document = breach(of_text("people: {}"), provenance)
    assert sum(isinstance(p, Blanks) for p in parts(document.sections)) >= 8
    assert "not provided" in set(texts(document))


def test_hostile_names_stay_text(of_text: OfText, provenance: Provenance) -> None:
    figures = [p for p in parts(breach(of_text(HOSTILE), provenance).sections) if isinstance(p, Figure)]
    assert all(ET.fromstring(f.svg) is not None for f in figures)
    spans = [p for p in parts(breach(of_text(HOSTILE), provenance).sections) if isinstance(p, Span)]
    assert any("<script>" in s.text for s in spans)
