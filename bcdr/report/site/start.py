"""The start page: what to do if something burns now, then how the plan stands."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.finding import Finding, Severity
from bcdr.model.runbook import Decider
from bcdr.report.document import Callout, Items, Span, Table, Tiles, Tone, cell, line, say
from bcdr.report.due import Item, when
from bcdr.report.naming import name_of
from bcdr.report.site.link import href, link, who
from bcdr.report.site.page import NOT_KNOWN, Alarm, Line, Measure, Page, Section, Standing, Standings, Task
from bcdr.report.site.part import finding_href, severity_span, table
from bcdr.report.status import Line as Compared
from bcdr.report.status import ServiceStatus, Status
from bcdr.report.wording import day, duration

STATE_TONE: dict[str, Tone] = {"proven": "good", "unproven": "fair", "missed": "bad"}
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
            Section("now", "", (_alarm(facts),)),
            Section("state", "State of the plan", (in_force(facts), _tiles(audit, status))),
            Section("services", "Services: promised, by design, proven", (standings(status.services),)),
            Section("next", "The next three actions", (_next(status.lint.first),)),
            Section("due", "What is due", (_due(status), say(Span("The whole calendar", href="/due.html")))),
        ),
    )


def _alarm(facts: Facts) -> Alarm:
    activation = facts.plan.activation
    applies: list[Line] = []
    deciders: list[Line] = []
    first: list[Line] = []
    at_once: list[Line] = []
    if activation is not None:
        if activation.threshold is not None:
            applies.append(
                line("Down without warning for ", Span(duration(activation.threshold), strong=True), " or more")
            )
        applies += [line(c) for c in activation.criteria]
        for decider in activation.decided_by:
            deciders += _decider(facts, decider)
        known = {d.role for d in activation.decided_by}
        for ref in activation.notify_first:
            # the numbers of those who decide stand beside it already
            first += ((link(facts, ref),),) if ref in known else who(facts, ref)
        if activation.first_responder_leads:
            at_once.append(line("Whoever notices first leads until hand-over"))
        at_once += [line(a) for a in activation.first_actions]
    if not deciders:
        for role in facts.plan.roles.values():
            if "declare" in role.powers:
                deciders += who(facts, role.ref)
    gap = (Span(f"{NOT_KNOWN}: the plan does not say", tone="muted"),)
    tasks = [
        Task("Does the plan apply?", tuple(applies) or (gap,)),
        Task("Who decides", tuple(deciders) or (gap,)),
        Task("Call first", tuple(first) or (line(Span("All contacts", href="/contacts.html")),)),
    ]
    if at_once:
        tasks.append(Task("Do at once", tuple(at_once)))
    go = (
        Span("What happened?", href="/scenarios/index.html"),
        Span("Runbooks", href="/runbooks/index.html"),
        Span("Contacts", href="/contacts.html"),
        Span("Who must be told", href="/communication.html"),
    )
    return Alarm("If something burns now", tuple(tasks), go)


def _decider(facts: Facts, decider: Decider) -> tuple[Line, ...]:
    found = who(facts, decider.role)
    if decider.quorum > 1:
        found = (*found, line(Span(f"{decider.quorum} of them must agree", strong=True)))
    return found


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


def standings(services: tuple[ServiceStatus, ...]) -> Standings:
    """Services against their objectives."""
    return Standings(
        tuple(
            Standing(
                s.name,
                href(s.ref),
                f"Tier {s.tier}" if s.tier else "Tier not known",
                (_measure("Back within", s.back), _measure("Data lost at most", s.loss)),
            )
            for s in services
        )
    )


def _measure(what: str, found: Compared) -> Measure:
    proven = duration(found.proven, "not proven")
    if found.proven is not None and found.proven_on is not None:
        proven = f"{proven} on {day(found.proven_on)}"
    return Measure(
        what=what,
        promised=duration(found.promised, "not set"),
        design=duration(found.design, NOT_KNOWN),
        proven=proven,
        state=found.state,
        tone=STATE_TONE.get(found.state, "muted"),
        remark=found.weakest,
    )


def _next(first: tuple[Finding, ...]) -> Items:
    if not first:
        return Items((line("No finding asks for action."),))
    return Items(
        tuple(
            line(severity_span(f), " ", Span(f.message, href=finding_href(f)), f". {f.help}" if f.help else "")
            for f in first
        ),
        ordered=True,
    )


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
                cell(Span(i.what, href=href(i.ref))),
                cell(i.owner),
            )
            for i in found
        ),
        "nothing",
    )


def _lateness(item: Item) -> Tone:
    return "bad" if item.days is None or item.days < 0 else ""
