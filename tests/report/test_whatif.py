"""What if: each reason in words, the sentence above, cures, circles, combinations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain, product
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import Survival
from bcdr.analysis.survival.domain import Unknown
from bcdr.analysis.survival.event import canonical
from bcdr.analysis.survival.remedy import Cure
from bcdr.report.whatif.aftermath import WhatIf, what_if
from bcdr.report.whatif.circle import from_, told
from bcdr.report.whatif.combination import grouped
from bcdr.report.whatif.cure import cure_words, cures_words
from bcdr.report.whatif.data import CopyLine, StoreLine
from bcdr.report.whatif.event import happening, plainly, whereabouts
from bcdr.report.whatif.fatal import fatal_events
from bcdr.report.whatif.listing import names
from bcdr.report.whatif.names import nameable
from bcdr.report.whatif.play import Play
from bcdr.report.whatif.scenario import is_malicious, play_of, scenario_lines, what_if_scenario
from bcdr.report.whatif.service import ServiceLine
from bcdr.report.whatif.survival import survival_of
from bcdr.report.whatif.verdict import judge
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

AS_OF = date(2026, 11, 21)
HOUSE = """\
organization: {name: Corner Shop}
people: {ada: {name: Ada Roth}, ben: {name: Ben Ott}}
vendors: {hostco: {name: Host Co}}
places:
  hall: {name: Hall, storage: disk1, site: hall, region: north, provider: hostco, account: main, admin: corp}
  vault: {name: Vault, storage: box, site: bank, region: south, provider: self, account: box, admin: keys, offline: yes}
  far: {name: Far, storage: far1, site: far, region: west, provider: farco, account: other, admin: others}
"""


def facts(text: str, house: str = HOUSE) -> Facts:
    loaded = load(from_texts({"plan.yaml": "bcdr: 1\n" + house + dedent(text)}))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    return Facts(loaded.plan, AS_OF)


def played(of: Facts, *events: str, cured: bool = False, away: Iterable[str] = ()) -> WhatIf:
    """`hostile account/main` is hostile, everything else gone."""
    atoms = [canonical(e.removeprefix("hostile "), hostile=e.startswith("hostile ")) for e in events]
    return what_if("shop", Survival(of), Play((*atoms, *away), frozenset(away)), is_cured=cured)


def store(found: WhatIf, ref: str = "datastores/orders") -> StoreLine:
    return next(s for s in found.stores if s.ref == ref)


def copy(found: WhatIf, id_: str = "c") -> CopyLine:
    return next(c for c in store(found).copies if c.id == id_)


def service(found: WhatIf, ref: str = "services/shop") -> ServiceLine:
    return next(s for s in found.services if s.ref == ref)


def orders(copies: str, **more: str) -> str:
    fields = "".join(f", {k}: {v}" for k, v in more.items())
    return f"datastores:\n  orders: {{name: Orders, at: places/hall, copies: {{{copies}}}{fields}}}\n"


DAILY = "every: 1d, duration: 1h, keep: 60d"

REASONS = [
    ("its place", f"c: {{kind: dump, at: places/hall, {DAILY}}}", "site/hall", ("falls", ["at site hall, which is gone"])),
    ("its provider", f"c: {{kind: dump, at: places/hall, {DAILY}}}", "provider/hostco", ("falls", ["with Host Co, which is gone"])),
    ("a place of it", f"c: {{kind: dump, at: places/hall, {DAILY}}}", "places/hall", ("falls", ["at Hall, which is gone"])),
    ("its account is closed", f"c: {{kind: dump, at: places/hall, {DAILY}}}", "account/main",
     ("falls", ["in account main, which is closed"])),
    ("its place is not known", f"c: {{kind: dump, {DAILY}}}", "site/hall",
     ("not shown", ["nobody wrote its site, so it may be the one that is gone"])),
    ("its account is not known", f"c: {{kind: dump, {DAILY}, deletable_by: []}}", "hostile account/main",
     ("not shown", ["nobody wrote its account, so it may be the one that an attacker owns",
                    "nobody wrote who may delete it: what destroys the source may destroy it too"])),
    ("deletable", f"c: {{kind: dump, at: places/hall, {DAILY}, pulled: yes}}", "hostile account/main",
     ("falls", ["it can be deleted: it lies in account main, which an attacker owns"])),
    ("its lock is short", f"c: {{kind: dump, at: places/hall, {DAILY}, immutable: {{for: 1d, mode: compliance}}}}",
     "hostile account/main",
     ("falls", ["it can be deleted: it lies in account main, which an attacker owns; its lock of 1 d ends too early"])),
    ("its lock has a bypass", f"c: {{kind: dump, at: places/hall, {DAILY}, immutable: {{for: 90d, mode: governance}}}}",
     "hostile admin/corp",
     ("falls", ["it can be deleted: it lies under the administration corp, which an attacker owns; its lock can be lifted there"])),
    ("a live copy", "c: {kind: replica, at: places/far, lag: 5s}", "datastores/orders",
     ("falls", ["a live copy: it repeats what happened to the source"])),
    ("tied to its source", f"c: {{kind: snapshot, at: places/far, {DAILY}, deleted_with_source: yes, pulled: yes}}",
     "datastores/orders", ("falls", ["it disappears together with the source"])),
    ("found too late", "c: {kind: dump, at: places/far, every: 1d, duration: 1h, keep: 7d, pulled: yes}", "datastores/orders",
     ("falls", ["the damage is found too late: it reaches back only 7 d, where 15 d 1 h would be needed"])),
    ("its reach is not known", "c: {kind: dump, at: places/far, every: 1d, duration: 1h, pulled: yes}", "datastores/orders",
     ("not shown", ["nobody wrote how far back it reaches, where 15 d 1 h would be needed"])),
    ("its key is not known", f"c: {{kind: dump, at: places/far, {DAILY}, encrypted: yes}}", "site/hall",
     ("not shown", ["nobody wrote where its key is: it may be where the data was"])),
    ("its key is gone", f"c: {{kind: dump, at: places/far, {DAILY}, encrypted: {{key: {{at: places/vault}}}}}}", "site/bank",
     ("falls", ["its key is gone: Vault (at site bank, which is gone)"])),
    ("nobody can fetch the key",
     f"c: {{kind: dump, at: places/far, {DAILY}, encrypted: {{key: {{at: places/vault, holders: [people/ada]}}}}}}",
     "people/ada", ("falls", ["its key is gone: nobody who has it is left: Ada Roth is gone"])),
    ("it stands", f"c: {{kind: dump, at: places/far, {DAILY}}}", "site/hall", ("stands", [])),
]  # fmt: skip


@pytest.mark.parametrize(("copies", "event", "wanted"), [r[1:] for r in REASONS], ids=[r[0] for r in REASONS])
def test_why_a_copy_falls(copies: str, event: str, wanted: tuple[str, list[str]]) -> None:
    found = copy(played(facts(orders(copies)), event))
    assert (found.state, list(found.why)) == wanted


def test_a_login_that_was_the_only_one() -> None:
    text = orders(f"c: {{kind: dump, at: places/far, {DAILY}, pulled: yes}}") + dedent("""\
        credentials:
          root: {name: Root, holders: [people/ada], can: {restore: [places/far]}}
        """)
    found = played(facts(text), "people/ada")
    assert copy(found).why == (
        "no login reaches it: nobody can use the login Root: nobody who has it is left: Ada Roth is gone",
    )
    [login] = [m for m in found.means if m.ref == "credentials/root"]
    assert (login.state, login.is_new, login.why) == (
        "unusable",
        True,
        ("nobody who has it is left: Ada Roth is gone",),
    )


def test_somebody_away_is_not_gone() -> None:
    text = "roles: {lead: {name: Lead, holder: ada, deputies: [ben]}, alone: {name: Alone, holder: ada}}\n"
    found = played(facts(text), away=["people/ada"])
    assert [(h.mode, h.words) for h in found.happenings] == [("away", "Ada Roth (people/ada) is away")]
    [alone] = [m for m in found.means if m.is_new]
    assert (alone.ref, alone.state, alone.why) == ("roles/alone", "nobody left", ("Ada Roth is away",))
    assert [(s.role, s.holder, s.acting) for s in found.stand_ins] == [("Lead", "Ada Roth", "Ben Ott")]


def test_data_that_comes_back_with_its_addends() -> None:
    found = store(played(facts(orders(f"c: {{kind: dump, at: places/far, {DAILY}}}", rpo="4h")), "site/hall"))
    assert (found.state, found.via, found.lost, found.misses_rpo) == ("restorable", "c", timedelta(hours=25), True)
    assert sum((a.value for a in found.derivation), timedelta()) == found.lost
    assert [(a.symbol, a.means) for a in found.derivation] == [
        ("I", "longest gap between starts"),
        ("D", "until the copy is usable"),
    ]


def test_after_damage_only_an_objective_of_its_own_counts() -> None:
    text = orders(f"c: {{kind: dump, at: places/far, {DAILY}, pulled: yes}}", rpo="4h")
    users = "services: {shop: {tier: 1, parts: {data: orders}, rpo: 4h%s}}\n"
    assert store(played(facts(text + users % ""), "datastores/orders")).rpo is None
    assert store(played(facts(text + users % ", rpo_corruption: 20d"), "datastores/orders")).rpo == timedelta(days=20)


def test_how_much_is_missing_may_not_be_known() -> None:
    found = store(played(facts(orders("c: {kind: dump, at: places/far}")), "site/hall"))
    assert (found.state, found.lost) == ("restorable", None)
    assert "schedule" in found.unknown


def test_a_service_on_a_fallback_is_not_passed_over() -> None:
    shop = "services: {shop: {name: Shop, depends_on: [{on: vendors/hostco, fallback: By hand}]}}\n"
    found = played(facts(shop), "provider/hostco")
    assert found.verdict == "Nothing stops and no data is lost, but Shop goes on only with a fallback."


def test_data_that_stands_without_a_copy_is_bare() -> None:
    found = played(facts(orders(f"c: {{kind: dump, at: places/far, {DAILY}}}")), "site/far")
    assert (store(found).state, store(found).is_bare) == ("intact", True)
    assert found.verdict == "Nothing stops and no data is lost, but no copy of Orders is left."


SHOP = """\
datastores:
  orders: {name: Orders, at: places/hall, size: 36GB, restore: {rate: 10MB/s}, copies: {c: {kind: dump, at: places/far, every: 1d, duration: 1h}}}
services:
  shop: {name: Shop, tier: 1, at: places/hall, rto: %s, mtpd: %s, parts: {data: orders}, depends_on: [services/login]}
  login: {name: Login, tier: 1, at: places/hall, rto: 4h}
roles: {it: {name: IT, holder: ada}}
runbooks:
  rb: {title: Restore the shop, recovers: [services/shop, datastores/orders, services/login], %s steps: [{do: Restore, kind: restore, by: roles/it, takes: 2h}]}
"""


@pytest.mark.parametrize(
    ("rto", "mtpd", "outcome", "sentence"),
    [
        ("4h", "1d", "survived", "You come back from this: 2 services stop, and the last, Shop, is back after 2 h, and at most 25 h of data is missing."),
        ("1h", "1d", "late", "You come back from this, but later than promised: Shop after 2 h, and 1 h is promised."),
        ("1h", "90m", "too late", "You come back too late: Shop after 2 h, and 1 h 30 min is the longest tolerable."),
    ],
    ids=["in time", "late", "too late"],
)  # fmt: skip
def test_the_time_decides_the_sentence(rto: str, mtpd: str, outcome: str, sentence: str) -> None:
    found = played(facts(SHOP % (rto, mtpd, "")), "site/hall")
    assert (found.outcome, found.verdict) == (outcome, sentence)
    assert found.is_survived is (outcome != "too late")


def test_the_clock_of_the_objective_may_start_at_the_declaration() -> None:
    text = (
        (SHOP % ("2h", "1d", ""))
        .replace(", depends_on: [services/login]", ", estimate: {detect: 1h}%s")
        .replace("Login, tier: 1", "Login, tier: 4")
    )
    late = service(played(facts(text % ""), "site/hall"))
    assert (late.after, late.late_by) == (timedelta(hours=3), timedelta(hours=1))
    counted = service(played(facts(text % ", rto_clock: declaration"), "site/hall"))
    assert (counted.after, counted.late_by) == (timedelta(hours=3), None)


def test_work_after_the_recovery_counts_against_what_is_tolerable() -> None:
    text = (SHOP % ("2h", "3h", "")).replace("{name: Shop,", "{name: Shop, wrt: 2h,")
    assert service(played(facts(text), "site/hall")).beyond == timedelta(hours=1)


def test_the_way_back_step_by_step() -> None:
    found = service(played(facts(SHOP % ("4h", "1d", "")), "site/hall"))
    [step] = found.path
    assert (step.start, step.end, step.what, step.who, step.of) == (
        timedelta(), timedelta(hours=2), "Restore", "Ada Roth", "Restore the shop",
    )  # fmt: skip


def test_nobody_left_to_do_it() -> None:
    found = played(facts(SHOP % ("4h", "1d", "")), "site/hall", "people/ada")
    assert found.verdict == "You do not come back from this: Shop and Login have no way back."
    assert service(found).obstacles == (
        "the runbook Restore the shop cannot be carried out: nobody is left in the role IT: Ada Roth is gone",
        "needs Login, which has no way back",
    )


def test_a_circle_is_told_once_where_it_begins() -> None:
    found = played(facts(SHOP % ("4h", "1d", "needs: [services/login],")), "site/hall")
    assert service(found, "services/login").circles == (
        "Login comes back with the runbook Restore the shop, which needs Login",
    )
    assert service(found).circles == ()
    [book] = [m for m in found.means if m.ref == "runbooks/rb"]
    assert book.circles == ("Restore the shop needs Login, which comes back with the runbook Restore the shop",)


def test_a_circle_begins_where_one_looks_at_it() -> None:
    way = ("runbooks/rb", "services/login", "services/mail", "runbooks/rb")
    assert from_("services/login", way) == ("services/login", "services/mail", "runbooks/rb", "services/login")
    assert from_("runbooks/rb", way) == way
    of = facts("services: {login: {name: Login}, mail: {name: Mail}}\nrunbooks: {rb: {title: Rescue}}\n")
    assert told(way, of) == "Rescue needs Login, which needs Mail, which comes back with the runbook Rescue"
    assert told(("services/mail",), of) == "Mail needs itself"


def test_a_key_inside_its_own_backup() -> None:
    text = """\
        datastores:
          safe: {name: Safe, at: places/hall, copies: {c: {kind: dump, at: places/far, every: 1d, keep: 60d, encrypted: {key: {at: datastores/safe}}}}}
        """
    [found] = played(facts(text), "site/hall").stores
    assert found.state == "lost"
    assert any("in a circle: the copy c of Safe is opened with a key in Safe, which comes back from the copy c of Safe" in w for w in found.copies[0].why)  # fmt: skip


def test_no_way_back_is_written() -> None:
    text = "services: {shop: {name: Shop, at: places/hall}, bare: {name: Bare, depends_on: [services/shop]}}\n"
    found = played(facts(text), "site/hall")
    assert service(found).obstacles == ("no way back is written: no runbook, no standby",)
    assert service(found).stopped == ("at site hall, which is gone",)
    assert service(found, "services/bare").obstacles == ("needs Shop, which has no way back",)
    assert service(found, "services/bare").stopped == ("it needs Shop, which is down",)


@pytest.mark.parametrize(
    ("standby", "event", "why"),
    [
        ("{at: hall}", "site/hall", "its standby is at site hall, which is gone"),
        ("{at: hall}", "hostile account/main", "its standby is in account main, which an attacker owns"),
        ("{at: far, same_build: yes}", "services/shop",
         "its standby is of the same build, so it is not shown to work where this one fails"),
    ],
    ids=["gone", "taken", "same build"],
)  # fmt: skip
def test_why_a_standby_does_not_help(standby: str, event: str, why: str) -> None:
    text = f"services: {{shop: {{name: Shop, at: places/hall, standby: {standby}}}}}\n"
    assert service(played(facts(text), event)).obstacles == (why,)


def test_what_a_service_is_made_of_must_be_there_to_set_it_up_again() -> None:
    text = """\
        datastores: {code: {name: Code, class: code, at: places/hall}}
        services: {shop: {name: Shop, at: places/hall, parts: {code: code}, standby: {at: far}}}
        """
    assert service(played(facts(text), "site/hall")).obstacles == ("Code is lost for good",)
    assert service(played(facts(text), "datastores/code")).state == "runs"


def test_a_runbook_that_nobody_can_read() -> None:
    text = SHOP % ("4h", "1d", "copies_kept: [{at: places/hall}],")
    book = "the runbook Restore the shop cannot be carried out: nobody can read it: at site hall, which is gone"
    assert book in service(played(facts(text), "site/hall")).obstacles


def test_a_service_of_which_nobody_wrote_where_it_runs() -> None:
    text = "places: {shed: {provider: self}, hall: {site: hall}}\nservices: {shop: {name: Shop, at: places/shed}}\n"
    [found] = played(facts(text, HOUSE.partition("vendors:")[0]), "site/hall").services
    assert (found.state, found.obstacles) == (
        "not shown",
        ("nobody wrote its site, so it may be the one that is gone; no way back is written: no runbook, no standby",),
    )


def test_a_need_of_a_runbook_is_named() -> None:
    found = played(facts(SHOP % ("4h", "1d", "needs: [places/vault],")), "site/hall", "site/bank")
    assert (
        "the runbook Restore the shop cannot be carried out: needs Vault (at site bank, which is gone)"
        in service(found).obstacles
    )


def test_cures_are_looked_for_when_asked() -> None:
    of = facts(orders("c: {kind: dump, at: places/hall, every: 1d, keep: 60d}"))
    assert store(played(of, "site/hall")).cure == ""
    assert store(played(of, "site/hall", cured=True)).cure.startswith("keep one more copy of Orders at ")


def test_cures_in_words() -> None:
    of = facts(orders("c: {kind: dump}") + "credentials: {root: {name: Root}}\n")
    day = timedelta(days=30)
    table = [
        (Cure("lock", "datastores/orders/copies/c", amount=day), "lock the copy c of Orders for 30 d, so that nobody can delete it before"),
        (Cure("keep", "datastores/orders/copies/c", amount=day), "keep the copy c of Orders for 30 d"),
        (Cure("key", "datastores/orders/copies/c", place="places/far"), "keep a second copy of the key of the copy c of Orders at Far"),
        (Cure("seal", "credentials/root", place="places/vault"), "keep a sealed copy of the login Root at Vault"),
        (Cure("right", "datastores/orders/copies/c", login="credentials/root"), "take the right to delete the copy c of Orders away from the login Root"),
        (Cure("copy", "datastores/orders", place="places/far"), "keep one more copy of Orders at Far, fetched from there"),
        (Cure("elsewhere", "datastores/orders"), "keep one more copy of Orders outside everything that this plan names"),
        (Cure("runbook", "services/x"), "write a runbook that brings services/x back without what is gone"),
        (Cure("record", "places/far", label="site"), "write down the site of Far, once it is shown to be another one"),
        (Cure("record", "datastores/orders", label="at"), "write down where Orders is, once it is shown to be elsewhere"),
        (None, ""),
    ]  # fmt: skip
    assert [(cure_words(c, of), w) for c, w in table if cure_words(c, of) != w] == []


def test_cures_that_differ_in_their_object_are_one() -> None:
    of = facts("datastores: {a: {name: A}, b: {name: B}}\n")
    cures = [Cure("copy", f"datastores/{id_}", place="places/far") for id_ in "aba"]
    assert cures_words(cures, of) == ("keep one more copy of A, B at Far, fetched from there",)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("site/hall", "site hall (Hall) is gone"),
        ("provider/hostco", "Host Co (provider/hostco) is gone"),
        ("account/main", "account main (Hall) is closed, with everything in it"),
        ("hostile:account/main", "an attacker owns account main (Hall)"),
        ("hostile:admin/corp", "an attacker owns the administration corp (Hall)"),
        ("people/ada", "Ada Roth (people/ada) is gone"),
        ("hostile:people/ada", "Ada Roth (people/ada) acts against you, with every login held"),
        ("datastores/orders", "Orders (datastores/orders) is deleted or damaged"),
        ("software/pg", "the software pg (software/pg) damages the data of every store that runs on it"),
        (Unknown("hostile:admin"), "an attacker owns an administration that nobody wrote down"),
        (Unknown("storage", (None, None)), "a storage that nobody wrote down is gone"),
        (Unknown("site", ("north",)), "a site in region north that nobody wrote down is gone"),
        (Unknown("account", ("self",)), "an account of our own that nobody wrote down is gone"),
    ],
    ids=str,
)
def test_events_in_words(event: str | Unknown, words: str) -> None:
    assert happening(event, facts(orders("c: {kind: dump}"))).words == words


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("site/hall", "site hall (Hall) is gone"),
        ("hostile:people/ada", "Ada Roth acts against you, with every login held"),
        ("datastores/orders", "Orders is deleted or damaged"),
    ],
)
def test_documents_say_events_without_references(event: str, words: str) -> None:
    assert happening(event, facts(orders("c: {kind: dump}"))).plain == words


def test_what_is_known_is_said_before_what_is_not() -> None:
    of = facts("")
    assert whereabouts([Unknown("site"), "site/hall"], of) == "at site hall, which is gone"
    both = [Unknown("site"), Unknown("region")]
    assert whereabouts(both, of) == "nobody wrote its site or region, so it may be the one that is gone"


def test_nothing_can_be_said_of_a_plan_without_data_and_services() -> None:
    assert judge((), (), ()) == ("not shown", "Nothing can be said: the plan names no datastore and no service.")
    assert not fatal_events("x", Survival(facts("", "organization: {name: X}\n")), 1, None).is_survived


def test_names_are_listed_or_counted() -> None:
    assert [names(list("abcde"[:n])) for n in (1, 2, 3, 4, 5)] == [
        "a", "a and b", "a, b and c", "a, b, c and d", "a, b, c and 2 more",
    ]  # fmt: skip


SCENARIOS = """\
datastores: {orders: {name: Orders, at: places/hall, copies: {c: {kind: dump, at: places/far, every: 1d, keep: 9d}}}}
scenarios:
  ransomware: {loses: [account/main], detection: 1d}
  datacentre-fire: {loses: [site/hall]}
  insider: {loses: [account/main], detection: 30d}
  flood: {title: Flood, group: site, loses: [site/hall, site/far]}
  sabotage: {group: malicious, loses: [account/main]}
  pandemic: {applicable: yes}
  key-loss: {applicable: no, loses: [site/hall]}
"""


def test_scenarios_are_played_hostile_when_somebody_means_it() -> None:
    plan = facts(SCENARIOS).plan
    found = {s.id: (is_malicious(s), play_of(s).events) for s in plan.scenarios.values()}
    assert found["ransomware"] == (True, ("hostile:account/main",))
    assert found["sabotage"] == (True, ("hostile:account/main",))
    assert found["flood"] == (False, ("site/hall", "site/far"))


def test_scenarios_of_a_plan() -> None:
    found = {s.id: s for s in scenario_lines(facts(SCENARIOS))}
    assert {id_: s.state for id_, s in found.items()} == {
        "ransomware": "not shown", "datacentre-fire": "survived", "insider": "not survived", "flood": "not survived",
        "sabotage": "not survived", "pandemic": "nothing stated",
    }  # fmt: skip
    assert found["flood"].title == "Flood"
    assert found["datacentre-fire"].title == "Data centre destroyed for good"


FATAL = """\
datastores:
  orders: {name: Orders, at: places/hall, copies: {c: {kind: dump, at: places/far, every: 1d, keep: 60d, pulled: yes}}}
  notes: {name: Notes, at: places/hall}
"""


def test_fatal_events_are_grouped_by_what_they_do() -> None:
    found = fatal_events("x", Survival(facts(FATAL)), 1, None)
    assert not found.is_survived
    assert [b.lost for b in found.blows] == [("Notes",)]
    refs = {e.ref for e in found.blows[0].events}
    assert {"site/hall", "storage/disk1", "datastores/notes", "account/main", "admin/corp"} <= refs
    assert found.blows[0].cures[0].startswith("keep one more copy of Notes at ")
    assert (found.harmful, found.tried) == (len(found.blows[0].events), len(Survival(facts(FATAL)).ground.universe))


def test_fatal_pairs_leave_out_what_is_fatal_alone() -> None:
    found = fatal_events("x", Survival(facts(FATAL)), 2, None)
    [orders_] = found.combinations
    assert orders_.names == ("Orders",)
    flat = set(chain.from_iterable(map(frozenset, product(*g)) for g in orders_.groups))
    assert frozenset({"site/hall", "site/far"}) in flat
    assert all(len(c) == 2 for c in flat)
    assert len(flat) == sum(1 for line in found.lines if line.ref == "datastores/orders")


EVENTS = st.frozensets(st.sampled_from("abcdefg"), min_size=1, max_size=3)


@settings(max_examples=300)
@given(st.sets(EVENTS, max_size=25))
def test_groups_stand_for_exactly_the_combinations(combinations: set[frozenset[str]]) -> None:
    # minimal cut sets never contain each other
    minimal = {c for c in combinations if not any(o < c for o in combinations)}
    said = [frozenset(picked) for group in grouped(minimal) for picked in product(*group)]
    assert set(said) == minimal
    assert len(said) == len(minimal)


def test_groups_are_few() -> None:
    pairs = {frozenset({a, b}) for a in "abc" for b in "wxyz"} | {frozenset({"a", "q"})}
    assert len(grouped(pairs)) == 2


def test_everything_of_a_plan_can_be_named() -> None:
    found = nameable("x", Survival(facts(SCENARIOS)))
    assert list(found.kinds["site"]) == ["bank", "far", "hall"]
    assert found.kinds["people"] == {"ada": "Ada Roth", "ben": "Ben Ott"}
    assert "key-loss" not in found.scenarios


@pytest.mark.parametrize(
    ("ref", "words"),
    [("site/hall", "site hall (Hall)"), ("provider/hostco", "Host Co"), ("datastores/orders", "Orders")],
)
def test_what_is_lost_by_its_name(ref: str, words: str) -> None:
    assert plainly(ref, facts(orders("c: {kind: dump}"))) == words


def test_scenarios_that_are_noticed_equally_late_ask_the_same_tree() -> None:
    found = facts(SCENARIOS)
    assert survival_of(found) is survival_of(found, found.detection)
    assert survival_of(found, found.detection * 2) is not survival_of(found)
    assert survival_of(facts(SCENARIOS)) is not survival_of(found)
    scenario = next(s for s in found.plan.scenarios.values() if s.loses)
    assert what_if_scenario(scenario, found) is what_if_scenario(scenario, found)
