"""A runbook to be written."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blank
from bcdr.fix.phrase import TODO, free
from bcdr.source.edit import Add, Edit, Noted

_STEPS = [
    {"id": "freeze", "kind": "freeze", "by": None, "takes": None, "do": "Stop all work on the data and note the time"},
    {"id": "point", "kind": "choose-point", "by": None, "takes": None, "do": "Choose the copy from before the trouble"},
    {"id": "restore", "kind": "restore", "by": None, "takes": None, "do": "Put it back: program, login, commands"},
    {"id": "verify", "kind": "verify", "by": None, "takes": None, "do": "Check that it is complete", "expect": None},
    {"id": "resume", "kind": "resume", "by": None, "takes": None, "do": "Start work and scheduled jobs again"},
]


def runbook_missing(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """A runbook with its title and what it recovers, and five steps prepared behind `#:`.

    A runbook counts once it has steps, and steps that nobody wrote for this service would look like a way back at three
    in the morning. So they are comments until somebody switches them on, with the words of whoever does the work.
    """
    service = facts.plan.services[finding.object.partition("/")[2]]
    if facts.runbooks(service):
        return
    name = service.name_or_id
    yield Add(
        ("runbooks",),
        {
            free(f"restore-{service.id}", facts.plan.runbooks): {
                "title": f"{TODO}how {name} comes back",
                "recovers": [service.ref],
                "owner": blank("the role that keeps it true"),
                "needs": Noted([], "TODO: logins, places, vendors and papers without which it cannot be done"),
                "target": blank("the clean machine or account onto which it is restored"),
            }
        },
        "TODO: write it for a tired stranger. The steps below are prepared: delete the two characters #: to use them",
        {"steps": _STEPS},
    )
