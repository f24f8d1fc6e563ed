"""What a plan has to say: its scope, its headings, how each runbook starts and ends, who was trained."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.content import empty_headings
from bcdr.audit import Audit
from bcdr.frameworks.plan_content import headings
from bcdr.report.check.check import Gap, check


@check("medium", ["iso22301 4.3", "nis2-ir 4.1.2"], "art32")
def scope_missing(audit: Audit) -> Iterator[Gap]:
    """The plan does not say what it covers.

    ## Why
    Without a scope no reader can tell what was left out on purpose from what was forgotten.

    ## Clears
    `organization.scope` with what is included (`includes` or `sites`), and what is left out and why.
    """
    scope = audit.facts.plan.organization.scope
    if scope is None or not (scope.includes or scope.sites):
        at = ("organization", "scope")
        yield Gap(None, at, "the plan does not say what it covers", "write `organization.scope.includes`")


@check("medium", ["nis2-ir 4.1.2", "iso22301 8.4.4"], "art32")
def plan_content_gap(audit: Audit) -> Iterator[Gap]:
    """A heading that a continuity plan must have is empty.

    ## Why
    The two lists of contents that auditors hold beside a plan, of the NIS2 implementing regulation and of ISO 22301,
    agree almost wholly. An empty heading is a question that somebody asks in the night of the disaster.

    ## Clears
    Something is written under the heading; each gap names the field.

    ## Choices
    Whether the words suffice is for people to judge. An agreed order of recovery is asked for where two
    services share a tier. The scope has a check of its own.
    """
    empty = empty_headings(audit.facts.plan)
    for one in headings():
        if one.id in empty:
            where = empty[one.id]
            what = f"the plan says nothing under the heading {one.title.lower()}: {one.asks}"
            yield Gap(None, where, what, f"write `{'.'.join(map(str, where))}`", one.id)


@check("low", ["iso22301 8.4.4", "nis2-ir 4.1.2"], "art32")
def runbook_no_activation(audit: Audit) -> Iterator[Gap]:
    """Nobody wrote when a runbook starts, and the plan has no rule for all of them.

    ## Why
    People wait for somebody else to say that it is a disaster. The hours until then belong to the downtime.

    ## Clears
    `activation` of the runbook, or of the plan.
    """
    plan = audit.facts.plan
    for book in plan.runbooks.values():
        if book.activation is None and plan.activation is None:
            what = f"{book.title}: nobody wrote when it starts"
            yield Gap(book, book.pointer("activation"), what, "write `activation`")


@check("low", ["iso22301 8.4.5"], "art32")
def runbook_no_return(audit: Audit) -> Iterator[Gap]:
    """A runbook does not say how to return to normal.

    ## Why
    Emergency operation that nobody ends becomes normal operation: without copies, monitoring and second factor.

    ## Clears
    `returns` of the runbook: what is moved back, when, and who decides it.
    """
    for book in audit.facts.plan.runbooks.values():
        if book.returns is None:
            what = f"{book.title}: no way back to normal is written"
            yield Gap(book, book.pointer("returns"), what, "write `returns`")


@check("low", ["gdpr 32(4)", "iso22301 7.2"], "art32")
def training_missing(audit: Audit) -> Iterator[Gap]:
    """No training of anybody is recorded.

    ## Why
    People act on instruction only if somebody instructed them. The authority asks for the list with dates.

    ## Clears
    `training` of the people of the plan, with topic and day.
    """
    people = audit.facts.plan.people
    if people and not any(p.training for p in people.values()):
        yield Gap(None, ("people",), "no training of anybody is recorded", "record trainings with dates")
