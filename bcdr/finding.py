"""Severity, Deviation, Finding, Location: the words of an audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

from bcdr.model.record import Pointer

EMPTY: Mapping[str, str] = MappingProxyType({})


class Severity(IntEnum):
    """How bad a finding is. An error fails the check; higher is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word people see."""
        return self.name.lower()

    @property
    def lowered(self) -> Severity | None:
        """One step lower; None below information."""
        return None if self is Severity.INFO else Severity(self - 1)


class Location(NamedTuple):
    """A place in the text: file as the user names it, line and column from 1, and the line itself."""

    file: str
    line: int
    column: int
    excerpt: str = ""
    width: int = 1


class Deviation(NamedTuple):
    """What a rule says of one object: where, what is so, what would clear it. It knows no severity and no file.

    `cause` tells apart two faults of one rule on one object; the rule's decorator may grade a cause by itself.
    `lower` is set where the catalogue says "one step lower". `numbers` are the facts behind the judgement. `tier` is
    set where the fault concerns only a part of what the object serves, and that part has another tier.
    """

    at: Pointer
    message: str
    help: str = ""
    cause: str = ""
    lower: bool = False
    numbers: Mapping[str, str] = EMPTY
    tier: int | None = None


class WaiverNote(NamedTuple):
    """The waiver that downgraded a finding."""

    id: str
    reason: str
    approved_by: str
    valid_until: date | None


class Finding(NamedTuple):
    """One graded deviation. `id` is stable: it hashes rule, object and cause, never wording or place.

    `is_known` says that the baseline of the run lists it as this grave or graver.
    """

    id: str
    rule: str
    severity: Severity
    object: str
    at: Pointer
    message: str
    help: str = ""
    cause: str = ""
    clauses: tuple[str, ...] = ()
    tier: int | None = None
    fix: str = "no"
    numbers: Mapping[str, str] = EMPTY
    waiver: WaiverNote | None = None
    location: Location | None = None
    is_known: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it counts: no waiver covers it and no baseline lists it."""
        return self.waiver is None and not self.is_known

    def located(self, location: Location | None) -> Finding:
        """The same finding, knowing its place in the text."""
        return self._replace(location=location)


def finding_id(rule: str, object_: str, cause: str = "") -> str:
    """Twelve hexadecimal digits that stay the same as long as rule, object and cause do."""
    try:
        # hashlib would load OpenSSL to say the same: a fortieth of a whole lint
        from _blake2 import blake2b  # noqa: PLC0415
    except ImportError:
        from hashlib import blake2b  # noqa: PLC0415

    return blake2b(f"{rule}\0{object_}\0{cause}".encode(), digest_size=6).hexdigest()
