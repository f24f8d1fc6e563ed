"""The fast answer and the slow one are the same, on random small plans under random events.

`BCDR_ORACLE=20000 pytest tests/analysis/survival/test_oracle.py` asks about so many plans; the suite asks about some
thousand. A failure names the seed: `plans.random_text(seed, size=...)` is the plan.
"""

from __future__ import annotations

import os

import pytest

from bcdr.analysis.survival.fatal import FatalSets
from tests.analysis.survival.pair import Pair, what_may_happen

EVALUATED = int(os.environ.get("BCDR_ORACLE", "1600"))
PIECES = 8


@pytest.mark.parametrize("piece", range(PIECES))
def test_the_tree_and_the_oracle_agree_on_what_falls(piece: int) -> None:
    for seed in range(piece, EVALUATED, PIECES):
        pair = Pair(seed, 1 + seed % 4)
        possible = what_may_happen(pair.plan, pair.ground.universe)
        for number in (0, 1, 1, 2, 4):
            events = tuple(pair.dice.sample(possible, min(number, len(possible))))
            assert list(pair.disagreements(events)) == [], f"seed {seed}"


@pytest.mark.parametrize(
    ("order", "size", "plans"), [(2, 1, EVALUATED // 4), (2, 2, EVALUATED // 10), (3, 1, EVALUATED // 30)]
)
def test_minimal_cut_sets_are_those_found_by_trying_everything(order: int, size: int, plans: int) -> None:
    for seed in range(plans):
        pair = Pair(seed, size)
        fatal = FatalSets(pair.tree, order)
        for ref, falls in pair.tops():
            assert fatal.cut_sets(ref).combinations == pair.slow_cut_sets(falls, order), f"{ref}, seed {seed}"


def test_a_fatal_set_is_certain_when_the_oracle_is() -> None:
    for seed in range(EVALUATED // 4):
        pair = Pair(seed, 2)
        fatal = FatalSets(pair.tree, 2)
        for ref, falls in pair.tops():
            for one in fatal.of(ref):
                certain = pair.falls_under(falls, one.events, is_certain=True)
                assert one.is_certain == certain, f"{one}, seed {seed}"
