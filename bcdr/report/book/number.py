"""Phone numbers on paper: where they are written by hand, what leads there, and what is said of all of them once."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from itertools import groupby
from typing import Any, TypeVar, cast

from bcdr.report.block import say
from bcdr.report.book.anchor import each_span, spans
from bcdr.report.document import Section
from bcdr.report.site.link import OUT_OF_BAND
from bcdr.report.site.page import Line
from bcdr.report.span import Span

T = TypeVar("T")
_IN_CONTACTS = Span("in Contacts", href="#contacts", page=True)
WRITTEN_IN = ("start", "call-tree", "contacts", "vendors")
"""Sections that have room for numbers that are written by hand: to call by role, by name, by vendor."""


def looked_up(section: Section) -> Section:
    """The same section; a number that is not printed leads to where the book has room to write it by hand."""
    if section.id in WRITTEN_IN:
        return section
    blocks = each_span(_gathered(section.blocks), lambda s: _IN_CONTACTS if s.by_hand else s)
    return replace(section, blocks=blocks, sections=tuple(map(looked_up, section.sections)))


def starred(section: Section) -> Section:
    """The same section; what stands behind nearly every number is said once and marked where it holds."""
    if not any(s.text == OUT_OF_BAND for s in spans(section.blocks)):
        return section
    marked = each_span(section.blocks, lambda s: Span(" *", strong=True) if s.text == OUT_OF_BAND else s)
    return replace(section, blocks=(say("* works when our systems are down."), *marked))


def _gathered(value: T) -> T:
    """The same value; lines of people whose numbers are not printed are one line of names."""
    return cast("T", _with_gathered(value))


def _with_gathered(value: Any) -> Any:
    if isinstance(value, tuple):
        found = tuple(map(_with_gathered, value))
        are_lines = all(isinstance(x, tuple) and x and isinstance(x[0], Span) for x in found)
        return _one_line(found) if found and are_lines else found
    if is_dataclass(value) and not isinstance(value, (type, Span)):
        return replace(value, **{f.name: _with_gathered(getattr(value, f.name)) for f in fields(value)})
    return value


def _one_line(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    found: list[Line] = []
    for is_person, group in groupby(lines, lambda x: bool(x[0].href) and any(s.by_hand for s in x)):
        if not is_person:
            found += group
            continue
        people = [one[0] for one in group]
        names = [part for one in people for part in (Span(", "), one)][1:]
        if found:
            found[-1] = _without_holder(found[-1], people[0].text)
        found.append((*names, Span(": "), _IN_CONTACTS))
    return tuple(found)


def _without_holder(role: Line, holder: str) -> Line:
    """The line of a role without the name in brackets, where the line below begins with it."""
    *before, last = role
    return (*before, replace(last, text=last.text.removesuffix(f" ({holder})")))
