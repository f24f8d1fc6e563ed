"""Two events that are fatal together, as a table of few lines: one for all that falls to the same events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.report.block import Column, Table
from bcdr.report.span import Cell, Span, cell
from bcdr.report.whatif.combination import grouped
from bcdr.report.whatif.event import subject
from bcdr.report.whatif.fatal import Combination, FatalEvents

_HAPPENS = {"datastores": "deleted or damaged", "software": "faulty", "services": "down", "channels": "down"}
_GONE, _HOSTILE, _UNWRITTEN = "gone", "in hostile hands", "not written down"
_ORDER = (_GONE, "down", "faulty", "deleted or damaged", _HOSTILE, _UNWRITTEN)


class Line(NamedTuple):
    """What falls when one of the first events comes together with one of the second."""

    names: tuple[str, ...]
    is_certain: bool
    first: tuple[str, ...]
    second: tuple[str, ...]


def combination_table(found: FatalEvents, facts: Facts, most: int) -> Table:
    """Combinations of two events that are fatal where neither is alone: `most` lines, and of how many."""
    rows = lines_of(found.combinations)
    more = f": the first {most} of {len(rows)} lines; bcdr whatif --pairs prints all" if len(rows) > most else ""
    return Table(
        f"Two events that are fatal together{more}",
        (Column("One of these", 20), Column("together with one of these", 31), Column("What is lost", 49)),
        tuple(_row(one, facts) for one in rows[:most]),
        empty="no two events are fatal together",
        compact=True,
    )


def lines_of(combinations: Iterable[Combination]) -> tuple[Line, ...]:
    """The pairs, objects with a pair in common on one line: what is certain first, then what takes most."""
    named: dict[tuple[frozenset[str], bool], list[str]] = {}
    for combination in combinations:
        for pair in _pairs(combination):
            named.setdefault((pair, combination.is_certain), []).extend(combination.names)
    alike: dict[tuple[tuple[str, ...], bool], list[frozenset[str]]] = {}
    for (pair, is_certain), names in named.items():
        alike.setdefault((tuple(names), is_certain), []).append(pair)
    lines = [
        Line(names, is_certain, *sorted((tuple(sorted(part)) for part in group), key=lambda p: (len(p), p)))
        for (names, is_certain), pairs in alike.items()
        for group in grouped(pairs)
    ]
    return tuple(sorted(lines, key=lambda one: (not one.is_certain, -len(one.names), one.first, one.second)))


def _pairs(combination: Combination) -> Iterator[frozenset[str]]:
    for parts in combination.groups:
        if len(parts) == 2:
            yield from (frozenset(pair) for pair in product(*parts))


def _row(one: Line, facts: Facts) -> tuple[Cell, ...]:
    doubt = () if one.is_certain else (Span("not shown to survive", tone="fair"),)
    return (
        cell(*_events(one.first, facts), header=True),
        cell(*_events(one.second, facts)),
        cell(", ".join(one.names), *doubt),
    )


def happenings(events: Iterable[str], facts: Facts) -> Iterator[tuple[str, str]]:
    """For each kind of what happens the names of what it happens to, for those who do not type.

    Events are written as `site/fsn1` or `hostile people/ada`.
    """
    by_kind: dict[str, list[str]] = {}
    for event in events:
        ref = event.removeprefix("hostile ")
        kind, slash, _ = ref.partition("/")
        if not slash or " " in kind:
            by_kind.setdefault(_UNWRITTEN, []).append(event)
            continue
        happens = _HAPPENS.get(kind, _GONE) if ref == event else _HOSTILE
        by_kind.setdefault(happens, []).append(subject(ref, facts))
    for happens in sorted(by_kind, key=_ORDER.index):
        yield happens, "; ".join(by_kind[happens])


def _events(events: Iterable[str], facts: Facts) -> Iterator[tuple[Span, ...]]:
    for happens, names in happenings(events, facts):
        yield Span(f"{happens}: ", tone="muted"), Span(names)
