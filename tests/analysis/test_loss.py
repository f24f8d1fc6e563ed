"""Worst-case loss: the worked values of the domain reference by their letter, and what must never be flattered.

The letters are a to g; h is a time to restore, in test_duration.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.analysis import loss as module
from bcdr.analysis.facts import Facts
from bcdr.analysis.loss import CopyLoss, must_reach
from bcdr.analysis.protection import Context
from bcdr.model.datastore import Copy, Datastore, Monitor
from bcdr.model.value import UNBOUNDED

Make = Callable[..., Facts]
H = timedelta(hours=1)
M = timedelta(minutes=1)
DAY = timedelta(days=1)
WATCHED = "monitor: {by: switch, alerts: [people/a], repaired_within: 24h}"


def copies(text: str, detection: str = "") -> str:
    scenario = f"\n    scenarios: {{ransomware: {{applicable: yes, detection: {detection}}}}}" if detection else ""
    return f"""
    people: {{a: {{name: A}}, b: {{name: B, active: no}}}}
    datastores:
      db:
        class: truth
        copies: {{{text}}}{scenario}
    """


def of(facts: Make, text: str, copy: str, detection: str = "") -> CopyLoss:
    found = facts(copies(text, detection))
    return found.copy_losses(found.plan.datastores["db"])[copy]


NIGHTLY = "n: {kind: dump, every: 24h, duration: 2h%s}"


def test_a_periodic_backup_loses_interval_and_duration(facts: Make) -> None:
    found = of(facts, NIGHTLY % "", "n")
    assert found.normal == 26 * H
    assert [(t.symbol, t.copy, t.value) for t in found.terms] == [("I", "n", 24 * H), ("D", "n", 2 * H)]


def test_b_failing_jobs_add_the_time_to_notice_and_repair(facts: Make) -> None:
    found = of(facts, NIGHTLY % f", {WATCHED}", "n")
    assert found.degraded == 50 * H
    assert [t.symbol for t in found.degraded_terms] == ["I", "D", "Tm"]


def test_c_corruption_adds_the_time_to_discover_and_asks_for_retention(facts: Make) -> None:
    found = of(facts, NIGHTLY % ", keep: 194h", "n", "7d")
    assert found.corruption == 194 * H
    assert [t.symbol for t in found.corruption_terms] == ["I", "D", "Td"]
    assert must_reach(found, 7 * DAY) == 194 * H == found.reach
    short = of(facts, NIGHTLY % ", keep: 193h", "n", "7d")
    assert (short.corruption, short.too_late, short.corruption_terms) == (UNBOUNDED, True, ())


def test_d_a_copy_of_a_copy_adds_its_own_interval_and_duration(facts: Make) -> None:
    chained = NIGHTLY % "" + ", off: {kind: image, from: n, every: 24h, duration: 3h, keep: 30d}"
    found = of(facts, chained, "off", "7d")
    assert (found.normal, found.corruption) == (53 * H, 53 * H + 7 * DAY)


LOGS = "b: {kind: dump, every: 24h, duration: 1h, keep: 30d}, w: {kind: log-archive, base: b, lag: 5m, keep: 30d%s}"


def test_e_log_shipping_loses_the_lag_and_rolls_back_to_the_moment_before(facts: Make) -> None:
    found = of(facts, LOGS % ", precision: 1m", "w", "2h")
    assert (found.normal, found.corruption) == (5 * M, 2 * H + M)
    assert [(t.symbol, t.value) for t in found.corruption_terms] == [("Td", 2 * H), ("g", M)]
    # the base before the damage must still be there, and every log since it
    assert must_reach(found, 2 * H) == 27 * H


def test_f_an_asynchronous_replica_alone_survives_no_corruption(facts: Make) -> None:
    found = of(facts, "r: {kind: replica, lag: 5s}", "r")
    assert (found.normal, found.corruption, found.is_live) == (timedelta(seconds=5), UNBOUNDED, True)


REPLICA = "r: {kind: replica, lag: 5m, delay: 6h%s}"


def test_g_a_delayed_replica_counts_only_if_it_is_stopped_in_time(facts: Make) -> None:
    stoppable = REPLICA % ", stop_within: 30m, precision: 1m"
    usable = of(facts, stoppable, "r", "4h")
    assert (usable.normal, usable.corruption) == (5 * M, 4 * H + M)
    late = of(facts, stoppable, "r", "6h")
    assert (late.corruption, late.too_late) == (UNBOUNDED, True)
    # the delay itself is too late: the damage arrives as the replica stops
    assert of(facts, stoppable, "r", "5h30m").too_late
    assert must_reach(usable, 4 * H) == 4 * H + 30 * M


UNKNOWN = [
    ("no schedule", "n: {kind: dump, duration: 2h}", "n", "unknown", "copy n states no schedule"),
    ("no monitor", NIGHTLY % "", "n", "unknown_degraded", "nobody is told when copy n fails"),
    ("an alarm for nobody", NIGHTLY % ", monitor: {by: x, alerts: [], repaired_within: 1h}", "n", "unknown_degraded",
     "nobody is told when copy n fails"),
    ("an alarm for somebody who left", NIGHTLY % ", monitor: {by: x, alerts: [people/b], repaired_within: 1h}", "n",
     "unknown_degraded", "nobody is told when copy n fails"),
    ("repaired some day", NIGHTLY % ", monitor: {by: x, alerts: [people/a]}", "n", "unknown_degraded",
     "copy n does not say how soon a failure is repaired"),
    ("kept for nobody knows how long", NIGHTLY % "", "n", "unknown_corruption", "nothing says how long copy n is kept"),
    ("nobody knows how soon it is stopped", REPLICA % "", "r", "unknown_corruption",
     "copy r does not say how soon it can be stopped"),
    ("delayed by nobody knows which lag", "r: {kind: replica, delay: 60d, stop_within: 1h}", "r", "unknown_corruption",
     "live copy r states no lag"),
    ("logs without a base", "w: {kind: log-archive, lag: 5m}", "w", "unknown", "log archive w has no base backup to build on"),
    ("logs on a base that is gone", "w: {kind: log-archive, lag: 5m, base: b}", "w", "unknown",
     "log archive w has no base backup to build on"),
    ("logs on a base no longer made", "b: {kind: dump, active: no, every: 1d}, w: {kind: log-archive, lag: 5m, base: b}", "w",
     "unknown", "log archive w has no base backup to build on"),
    ("logs on a replica", "b: {kind: replica, lag: 1s}, w: {kind: log-archive, lag: 5m, base: b}", "w", "unknown",
     "log archive w has no base backup to build on"),
    ("logs on logs", "b: {kind: log-archive, lag: 1s}, w: {kind: log-archive, lag: 5m, base: b}", "w", "unknown",
     "log archive w has no base backup to build on"),
    ("logs on a base without schedule", "b: {kind: dump}, w: {kind: log-archive, lag: 5m}", "w", "unknown",
     "copy b states no schedule"),
    ("logs thrown away before the next base", "b: {kind: dump, every: 7d, duration: 1h}, w: {kind: log-archive, lag: 5m, keep: 7d}",
     "w", "unknown", "log archive w is kept for less than the time between two base backups of b"),
    ("logs kept for nobody knows how long", "b: {kind: dump, every: 7d, keep: 90d}, w: {kind: log-archive, lag: 5m}", "w",
     "unknown_corruption", "nothing says how long copy w is kept"),
    ("a base kept for nobody knows how long", "b: {kind: dump, every: 7d}, w: {kind: log-archive, lag: 5m, keep: 90d}", "w",
     "unknown_corruption", "nothing says how long copy b is kept"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "copy", "which", "reason"), [u[1:] for u in UNKNOWN], ids=[u[0] for u in UNKNOWN])
def test_a_missing_fact_is_named_and_its_figure_unbounded(
    facts: Make, text: str, copy: str, which: str, reason: str
) -> None:
    found = of(facts, text, copy)
    assert getattr(found, which) == reason
    assert not found.too_late
    values = {"unknown": found.normal, "unknown_degraded": found.degraded, "unknown_corruption": found.corruption}
    assert values[which] == UNBOUNDED
    if which == "unknown":
        assert (found.degraded, found.corruption) == (UNBOUNDED, UNBOUNDED)
        assert (found.unknown_degraded, found.unknown_corruption) == (reason, reason)


OTHERS = [
    ("logs degraded", LOGS % f", {WATCHED}", "w", 5 * M, 24 * H + 5 * M, 7 * DAY + 5 * M),
    ("commits wait", "r: {kind: replica, waits: yes}", "r", 0 * H, 0 * H, UNBOUNDED),
    ("replica that may stop unseen", "r: {kind: replica, lag: 1h}", "r", H, UNBOUNDED, UNBOUNDED),
    ("replica that is watched", f"r: {{kind: replica, lag: 1h, {WATCHED}}}", "r", H, 25 * H, UNBOUNDED),
    ("versions", "v: {kind: versioned-objects}", "v", 0 * H, 0 * H, 7 * DAY),
    ("versions for a week", "v: {kind: versioned-objects, keep: 7d}", "v", 0 * H, 0 * H, 7 * DAY),
    ("versions for less", "v: {kind: versioned-objects, keep: 6d}", "v", 0 * H, 0 * H, UNBOUNDED),
    ("a clone holds what came after, too", "c: {kind: clone, every: 1h, duration: 0s}", "c", H, UNBOUNDED, H),
    ("a clone that forgets", "c: {kind: clone, every: 1h, duration: 0s, keep: 7d}", "c", H, UNBOUNDED, UNBOUNDED),
    ("export", "e: {kind: export, every: 24h, duration: 1h, keep: 9d}", "e", 25 * H, UNBOUNDED, 8 * DAY + H),
    ("generations", "e: {kind: dump, every: 24h, duration: 0s, generations: 8}", "e", DAY, UNBOUNDED, 8 * DAY),
    ("a generation less", "e: {kind: dump, every: 24h, duration: 0s, generations: 7}", "e", DAY, UNBOUNDED, UNBOUNDED),
    ("five weekdays are no fifteen days", 'e: {kind: dump, cron: "0 2 * * 1-5", duration: 0s, generations: 5}', "e",
     3 * DAY, UNBOUNDED, UNBOUNDED),
    ("a base that forgets", "b: {kind: dump, every: 24h, duration: 1h, keep: 5d}, w: {kind: log-archive, lag: 5m, keep: 30d}", "w",
     5 * M, UNBOUNDED, UNBOUNDED),
    ("the slower of two repairs", (f"n: {{kind: dump, every: 1h, duration: 0s, {WATCHED}}}, "
     "o: {kind: image, from: n, every: 1h, duration: 0s, monitor: {by: x, alerts: [people/a], repaired_within: 2h}}"), "o",
     2 * H, 26 * H, UNBOUNDED),
    ("never made", "n: {kind: dump, every: unbounded, duration: 1h, keep: 9d}", "n", UNBOUNDED, UNBOUNDED, UNBOUNDED),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "copy", "normal", "degraded", "corruption"), [o[1:] for o in OTHERS], ids=[o[0] for o in OTHERS]
)
def test_three_values(
    facts: Make, text: str, copy: str, normal: timedelta, degraded: timedelta, corruption: timedelta
) -> None:
    found = of(facts, text, copy, "7d")
    assert (found.normal, found.degraded, found.corruption) == (normal, degraded, corruption)


def test_corruption_is_assumed_to_be_found_after_14_days(facts: Make) -> None:
    assert of(facts, NIGHTLY % ", keep: 90d", "n").corruption == 26 * H + 14 * DAY


def test_without_the_precision_the_lag_stands_in_its_place(facts: Make) -> None:
    found = of(facts, LOGS % "", "w", "2h")
    assert [(t.symbol, t.value, t.assumed) for t in found.corruption_terms] == [("Td", 2 * H, ""), ("g", 5 * M, "L")]


def test_every_copy_that_is_made_has_a_figure(facts: Make) -> None:
    found = facts(
        copies("n: {kind: dump, every: 1h}, r: {kind: raid}, x: {kind: unstated}, old: {kind: dump, active: no}")
    )
    assert list(found.copy_losses(found.plan.datastores["db"])) == ["n", "r"]


TWO = "a: {kind: dump, every: 24h, duration: 0s, keep: 90d}, b: {kind: snapshot, every: 1h, duration: 0s, keep: 1d}"


def test_a_store_has_the_best_of_its_backups_for_each_value(facts: Make) -> None:
    found = facts(copies(f"{TWO}, r: {{kind: replica, lag: 5s}}"))
    loss = found.loss(found.plan.datastores["db"])
    assert (loss.normal, loss.via, loss.terms[0].copy) == (H, "b", "b")
    assert (loss.corruption, loss.via_corruption) == (15 * DAY, "a")
    assert loss.unknown_degraded == "nobody is told when copy a fails"
    assert (loss.unknown, loss.unknown_corruption) == ("", "")


def test_a_store_without_a_backup_may_lose_everything(facts: Make) -> None:
    found = facts(copies("r: {kind: replica, lag: 5s}"))
    loss = found.loss(found.plan.datastores["db"])
    assert loss[:5] == (UNBOUNDED, UNBOUNDED, UNBOUNDED, None, ())
    assert loss.terms == ()


AMONG = [
    ("all, storage gone", "abr", False, "r"),
    ("all, corruption", "abr", True, "a"),
    ("backups", "ab", False, "b"),
    ("one", "a", False, "a"),
    ("live ones only", "r", True, None),
    ("none", "", False, None),
    ("strangers", "z", False, None),
]


@pytest.mark.parametrize(("usable", "is_corruption", "best"), [a[1:] for a in AMONG], ids=[a[0] for a in AMONG])
def test_the_best_of_what_is_left(facts: Make, usable: str, is_corruption: bool, best: str | None) -> None:
    found = facts(copies(f"{TWO}, r: {{kind: replica, lag: 5s}}"))
    left = found.loss_among(found.plan.datastores["db"], set(usable), is_corruption=is_corruption)
    assert (left and left.copy) == best


def test_a_delayed_replica_that_is_left_counts_after_corruption(facts: Make) -> None:
    found = facts(copies(REPLICA % ", stop_within: 30m", "4h"))
    left = found.loss_among(found.plan.datastores["db"], {"r"}, is_corruption=True)
    assert left is not None
    assert left.corruption == 4 * H + 5 * M


def test_logs_are_worth_nothing_when_no_base_is_left(facts: Make) -> None:
    text = LOGS % "" + ", c: {kind: dump, every: 24h, duration: 1h, keep: 30d}"
    found = facts(copies(text))
    store = found.plan.datastores["db"]
    assert found.loss_among(store, {"w"}, is_corruption=False) is None
    # these logs belong to another base
    left = found.loss_among(store, {"w", "c"}, is_corruption=False)
    assert left is not None
    assert left.copy == "c"


def test_logs_that_name_no_base_take_one_that_is_left(facts: Make) -> None:
    found = facts(
        copies("""b: {kind: dump, every: 24h, duration: 1h, keep: 30d}, n: {kind: dump, every: 24h, duration: 1h},
        c: {kind: image, from: n, every: 48h, duration: 1h, keep: 30d}, w: {kind: log-archive, lag: 5m, keep: 30d}""")
    )
    store = found.plan.datastores["db"]
    assert found.copy_losses(store)["w"].base == "b"
    left = found.loss_among(store, {"w", "c"}, is_corruption=True)
    assert left is not None
    assert (left.copy, left.base, left.corruption) == ("w", "c", 14 * DAY + 5 * M)


def test_logs_that_name_no_base_take_the_one_that_reaches_back(facts: Make) -> None:
    bases = "b: {kind: dump, every: 24h, duration: 1h, keep: 2d}, c: {kind: dump, every: 48h, duration: 1h, keep: 30d}"
    found = of(facts, f"{bases}, w: {{kind: log-archive, lag: 5m, keep: 30d}}", "w")
    assert (found.base, found.corruption) == ("c", 14 * DAY + 5 * M)


def test_another_time_to_notice_is_another_figure(facts: Make) -> None:
    found = facts(copies(NIGHTLY % ", keep: 90d"))
    store = found.plan.datastores["db"]
    assert found.copy_losses(store, DAY)["n"].corruption == 50 * H
    assert found.copy_losses(store)["n"].corruption == 26 * H + 14 * DAY
    assert found.copy_losses(store) is found.copy_losses(store)
    left = found.loss_among(store, {"n"}, is_corruption=True, detection=2 * DAY)
    assert left is not None
    assert left.corruption == 74 * H


@pytest.mark.parametrize(("days", "is_enough"), [(15, False), (16, True)])
def test_a_lock_holds_until_damage_is_noticed(facts: Make, days: int, is_enough: bool) -> None:
    lock = f", keep: 90d, immutable: {{for: {days}d, mode: compliance}}"
    found = facts(copies(NIGHTLY % lock))
    assert found.is_locked_enough(found.plan.datastores["db"].copies["n"]) is is_enough


hours = st.one_of(st.none(), st.integers(0, 400).map(lambda h: h * H))
backups = st.sampled_from(["dump", "snapshot", "image", "tape", "disk-rotation", "export", "log-archive", "clone",
                           "versioned-sync", "versioned-objects"])  # fmt: skip
watches = st.one_of(st.none(), st.builds(lambda t: Monitor(by="x", alerts=("people/a",), repaired_within=t), hours))
NAMES = ["a", "b", "c", "d"]
values = st.fixed_dictionaries({
    "every": hours, "duration": hours, "lag": hours, "keep": hours, "precision": hours, "monitor": watches,
    "generations": st.one_of(st.none(), st.integers(0, 40)), "from_": st.one_of(st.none(), st.sampled_from(NAMES)),
    "base": st.one_of(st.none(), st.sampled_from(NAMES)), "active": st.sampled_from([True, True, True, False]),
})  # fmt: skip
lives = st.fixed_dictionaries({
    "lag": hours, "every": hours, "duration": hours, "delay": hours, "stop_within": hours, "precision": hours,
    "waits": st.sampled_from([None, True, False]), "monitor": watches,
})  # fmt: skip
a_backup = st.tuples(backups, values).map(lambda kv: Copy(kind=kv[0], **kv[1]))
a_live_copy = st.tuples(st.sampled_from(["replica", "sync", "raid"]), lives).map(lambda kv: Copy(kind=kv[0], **kv[1]))
some = st.lists(st.one_of(a_backup, a_backup, a_live_copy), max_size=3)
CONTEXT = Context("UTC", date(2026, 11, 21), {}, lambda _: True)


def store_of(made: list[Copy]) -> Datastore:
    named = {name: Copy(**c.__dict__) for name, c in zip(NAMES, made, strict=False)}
    for name, copy in named.items():
        copy.placed(("datastores", "db", "copies", name))
    return Datastore(copies=named)


def three(made: list[Copy], detection: timedelta = 14 * DAY) -> tuple[timedelta, timedelta, timedelta]:
    store = store_of(made)
    found = module.loss(store, module.copy_losses(store, CONTEXT, detection))
    return found.normal, found.degraded, found.corruption


@settings(max_examples=150, deadline=None)
@given(made=some, more=a_backup)
def test_another_backup_never_makes_anything_worse(made: list[Copy], more: Copy) -> None:
    assert all(after <= before for after, before in zip(three([*made, more]), three(made), strict=True))


@settings(max_examples=120, deadline=None)
@given(made=some)
def test_each_bounded_value_is_the_sum_of_its_terms(made: list[Copy]) -> None:
    for found in module.copy_losses(store_of(made), CONTEXT).values():
        for value, terms in (
            (found.normal, found.terms),
            (found.degraded, found.degraded_terms),
            (found.corruption, found.corruption_terms),
        ):
            assert value in {sum((t.value for t in terms), timedelta()), UNBOUNDED}
        assert found.normal <= found.degraded
        # a replica or a log archive stops at the moment before the damage, however far its shipping lags
        if not found.is_live and found.base is None:
            assert found.normal <= found.corruption


@settings(max_examples=120, deadline=None)
@given(made=some.filter(bool), data=st.data())
def test_longer_times_never_make_a_loss_smaller(made: list[Copy], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(made) - 1))
    name = data.draw(st.sampled_from(["every", "duration", "lag", "precision", "stop_within"]))
    old = made[at].__dict__.get(name)
    if old is None or (name == "every" and made[at].keep is None and made[at].generations is not None):
        return  # more time between a number of generations makes them reach further back
    slower = [Copy(**{**c.__dict__, **({name: old + 5 * H} if i == at else {})}) for i, c in enumerate(made)]
    assert all(after >= before for after, before in zip(three(slower), three(made), strict=True))


@settings(max_examples=100, deadline=None)
@given(made=some, days=st.integers(0, 40), more=st.integers(0, 40))
def test_damage_noticed_later_never_costs_less(made: list[Copy], days: int, more: int) -> None:
    early, late = (module.copy_losses(store_of(made), CONTEXT, d * DAY) for d in (days, days + more))
    assert all(early[n].corruption <= late[n].corruption for n in early)


@settings(max_examples=100, deadline=None)
@given(made=some, data=st.data())
def test_fewer_copies_left_never_lose_less(made: list[Copy], data: st.DataObject) -> None:
    store = store_of(made)
    losses = module.copy_losses(store, CONTEXT)
    left = set(data.draw(st.lists(st.sampled_from(NAMES))))
    fewer = set(data.draw(st.lists(st.sampled_from(sorted(left))))) if left else set()
    for is_corruption in (False, True):
        many, few = (module.loss_among(store, u, losses, CONTEXT, is_corruption=is_corruption) for u in (left, fewer))
        worst = [UNBOUNDED if x is None else x.corruption if is_corruption else x.normal for x in (many, few)]
        assert worst[0] <= worst[1]
