"""Instants as backup programs write them: with an offset, in local time without one, or as unix seconds."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bcdr.errors import BcdrError

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""No backup that anybody still has is older; a smaller time is a clock that was never set, or a wrong column."""
_OTHER = "the report is of a version that is not known yet"


class InstantError(BcdrError):
    """A time that cannot be told for certain."""


class Instant(NamedTuple):
    """An instant in UTC, and whether its zone had to be given by the caller."""

    at: datetime
    zone_assumed: bool = False


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of that name; InstantError when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InstantError(f"there is no time zone {name}", "write it as Europe/Berlin or UTC") from None


def written(text: Any, zone: ZoneInfo | None, *, utc: bool = False) -> Instant:
    """What an ISO 8601 text says. Without an offset it is UTC where the format says so (`utc`), else local in `zone`.

    Raises InstantError for a text that is no time, one without zone, and one that the clock of the zone left out.
    """
    if text is None or text == "":
        raise InstantError("one of its runs does not say when it was", _OTHER)
    try:
        found = datetime.fromisoformat(text.strip())
    except (ValueError, AttributeError, TypeError):
        raise InstantError(f"{_shown(text)} is no time", _OTHER) from None
    if found.tzinfo is not None:
        return Instant(_plausible(found.astimezone(UTC), text))
    if utc:
        return Instant(_plausible(found.replace(tzinfo=UTC), text))
    return local(found, zone, text)


def local(found: datetime, zone: ZoneInfo | None, text: Any) -> Instant:
    """A local time in its zone. An hour that the clock showed twice is the earlier one: a backup is never made younger.

    Raises InstantError when no zone was given, and for an hour that the clock left out.
    """
    if zone is None:
        raise InstantError(
            f"its times have no offset ({_shown(text)})",
            "say in which zone the machine runs that made the report: --timezone Europe/Berlin",
        )
    at = found.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) != found:
        raise InstantError(
            f"the clocks of {zone.key} were put forward over {_shown(text)}", "the report is from another zone"
        )
    return Instant(_plausible(at, text), zone_assumed=True)


def unix(value: Any) -> datetime:
    """Unix seconds, as a number or as text, in UTC; InstantError when they are none."""
    if isinstance(value, str) and value.isascii() and value.strip().isdigit() and len(value) < 15:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or abs(value) > 1e11:
        raise InstantError(f"{_shown(value)} is no time", _OTHER)
    return _plausible(datetime.fromtimestamp(value, UTC), value)


def _plausible(at: datetime, text: Any) -> datetime:
    if at < EARLIEST:
        raise InstantError(
            f"a time lies before every backup ({_shown(text)})", "look at the clock of the machine that made it"
        )
    return at


def _shown(value: Any) -> str:
    text = "nothing" if value is None else str(value) if isinstance(value, (str, int, float)) else "an object"
    return "".join(c if c.isprintable() else "?" for c in text[:40])
