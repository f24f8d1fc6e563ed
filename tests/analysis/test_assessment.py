"""Which criteria of an assessment are answered: each field that is missing leaves its criterion open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.assessment import FIELDS, OF_EVENTS, is_answered
from bcdr.analysis.facts import Facts
from bcdr.model.privacy import Dpia

EVENT = "{sources: [s], impacts: [i], threats: [t], controls: [c], severity: 1, likelihood: 1}"
EVENTS = ("access", "modification", "disappearance")


@pytest.fixture
def dpia(facts: Callable[[str], Facts]) -> Callable[[str], Dpia]:
    return lambda text: facts(f"dpias: {{d: {{title: D, {text}}}}}").plan.dpias["d"]


@pytest.mark.parametrize(("item", "of"), FIELDS.items(), ids=FIELDS)
def test_every_field_of_a_criterion_is_needed(
    dpia: Callable[[str], Dpia], item: str, of: tuple[str, tuple[str, ...]]
) -> None:
    record, fields = of
    whole = {f: f"{f}: x" for f in fields}
    assert is_answered(dpia(f"{record}: {{{', '.join(whole.values())}}}"), item)
    for left_out in fields:
        rest = [text for field, text in whole.items() if field != left_out]
        assert not is_answered(dpia(f"{record}: {{{', '.join(rest)}}}" if rest else ""), item)


@pytest.mark.parametrize("item", OF_EVENTS)
def test_all_three_events_are_needed(dpia: Callable[[str], Dpia], item: str) -> None:
    def of(*events: str) -> Dpia:
        return dpia("risks: {" + ", ".join(f"{e}: {EVENT}" for e in events) + "}")

    assert is_answered(of(*EVENTS), item)
    for left_out in EVENTS:
        assert not is_answered(of(*(e for e in EVENTS if e != left_out)), item)
    assert not is_answered(dpia(""), item)


@pytest.mark.parametrize(
    ("item", "text", "answered"),
    [
        ("risk-levels", "risks: {" + ", ".join(f"{e}: {{severity: 1}}" for e in EVENTS) + "}", False),
        ("risk-levels", "risks: {" + ", ".join(f"{e}: {{severity: 1, likelihood: 2}}" for e in EVENTS) + "}", True),
        ("consultation", "", False),
        ("consultation", "prior_consultation: {reason: x}", False),
        ("consultation", "prior_consultation: {needed: no}", True),
        ("officer-advice", "", False),
        ("officer-advice", "opinions: {people: {text: x}}", False),
        ("officer-advice", "opinions: {dpo: {name: x}}", False),
        ("officer-advice", "opinions: {dpo: {text: x}}", True),
        ("people-views", "", False),
        ("people-views", "opinions: {dpo: {text: x}}", False),
        ("people-views", "opinions: {people: {asked: no}}", False),
        ("people-views", "opinions: {people: {asked: no, reason: x}}", True),
        ("people-views", "opinions: {people: {text: x}}", True),
    ],
)
def test_what_counts_as_an_answer(dpia: Callable[[str], Dpia], item: str, text: str, answered: bool) -> None:
    assert is_answered(dpia(text), item) is answered
