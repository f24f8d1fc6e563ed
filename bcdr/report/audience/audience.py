"""The three readers of a document, and what each of them does not get to see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from bcdr.model.record import Private

Audience = Literal["auditor", "staff", "public"]


class Discretion(NamedTuple):
    """What is kept from a reader: fields by what they tell, and collections whose objects lose id and name."""

    hidden: frozenset[Private] = frozenset()
    nameless: tuple[str, ...] = ()
    mark: str = ""
    lacks: str = ""


DISCRETION: Mapping[Audience, Discretion] = {
    "auditor": Discretion(),
    "staff": Discretion(
        frozenset({"storage", "account", "admin", "host", "key"}),
        ("credentials",),
        "for staff",
        "without accounts, hosts, the commands of steps and the places of keys",
    ),
    "public": Discretion(
        frozenset(get_args(Private)),
        ("credentials", "people", "places", "documents"),
        "for the public",
        "without names, ways of contact, places, accounts, hosts, commands, keys and remarks",
    ),
}
