"""Findings in documents: cards that read as sentences, totals that reconcile, responses that are found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.report.document import Callout, Card, Items
from bcdr.report.findings import counts, findings, headline, next_steps

OfText = Callable[[str], Audit]

GAP = "services: {s: {tier: 1, depends_on: [datastores/db]}}\ndatastores: {db: {class: truth}}\n"


def words(card: Card) -> str:
    return " ".join(s.text for _, lines in card.rows for line in lines for s in line)


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("nobody holds the role", "Nobody holds the role"),
        ("orders-db has no copy", "orders-db has no copy"),
        ("Recordings has no copy", "Recordings has no copy"),
        ("", ""),
    ],
)
def test_a_message_becomes_a_headline_but_an_id_stays_as_it_is(message: str, shown: str) -> None:
    assert headline(message) == shown


def test_totals_reconcile_with_the_cards(of_text: OfText) -> None:
    audit = of_text(GAP)
    cards = [b for b in findings(audit).blocks if isinstance(b, Card)]
    assert len(cards) == sum(int(number) for number, _, _ in counts(audit).tiles) == len(audit.findings)


def test_an_error_on_tier_one_is_critical_and_names_its_rule(of_text: OfText) -> None:
    card = next(b for b in findings(of_text(GAP)).blocks if isinstance(b, Card) and "no copy" in b.title)
    assert card.grade == "critical"
    assert "unbacked-datastore" in words(card)
    assert "GDPR" in words(card)


def test_a_response_is_found_by_the_id_of_the_finding(of_text: OfText) -> None:
    id_ = next(f.id for f in of_text(GAP).findings if f.rule == "unbacked-datastore")
    audit = of_text(GAP + f"actions: {{fix: {{title: Buy, finding: {id_}, response: Ordered, due: 2026-12-01}}}}")
    card = next(b for b in findings(audit).blocks if isinstance(b, Card) and b.id == f"finding-{id_}")
    assert "Ordered" in words(card)
    assert "2026-12-01" in words(card)


def test_the_three_next_steps_are_sentences_with_code(of_text: OfText) -> None:
    steps = next_steps(of_text(GAP))
    assert isinstance(steps, Items)
    assert len(steps.lines) == 3
    assert any(s.code for line in steps.lines for s in line)


def test_nothing_found_is_said(of_text: OfText) -> None:
    block = findings(of_text(GAP), chosen=()).blocks[0]
    assert isinstance(block, Callout)
    assert block.title == "No findings"
