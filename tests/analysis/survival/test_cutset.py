"""Minimal cut sets of trees that fit on one screen."""

from __future__ import annotations

import pytest

from bcdr.analysis.survival.cutset import Search
from bcdr.analysis.survival.domain import Atom, Unknown
from bcdr.analysis.survival.gate import Gate, Part, Why

SOMEWHERE = Unknown("site", (None,))
ELSEWHERE = Unknown("site", ("south",))


def event(*atoms: Atom, is_shown: bool = True) -> Part:
    return Part(Why.PLACE, frozenset(atoms), is_shown=is_shown)


def either(*parts: Part) -> Gate:
    return Gate(is_any=True, parts=parts)


def both(*parts: Part) -> Gate:
    return Gate(is_any=False, parts=parts)


def on(gate: str) -> Part:
    return Part(Why.NEED, gate=gate)


def covers(atom: Atom, unknown: Unknown) -> bool:
    if isinstance(atom, Unknown):
        return atom == unknown
    return atom.startswith("site/") and not (unknown == ELSEWHERE and atom == "site/north")


def sets(gates: dict[str, Gate], order: int = 3, causes: dict[str, set[str]] | None = None) -> set[frozenset[Atom]]:
    named = {a for g in gates.values() for p in g.parts for a in p.atoms if isinstance(a, str)}
    found = {a: frozenset((causes or {}).get(a, {a})) for a in named}
    return set(Search(gates.__getitem__, found, covers, order).of("top").combinations)


def combos(*groups: set[Atom]) -> set[frozenset[Atom]]:
    return {frozenset(g) for g in groups}


def test_one_input_of_an_or_is_enough() -> None:
    assert sets({"top": either(event("a"), event("b"))}) == combos({"a"}, {"b"})


def test_an_and_takes_one_event_for_each_input() -> None:
    assert sets({"top": both(event("a"), event("b", "c"))}) == combos({"a", "b"}, {"a", "c"})


def test_an_event_that_fails_every_input_makes_its_combinations_superfluous() -> None:
    assert sets({"top": both(event("fire", "a"), event("fire", "b"))}) == combos({"fire"}, {"a", "b"})


def test_what_is_larger_than_the_order_is_cut_off() -> None:
    gates = {"top": both(event("a"), event("b"), event("c"))}
    assert sets(gates, 2) == set()
    assert sets(gates, 3) == combos({"a", "b", "c"})


def test_an_or_below_an_and_is_multiplied_out_and_absorbed() -> None:
    gates = {
        "top": both(on("copy"), event("a")),
        "copy": either(event("a"), on("key")),
        "key": both(event("b"), event("c")),
    }
    assert sets(gates) == combos({"a"})


def test_two_copies_that_share_a_key_fall_with_it() -> None:
    gates = {
        "top": both(event("source"), on("one"), on("two")),
        "one": either(event("x"), on("key")),
        "two": either(event("y"), on("key")),
        "key": both(event("safe"), event("seal")),
    }
    assert sets(gates) == combos({"source", "x", "y"}, {"source", "safe", "seal"})


def test_nothing_makes_an_empty_or_fail_and_an_empty_and_has_always_failed() -> None:
    assert sets({"top": either()}) == set()
    assert sets({"top": both()}) == combos(set())


def test_what_stands_only_because_of_itself_saves_nothing() -> None:
    gates = {"top": both(event("a"), on("copy")), "copy": either(event("b"), on("key")), "key": both(on("top"))}
    assert sets(gates) == combos({"a"})


def test_a_circle_with_a_way_out() -> None:
    gates = {
        "top": both(event("a"), on("copy")),
        "copy": either(event("b"), on("key")),
        "key": both(on("top"), event("seal")),
    }
    assert sets(gates) == combos({"a", "b"}, {"a", "seal"})


def test_an_event_counts_by_what_causes_it() -> None:
    causes = {"login": {"login", "insider"}, "a": {"a", "insider"}}
    assert sets({"top": both(event("a"), event("login"))}, causes=causes) == combos({"insider"}, {"a", "login"})


def test_a_known_event_may_take_the_unknown_unless_it_is_apart() -> None:
    gates = {"top": both(event("site/north", "site/south"), event(SOMEWHERE))}
    assert sets(gates) == combos({"site/north"}, {"site/south"})
    gates = {"top": both(event("site/north", "site/south"), event(ELSEWHERE))}
    assert sets(gates) == combos({"site/south"}, {"site/north", ELSEWHERE})


def test_two_things_at_one_unknown_place_fall_with_it() -> None:
    assert sets({"top": both(event(SOMEWHERE, "a"), event(SOMEWHERE, "b"))}) == combos({SOMEWHERE}, {"a", "b"})


@pytest.mark.parametrize("order", [1, 2, 3])
def test_tops_that_share_gates_are_solved_alike_in_any_order(order: int) -> None:
    gates = {
        "top": both(on("copy"), event("a", SOMEWHERE)),
        "copy": either(event("site/north"), on("other")),
        "other": both(on("copy"), event("b"), event("c")),
    }
    causes: dict[str, frozenset[str]] = {e: frozenset({e}) for e in ("a", "b", "c", "site/north")}
    alone = {name: Search(gates.__getitem__, causes, covers, order).of(name) for name in gates}
    shared = Search(gates.__getitem__, causes, covers, order)
    assert {name: shared.of(name) for name in reversed(gates)} == alone
