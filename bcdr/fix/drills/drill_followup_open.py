"""Actions for what a drill found, to be given to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.closure import unanswered
from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blank
from bcdr.fix.phrase import TODO, free
from bcdr.model.drill import Drill
from bcdr.source.edit import Add, Edit


def drill_followup_open(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """An action for each issue of a drill that has none, linked from it, without owner, date or cure."""
    drill = facts.plan.find(finding.object)
    if finding.cause != "issue" or not isinstance(drill, Drill):
        return
    taken = {*facts.plan.actions}
    for number in unanswered(drill):
        id_ = free(f"{drill.id}-{number + 1}", taken)
        taken.add(id_)
        yield Add(drill.pointer("issues", number), {"action": id_})
        yield Add(
            ("actions",),
            {
                id_: {
                    "title": f"{TODO}what is done about this: {drill.issues[number].what}",
                    "from": drill.ref,
                    "owner": blank("who does it"),
                    "due": blank("by when"),
                }
            },
        )
