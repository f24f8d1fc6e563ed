"""Where the links of the runbook site lead in the printed book: its pages are sections, its addresses anchors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from bcdr.report.block import Card, Figure, Step
from bcdr.report.document import Section
from bcdr.report.site.link import slug
from bcdr.report.span import Cell, Span

T = TypeVar("T")
_ADDRESS = re.compile(r"/(?P<page>[^#]+)\.html(?:#(?P<part>.+))?\Z")


def anchor(path: str) -> str:
    """Id of the section that a page of the site becomes, from the page's path: `runbooks/move-host`."""
    return path.replace("/", "-")


def anchor_of(ref: str) -> str:
    """Id of the section or row of an object, from its reference."""
    kind, _, id_ = ref.partition("/")
    return f"{kind}-{slug(id_)}"


def resolved(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same sections; every link leads to a place that the book has, and what has none is plain text."""
    known = frozenset(_anchors(sections))

    def change(span: Span) -> Span:
        if not span.href or span.href.partition(":")[0] in {"tel", "mailto", "http", "https"}:
            return span
        found = next((a for a in _candidates(span.href) if a in known), "")
        return replace(span, href=f"#{found}" if found else "", page=span.page and bool(found))

    return each_span(sections, change)


def each_span(value: T, change: Callable[[Span], Span]) -> T:
    """The same value with every span in it, however deep, replaced by what `change` makes of it."""
    return cast("T", _changed(value, change))


def spans(value: Any) -> Iterator[Span]:
    """Every span in a value, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from spans(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            yield from spans(getattr(value, f.name))


def _changed(value: Any, change: Callable[[Span], Span]) -> Any:
    if isinstance(value, Span):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(v, change) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _changed(getattr(value, f.name), change) for f in fields(value)})
    return value


def _candidates(href: str) -> tuple[str, ...]:
    """The place itself, a part of a section, or at least the section."""
    if href.startswith("#"):
        return (href[1:],)
    found = _ADDRESS.match(href)
    if found is None:
        return ()
    page, part = anchor(found["page"]), found["part"]
    return (f"{page}-{part}", part, page) if part else (page,)


def _anchors(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from _anchors(one)
    elif isinstance(value, Step):
        yield value.anchor
    elif is_dataclass(value) and not isinstance(value, (type, Span)):
        if isinstance(value, (Section, Cell, Card, Figure)) and value.id:
            yield value.id
        for f in fields(value):
            yield from _anchors(getattr(value, f.name))
