"""The ten questions to a vendor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.model.vendor import Question
from bcdr.source.edit import Add, Edit, Noted

_WORDS = {
    "where_is_the_data": "Where is our data?",
    "how_many_sites_how_far_apart": "At how many sites, and how far apart are they?",
    "primary_lost": "What happens when the main site is lost?",
    "reach_data_meanwhile": "How do we reach our data meanwhile?",
    "has_bcdr_plan": "Is there a plan for disasters?",
    "last_dr_test": "When was it last tested?",
    "who_backs_up_what": "Who backs up what: you or we?",
    "restore_speed_and_depth": "How fast do you restore, and how far back?",
    "grace_after_deletion": "How long can deleted data, or a closed account, be brought back?",
    "exit_route_and_notice": "How do we leave with all data, and how long before must you tell us?",
}


def vendor_unanswered(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The questions that nobody wrote down yet, unanswered and not asked.

    An answer has a date and something that it rests on; both come from the vendor.
    """
    vendor = facts.plan.vendors[finding.object.partition("/")[2]]
    open_ = [q for q in get_args(Question) if q not in vendor.answers]
    if open_:
        sheet = {q: Noted({"answer": None, "asked": None}, _WORDS[q]) for q in open_}
        remark = "TODO: send these questions and write the day under asked; then each answer, with occurred and basis"
        yield Add((*vendor.path, "answers"), sheet, remark)
    for question, answer in vendor.answers.items():
        if not answer.is_declared("answer"):
            yield Add((*vendor.path, "answers", question), {"answer": None}, f"TODO: {_WORDS[question]}")
