"""The scalar values of a plan: how people write them, what they become, and what to say when they do not fit.

Scalars reach the model as text. Each type below is an `Annotated` alias whose marker knows three things: how to parse
the text, the JSON Schema pattern of the text, and the sentence that tells a person what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Literal, NamedTuple

from pydantic_core import PydanticCustomError

UNBOUNDED = timedelta.max
"""The duration that people write as `unbounded`: larger than every other one."""


class Money(NamedTuple):
    """An amount and its ISO 4217 currency."""

    amount: float
    currency: str


class Marker:
    """A scalar form: parses text, describes itself. Subclasses give `expected`, `pattern` and `parse`."""

    __slots__ = ()
    expected = "text"
    pattern = ""
    examples: tuple[str, ...] = ()

    def parse(self, text: str) -> Any:
        """The value of `text`; raises ValueError when it does not fit."""
        raise NotImplementedError

    def __call__(self, value: Any) -> Any:
        """What pydantic-core calls: text in, value out, one clear sentence when it does not fit."""
        if type(value) is str:
            try:
                return self.parse(value)
            except ValueError as problem:
                why = str(problem)
        else:
            why = ""
            if not isinstance(value, (str, dict, list, tuple, type(None))):
                return value  # already a value: records built in code, not from text
        raise PydanticCustomError(
            "value",
            "expected {expected}{why}",  # type: ignore[arg-type, unused-ignore]
            {"expected": self.expected, "why": f" ({why})" if why else ""},
        )

    def core_schema(self) -> dict[str, Any]:
        """For pydantic-core: a plain function."""
        return {"type": "function-plain", "function": {"type": "no-info", "function": self}}

    def json_schema(self) -> dict[str, Any]:
        """For editors: text with a pattern, examples and the expected form."""
        schema: dict[str, Any] = {"type": "string", "description": self.expected}
        if self.pattern:
            schema["pattern"] = self.pattern
        if self.examples:
            schema["examples"] = list(self.examples)
        return schema


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


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def parse_day(text: str) -> date:
    """A calendar date; ValueError says when there is no such day."""
    text = text.strip()
    if not _DAY.match(text):
        raise ValueError
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"there is no day {text}"
        raise ValueError(msg) from None


class DayMarker(Marker):
    """`2026-03-31`."""

    __slots__ = ()
    expected = "a date such as 2026-03-31"
    pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    examples = ("2026-03-31",)

    def parse(self, text: str) -> date:
        """A date."""
        return parse_day(text)


class DayOrNeverMarker(Marker):
    """A date, or `never`."""

    __slots__ = ()
    expected = "a date such as 2026-03-31, or never"
    pattern = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|never)$"
    examples = ("2026-03-31", "never")

    def parse(self, text: str) -> date | Literal["never"]:
        """A date or the word never."""
        return "never" if text.strip() == "never" else parse_day(text)


class MomentMarker(Marker):
    """A date, or a date with time and offset: `2026-11-20T02:41:00+01:00`."""

    __slots__ = ()
    expected = "a date such as 2026-03-31, or a time with offset such as 2026-03-31T02:41:00+01:00"
    pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:?[0-9]{2}))?$"
    examples = ("2026-03-31", "2026-03-31T02:41:00+01:00")

    def parse(self, text: str) -> date | datetime:
        """A date, or an aware datetime."""
        text = text.strip()
        if _DAY.match(text):
            return parse_day(text)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise ValueError from None
        if moment.tzinfo is None:
            msg = "the time has no offset: add Z, +01:00 or the like"
            raise ValueError(msg)
        return moment


class ClockMarker(Marker):
    """A time of day `09:05`, or a full moment when a drill passes midnight."""

    __slots__ = ()
    expected = "a time of day such as 09:05, or a full moment such as 2026-03-31T23:50:00+01:00"
    pattern = r"^([0-9]{2}:[0-9]{2}(:[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}T.+)$"
    examples = ("09:05",)

    def parse(self, text: str) -> time | datetime:
        """A naive time of day, or an aware datetime."""
        text = text.strip()
        if re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", text):
            try:
                return time.fromisoformat(text.zfill(5) if text.count(":") == 1 else text.zfill(8))
            except ValueError:
                msg = f"there is no time {text}"
                raise ValueError(msg) from None
        moment = MOMENT.parse(text)
        if not isinstance(moment, datetime):
            raise ValueError  # noqa: TRY004 - text of the wrong form
        return moment


class MonthDayMarker(Marker):
    """A day of every year: `11-15`."""

    __slots__ = ()
    expected = "a month and day such as 11-15"
    pattern = r"^[0-9]{2}-[0-9]{2}$"
    examples = ("11-15",)

    def parse(self, text: str) -> tuple[int, int]:
        """Month and day; 02-29 is allowed."""
        day = parse_day(f"2024-{text.strip()}")
        return day.month, day.day


class FlagMarker(Marker):
    """`yes` or `no` (`true` and `false` are understood)."""

    __slots__ = ()
    expected = "yes or no"
    examples = ("yes", "no")

    def parse(self, text: str) -> bool:
        """True or False."""
        found = _FLAGS.get(text.strip().lower())
        if found is None:
            raise ValueError
        return found

    def json_schema(self) -> dict[str, Any]:
        """Editors that read YAML 1.1 see a boolean, the others a word."""
        return {"description": self.expected, "enum": ["yes", "no", "true", "false", True, False]}


_FLAGS = {"yes": True, "no": False, "true": True, "false": False}


class WholeMarker(Marker):
    """A whole number between two bounds."""

    __slots__ = ("expected", "high", "low")

    def __init__(self, low: int, high: int) -> None:
        """Both bounds included."""
        self.low, self.high = low, high
        self.expected = f"a whole number from {low} to {high}" if high < 10**9 else f"a whole number, {low} or more"

    def parse(self, text: str) -> int:
        """An int within the bounds."""
        if not re.fullmatch(r"-?\d{1,18}", text.strip()):
            raise ValueError
        number = int(text)
        if not self.low <= number <= self.high:
            msg = f"{number} is outside"
            raise ValueError(msg)
        return number

    def json_schema(self) -> dict[str, Any]:
        """An integer with bounds."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high, "description": self.expected}


class NumberMarker(Marker):
    """A decimal number."""

    __slots__ = ()
    expected = "a number"

    def parse(self, text: str) -> float:
        """A finite float."""
        if not re.fullmatch(r"[-+]?\d{1,18}(\.\d{1,12})?", text.strip()):
            raise ValueError
        return float(text)

    def json_schema(self) -> dict[str, Any]:
        """A number."""
        return {"type": "number", "description": self.expected}


class PatternMarker(Marker):
    """Text of a fixed shape."""

    __slots__ = ("_match", "examples", "expected", "pattern")

    def __init__(self, expected: str, pattern: str, examples: tuple[str, ...] = ()) -> None:
        """`pattern` is anchored, in the dialect that JSON Schema and Python share."""
        self.expected, self.pattern, self.examples = expected, pattern, examples
        self._match: Callable[[str], Any] | None = None

    def parse(self, text: str) -> str:
        """The text itself, stripped."""
        text = text.strip()
        if self._match is None:
            self._match = re.compile(self.pattern).fullmatch
        if not self._match(text):
            raise ValueError
        return text


class CronMarker(Marker):
    """A cron expression of five fields: minute, hour, day of month, month, day of week."""

    __slots__ = ()
    expected = "a cron schedule of five fields such as 0 2 * * *"
    examples = ("0 2 * * *",)

    def parse(self, text: str) -> str:
        """The expression, known to be readable."""
        text = " ".join(text.split())
        if text not in _CRONS and not _ORDINARY_CRON.fullmatch(text):
            if not re.fullmatch(r"[0-9*,/#LW a-zA-Z-]{9,80}", text) or text.count(" ") != 4:
                raise ValueError
            from cronsim import CronSim, CronSimError  # noqa: PLC0415 - a plan without cron never pays for it

            try:
                CronSim(text, datetime(2024, 1, 1, tzinfo=UTC))
            except CronSimError as problem:
                raise ValueError(str(problem).lower()) from None
            _CRONS.add(text)
        return text


_CRONS: set[str] = set()
# Daily and weekly schedules, nearly all there are; a test compares with cronsim, whose import would cost a plan 5 ms.
_MINUTES = r"(\*|\*/(5|10|15|20|30)|[1-5]?\d(,[1-5]?\d)*)"
_HOURS = r"(\*|\*/(2|3|4|6|8|12)|(1?\d|2[0-3])(,(1?\d|2[0-3]))*)"
_ORDINARY_CRON = re.compile(rf"{_MINUTES} {_HOURS} \* \* (\*|[0-7])")


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
Sha256 = Annotated[str, PatternMarker("a SHA-256 digest of 64 hexadecimal digits", r"^[0-9a-f]{64}$")]
Country = Annotated[str, PatternMarker("a country code of two letters such as DE", r"^[A-Z]{2}$", ("DE", "FR"))]
Language = Annotated[str, PatternMarker("a language code such as en or de", r"^[a-z]{2,3}(-[A-Z]{2})?$", ("en",))]
Id = Annotated[
    str,
    PatternMarker(
        "an id of lower-case letters, digits and single hyphens such as orders-db",
        r"^[a-z0-9]+([-_.][a-z0-9]+)*$",
        ("orders-db",),
    ),
]
"""Ids are kebab-case; dots and underscores are allowed so that host names and framework ids can be used as they are."""
