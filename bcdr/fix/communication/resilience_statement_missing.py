"""What a service publishes about the safety of other people's data."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blanks
from bcdr.source.edit import Add, Edit, Noted

_QUESTIONS = {
    "at": "the public address of the statement",
    "occurred": "the day of its last version",
}


def resilience_statement_missing(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """Address and day of the statement, both open: a statement exists once it is published, and claims what is true."""
    service = facts.plan.services[finding.object.partition("/")[2]]
    open_ = blanks(service.statement, _QUESTIONS)
    if service.statement is None or not service.statement.is_declared("claims"):
        open_["claims"] = Noted([], "TODO: what it says of place, backups and their last test")
    if open_:
        yield Add((*service.path, "statement"), open_)
