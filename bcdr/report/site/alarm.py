"""The box for somebody who has no time: whether the plan applies, who decides, whom to call, what to do at once."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.model.runbook import Decider
from bcdr.report.site.link import link, who
from bcdr.report.site.page import NOT_KNOWN, Alarm, Line, Task
from bcdr.report.span import Span, line
from bcdr.report.wording import counted, duration

MOST_ROLES = 6
"""So many roles are shown that may declare where the plan names nobody to decide: whoever has no time reads no list."""


def alarm(facts: Facts) -> Alarm:
    """The box, from how the plan says it is activated; what it does not say is said to be unknown."""
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
        able = [role for role in facts.plan.roles.values() if "declare" in role.powers]
        for role in able[:MOST_ROLES]:
            deciders += who(facts, role.ref)
        if len(able) > MOST_ROLES:
            more = f"{counted(len(able) - MOST_ROLES, 'more role')} may declare: all contacts"
            deciders.append(line(Span(more, href="/contacts.html")))
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
