"""The scalar values of a plan: how people write them, what they become, and what to say when they do not fit.

Scalars reach the model as text. Each type below is an `Annotated` alias whose marker knows three things: how to parse
the text, the JSON Schema pattern of the text, and the sentence that tells a person what was expected.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, NamedTuple

from bcdr.model.calendar import ClockMarker, CronMarker, DayMarker, DayOrNeverMarker, MomentMarker, MonthDayMarker
from bcdr.model.marker import FlagMarker, HexMarker, Marker, NumberMarker, PatternMarker, WholeMarker

UNBOUNDED = timedelta.max
"""The duration that people write as `unbounded`: larger than every other one."""


class Money(NamedTuple):
    """An amount and its ISO 4217 currency."""

    amount: float
    currency: str


_UNITS = {"ms": 0.001, "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400, "w": 604800}
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|min|s|m|h|d|w)\s*")
_ISO = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\Z")


class DurationMarker(Marker):
    """`15m`, `4h`, `1h30m`, `2d`, `1w`, `PT4H`, or `unbounded`. No months or years: their length varies."""

    __slots__ = ()
    expected = "a duration such as 15m, 4h, 1h30m, 2d, 1w or unbounded"
    pattern = r"^(unbounded|P[0-9WDTHMS]+|([0-9]+(\.[0-9]+)?\s*(ms|min|s|m|h|d|w)\s*)+)$"
    examples = ("15m", "4h", "30d")

    def parse(self, text: str) -> timedelta:
        """A non-negative timedelta; `unbounded` becomes `UNBOUNDED`."""
        found = _DURATIONS.get(text)
        if found is None:
            found = _DURATIONS[text] = parse_duration(text)
        return found


_DURATIONS: dict[str, timedelta] = {}


def parse_duration(text: str) -> timedelta:
    """The timedelta that `text` writes; ValueError says what is wrong."""
    text = text.strip()
    if text == "unbounded":
        return UNBOUNDED
    if text.startswith("P"):
        iso = _ISO.match(text)
        if iso and any(iso.groups()):
            weeks, days, hours, minutes, seconds = (int(g or 0) for g in iso.groups())
            try:
                return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
            except OverflowError:
                msg = "longer than time itself"
                raise ValueError(msg) from None
    seconds_total, at = 0.0, 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            if re.fullmatch(r"\d+(\.\d+)?", text):
                msg = f"{text} has no unit"
                raise ValueError(msg)
            if re.fullmatch(r"\d+\s*(y|mo|months?|years?)", text):
                msg = "months and years vary in length, use days"
                raise ValueError(msg)
            raise ValueError
        seconds_total += float(part[1]) * _UNITS[part[2]]
        at = part.end()
    if not text:
        raise ValueError
    try:
        return timedelta(seconds=seconds_total)
    except OverflowError:
        msg = "longer than time itself"
        raise ValueError(msg) from None


class PeriodMarker(Marker):
    """A legal period: a duration, or whole months (`6mo`, 30 days each) or years (`10y`, 365 days each)."""

    __slots__ = ()
    expected = "a period such as 30d, 6mo or 10y"
    pattern = r"^([0-9]+\s*(y|mo)|unbounded|([0-9]+(\.[0-9]+)?\s*(min|s|m|h|d|w)\s*)+)$"
    examples = ("10y", "6mo", "90d")

    def parse(self, text: str) -> timedelta:
        """A timedelta; a month counts 30 days, a year 365."""
        whole = re.fullmatch(r"(\d{1,4})\s*(y|mo)", text.strip())
        if whole:
            return timedelta(days=int(whole[1]) * (365 if whole[2] == "y" else 30))
        return parse_duration(text)


_SIZES = {"B": 1, "kB": 10**3, "KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "PB": 10**15}
_SIZES |= {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40, "PiB": 2**50}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kKMGTP]?i?B)\Z")


def parse_size(text: str) -> int:
    """Bytes; ValueError when `text` is no size."""
    part = _SIZE.match(text.strip())
    if part is None or part[2] not in _SIZES:
        raise ValueError
    return round(float(part[1]) * _SIZES[part[2]])


class SizeMarker(Marker):
    """`310GB` (decimal) or `400GiB` (binary), as bytes."""

    __slots__ = ()
    expected = "a size such as 310GB or 400GiB"
    pattern = r"^[0-9]+(\.[0-9]+)?\s*([kKMGTP]?i?B)$"
    examples = ("120GB", "400GiB")

    def parse(self, text: str) -> int:
        """Bytes."""
        return parse_size(text)


_PER = {"s": 1.0, "min": 60.0, "h": 3600.0, "day": 86400.0, "week": 604800.0, "month": 2592000.0, "year": 31536000.0}


class RateMarker(Marker):
    """`80MiB/s` or `3GB/month`, as bytes per second. A month counts 30 days, a year 365."""

    __slots__ = ()
    expected = "a rate such as 80MiB/s or 3GB/month"
    pattern = r"^[0-9]+(\.[0-9]+)?\s*([kKMGTP]?i?B)/(s|min|h|day|week|month|year)$"
    examples = ("80MiB/s", "3GB/month")

    def parse(self, text: str) -> float:
        """Bytes per second."""
        size, slash, per = text.partition("/")
        if not slash or per.strip() not in _PER:
            raise ValueError
        return parse_size(size) / _PER[per.strip()]


class MoneyMarker(Marker):
    """`5000 EUR`."""

    __slots__ = ()
    expected = "an amount such as 5000 EUR"
    pattern = r"^[0-9]+(\.[0-9]{1,2})? [A-Z]{3}$"
    examples = ("5000 EUR",)

    def parse(self, text: str) -> Money:
        """Amount and currency."""
        part = re.fullmatch(r"(\d{1,15}(?:\.\d{1,2})?)\s+([A-Z]{3})", text.strip())
        if part is None:
            raise ValueError
        return Money(float(part[1]), part[2])


DURATION, MOMENT, FLAG = DurationMarker(), MomentMarker(), FlagMarker()

Duration = Annotated[timedelta, DURATION]
Period = Annotated[timedelta, PeriodMarker()]
Size = Annotated[int, SizeMarker()]
Rate = Annotated[float, RateMarker()]
Amount = Annotated[Money, MoneyMarker()]
Day = Annotated[date, DayMarker()]
DayOrNever = Annotated[date | Literal["never"], DayOrNeverMarker()]
Moment = Annotated[date | datetime, MOMENT]
Clock = Annotated[time | datetime, ClockMarker()]
MonthDay = Annotated[tuple[int, int], MonthDayMarker()]
Flag = Annotated[bool, FLAG]
Cron = Annotated[str, CronMarker()]
Number = Annotated[float, NumberMarker()]
Count = Annotated[int, WholeMarker(0, 10**12)]
Tier = Annotated[int, WholeMarker(1, 4)]
Score = Annotated[int, WholeMarker(0, 4)]
Level = Annotated[int, WholeMarker(1, 4)]
Sha256 = Annotated[str, HexMarker("a SHA-256 digest of 64 hexadecimal digits", r"^[0-9a-fA-F]{64}$")]
"""Some programs write the digits A to F large; the plan holds them small."""
Country = Annotated[str, PatternMarker("a country code of two letters such as DE", r"^[A-Z]{2}$", ("DE", "FR"))]
Language = Annotated[str, PatternMarker("a language code such as en or de", r"^[a-z]{2,3}(-[A-Z]{2})?$", ("en",))]
ID = PatternMarker(
    "an id of lower-case letters, digits and single hyphens such as orders-db",
    r"^[a-z0-9]+([-_.][a-z0-9]+)*$",
    ("orders-db",),
)
Id = Annotated[str, ID]
"""Ids are kebab-case; dots and underscores are allowed so that host names and framework ids can be used as they are."""
