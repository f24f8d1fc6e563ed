"""Fatal events as text: what is fatal alone and what would help, then combinations, then the scenarios."""

from __future__ import annotations

from collections.abc import Sequence

from bcdr.render.terminal import BOLD, DIM, GREEN, RED, YELLOW, Page, Piece
from bcdr.render.whatif.paragraph import paragraph
from bcdr.report.whatif.fatal import Blow, Combination, FatalEvents

HANG = 22
OBJECTS, SHOWN = 50, 12
"""So many objects that fall to combinations are shown, with so many lines each; JSON has all."""
MARKS = {
    "survived": (GREEN, "survived"),
    "late": (YELLOW, "late"),
    "too late": (RED, "TOO LATE"),
    "not survived": (RED, "NOT SURVIVED"),
    "not shown": (YELLOW, "not shown"),
    "nothing stated": (YELLOW, "not known"),
}


def fatal_text(found: FatalEvents, *, colour: bool = False) -> str:
    """Single events with their cures, combinations, scenarios."""
    page = Page(colour=colour)
    page.line((BOLD, found.organization), f" ({found.plan}), as of {found.as_of.isoformat()}")
    page.line()
    if found.is_empty:
        page.line((YELLOW, "Nothing can be said: the plan names no datastore and no service."))
        return page.text()
    _singles(page, found)
    if found.order > 1:
        _combinations(page, found)
    _scenarios(page, found)
    return page.text()


def _singles(page: Page, found: FatalEvents) -> None:
    harmless = found.tried - found.harmful
    if not found.blows:
        page.line((GREEN, f"No single event is fatal; {found.tried} were tried."))
        page.line()
        return
    word = f"{found.word[0].upper()}{found.word[1:]}"
    page.line(
        (RED, f"{word}: {found.harmful} of {found.tried} single events. Everything survives the other {harmless}.")
    )
    for blow in found.blows:
        page.line()
        _blow(page, blow)
    page.line()


def _blow(page: Page, blow: Blow) -> None:
    if len(blow.events) == 1:
        paragraph(page, f"If {blow.events[0].words}:", hang=2, style=BOLD)
    else:
        paragraph(page, "If one of these happens:", hang=2, style=BOLD)
        for event in blow.events:
            paragraph(page, event.words, hang=6, lead="    -")
    for tone, title, names in (
        (RED, "lost for good", blow.lost),
        (RED, "no way back", blow.stuck),
        (YELLOW, "not shown to survive", blow.unshown),
    ):
        if names:
            paragraph(page, ", ".join(names), hang=HANG + 4, lead=(tone, f"    {title}"))
    cures = blow.cures or ("no single change was found",)
    lead: Piece = (GREEN if blow.cures else DIM, "    what would help")
    for cure in cures:
        paragraph(page, f"- {cure}" if len(cures) > 1 else cure, hang=HANG + 4, lead=lead)
        lead = ""


def _combinations(page: Page, found: FatalEvents) -> None:
    count = "two" if found.order == 2 else "two or three"
    if not found.combinations:
        page.line((GREEN, f"No combination of {count} events is fatal beside those above."))
        page.line()
        return
    page.line((BOLD, f"Fatal together: combinations of {count} events of which none is fatal alone"))
    for combination in found.combinations[:OBJECTS]:
        page.line()
        _combination(page, combination)
    if len(found.combinations) > OBJECTS:
        page.line((DIM, f"  and {len(found.combinations) - OBJECTS} more objects: add --format json"))
    page.line()


def _combination(page: Page, found: Combination) -> None:
    page.line("  ", (BOLD, ", ".join(found.names)), (YELLOW, "" if found.is_certain else " (not shown to survive)"))
    for group in found.groups[:SHOWN]:
        paragraph(page, _together(group), hang=6, lead="    -")
    if len(found.groups) > SHOWN:
        page.line((DIM, f"      and {len(found.groups) - SHOWN} more lines: add --format json"))


def _together(group: Sequence[Sequence[str]]) -> str:
    return " together with ".join(part[0] if len(part) == 1 else f"one of {', '.join(part)}" for part in group)


def _scenarios(page: Page, found: FatalEvents) -> None:
    if not found.scenarios:
        return
    survived = sum(s.state in {"survived", "late"} for s in found.scenarios)
    page.line((BOLD, f"Scenarios of this plan: {survived} of {len(found.scenarios)} survived"))
    for scenario in found.scenarios:
        tone, words = MARKS[scenario.state]
        page.line((tone, f"  {words:<14}"), scenario.id)
        paragraph(page, scenario.verdict, hang=16, style=DIM)
