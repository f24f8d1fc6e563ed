"""How the width of the page is shared among the columns of a table: so that it needs the fewest lines."""

from __future__ import annotations

from math import ceil

from bcdr.report.block import Table
from bcdr.report.span import NOT_PROVIDED, Cell

WIDTH = 108
"""Characters of usual text that fit between the margins."""
_PADDING = 3
"""What the two edges of a cell take, in characters."""
_LONGEST_WORD = 17
"""A word up to so many characters is not broken; an address or a digest is."""
_BY_HAND = 25
"""Room for a number that is written by hand."""
_LOOKED_AT = 80
"""Rows that are measured: what comes after them is of their kind."""
_BOLD = 1.08
"""How much wider the text of a heading is."""


def shares(table: Table) -> tuple[int, ...]:
    """Width of each column, in characters: first its longest word, then wherever more width saves the most lines."""
    measured = [[_lengths(c) for c in row] for row in table.rows[:_LOOKED_AT]]
    headings = [max(map(len, c.title.split()), default=0) for c in table.columns]
    widths = [
        _PADDING + ceil(max(_BOLD * heading, *(_longest_word(row[n]) for row in table.rows[:_LOOKED_AT])))
        for n, heading in enumerate(headings)
    ]
    spare = WIDTH - sum(widths)
    while spare > 0:
        column, step = _best(measured, widths, spare)
        if step == 0:
            break
        widths[column] += step
        spare -= step
    return tuple(widths)


def _best(measured: list[list[list[int]]], widths: list[int], spare: int) -> tuple[int, int]:
    """The column and the smallest step in which a character more saves the most lines; no step where none saves any."""
    now = [[_height(cell, widths[n]) for n, cell in enumerate(row)] for row in measured]
    found, best = (0, 0), 0.0
    for column in range(len(widths)):
        # a cell that has each of its lines in one needs no more width
        tall = [
            (
                row[column],
                heights[column],
                max(heights),
                max((h for n, h in enumerate(heights) if n != column), default=0),
            )
            for row, heights in zip(measured, now, strict=True)
            if heights[column] > len(row[column])
        ]
        for step in range(1, min(spare, 45) + 1) if tall else ():
            gain = sum(_saved(*cell, widths[column] + step) for cell in tall)
            if gain / step > best:
                found, best = (column, step), gain / step
    return found


def _saved(lengths: list[int], height: int, row: int, others: int, width: int) -> float:
    """Lines by which a row becomes lower, and a little for a cell that does although another one holds the row up."""
    cell = _height(lengths, width)
    return row - max(others, cell) + (height - cell) / 8


def _height(lengths: list[int], width: int) -> int:
    room = max(width - _PADDING, 1)
    return sum(max(1, ceil(length / room)) for length in lengths)


def _lengths(cell: Cell) -> list[int]:
    wide = _BOLD if cell.header else 1
    return [ceil(wide * sum(_BY_HAND if s.by_hand else len(s.text) for s in line)) for line in cell.lines]


def _longest_word(cell: Cell) -> float:
    wide = _BOLD if cell.header else 1
    text = [s.text for line in cell.lines for s in line if s.text != NOT_PROVIDED]
    hand = any(s.by_hand for line in cell.lines for s in line)
    longest = max((len(w) for t in text for w in t.split(" ")), default=1)
    return max(wide * min(longest, _LONGEST_WORD), _BY_HAND if hand else 0)
