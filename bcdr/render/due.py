"""Dates as lines for a terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import Any

from bcdr.render.terminal import BOLD, DIM, RED, Page, Piece, cut, escaped, padded
from bcdr.report.due import DueList, Item, when

NARROW = 80
"""Columns below which what is due stands on lines of its own."""
_LEAD, _INDENT = 40, 4


def due(found: DueList, *, colour: bool = False, only_overdue: bool = False, width: int | None = None) -> str:
    """Overdue items, then coming ones; each on one line, or in at most `width` columns on as many as it takes."""
    page = Page(colour=colour)
    whose = f", of {found.whose}" if found.whose else ""
    page.line((BOLD, found.organization), f" ({found.plan}), as of {found.as_of.isoformat()}{whose}")
    page.line()
    page.line((RED if found.overdue else BOLD, f"Overdue: {len(found.overdue) or 'nothing'}"))
    _listed(page, found.overdue, width)
    if not only_overdue:
        page.line()
        page.line((BOLD, f"In the next {found.within.days} days: {len(found.coming) or 'nothing'}"))
        _listed(page, found.coming, width)
    return page.text()


def _listed(page: Page, found: Iterable[Item], width: int | None) -> None:
    for item in found:
        if width is None:
            items(page, (item,))
            continue
        lead = _lead(item)
        hang = _LEAD if width >= NARROW else _INDENT
        lines = wrap(escaped(f"{item.what} ({item.owner})"), max(width - hang, 20)) or [""]
        if hang == _INDENT:
            page.line(*lead)
            lead = ()
        for number, text in enumerate(lines):
            page.line(*(lead if number == 0 and lead else (" " * hang,)), text)


def items(page: Page, found: Iterable[Item], width: int = 1000) -> None:
    """One line an item: day, how far, kind, what in at most `width` columns, owner."""
    for item in found:
        page.line(*_lead(item), f"{cut(item.what, width)} ", (DIM, f"({cut(item.owner, width)})"))


def _lead(item: Item) -> tuple[Piece, ...]:
    """Day, how far and kind, in `_LEAD` columns."""
    day = item.day.isoformat() if item.day else "never"
    late = padded(when(item), 15)
    return f"  {day:<11}", (RED, late) if item.days is None or item.days < 0 else late, f"{item.kind:<12}"


def due_json(found: DueList) -> str:
    """`"version": 1`; days are negative when overdue and null when never done."""
    from bcdr.render.json import VERSION, encoded  # noqa: PLC0415 - only this format needs it

    return encoded(
        {
            "version": VERSION,
            "plan": found.plan,
            "as_of": found.as_of.isoformat(),
            "within_days": found.within.days,
            "overdue": [_item(i) for i in found.overdue],
            "coming": [_item(i) for i in found.coming],
        }
    )


def _item(item: Item) -> dict[str, Any]:
    return {
        "day": item.day.isoformat() if item.day else None,
        "days": item.days,
        "kind": item.kind,
        "object": item.ref,
        "what": item.what,
        "owner": item.owner,
    }
