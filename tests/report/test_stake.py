"""What rules claim to guard against, held against the analysis: their own Bad must lose what their Good survives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import Survival
from bcdr.analysis.survival.domain import Atom, kind_of_atom
from bcdr.audit import Audit
from bcdr.report.stake import WORDS, Stake
from bcdr.rules.registry import rules
from bcdr.rules.rule import Rule
from tests.rules.conftest import over as over  # noqa: PLC0414 - a fixture of the rules' tests
from tests.rules.test_lessons import example

KINDS = {
    "storage", "site", "region", "provider", "account", "software", "datastores", "people", "credentials",
    "hostile:account", "hostile:admin", "hostile:credentials", "hostile:people", "hostile:services",
}  # fmt: skip
UNSEEN = {
    "backup-same-region": "what the healthy plan needs for a restore lies in that region as well",
    "derived-store-no-rebuild": "its Bad only forgets to measure the rebuild",
    "location-unverified": "the analysis takes a site that rests on assumption as written",
    "no-undeletable-copy": "its lock is too short to notice damage, but nobody new can delete the copy",
    "role-without-deputy": "its Bad has other people who can do the work",
}
"""Rules whose example loses nothing more by a single event, and why."""
GUARDS = {r.name: r for r in rules() if set(r.against) - WORDS or "any" in r.against}


def fatal(facts: Facts) -> set[tuple[Atom, str]]:
    found = Survival(facts).fatal(1).single_events(e.ref for e in (*facts.stores, *facts.services))
    return {(event, victim) for event, victims in found.items() for victim in victims}


@pytest.mark.parametrize("rule", GUARDS.values(), ids=GUARDS)
def test_bad_loses_what_good_survives(rule: Rule, over: Callable[..., Audit]) -> None:
    more = fatal(over(example(rule, "bad")).facts) - fatal(over(example(rule, "good")).facts)
    guarded = {e for e, _ in more if "any" in rule.against or kind_of_atom(e) in rule.against}
    assert bool(guarded) is (rule.name not in UNSEEN)


@pytest.mark.parametrize("rule", [r for r in rules() if r.against], ids=lambda r: r.name)
def test_only_known_words_are_used(rule: Rule) -> None:
    assert set(rule.against) <= KINDS | WORDS


@pytest.mark.parametrize("rule", [r for r in rules() if {"loss", "delay"} & set(r.against)], ids=lambda r: r.name)
def test_what_is_promised_is_missed_in_bad(rule: Rule, over: Callable[..., Audit]) -> None:
    found = over(example(rule, "bad"))
    assert [e.weight > 0 for f in found.findings if (e := Stake(found).excess(f)) is not None] == [True]


def test_what_is_unproven_rests_on_its_backup_alone(over: Callable[..., Audit]) -> None:
    found = over("drills: {restore-orders: {type: tabletop}}")
    stake = Stake(found)
    doubts = {hit for f in found.findings if f.rule == "restore-never-tested" for hit in stake.doubts(f)}
    assert doubts
    assert not doubts & fatal(found.facts)
