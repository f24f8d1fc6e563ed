"""Two figures that the owner of a service decides."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blanks
from bcdr.source.edit import Add, Edit

_RTO = {"rto": "the longest time that people can go without it; its owner decides"}
_RPO = {"rpo": "how many hours of work may have to be typed in again; its owner decides"}


def objectives_missing(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """`rto` and `rpo` as `unknown`, each with its question.

    A figure proposed by a tool would be taken for a decision. Only the one that is missing is asked for.
    """
    service = facts.plan.services[finding.object.partition("/")[2]]
    questions = _RTO if facts.rto_of(service) is None else {}
    if facts.rpo_of(service) is None and any(s.class_ != "derived" and s.rpo is None for s in facts.stores_of(service)):
        questions = {**questions, **_RPO}
    open_ = blanks(service, questions)
    if open_:
        yield Add(service.path, open_)
