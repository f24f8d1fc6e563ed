"""Findings in documents: cards that read as sentences, totals that reconcile, responses that are found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bcdr.audit import Audit
from bcdr.report.block import Callout, Card, Items
from bcdr.report.check.catalogue import art32_gaps
from bcdr.report.findings import counts, findings, fixed, headline, next_steps

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


RECORD = GAP + "people: {ann: {name: Ann}}\nactions: {fix: {title: Buy, finding: %s, %s}}"


def record(of_text: OfText, more: str = "") -> dict[str, str]:
    """The record of the finding that GAP gives, with one action that answers it."""
    id_ = next(f.id for f in of_text(GAP).findings if f.rule == "unbacked-datastore")
    shown = findings(of_text(RECORD % (id_, more) if more else GAP))
    card = next(b for b in shown.blocks if isinstance(b, Card) and b.id == f"finding-{id_}")
    return {name: "; ".join("".join(s.text for s in line) for line in lines) for name, lines in card.rows}


def test_what_nobody_wrote_is_not_provided(of_text: OfText) -> None:
    shown = record(of_text)
    assert shown["Status"] == "open"
    assert shown["Not provided"] == "cause, evidence, first seen, management response, owner, due date"
    assert "not provided" not in shown.values()
    assert shown["Effect on people"] == "no personal data depend on it"


@pytest.mark.parametrize(
    ("more", "row", "words"),
    [
        ("status: open", "Status", "open"),
        ("status: in-progress", "Status", "open, work has begun"),
        ("status: done", "Status", "open: its action is done, and it is still found"),
        ("status: cancelled", "Status", "open"),
        ("status: cancelled", "Not provided", "cause, evidence, first seen, management response, owner, due date"),
        ("cause: Nobody asked", "Not provided", "evidence, first seen"),
        ("disputed: yes, response: The data are test data", "Status", "disputed"),
        ("disputed: yes, response: The data are test data", "Management response", "The data are test data"),
        ("owner: people/ann, due: 2026-12-01", "Owner, due date", "Ann, 2026-12-01"),
        ("owner: people/ann", "Owner, due date", "Ann, not provided"),
        ("cause: Nobody asked", "Cause", "Nobody asked"),
    ],
)
def test_actions_fill_the_record(of_text: OfText, more: str, row: str, words: str) -> None:
    assert record(of_text, more)[row] == words


def test_an_accepted_finding_says_by_whom_until_when_and_since_when_it_is_known(of_text: OfText) -> None:
    waiver = "waivers: {w: {rule: unbacked-datastore, on: datastores/db, reason: cheap, approved_by: people/ann, occurred: 2026-06-01, valid_until: 2026-11-28}}"
    shown = findings(of_text(GAP + "people: {ann: {name: Ann}}\n" + waiver))
    card = next(b for b in shown.blocks if isinstance(b, Card) and b.grade == "accepted")
    rows = {name: "; ".join("".join(s.text for s in line) for line in lines) for name, lines in card.rows}
    assert rows["Accepted"] == "by Ann until 2026-11-28: cheap"
    assert rows["First seen"] == "not recorded; known on 2026-06-01, when it was accepted"
    assert rows["Status"] == "accepted"


def test_evidence_of_the_object_and_of_the_action_is_linked(of_text: OfText) -> None:
    plan = """
services: {s: {tier: 1, depends_on: [datastores/db]}}
datastores: {db: {class: truth, copies: {n: {kind: dump, every: 1d, last_success: {occurred: 2026-01-01, evidence: log}}}}}
drills: {d: {type: system-restore, covers: [datastores/db], occurred: 2026-02-01, result: passed, evidence: [sheet]}}
evidence: {log: {}, sheet: {}, bill: {}}
"""
    stale = next(f for f in of_text(plan).findings if f.rule == "backup-stale")
    audit = of_text(plan + f"actions: {{a: {{title: A, finding: {stale.id}, evidence: [bill]}}}}")
    of_copy = next(b for b in findings(audit).blocks if isinstance(b, Card) and b.id == f"finding-{stale.id}")
    assert "log ,  sheet ,  bill" in words(of_copy)
    of_store = next(f for f in audit.findings if f.object == "datastores/db")
    shown = next(b for b in findings(audit).blocks if isinstance(b, Card) and b.id == f"finding-{of_store.id}")
    assert "log ,  sheet" in words(shown)


@pytest.mark.parametrize(
    ("action", "shown"),
    [
        ("finding: abc, status: done, closed: 2026-05-01", "fixed"),
        ("finding: abc, status: in-progress", "not found, action in progress"),
    ],
)
def test_what_is_not_found_any_more_is_listed(of_text: OfText, action: str, shown: str) -> None:
    audit = of_text(f"actions: {{a: {{title: Bought, {action}}}, b: {{title: No finding}}}}")
    table = fixed(audit, ())
    assert [c.lines[0][0].text for c in table.rows[0]][:3] == ["abc", "Bought", shown]
    assert len(table.rows) == 1


def test_what_is_still_found_is_not_fixed(of_text: OfText) -> None:
    audit = of_text("runbooks: {r: {title: R}}")
    gap = next(g for g in art32_gaps(audit) if g.rule == "runbook-no-return")
    again = of_text("runbooks: {r: {title: R}}\n" + f"actions: {{a: {{title: A, finding: {gap.id}, status: done}}}}")
    assert fixed(again, art32_gaps(again)).rows == ()
    assert len(fixed(again, ()).rows) == 1


@pytest.mark.parametrize(
    ("low", "said"),
    [
        (0, "The rules found nothing that is not accepted by a named person."),
        (1, "1 open finding is of low severity; section 14 has all."),
        (2, "2 open findings are of low severity; section 14 has all."),
    ],
)
def test_nothing_to_do_first_does_not_hide_what_is_open(audited: Callable[[str], Audit], low: int, said: str) -> None:
    audit = audited("harbour-books")
    accepted = tuple(f for f in audit.findings if not f.is_open)
    steps = next_steps(replace(audit, findings=(*accepted, *[f for f in audit.findings if f.is_open][:low])))
    assert isinstance(steps, Callout)
    assert steps.lines[0][0].text == said
