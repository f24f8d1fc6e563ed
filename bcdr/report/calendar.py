"""A calendar to take into another program: events of whole days, each with an id that outlives its date."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import NamedTuple

ALARMS = (14, 1)
"""Days before an event on which a calendar program speaks up."""


class Event(NamedTuple):
    """One day on which something is to be done. `about` are the lines below the title."""

    uid: str
    day: date
    title: str
    about: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    is_proposal: bool = False


class Calendar(NamedTuple):
    """Events as they stood on `as_of`, in the order in which they are written."""

    name: str
    as_of: date
    events: tuple[Event, ...]


def uid(organization: str, *key: str) -> str:
    """The id of an event: the same on every machine and whatever its day, so that a second import moves the event.

    `key` says what it is about, such as a kind and a reference; the organisation keeps two plans apart.
    """
    parts = "\0".join((organization, *key))
    return f"{sha256(parts.encode(errors='surrogatepass')).hexdigest()[:32]}@bcdr"
