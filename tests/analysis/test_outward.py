"""Which channels speak to the outside, and with which public service they fall together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.outward import audiences, is_outward, is_status
from bcdr.model.communication import Channel


@pytest.mark.parametrize(
    ("kind", "direction", "outward", "status"),
    [
        ("status-page", None, True, True),
        ("social", None, True, True),
        ("chat", None, False, False),
        ("mail", "outward", True, False),
        ("phone", "outward", True, True),
        ("status-page", "internal", False, False),
        ("phone", "inward", False, False),
    ],
)
def test_direction_follows_kind_unless_said(kind: str, direction: str | None, outward: bool, status: bool) -> None:
    channel = Channel(kind=kind, audience="customers", direction=direction)
    assert (is_outward(channel), is_status(channel)) == (outward, status)


def test_shared_domains_are_named(facts: Callable[..., Facts]) -> None:
    known = facts(
        """
        vendors: {h: {}}
        places: {dc: {site: s, provider: h, account: a, admin: m}, corner: {site: s, provider: other, account: a}}
        services: {shop: {public: yes, at: places/dc}, back: {at: places/corner}}
        channels: {page: {kind: status-page, audience: customers, at: places/corner}}
        """
    )
    found = known.shared_with_public(known.plan.channels["page"])
    assert [(s.what, s.value, s.service.id) for s in found] == [("site", "s", "shop"), ("account", "a", "shop")]


def test_audiences_of_outward_channels_once(facts: Callable[..., Facts]) -> None:
    plan = facts(
        """
        channels:
          a: {kind: status-page, audience: customers}
          b: {kind: social, audience: customers}
          c: {kind: chat, audience: responders}
        """
    ).plan
    assert audiences(plan) == ("customers",)
