"""The plan as a book: every chapter in its order, every link a place, every gap said, and usable with a pen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from bcdr.audit import Audit
from bcdr.report.block import Blanks, Callout, Column, Figure, Items, Pairs, Paragraph, Prose, Step, Steps, Table, Ticks
from bcdr.report.book import book
from bcdr.report.book.anchor import each_span, resolved
from bcdr.report.book.leaf import fitted, leaf, printed
from bcdr.report.document import Document, Section
from bcdr.report.provenance import Provenance
from bcdr.report.site.page import Alarm, Choice, Choices, Code, Fold, Message, Page, Standings, Task
from bcdr.report.site.page import Section as Part
from bcdr.report.span import Span, cell

Audited = Callable[[str], Audit]
CHAPTERS = [
    "start", "control", "support", "activation", "recovery", "scenarios-index", "runbooks-index", "reconstitution",
    "appendices",
]  # fmt: skip
HOSTILE = """
organization: {name: "<b>&</b> \\u202eevil {{ 7*7 }}"}
services: {"s-1": {name: "<img src=x onerror=alert(1)>", tier: 1, rto: 4h, depends_on: [datastores/d]}}
datastores: {d: {name: "]]> --> |`$(reboot)`", class: truth}}
runbooks:
  con: {title: "javascript:alert(1)", recovers: [datastores/d], scenarios: [ransomware], steps: [{do: "<script>x</script>", run: "rm -rf '/tmp/$(x)'"}]}
scenarios: {ransomware: {applicable: yes, runbooks: [con], triggers: ["\\u0628\\u0631\\u064a\\u062f"]}}
vendors: {v: {name: "V</table>", contacts: [{kind: phone, value: "tel:+1\\" onclick="}]}}
"""


def inside(value: Any, kind: type) -> Iterator[Any]:
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for one in value:
            yield from inside(one, kind)
    elif is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            yield from inside(getattr(value, f.name), kind)


def sections(found: tuple[Section, ...]) -> dict[str, Section]:
    return {s.id: s for s in inside(found, Section)}


def words(value: Any) -> str:
    return " ".join(s.text for s in inside(value, Span))


@pytest.fixture
def harbour(audited: Audited, provenance: Provenance) -> Document:
    return book(audited("harbour-books"), provenance)


@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_chapters_stand_in_the_order_of_the_standard(audited: Audited, provenance: Provenance, company: str) -> None:
    assert [s.id for s in book(audited(company), provenance).sections] == CHAPTERS


@pytest.mark.parametrize("text", ["", HOSTILE])
def test_any_plan_gives_a_whole_book(text: str, of_text: Callable[[str], Audit], provenance: Provenance) -> None:
    document = book(of_text(text), provenance)
    assert [s.id for s in document.sections] == CHAPTERS
    assert "not known" not in [s.text for s in inside(document.sections, Span)]


@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_every_link_leads_to_one_place(audited: Audited, provenance: Provenance, company: str) -> None:
    found = book(audited(company), provenance).sections
    places = [s.id for s in inside(found, Section)] + [s.anchor for s in inside(found, Step)]
    assert len(places) == len(set(places))
    hrefs = {s.href for s in inside(found, Span) if s.href}
    assert {h for h in hrefs if h.startswith("/")} == set()
    cells = {c.id for t in inside(found, Table) for row in t.rows for c in row if c.id}
    assert {h[1:] for h in hrefs if h.startswith("#")} <= {*places, *cells}


def test_each_chapter_names_its_clauses(harbour: Document) -> None:
    for chapter in harbour.sections[1:]:
        first = chapter.blocks[0]
        assert isinstance(first, Paragraph), chapter.id
        assert "NIST SP 800-34" in words(first), chapter.id


def test_the_first_page_says_who_leads_what_to_do_and_where_the_keys_are(harbour: Document) -> None:
    found = sections(harbour.sections)
    start = found["start"]
    assert "Down without warning for  30 min" in words(start)
    assert "Markus Thaler" in words(start)
    [ticks] = inside(start.blocks, Ticks)
    assert "Page the incident lead" in words(ticks)
    assert list(inside(start.blocks, Blanks))
    assert "Deposit box in a bank" in words(found["where-keys"])
    assert all(s.page for s in inside(found["turn-to"], Span) if s.href)


def called(document: Document) -> list[tuple[str, str]]:
    """Rows of the first page that say whom to call."""
    [pairs] = [b for b in sections(document.sections)["start"].blocks if isinstance(b, Pairs) and b.is_large]
    return [(name, words(lines)) for name, lines in pairs.rows]


@pytest.mark.parametrize(("roles", "more"), [(2, False), (14, False), (20, True)])
def test_many_who_are_called_do_not_push_the_first_page_apart(
    roles: int, more: bool, of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    people = "\n".join(f"  p{n}: {{name: P{n}, contacts: [{{kind: phone, value: '0{n}'}}]}}" for n in range(roles))
    held = "\n".join(f"  r{n}: {{name: R{n}, holder: p{n}, powers: [declare]}}" for n in range(roles))
    who = ", ".join(f"{{role: r{n}}}" for n in range(roles))
    text = f"people:\n{people}\nroles:\n{held}\nactivation: {{decided_by: [{who}]}}"
    document = book(of_text(text), provenance)
    rows = called(document)
    assert len(rows) <= 14
    assert (rows[-1] == ("And others", "all of them:  Call tree")) is more, rows
    criteria = words(sections(document.sections)["criteria"])
    assert f"R{roles - 1}" in criteria
    assert ("their numbers:  Call tree" in criteria) is (roles > 12), criteria
    assert f"P{roles - 1}" in words(sections(document.sections)["call-tree"])


def test_everybody_who_may_declare_is_named_where_the_plan_is_activated(
    of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    held = "\n".join(f"  r{n}: {{name: R{n}, powers: [declare]}}" for n in range(9))
    criteria = words(sections(book(of_text(f"roles:\n{held}"), provenance).sections)["criteria"])
    assert [n for n in range(9) if f"R{n}" not in criteria] == []
    assert "may declare as well: R6, R7, R8; their numbers: " in criteria


NIGHT = """
people:
  ada: {name: Ada, contacts: [{kind: mobile, kept_in: private, out_of_band: yes}, {kind: phone, value: "0711 1"}]}
  bo: {name: Bo, contacts: [{kind: mobile, kept_in: private}]}
  cy: {name: Cy}
  di: {name: Di, contacts: [{kind: mobile, value: "0711 4"}]}
roles:
  lead: {name: Lead, holder: ada, deputies: [bo]}
  head: {name: Head, holder: cy}
  voice: {name: Voice, holder: di}
  none: {name: Nobody's}
"""


@pytest.mark.parametrize(
    ("activation", "rows"),
    [
        pytest.param(
            "{decided_by: [{role: lead}, {role: head}], notify_first: [roles/voice, roles/lead]}",
            [
                ("Voice", "Di   mobile  0711 4"),
                ("Lead (may declare)", "Ada   mobile  kept in private  or  phone  0711 1 Bo   mobile  kept in private"),
                ("Head (may declare)", "Cy   no number in the plan"),
            ],
            id="first who is told first, each role once, and a printed number beside one that is not",
        ),
        pytest.param(
            "{decided_by: [{role: lead, quorum: 2}, {role: none}]}",
            [
                ("Lead (may declare, if 2 of them agree)",
                 "Ada   mobile  kept in private  or  phone  0711 1 Bo   mobile  kept in private"),
                ("Nobody's (may declare)", "nobody holds this role"),
            ],
            id="how many must agree, and a role that nobody holds",
        ),
        pytest.param(
            "{threshold: 30m}", [("Whom to call", "not provided; all numbers:  Contacts")], id="nobody is named",
        ),
    ],
)  # fmt: skip
def test_the_first_page_says_whom_to_call(
    activation: str, rows: list[tuple[str, str]], of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    found = called(book(of_text(f"{NIGHT}activation: {activation}"), provenance))
    assert [(name, " ".join(text.split("\n"))) for name, text in found] == rows


PLACES = """
places:
  vault: {name: Vault, offline: yes}
  cloud: {name: Cloud}
  shed: {name: Shed}
credentials:
  reader: {name: Reading login, can: {read: [places/cloud]}}
  job: {human: no, can: {write: [places/cloud]}}
  other: {name: Job login, human: no, can: {read: [places/shed]}}
datastores:
  a: {name: A, class: truth, copies: {n: {kind: dump, at: cloud}, s: {kind: replica, at: cloud}}}
  b: {name: B, class: truth, copies: {n: {kind: dump, at: cloud}, v: {kind: dump, at: vault}, x: {kind: dump}, y: {kind: dump, at: shed}}}
  c: {name: C, class: truth, copies: {old: {kind: dump, at: vault, active: no}}}
"""


def test_the_first_pages_say_where_the_copies_are_and_what_opens_them(
    of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    [table] = inside(sections(book(of_text(PLACES), provenance).sections)["where-copies"], Table)
    assert [[words(c) for c in row] for row in table.rows] == [
        ["Cloud", "A, B live, follows every change: A", "Reading login"],
        ["Vault", "B", "no login: it is offline"],
        ["Shed", "B", "Job login (of a program)"],
        ["place not provided", "B", "not provided"],
    ]


LONG = "runbooks: {r: {title: R, rollback: %s, returns: Switch `it` back., steps: [{do: One, run: ls}]}}"


@pytest.mark.parametrize(
    ("rollback", "is_row"),
    [
        pytest.param("Nothing to undo", True, id="one line"),
        pytest.param('"- one\\n- two"', False, id="a list"),
        pytest.param("the *old* one", False, id="emphasis"),
        pytest.param("unknown", True, id="nothing written"),
    ],
)
def test_what_is_read_before_the_steps_takes_a_row_where_it_is_one_line(
    rollback: str, is_row: bool, of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    found = sections(book(of_text(LONG % rollback), provenance).sections)["runbooks-r"]
    [pairs] = inside(found, Pairs)
    names = [name for name, _ in pairs.rows]
    assert ("If it goes wrong" in names) is is_row
    assert "Back to normal" in names
    assert len(list(inside(found, Prose))) == (not is_row)
    assert isinstance(found.blocks[-1], Steps)


def test_a_runbook_can_be_ticked_off(harbour: Document) -> None:
    book_ = sections(harbour.sections)["runbooks-restore-orders"]
    assert book_.starts_page
    [steps] = inside(book_, Steps)
    assert [s.number for s in steps.steps] == list(range(1, len(steps.steps) + 1))
    restore = steps.steps[3]
    assert restore.run.startswith("pgbackrest")
    assert restore.takes
    assert restore.if_fails
    assert words(restore.by).startswith("Backup owner")


def test_every_runbook_scenario_and_vendor_of_the_plan_is_in_it(audited: Audited, harbour: Document) -> None:
    plan, found = audited("harbour-books").facts.plan, sections(harbour.sections)
    wanted = [*(f"runbooks-{r}" for r in plan.runbooks), *(f"vendors-{v}" for v in plan.vendors)]
    wanted += [f"scenarios-{s.id}" for s in plan.scenarios.values() if s.applicable is not False]
    assert [w for w in wanted if w not in found] == []


def test_what_was_proven_has_its_day(harbour: Document) -> None:
    [table] = inside(sections(harbour.sections)["objectives"], Table)
    assert words(table.rows[0][3]).startswith("58 min on 2026-")


def test_services_stand_in_the_agreed_order(audited: Audited, harbour: Document) -> None:
    facts = audited("harbour-books").facts
    assert facts.plan.recovery_order is not None
    [table] = inside(sections(harbour.sections)["order"].blocks, Table)
    agreed = [facts.plan.services[s].name_or_id for s in facts.plan.recovery_order.order]
    assert [words(row[1]) for row in table.rows] == agreed


def test_what_nobody_agreed_has_no_number(of_text: Callable[[str], Audit], provenance: Provenance) -> None:
    found = of_text("services: {b: {tier: 2}, a: {tier: 1}, c: {}}")
    order = sections(book(found, provenance).sections)["order"]
    assert [c.title for c in inside(order, Callout)] == ["No order is agreed"]
    [table] = inside(order.blocks, Table)
    assert [(words(row[0]), words(row[1]), words(row[2])) for row in table.rows] == [
        ("–", "a", "1"), ("–", "b", "2"), ("–", "c", "not provided"),
    ]  # fmt: skip


def test_numbers_that_are_kept_elsewhere_are_asked_for(of_text: Callable[[str], Audit], provenance: Provenance) -> None:
    person = "people: {p: {name: P, contacts: [{kind: mobile, kept_in: private}]}}\nroles: {r: {holder: p}}"
    known = "people: {p: {name: P, contacts: [{kind: mobile, value: '+49 1'}]}}\nroles: {r: {holder: p}}"
    for text, asked in ((person, True), (known, False)):
        books = sections(book(of_text(text), provenance).sections)["where-books"]
        assert bool(list(inside(books, Callout))) is asked


def test_a_number_that_is_kept_elsewhere_is_written_by_hand_in_one_place(
    of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    text = """
people: {ada: {name: Ada, contacts: [{kind: mobile, kept_in: the safe}]}}
roles: {lead: {name: Lead, holder: ada}}
vendors: {v: {name: V, contacts: [{kind: phone, kept_in: the safe}]}}
runbooks: {r: {title: R, activation: {by: roles/lead}, steps: [{do: "Go", by: roles/lead}]}}
"""
    found = sections(book(of_text(text), provenance).sections)
    for id_ in ("call-tree", "contacts"):
        assert [s.text for s in inside(found[id_], Span) if s.by_hand] == ["kept in the safe"], id_
    assert {s.text for s in inside(found["vendors"], Span) if s.by_hand} == {"kept in the safe"}
    own = found["runbooks-r"]
    assert not [s for s in inside(own, Span) if s.by_hand]
    [steps] = inside(own, Steps)
    assert steps.steps[0].by[1] == (Span("Ada", href="#contacts", page=True),)
    assert ("in Contacts", "#contacts", True) in [(s.text, s.href, s.page) for s in inside(own, Span)]


def test_an_edition_that_leaves_numbers_out_has_no_room_for_them(
    of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    text = "people: {ada: {name: Ada, contacts: [{kind: mobile, kept_in: '[left out]'}]}}\nroles: {lead: {holder: ada}}"
    found = book(of_text(text), provenance)
    assert not [s for s in inside(found.sections, Span) if s.by_hand]
    assert "Numbers that are not printed here" not in [c.title for c in inside(found.sections, Callout)]


def test_a_clause_carries_the_word_of_the_matrix(harbour: Document) -> None:
    table = list(inside(sections(harbour.sections)["cross-reference"].blocks, Table))[1]
    by_clause = {words(row[0]): words(row[3]) for row in table.rows}
    assert set(by_clause.values()) <= {
        "evidenced", "partly evidenced", "no evidence", "not applicable", "for human assessment", "see its parts",
    }  # fmt: skip
    assert len(table.rows) > 12


def test_an_empty_heading_is_said_where_the_contents_are_compared(
    of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    table = next(inside(sections(book(of_text(""), provenance).sections)["cross-reference"].blocks, Table))
    # without two services there is nothing to agree an order of
    assert [words(row[0]) for row in table.rows if "not provided" not in words(row[3])] == ["Order of recovery"]


@pytest.mark.parametrize(
    ("block", "kind", "said"),
    [
        (Choices((Choice("Move", "/runbooks/move.html", "3 steps", "passed", "good"),), "Runbooks"), Paragraph, "Runbooks"),
        (Choices((Choice("Move", "/runbooks/move.html", "3 steps", "passed", "good"),)), Items, "Move : 3 steps ,  passed"),
        (Alarm("Now", (Task("Who decides", ((Span("Ada"),),)),), ()), Callout, "Ada"),
        (Message("To staff", "en", "Stay\n\nat home"), Callout, "en Stay at home"),
        (Fold("More", (Table("T", (Column("A"),), ((cell("x"),),)),)), Table, "x"),
        (Code("C", "rm x"), Paragraph, "rm x"),
        (Standings(()), Table, ""),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_blocks_of_the_site_have_a_form_on_paper(block: Any, kind: type, said: str) -> None:
    first = printed(block)[0]
    assert isinstance(first, kind)
    assert words(first) == said


def test_a_flat_leaf_keeps_its_headings_as_captions() -> None:
    page = Page("vendors/v", "V", "Vendor", (Part("a", "A", (Paragraph((Span("not known"),)),)), Part("b", "B", ())))
    assert leaf(page, is_flat=True).sections == ()
    assert words(leaf(page)) == "not provided"
    assert [s.id for s in leaf(page).sections] == ["vendors-v-a", "vendors-v-b"]
    assert leaf(page, only=("a",)).sections == ()


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    table = Table("T", (Column("A"), Column("B")), ((cell("x"), cell("a long sentence about something else")),))
    one, two = fitted(table).columns
    assert one.width < two.width
    given = Table("T", (Column("A", 7), Column("B", 9)), table.rows)
    assert fitted(given) is given


@pytest.mark.parametrize(
    ("href", "becomes"),
    [
        ("/runbooks/a.html", "#runbooks-a"),
        ("/runbooks/a.html#step-9", "#runbooks-a"),
        ("/places.html#places-x", "#places-x"),
        ("/findings.html#finding-1", ""),
        ("#nowhere", ""),
        ("#runbooks-a", "#runbooks-a"),
        ("tel:+49", "tel:+49"),
        ("javascript:x", ""),
    ],
)
def test_links_lead_into_the_book_or_nowhere(href: str, becomes: str) -> None:
    row = Table("T", (Column("A"),), ((each_span(cell("x"), lambda s: s),),))
    place = Section("places-x", "X", ())
    found = resolved((Section("runbooks-a", "A", (Paragraph((Span("x", href=href, page=True),)), row), (place,)),))
    [span] = [s for s in inside(found, Span) if s.page or s.href or s.text == "x"][:1]
    assert (span.href, span.page) == (becomes, bool(becomes))


BAND = """
people:
  ada: {name: Ada, contacts: [{kind: mobile, value: "0711 1", out_of_band: yes}, {kind: phone, value: "0711 2"}]}
  bo: {name: Bo}
roles: {lead: {name: Lead, holder: ada, deputies: [bo]}}
"""


def test_a_name_and_its_first_number_share_a_line_and_what_holds_for_most_is_said_once(
    of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    tree = sections(book(of_text(BAND), provenance).sections)["call-tree"]
    [table] = inside(tree, Table)
    said = [" ".join("".join(s.text for s in x).split()) for x in table.rows[0][-1].lines]
    assert said == ["Ada mobile 0711 1 *", "phone 0711 2", "Bo no number in the plan"]
    assert [words(b) for b in tree.blocks if isinstance(b, Paragraph)][1:] == ["* works when our systems are down."]
    plain = sections(book(of_text(BAND.replace(", out_of_band: yes", "")), provenance).sections)["call-tree"]
    assert "*" not in words(plain)


WAYS = """
services:
  a: {name: A, fallback: {do: On paper, holds: 1d}}
  b: {name: B}
  c: {name: C, no_fallback_needed: Nobody waits for it}
  d: {name: D}
runbooks: {r: {title: R, returns: Back}, q: {title: Q}}
"""


def test_what_says_nothing_takes_a_sentence_and_no_rows(
    of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    found = sections(book(of_text(WAYS), provenance).sections)
    for id_, rows, rest in (
        ("meanwhile", ["A", "C"], "Nothing is written for:  B, D ."),
        ("return", ["R"], "Nothing is written in:  Q ."),
    ):
        [table] = inside(found[id_], Table)
        assert [words(row[0]) for row in table.rows] == rows
        assert words(found[id_].blocks[-1]) == rest


@pytest.mark.parametrize(
    ("owner", "said"),
    [("owner: lead", "There is a runbook for it, and somebody who leads."), ("reason: x", "No full answer: ")],
)
def test_a_scenario_says_in_a_sentence_whether_it_has_an_answer(
    owner: str, said: str, of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    text = f"{BAND}runbooks: {{r: {{title: R}}}}\nscenarios: {{ransomware: {{runbooks: [r], {owner}}}}}"
    [first, *_] = sections(book(of_text(text), provenance).sections)["scenarios-ransomware"].blocks
    assert words(first).startswith(said)


@pytest.mark.parametrize(
    ("loses", "tables"),
    [
        pytest.param("people/ada", [], id="nothing stops and no data is touched: the box says it"),
        pytest.param("datastores/d", ["Data", "Services"], id="data is touched"),
    ],
)
def test_what_the_box_says_is_not_said_again_by_empty_tables(
    loses: str, tables: list[str], of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    text = (
        f"{BAND}datastores: {{d: {{name: D, class: truth, copies: {{n: {{kind: dump, every: 1d}}}}}}}}\n"
        f"scenarios: {{ransomware: {{applicable: yes, detection: 1h, loses: [{loses}]}}}}"
    )
    found = sections(book(of_text(text), provenance).sections)["scenarios-ransomware-cost"]
    assert [t.caption for t in inside(found, Table)] == tables
    assert list(inside(found, Callout))


def test_no_picture_floats_beside_page_numbers(harbour: Document) -> None:
    found = list(inside(harbour.sections, Figure))
    assert found
    assert not any(f.floats for f in found)


def test_the_list_of_who_has_the_plan_stands_once(harbour: Document) -> None:
    control = sections(harbour.sections)["control"]
    assert "Copies of the plan" not in [name for b in control.blocks if isinstance(b, Pairs) for name, _ in b.rows]
    assert "Deposit box" in words(sections(harbour.sections)["distribution"])


def test_the_index_of_runbooks_has_their_ids_because_steps_name_them(harbour: Document) -> None:
    [index] = sections(harbour.sections)["runbooks-index"].blocks[1:]
    titles = [[words(said) for said in row[0].lines] for row in index.rows]
    assert ["Move the shop to the standby at Kelder Cloud", "failover-shop"] in titles


INVENTORY = """
datastores:
  db: {name: Orders, engine: postgresql 16, copies: {day: {kind: dump, tool: pg_dump 16}, log: {kind: log-archive, tool: pg_dump 16}, hand: {kind: export}, twin: {kind: replica}}}
  none: {name: Nothing}
components: {rack: {title: Rack server, used_by: [datastores/db], end_of_support: 2027-06-30, rebuild: Buy one, runbook: build, takes: 4h}, old: {title: Old one}}
runbooks: {build: {title: Build it, steps: [{do: x}]}}
renewals:
  late: {title: Licence, kind: licence}
  soon: {title: Domain, kind: domain, ends: 2027-01-02, automatic: no, protects: [datastores/db]}
"""


def test_the_inventory_has_versions_equipment_and_what_ends(
    of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    found = sections(book(of_text(INVENTORY), provenance).sections)["inventory"]
    rows = [[[words(said) for said in c.lines] for c in row] for t in inside(found.blocks, Table) for row in t.rows]
    assert rows == [
        [["Orders"], ["postgresql 16"], ["pg_dump 16: day, log", "program not provided: hand", "live copy: twin"]],
        [["Nothing"], ["not provided"], ["no copy"]],
        [["Rack server"], ["Orders"], ["2027-06-30"], ["Buy one", "Build it", "takes 4 h"]],
        [["Old one"], ["not provided"], ["not provided"], ["not provided"]],
        [["Domain", "domain"], ["2027-01-02"], ["no"], ["not provided"], ["not provided"], ["Orders"]],
        [
            ["Licence", "licence"],
            ["not provided"],
            ["not provided"],
            ["not provided"],
            ["not provided"],
            ["not provided"],
        ],
    ]


@pytest.mark.parametrize(
    ("waived", "title"), [(False, "Open findings"), (True, "Open findings; 1 more accepted by a named person")]
)
def test_what_is_missing_counts_what_is_accepted_only_where_there_is_some(
    waived: bool, title: str, audited: Audited, of_text: Callable[[str], Audit], provenance: Provenance
) -> None:
    found = book(audited("harbour-books") if waived else of_text(INVENTORY), provenance)
    [table] = inside(sections(found.sections)["missing"].blocks, Table)
    assert table.caption == title
