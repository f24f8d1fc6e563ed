"""Records: immutable, strict, and understood by pydantic itself."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from bcdr.model.datastore import Copy, Datastore
from bcdr.model.organization import Policy
from bcdr.model.place import Limit
from bcdr.model.plan import Plan
from bcdr.model.privacy import Screening
from bcdr.model.record import fields_of, key_of, place_children
from bcdr.model.service import Dependency


def store(**fields: object) -> Datastore:
    return TypeAdapter(Datastore).validate_python({"class": "truth", **fields})


def test_pydantic_validates_a_record_by_its_own_hook() -> None:
    assert store(size="120GB").size == 120 * 10**9


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(ValidationError, match="sice"):
        store(sice="120GB")


def test_class_is_written_without_the_underscore() -> None:
    with pytest.raises(ValidationError, match="class_"):
        store(class_="truth")
    assert key_of("class_") == "class"


def test_unknown_is_none_and_differs_from_left_out() -> None:
    one = store(size=None)
    assert one.size is None
    assert one.is_said_unknown("size")
    assert not one.is_said_unknown("growth")


def test_nothing_can_be_changed() -> None:
    one = store()
    with pytest.raises(AttributeError, match="frozen"):
        one.size = 5  # type: ignore[misc]
    with pytest.raises(AttributeError, match="frozen"):
        del one.size
    with pytest.raises(TypeError):
        one.copies["x"] = Copy(kind="dump")  # type: ignore[index]


def test_entries_know_their_place_after_placing() -> None:
    plan = TypeAdapter(Plan).validate_python(
        {
            "organization": {"name": "x"},
            "datastores": {"db": {"class": "truth", "copies": {"nightly": {"kind": "dump"}}}},
        }
    )
    place_children(plan, ())
    copy = plan.datastores["db"].copies["nightly"]
    assert copy.ref == "datastores/db/copies/nightly"
    assert copy.pointer("keep") == ("datastores", "db", "copies", "nightly", "keep")
    assert plan.find("datastores/db") is plan.datastores["db"]


def test_a_bare_scalar_stands_for_a_list_of_one_and_none_for_an_empty_one() -> None:
    assert store(contents="public schema").contents == ("public schema",)
    assert store(contents="none").contents == ()


def test_a_bare_scalar_stands_for_the_short_form() -> None:
    assert TypeAdapter(Dependency).validate_python("vendors/stripe") == Dependency(on="vendors/stripe")
    assert TypeAdapter(Limit).validate_python("2TB").size == 2 * 10**12


def test_unknown_in_a_map_stands_for_the_short_form_too() -> None:
    criteria = TypeAdapter(Screening).validate_python({"criteria": {"C6": None, "C5": "yes"}}).criteria
    assert criteria["C6"].is_said_unknown("met")
    assert criteria["C5"].met is True


def test_building_in_code_refuses_what_the_format_does_not_know() -> None:
    with pytest.raises(TypeError, match="colour"):
        Copy(kind="dump", colour="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="needs kind"):
        Copy()  # type: ignore[call-arg]


def test_repr_shows_what_was_written_only() -> None:
    assert repr(Copy(kind="dump")) == "Copy(kind='dump')"


def test_equal_records_say_the_same() -> None:
    assert Copy(kind="dump") == Copy(kind="dump")
    assert Copy(kind="dump") != Copy(kind="image")
    assert Policy() != Copy(kind="dump")


def test_every_field_of_the_whole_format_is_described() -> None:
    seen, stack = set(), [Plan]
    from bcdr.model.describe import json_schema

    schema = json_schema(Plan)
    for name, definition in schema["$defs"].items():
        body = definition if "properties" in definition else definition["anyOf"][0]
        for key, field in body["properties"].items():
            assert field.get("description"), f"{name}.{key} has no description"
            seen.add((name, key))
    assert len(seen) > 500
    assert all(f.description for cls in stack for f in fields_of(cls).values())
