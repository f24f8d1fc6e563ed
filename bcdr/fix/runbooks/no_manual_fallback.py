"""How people go on by hand."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blanks
from bcdr.source.edit import Add, Edit

_QUESTIONS = {"fallback": "what people do by hand until it is back, and how long that is bearable"}


def no_manual_fallback(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """`fallback: unknown` with its question: only those who do the work know a way to go on."""
    service = facts.plan.services[finding.object.partition("/")[2]]
    if open_ := blanks(service, _QUESTIONS):
        yield Add(service.path, open_)
