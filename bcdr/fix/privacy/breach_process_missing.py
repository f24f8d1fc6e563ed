"""What happens when personal data is lost, locked, changed or seen by a stranger."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blanks
from bcdr.model.organization import BreachProcedure, DataProtection
from bcdr.source.edit import Add, Edit, Noted

_QUESTIONS = {
    "procedure": "the runbook or document that says what to do",
    "decided_by": "who decides whether to tell authority and people",
    "register": "where every such event is noted, also those that need no report",
}
_CONTACT = {"authority_contact": "how the authority is reached within 72 hours: form or telephone"}


def breach_process_missing(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The open lines of `organization.gdpr.breach`.

    That loss of availability counts as a breach is written as `no`, which it is until the procedure says so. A time
    limit longer than the law's is not changed: somebody promised it to somebody, and must know.
    """
    if finding.cause:
        return
    gdpr = facts.plan.organization.gdpr or DataProtection()
    breach = gdpr.breach or BreachProcedure()
    questions = {**_QUESTIONS, **({} if gdpr.authority is not None else _CONTACT)}
    if breach.owner is not None:
        questions.pop("decided_by")
    open_ = blanks(gdpr.breach, questions)
    if not breach.is_declared("counts_availability_loss"):
        open_["counts_availability_loss"] = Noted("no", "TODO: yes, once the procedure counts lost or locked data too")
    if open_:
        yield Add(("organization", "gdpr", "breach"), open_)
