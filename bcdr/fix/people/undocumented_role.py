"""What a role does, and who keeps a runbook."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blanks
from bcdr.model.people import Role
from bcdr.source.edit import Add, Edit

_DUTY = {"duty": "what this role does when something is down, in a sentence"}
_AUTHORITY = {"authority": "what it may decide and spend, in a sentence"}
_OWNER = {"owner": "the role or person that keeps this runbook true"}


def undocumented_role(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The missing `duty`, `authority` or `owner` as `unknown`: who may do what is for people to say."""
    entry = facts.plan.find(finding.object)
    if entry is None:
        return
    questions = _OWNER
    if isinstance(entry, Role):
        questions = {**_DUTY, **({} if entry.powers else _AUTHORITY)}
    open_ = blanks(entry, questions)
    if open_:
        yield Add(entry.path, open_)
