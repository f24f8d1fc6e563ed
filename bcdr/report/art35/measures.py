"""What is done against the risks, Art. 35(7)(d): measures with status and evidence, and what is still to be done."""

from __future__ import annotations

from datetime import date

from bcdr.audit import Audit
from bcdr.model.privacy import Dpia
from bcdr.report.block import Column, Table
from bcdr.report.document import Section
from bcdr.report.naming import evidence_link, joined, name_of
from bcdr.report.span import NOT_PROVIDED, Span, cell
from bcdr.report.wording import day

PENDING = frozenset(("open", "in-progress"))
"""States of an action that is still to be done."""


def measures(dpia: Dpia, audit: Audit) -> Section:
    """Measures with status and evidence, and the action plan by date, what is still to be done first."""
    table = Table(
        "Measures envisaged, Art. 35(7)(d)",
        (Column("Measure", 24), Column("How", 36), Column("Kind", 12), Column("Status", 11), Column("Evidence", 17)),
        tuple(
            (
                cell(m.title, header=True),
                cell(m.text or NOT_PROVIDED),
                cell(m.kind or NOT_PROVIDED),
                cell(Span(m.status.replace("-", " "), tone="fair" if m.status == "planned" else "")),
                cell(joined(evidence_link(e) for e in m.evidence)),
            )
            for m in dpia.measures.values()
        ),
        empty="no measure is recorded",
    )
    due = sorted(dpia.actions, key=lambda a: (a.status not in PENDING, a.due or date.max))
    actions = Table(
        "Action plan by due date, open ones first",
        (Column("Due", 14), Column("Action", 40), Column("Owner", 28), Column("Status", 18)),
        tuple(
            (
                cell(day(a.due), header=True),
                cell(a.what or _title(dpia, a.measure)),
                cell(name_of(audit.facts, a.owner)),
                cell(_state(a.status, a.due, audit.facts.as_of)),
            )
            for a in due
        ),
        empty="no action is recorded",
    )
    return Section("measures", "Measures and action plan, Art. 35(7)(d)", (table, actions))


def _state(status: str, due: date | None, as_of: date) -> Span:
    words = status.replace("-", " ")
    if status not in PENDING:
        return Span(words)
    if due is None:
        return Span(f"{words}, no date", tone="bad")
    return Span(f"{words}, overdue", tone="bad") if due < as_of else Span(words)


def _title(dpia: Dpia, id_: str | None) -> str:
    found = dpia.measures.get(id_) if id_ is not None else None
    return found.title if found is not None else id_ or NOT_PROVIDED
