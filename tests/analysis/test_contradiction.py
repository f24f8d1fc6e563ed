"""Facts that cannot both hold; the cases are in tests/rules/test_integrity.py."""

from __future__ import annotations

from collections.abc import Callable

from bcdr.analysis.contradiction import Clash, can_contradict, contradictions
from bcdr.analysis.facts import Facts


def test_an_inactive_copy_claims_nothing(facts: Callable[..., Facts]) -> None:
    found = facts("datastores: {db: {copies: {r: {kind: replica, declared_as: backup, active: no}}}}")
    assert list(contradictions(found.plan.datastores["db"].copies["r"], found)) == []


def test_one_target_is_reported_once(facts: Callable[..., Facts]) -> None:
    found = facts(
        """
places: {dc: {site: dc}}
services: {shop: {at: dc}}
datastores: {db: {at: dc}}
runbooks: {r: {title: R, recovers: [services/shop, datastores/db], target: {at: dc, segregated: yes}}}
"""
    )
    assert [c.clash for c in contradictions(found.plan.runbooks["r"], found)] == [Clash.NOT_SEGREGATED]


def test_some_kinds_cannot(facts: Callable[..., Facts]) -> None:
    found = facts("people: {a: {name: A}}\ndatastores: {db: {}}")
    assert [can_contradict(found.plan.people["a"]), can_contradict(found.plan.datastores["db"])] == [False, True]


def test_what_has_no_place_contradicts_no_target(facts: Callable[..., Facts]) -> None:
    found = facts(
        """
places: {dc: {site: dc}}
credentials: {c: {}}
datastores: {db: {at: dc}}
runbooks: {r: {title: R, recovers: [credentials/c, datastores/db], target: {at: dc, segregated: yes}}}
"""
    )
    assert [c.clash for c in contradictions(found.plan.runbooks["r"], found)] == [Clash.NOT_SEGREGATED]
