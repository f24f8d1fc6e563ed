"""The files that show something of a drill: filed as evidence, and named by its record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from bcdr.drill.byhand.statement import Said
from bcdr.evidence.filing import Filing, exhibit, filed
from bcdr.model.plan import Plan

Filings = tuple[tuple[Filing, bytes], ...]
"""Each new piece of evidence with its content."""


class Exhibit(NamedTuple):
    """A file that shows something of the drill."""

    path: str
    content: bytes


def shown(exhibits: Iterable[Exhibit], entry: Said, plan: Plan, day: date) -> tuple[Filings, Said]:
    """What the plan does not have yet, to be filed on `day`, and the entry that names all of it.

    What it shows happened on the day of the drill, where that is known. A file that is registered is only named.
    """
    new: list[tuple[Filing, bytes]] = []
    ids: list[str] = []
    for one in exhibits:
        taken = {*plan.evidence, *(f.id for f, _ in new)}
        filing = exhibit(one.path, one.content, taken, day, _day(entry.get("occurred")))
        known = filed(plan, filing.sha256) or next((f.id for f, _ in new if f.sha256 == filing.sha256), None)
        if known is None:
            new.append((filing, one.content))
        ids.append(known or filing.id)
    if not ids:
        return (), entry
    named = entry.get("evidence") or ()
    listed = named if isinstance(named, (list, tuple)) else (named,)
    return tuple(new), {**entry, "evidence": list(dict.fromkeys((*listed, *ids)))}


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
