"""Waivers: who may sign, for how long, and what is said of one that covers nothing or too much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bcdr.audit import Audit, audit
from bcdr.finding import Deviation, Severity
from bcdr.model.datastore import Datastore
from bcdr.rules.rule import Rule, rule
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

AS_OF = date(2026, 11, 21)


@rule(std="E W I -", micro="W", clauses=[])
def too_small(store: Datastore, facts: object) -> Iterator[Deviation]:
    """Too small."""
    if store.id != "fine":
        yield Deviation(store.path, "too small")


@rule(std="E", micro="E", clauses=[], gdpr=True)
def privacy_only(store: Datastore, facts: object) -> Iterator[Deviation]:
    """Only where the GDPR applies."""
    yield Deviation(store.path, "personal")


def run(text: str, *rules_: Rule, **words: tuple[str, ...]) -> Audit:
    loaded = load(from_texts({"plan.yaml": "bcdr: 1\norganization: {name: T, country: DE}\n" + text}))
    assert loaded.plan is not None, loaded.problems
    return audit(loaded.plan, AS_OF, catalogue=lambda: rules_, **words)


WAIVER = "waivers: {w: {rule: too-small, on: datastores/one, reason: R, approved_by: people/a, occurred: 2026-10-01, valid_until: %s}}\npeople: {a: {name: A}}\n"
GRAVE = "datastores: {one: {tier: 1}}\npeople: {a: {name: A}, b: {name: B}, o: {name: O, employment: owner}}\n"
POWERS = "roles: {chief: {powers: [accept-risk], holder: a}, clerk: {holder: b}}\n"
SIGNED = "rule: too-small, on: datastores/one, reason: R, occurred: 2026-10-01, valid_until: 2026-12-31"


@rule(std="E", micro="W", clauses=[])
def acceptance_invalid(store: Datastore, facts: object) -> Iterator[Deviation]:
    """Stands for the rule that judges waivers."""
    yield from ()


@rule(std="W", micro="W", clauses=[])
def contradictory_claim(store: Datastore, facts: object) -> Iterator[Deviation]:
    """Stands for the rule of waivers that cover nothing."""
    yield from ()


@rule(std="E", micro="E", clauses=[])
def broken_reference(store: Datastore, facts: object) -> Iterator[Deviation]:
    """Stands for the rule of ids that nothing defines."""
    yield from ()


@pytest.mark.parametrize(
    ("by", "roles", "severity"),
    [
        ("roles/chief", POWERS, "info"),
        ("people/a", POWERS, "info"),
        ("people/o", POWERS, "info"),
        ("roles/clerk", POWERS, "error"),
        ("people/b", POWERS, "error"),
        ("people/b", "", "info"),
    ],
)
def test_a_waiver_counts_when_its_approver_may_accept_risks(by: str, roles: str, severity: str) -> None:
    found = run(GRAVE + roles + f"waivers: {{w: {{{SIGNED}, approved_by: {by}}}}}", too_small)
    assert found.findings[0].severity.word == severity


@pytest.mark.parametrize("left_out", ["reason: R, ", "occurred: 2026-10-01, ", ", valid_until: 2026-12-31"])
def test_a_waiver_needs_reason_date_and_end(left_out: str) -> None:
    found = run(GRAVE + f"waivers: {{w: {{{SIGNED.replace(left_out, '')}, approved_by: people/a}}}}", too_small)
    assert found.findings[0].severity is Severity.ERROR


def test_of_two_waivers_the_one_that_holds_counts() -> None:
    old = SIGNED.replace("2026-12-31", "2026-10-31")
    text = f"waivers: {{old: {{{old}, approved_by: people/a}}, new: {{{SIGNED}, approved_by: people/a}}}}"
    note = run(GRAVE + text, too_small).findings[0].waiver
    assert note is not None
    assert note.id == "new"


@pytest.mark.parametrize(
    ("tier", "days", "said"),
    [
        (1, 180, []),
        (1, 181, ["error acceptance-invalid too-long"]),
        (1, 365, ["error acceptance-invalid too-long"]),
        (1, 366, []),
        (2, 181, []),
        (2, 366, []),
    ],
)
def test_a_waiver_that_is_too_long_is_a_finding(tier: int, days: int, said: list[str]) -> None:
    """Beyond 365 days the rule of acceptances speaks itself."""
    end = date(2026, 10, 1) + timedelta(days=days)
    text = f"datastores: {{one: {{tier: {tier}}}}}\n" + WAIVER % end
    found = run(text, too_small, acceptance_invalid)
    assert [f"{f.severity.word} {f.rule} {f.cause}" for f in found.findings if f.rule != "too-small"] == said


def test_a_privacy_rule_may_be_waived_for_half_a_year_at_any_tier() -> None:
    text = "datastores: {one: {tier: 4, personal: ordinary}}\n" + WAIVER.replace("too-small", "privacy-only")
    assert run(text % "2027-03-30", privacy_only).findings[0].waiver is not None
    assert run(text % "2027-03-31", privacy_only).findings[0].waiver is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "datastores: {fine: {tier: 1}, one: {tier: 4}}\n" + WAIVER % "2027-03-01",
            ["contradictory-claim unused-waiver"],
        ),
        ("datastores: {fine: {tier: 1}, one: {tier: 4}}\n" + WAIVER % "2026-11-20", []),
        ("datastores: {fine: {tier: 1}}\n" + WAIVER % "2027-03-01", []),
        (
            GRAVE.replace("{a: {name: A}, ", "{") + (WAIVER % "2027-03-01").replace("too-small", "too-smal"),
            ["broken-reference rule"],
        ),
        (
            GRAVE.replace("{a: {name: A}, ", "{") + (WAIVER % "2027-03-01").replace("too-small", "some-document-check"),
            [],
        ),
    ],
    ids=["unused", "unused and expired", "of an object that is not there", "of a misspelt rule", "of something else"],
)
def test_a_waiver_that_covers_nothing_is_a_finding(text: str, said: list[str]) -> None:
    text = text.replace("people: {b: {name: B}, o: {name: O, employment: owner}}\n", "")
    found = run(text, too_small, contradictory_claim, broken_reference)
    assert [f"{f.rule} {f.cause}" for f in found.findings if f.rule != "too-small"] == said
