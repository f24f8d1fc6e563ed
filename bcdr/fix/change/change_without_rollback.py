"""The way back of a change."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blanks
from bcdr.source.edit import Add, Edit

_QUESTIONS = {
    "rollback": "how to go back",
    "no_return_after": "from when there is no going back, or that there is no such point",
    "abort_when": "what makes you stop",
}


def change_without_rollback(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The three lines that keep a way out, as `unknown`, for whoever does the work to fill in."""
    change = facts.plan.changes[finding.object.partition("/")[2]]
    if open_ := blanks(change, _QUESTIONS):
        yield Add(change.path, open_)
