"""Circles as the chain that they are: `Backbone comes back with the runbook R, which needs Backbone`."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.fate import chain
from bcdr.analysis.survival.outcome import Cause

_LINKS: Mapping[tuple[str, str], str] = {
    ("", "runbooks"): "comes back with the runbook {}",
    ("", "credentials"): "needs the login {}",
    ("copies", "credentials"): "is reached with the login {}",
    ("credentials", "services"): "logs in through {}",
    ("channels", "services"): "runs on {}",
    ("credentials", "datastores"): "is kept in {}",
    ("datastores", "datastores"): "is made from {}",
    ("copies", "datastores"): "is opened with a key in {}",
    ("", "copies"): "comes back from {}",
    ("", "documents"): "needs the paper {}",
    ("", "channels"): "needs the channel {}",
}


def circle_of(start: str, cause: Cause) -> tuple[str, ...]:
    """The way from a thing along the cause of its fall, cut to the circle: its first and last object are the same."""
    way = (start, *chain(cause))
    way = tuple(here for i, here in enumerate(way) if i == 0 or here != way[i - 1])
    return way[way.index(way[-1]) :]


def from_(start: str, way: tuple[str, ...]) -> tuple[str, ...]:
    """The same circle, beginning at `start`, which is on it."""
    at = way.index(start)
    return (*way[at:], *way[1 : at + 1])


def told(way: tuple[str, ...], facts: Facts) -> str:
    """A circle as a sentence."""
    if len(way) == 1:
        return f"{named(way[0], facts)} needs itself"
    links = [_link(here, there, facts) for here, there in pairwise(way)]
    return f"{named(way[0], facts)} {', which '.join(links)}"


def _link(here: str, there: str, facts: Facts) -> str:
    a, b = kind_of(here), kind_of(there)
    words = _LINKS.get((a, b)) or _LINKS.get(("", b)) or "needs {}"
    return words.format(named(there, facts))


def named(ref: str, facts: Facts) -> str:
    """What people call an object; a copy by its id and its source."""
    kind, _, rest = ref.partition("/")
    store, _, copy = rest.partition("/copies/")
    return f"the copy {copy} of {facts.name_of(f'{kind}/{store}')}" if copy else facts.name_of(ref)


def kind_of(ref: str) -> str:
    """Its collection; `copies` for a copy."""
    return "copies" if "/copies/" in ref else ref.partition("/")[0]
