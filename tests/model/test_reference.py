"""References: the bare id means the first kind, the others need their prefix, and nothing is guessed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from pydantic_core import PydanticCustomError

from bcdr.model.reference import Index, Ref, RefsOrNone

INDEX = Index({"roles": {"lead"}, "people": {"anna", "jonas"}, "datastores": {"orders-db"}, "admin": {"sso"}})
INFO = SimpleNamespace(context=INDEX)
UNCHECKED = SimpleNamespace(context=None)


@pytest.mark.parametrize(
    ("kinds", "text", "stored"),
    [
        (("people",), "anna", "anna"),
        (("people",), "people/anna", "anna"),
        (("roles", "people"), "lead", "roles/lead"),
        (("roles", "people"), "people/anna", "people/anna"),
        (("admin", "credentials"), "sso", "admin/sso"),
    ],
)
def test_references_are_stored_in_one_form(kinds: tuple[str, ...], text: str, stored: str) -> None:
    assert Ref(*kinds)(text, INFO) == stored


@pytest.mark.parametrize(
    ("kinds", "text", "message", "suggestion"),
    [
        (("people",), "ana", "nothing called ana", "anna"),
        (("roles", "people"), "anna", "nothing called anna", "people/anna"),
        (("people",), "datastores/orders-db", "wrong kind", ""),
        (("people",), "zzz", "nothing called zzz", ""),
    ],
)
def test_broken_references_suggest_and_never_guess(
    kinds: tuple[str, ...], text: str, message: str, suggestion: str
) -> None:
    with pytest.raises(PydanticCustomError) as problem:
        Ref(*kinds)(text, INFO)
    assert message in problem.value.message()
    assert (problem.value.context or {})["suggestion"] == suggestion


@pytest.mark.parametrize("value", ["", "  ", 7, {"a": 1}])
def test_what_is_no_reference_is_refused(value: object) -> None:
    with pytest.raises(PydanticCustomError, match="expected a reference"):
        Ref("people")(value, INFO)


def test_without_an_index_references_are_only_shaped() -> None:
    assert Ref("people")("whoever", UNCHECKED) == "whoever"


@pytest.mark.parametrize(
    ("value", "stored"), [("none", ()), ("orders-db", ("orders-db",)), (["orders-db"], ("orders-db",))]
)
def test_one_several_or_a_stated_none(value: object, stored: tuple[str, ...]) -> None:
    assert RefsOrNone("datastores")(value, INFO) == stored
