"""What of a processing activity lies outside the European Economic Area, as far as the plan names a country.

A place without a country says nothing. Whether such a place makes a transfer, and whether it is lawful, is for people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from bcdr.analysis.personal import EEA
from bcdr.analysis.place import Labels
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.vendor import Vendor


class Abroad(NamedTuple):
    """One thing outside: the datastore or copy that lies there, or the processor with a sub-processor there."""

    ref: str
    country: str
    subprocessor: str = ""


def abroad(
    stores: Iterable[Datastore], processors: Iterable[Vendor], labels: Callable[[Datastore | Copy], Labels]
) -> tuple[Abroad, ...]:
    """What lies outside: datastores and their copies in use first, then sub-processors."""
    return (*_held(stores, labels), *_passed_on(processors))


def _held(stores: Iterable[Datastore], labels: Callable[[Datastore | Copy], Labels]) -> Iterator[Abroad]:
    for store in stores:
        everywhere: list[Datastore | Copy] = [store, *(c for c in store.copies.values() if c.active)]
        for held in everywhere:
            country = labels(held).country
            if country is not None and country not in EEA:
                yield Abroad(held.ref, country)


def _passed_on(processors: Iterable[Vendor]) -> Iterator[Abroad]:
    for vendor in processors:
        for other in vendor.processor.subprocessors if vendor.processor is not None else ():
            if other.country is not None and other.country not in EEA:
                yield Abroad(vendor.ref, other.country, other.name)
