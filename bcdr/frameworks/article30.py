"""What a record of processing activities holds: the form of a controller and of a processor, GDPR Art. 30."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bcdr.frameworks.reading import rows


@dataclass(frozen=True, slots=True)
class RecordItem:
    """One thing that the record names, with the letter of the law under which it stands."""

    id: str
    letter: str
    title: str
    asks: str
    citation: str


@cache
def controller_items() -> tuple[RecordItem, ...]:
    """The points of 30(1)(a) to (g), in their order."""
    return rows("article30.yaml", "controller", RecordItem)


@cache
def processor_items() -> tuple[RecordItem, ...]:
    """The points of 30(2)(a) to (d), in their order."""
    return rows("article30.yaml", "processor", RecordItem)
