"""Where tree and oracle once said different things: the smallest plan of each kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.domain import Unknown
from bcdr.analysis.survival.fatal import FatalSets
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.tree import Tree
from tests.analysis.survival.verdicts import FALLS, NOT_SHOWN, STANDS, Verdict, verdict

Make = Callable[..., Facts]
COPY, DATA, SOURCE, SHOP = "datastores/db/copies/k", "datastores/db", "source:datastores/db", "services/shop"
PLACES = """
places:
  here: {storage: disk, site: office, region: north, provider: self, account: shop, admin: domain}
  away: {storage: bucket, site: dc, region: south, provider: prov, account: cloud, admin: console}
"""


def store(copies: str, *, at: str = "here", more: str = "", before: str = "") -> str:
    return f"{PLACES}{before}\ndatastores:\n  db: {{at: {at}, {more}copies: {{{copies}}}}}\n"


DUMP = "kind: dump, at: away, every: 24h, duration: 2h, keep: 90d"
LOGIN = "credentials: {backup: {can: {delete: [places/away]}}}"
GROUP = "vendors: {cloudy: {group: holding}}\n"
FOUND = [
    (
        "a replica does not hold the part that it leaves out",
        store("k: {kind: replica, at: away, lag: 5s, excludes: [images]}", more="contents: [orders, images], "),
        DATA, "site/office", FALLS,
    ),
    (
        "a governance lock that is too short keeps no login out",
        store(f"k: {{{DUMP}, pulled: yes, immutable: {{for: 3d, mode: governance}}}}", before=LOGIN),
        COPY, "hostile:credentials/backup", FALLS,
    ),
    (
        "a lock that is too short does not keep out who sends the copy",
        store(f"k: {{{DUMP}, immutable: {{for: 3d, mode: compliance}}}}"),
        COPY, "hostile:account/shop", NOT_SHOWN,
    ),
    (
        "who sends the copy may be able to lift a governance lock",
        store(f"k: {{{DUMP}, immutable: {{for: 90d, mode: governance}}}}"),
        COPY, "hostile:account/shop", NOT_SHOWN,
    ),
    (
        "what is deleted with a source goes when its unknown account is closed",
        store(f"k: {{{DUMP}, pulled: yes, deleted_with_source: yes}}", before="  bare: {site: home}", at="bare"),
        COPY, "account/shop", NOT_SHOWN,
    ),
    (
        "a live copy that is deleted with its source goes when the account is closed",
        store("k: {kind: replica, at: away, lag: 5s, deleted_with_source: yes}"),
        COPY, "account/shop", FALLS,
    ),
    (
        "a late replica of which nobody wrote how soon it stops is not shown to be late enough",
        store("k: {kind: replica, at: away, lag: 5s, delay: 30d}"),
        COPY, DATA, NOT_SHOWN,
    ),
    (
        "logs on a base that is no longer made are worth nothing",
        store(f"k: {{kind: log-archive, at: away, lag: 5m, base: b, keep: 90d}}, b: {{{DUMP}, active: no}}"),
        COPY, "channels/none", FALLS,
    ),
    (
        "the vendor that runs a store goes with its group",
        store("", more="run_by: cloudy, ", before=GROUP),
        SOURCE, "provider/holding", FALLS,
    ),
    (
        "the vendor of a service goes with its group",
        GROUP + "services: {shop: {vendor: cloudy}}", SHOP, "provider/holding", FALLS,
    ),
    (
        "the vendor that a runbook needs goes with its group",
        GROUP + "runbooks: {back: {title: Back, needs: [vendors/cloudy]}}", "runbooks/back", "provider/holding", FALLS,
    ),
    (
        "rights over a service count wherever it runs",
        "credentials: {app: {can: {delete: [services/shop]}}}\nservices: {shop: {}}",
        "down:services/shop", "hostile:credentials/app", FALLS,
    ),
    (
        "where a storage is tells in which region its site is",
        "places: {b: {site: si}, c: {storage: st, site: si}, d: {storage: st, region: re}}\ndatastores: {db: {at: b}}",
        SOURCE, "region/re", FALLS,
    ),
    (
        "a storage at a site of one region is none in another",
        "places: {b: {region: other}, c: {storage: st, site: si}, d: {site: si, region: re}}\ndatastores: {db: {at: b}}",
        SOURCE, "storage/st", STANDS,
    ),
    (
        "a copy of unstated kind takes nothing away",
        store(f"k: {{{DUMP}, includes: [orders]}}, odd: {{kind: unstated, at: away}}", more="contents: [orders], "),
        DATA, "site/office", STANDS,
    ),
    (
        "whoever administers a place may lift a governance lock, however long",
        store("k: {kind: dump, at: away, keep: 90d, pulled: yes, immutable: {for: 90d, mode: governance}}"),
        COPY, "hostile:account/cloud", FALLS,
    ),
    (
        "a replica is no base backup",
        store("k: {kind: log-archive, at: away, lag: 5m, base: r, keep: 90d}, r: {kind: replica, at: away, lag: 5s}"),
        COPY, "channels/none", FALLS,
    ),
    (
        "a replica that is stopped in time is late enough, whatever else is not known of it",
        store("k: {kind: replica, at: away, delay: 30d, stop_within: 1h}"),
        COPY, DATA, STANDS,
    ),
    (
        "a replica that lags for less than damage stays unseen is too early, however soon it is stopped",
        store("k: {kind: replica, at: away, lag: 5s, delay: 6h}"),
        COPY, DATA, FALLS,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "name", "event", "expected"), FOUND, ids=[f[0] for f in FOUND])
def test_agreed(facts: Make, case: str, text: str, name: str, event: str | tuple[str, ...], expected: Verdict) -> None:
    events = (event,) if isinstance(event, str) else event
    assert verdict(facts(text), name, *events) is expected


def test_two_stores_of_which_the_plan_says_the_same_are_two(facts: Make) -> None:
    text = (
        PLACES + "datastores: {db: {at: away}, code: {at: away}}\n"
        "services: {shop: {at: here, parts: {data: [db], code: [code]}}}\n"
        "runbooks: {back: {title: Back, recovers: [services/shop], steps: [{do: x}]}}"
    )
    assert verdict(facts(text), SHOP, SHOP, "datastores/code") is FALLS


def test_which_base_is_written_first_does_not_matter(facts: Make) -> None:
    logs = "k: {kind: log-archive, at: away, lag: 5m, keep: 90d, pulled: yes}"
    short, silent = f"a: {{{DUMP.replace('90d', '3d')}}}", f"b: {{{DUMP.replace(', keep: 90d', '')}}}"
    one, other = facts(store(f"{logs}, {short}, {silent}")), facts(store(f"{logs}, {silent}, {short}"))
    assert verdict(one, COPY, DATA) is verdict(other, COPY, DATA) is NOT_SHOWN


def test_a_group_of_vendors_is_an_event(facts: Make) -> None:
    text = "vendors: {one: {group: holding}, two: {group: holding}}\ndatastores: {db: {at: vendors/one, copies: {k: {kind: dump, at: vendors/two}}}}"
    assert "provider/holding" in Ground(facts(text)).universe


def test_who_owns_the_login_service_owns_what_lies_behind_it_in_fatal_combinations_too(facts: Make) -> None:
    text = store(
        f"k: {{{DUMP}, pulled: yes}}",
        before="""
services: {sso: {at: away}}
credentials:
  one: {human: no, login_via: services/sso, can: {delete: [places/here]}}
  two: {human: no, login_via: services/sso, can: {delete: [places/away]}}
""",
    )
    assert verdict(facts(text), DATA, "hostile:services/sso") is FALLS
    assert "hostile:services/sso" in FatalSets(Tree(Ground(facts(text))), 1).cut_sets(DATA).singles


def test_an_unknown_event_is_never_certain_to_take_two_things(facts: Make) -> None:
    text = "places: {b: {region: re}, c: {region: re}}\ndatastores: {db: {at: b, copies: {k: {kind: dump, at: c}}}}"
    (one,) = [f for f in FatalSets(Tree(Ground(facts(text))), 1).of(DATA) if f.events == (Unknown("site", ("re",)),)]
    assert not one.is_certain
    assert verdict(facts(text), DATA, *one.events) is NOT_SHOWN


def test_adding_a_whole_copy_to_one_of_a_part_makes_nothing_worse(facts: Make) -> None:
    part = f"k: {{{DUMP}, includes: [orders]}}"
    whole = f"{part}, w: {{{DUMP.replace('away', 'here')}}}"
    before, after = (verdict(facts(store(c)), DATA, "site/office") for c in (part, whole))
    assert before is after
