"""What a plan says after an edit, as data."""

from __future__ import annotations

from typing import Any

import pytest

from bcdr.source.edit import Add, CannotEditError, Edit, Insert, Noted, Remove, Set, applied, dotted, plain

DATA: dict[str, Any] = {
    "services": {"shop": {"tier": "1", "note": None}},
    "datastores": {"d": {"personal": "ordinary"}},
    "list": ["a", {"b": "c"}],
    "one": "x",
    "empty": "none",
}


@pytest.mark.parametrize(
    ("edit", "at", "value"),
    [
        (Add(("services", "shop"), {"rto": Noted(None, "why")}), ("services", "shop"), {"tier": "1", "note": None, "rto": None}),
        (Add(("services", "shop", "note"), {"a": "b"}), ("services", "shop", "note"), {"a": "b"}),
        (Add(("new", "deep"), {"a": ("x", "y")}), ("new",), {"deep": {"a": ["x", "y"]}}),
        (Add(("datastores", "d", "personal"), {"people": "3"}), ("datastores", "d", "personal"), {"level": "ordinary", "people": "3"}),
        (Set(("services", "shop", "tier"), "2"), ("services", "shop"), {"tier": "2", "note": None}),
        (Set(("list", 1, "b"), "d"), ("list",), ["a", {"b": "d"}]),
        (Insert(("list",), "z"), ("list",), ["a", {"b": "c"}, "z"]),
        (Insert(("list",), {"y": "z"}, 0), ("list",), [{"y": "z"}, "a", {"b": "c"}]),
        (Insert(("one",), "y"), ("one",), ["x", "y"]),
        (Insert(("empty",), "y"), ("empty",), ["y"]),
        (Insert(("services", "shop", "powers"), "y"), ("services", "shop", "powers"), ["y"]),
        (Remove(("services", "shop")), ("services",), {}),
        (Remove(("list", 0)), ("list",), [{"b": "c"}]),
    ],
)  # fmt: skip
def test_data_after_an_edit(edit: Edit, at: tuple[str, ...], value: Any) -> None:
    before = plain(DATA)
    after: Any = applied(DATA, edit)
    for part in at:
        after = after[part]
    assert after == value
    assert before == DATA


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (Add(("services", "shop"), {"tier": "2"}), "services.shop.tier is written already"),
        (Add(("services", "shop"), {"note": "2"}), "services.shop.note is written already"),
        (Add(("list",), {"a": "b"}), "list is a list"),
        (Add(("services", "shop", "tier"), {"a": "b"}), "services.shop.tier is a text, not a map"),
        (Set(("services", "till"), "x"), "services.till is not written"),
        (Set(("list", 5, "x"), "x"), "the list has no item 5"),
        (Set(("one", "two", "three"), "x"), "two is not inside a map"),
        (Remove(("list", 2)), "list.2 is not written"),
    ],
)
def test_an_edit_that_does_not_fit(edit: Edit, reason: str) -> None:
    with pytest.raises(CannotEditError) as caught:
        applied(DATA, edit)
    assert caught.value.reason == reason


def test_a_pointer_as_people_say_it() -> None:
    assert dotted(("runbooks", "r", "steps", 0)) == "runbooks.r.steps.0"
