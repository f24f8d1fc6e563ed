"""A pointer leads back to the very characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcdr.finding import Finding, Severity
from bcdr.model.record import Pointer
from bcdr.source.load import load
from bcdr.source.position import Finder, locate
from bcdr.source.snapshot import from_texts
from bcdr.source.tree import read_text

TEXT = """\
bcdr: 1
organization:
  name: Corner Shop
services:
  till:
    name: Till          # the one at the door
    depends_on:
      - datastores/sales
      - on: vendors/pay
        fallback: >-
          by hand
    busy: [{from: 11-15, to: 12-24}]
datastores: {sales: {name: Sales, class: truth, copies: {
  nightly: {kind: dump,
keep: 35d}}}}
vendors:
  pay: {provides: payment}
"""
SOURCES = load(from_texts({"plan.yaml": TEXT})).sources


@pytest.mark.parametrize(
    ("at", "line", "marked"),
    [
        (("services",), 4, "services"),
        (("services", "till"), 5, "till"),
        (("services", "till", "name"), 6, "name"),
        (("services", "till", "rto"), 5, "till"),
        (("services", "till", "depends_on"), 7, "depends_on"),
        (("services", "till", "depends_on", 0), 8, "datastores/sales"),
        (("services", "till", "depends_on", 0, "on"), 8, "datastores/sales"),
        (("services", "till", "depends_on", 1), 9, "o"),
        (("services", "till", "depends_on", 1, "on"), 9, "on"),
        (("services", "till", "depends_on", 1, "fallback"), 10, "fallback"),
        (("services", "till", "depends_on", 7, "on"), 7, "depends_on"),
        (("services", "till", "busy", 0, "from"), 12, "from"),
        (("services", "till", "busy", 0, "from_"), 12, "from"),
        (("services", "nobody"), 4, "services"),
        (("datastores", "sales"), 13, "sales"),
        (("datastores", "sales", "class_"), 13, "class"),
        (("datastores", "sales", "copies", "nightly"), 14, "nightly"),
        (("datastores", "sales", "copies", "nightly", "keep"), 15, "keep"),
        (("vendors", "pay", "provides", 0), 17, "provides"),
        (("organization", "name"), 3, "name"),
    ],
)
def test_the_key_is_marked(at: Pointer, line: int, marked: str) -> None:
    place = Finder(SOURCES).find(at)
    assert place is not None
    assert (place.line, place.excerpt[place.column - 1 :][: place.width]) == (line, marked)
    assert place.excerpt == TEXT.splitlines()[line - 1]


@pytest.mark.parametrize(
    ("at", "line", "marked"),
    [
        (("services", "till", "name"), 6, "Till"),
        (("services", "till", "depends_on", 1, "on"), 9, "vendors/pay"),
        (("services", "till", "depends_on", 1, "fallback"), 10, "fallback"),
        (("datastores", "sales", "copies", "nightly", "keep"), 15, "35d"),
        (("vendors", "pay", "provides", 0), 17, "payment"),
        (("bcdr",), 1, "1"),
    ],
)
def test_the_value_is_marked_where_it_is_short(at: Pointer, line: int, marked: str) -> None:
    place = Finder(SOURCES).find(at, at_value=True)
    assert place is not None
    assert (place.line, place.excerpt[place.column - 1 :][: place.width]) == (line, marked)


def test_what_is_nowhere_is_at_the_top() -> None:
    place = Finder(SOURCES).find(("nowhere", "at", "all"))
    assert place is not None
    assert (place.file, place.line, place.column) == ("plan.yaml", 1, 1)


def test_findings_are_located_in_order_and_keep_a_place_they_have() -> None:
    first = Finding("1", "some-rule", Severity.ERROR, "services/till", ("services", "till", "name"), "x")
    second = first.located(Finder(SOURCES).find(("vendors", "pay")))
    found = locate([first, second], SOURCES)
    assert [f.location.line for f in found if f.location] == [6, 17]


WORDS = st.text(alphabet="abcdefgh", min_size=1, max_size=4)
VALUES = st.recursive(WORDS, lambda inner: st.dictionaries(WORDS, inner, min_size=1, max_size=3), max_leaves=6)


@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=3), st.booleans())
def test_every_pointer_of_a_plan_leads_to_its_own_key(entry: dict[str, object], flow: bool) -> None:
    import yaml

    text = "# remark\n" + yaml.safe_dump({"services": {"other": "x", "till": entry}}, default_flow_style=flow)
    finder = Finder(load(from_texts({"plan.yaml": text})).sources)
    assert read_text(text).data is not None
    for at in _pointers(entry, ("services", "till")):
        place = finder.find(at)
        assert place is not None
        assert place.excerpt[place.column - 1 :].startswith(str(at[-1]))
        offset = sum(len(line) + 1 for line in text.split("\n")[: place.line - 1]) + place.column - 1
        assert text[offset:].startswith(f"{at[-1]}:")
        assert _depth(text, offset, flow=flow) == len(at)


def _pointers(value: object, at: Pointer) -> list[Pointer]:
    below = [p for k, v in value.items() for p in _pointers(v, (*at, k))] if isinstance(value, dict) else []
    return [at, *below]


def _depth(text: str, offset: int, *, flow: bool) -> int:
    if flow:
        return text[:offset].count("{") - text[:offset].count("}")
    line = text[:offset].rpartition("\n")[2]
    return len(line) // 2 + 1
