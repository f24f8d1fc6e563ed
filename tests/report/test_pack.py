"""A tabletop pack: aimed at what hurts, the same for the same seed, and with nothing on the table that tells too much."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.audit import Audit, audit
from bcdr.model.catalogue import SCENARIOS
from bcdr.render.html import html
from bcdr.report.block import Blanks, Card, Note, Table
from bcdr.report.document import Section
from bcdr.report.pack.facilitator import facilitator
from bcdr.report.pack.handouts import handouts
from bcdr.report.pack.luck import drawn, luck
from bcdr.report.pack.pack import Pack, tabletop
from bcdr.report.pack.score import CRITERIA, SCALE
from bcdr.report.pack.sheet import moment, offset
from bcdr.report.pack.story import OF_GROUP, STORIES
from bcdr.report.pack.weak import named, ranked, weakest
from bcdr.report.provenance import Provenance
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts
from tests.any_plan import any_author, text_of

from .conftest import AS_OF
from .test_every_document import BARE, HOSTILE, NAMES, parts
from .test_inject import BACK, SHOP
from .test_law_of_wording import FORBIDDEN, texts, typed

OfText = Callable[[str], Audit]
Audited = Callable[[str], Audit]
FROM = Provenance("bcdr 0", "0" * 64)


def packed(found: Audit, scenario: str | None = None, seed: int = 1) -> Pack:
    weak = named(found, scenario) if scenario is not None else weakest(found, seed)
    assert weak is not None
    return tabletop(found, weak, seed)


# -- luck --


def test_luck_is_the_same_everywhere() -> None:
    assert [round(luck(s, "a"), 6) for s in (0, 1, 2)] == [0.3715, 0.014303, 0.285981]
    assert luck(1, "a", "b") != luck(1, "ab")


@given(st.integers(0, 10**9), st.text())
def test_luck_stays_within(seed: int, key: str) -> None:
    assert 0 <= luck(seed, key) < 1
    assert drawn("abc", seed, key) in "abc"


# -- the scenario --

PLAYED = """
scenarios: {pandemic: {applicable: yes, loses: [people/a]}, insider: {applicable: yes, loses: [people/a]}}
people: {a: {name: A}, b: {name: B}}
datastores: {d: {at: p}}
places: {p: {site: s}}
drills: {t: {type: tabletop, scenario: insider, occurred: 2026-11-01, result: passed}}
"""
WEAKER = {
    "lost for good": (SHOP.replace("at: places/safe, every", "at: places/hall, every") + BACK, "datacentre-fire"),
    "never played before played": (PLAYED, "pandemic"),
    "no scenario, one fatal place": ("datastores: {d: {at: p}}\nplaces: {p: {site: s, storage: t}}\n", "datacentre-fire"),
    "no scenario, one fatal person": (
        "people: {a: {name: A}}\nservices: {s: {tier: 1, at: p, standby: {at: q}}}\nplaces: {p: {site: x}, q: {site: y}}\n",
        None,
    ),
    "nothing": ("", "ransomware"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WEAKER.values(), ids=WEAKER)
def test_the_scenario_that_hurts_most_is_taken(text: str, expected: str | None, of_text: OfText) -> None:
    found = packed(of_text(text))
    assert found.scenario == expected or expected is None
    assert found.why


def test_seeds_draw_among_the_worst(audited: Audited) -> None:
    found = audited("harbour-books")
    worst = [w.cover.id for w in ranked(found)]
    assert packed(found, seed=1).scenario == worst[0]
    drawn_ = {weakest(found, seed).cover.id for seed in range(2, 40)}
    assert len(drawn_) > 1
    assert drawn_ <= set(worst[:4])


def test_a_scenario_of_the_catalogue_may_be_named_that_the_plan_does_not_have(of_text: OfText) -> None:
    found = packed(of_text(SHOP + BACK), "key-loss")
    assert found.scenario == "key-loss"
    assert found.is_assumed
    assert "scenario" not in found.record
    assert named(of_text(""), "no-such-thing") is None


def test_every_scenario_of_the_catalogue_has_a_story() -> None:
    assert set(STORIES) == set(SCENARIOS)
    assert set(OF_GROUP.values()) <= set(STORIES)
    for id_, story in STORIES.items():
        for text in (story.signs, story.truth, *story.asks):
            assert text.rstrip("}")[-1] in ".?!" or text.endswith("{down}"), (id_, text)


def test_a_scenario_of_the_plan_alone_has_one_too(of_text: OfText) -> None:
    found = packed(of_text("scenarios: {flood: {title: The river comes, applicable: yes}}"), "flood")
    assert found.story.signs.startswith("This is reported: The river comes.")
    grouped = packed(of_text("scenarios: {flood: {title: The river comes, group: site, applicable: yes}}"), "flood")
    assert "gone" in grouped.story.signs


def test_a_name_with_braces_stays_a_name(of_text: OfText) -> None:
    found = packed(of_text('datastores: {d: {name: "{down} {0}"}}'), "accidental-deletion")
    assert "{down} {0} is empty" in found.story.signs


# -- the messages --


@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_messages_come_in_order_and_from_many_sides(company: str, seed: int, audited: Audited) -> None:
    found = packed(audited(company), seed=seed)
    times = [i.at for i in found.injects]
    assert times == sorted(set(times))
    assert [i.number for i in found.injects] == list(range(1, len(times) + 1))
    assert 7 <= len(times) <= 9
    assert len({i.template.topic for i in found.injects}) >= 5
    assert len({i.template.id for i in found.injects}) == len(times)
    away = [i.draft.away for i in found.injects if i.draft.away]
    assert len(away) <= 1
    assert not any(i.draft.to in away for i in found.injects)


def test_a_breach_of_personal_data_is_always_among_them(audited: Audited) -> None:
    for seed in range(1, 8):
        found = packed(audited("harbour-books"), "ransomware", seed)
        assert any(i.template.topic == "privacy" for i in found.injects)


def test_who_is_in_hospital_gets_no_message(of_text: OfText) -> None:
    text = SHOP.replace("scenarios:", "scenarios:\n  key-person-loss: {applicable: yes, loses: [people/ada]}") + BACK
    for seed in range(1, 6):
        found = packed(of_text(text), "key-person-loss", seed)
        assert found.story.signs.startswith("Ada has been taken to hospital")
        assert all("Ada" not in i.draft.to for i in found.injects)


def test_the_same_seed_gives_the_same_sheets_and_another_one_others(audited: Audited) -> None:
    found = audited("harbour-books")

    def sheets(seed: int) -> tuple[str, str]:
        made = packed(found, "ransomware", seed)
        return html(facilitator(made, FROM)), html(handouts(made, FROM))

    assert sheets(3) == sheets(3)
    assert sheets(3) != sheets(4)


# -- the sheets --


def test_the_table_sees_neither_truth_nor_answers(audited: Audited) -> None:
    for seed in (1, 2, 3):
        made = packed(audited("harbour-books"), seed=seed)
        table = " ".join(texts(handouts(made, FROM)))
        assert made.story.truth not in table
        for inject in made.injects:
            assert inject.draft.text in table
            assert inject.template.tests not in table
            assert not any(a.text in table for a in inject.draft.answers)
            assert not any(f.message in table for f in inject.findings)


def test_the_leader_has_every_message_with_what_the_plan_says(audited: Audited) -> None:
    made = packed(audited("corner-dental"))
    book = facilitator(made, FROM)
    cards = [p for p in parts(book.sections) if isinstance(p, Card)]
    assert [c.grade for c in cards] == [f"Message {i.number}" for i in made.injects]
    whole = " ".join(texts(book))
    assert made.story.truth in whole
    for inject in made.injects:
        assert inject.draft.text in whole
        assert all(a.text.replace("`", "") in whole.replace("`", "") for a in inject.draft.answers)
    gaps = next(p for p in parts(book.sections) if isinstance(p, Table) and p.caption.startswith("To what"))
    assert len(gaps.rows) == len(made.gaps) > 0


def test_each_message_lies_on_a_sheet_of_its_own(audited: Audited) -> None:
    made = packed(audited("harbour-books"))
    sheets = [s for s in handouts(made, FROM).sections if any(isinstance(b, Note) for b in s.blocks)]
    assert [s.title for s in sheets] == ["The situation", *(f"Message {i.number}" for i in made.injects)]
    assert all(s.starts_page and any(isinstance(b, Blanks) for b in s.blocks) for s in sheets)


def test_the_score_has_a_line_for_each_criterion() -> None:
    assert len(CRITERIA) == 10
    assert [number for number, _ in SCALE] == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("minutes", "expected"), [(0, "Saturday, 22:10"), (25, "Saturday, 22:35"), (150, "Sunday, 00:40"), (2000, "Monday, 07:30")]
)  # fmt: skip
def test_the_time_of_the_story_passes_midnight(minutes: int, expected: str) -> None:
    assert moment(STORIES["cloud-account-compromise"], timedelta(minutes=minutes)) == expected


def test_offsets() -> None:
    assert [offset(timedelta(minutes=m)) for m in (0, 10, 75)] == ["T+0", "T+10 min", "T+1 h 15 min"]


# -- the record --


def test_the_record_names_no_day_and_no_result(audited: Audited) -> None:
    made = packed(audited("harbour-books"), "ransomware")
    assert made.record["type"] == "tabletop"
    assert made.record["scenario"] == "ransomware"
    assert {"occurred", "result", "led_by", "participants"}.isdisjoint(made.record)
    assert (made.record_id, made.is_new) == ("2026-11-tabletop-ransomware", True)


def test_a_drill_that_waits_is_the_one_to_record(audited: Audited) -> None:
    made = packed(audited("harbour-books"), "cloud-account-compromise")
    assert (made.record_id, made.is_new) == ("2027-01-tabletop-account", False)


def test_an_id_that_is_taken_is_not_used(of_text: OfText) -> None:
    text = "drills: {2026-11-tabletop-key-loss: {type: walkthrough, occurred: 2026-11-02, result: passed}}"
    assert packed(of_text(text), "key-loss").record_id == "2026-11-tabletop-key-loss-2"


# -- any plan --


@pytest.mark.parametrize("text", [BARE, HOSTILE, ""], ids=["bare", "hostile", "nothing"])
def test_a_plan_of_nearly_nothing_gives_sheets(text: str, of_text: OfText) -> None:
    for scenario in (None, "ransomware", "key-person-loss"):
        made = packed(of_text(text), scenario)
        assert len(made.injects) >= 4
        for document in (facilitator(made, FROM), handouts(made, FROM)):
            page = html(document)
            assert "<script>alert" not in page
            tables = [p for p in parts(document.sections) if isinstance(p, Table)]
            assert all(len(row) == len(t.columns) for t in tables for row in t.rows)
            ids = [p.id for p in parts(document.sections) if isinstance(p, (Section, Card))]
            assert len(ids) == len(set(ids))


def test_hostile_names_are_there_and_harmless(of_text: OfText) -> None:
    page = html(facilitator(packed(of_text(HOSTILE), "ransomware"), FROM))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert NAMES[:20] not in page


@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_no_sheet_says_what_only_people_may_say(company: str, audited: Audited) -> None:
    found = audited(company)
    theirs = set(typed(found.facts.plan))
    for id_ in SCENARIOS:
        made = packed(found, id_, 2)
        said = [t for d in (facilitator(made, FROM), handouts(made, FROM)) for t in texts(d) if FORBIDDEN.search(t)]
        assert [t for t in said if not any(own in t for own in theirs if FORBIDDEN.search(own))] == []


@cache
def _any(seed: int) -> Audit:
    data, _ = any_author(seed, most=5)
    loaded = load(from_texts({"plan.yaml": text_of(data)}))
    assert loaded.plan is not None
    return audit(loaded.plan, AS_OF)


@settings(max_examples=60)
@given(st.integers(0, 2**40), st.sampled_from([None, *SCENARIOS]), st.integers(0, 9))
def test_any_plan_gives_sheets(seed: int, scenario: str | None, luck_: int) -> None:
    made = packed(_any(seed), scenario, luck_)
    assert made.injects
    for document in (facilitator(made, FROM), handouts(made, FROM)):
        assert html(document)
