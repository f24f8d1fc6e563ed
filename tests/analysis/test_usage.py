"""Who uses what, and the objective that follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

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
