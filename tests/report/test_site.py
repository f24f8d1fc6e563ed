"""The runbook site as data: names of files, links, what an operator finds first, what is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdr.analysis.facts import Facts
from bcdr.audit import audit
from bcdr.finding import Location
from bcdr.model.people import Contact
from bcdr.model.plan import Plan
from bcdr.report.block import Steps
from bcdr.report.provenance import Provenance
from bcdr.report.site.alarm import alarm
from bcdr.report.site.link import href, outward, path_of, reach, slug
from bcdr.report.site.page import Alarm, Page, Site
from bcdr.report.site.site import compose_site
from bcdr.report.span import Span
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

DAY = date(2026, 11, 21)
PLAN = """
bcdr: 1
organization: {name: Shop, people: 20}
people:
  anna: {name: Anna Berg, contacts: [{kind: phone, value: "+49 711 1", out_of_band: yes}]}
  jonas: {name: Jonas Wild, leaves_on: 2026-01-31}
roles:
  lead: {name: Incident lead, holder: anna, deputies: [jonas], powers: [declare]}
places:
  cellar: {site: home}
services:
  web: {name: Web shop, tier: 1, rto: 4h, depends_on: [datastores/orders]}
datastores:
  orders:
    at: cellar
    copies:
      nightly: {kind: dump, at: cellar, cron: "0 2 * * *"}
runbooks:
  restore-orders:
    title: Restore the orders
    recovers: [datastores/orders]
    scenarios: [ransomware]
    steps:
      - {id: stop, do: Stop the shop, by: lead, takes: 5m, run: systemctl stop shop}
      - {id: load, do: Load the dump, by: lead, takes: 1h, after: [stop]}
      - {id: look, do: Look, after: [stop, load]}
scenarios:
  ransomware: {applicable: yes, runbooks: [restore-orders], owner: lead}
  pandemic: {applicable: no, reason: we are two}
"""


def plan_of(text: str) -> Plan:
    found = load(from_texts({"plan.yaml": text})).plan
    assert found is not None
    return found


def site_of(text: str = PLAN) -> Site:
    found = audit(plan_of(text), DAY)
    return compose_site(found, found.findings, Provenance("bcdr", "0" * 64))


def page_of(path: str, text: str = PLAN) -> Page:
    return next(p for p in site_of(text).pages if p.path == path)


def texts(part: Any) -> Iterator[str]:
    """Every text in a page, in order."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from texts(inner)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from texts(getattr(part, name))


def words(page: Page) -> str:
    return "\n".join(texts(page.sections))


def spans(part: Any) -> Iterator[Span]:
    if isinstance(part, Span):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from spans(inner)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from spans(getattr(part, name))


IDS = st.one_of(
    st.text(max_size=120),
    st.from_regex(r"[a-z0-9]+([-_.][a-z0-9]+)*", fullmatch=True),
    st.sampled_from(["index", "readme", "con", "com1.log", "../../etc", "a b", "x" * 300]),
)


@given(st.lists(IDS, unique=True, max_size=6))
def test_no_two_ids_share_a_file_and_none_leaves_its_folder(ids: list[str]) -> None:
    names = [slug(i) for i in ids]
    assert len(set(names)) == len(names)
    for name in names:
        assert 0 < len(name) < 100
        assert name not in {"index", "readme", "con"}
        assert not set(name) & set("/\\ :?#%")
        assert not name.startswith(".")


def test_an_id_is_its_own_file_name() -> None:
    assert path_of("services", "web-shop") == "services/web-shop"


def test_collections_do_not_share_files() -> None:
    paths = [p.path for p in site_of().pages]
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize(
    ("ref", "address"),
    [
        ("services/web", "/services/web.html"),
        ("datastores/orders/copies/nightly", "/datastores/orders.html#copy-nightly"),
        ("places/cellar", "/places.html#places-cellar"),
        ("plan", "/index.html"),
        ("site/home", ""),
    ],
)
def test_a_reference_has_an_address(ref: str, address: str) -> None:
    assert href(ref) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("help@example.org", "mailto:help@example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://a b", ""),
        ('https://a"onclick=x', ""),
        ("the drawer", ""),
    ],
)
def test_only_the_web_and_mail_become_links(text: str, address: str) -> None:
    assert outward(text) == Span(text, href=address)


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (Contact(kind="phone", value="+49 711 1"), "tel:+497111"),
        (Contact(kind="phone", value="ask at the desk"), ""),
        (Contact(kind="mobile", kept_in="call card"), ""),
    ],
)
def test_a_number_can_be_tapped(contact: Contact, said: str) -> None:
    assert next((s.href for s in reach(contact) if s.href), "") == said


def test_the_first_page_says_who_decides_with_a_number() -> None:
    alarm = page_of("index").sections[0].blocks[0]
    assert isinstance(alarm, Alarm)
    decides = next(t for t in alarm.tasks if t.title == "Who decides")
    assert [s.text for s in spans(decides.lines) if s.href] == ["Incident lead", "Anna Berg", "+49 711 1"]


@pytest.mark.parametrize(("roles", "more"), [(6, ""), (7, "1 more role may declare: all contacts")])
def test_whoever_has_no_time_reads_no_list_of_roles(roles: int, more: str) -> None:
    able = "".join(f"  r{n}: {{name: Role {n}, holder: a, powers: [declare]}}\n" for n in range(roles))
    text = f"bcdr: 1\norganization: {{name: Shop, country: DE}}\npeople: {{a: {{name: Ann}}}}\nroles:\n{able}"
    decides = next(t for t in alarm(Facts(plan_of(text), DAY)).tasks if t.title == "Who decides")
    said = [s.text for s in spans(decides.lines)]
    assert sum(s.startswith("Role") for s in said) == 6
    assert [s for s in said if "more role" in s] == ([more] if more else [])


def test_what_a_finding_marks_as_code_is_set_as_code() -> None:
    found = site_of("bcdr: 1\norganization: {name: Shop, country: DE}\ndatastores: {d: {name: Orders, class: truth}}\n")
    shown = [s for p in found.pages if p.path in {"index", "findings"} for s in spans(p.sections)]
    assert any(s.code and s.text == "copies" for s in shown)
    assert [s.text for s in shown if "`" in s.text] == []


def test_a_person_who_left_is_not_called() -> None:
    assert "Jonas Wild" not in words(page_of("contacts"))


def test_a_plan_that_nobody_approved_is_not_in_force() -> None:
    assert "Not in force" in words(page_of("index"))


def test_an_approved_plan_is_in_force_until_its_review_is_overdue() -> None:
    for days, title in ((10, "In force"), (400, "Approved, but its review is overdue")):
        text = f"{PLAN}reviews: {{a: {{kind: approval, by: anna, occurred: {DAY - timedelta(days=days)}}}}}\n"
        assert title in words(page_of("index", text))


def test_steps_carry_owner_time_command_and_order() -> None:
    steps = next(b for s in page_of("runbooks/restore-orders").sections for b in s.blocks if isinstance(b, Steps))
    first, second, third = steps.steps
    assert (first.number, first.run, first.takes) == (1, "systemctl stop shop", "5 min")
    assert "+49 711 1" in [s.text for s in spans(first.by)]
    assert second.after == ""  # after the step before, as everybody expects
    assert third.after == "step 1, step 2"
    assert third.takes == "time not known"
    assert "nobody is named" in list(texts(third.by))


def test_a_changed_command_forgets_old_ticks() -> None:
    def digest(text: str) -> str:
        return next(
            b.digest
            for s in page_of("runbooks/restore-orders", text).sections
            for b in s.blocks
            if isinstance(b, Steps)
        )

    assert digest(PLAN) == digest(PLAN)
    assert digest(PLAN) != digest(PLAN.replace("systemctl stop shop", "systemctl stop web"))


def test_what_does_not_apply_stands_last_and_says_why() -> None:
    sections = page_of("scenarios/index").sections
    assert sections[-1].title == "Does not apply here"
    assert "we are two" in words(page_of("scenarios/pandemic"))


def test_a_scenario_that_the_plan_forgot_says_so() -> None:
    assert "The plan does not mention this scenario" in words(page_of("scenarios/region-loss"))


def test_unknown_is_never_blank() -> None:
    said = words(page_of("services/web"))
    assert "not provided" in said
    assert "not known" in said


def test_findings_name_their_place_in_the_plan() -> None:
    found = audit(plan_of(PLAN), DAY)
    placed = tuple(f.located(Location("plan.yaml", 7, 3)) for f in found.findings)
    site = compose_site(found, placed, Provenance("bcdr", "0" * 64))
    page = next(p for p in site.pages if p.path == "findings")
    assert "plan.yaml:7:3" in words(page)
    assert "bcdr explain" in words(page)


def test_every_link_inside_leads_to_a_page() -> None:
    site = site_of()
    urls = {p.url for p in site.pages}
    inside = {s.href.partition("#")[0] for p in site.pages for s in spans(p.sections) if s.href.startswith("/")}
    assert inside <= urls


def test_pages_say_who_has_tried_and_who_may_not_be_away() -> None:
    drills = "drills: {d: {type: system-restore, covers: [runbooks/restore-orders], led_by: anna, occurred: 2026-05-01, result: passed}}\n"
    said = words(page_of("roles/index", PLAN + drills))
    assert "2026-05-01 " in said
    assert "not known: nobody is named" in said  # step 3
    of_role = words(page_of("roles/lead", PLAN + drills))
    assert "led 2026-05-01" in of_role
    of_person = words(page_of("people/anna", PLAN + drills))
    assert "Stops without this person" in of_person
    assert "Drills of the runbooks" not in words(page_of("people/jonas", PLAN + drills))


def test_a_datastore_shows_its_digits_and_where_its_tier_comes_from() -> None:
    page = page_of("datastores/orders")
    assert "Tier 1, from Web shop" in list(texts(page.badges))
    assert [s.title for s in page.sections if s.id == "three-two-one"] == ["3-2-1-1-0"]
    assert "no restore was ever tested" in words(page)
    assert "3-2-1-1-0" not in [
        s.title
        for s in page_of(
            "datastores/cache", PLAN.replace("datastores:", "datastores:\n  cache: {class: derived}")
        ).sections
    ]


def test_real_plans_have_a_page_for_every_object(root: Path) -> None:
    from bcdr.source.folder import read_folder

    plan = load(read_folder(str(root / "plans" / "corner-dental"))).plan
    assert plan is not None
    found = audit(plan, DAY)
    paths = {p.path for p in compose_site(found, found.findings, Provenance("bcdr", "0" * 64)).pages}
    for kind in ("services", "datastores", "runbooks", "scenarios", "roles", "people", "vendors", "drills"):
        assert {f"{kind}/{slug(i)}" for i in plan.collection(kind)} <= paths


def test_what_is_due_can_be_taken_into_a_calendar() -> None:
    site, page = site_of(), page_of("due")
    assert "/due.ics" in [s.href for s in page.lead]
    shown = [s.text.casefold() for s in spans(page) if s.href]
    late = ("Overdue: ", "Never done: ", "No date: ", "Drill: ", "Action: ")
    assert site.diary.events
    for event in site.diary.events:
        title = event.title
        for word in late:
            title = title.removeprefix(word)
        assert title.casefold() in shown


TOLD = """
bcdr: 1
organization: {name: Shop}
channels: {portal: {name: Online form, kind: portal, audience: authority}}
communication:
  notify:
    authority: {audience: authority, within: 72h, channel: portal, fallback: "0711 9"}
    insurer: {audience: insurer, contact: policy in the safe}
    staff: {audience: staff}
"""


def test_contacts_say_how_everybody_is_reached_who_must_be_told() -> None:
    [rows] = [s.blocks[0].rows for s in page_of("contacts", TOLD).sections if s.id == "outside"]  # type: ignore[union-attr]
    assert [["".join(s.text for s in x) for x in row[-1].lines] for row in rows] == [
        ["Online form", "else 0711 9"], ["policy in the safe"], ["not known"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("books", "said"),
    [
        pytest.param("abcdef", ["runbooks: all 6"], id="all"),
        pytest.param("abcde", ["runbooks: all but F"], id="all but one"),
        pytest.param("abcd", ["runbooks: A, B, C, D"], id="two thirds"),
        pytest.param("", ["nothing that the plan names"], id="none"),
    ],
)
def test_a_place_names_the_printed_runbooks_or_those_that_are_not_there(books: str, said: list[str]) -> None:
    kept = {b: ", copies_kept: [{at: vault, as: print}]" if b in books else "" for b in "abcdef"}
    text = "\n".join(f"  {b}: {{title: {b.upper()}{at}}}" for b, at in kept.items())
    assert held(f"places: {{vault: {{name: Vault}}}}\nrunbooks:\n{text}") == said


def held(text: str) -> list[str]:
    [rows] = [s.blocks[0].rows for s in page_of("places", f"bcdr: 1\norganization: {{name: S}}\n{text}").sections[:1]]  # type: ignore[union-attr]
    return ["".join(s.text for s in x) for x in rows[0][-1].lines]


def test_what_lies_at_a_place_is_told_apart_by_kind() -> None:
    found = held("""
places: {vault: {name: Vault}}
services: {w: {name: Web, at: vault}}
credentials: {k: {name: Root login, kept_in: vault}, s: {name: Sealed, break_glass: {place: vault}}}
datastores:
  a: {name: A, copies: {day: {kind: dump, at: vault}, hour: {kind: dump, at: vault}}}
  b: {name: B, copies: {day: {kind: dump, at: vault}}}
""")
    assert found == ["Web", "copies of A (day, hour); B (day)", "keys: Root login, Sealed"]


@pytest.mark.parametrize(
    ("room", "said"),
    [
        pytest.param("within: hall", "contract, checked 2026-09-15", id="as the hall around it"),
        pytest.param("within: hall, checked: 2026-10-01", "contract, checked 2026-09-15", id="basis of the hall"),
        pytest.param("within: hall, basis: inspection", "inspection, never checked", id="its own, not checked"),
        pytest.param("basis: inspection, checked: 2026-10-01", "inspection, checked 2026-10-01", id="its own"),
        pytest.param("site: s", "nothing: assumed", id="none"),
    ],
)
def test_what_a_place_rests_on_was_checked_where_it_was_written(room: str, said: str) -> None:
    places = f"places: {{room: {{{room}}}, hall: {{basis: contract, checked: 2026-09-15}}}}"
    text = f"bcdr: 1\norganization: {{name: S}}\n{places}"
    [rows] = [s.blocks[0].rows for s in page_of("places", text).sections[:1]]  # type: ignore[union-attr]
    assert "".join(s.text for line in rows[0][2].lines for s in line) == said


def test_what_a_scenario_takes_is_named_once() -> None:
    text = """
bcdr: 1
organization: {name: Shop}
vendors: {v: {name: Host}}
places: {hall: {name: Hall, provider: v, account: prod}}
scenarios: {vendor-shutdown: {applicable: yes, loses: [vendors/v, provider/v, account/prod]}}
"""
    found = plan_of(text).scenarios
    assert found
    [lost] = [s.blocks[0] for s in page_of(f"scenarios/{next(iter(found))}", text).sections if s.id == "lost"]
    [here] = [lines for name, lines in lost.rows if name == "Here"]  # type: ignore[union-attr]
    assert ["".join(s.text for s in x) for x in here] == ["Host, account prod (Hall)"]
