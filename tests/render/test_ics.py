"""iCalendar, read back by two parsers that know nothing of each other."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from bcdr.render.ics import ics
from bcdr.report.calendar import Calendar, Event, uid

DAY = date(2026, 12, 17)


def calendar(*events: Event, name: str = "Shop: what is due") -> Calendar:
    return Calendar(name, date(2026, 11, 21), events)


def event(title: str = "Restore", *about: str, day: date = DAY, categories: tuple[str, ...] = ()) -> Event:
    return Event(uid("Shop", "drill", title[:20]), day, title, about, categories)


def only(made: bytes) -> icalendar.Event:
    [found] = icalendar.Calendar.from_ical(made).events
    return found


def test_an_event_as_two_parsers_read_it() -> None:
    made = ics(calendar(event("Restore", "Do it.", "Owner: Ada", categories=("bcdr", "drill"))))
    one = only(made)
    [two] = IcsCalendarStream.calendar_from_ics(made.decode()).events
    assert (str(one["SUMMARY"]), two.summary) == ("Restore", "Restore")
    assert (str(one["DESCRIPTION"]), two.description) == ("Do it.\nOwner: Ada", "Do it.\nOwner: Ada")
    assert (one.start, one.end, two.dtstart, two.dtend) == (DAY, DAY + timedelta(days=1)) * 2
    assert (str(one["UID"]), two.uid) == (uid("Shop", "drill", "Restore"),) * 2
    assert one["DTSTAMP"].dt == two.dtstamp == datetime(2026, 11, 21, tzinfo=UTC)
    assert (one.categories, two.categories) == (["bcdr", "drill"], ["bcdr", "drill"])
    assert (str(one["STATUS"]), str(one["TRANSP"])) == ("CONFIRMED", "TRANSPARENT")
    assert [a["TRIGGER"].dt for a in one.walk("VALARM")] == [timedelta(days=-14), timedelta(days=-1)]
    assert [(a.action, a.trigger) for a in two.alarm] == [("DISPLAY", timedelta(days=-d)) for d in (14, 1)]


def test_a_calendar_without_events_is_one() -> None:
    made = ics(calendar(name="Nothing; here, today"))
    found = icalendar.Calendar.from_ical(made)
    assert (found.events, found["VERSION"]) == ([], "2.0")
    assert made.count(rb":Nothing\; here\, today") == 2
    assert list(IcsCalendarStream.calendar_from_ics(made.decode()).events) == []
    assert found.subcomponents, "RFC 5545, 3.6: a calendar holds at least one component"
    assert b"VTIMEZONE" not in ics(calendar(event()))


BREAKS = ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
INJECTED = "A{0}END:VEVENT{0}BEGIN:VEVENT{0}UID:evil{0}SUMMARY:Pay me{0}END:VEVENT{0}BEGIN:VEVENT{0}SUMMARY:B"


@pytest.mark.parametrize("end", BREAKS, ids=ascii)
def test_no_line_end_begins_an_event(end: str) -> None:
    title = INJECTED.format(end)
    made = ics(calendar(event(title, title, categories=(title,)), name=title))
    text = made.decode()
    assert (text.count("\r\nBEGIN:VEVENT"), made.count(b"\nUID:evil")) == (1, 0)
    assert [line for line in text.splitlines() if line.startswith(("UID:evil", "SUMMARY:Pay"))] == []
    said = title.replace(end, "\n")
    [two] = IcsCalendarStream.calendar_from_ics(text).events
    assert (str(only(made)["SUMMARY"]), two.summary, two.description) == (said, said, said)


@pytest.mark.parametrize(
    "title",
    [
        "a; b, c: d \\ e \\n f \\; g \\\\",
        '"quoted" ^n ^\' = ; END:VCALENDAR',
        "Übung für Ægir – 復元の訓練",
        " leading and trailing ",
        "",
        "\\",
        ";",
        *("x" * n + "🧯" * 40 for n in range(60, 76)),
        *("x" * n + "é" * 80 for n in (63, 64, 65, 66)),
        *("x" * n + "   " * 40 + "y" for n in (64, 65, 66, 67)),
        "long " * 2000,
        "復" * 3400,
    ],
    ids=lambda t: ascii(t[:70]),
)
def test_what_people_type_comes_back(title: str) -> None:
    made = ics(calendar(event(title, title)))
    one = only(made)
    [two] = IcsCalendarStream.calendar_from_ics(made.decode()).events
    assert (str(one["SUMMARY"]), str(one["DESCRIPTION"])) == (title, title)
    assert (two.summary or "", two.description or "") == (title, title)
    lines = made.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line for line in lines if line.decode() is None] == []  # each line is whole characters
    assert b"\n" not in made.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\x00b", r"a\x00b"),
        ("safe\u202ecilbup", r"safe\u202ecilbup"),
        ("tab\there", "tab here"),
        ("half \ud800", r"half \ud800"),
    ],
    ids=ascii,
)
def test_what_controls_or_hides_is_written_out(typed: str, said: str) -> None:
    assert str(only(ics(calendar(event(typed))))["SUMMARY"]) == said


def test_the_last_day_there_is() -> None:
    found = only(ics(calendar(event(day=date.max))))
    assert (found["DTSTART"].dt, "DTEND" in found) == (date.max, False)


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2027, 12, 31), date(800, 1, 1)])
def test_days(day: date) -> None:
    found = only(ics(calendar(event(day=day))))
    assert (found.start, found.end) == (day, day + timedelta(days=1))


def test_the_newer_calendar_wins() -> None:
    older, newer = (only(ics(Calendar("S", date(2026, 11, d), (event(),)))) for d in (21, 22))
    assert (older["DTSTAMP"].dt, older["SEQUENCE"]) < (newer["DTSTAMP"].dt, newer["SEQUENCE"])
    assert older["UID"] == newer["UID"]


def test_a_proposal_is_tentative() -> None:
    assert str(only(ics(calendar(event()._replace(is_proposal=True))))["STATUS"]) == "TENTATIVE"
