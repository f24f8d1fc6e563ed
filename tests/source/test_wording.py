"""Errors of validation in the words of the plan."""

from __future__ import annotations

import pytest

from bcdr.source.fault import Fault
from bcdr.source.wording import ERROR_LIMIT, worded


def fault(kind: str, *at: str | int, value: object = "x", **ctx: object) -> Fault:
    error = {"type": kind, "loc": at, "input": value, "msg": "nothing called x is defined in people"}
    error["ctx"] = {"value": value, **ctx}
    (found,) = worded([error])
    return found


@pytest.mark.parametrize(
    ("found", "rule", "message", "help_"),
    [
        (fault("missing", "organization"), "missing-value", "the plan needs organization", "organization: whose plan this is"),
        (fault("missing", "people", "ada", "name"), "missing-value", "ada needs name", "name: full name"),
        (fault("extra_forbidden", "people", "ada", "titel"), "unknown-key", "ada has no field titel", "did you mean title?"),
        (
            fault("missing", "services", "till", "depends_on", 1, "on"),
            "missing-value", "depends_on, item 2 needs on", "on: what it needs",
        ),
        (
            fault("literal_error", "datastores", "x", "copies", "y", "immutable", "mode", value="complience"),
            "invalid-value", "mode: expected governance, compliance or offline, found complience", "did you mean compliance?",
        ),
        (
            fault("literal_error", "policy", "profile", value=None),
            "invalid-value", "profile: expected std or micro; unknown is not allowed here, found unknown", "",
        ),
        (fault("string_type", "people", "ada", "name", value={}), "invalid-value", "name: expected text, found a map", ""),
        (fault("string_type", "people", "ada", "name", value=[]), "invalid-value", "name: expected text, found a list", ""),
        (
            fault("broken_reference", "roles", "r", "holder", kinds="people", suggestion="ada"),
            "broken-reference", "nothing called x is defined in people", "did you mean ada?",
        ),
        (
            fault("broken_reference", "roles", "r", "holder", kinds="people", suggestion=""),
            "broken-reference", "nothing called x is defined in people", "define it in people, or correct the id",
        ),
        (
            fault("value", "people", "Ada B", "[key]", value="Ada B", expected="an id"),
            "invalid-value", "Ada B is not an id", "for example ada-b",
        ),
    ],
)  # fmt: skip
def test_the_sentence(found: Fault, rule: str, message: str, help_: str) -> None:
    assert (found.rule, found.message, found.help) == (rule, message, help_)


def test_what_was_typed_is_shown_without_control_characters_and_short() -> None:
    assert "\x1b" not in fault("value", "services", "x", "rto", value="\x1b[2J").message
    assert len(fault("value", "services", "x", "rto", value="y" * 5_000).message) < 200


def test_a_misspelled_required_key_is_told_once() -> None:
    errors = [
        {"type": "missing", "loc": ("people", "ada", "name"), "input": {}, "msg": ""},
        {"type": "extra_forbidden", "loc": ("people", "ada", "nmae"), "input": "x", "msg": ""},
    ]
    assert [f.rule for f in worded(errors)] == ["unknown-key"]


def test_more_errors_than_anybody_reads_are_counted() -> None:
    errors = [
        {"type": "string_type", "loc": ("people", str(i), "name"), "input": {}, "msg": ""}
        for i in range(ERROR_LIMIT + 7)
    ]
    told = list(worded(errors))
    assert len(told) == ERROR_LIMIT + 1
    assert told[-1].message == "7 more values of this plan do not fit"
