"""A period with known answers: days are counted, nothing unknown is good, and what was recorded late counts in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest

from bcdr.audit import audit
from bcdr.model.plan import Plan
from bcdr.report.block import Table
from bcdr.report.document import Document, Section
from bcdr.report.period import period
from bcdr.report.period.chronicle import Chronicle, Spell, chronicle
from bcdr.report.period.conformity import by_finding, share, spans_of
from bcdr.report.period.document import in_short
from bcdr.report.period.late import as_it_was, late_records
from bcdr.report.period.state import Past, Period, State, stretches
from bcdr.report.provenance import Provenance
from bcdr.report.span import Span
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

CUT = date(2026, 12, 31)
HEAD = "bcdr: 1\norganization: {name: Shop, country: DE, people: 30}\n"
# the restore of a store of tier 1 counts for 180 days
STORE = """
services: {shop: {tier: 1, rto: 4h, rpo: 1d, depends_on: [datastores/db]}}
places: {a: {site: a}, b: {site: b}}
datastores: {db: {class: truth, at: a, personal: none, copies: {n: {kind: dump, every: 1d, at: b}}}}
"""
BOSS = "people: {ann: {name: Ann, employment: owner}}\nroles: {boss: {holder: ann, powers: [accept-risk]}}\n"
WAIVER = (
    "waivers: {w: {rule: restore-never-tested, on: datastores/db, reason: soon, approved_by: boss, "
    "occurred: 2026-03-01, valid_until: 2026-05-31}}\n"
)
FIRST = "  one: {type: system-restore, covers: [datastores/db], occurred: 2026-01-10, result: passed}\n"
SECOND = "  two: {type: system-restore, covers: [datastores/db], occurred: 2026-08-20, result: passed}\n"


def plan(text: str) -> Plan:
    loaded = load(from_texts({"plan.yaml": HEAD + text}))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    return loaded.plan


def state(since: str, text: str | None, **more: Any) -> State:
    values = {"author": "Ada", "committer": "Ben", "subject": f"As of {since}", "is_merge": False, **more}
    problem = "" if text is not None else "cannot be read: line 3"
    made = plan(text) if text is not None else None
    return State(date.fromisoformat(since), f"c{since}", plan=made, problem=problem, **values)


def told(first: str, last: str, *states: State, until: date = CUT, **more: Any) -> Chronicle:
    span = Period(date.fromisoformat(first), date.fromisoformat(last), until)
    return chronicle(Past(states, **more), span)


def spells(found: Chronicle, rule: str) -> list[tuple[str, str, int, bool]]:
    of = [s for s in found.spells if s.finding.rule == rule]
    return [(s.first.isoformat(), s.last.isoformat(), s.known, s.is_open) for s in sorted(of, key=lambda s: s.first)]


def inside(value: Any, kind: type) -> Iterator[Any]:
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for one in value:
            yield from inside(one, kind)
    elif is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            yield from inside(getattr(value, f.name), kind)


def words(value: Any) -> str:
    return " ".join(s.text for s in inside(value, Span))


def document(found: Chronicle) -> Document:
    newest = found.past.newest
    assert newest is not None
    assert newest.plan is not None
    return period(found, audit(newest.plan, found.period.until), Provenance("bcdr 0.0", "ab" * 32, "0123456789abcdef"))


def section(found: Chronicle, id_: str) -> Section:
    return next(s for s in document(found).sections if s.id == id_)


# --- days


def test_a_restore_grows_stale_without_any_commit_and_a_drill_ends_it() -> None:
    before = state("2026-01-01", STORE + "drills:\n" + FIRST)
    after = state("2026-08-20", STORE + "drills:\n" + FIRST + SECOND)
    found = told("2026-02-01", "2026-10-31", before, after)
    # 180 days after 10 January is 9 July; the day after is the first that is too late
    assert spells(found, "restore-test-stale") == [("2026-07-10", "2026-08-19", 41, False)]
    assert (found.known, found.audits) == (273, 273)


def test_a_drill_that_was_recorded_late_counts_from_its_day() -> None:
    before = state("2026-01-01", STORE + "drills:\n" + FIRST)
    after = state("2026-09-15", STORE + "drills:\n" + FIRST + SECOND)
    found = told("2026-02-01", "2026-10-31", before, after)
    assert spells(found, "restore-test-stale") == [("2026-07-10", "2026-08-19", 41, False)]
    assert found.audits == 273 + (date(2026, 9, 15) - date(2026, 8, 20)).days
    assert "drill two" in words(section(found, "unknown"))


def test_a_waiver_that_was_signed_later_does_not_reach_back() -> None:
    before, after = state("2026-01-01", STORE + BOSS), state("2026-04-01", STORE + BOSS + WAIVER)
    found = told("2026-01-01", "2026-06-30", before, after)
    assert spells(found, "restore-never-tested") == [
        ("2026-01-01", "2026-03-31", 90, False),
        ("2026-06-01", "2026-06-30", 30, True),
    ]
    assert "restore-never-tested on db" in words(section(found, "acceptances"))


def test_a_record_that_came_late_is_no_impossible_date_before_it_was_written() -> None:
    filed = "evidence: {log: {kind: log, recorded: 2026-09-10, occurred: 2026-08-20}}\n"
    drilled = SECOND.replace("result: passed", "result: passed, evidence: [log]")
    before, after = state("2026-01-01", STORE), state("2026-09-15", f"{STORE}drills:\n{drilled}{filed}")
    found = told("2026-08-01", "2026-09-30", before, after)
    assert spells(found, "restore-never-tested") == [("2026-08-01", "2026-08-19", 19, False)]
    assert spells(found, "impossible-date") == []


def test_an_acceptance_that_stands_in_several_versions_is_told_once() -> None:
    found = told(
        "2026-01-05", "2026-08-31",
        state("2026-03-01", STORE + BOSS + WAIVER), state("2026-03-05", STORE.replace("rto: 4h", "rto: 8h") + BOSS + WAIVER),
    )  # fmt: skip
    [table] = inside(section(found, "acceptances"), Table)
    assert [words(row[0]) for row in table.rows] == ["restore-never-tested on db"]


def test_a_drill_is_on_record_from_the_day_of_its_result() -> None:
    planned = "  two: {type: system-restore, covers: [datastores/db], planned: 2026-08-20}\n"
    found = told(
        "2026-01-01", "2026-10-31",
        state("2026-01-01", f"{STORE}drills:\n{planned}"), state("2026-08-22", f"{STORE}drills:\n{SECOND}"),
    )  # fmt: skip
    [table] = [t for t in inside(section(found, "drills"), Table) if t.caption.startswith("Drills done")]
    assert "2026-08-22" in words(table.rows[0])
    assert "or earlier" not in words(table.rows[0])


def test_days_without_data_and_unreadable_days_are_never_good() -> None:
    found = told(
        "2026-01-01", "2026-01-31",
        state("2026-01-11", STORE), state("2026-01-21", None), state("2026-01-24", STORE), until=date(2026, 1, 28),
    )  # fmt: skip
    assert [(s.knowledge, s.days) for s in found.stretches] == [
        ("no data", 10), ("known", 10), ("unreadable", 3), ("known", 5), ("no data", 3),
    ]  # fmt: skip
    assert spells(found, "restore-never-tested") == [
        ("2026-01-11", "2026-01-20", 10, False),
        ("2026-01-24", "2026-01-28", 5, True),
    ]
    assert all(s.began_before for s in found.spells if s.finding.rule == "restore-never-tested")
    said = words(section(found, "unknown"))
    assert "cannot be read: line 3" in said
    assert "c2026-01-21" in said
    assert "Data exist since 2026-01-11. The first version of the plan is of that day." in said
    assert "The data end on 2026-01-28" in said
    assert "13 days without data and of 3 days on which the plan could not be read" in words(section(found, "summary"))


def test_nothing_known_is_said_and_judged_as_nothing() -> None:
    found = told("2026-01-01", "2026-01-31", state("2026-02-01", STORE))
    assert (found.known, found.spells, found.audits) == (0, (), 0)
    assert "No day of the period can be judged" in words(section(found, "summary"))
    assert "No day of the period can be judged." in words(section(found, "conformity"))


def test_a_history_without_a_plan_is_said() -> None:
    newest = audit(plan(STORE), CUT)
    found = period(told("2026-01-01", "2026-01-31"), newest, Provenance("bcdr 0.0", "ab" * 32, None))
    assert "The history holds no version of the plan." in words(found)


def test_neighbouring_commits_with_one_fault_share_a_row() -> None:
    found = told(
        "2026-01-01", "2026-01-31", state("2026-01-01", None), state("2026-01-05", None), state("2026-01-09", STORE)
    )
    said = words(section(found, "unknown"))
    assert "2 commits, from c2026-01-01 by Ada to c2026-01-05: cannot be read: line 3" in said


@pytest.mark.parametrize(
    ("is_cut", "since", "said"),
    [
        (True, "2026-01-11", "Data exist since 2026-01-11. The clone is shallow"),
        (True, "2025-12-01", "The clone is shallow: it reaches back to 2025-12-01"),
    ],
)
def test_a_shallow_clone_says_since_when_data_exist(is_cut: bool, since: str, said: str) -> None:
    found = told("2026-01-01", "2026-01-31", state(since, STORE), is_cut=is_cut, is_modified=True)
    text = words(section(found, "unknown"))
    assert said in text
    assert "changes that are in no commit" in text


def test_the_last_commit_of_a_day_counts() -> None:
    empty = state("2026-01-05", "")
    found = told("2026-01-01", "2026-01-10", empty, state("2026-01-05", STORE))
    assert [(s.days, s.state) for s in found.stretches] == [(4, None), (6, found.past.states[1])]


def test_every_day_is_told_once() -> None:
    days: list[date] = []
    span = Period(date(2026, 1, 1), date(2026, 1, 5), CUT)
    chronicle(Past((state("2026-01-02", ""),)), span, days.append)
    assert days == [date(2026, 1, n) for n in range(2, 6)]


def test_a_stretch_is_cut_where_the_state_changes() -> None:
    past = Past((state("2026-01-02", ""), state("2026-01-04", STORE)))
    found = stretches(past, Period(date(2026, 1, 1), date(2026, 1, 5), CUT))
    assert [(s.first.day, s.last.day, s.knowledge) for s in found] == [
        (1, 1, "no data"),
        (2, 3, "known"),
        (4, 5, "known"),
    ]


@pytest.mark.parametrize(
    ("days", "still", "said"),
    [
        (0, 0, "No error was open on any known day. "),
        (
            1,
            0,
            "On 1 day (10 % of the known ones) at least one error was open; none was still open on the last known day. ",
        ),
        (9, 1, "On 9 days (90 % of the known ones) at least one error was open; 1 error was still open on the last "),
        (10, 2, "On 10 days (100 % of the known ones) at least one error was open; 2 errors were still open on the "),
    ],
)
def test_errors_in_short_are_sentences_also_of_nothing(days: int, still: int, said: str) -> None:
    found = told("2026-01-01", "2026-01-10", state("2026-01-01", ""))
    text = in_short(found, days, still)
    assert text.startswith(said)
    assert text.endswith("No drill was done, and none was overdue on any known day.")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-01-01", "2026-01-31", "2026-01-11 or earlier to 2026-01-20"),
        ("2026-01-01", "2026-01-11", "2026-01-11 or earlier, still open"),
        ("2026-01-18", "2026-01-20", "2026-01-18 or earlier to 2026-01-20, still open"),
    ],
)
def test_a_stretch_says_what_is_not_known_of_its_begin_and_that_it_has_not_ended(
    first: str, last: str, expected: str
) -> None:
    found = told(first, last, state("2026-01-11", STORE), state("2026-01-21", ""))
    [of] = [of for of in by_finding(found) if of[0].finding.rule == "restore-never-tested"]
    assert ["".join(s.text for s in one) for one in spans_of(of)] == [expected]


# --- what was recorded late


def with_success(moment: str) -> str:
    return STORE.replace("at: b}", f"at: b, last_success: {{occurred: {moment}}}}}")


def test_a_backup_that_was_recorded_late_had_succeeded_all_the_same() -> None:
    first = state("2026-03-01", with_success("2026-03-01T02:00:00+00:00"))
    middle = state("2026-03-08", with_success("2026-03-05T02:00:00+00:00"))
    late = late_records((first, middle))
    assert [(r.effective.day, r.recorded.day, r.id) for r in late] == [(5, 8, "db/n")]
    assert first.plan is not None
    assert as_it_was(first.plan, date(2026, 3, 4), late, {}) is None
    was = as_it_was(first.plan, date(2026, 3, 6), late, {})
    assert was is not None
    success = was.datastores["db"].copies["n"].last_success
    assert success is not None
    assert success.occurred.isoformat() == "2026-03-05T02:00:00+00:00"
    assert was.datastores["db"].copies["n"].ref == "datastores/db/copies/n"


def test_a_late_drill_brings_the_evidence_that_was_not_filed_then() -> None:
    drilled = SECOND.replace("result: passed", "result: passed, evidence: [log, photo, lost]")
    first = state("2026-01-01", STORE + "evidence: {log: {kind: log, title: As it was}}\n")
    files = "evidence: {log: {kind: log, title: As it is}, photo: {kind: photo}, lost: {}, other: {}}\n"
    second = state("2026-09-01", f"{STORE}drills:\n{drilled}{files}")
    assert first.plan is not None
    assert second.plan is not None
    filed = {e.id: e for e in second.plan.evidence.values() if e.id != "lost"}
    was = as_it_was(first.plan, date(2026, 8, 25), late_records((first, second)), filed)
    assert was is not None
    assert list(was.evidence) == ["log", "photo"]
    assert was.evidence["log"].name_or_id == "As it was"


def test_a_late_drill_of_something_that_did_not_exist_then_changes_nothing() -> None:
    first, second = state("2026-01-01", ""), state("2026-09-01", STORE + "drills:\n" + SECOND)
    assert first.plan is not None
    assert as_it_was(first.plan, date(2026, 8, 25), late_records((first, second)), {}) is None


ACTION = "actions: {x: {title: X, status: done, closed: 2026-02-03}}\n"


@pytest.mark.parametrize(
    ("then", "later", "day"),
    [
        ("", ACTION, "2026-02-05"),
        ("", with_success("2026-02-03T02:00:00+00:00"), "2026-02-05"),
        (with_success("2026-02-20T02:00:00+00:00"), with_success("2026-02-03T02:00:00+00:00"), "2026-02-21"),
        (with_success("2026-02-03T02:00:00+00:00"), with_success("2026-02-03T09:00:00+00:00"), "2026-02-05"),
        ("", "reviews: {r: {kind: approval, next: 2026-02-03}}\n", "2026-02-05"),
        (STORE, f"{STORE}drills: {{two: {{type: system-restore, covers: [datastores/db], occurred: 2026-02-03}}}}\n", "2026-02-05"),
        (ACTION.replace("done, closed: 2026-02-03", "open"), ACTION.replace("done", "in-progress"), "2026-02-05"),
        (STORE, with_success("2026-02-03T02:00:00+00:00").replace("copies: {n:", "copies: {m:"), "2026-02-05"),
    ],
    ids=[
        "an action that did not exist then",
        "a backup that did not exist then",
        "a backup older than the one known then",
        "a backup of the day that was known",
        "a review that was only planned",
        "a drill without a result",
        "an action that goes on",
        "a backup of a copy that did not exist then",
    ],
)  # fmt: skip
def test_a_late_record_of_nothing_new_changes_nothing(then: str, later: str, day: str) -> None:
    first, second = state("2026-02-21" if day > "2026-02-20" else "2026-01-01", then), state("2026-03-01", later)
    assert first.plan is not None
    assert as_it_was(first.plan, date.fromisoformat(day), late_records((first, second)), {}) is None


def test_what_was_recorded_late_is_called_by_its_name() -> None:
    titled = SECOND.replace("{type:", "{title: The great restore, type:")
    text = with_success("%s").replace("db: {class", "db: {name: Ledger, class")
    more = f"{text % '2026-01-05T02:00:00+00:00'}reviews: {{r: {{kind: management-review, occurred: 2026-02-02}}}}\n"
    before = state("2026-01-01", text % "2025-12-01T02:00:00+00:00")
    found = told("2026-01-01", "2026-10-31", before, state("2026-09-15", f"{more}drills:\n{titled}"))
    [table] = [t for t in inside(section(found, "unknown"), Table) if t.caption.startswith("Recorded after")]
    assert [words(row[0]) for row in table.rows] == [
        "management review of 2026-02-02", "drill The great restore", "1 success of Ledger, n",
    ]  # fmt: skip


def test_actions_and_reviews_count_from_their_day() -> None:
    action = "people: {a: {name: A}}\nactions: {x: {title: X, status: %s}}\n"
    review = "reviews: {r: {kind: approval, occurred: 2026-02-02, by: a}}\n"
    first = state("2026-01-01", action % "open")
    second = state("2026-03-01", action % "done, closed: 2026-02-03" + review)
    late = late_records((first, second))
    assert first.plan is not None
    was = as_it_was(first.plan, date(2026, 2, 3), late, {})
    assert was is not None
    assert was.actions["x"].status == "done"
    assert list(was.reviews) == ["r"]
    assert was.actions["x"].ref == "actions/x"


# --- the document

LIVELY = (
    STORE
    + "drills:\n"
    + FIRST
    + """
incidents: {fire: {title: A fire, occurred: 2026-02-10T10:00:00+01:00, affects: [services/shop]}}
people: {ann: {name: Ann}}
reviews: {r: {kind: approval, occurred: 2026-02-01, by: ann, version: "3"}}
risks: {flood: {title: Flood, accepted: {by: people/ann, occurred: 2026-01-05, valid_until: 2026-04-01, reason: dry}}}
"""
)


@pytest.fixture(scope="module")
def lively() -> Chronicle:
    return told(
        "2026-01-05", "2026-08-31",
        state("2026-01-01", STORE),
        state("2026-01-20", LIVELY, is_merge=True),
        state("2026-03-01", LIVELY.replace("rto: 4h", "rto: 8h")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("drills", "one"),
        ("drills", "2026-01-20"),
        ("incidents", "A fire"),
        ("approvals", "Merge"),
        ("approvals", "As of 2026-01-20"),
        ("acceptances", "Flood"),
        ("changes", "rto of shop 4h -> 8h"),
        ("changes", "added: drills/one"),
        ("conformity", "restore-test-stale"),
        ("backups", "none recorded"),
        ("method", "judged by all rules"),
    ],
)
def test_what_happened_stands_in_its_section(lively: Chronicle, id_: str, said: str) -> None:
    found = section(lively, id_)
    titles = " ".join(t.caption for t in inside(found, Table))
    assert said in f"{words(found)} {titles}"


def test_what_was_overdue_stands_with_its_days(lively: Chronicle) -> None:
    [found] = [o for o in lively.overdue if o[2] > date(2026, 1, 20)]
    assert found[1:] == ("passed restore of db", date(2026, 7, 10), date(2026, 8, 31))
    assert "still overdue" in words(section(lively, "drills"))


def test_findings_with_several_stretches_share_a_row(lively: Chronicle) -> None:
    table = list(inside(section(lively, "conformity"), Table))[1]
    assert len(table.rows) == len({s.finding.id for s in lively.spells}) == len(by_finding(lively))
    days = [sum(s.days for s in of) for of in by_finding(lively) if of[0].finding.severity.word == "error"]
    assert days == sorted(days, reverse=True)


def test_a_day_counts_once_for_a_rule_however_many_objects_it_finds() -> None:
    both = STORE.replace("[datastores/db]", "[datastores/db, datastores/log]").replace(
        "datastores: {",
        "datastores: {log: {class: truth, at: a, personal: none, copies: {n: {kind: dump, every: 1d, at: b}}}, ",
    )
    one = "drills: {d: {type: system-restore, covers: [datastores/db], occurred: 2026-01-11, result: passed}}\n"
    found = told("2026-01-01", "2026-01-20", state("2026-01-01", both), state("2026-01-11", both + one))
    table = next(inside(section(found, "conformity"), Table))
    rows = {row[0].lines[0][0].text: [words(c) for c in row[1:]] for row in table.rows}
    assert rows["restore-never-tested"] == ["2", "20", "100 %", "yes, 1 object"]
    assert [int(r[1]) for r in rows.values()] == sorted((int(r[1]) for r in rows.values()), reverse=True)
    assert set(rows) == {s.finding.rule for s in found.spells}


def test_stretches_of_a_finding_stand_in_the_order_of_days() -> None:
    states = [state("2026-01-01", STORE), state("2026-01-03", ""), state("2026-01-10", STORE)]
    of = next(
        s for s in by_finding(told("2026-01-01", "2026-01-31", *states)) if s[0].finding.rule == "restore-never-tested"
    )
    assert [(s.first.day, s.last.day, s.is_open) for s in of] == [(1, 2, False), (10, 31, True)]


def test_very_many_stretches_are_counted() -> None:
    on, off = STORE, ""
    states = [state(f"2026-01-{n:02}", on if n % 2 else off) for n in range(1, 29)]
    found = told("2026-01-01", "2026-01-28", *states)
    text = words(list(inside(section(found, "conformity"), Table))[1])
    assert "and 7 more stretches" in text


@pytest.mark.parametrize(
    ("days", "of", "said"), [(0, 10, "0 %"), (1, 1000, "< 1 %"), (999, 1000, "> 99 %"), (10, 10, "100 %"), (0, 0, "–")]
)
def test_a_share_never_rounds_something_away(days: int, of: int, said: str) -> None:
    assert share(days, of) == said


def test_a_spell_counts_both_ends(lively: Chronicle) -> None:
    one = lively.spells[0]
    assert Spell(one.finding, date(2026, 1, 1), date(2026, 1, 1), 1, False, False).days == 1
