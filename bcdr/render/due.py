"""Dates as lines for a terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bcdr.render.terminal import BOLD, DIM, RED, Page, cut, padded
from bcdr.report.due import DueList, Item, when


def due(found: DueList, *, colour: bool = False, only_overdue: bool = False) -> str:
    """Overdue items, then coming ones."""
    page = Page(colour=colour)
    page.line((BOLD, found.organization), f" ({found.plan}), as of {found.as_of.isoformat()}")
    page.line()
    page.line((RED if found.overdue else BOLD, f"Overdue: {len(found.overdue) or 'nothing'}"))
    items(page, found.overdue)
    if not only_overdue:
        page.line()
        page.line((BOLD, f"In the next {found.within.days} days: {len(found.coming) or 'nothing'}"))
        items(page, found.coming)
    return page.text()


def items(page: Page, found: Iterable[Item], width: int = 1000) -> None:
    """One line an item: day, how far, kind, what in at most `width` columns, owner."""
    for item in found:
        day = item.day.isoformat() if item.day else "never"
        tone = RED if item.days is None or item.days < 0 else ""
        late = padded(when(item), 14)
        distance = (tone, late) if tone else late
        page.line(
            f"  {day:<11}", distance, f"{item.kind:<9} {cut(item.what, width)} ", (DIM, f"({cut(item.owner, width)})")
        )


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
