"""How responders reach each other, and what they lose together with a service of tier 1."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.responders import can_fail, is_internal
from bcdr.model.communication import Channel

PLAN = """
vendors: {v: {name: The vendor}, w: {}}
places: {dc: {provider: self, site: s, admin: m}, elsewhere: {provider: w, admin: m}, free: {provider: w}}
services:
  shop: {name: Shop, tier: 1, at: dc, depends_on: [services/login, vendors/v]}
  login: {name: Login, tier: 3}
  wiki: {tier: 2}
  door: {tier: 3}
credentials: {root: {login_via: services/door, can: {write: [services/shop]}},
              pen: {login_via: services/wiki, can: {write: [services/wiki]}}}
"""


@pytest.mark.parametrize(
    ("audience", "direction", "internal"),
    [
        ("customers", "internal", True),
        ("Responders", None, True),
        ("staff", None, True),
        ("customers", None, False),
        ("staff", "outward", False),
    ],
)
def test_for_whom_a_channel_is(audience: str, direction: str | None, internal: bool) -> None:
    assert is_internal(Channel(kind="chat", audience=audience, direction=direction)) is internal


@pytest.mark.parametrize(
    ("channel", "shared"),
    [
        ("depends_on: [services/shop]", ["need Shop Shop"]),
        ("depends_on: [services/login]", ["need Login Login"]),
        ("depends_on: [services/door]", ["need door door"]),
        ("depends_on: [services/wiki]", []),
        ("depends_on: [vendors/v]", ["need The vendor Shop"]),
        ("at: vendors/v", ["need The vendor Shop"]),
        ("at: vendors/v, depends_on: [vendors/v]", ["need The vendor Shop"]),
        ("at: elsewhere", ["administration m Shop"]),
        ("at: free", []),
        ("kind: chat", []),
    ],
)
def test_what_it_shares_with_tier_1(facts: Callable[..., Facts], channel: str, shared: list[str]) -> None:
    known = facts(PLAN + f"channels: {{c: {{kind: chat, audience: staff, {channel.removeprefix('kind: chat')}}}}}")
    found = known.shared_with_critical(known.plan.channels["c"])
    assert [f"{s.what} {s.value} {s.service.name_or_id}" for s in found] == shared


def test_without_tier_1_there_is_nothing_to_share(facts: Callable[..., Facts]) -> None:
    known = facts(
        PLAN.replace("tier: 1", "tier: 2") + "channels: {c: {kind: chat, audience: staff, depends_on: [services/shop]}}"
    )
    assert known.shared_with_critical(known.plan.channels["c"]) == ()


@pytest.mark.parametrize(
    ("size", "rest", "reached"),
    [
        (5, "people: {a: {name: A, contacts: [{kind: mobile, out_of_band: yes}]}}\nroles: {r: {holder: a}}", True),
        (50, "people: {a: {name: A, contacts: [{kind: mobile, out_of_band: yes}]}}\nroles: {r: {holder: a}}", False),
        (5, "people: {a: {name: A, contacts: [{kind: mobile}]}}\nroles: {r: {holder: a}}", False),
        (5, "roles: {r: {}}", False),
        (5, "", False),
    ],
)
def test_a_few_people_have_each_others_numbers(
    facts: Callable[..., Facts], size: int, rest: str, reached: bool
) -> None:
    channels = "channels: {c: {kind: chat, audience: staff, depends_on: [services/shop]}}\n"
    known = facts(f"organization: {{name: T, people: {size}}}\n" + PLAN + channels + rest)
    assert known.responders_reach_each_other(known.plan.channels["c"]) is reached


@pytest.mark.parametrize(
    ("channel", "able"),
    [
        (Channel(kind="chat", audience="staff"), True),
        (Channel(kind="phone", audience="staff"), False),
        (Channel(kind="phone", audience="staff", at="places/p"), True),
        (Channel(kind="phone", audience="staff", depends_on=("services/s",)), True),
        (Channel(kind="post", audience="staff", at="places/p"), False),
    ],
)
def test_what_runs_on_something_can_fail(channel: Channel, able: bool) -> None:
    assert can_fail(channel) is able
