"""The start page: what to do if something burns now, then how the plan stands."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.finding import Severity
from bcdr.report.block import Callout, Items, Table, Tiles, say
from bcdr.report.due import Item, when
from bcdr.report.lint import Action
from bcdr.report.naming import name_of
from bcdr.report.site.alarm import alarm
from bcdr.report.site.link import href
from bcdr.report.site.page import NOT_KNOWN, Page, Section
from bcdr.report.site.part import finding_href, severity_span, table
from bcdr.report.site.standing import standings
from bcdr.report.span import Span, Tone, cell, coded, line, plain
from bcdr.report.status import Status
from bcdr.report.wording import counted, day

SHOWN = 8
"""So many due things stand on the start page; the calendar has all."""


def start(audit: Audit, status: Status) -> Page:
    """The page that opens first."""
    facts = audit.facts
    purpose = facts.plan.organization.scope.purpose if facts.plan.organization.scope else None
    return Page(
        path="index",
        title="Start here",
        kind=facts.plan.organization.name,
        lead=(Span(purpose),) if purpose else (),
        sections=(
            Section("now", "", (alarm(facts),)),
            Section("state", "State of the plan", (in_force(facts), _tiles(audit, status))),
            Section("services", "Services: promised, by design, proven", (standings(status.services),)),
            Section("next", "The next three actions", (_next(status.lint.first),)),
            Section("due", "What is due", (_due(status), say(Span("The whole calendar", href="/due.html")))),
        ),
    )


def in_force(facts: Facts) -> Callout:
    """Whether somebody with authority put the plan into force, and until when."""
    approved, due = facts.approval.approved, facts.approval.next_review
    if approved is None or approved.occurred is None:
        return Callout("Not in force", (line("The plan records no approval."),), "bad")
    by = name_of(facts, f"people/{approved.by}" if approved.by else None)
    version = f"version {approved.version} " if approved.version else ""
    text = f"{version}approved on {day(approved.occurred)} by {by}; next review due {day(due, NOT_KNOWN)}."
    newer = [
        v
        for v in facts.plan.versions.values()
        if approved.occurred.isoformat() < str(v.occurred)[:10] <= facts.as_of.isoformat()
    ]
    said = line(text[0].upper() + text[1:])
    if due is not None and due < facts.as_of:
        return Callout("Approved, but its review is overdue", (said,), "bad")
    if newer:
        late = line(f"Version {newer[-1].id} of {day(newer[-1].occurred)} is newer than the approval.")
        return Callout("Changed since its approval", (said, late), "fair")
    return Callout("In force", (said,), "good")


def _tiles(audit: Audit, status: Status) -> Tiles:
    open_ = [f for f in audit.findings if f.waiver is None]
    errors = sum(f.severity is Severity.ERROR for f in open_)
    warnings = sum(f.severity is Severity.WARNING for f in open_)
    accepted = len(audit.findings) - len(open_)
    overdue = len(status.due.overdue)
    return Tiles(
        (
            (str(errors), "error" if errors == 1 else "errors", "bad" if errors else "good"),
            (str(warnings), "warning" if warnings == 1 else "warnings", "fair" if warnings else "good"),
            (str(accepted), "accepted by name", "note"),
            (str(overdue), "overdue", "bad" if overdue else "good"),
            (str(len(status.due.coming)), "due in 30 days", "note"),
        )
    )


def _next(first: tuple[Action, ...]) -> Items:
    if not first:
        return Items((line("No finding asks for action."),))
    return Items(
        tuple(
            line(
                severity_span(action.finding),
                " ",
                Span(plain(action.finding.message), href=finding_href(action.finding)),
                *coded("".join(f". {said[:1].upper()}{said[1:]}" for said in _reasons(action))),
            )
            for action in first
        ),
        ordered=True,
    )


def _reasons(action: Action) -> tuple[str, ...]:
    more = f"the same holds for {counted(len(action.others), 'other object')}" if action.others else ""
    return tuple(said for said in (action.finding.help, more, action.harm) if said)


def _due(status: Status) -> Table:
    found = (*status.due.overdue, *status.due.coming)
    more = f", {len(found) - SHOWN} more in the calendar" if len(found) > SHOWN else ""
    return due_table(f"Overdue and in the next 30 days{more}", found[:SHOWN])


def due_table(caption: str, found: tuple[Item, ...]) -> Table:
    """Things with a date."""
    return table(
        caption,
        "When | What | Owner",
        (
            (
                cell(Span(when(i), tone=_lateness(i), strong=True), *((day(i.day),) if i.day else ()), header=True),
                cell(Span(i.what[:1].upper() + i.what[1:], href=href(i.ref))),
                cell(i.owner),
            )
            for i in found
        ),
        "nothing",
    )


def _lateness(item: Item) -> Tone:
    return "bad" if item.days is None or item.days < 0 else ""
