"""What somebody has promised: answers of vendors, and actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bcdr.analysis.age import after
from bcdr.analysis.due.due import Due, again
from bcdr.analysis.inquiry import is_answered
from bcdr.analysis.limit import ANSWER, QUESTION, span

if TYPE_CHECKING:
    from bcdr.analysis.facts import Facts

_OPEN = frozenset({"open", "in-progress"})


def owed(facts: Facts) -> Iterator[Due]:
    """Everything that was asked of somebody or taken on."""
    yield from _answers(facts)
    for action in facts.plan.actions.values():
        if action.status in _OPEN:
            yield Due(action.due, "action", action.ref, action.title, action.owner)
    for dpia in facts.plan.dpias.values():
        for number, step in enumerate(dpia.actions):
            if step.status in _OPEN:
                what = step.what or f"step {number + 1} of {dpia.name_or_id}"
                yield Due(step.due, "action", dpia.ref, what, step.owner, f"{dpia.ref}/actions/{number}")


def _answers(facts: Facts) -> Iterator[Due]:
    """Of a vendor one day for the answer that was given longest ago, and one for the oldest open question."""
    valid, patience = span(ANSWER, facts.plan), span(QUESTION, facts.plan)
    for vendor in facts.plan.vendors.values():
        given = [a.occurred for a in vendor.answers.values() if is_answered(a) and a.occurred is not None]
        if given:
            what = f"answers of {vendor.name_or_id} to be asked again"
            yield from again(min(given), valid, "answer", vendor.ref, what, vendor.owner)
        asked = [a.asked for a in vendor.answers.values() if not is_answered(a) and a.asked is not None]
        day = after(min(asked, default=None), patience)
        if day is not None:
            what = f"answers that {vendor.name_or_id} still owes"
            yield Due(day, "answer", vendor.ref, what, vendor.owner, f"{vendor.ref} asked")
