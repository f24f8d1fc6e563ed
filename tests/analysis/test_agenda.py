"""A year of drills: what is asked, which days are free, who leads, and that nothing is forgotten or doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bcdr.analysis.agenda import Agenda, Session, agenda
from bcdr.analysis.agenda.asked import asked, until_grown
from bcdr.analysis.agenda.gap import Gap, gap_of, next_after
from bcdr.analysis.agenda.need import Need, meets
from bcdr.analysis.agenda.season import Seasons, Touched, easter, is_in, is_working_day
from bcdr.analysis.facts import Facts
from bcdr.model.drill import Drill
from bcdr.model.service import Busy
from bcdr.model.value import UNBOUNDED

Make = Callable[..., Facts]
FIRST, LAST = date(2026, 11, 21), date(2027, 11, 20)

PEOPLE = """
people:
  ada: {name: Ada}
  ben: {name: Ben}
  eve: {name: Eve}
roles:
  it: {holder: ada, deputies: [ben], powers: [own-backups, declare]}
  talk: {holder: eve, powers: [communicate]}
"""
SHOP = """
services: {shop: {tier: 1, owner: it, depends_on: [datastores/db]}}
datastores: {db: {class: truth, copies: {n: {kind: dump, every: 1d}}}}
runbooks:
  back: {title: Bring it back, owner: it, recovers: [datastores/db], steps: [{do: load, kind: restore, by: it}]}
"""
SCENARIOS = "scenarios: {" + ", ".join(
    f"{s}: {{applicable: yes}}"
    for s in (
        "ransomware", "datacentre-fire", "accidental-deletion", "cloud-account-closure", "key-person-loss",
        "saas-vendor-failure",
    )
) + "}\n"  # fmt: skip
TWO_SITES = "places: {p: {site: a}, q: {site: b}}\n"
DONE = """
drills:
  old: {type: system-restore, covers: [datastores/db, runbooks/back], occurred: 2026-10-01, result: passed, led_by: ben,
        participants: [ben, ada]}
"""
VOID = """
drills:
  old: {type: system-restore, covers: [datastores/db], occurred: 2026-10-01, result: passed,
        digests: {datastores/db: v1 engine=000000000000}}
"""
TALK = (
    "  talk: {type: walkthrough, covers: [runbooks/back], occurred: 2026-10-01, result: passed, "
    "digests: {runbooks/back: v1 steps.a.run=000000000000}}"
)


def made(facts: Facts, first: date = FIRST, last: date = LAST) -> Agenda:
    return agenda(facts, first, last)


def of(found: Agenda, kind: str) -> list[Session]:
    """Sessions that meet a need of the kind."""
    return [s for s in found.sessions if any(m.need.kind == kind for m in s.meets)]


ALONE = """
organization: {name: T, people: 12}
people: {ada: {name: Ada}}
services: {shop: {tier: 1}}
runbooks: {back: {title: Bring it back, author: ada, recovers: [services/shop]}}
drills: {old: {type: functional-exercise, covers: [runbooks/back], occurred: 2026-10-01, result: passed, led_by: ada}}
"""


# -- days --


@pytest.mark.parametrize(
    ("year", "day"),
    [(2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25)), (1981, (4, 19)), (1954, (4, 18)), (2000, (4, 23))],
    ids=str,
)
def test_easter_is_when_it_is(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("day", "works"),
    {
        "a Tuesday": (date(2027, 3, 9), True),
        "a Friday": (date(2027, 3, 12), True),
        "a Saturday": (date(2027, 3, 13), False),
        "a Sunday": (date(2027, 3, 14), False),
        "Good Friday": (date(2027, 3, 26), False),
        "Easter Monday": (date(2027, 3, 29), False),
        "the day after": (date(2027, 3, 30), True),
        "the day before Christmas Eve": (date(2027, 12, 23), True),
        "Christmas Eve": (date(2027, 12, 24), False),
        "between the years": (date(2027, 12, 29), False),
        "New Year": (date(2027, 1, 1), False),
        "the first Monday of the year": (date(2027, 1, 4), True),
        "1 May on a Thursday": (date(2031, 5, 1), False),
    }.values(),
    ids=str,
)
def test_working_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("season", "day", "inside"),
    [
        (((11, 15), (12, 24)), date(2026, 11, 14), False),
        (((11, 15), (12, 24)), date(2026, 11, 15), True),
        (((11, 15), (12, 24)), date(2026, 12, 24), True),
        (((11, 15), (12, 24)), date(2026, 12, 25), False),
        (((12, 20), (1, 6)), date(2026, 12, 20), True),
        (((12, 20), (1, 6)), date(2027, 1, 6), True),
        (((12, 20), (1, 6)), date(2027, 1, 7), False),
        (((2, 29), (2, 29)), date(2027, 2, 28), False),
        (((2, 29), (2, 29)), date(2028, 2, 29), True),
    ],
    ids=str,
)
def test_a_season_may_pass_the_turn_of_the_year(
    season: tuple[tuple[int, int], tuple[int, int]], day: date, inside: bool
) -> None:
    assert is_in(day, Busy(from_=season[0], to=season[1])) is inside


RESTING = """
services:
  shop: {tier: 1, depends_on: [services/login, datastores/db], busy: [{from: 03-01, to: 03-31}]}
  login: {tier: 1, depends_on: [datastores/users]}
  books: {tier: 3, depends_on: [datastores/ledger], busy: [{from: 06-01, to: 06-30}]}
datastores: {db: {}, users: {}, ledger: {}}
runbooks: {back: {title: B, recovers: [datastores/users]}}
"""


@pytest.mark.parametrize(
    ("refs", "services"),
    [
        (["datastores/db"], ("services/shop",)),
        (["datastores/users"], ("services/shop",)),
        (["runbooks/back"], ("services/shop",)),
        (["services/login"], ("services/shop",)),
        (["datastores/ledger"], ("services/books",)),
        ([], ()),
    ],
    ids=str,
)
def test_what_rests_on_a_thing_is_touched_with_it(facts: Make, refs: list[str], services: tuple[str, ...]) -> None:
    assert Seasons(facts(RESTING), FIRST, LAST).touched(refs).services == services


def test_everybody_meets_every_season(facts: Make) -> None:
    seasons = Seasons(facts(RESTING), FIRST, LAST)
    assert seasons.touched([], everybody=True).services == ("services/books", "services/shop")
    free = seasons.free(Touched(("services/books", "services/shop"), ()))
    assert {d.month for d in free} == {1, 2, 4, 5, 7, 8, 9, 10, 11, 12}


def test_a_planned_change_keeps_its_days_free(facts: Make) -> None:
    seasons = Seasons(
        facts(RESTING + "changes: {up: {title: U, affects: [datastores/db], planned: 2027-02-10}}"), FIRST, LAST
    )
    touched = seasons.touched(["datastores/db"])
    assert touched.changes == (date(2027, 2, 10),)
    near = [d.day for d in seasons.free(touched) if (d.year, d.month) == (2027, 2) and 8 <= d.day <= 12]
    assert near == [8, 12]


# -- what is asked --


ASKED = {
    "nothing at all": ("", set()),
    "people alone": (PEOPLE, set()),
    "a store with a backup": (
        PEOPLE + SHOP,
        {"restore datastores/db never", "runbook runbooks/back never", "call-out plan never", "exercise plan never"},
    ),
    "a store without one": ("datastores: {db: {}}", {"call-out plan never", "exercise plan never"}),
    "a cache": (
        "datastores: {db: {class: derived, copies: {n: {kind: dump}}}}",
        {"call-out plan never", "exercise plan never"},
    ),
    "tier 4 in a small company": (
        "organization: {name: T, people: 3}\ndatastores: {db: {tier: 4, copies: {n: {kind: dump}}}}",
        {"call-out plan never", "exercise plan never"},
    ),
    "tier 4 with personal data in a small company": (
        "organization: {name: T, people: 3}\ndatastores: {db: {tier: 4, personal: ordinary, copies: {n: {kind: dump}}}}",
        {"restore datastores/db never", "call-out plan never", "exercise plan never"},
    ),
    "a company of one has nobody to call": (
        "organization: {name: T, people: 1}\ndatastores: {db: {copies: {n: {kind: dump}}}}",
        {"restore datastores/db never", "exercise plan never"},
    ),
    "a restore that counts": (
        PEOPLE + SHOP + DONE,
        {"restore datastores/db age", "runbook runbooks/back age", "call-out plan never", "exercise plan age"},
    ),
    "a restore before a change": (
        PEOPLE + SHOP.replace("db: {class", "db: {changed: 2026-11-01, class") + DONE,
        {"restore datastores/db change", "runbook runbooks/back age", "call-out plan never", "exercise plan age"},
    ),
    "a backup made in another way": (
        PEOPLE + SHOP.replace("n: {kind", "n: {changed: 2026-11-01, kind") + DONE,
        {"restore datastores/db method", "runbook runbooks/back age", "call-out plan never", "exercise plan age"},
    ),
    "data that has grown": (
        PEOPLE + SHOP.replace("db: {class", "db: {size: 100GB, growth: 60GB/month, class") + DONE,
        {"restore datastores/db growth", "runbook runbooks/back age", "call-out plan never", "exercise plan age"},
    ),
    "a drill that failed": (
        PEOPLE + SHOP + DONE.replace("passed", "failed"),
        {
            "repeat drills/old failed", "restore datastores/db never", "runbook runbooks/back age",
            "call-out plan never", "exercise plan age",
        },
    ),
    "a restore of what is another thing now": (
        PEOPLE + SHOP + DONE.replace("result: passed", "result: passed, digests: {datastores/db: v1 engine=000000000000}"),
        {
            "repeat drills/old voided", "restore datastores/db voided", "runbook runbooks/back age",
            "call-out plan never", "exercise plan age",
        },
    ),
    "one of tier 4 in a small company": (
        "organization: {name: T, people: 3}\ndatastores: {db: {tier: 4, copies: {n: {kind: dump}}}}\n" + VOID,
        {"call-out plan never", "exercise plan age"},
    ),
    "a failover of what is another thing now": (
        TWO_SITES + "services: {s: {tier: 1, at: places/p, standby: {at: q, capacity: 5}, peak: {load: 4}}}\n"
        "drills: {f: {type: failover, covers: [services/s], occurred: 2026-10-01, result: passed, load: peak, "
        "digests: {services/s: v1 at=000000000000}}}",
        {"repeat drills/f voided", "failover services/s voided", "call-out plan never", "exercise plan age"},
    ),
    "a talk about what is another thing now": (
        PEOPLE + SHOP + DONE + TALK,
        {
            "repeat drills/talk voided", "restore datastores/db age", "runbook runbooks/back age",
            "call-out plan never", "exercise plan age",
        },
    ),
    "a talk about what few need": (
        PEOPLE + SHOP.replace("tier: 1", "tier: 3") + DONE + TALK,
        {"restore datastores/db age", "call-out plan never", "exercise plan age"},
    ),
    "a repeating drill": (
        PEOPLE + "drills: {t: {type: tabletop, every: 90d, occurred: 2026-10-01, result: passed}}",
        {"series drills/t age"},
    ),
    "a series of what is retired": (
        PEOPLE
        + "datastores: {db: {active: no}}\n"
        + "drills: {t: {type: system-restore, covers: [datastores/db], every: 90d, occurred: 2026-10-01, result: passed}}",
        set(),
    ),
    "a prepared drill without a day": ("drills: {t: {type: tabletop}}", {"entry drills/t undated"}),
    "a planned drill whose day went by": (
        "drills: {t: {type: tabletop, planned: 2026-11-01}}",
        {"entry drills/t missed"},
    ),
    "a planned drill that was held as another": (
        "drills: {t: {type: tabletop, planned: 2026-11-01}, u: {type: tabletop, occurred: 2026-11-02, result: passed}}",
        set(),
    ),
    "a drill planned ahead": ("drills: {t: {type: tabletop, planned: 2026-12-01}}", set()),
    "a standby": (
        "places: {p: {site: a}, q: {site: b}}\nservices: {s: {tier: 1, at: places/p, standby: {at: q}}}",
        {"failover services/s never", "peak services/s never", "call-out plan never", "exercise plan never"},
    ),
    "a standby of tier 4": (
        "places: {q: {site: b}}\nservices: {s: {tier: 4, standby: {at: q}}}",
        {"call-out plan never", "exercise plan never"},
    ),
    "a standby that is large enough": (
        TWO_SITES + "services: {s: {tier: 1, at: places/p, standby: {at: q, capacity: 5}, peak: {load: 4}}}",
        {"failover services/s never", "call-out plan never", "exercise plan never"},
    ),
    "a runbook led by its keeper alone": (
        PEOPLE + SHOP + DONE.replace("led_by: ben", "led_by: ada"),
        {
            "restore datastores/db age", "runbook runbooks/back age", "leader runbooks/back never",
            "call-out plan never", "exercise plan age",
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ASKED.values(), ids=ASKED)
def test_what_is_asked(facts: Make, text: str, expected: set[str]) -> None:
    found = asked(facts(text))
    assert {f"{n.kind} {n.ref} {n.cause}" for n in found if n.kind not in {"scenario", "tabletop"}} == expected


def test_every_kind_of_disaster_is_asked_for_unless_it_is_ruled_out(facts: Make) -> None:
    text = PEOPLE + SHOP + "scenarios: {saas-vendor-failure: {applicable: no, reason: none bought}, "
    text += "payment-provider-outage: {applicable: no, reason: none}}"
    found = [n.ref for n in asked(facts(text)) if n.kind == "scenario"]
    assert found == ["site", "malicious", "operator", "provider", "person"]


@pytest.mark.parametrize(
    ("size", "growth", "share", "expected"),
    [
        ("120GB", "3GB/month", 0.5, timedelta(days=400)),
        ("100GB", "10GB/month", 0.5, timedelta(days=100)),
        ("0B", "1GB/month", 0.5, timedelta(0)),
        ("1GB", "1GB/month", 0.0, timedelta(0)),
        ("1GB", "0B/month", 0.5, UNBOUNDED),
        ("999PB", "1B/year", 0.5, UNBOUNDED),
    ],
    ids=str,
)
def test_days_until_data_has_grown(facts: Make, size: str, growth: str, share: float, expected: timedelta) -> None:
    store = facts(f"datastores: {{db: {{size: {size}, growth: {growth}}}}}").plan.datastores["db"]
    assert until_grown(store, share) == expected


@pytest.mark.parametrize(
    ("drill", "every"),
    [("", timedelta(days=180)), ("drills: {i: {type: item-restore, covers: [datastores/db], occurred: 2026-10-01, result: passed}}", timedelta(days=90))],
    ids=["never tried", "one item of it came back"],
)  # fmt: skip
def test_who_restored_an_item_restores_the_whole_within_its_window(facts: Make, drill: str, every: timedelta) -> None:
    window = "\npolicy: {rules: {restore-test-partial: {window: 90d}}}\n"
    found = asked(facts(PEOPLE + SHOP + window + drill))
    assert {n.every for n in found if n.kind == "restore"} == {every}


@pytest.mark.parametrize(("leader", "expected"), [("ada", False), ("ben", True), ("unknown", False)])
def test_only_somebody_else_shows_that_somebody_else_can_lead(facts: Make, leader: str, expected: bool) -> None:
    found = facts(PEOPLE + SHOP + DONE.replace("led_by: ben", f"led_by: {leader}"))
    [drill] = found.plan.drills.values()
    need = Need("leader", "runbooks/back", 1, timedelta(days=365), None)
    assert meets(drill, need, found, drill.covers) is expected


# -- gaps --

YEAR = Need("restore", "datastores/db", 1, timedelta(days=100), date(2026, 10, 1))
GAPS = {
    "the next one": (YEAR, [], (date(2026, 11, 21), date(2027, 1, 9))),
    "met in time": (YEAR, [date(2027, 1, 9)], (date(2027, 1, 10), date(2027, 4, 19))),
    "met too late": (YEAR, [date(2027, 1, 10)], (date(2026, 11, 21), date(2027, 1, 9))),
    "met twice": (YEAR, [date(2027, 1, 9), date(2027, 4, 19)], (date(2027, 4, 20), date(2027, 7, 28))),
    "never done": (YEAR._replace(cause="never", last=None), [], (date(2026, 11, 21), None)),
    "never done, and planned": (
        YEAR._replace(cause="never", last=None), [date(2027, 1, 9)], (date(2027, 1, 10), date(2027, 4, 19)),
    ),
    "once, and planned": (YEAR._replace(cause="never", every=None), [date(2027, 1, 9)], None),
    "before a change": (
        YEAR._replace(breaks=(date(2026, 12, 1),)), [], (date(2026, 12, 1), date(2026, 12, 31)),
    ),
    "a change shortly before it is due anyway": (
        YEAR._replace(breaks=(date(2027, 1, 5),)), [], (date(2027, 1, 5), date(2027, 1, 9)),
    ),
    "a change after it is due": (YEAR._replace(breaks=(date(2027, 1, 12),)), [], (date(2026, 11, 21), date(2027, 1, 9))),
    "a drill before a change": (
        YEAR._replace(breaks=(date(2026, 12, 10),)), [date(2026, 12, 1)], (date(2026, 12, 10), date(2027, 1, 9)),
    ),
    "a drill after a change": (
        YEAR._replace(breaks=(date(2026, 12, 10),)), [date(2026, 12, 20)], (date(2026, 12, 21), date(2027, 3, 30)),
    ),
    "more often than a calendar can": (
        YEAR._replace(every=timedelta(days=1)), [], (date(2026, 11, 21), date(2026, 10, 29)),
    ),
    "for ever": (YEAR._replace(every=UNBOUNDED), [], None),
    "beyond all calendars": (YEAR._replace(every=timedelta(days=10**7)), [], None),
}  # fmt: skip


@pytest.mark.parametrize(("need", "days", "expected"), GAPS.values(), ids=GAPS)
def test_the_first_gap(need: Need, days: list[date], expected: tuple[date, date | None] | None) -> None:
    gap = gap_of(need, days, FIRST, lambda _day, _late: False)
    assert (None if gap is None else (gap.earliest, gap.due)) == expected


def test_what_is_late_may_be_settled() -> None:
    gap = gap_of(YEAR, [date(2027, 1, 20)], FIRST, lambda _day, late: late <= timedelta(days=11))
    assert gap == next_after(YEAR, date(2027, 1, 20), FIRST)


def test_not_so_soon_after_the_last_one() -> None:
    assert Gap(FIRST, date(2027, 1, 9), date(2026, 10, 1)).soonest == FIRST
    assert Gap(FIRST, date(2027, 10, 1), date(2026, 10, 1)).soonest == date(2026, 12, 31)


# -- the calendar --


def test_a_plan_of_nothing_has_no_drills(facts: Make) -> None:
    found = made(facts(PEOPLE))
    assert (found.sessions, found.missing) == ((), ())


def test_tier_1_is_restored_twice_a_year(facts: Make) -> None:
    days = [s.day for s in of(made(facts(PEOPLE + SHOP + SCENARIOS + DONE)), "restore")]
    assert len(days) == 2
    assert days[0] <= date(2026, 10, 1) + timedelta(days=180)
    assert days[1] - days[0] <= timedelta(days=180)


def test_an_earlier_drill_is_repeated_as_it_was(facts: Make) -> None:
    first = of(made(facts(PEOPLE + SHOP + SCENARIOS + DONE)), "restore")[0]
    assert (first.drill.type, first.drill.covers, first.form.like) == (
        "system-restore", ("datastores/db", "runbooks/back"), "old",
    )  # fmt: skip


@pytest.mark.parametrize("seasons", ["03-01, to: 04-15", "02-01, to: 04-15"])
def test_a_drill_that_is_due_in_a_busy_season_comes_before(facts: Make, seasons: str) -> None:
    text = SHOP.replace("owner: it, dep", f"busy: [{{from: {seasons}}}], owner: it, dep")
    first = of(made(facts(PEOPLE + text + SCENARIOS + DONE)), "restore")[0]
    assert first.day < date(2027, 3, 1)
    assert not first.is_late


def test_a_busy_season_that_leaves_no_day_makes_it_late(facts: Make) -> None:
    text = SHOP.replace("owner: it, dep", "busy: [{from: 11-01, to: 04-15}], owner: it, dep")
    first = of(made(facts(PEOPLE + text + SCENARIOS + DONE)), "restore")[0]
    assert first.day == date(2027, 4, 16) or first.day > date(2027, 4, 15)
    assert (first.is_late, first.why, first.in_way) == (True, "late", ("services/shop",))


def test_a_service_that_is_always_busy_is_left_out_and_named(facts: Make) -> None:
    text = SHOP.replace("owner: it, dep", "busy: [{from: 01-01, to: 12-31}], owner: it, dep")
    found = made(facts(PEOPLE + text + SCENARIOS + DONE))
    assert of(found, "restore") == []
    missing = next(m for m in found.missing if m.need.kind == "restore")
    assert (missing.reason, missing.in_way, missing.due) == ("no-day", ("services/shop",), date(2027, 3, 30))


def test_what_is_planned_counts_and_stays(facts: Make) -> None:
    text = DONE + "  next: {type: system-restore, covers: [datastores/db, runbooks/back], planned: 2027-02-13}\n"
    found = of(made(facts(PEOPLE + SHOP + SCENARIOS + text)), "restore")
    assert (found[0].day, found[0].origin) == (date(2027, 2, 13), "planned")  # a Saturday: people decide
    assert len(found) == 2


def test_a_drill_planned_a_little_late_is_not_doubled(facts: Make) -> None:
    text = DONE + "  next: {type: system-restore, covers: [datastores/db, runbooks/back], planned: 2027-04-20}\n"
    found = of(made(facts(PEOPLE + SHOP + SCENARIOS + text)), "restore")
    assert [(s.origin, s.is_late) for s in found] == [("planned", True), ("proposed", False)]


def test_a_planned_change_is_followed_by_a_restore(facts: Make) -> None:
    change = "changes: {up: {title: U, kind: migration, affects: [datastores/db], planned: 2027-01-20}}\n"
    found = of(made(facts(PEOPLE + SHOP + SCENARIOS + DONE + change)), "restore")
    assert date(2027, 1, 20) < found[0].day <= date(2027, 2, 19)
    assert found[0].why == "after-change"


def test_a_prepared_drill_gets_a_day(facts: Make) -> None:
    text = PEOPLE + SHOP + SCENARIOS + "drills: {t: {type: tabletop, scenario: ransomware, led_by: eve}}"
    moved = [s for s in made(facts(text)).sessions if s.origin == "moved"]
    assert [(s.drill.id, s.drill.led_by, s.drill.scenario) for s in moved] == [("t", "eve", "ransomware")]


def test_stores_of_one_service_are_restored_together(facts: Make) -> None:
    text = """
services: {shop: {tier: 1, depends_on: [datastores/a, datastores/b, datastores/c, datastores/d]}}
datastores:
  a: {copies: {n: {kind: dump}}}
  b: {copies: {n: {kind: dump}}}
  c: {copies: {n: {kind: dump}}}
  d: {copies: {n: {kind: dump}}}
"""
    first = sorted(s.drill.covers for s in of(made(facts(text)), "restore") if s.day < date(2027, 2, 1))
    assert first == [("datastores/a", "datastores/b", "datastores/c"), ("datastores/d",)]


def test_the_most_critical_tier_comes_first(facts: Make) -> None:
    stores = "".join(f"  d{n}: {{tier: {n}, copies: {{n: {{kind: dump}}}}}}\n" for n in (4, 3, 2, 1))
    found = of(made(facts("datastores:\n" + stores)), "restore")
    tiers = [s.drill.covers[0][-1] for s in found if any(m.is_asked_at_once for m in s.meets)]
    assert tiers == sorted(tiers)


def test_not_all_in_one_week(facts: Make) -> None:
    stores = "".join(f"  d{n}: {{tier: 2, copies: {{n: {{kind: dump}}}}}}\n" for n in range(12))
    found = of(made(facts("datastores:\n" + stores)), "restore")
    weeks = Counter(s.day.isocalendar()[:2] for s in found)
    assert len(found) == 12
    assert max(weeks.values()) <= 3
    assert len(weeks) >= 6


def test_a_failover_shows_the_heaviest_load_too(facts: Make) -> None:
    text = "places: {p: {site: a}, q: {site: b}}\nservices: {s: {tier: 1, at: places/p, standby: {at: q}}}"
    found = of(made(facts(text)), "failover")
    assert [(s.drill.type, s.drill.load) for s in found] == [("failover", "simulated-peak")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (PEOPLE + SHOP, "no-scenario"),
        (PEOPLE + "drills: {t: {type: tabletop, every: 7d, occurred: 2026-11-20, result: passed}}", "too-often"),
        (ALONE, "nobody-else"),
    ],
    ids=["no scenario of a kind", "every week", "the author alone"],
)
def test_what_cannot_be_placed_says_why(facts: Make, text: str, reason: str) -> None:
    assert reason in {m.reason for m in made(facts(text)).missing}


# -- who --


def test_the_author_does_not_lead_what_nobody_else_has_led(facts: Make) -> None:
    found = of(made(facts(PEOPLE + SHOP + SCENARIOS + DONE.replace("led_by: ben", "led_by: ada"))), "restore")
    assert found[0].drill.led_by == "ben"
    assert any(m.need.kind == "leader" for m in found[0].meets)


def test_a_load_is_shared(facts: Make) -> None:
    stores = "".join(f"  d{n}: {{tier: 2, owner: it, copies: {{n: {{kind: dump}}}}}}\n" for n in range(10))
    found = of(made(facts(PEOPLE + "datastores:\n" + stores)), "restore")
    assert Counter(s.drill.led_by for s in found) == {"ada": 5, "ben": 5}


def test_who_leaves_leads_nothing_after_that_day(facts: Make) -> None:
    people = PEOPLE.replace("ben: {name: Ben", "ben: {name: Ben, leaves_on: 2026-12-31")
    found = made(facts(people + SHOP + SCENARIOS + DONE))
    late = [s for s in found.sessions if s.day > date(2026, 12, 31)]
    assert late
    assert all("ben" not in {s.drill.led_by, *s.drill.participants} for s in late)


def test_a_plan_without_people_has_a_calendar_all_the_same(facts: Make) -> None:
    found = made(facts(SHOP.replace("owner: it, ", "").replace(", by: it", "") + SCENARIOS))
    assert of(found, "restore")
    assert {s.drill.led_by for s in found.sessions} == {None}


def test_everybody_is_called_out_on_a_day_of_its_own(facts: Make) -> None:
    found = made(facts(PEOPLE + SHOP + SCENARIOS))
    call = of(found, "call-out")[0]
    assert set(call.drill.participants) == {"ada", "ben", "eve"}
    assert [s.day for s in found.sessions].count(call.day) == 1
    assert call.drill.announced is False


def test_the_same_plan_gives_the_same_calendar(facts: Make) -> None:
    text = PEOPLE + SHOP + SCENARIOS + DONE
    assert made(facts(text)) == made(facts(text))


def test_a_later_beginning_plans_nothing_before(facts: Make) -> None:
    found = made(facts(PEOPLE + SHOP + SCENARIOS + DONE), date(2027, 6, 1), date(2027, 12, 31))
    assert found.sessions
    assert all(date(2027, 6, 1) <= s.day <= date(2027, 12, 31) for s in found.sessions)
    assert any(s.is_late for s in of(found, "restore"))


def test_a_proposed_drill_has_no_result(facts: Make) -> None:
    drills = [s.drill for s in made(facts(PEOPLE + SHOP + SCENARIOS)).sessions]
    assert drills
    assert all(isinstance(d, Drill) and d.result is None and d.occurred is None for d in drills)
