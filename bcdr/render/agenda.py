"""A year of drills as text for a terminal of 80 columns, or as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from bcdr.render.terminal import BOLD, DIM, GREEN, RED, YELLOW, Page, cut, folded, padded
from bcdr.report.agenda.year import DrillCalendar, Row, Share
from bcdr.report.wording import counted

WIDTH = 80
HANG = 13
BAR = 32
NAMED = 5
"""So many people are named beside the leader; of more there is a count, and JSON has all."""
_MARKS = {"new": (GREEN, "+"), "moved": (YELLOW, ">"), "planned": (DIM, "=")}


def agenda(found: DrillCalendar, *, colour: bool = False) -> str:
    """The calendar month by month, what has no place in it, and who carries how much."""
    page = Page(colour=colour)
    page.line((BOLD, cut(found.organization, WIDTH - 42)), f": drills from {found.first} to {found.last}")
    page.line(_count(found))
    for month, rows in groupby(found.rows, key=lambda r: (r.day.year, r.day.month)):
        page.line()
        page.line((BOLD, f"{_MONTHS[month[1] - 1]} {month[0]}"))
        for row in rows:
            _row(page, row)
    if found.unplaced:
        page.line()
        page.line((RED, f"No place in the calendar: {len(found.unplaced)}"))
        for left in found.unplaced:
            _lines(page, left.what, "  ", 4)
            _lines(page, left.reason, "    ", 4, DIM)
    if found.shares:
        page.line()
        page.line((BOLD, "Who carries it"))
        for share in found.shares:
            _share(page, share)
    if found.rows:
        page.line()
        marks = [f"{mark} {words}" for state, mark, words in _LEGEND if found.count(state)]
        page.line((DIM, "; ".join((*marks, "T1 to T4 is the tier"))))
    return page.text()


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LEGEND = (("new", "+", "proposed"), ("moved", ">", "prepared, gets a day"), ("planned", "=", "planned already"))


def _count(found: DrillCalendar) -> str:
    late = sum(r.days_late > 0 for r in found.rows)
    parts = [
        f"{found.count('new')} proposed" if found.count("new") else "",
        f"{found.count('moved')} given a day" if found.count("moved") else "",
        f"{found.count('planned')} planned already" if found.count("planned") else "",
    ]
    if not found.rows:
        return "Nothing is asked in that time." if not found.unplaced else "No drill could be placed."
    said = f"{counted(len(found.rows), 'drill')}: {', '.join(p for p in parts if p)}"
    return said + (f"; {late} late" if late else "; none late")


def _row(page: Page, row: Row) -> None:
    tone, mark = _MARKS[row.state]
    tier = f"T{row.tier}" if row.tier is not None else "  "
    lines = folded(row.title, WIDTH - HANG)
    page.line((tone, mark), f" {_DAYS[row.day.weekday()]} {row.day.day:>2}  ", (DIM, tier), "  ", (BOLD, lines[0]))
    for line in lines[1:]:
        page.line(" " * HANG, (BOLD, line))
    _lines(page, _people(row), " " * HANG, HANG)
    for why in row.why:
        style = YELLOW if why.startswith("late:") else DIM
        _lines(page, why, " " * (HANG - 2) + "- ", HANG, style)


def _people(row: Row) -> str:
    kind = row.type + ("" if row.is_announced else ", unannounced") + (f", load {row.load}" if row.load else "")
    if row.leader is None:
        return f"{kind}; nobody leads"
    said = f"{kind}; led by {row.leader_name}" + (f" ({row.leader_as})" if row.leader_as else "")
    if not row.others:
        return said
    names = list(row.other_names)
    if len(names) > NAMED + 1:
        names = [*names[:NAMED], f"{len(names) - NAMED} others"]
    return f"{said}, with {', '.join(names[:-1])}{' and ' if len(names) > 1 else ''}{names[-1]}"


def _share(page: Page, share: Share) -> None:
    led = min(share.leads, BAR)
    bar = "#" * led + "." * (min(share.takes_part, BAR) - led)
    page.line(f"  {padded(share.name, 22)}  leads {share.leads:>3} of {share.takes_part:>3}  ", (DIM, bar))


def _lines(page: Page, words: str, lead: str, hang: int, style: str = "") -> None:
    for number, line in enumerate(folded(words, WIDTH - hang)):
        page.line(lead if number == 0 else " " * hang, (style, line) if style else line)


def agenda_json(found: DrillCalendar) -> str:
    """`"version": 1`: drills by day, what has no place, and how the load is shared."""
    from bcdr.render.json import VERSION, encoded  # noqa: PLC0415 - only this format needs it

    return encoded(
        {
            "version": VERSION,
            "plan": found.plan,
            "as_of": found.as_of.isoformat(),
            "from": found.first.isoformat(),
            "to": found.last.isoformat(),
            "drills": [_drill(r) for r in found.rows],
            "not_placed": [
                {"kind": u.kind, "object": u.ref, "what": u.what, "reason": u.reason} for u in found.unplaced
            ],
            "people": [{"person": s.person, "leads": s.leads, "takes_part": s.takes_part} for s in found.shares],
        }
    )


def _drill(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "day": row.day.isoformat(),
        "state": row.state,
        "title": row.title,
        "type": row.type,
        "covers": list(row.covers),
        "scenario": row.scenario,
        "load": row.load,
        "tier": row.tier,
        "announced": row.is_announced,
        "led_by": row.leader,
        "with": list(row.others),
        "due": row.due.isoformat() if row.due is not None else None,
        "days_late": row.days_late,
        "why": list(row.why),
    }
