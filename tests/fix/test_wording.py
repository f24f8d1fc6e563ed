"""Edits in words."""

from __future__ import annotations

import pytest

from bcdr.fix.wording import place, said
from bcdr.source.edit import Add, Edit, Insert, Remove, Set


@pytest.mark.parametrize(
    ("edit", "at", "words"),
    [
        (Add((), {"kept": {}}), ("kept",), "added kept"),
        (Add(("services", "web"), {"rto": None, "rpo": None}), ("services", "web", "rto"), "added rto and rpo to services.web"),
        (Set(("a", "b"), "c"), ("a", "b"), "filled in a.b"),
        (Insert(("a", "b"), "c"), ("a", "b"), "added c to a.b"),
        (Insert(("r", "steps"), {"do": "x"}), ("r", "steps"), "added an entry (do: x) to r.steps"),
        (Insert(("r", "steps"), "x", 2), ("r", "steps", 2), "added x to r.steps"),
        (Remove(("vendors", "old")), ("vendors", "old"), "took out vendors.old"),
    ],
)  # fmt: skip
def test_said(edit: Edit, at: tuple[str, ...], words: str) -> None:
    assert place(edit) == at
    assert said(edit) == words
