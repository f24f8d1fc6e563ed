"""What an edit did, in words for a list: `added rto and rpo to services.web-shop`."""

from __future__ import annotations

from collections.abc import Mapping

from bcdr.model.record import Pointer
from bcdr.rules.phrase import listed
from bcdr.source.edit import Add, Edit, Insert, Remove, Set, dotted


def place(edit: Edit) -> Pointer:
    """Where to look for what the edit wrote, or took away."""
    match edit:
        case Add(at, keys):
            return (*at, next(iter(keys)))
        case Insert(at, _, int(before)):
            return (*at, before)
        case _:
            return edit.at


def said(edit: Edit) -> str:
    """What the edit did."""
    match edit:
        case Add((), keys):
            return f"added {listed(keys, 7)}"
        case Add(at, keys):
            return f"added {listed(keys, 10)} to {dotted(at)}"
        case Set(at):
            return f"filled in {dotted(at)}"
        case Insert(at, item):
            first = next(iter(item.items())) if isinstance(item, Mapping) else None
            added = f"an entry ({first[0]}: {first[1]})" if first else item
            return f"added {added} to {dotted(at)}"
        case Remove(at):
            return f"took out {dotted(at)}"
