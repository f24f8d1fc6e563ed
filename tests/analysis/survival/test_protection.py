"""When a copy falls and when data is lost for good: the sentences of docs/survival.md, one example each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from tests.analysis.survival.verdicts import FALLS, NOT_SHOWN, STANDS, Verdict, verdict

Make = Callable[..., Facts]
COPY = "datastores/db/copies/safe"
GOOD = "kind: dump, at: away, every: 24h, duration: 2h, keep: 60d, pulled: yes"
WORLD = """
people:
  ada: {{name: Ada}}
  ben: {{name: Ben}}
vendors: {{cloudy: {{}}, keeper: {{contract: {{rpo: 24h}}}}}}
places:
  here: {{storage: disk, site: office, region: north, provider: self, account: shop, admin: domain}}
  away: {{storage: bucket, site: dc, region: south, provider: cloudy, account: cloud, admin: console}}
  shelf: {{storage: shelf, site: home, region: west, provider: self, account: paper, admin: paper, offline: yes}}
credentials:
  app: {{holders: [people/ada], can: {{write: [datastores/db]}}}}
  {logins}
datastores:
  db: {{at: here, engine: pg 16, copies: {{{copies}}} {more}}}
  {stores}
"""


def plan(copy: str = GOOD, *, logins: str = "", more: str = "", stores: str = "") -> str:
    copies = f"safe: {{{copy}}}" if copy.startswith("kind") else copy
    return WORLD.format(copies=copies, logins=logins, more=f", {more}" if more else "", stores=stores)


WRITE = "backup: {holders: [people/ben], can: {write: [places/away]}}"
DELETE = "backup: {holders: [people/ben], can: {delete: [places/away]}}"
LOGIN = "hostile:credentials/backup"
OWNER = "hostile:account/cloud"

# Td is 14 d, I + D is 26 h: a lock must last 15 d and 2 h.
DELETIONS = [
    ("nothing keeps the owner of its account out", GOOD, "", OWNER, FALLS),
    ("nor the owner of its admin plane", GOOD, "", "hostile:admin/console", FALLS),
    ("another account is nobody's business", GOOD, "", "hostile:account/shop", STANDS),
    ("a long lock without bypass keeps everybody out", f"{GOOD}, immutable: {{for: 30d, mode: compliance}}", "", OWNER, STANDS),
    ("but not who closes the account", f"{GOOD}, immutable: {{for: 30d, mode: compliance}}", "", "account/cloud", FALLS),
    ("a lock that ends before damage is found is none", f"{GOOD}, immutable: {{for: 15d, mode: compliance}}", "", OWNER, FALLS),
    ("it has to last I + D + Td", f"{GOOD}, immutable: {{for: 15d2h, mode: compliance}}", "", OWNER, STANDS),
    ("whoever administers may lift a governance lock", f"{GOOD}, immutable: {{for: 30d, mode: governance}}", "", OWNER, FALLS),
    ("other logins perhaps", f"{GOOD}, immutable: {{for: 30d, mode: governance}}", DELETE, LOGIN, NOT_SHOWN),
    ("what is offline is out of everybody's reach", GOOD.replace("away", "shelf"), "", "hostile:account/paper", STANDS),
    ("even of a login that is named at the copy", f"{GOOD.replace('away', 'shelf')}, deletable_by: [credentials/backup]", "backup: {}", LOGIN, STANDS),
    ("and has no account that could be closed", GOOD.replace("away", "shelf"), "", "account/paper", STANDS),
    ("a login that may delete there", GOOD, DELETE, LOGIN, FALLS),
    ("a login that may write there", GOOD, WRITE, LOGIN, FALLS),
    ("may add to what is append-only", f"{GOOD}, append_only: yes", WRITE, LOGIN, STANDS),
    ("but to delete is to delete", f"{GOOD}, append_only: yes", DELETE, LOGIN, FALLS),
    ("a login that is named at the copy", f"{GOOD}, deletable_by: [credentials/backup]", "backup: {}", LOGIN, FALLS),
    ("an admin plane that is named at the copy", f"{GOOD}, deletable_by: [admin/domain]", "", "hostile:admin/domain", FALLS),
]  # fmt: skip


@pytest.mark.parametrize(("case", "copy", "login", "event", "expected"), DELETIONS, ids=[c[0] for c in DELETIONS])
def test_who_can_delete_a_copy(facts: Make, case: str, copy: str, login: str, event: str, expected: Verdict) -> None:
    assert verdict(facts(plan(copy, logins=login)), COPY, event) is expected


def test_given_no_schedule_when_locked_then_the_lock_is_not_shown_to_be_long_enough(facts: Make) -> None:
    known = facts(plan(f"{GOOD.replace('every: 24h, ', '')}, immutable: {{for: 90d, mode: compliance}}"))
    assert verdict(known, COPY, OWNER) is NOT_SHOWN


def test_given_a_longer_detection_when_locked_then_the_same_lock_is_too_short(facts: Make) -> None:
    known = facts(plan(f"{GOOD}, immutable: {{for: 30d, mode: compliance}}"))
    assert verdict(known, COPY, OWNER, detection=timedelta(days=40)) is FALLS


SENT = GOOD.replace(", pulled: yes", "")


@pytest.mark.parametrize(
    ("copy", "login", "expected"),
    [
        (SENT, "", NOT_SHOWN),
        (GOOD, "", STANDS),
        (f"{SENT}, append_only: yes", "", STANDS),
        (SENT, WRITE, STANDS),
        (f"{SENT}, run_by: keeper", "", STANDS),
        (f"{SENT}, immutable: {{for: 30d, mode: compliance}}", "", STANDS),
    ],
    ids=["sent by production", "fetched", "append-only", "rights are stated", "made by a vendor", "locked"],
)
def test_when_production_is_hostile_then_what_it_sends_is_not_shown_to_be_safe(
    facts: Make, copy: str, login: str, expected: Verdict
) -> None:
    assert verdict(facts(plan(copy, logins=login)), COPY, "hostile:account/shop") is expected
    assert verdict(facts(plan(copy, logins=login)), COPY, "hostile:credentials/app") is expected


def test_when_data_is_only_deleted_then_what_production_sends_is_safe(facts: Make) -> None:
    assert verdict(facts(plan(SENT)), COPY, "datastores/db") is STANDS


@pytest.mark.parametrize("event", ["datastores/db", "hostile:account/shop", "account/shop"])
def test_what_is_tied_to_its_source_goes_with_it(facts: Make, event: str) -> None:
    assert verdict(facts(plan(f"{GOOD}, deleted_with_source: yes")), COPY, event) is FALLS
    assert verdict(facts(plan(f"{GOOD}, deleted_with_source: yes")), COPY, "site/office") is STANDS


LATE = [("keep: 15d2h", STANDS), ("keep: 15d1h", FALLS), ("keep: unbounded", STANDS), ("", NOT_SHOWN)]


@pytest.mark.parametrize(("keep", "expected"), LATE)
@pytest.mark.parametrize("event", ["datastores/db", "software/pg 16", "hostile:credentials/app"])
def test_damage_found_late_must_still_have_a_point_before_it(
    facts: Make, keep: str, expected: Verdict, event: str
) -> None:
    assert verdict(facts(plan(GOOD.replace("keep: 60d", keep).replace(", ,", ","))), COPY, event) is expected


@pytest.mark.parametrize(("keep", "expected"), LATE)
def test_in_a_loss_the_newest_point_is_enough(facts: Make, keep: str, expected: Verdict) -> None:
    assert verdict(facts(plan(GOOD.replace("keep: 60d", keep).replace(", ,", ","))), COPY, "site/office") is STANDS


REPLICA = "kind: replica, at: away, lag: 5s"
LAGGING = f"{REPLICA}, delay: 6h, stop_within: 30m, precision: 1m"


@pytest.mark.parametrize(
    ("copy", "event", "detection", "expected"),
    [
        (REPLICA, "site/office", 4, STANDS),
        (REPLICA, "datastores/db", 4, FALLS),
        (LAGGING, "datastores/db", 4, STANDS),
        (LAGGING, "software/pg 16", 4, STANDS),
        (LAGGING, "datastores/db", 5.5, FALLS),
        (LAGGING, "datastores/db", 6, FALLS),
        (LAGGING, "hostile:account/shop", 4, FALLS),
    ],
)
def test_a_replica_repeats_damage_unless_it_lags_long_enough(
    facts: Make, copy: str, event: str, detection: float, expected: Verdict
) -> None:
    assert verdict(facts(plan(copy)), COPY, event, detection=timedelta(hours=detection)) is expected


def test_given_logs_when_their_base_is_gone_then_they_are_worth_nothing(facts: Make) -> None:
    base = "base: {kind: dump, at: shelf, every: 7d, duration: 1h, keep: 90d, pulled: yes}"
    logs = "safe: {kind: log-archive, at: away, lag: 5m, base: base, keep: 90d, pulled: yes}"
    known = facts(plan(f"{base}, {logs}"))
    assert verdict(known, COPY, "site/office") is STANDS
    assert verdict(known, COPY, "site/home") is FALLS


def test_given_logs_without_any_base_then_they_never_restore_anything(facts: Make) -> None:
    assert verdict(facts(plan("kind: log-archive, at: away, lag: 5m, keep: 90d, pulled: yes")), COPY) is FALLS


def test_when_the_vendor_that_makes_a_copy_is_gone_then_the_copy_is(facts: Make) -> None:
    assert verdict(facts(plan(f"{GOOD}, run_by: keeper")), COPY, "provider/keeper") is FALLS


def test_given_a_copy_of_nowhere_then_no_event_is_shown_to_leave_it(facts: Make) -> None:
    known = facts(plan(GOOD.replace("at: away, ", "")))
    assert verdict(known, COPY, "site/office") is NOT_SHOWN
    assert verdict(known, "datastores/db", "site/office") is NOT_SHOWN


SOURCE = "source:datastores/db"


@pytest.mark.parametrize(
    "event",
    [
        "storage/disk", "site/office", "region/north", "account/shop", "places/here", "datastores/db", "software/pg 16",
        "hostile:account/shop", "hostile:admin/domain", "hostile:credentials/app", "hostile:people/ada",
    ],
)  # fmt: skip
def test_what_takes_the_live_data(facts: Make, event: str) -> None:
    assert verdict(facts(plan()), SOURCE, event) is FALLS
    assert verdict(facts(plan()), "datastores/db", event) is STANDS, "the copy is left"


@pytest.mark.parametrize("event", ["site/dc", "credentials/app", "people/ada", "hostile:people/ben", "provider/cloudy"])
def test_what_does_not(facts: Make, event: str) -> None:
    assert verdict(facts(plan()), SOURCE, event) is STANDS


def test_data_is_lost_when_source_and_every_copy_that_counts_are(facts: Make) -> None:
    assert verdict(facts(plan()), "datastores/db", "site/office", "site/dc") is FALLS
    for useless in ("old: {kind: dump, at: shelf, active: no}", "odd: {kind: unstated, at: shelf}"):
        assert verdict(facts(plan(f"safe: {{{GOOD}}}, {useless}")), "datastores/db", "site/office", "site/dc") is FALLS


def test_given_parts_when_the_only_copy_of_one_is_gone_then_the_store_is_lost(facts: Make) -> None:
    copies = f"safe: {{{GOOD}, excludes: [images]}}, pictures: {{{GOOD.replace('away', 'shelf')}, includes: [images]}}"
    known = facts(plan(copies, more="contents: [orders, images]"))
    assert verdict(known, "datastores/db", "site/office", "site/home") is FALLS
    assert verdict(known, "datastores/db", "site/office") is STANDS


DERIVED = "class: derived, rebuild: {from: [source], duration: 2h}"
FROM = "source: {at: away}"


def test_given_a_rebuild_when_its_source_is_left_then_nothing_is_lost(facts: Make) -> None:
    known = facts(plan("", more=DERIVED, stores=FROM))
    assert verdict(known, "datastores/db", "site/office") is STANDS
    assert verdict(known, "datastores/db", "site/office", "site/dc") is FALLS


def test_given_two_stores_that_are_rebuilt_from_each_other_then_neither_saves_the_other(facts: Make) -> None:
    stores = "source: {at: here, class: derived, rebuild: {from: [db], duration: 2h}}"
    assert verdict(facts(plan("", more=DERIVED, stores=stores)), "datastores/db", "site/office") is FALLS


def test_a_cache_that_fills_itself_is_never_lost(facts: Make) -> None:
    known = facts(plan("", more="class: derived, rebuild: {duration: 0h}"))
    assert verdict(known, "datastores/db", "site/office", "datastores/db") is STANDS
