"""Keys, logins, runbooks, papers, channels, people: whether what a recovery needs can be had."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from tests.analysis.survival.verdicts import FALLS, NOT_SHOWN, STANDS, Verdict, verdict

Make = Callable[..., Facts]
COPY = "datastores/db/copies/safe"
PEOPLE = """
people:
  ada: {name: Ada}
  ben: {name: Ben}
  cy: {name: Cy, active: no}
roles:
  it: {holder: ada, deputies: [ben]}
  roster: {holders_in: places/drawer}
vendors: {cloudy: {}, idp: {}}
places:
  here: {storage: disk, site: office, region: north, provider: self, account: shop, admin: domain}
  away: {storage: bucket, site: dc, region: south, provider: cloudy, account: cloud, admin: console}
  drawer: {site: home, region: west, provider: self, account: paper, admin: paper, offline: yes}
"""


def with_key(encrypted: str) -> str:
    copy = f"safe: {{kind: dump, at: away, every: 24h, keep: 90d, pulled: yes, encrypted: {encrypted}}}"
    others = "vault: {at: here, copies: {nightly: {kind: dump, at: away, every: 24h, keep: 90d, pulled: yes}}}"
    return f"{PEOPLE}\ndatastores:\n  db: {{at: here, copies: {{{copy}}}}}\n  {others}\n  bare: {{at: here}}\n"


KEYS = [
    ("a copy that is not encrypted needs none", "{applied: no}", "site/office", STANDS),
    ("the key is elsewhere", "{key: {at: places/drawer}}", "site/office", STANDS),
    ("the key is where the source was", "{key: {at: places/here}}", "site/office", FALLS),
    ("its second copy is elsewhere", "{key: {at: places/here, second_copy: places/drawer}}", "site/office", STANDS),
    ("nobody wrote where it is", "{applied: yes}", "site/office", NOT_SHOWN),
    ("nobody wrote where it is, and the source is left", "{applied: yes}", "site/home", STANDS),
    ("the key is inside the backup that it opens", "{key: {at: datastores/db}}", "site/office", FALLS),
    ("the key is in a store that comes back", "{key: {at: datastores/vault}}", "site/office", STANDS),
    ("the key is in a store that does not", "{key: {at: datastores/bare}}", "site/office", FALLS),
    ("the vendor that keeps it is gone", "{key: {at: vendors/idp}}", "provider/idp", FALLS),
    ("who holds it is there", "{key: {at: places/drawer, holders: [people/ada]}}", "people/ben", STANDS),
    ("who holds it is not", "{key: {at: places/drawer, holders: [people/ada]}}", "people/ada", FALLS),
    ("a deputy holds it as well", "{key: {at: places/drawer, holders: [roles/it]}}", "people/ada", STANDS),
    ("only who has left holds it", "{key: {at: places/drawer, holders: [people/cy]}}", "site/office", FALLS),
    ("a roster elsewhere is not known to be empty", "{key: {at: places/drawer, holders: [roles/roster]}}", "people/ada", STANDS),
]  # fmt: skip


@pytest.mark.parametrize(("case", "key", "event", "expected"), KEYS, ids=[k[0] for k in KEYS])
def test_the_key_of_a_copy(facts: Make, case: str, key: str, event: str, expected: Verdict) -> None:
    assert verdict(facts(with_key(key)), COPY, event) is expected


def test_the_seal_needs_no_holder(facts: Make) -> None:
    key = "{key: {at: places/here, second_copy: places/drawer, holders: [people/ada]}}"
    assert verdict(facts(with_key(key)), COPY, "people/ada") is STANDS


def with_login(login: str, more: str = "") -> str:
    store = "db: {at: here, copies: {safe: {kind: dump, at: away, every: 24h, keep: 90d, pulled: yes}}}"
    return f"{PEOPLE}\ncredentials:\n  backup: {{{login}}}\n{more}\ndatastores:\n  {store}\n"


ADA = "holders: [people/ada]"
LOGINS = [
    ("its holder is there", ADA, "people/ben", STANDS),
    ("its holder is gone", ADA, "people/ada", FALLS),
    ("a deputy is left", "holders: [roles/it]", "people/ada", STANDS),
    ("the role is gone", "holders: [roles/it]", "roles/it", FALLS),
    ("only who has left has it", "holders: [people/cy]", "site/office", FALLS),
    ("nobody wrote who has it", "name: Backup", "site/office", NOT_SHOWN),
    ("a program has it", "human: no", "people/ada", STANDS),
    ("nobody has it any more", ADA, "credentials/backup", FALLS),
    ("except as a sealed copy", f"{ADA}, break_glass: {{place: drawer}}", "credentials/backup", STANDS),
    ("it is kept at a place that is gone", f"{ADA}, kept_in: places/here", "site/office", FALLS),
    ("it is kept by a vendor that is gone", f"{ADA}, kept_in: vendors/idp", "provider/idp", FALLS),
    ("it is kept in the store that it restores", f"{ADA}, kept_in: datastores/db, can: {{restore: [places/away]}}", "site/office", FALLS),
    ("and a sealed copy breaks the circle", f"{ADA}, kept_in: datastores/db, can: {{restore: [places/away]}}, break_glass: {{place: drawer}}", "site/office", STANDS),
    ("it is kept in a store that comes back", f"{ADA}, kept_in: datastores/db", "site/office", STANDS),
    ("the vendor that logs it in is gone", f"{ADA}, login_via: vendors/idp", "provider/idp", FALLS),
]  # fmt: skip


@pytest.mark.parametrize(("case", "login", "event", "expected"), LOGINS, ids=[c[0] for c in LOGINS])
def test_a_login(facts: Make, case: str, login: str, event: str, expected: Verdict) -> None:
    assert verdict(facts(with_login(login)), "credentials/backup", event) is expected


def test_given_a_login_service_when_only_that_login_brings_it_back_then_it_is_locked_out(facts: Make) -> None:
    more = """
services: {sso: {at: here}}
runbooks: {sso-back: {title: x, recovers: [services/sso], needs: [credentials/backup], steps: [{do: x}]}}
"""
    text = with_login(f"{ADA}, login_via: services/sso", more)
    assert verdict(facts(text), "credentials/backup", "site/office") is FALLS
    assert verdict(facts(text), "credentials/backup") is STANDS
    without = text.replace("needs: [credentials/backup], ", "")
    assert verdict(facts(without), "credentials/backup", "site/office") is STANDS


def test_when_no_login_of_its_place_is_left_then_nobody_can_reach_the_copy(facts: Make) -> None:
    text = with_login(f"{ADA}, can: {{read: [places/away]}}")
    assert verdict(facts(text), COPY, "people/ada") is FALLS
    assert verdict(facts(text), COPY, "people/ben") is STANDS
    second = text.replace(
        "credentials:\n", "credentials:\n  other: {holders: [people/ben], can: {restore: [places/away]}}\n"
    )
    assert verdict(facts(second), COPY, "people/ada") is STANDS
    assert verdict(facts(second), COPY, "people/ada", "people/ben") is FALLS


def book(text: str, more: str = "") -> str:
    return f"""{PEOPLE}
services: {{net: {{at: here, depends_on: [datastores/config]}}}}
datastores: {{config: {{at: here}}, wiki: {{at: here}}}}
channels: {{phone: {{kind: phone, audience: staff, at: here}}, mobile: {{kind: paging, audience: staff}}}}
documents: {{plan: {{title: x, at: here, copies_kept: [{{at: drawer}}]}}, sheet: {{title: x, at: here}}, lost: {{title: x}}}}
runbooks: {{back: {{title: Back, {text}}}}}
{more}
"""


BOOKS = [
    ("it needs nothing", "recovers: [services/net]", STANDS),
    ("it needs the network that it brings back", "recovers: [services/net], needs: [services/net]", FALLS),
    ("it needs a store that is lost", "needs: [datastores/wiki]", FALLS),
    ("it needs a place that is lost", "needs: [places/here]", FALLS),
    ("it needs a place that is left", "needs: [places/drawer]", STANDS),
    ("it needs a paper that burnt", "needs: [documents/sheet]", FALLS),
    ("it needs a paper of which a copy is left", "needs: [documents/plan]", STANDS),
    ("it needs a paper of which nobody wrote where it is", "needs: [documents/lost]", STANDS),
    ("it needs a telephone that burnt", "needs: [channels/phone]", FALLS),
    ("it needs a mobile", "needs: [channels/mobile]", STANDS),
    ("a step needs it before the restore", "steps: [{do: a, needs: [datastores/wiki]}, {do: b, kind: restore}]", FALLS),
    ("a step needs it afterwards", "steps: [{do: b, kind: restore}, {do: c, kind: verify, needs: [datastores/wiki]}]", STANDS),
    ("it restores onto the place that is lost", "target: {at: here}", FALLS),
    ("the only copy to read burnt", "copies_kept: [{at: here}]", FALLS),
    ("a copy to read is left", "copies_kept: [{at: here}, {at: drawer}]", STANDS),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "expected"), BOOKS, ids=[b[0] for b in BOOKS])
def test_a_runbook_after_a_fire(facts: Make, case: str, text: str, expected: Verdict) -> None:
    assert verdict(facts(book(text)), "runbooks/back", "site/office") is expected


def test_a_drawer_lies_on_no_storage_that_somebody_forgot_to_name(facts: Make) -> None:
    assert verdict(facts(book("needs: [places/drawer]")), "runbooks/back", "storage/bucket") is STANDS


@pytest.mark.parametrize(
    ("by", "events", "expected"),
    [
        ("people/ada", ("people/ada",), FALLS),
        ("people/ada", ("people/ben",), STANDS),
        ("roles/it", ("people/ada",), STANDS),
        ("roles/it", ("people/ada", "people/ben"), FALLS),
        ("roles/roster", ("people/ada",), STANDS),
        ("people/cy", (), FALLS),
    ],
)
def test_somebody_must_be_left_for_every_step(facts: Make, by: str, events: tuple[str, ...], expected: Verdict) -> None:
    assert verdict(facts(book(f"steps: [{{do: x, by: {by}}}]")), "runbooks/back", *events) is expected


def test_a_channel_is_down_with_what_it_runs_on_unless_another_stands_in(facts: Make) -> None:
    text = f"""{PEOPLE}
services: {{pbx: {{at: here}}}}
channels:
  phone: {{kind: phone, audience: staff, depends_on: [services/pbx], fallback: mobile}}
  mobile: {{kind: paging, audience: staff}}
"""
    assert verdict(facts(text), "down:channels/phone", "site/office") is FALLS
    assert verdict(facts(text), "channels/phone", "site/office") is STANDS
    assert verdict(facts(text), "channels/phone", "site/office", "channels/mobile") is FALLS


def test_two_channels_that_stand_in_for_each_other_do_not_help(facts: Make) -> None:
    text = f"""{PEOPLE}
channels:
  phone: {{kind: phone, audience: staff, at: here, fallback: chat}}
  chat: {{kind: chat, audience: staff, at: here, fallback: phone}}
"""
    assert verdict(facts(text), "channels/phone", "site/office") is FALLS
    assert verdict(facts(text), "channels/phone") is STANDS
