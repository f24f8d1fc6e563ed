"""The calendar: everything with a date by month, then the actions and what ends on a day."""

from __future__ import annotations

from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.report.action import state
from bcdr.report.block import Table
from bcdr.report.calendar import Calendar
from bcdr.report.due import Item, due_list
from bcdr.report.due import calendar as due_calendar
from bcdr.report.site.link import link, links
from bcdr.report.site.page import NOT_KNOWN, Page, Section
from bcdr.report.site.part import table
from bcdr.report.site.places import anchored
from bcdr.report.site.start import due_table
from bcdr.report.span import Span, cell
from bcdr.report.wording import counted, day, flag

AHEAD = timedelta(days=3660)
FILE = "due.ics"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def diary(facts: Facts) -> Calendar:
    """The same for a calendar program, at `FILE` from the root of the site."""
    return due_calendar(due_list("", facts, AHEAD))


def calendar(facts: Facts) -> Page:
    """Everything with a date."""
    found = due_list("", facts, AHEAD)
    months: dict[str, list[Item]] = {}
    for item in found.coming:
        if item.day is not None:
            months.setdefault(f"{MONTHS[item.day.month - 1]} {item.day.year}", []).append(item)
    coming = (
        Section(f"month-{n}", month, (due_table(f"{counted(len(items), 'thing')} due", tuple(items)),))
        for n, (month, items) in enumerate(months.items())
    )
    return Page(
        path="due",
        title="What is due",
        kind="Calendar",
        lead=(
            Span("For your own calendar, with alarms 14 days and one day before: "),
            Span(FILE, href=f"/{FILE}"),
            Span("."),
        ),
        sections=(
            Section("overdue", "Overdue", (due_table("Overdue, never done first", found.overdue),)),
            *coming,
            Section("actions", "Actions", (_actions(facts),)),
            Section("renewals", "Things that end on a day", (_renewals(facts),)),
        ),
    )


def _actions(facts: Facts) -> Table:
    found = sorted(
        facts.plan.actions.values(), key=lambda a: (a.status in {"done", "cancelled"}, str(a.due or ""), a.id)
    )
    return table(
        "Open ones first",
        "Action | Owner | Due | State | From",
        (
            (
                anchored("actions", a.id, a.title, *((Span(a.note, tone="muted"),) if a.note else ())),
                cell(link(facts, a.owner, "nobody")),
                cell(day(a.due, "no date")),
                cell(state(a, facts), *((f"closed {day(a.closed)}",) if a.closed else ())),
                cell(link(facts, a.from_, a.finding or "none")),
            )
            for a in found
        ),
        "no action is recorded",
    )


def _renewals(facts: Facts) -> Table:
    return table(
        "Domains, certificates, licences",
        "What | Kind | Ends | Renewed by | By itself | Fails without it",
        (
            (
                anchored("renewals", r.id, r.title),
                cell(r.kind.replace("-", " ")),
                cell(day(r.ends, NOT_KNOWN)),
                cell(link(facts, r.owner, "nobody")),
                cell(flag(r.automatic, NOT_KNOWN)),
                cell(links(facts, r.protects, NOT_KNOWN)),
            )
            for r in facts.plan.renewals.values()
        ),
    )
