"""Two events that are fatal together: few lines that say exactly the pairs, in words for those who do not type."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from bcdr.audit import Audit
from bcdr.report.pairs import combination_table, happenings, lines_of
from bcdr.report.whatif.combination import grouped
from bcdr.report.whatif.fatal import Combination, fatal_events
from bcdr.report.whatif.survival import survival_of

PLAN = "people: {ada: {name: Ada Roth}}\nvendors: {hostco: {name: Host Co}}\ndatastores: {orders: {name: Orders}}"


def combination(names: str, pairs: str, *, is_certain: bool = True) -> Combination:
    """Objects of one letter each that fall to pairs such as `ab`."""
    groups = grouped(frozenset(pair) for pair in pairs.split())
    return Combination(tuple(names), is_certain, tuple(tuple(tuple(sorted(p)) for p in g) for g in groups))


@pytest.mark.parametrize(
    ("combinations", "lines"),
    [
        ([combination("X", "ab")], [("X", "a", "b")]),
        ([combination("X", "ab ac"), combination("Y", "ab ac")], [("XY", "a", "bc")]),
        ([combination("X", "ab ac"), combination("Y", "ab")], [("XY", "a", "b"), ("X", "a", "c")]),
        ([combination("X", "ab", is_certain=False), combination("Y", "ab")], [("Y", "a", "b"), ("X", "a", "b")]),
        ([combination("X", "abc")], []),
        ([], []),
    ],
    ids=["one", "same pairs", "a pair in common", "certain first", "three events", "none"],
)
def test_objects_with_a_pair_in_common_share_a_line(
    combinations: list[Combination], lines: list[tuple[str, str, str]]
) -> None:
    found = [("".join(x.names), "".join(x.first), "".join(x.second)) for x in lines_of(combinations)]
    assert found == lines


@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_the_lines_say_every_pair_of_every_object_once(audited: Callable[[str], Audit], company: str) -> None:
    combinations = fatal_events("", survival_of(audited(company).facts), 2, None).combinations
    wanted = [
        (name, frozenset(pair), c.is_certain)
        for c in combinations
        for group in c.groups
        if len(group) == 2
        for pair in product(*group)
        for name in c.names
    ]
    lines = lines_of(combinations)
    said = [(name, frozenset(p), x.is_certain) for x in lines for p in product(x.first, x.second) for name in x.names]
    assert len(said) == len(set(said)) == len(set(wanted))
    assert set(said) == set(wanted)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("site/hall", ("gone", "site hall")),
        ("provider/hostco", ("gone", "Host Co")),
        ("software/postgresql", ("faulty", "the software postgresql")),
        ("hostile people/ada", ("in hostile hands", "Ada Roth")),
        ("datastores/orders", ("deleted or damaged", "Orders")),
        ("hostile datastores/orders", ("in hostile hands", "Orders")),
        ("an unknown site in region eu/west", ("not written down", "an unknown site in region eu/west")),
        ("an unknown hostile admin", ("not written down", "an unknown hostile admin")),
    ],
)
def test_events_are_named_for_those_who_do_not_type(
    of_text: Callable[[str], Audit], event: str, words: tuple[str, str]
) -> None:
    assert list(happenings([event], of_text(PLAN).facts)) == [words]


def test_events_of_one_kind_share_a_line(of_text: Callable[[str], Audit]) -> None:
    found = list(happenings(["hostile people/ada", "site/b", "site/a"], of_text(PLAN).facts))
    assert found == [("gone", "site b; site a"), ("in hostile hands", "Ada Roth")]


def test_a_table_of_pairs_ends_where_it_says(audited: Callable[[str], Audit]) -> None:
    facts = audited("harbour-books").facts
    found = fatal_events("", survival_of(facts), 2, None)
    number = len(lines_of(found.combinations))
    whole, short = (combination_table(found, facts, most) for most in (number, number - 1))
    assert whole.caption == "Two events that are fatal together"
    assert short.caption.endswith(f": the first {number - 1} of {number} lines; bcdr whatif --pairs prints all")
    assert whole.rows[:-1] == short.rows
    assert len(whole.rows) == number


@pytest.mark.parametrize(("is_certain", "doubt"), [(True, []), (False, ["not shown to survive"])])
def test_a_row_names_both_sides_and_what_is_lost(
    of_text: Callable[[str], Audit], is_certain: bool, doubt: list[str]
) -> None:
    one = Combination(("Orders",), is_certain, ((("site/a",), ("hostile people/ada",)),))
    facts = of_text(PLAN).facts
    found = fatal_events("", survival_of(facts), 2, None)._replace(combinations=(one,))
    [row] = combination_table(found, facts, 5).rows
    assert [["".join(s.text for s in line) for line in c.lines] for c in row] == [
        ["in hostile hands: Ada Roth"], ["gone: site a"], ["Orders", *doubt],
    ]  # fmt: skip
    assert [c.header for c in row] == [True, False, False]
