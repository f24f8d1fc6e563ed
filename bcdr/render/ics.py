"""A calendar as iCalendar (RFC 5545), for any calendar program. Bytes, because line ends and lengths are part of it.

The same calendar gives the same bytes. `DTSTAMP` and `SEQUENCE` follow the day that the calendar was made for, so that
of two files the newer one wins, whichever is imported last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bcdr.render.terminal import escaped
from bcdr.report.calendar import ALARMS, Calendar, Event

_LINE = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""
# What one program or another takes for the end of a line: all of them are a line break of the text, none of the file.
_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""A calendar has to hold a component (RFC 5545, 3.6); this one shows nothing on any day."""


def ics(calendar: Calendar) -> bytes:
    """The file. What people typed cannot end a line, begin an event or hide."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//bcdr//bcdr//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(calendar.name)}",
        f"X-WR-CALNAME:{_text(calendar.name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]
    if not calendar.events:
        lines += _ZONE
    for event in calendar.events:
        lines += _event(event, calendar.as_of)
    return b"".join(map(_folded, [*lines, "END:VCALENDAR"]))


def _event(event: Event, as_of: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_day(as_of)}T000000Z"
    yield f"SEQUENCE:{as_of.toordinal()}"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    if event.day < date.max:  # without an end it is that one day as well
        yield f"DTEND;VALUE=DATE:{_day(event.day + timedelta(days=1))}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.about:
        yield f"DESCRIPTION:{_text(chr(10).join(event.about))}"
    if event.categories:
        yield f"CATEGORIES:{','.join(map(_text, event.categories))}"
    yield f"STATUS:{'TENTATIVE' if event.is_proposal else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy all day because something is due
    for days in ALARMS:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_text(event.title)}"
        yield f"TRIGGER:-P{days}D"
        yield "END:VALARM"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    r"""A value of the type TEXT: `\n` for line breaks, characters that control or hide written out."""
    return r"\n".join(_escaped(escaped(line)) for line in _BREAK.split(text))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")


def _folded(line: str) -> bytes:
    """The line with its end, folded so that no character is cut in two."""
    octets = line.encode()
    found, start, end = [], 0, _LINE
    while end < len(octets):
        while octets[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        found.append(octets[start:end])
        start, end = end, end + _LINE - 1
    return b"\r\n ".join([*found, octets[start:]]) + b"\r\n"
