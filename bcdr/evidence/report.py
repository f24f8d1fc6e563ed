"""What a reader of a format is given and gives back, and the refusal that every reader raises."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from bcdr.errors import BcdrError
from bcdr.evidence.fact import Fact, Origin, series_key
from bcdr.evidence.material import Material


class RefusedError(BcdrError):
    """The report cannot be read, or not without knowing more; nothing of it is used."""


class Context(NamedTuple):
    """What the caller knows beyond the report.

    `zone` is for local times without an offset. `columns` names the columns of a table (`finished` to its heading),
    `date_order` how its days are written, `words` which of its words mean success.
    """

    origin: Origin
    zone: ZoneInfo | None = None
    columns: Mapping[str, str] = MappingProxyType({})
    date_order: Literal["iso", "day-first", "month-first"] = "iso"
    words: tuple[str, ...] = ()


class Report(NamedTuple):
    """All facts of one report. `remarks` are sentences about the report as a whole that somebody should read."""

    format: str
    facts: tuple[Fact, ...]
    remarks: tuple[str, ...] = ()

    @property
    def sources(self) -> int:
        """How many series it speaks of."""
        return len(set(map(series_key, self.facts)))


class Given(NamedTuple):
    """One report as it was handed over, and what it says. `is_plain` when it is text and not JSON."""

    name: str
    text: str
    digest: str
    report: Report
    is_plain: bool


class Reader(Protocol):
    """A module of `formats`."""

    NAME: str

    def recognises(self, material: Material) -> bool:
        """Whether the content is of this format; the name of a file is never asked."""

    def read(self, material: Material, context: Context) -> Report:
        """The facts; RefusedError says in a sentence why there are none."""
