"""What OR and AND gates make of combinations, against trying every set of up to three of five events."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.analysis.survival.combination import ALWAYS, NEVER, CutSets, _minimal, both, either

EVENTS = "abcde"
SETS = [frozenset(c) for size in range(4) for c in combinations(EVENTS, size)]


def family(fatal: frozenset[frozenset[str]], order: int) -> CutSets:
    """Minimal members of up to `order` events."""
    least = {c for c in fatal if len(c) <= order and not any(o < c for o in fatal)}
    if frozenset() in least:
        return ALWAYS
    return CutSets(frozenset(e for c in least if len(c) == 1 for e in c), frozenset(c for c in least if len(c) > 1))


def fails(found: CutSets, happened: frozenset[str]) -> bool:
    return any(c <= happened for c in found.combinations)


sets = st.frozensets(st.sampled_from(SETS[1:]), max_size=6)


@pytest.mark.parametrize("order", [1, 2, 3])
@settings(max_examples=150, deadline=None)
@given(st.lists(sets, max_size=4))
def test_gates_are_what_trying_every_set_finds(order: int, inputs: list[frozenset[frozenset[str]]]) -> None:
    families = [family(i, order) for i in inputs]
    tried = [s for s in SETS if len(s) <= order]
    any_, all_ = either(families), both(families, order)

    assert any_ == family(frozenset(s for s in tried if any(fails(f, s) for f in families)), order)
    assert all_ == family(frozenset(s for s in tried if all(fails(f, s) for f in families)), order)


def test_what_always_fails_decides_an_or_gate_and_asks_nothing_of_an_and_gate() -> None:
    one = CutSets(frozenset({"a"}))

    assert either([one, ALWAYS]) == ALWAYS
    assert both([one, ALWAYS], 2) == one
    assert both([one, NEVER], 2) == NEVER
    assert both([], 2) == ALWAYS


def test_a_large_combination_with_a_smaller_one_in_it_is_left_out() -> None:
    five, two, other = frozenset("abcde"), frozenset("ab"), frozenset("vwxyz")
    assert _minimal(frozenset({five, two, other}), frozenset()) == {two, other}
