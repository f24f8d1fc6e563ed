"""Pictures of the recovery: the map of services, data and copies, and the way back of the most critical services."""

from __future__ import annotations

from dataclasses import replace

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.service import Service
from bcdr.report.block import Block, say
from bcdr.report.document import Section
from bcdr.report.map import whole
from bcdr.report.picture import Picture, recovery_timelines, whole_map

LARGE = 60
"""Millimetres from which a picture that just misses a page would leave too much of it empty."""
SIZES = (24, 18, 13, 9, 6)
"""So many datastores can be read on one page, fewer where they lie at many sites; the table has all."""
TALLEST = 240
"""Millimetres of a picture that is still legible when it is set on one page."""


def pictures(audit: Audit) -> tuple[Section, ...]:
    """Sections of their own, each picture with its table; nothing for a plan without services and data."""
    facts = audit.facts
    found: list[Section] = []
    figure, tables = _legible_map(facts)
    if figure is not None:
        found.append(
            Section("map", "What rests on what, and where the copies lie", _blocks((figure, tables), whole(facts).says))
        )
    ways = recovery_timelines(facts, _most_critical(facts))
    if ways:
        intro = say(
            "The way back of the services of the most critical tier by their written steps, from the disruption on. ",
            "It is an estimate; what was measured stands in the table of services.",
        )
        found.append(
            Section("timelines", "The way back, step by step", (intro, *(b for way in ways for b in _blocks(way))))
        )
    return tuple(found)


def _legible_map(facts: Facts) -> Picture:
    """The map with as many datastores as can be read when it is made small enough for a page."""
    for most in SIZES[:-1]:
        figure, tables = whole_map(facts, most=most, compact=True)
        if figure is None or figure.height <= TALLEST:
            return figure, tables
    return whole_map(facts, most=SIZES[-1], compact=True)


def _blocks(picture: Picture, says: str = "") -> tuple[Block, ...]:
    """The main point (that of the picture where nothing is said), the figure, and its tables."""
    figure, tables = picture
    if figure is None:
        return tables
    return say(says or figure.alt), replace(figure, floats=figure.height > LARGE), *tables


def _most_critical(facts: Facts) -> tuple[Service, ...]:
    tier = min((facts.tier(s) or 4 for s in facts.services), default=None)
    found = [s for s in facts.services if (facts.tier(s) or 4) == tier]
    return tuple(sorted(found, key=lambda s: (s.name_or_id.casefold(), s.id)))
