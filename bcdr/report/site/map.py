"""The page of the map: services, data and copies on one picture, and the same as tables."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.report.picture import Picture, whole_map
from bcdr.report.site.link import href
from bcdr.report.site.page import Block, Fold, Page, Section
from bcdr.report.span import Span, line

SAME = "The same as a table"


def map_page(facts: Facts) -> Page:
    """What rests on what, and where the copies lie."""
    figure, tables = whole_map(facts, href)
    return Page(
        path="map",
        title="Map",
        kind="What rests on what",
        lead=line(
            "Services, the data that they need, and where its copies lie. What stands in one frame falls together. ",
            Span("Each service and datastore has a map of its own on its page."),
        ),
        sections=(*((Section("picture", "", (figure,)),) if figure else ()), Section("tables", "As tables", tables)),
    )


def illustrated(picture: Picture) -> tuple[Block, ...]:
    """A picture with its tables folded below it; nothing where there is nothing to draw."""
    figure, tables = picture
    return (figure, Fold(SAME, tables)) if figure is not None else ()
