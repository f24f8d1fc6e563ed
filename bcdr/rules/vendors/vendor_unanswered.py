"""A vendor that a service needs was never asked what happens when things break."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import get_args

from bcdr.analysis.facts import Facts
from bcdr.analysis.inquiry import is_answered
from bcdr.analysis.limit import ANSWER, QUESTION
from bcdr.finding import Deviation
from bcdr.model.vendor import Question, Vendor
from bcdr.rules.phrase import count, listed
from bcdr.rules.rule import Days, rule


@rule(
    std="E W I -",
    micro="W I - -",
    clauses=["gdpr 28(1)", "iso27001 A.5.19", "iso27001 A.5.22", "nis2 21(2)(d)", "nist-csf GV.SC-08", "enisa-sme 3"],
    fix="scaffold",
)
def vendor_unanswered(
    vendor: Vendor, facts: Facts, *, valid: Days = ANSWER.days, asked: Days = QUESTION.days
) -> Iterator[Deviation]:
    """A vendor has not answered the questions on which a recovery rests, or its answers are old.

    ## Why
    Customers of a hosting company had "unmanaged" servers and learned what that meant when a script deleted them:
    there was no copy unless one had paid for it (incident 123reg-2016). One mail with ten questions tells beforehand.

    ## Bad
    ```yaml
    vendors:
      hostworks:
        answers: {grace_after_deletion: {answer: unknown}}
    ```

    ## Good
    ```yaml
    vendors:
      hostworks:
        answers: {grace_after_deletion: {answer: 30 days, basis: contract, occurred: 2026-02-10}}
    ```

    ## Clears
    Ten answers with date and basis. "Does not apply" is an answer; an assumption is none.

    ## Choices
    Asked of vendors that a service in operation depends on, or that run or host one of its datastores. One step lower
    when every open question is an answer grown old or was asked within `asked` days.

    ## Options
    - valid: how long an answer of a vendor counts
    - asked: how long an open question counts as asked
    """
    if not facts.served_by_vendor(vendor):
        return
    open_: list[str] = []
    old: list[str] = []
    waiting: list[str] = []
    for question in get_args(Question):
        answer = vendor.answers.get(question)
        if answer is None or not is_answered(answer):
            recent = answer is not None and answer.asked is not None
            recent = recent and facts.age(answer.asked if answer else None) <= timedelta(days=asked)
            (waiting if recent else open_).append(question)
        elif facts.age(answer.occurred) > timedelta(days=valid):
            old.append(question)
    if open_ or old or waiting:
        said = [f"{count(len(open_), 'question')} open ({listed(map(_words, open_), 3)})"] if open_ else []
        said += [f"{count(len(waiting), 'question')} asked and not answered yet"] if waiting else []
        said += [f"{count(len(old), 'answer')} older than {valid} days"] if old else []
        yield Deviation(
            at=vendor.path,
            message=f"{vendor.name_or_id}, on which services rest: {listed(said)}",
            help="send the ten questions, and write each answer with its date and what it rests on",
            lower=not open_,
            numbers={"open": str(len(open_) + len(waiting)), "old": str(len(old))},
        )


def _words(question: str) -> str:
    return question.replace("_", " ")
