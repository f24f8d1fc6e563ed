"""Who uses what, and the objective that follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.usage import stores_of

Make = Callable[..., Facts]

PLAN = """
services:
  shop: {rpo: 15m, depends_on: [datastores/db], parts: {data: db, code: [repo], uploads: none}}
  wiki: {rpo: 24h, depends_on: [datastores/db]}
datastores: {db: {}, repo: {rpo: 1h}}
"""


def test_stores_come_from_dependencies_and_parts_once(facts: Make) -> None:
    assert stores_of(facts(PLAN).plan.services["shop"]) == ("db", "repo")


def test_the_strictest_user_sets_the_objective_unless_the_store_has_its_own(facts: Make) -> None:
    found = facts(PLAN)
    assert found.rpo(found.plan.datastores["db"]) == timedelta(minutes=15)
    assert found.rpo(found.plan.datastores["repo"]) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("fields", "tier"),
    [
        ("tier: 2, mtpd: 4h", 2),
        ("mtpd: 24h", 1),
        ("mtpd: 25h", 2),
        ("mtpd: 30d", 3),
        ("mtpd: unbounded", 4),
        ("rto: 1h", 3),
    ],
)
def test_a_tier_that_nobody_set_follows_from_the_mtpd(facts: Make, fields: str, tier: int) -> None:
    found = facts(f"services: {{s: {{{fields}, depends_on: [datastores/db]}}}}\ndatastores: {{db: {{}}}}")
    assert found.tier(found.plan.services["s"]) == tier
    assert found.store_tier(found.plan.datastores["db"]) == tier


@pytest.mark.parametrize(
    ("stores", "origin"),
    [
        ("db: {tier: 4}", (4, True, [])),
        ("db: {}", (1, False, ["web", "pay"])),
        ("db: {}, other: {}", (1, False, ["web", "pay"])),
    ],
)
def test_a_tier_says_where_it_comes_from(facts: Make, stores: str, origin: tuple[int, bool, list[str]]) -> None:
    services = ", ".join(
        f"{n}: {{tier: {t}, depends_on: [datastores/db]}}" for n, t in (("web", 1), ("back", 3), ("pay", 1))
    )
    found = facts(f"services: {{{services}}}\ndatastores: {{{stores}}}")
    tier, is_own, users = found.tier_origin(found.plan.datastores["db"])
    assert (tier, is_own, [s.id for s in users]) == origin
    if "other" in found.plan.datastores:
        assert found.tier_origin(found.plan.datastores["other"]) == (3, False, ())
