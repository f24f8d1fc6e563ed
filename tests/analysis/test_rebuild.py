"""Where derived data comes from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts

PLAN = """
datastores:
  orders: {copies: {nightly: {kind: dump}}}
  index: {class: derived, rebuild: {from: [orders], duration: 1h}}
  pages: {class: derived, rebuild: {from: [index], duration: 0s}}
  backed: {class: derived, rebuild: {from: [orders]}, copies: {weekly: {kind: dump}}}
  teaser: {class: derived, rebuild: {from: [backed, pages]}}
  left: {class: derived, rebuild: {from: [right]}}
  right: {class: derived, rebuild: {from: [left]}}
  alone: {class: derived}
"""


@pytest.mark.parametrize(
    ("store", "sources"),
    [
        ("index", ["orders"]),
        ("pages", ["orders"]),
        ("teaser", ["backed", "orders"]),
        ("left", []),
        ("alone", []),
    ],
)
def test_sources_are_the_roots(store: str, sources: list[str], facts: Callable[..., Facts]) -> None:
    found = facts(PLAN)
    assert [s.id for s in found.rebuild_sources(found.plan.datastores[store])] == sources


def test_only_a_cache_fills_itself(facts: Callable[..., Facts]) -> None:
    found = facts(PLAN)
    assert [s.id for s in found.stores if found.fills_itself(s)] == ["pages"]
