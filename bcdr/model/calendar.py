"""Days, moments, times of day and schedules, as people write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Literal

from bcdr.model.marker import Marker

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
        moment = _MOMENT.parse(text)
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

_MOMENT = MomentMarker()
