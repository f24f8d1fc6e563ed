"""How long a service takes to come back: the figures against its objectives, and the critical path step by step."""

from __future__ import annotations

from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.recovery import PathStep, Recovery
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED
from bcdr.report.block import Pairs, Table
from bcdr.report.critical import rests_on, waits_for
from bcdr.report.result import PART, voided
from bcdr.report.site.link import link, links
from bcdr.report.site.page import NOT_KNOWN, Line
from bcdr.report.site.part import known, pairs, table
from bcdr.report.span import Cell, Span, cell, pair
from bcdr.report.wording import day, duration


def figures(facts: Facts, service: Service) -> Pairs:
    """Estimate, measurement, and what is left of the objectives."""
    found = facts.recovery(service)
    last = found.measured_by
    clock = "from the declaration" if service.rto_clock == "declaration" else "from the disruption"
    counted = "the larger of both counts" if found.measured is not None and found.estimate is not None else None
    return pairs(
        pair("By estimate", _estimate(found)),
        pair(
            "Last measured",
            _measured(facts, service, found),
            (link(facts, last.ref), Span(f" on {day(last.occurred)}")) if last is not None else None,
        ),
        pair("Left of the RTO", _left(found.rto_slack, found.rto, found.counted), f"counted {clock}", counted),
        pair(
            "Left of the MTPD",
            _left(found.mtpd_slack, found.mtpd, found.expected),
            f"after {duration(found.wrt)} to catch up (WRT)" if found.wrt else None,
        ),
        known("Taken to be there", links(facts, found.assumed) if found.assumed else None),
    )


def _measured(facts: Facts, service: Service, found: Recovery) -> Line:
    if found.measured is not None:
        return (Span(duration(found.measured)), *((Span(f" ({PART})", tone="muted"),) if found.is_part else ()))
    void = facts.voided_time(service)
    words = "never: unproven" if void is None else f"unproven: the last drill was {voided(void, facts)}"
    return (Span(words, tone="fair"),)


def _estimate(found: Recovery) -> Span:
    if found.estimate is not None:
        return Span(duration(found.estimate), strong=True)
    return Span(f"{NOT_KNOWN}: {', '.join(found.missing)}" if found.missing else NOT_KNOWN, tone="fair")


def _left(slack: timedelta | None, objective: timedelta | None, figure: timedelta | None) -> Span:
    if objective is None:
        return Span("no objective is set", tone="muted")
    if slack is None:
        return Span(NOT_KNOWN, tone="fair")
    if slack < timedelta():
        late = "never within it" if figure == UNBOUNDED else f"nothing: late by {duration(-slack)}"
        return Span(late, tone="bad", strong=True)
    return Span(f"{duration(slack)} of {duration(objective)}", tone="good")


def path(facts: Facts, service: Service) -> Table | None:
    """The steps that decide when the service is back; None when there are none."""
    found = facts.recovery(service)
    if not found.path:
        return None
    return table(
        "The critical path: a delay of any of these steps delays the service",
        "Step | Who | From | Until | Waits for | Rests on",
        (_row(facts, step) for step in found.path),
    )


def _row(facts: Facts, step: PathStep) -> tuple[Cell, ...]:
    waits = waits_for(facts, step)
    return (
        cell(step.name[:1].upper() + step.name[1:], header=True),
        cell(_who(facts, step)),
        cell(duration(step.start)),
        cell(duration(step.end)),
        cell(waits or Span("the step before" if step.wait is not None else "nothing", tone="muted")),
        cell(_basis(facts, step)),
    )


def _basis(facts: Facts, step: PathStep) -> Line:
    if not step.basis.startswith("step"):
        return (Span(rests_on(facts, step)),)
    return (Span("step of "), link(facts, step.of), Span(step.basis.removeprefix("step")))


def _who(facts: Facts, step: PathStep) -> Line:
    if step.who:
        return links(facts, step.who)
    return (link(facts, step.by) if step.by is not None else Span("nobody is named", tone="muted"),)
