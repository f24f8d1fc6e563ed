"""What the format expects at a pointer."""

from __future__ import annotations

import pytest

from bcdr.model.datastore import Copy
from bcdr.model.people import Contact
from bcdr.model.plan import Plan
from bcdr.model.record import Pointer, Record
from bcdr.source.shape import is_collection, keys_of, nearest, record_at, shape_at, words_of


@pytest.mark.parametrize(
    ("at", "record"),
    [
        ((), Plan),
        (("datastores", "x", "copies", "y"), Copy),
        (("people", "x", "contacts", 3), Contact),
        (("datastores", "x", "class"), None),
        (("datastores", "x", "nothing", "of", "the", "kind"), None),
        (("nowhere",), None),
    ],
)
def test_the_record_at_a_pointer(at: Pointer, record: type[Record] | None) -> None:
    assert record_at(at) is record


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (("datastores", "x", "class"), ("truth", "derived", "config", "secrets", "identity", "code")),
        (("automations", "x", "can"), ("delete", "stop", "overwrite")),
        (("policy", "profile"), ("std", "micro")),
        (("services", "x", "rto"), ()),
        (("services",), ()),
    ],
)
def test_the_allowed_words(at: Pointer, words: tuple[str, ...]) -> None:
    assert words_of(shape_at(at)) == words


def test_maps_with_fixed_keys_know_their_words() -> None:
    assert "last_dr_test" in words_of(shape_at(("vendors", "x", "answers")))


@pytest.mark.parametrize(
    ("word", "known", "best"),
    [
        ("datastore", ["services", "datastores"], "datastores"),
        ("depends-on", ["depends_on", "rto"], "depends_on"),
        ("Depends On", ["depends_on", "rto"], "depends_on"),
        ("xyz", ["services"], ""),
        ("x" * 100_000, ["services"], ""),
    ],
)
def test_the_nearest_word(word: str, known: list[str], best: str) -> None:
    assert nearest(word, known) == best


def test_collections_and_keys_as_people_write_them() -> None:
    assert is_collection("services")
    assert not is_collection("policy")
    assert "from" in keys_of(record_at(("services", "x", "busy", 0)) or Plan)
