"""Gates by hand."""

from __future__ import annotations

from bcdr.analysis.survival.gate import Gate, Part, Why, failing, reachable

A, B = Part(Why.DELETED, frozenset({"a"})), Part(Why.DELETED, frozenset({"b"}))
GUESS = Part(Why.LATE, frozenset({"a"}), is_shown=False)


def on(*gates: str) -> tuple[Part, ...]:
    return tuple(Part(Why.NEED, gate=g) for g in gates)


def either(*parts: Part) -> Gate:
    return Gate(is_any=True, parts=parts)


def both(*parts: Part) -> Gate:
    return Gate(is_any=False, parts=parts)


def fallen(gates: dict[str, Gate], *events: str, is_certain: bool = True) -> frozenset[str]:
    return failing(gates, lambda p: not p.atoms.isdisjoint(events), is_certain=is_certain)


def test_an_or_fails_with_one_input_an_and_with_all() -> None:
    gates = {"or": either(A, B), "and": both(A, B)}
    assert fallen(gates) == set()
    assert fallen(gates, "a") == {"or"}
    assert fallen(gates, "a", "b") == {"or", "and"}


def test_an_or_of_nothing_stands_and_an_and_of_nothing_has_failed() -> None:
    assert fallen({"or": either(), "and": both()}) == {"and"}


def test_what_is_not_shown_counts_only_where_certainty_is_not_asked() -> None:
    assert fallen({"top": either(GUESS)}, "a") == set()
    assert fallen({"top": either(GUESS)}, "a", is_certain=False) == {"top"}
    assert fallen({"top": both(A, GUESS)}, "a") == set()


def test_what_rests_on_a_gate_falls_with_it_however_deep() -> None:
    gates = {"top": either(*on("middle")), "middle": both(*on("low", "other")), "low": either(A), "other": either(A, B)}
    assert fallen(gates, "a") == {"top", "middle", "low", "other"}
    assert fallen(gates, "b") == {"other"}


def test_what_stands_only_because_of_itself_has_fallen() -> None:
    circle = {"key": both(*on("store")), "store": both(A, *on("copy")), "copy": either(*on("key"))}
    assert fallen(circle, "a") == {"key", "store", "copy"}
    assert fallen(circle) == set(), "the store itself is there, and so is the key in it"


def test_a_circle_with_a_way_out_stands() -> None:
    gates = {"key": both(*on("store"), B), "store": both(A, *on("copy")), "copy": either(*on("key"))}
    assert fallen(gates, "a") == set()
    assert fallen(gates, "a", "b") == {"key", "store", "copy"}


def test_reachable_lists_what_a_gate_rests_on_before_it() -> None:
    gates = {
        "top": either(*on("left", "right")),
        "left": either(*on("low")),
        "right": both(*on("low")),
        "low": both(A),
        "far": either(B),
    }
    found = list(reachable(["top"], gates.__getitem__))
    assert set(found) == {"top", "left", "right", "low"}
    assert found[0] == "low"
    assert found[-1] == "top"


def test_reachable_ends_in_a_circle() -> None:
    gates = {"one": either(*on("two")), "two": either(*on("one"))}
    assert set(reachable(["one"], gates.__getitem__)) == {"one", "two"}
