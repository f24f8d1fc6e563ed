"""What a lint hands to its renderers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit, audit
from bcdr.finding import Deviation, Severity
from bcdr.model.datastore import Datastore
from bcdr.report.lint import linted, unloaded
from bcdr.rules.rule import Rule, rule
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

DAY = date(2026, 11, 21)
TEXT = """\
bcdr: 1
organization: {name: Shop, people: 3, country: DE}
datastores:
  a: {class: truth}
  b: {class: truth}
  c: {class: truth}
  d: {class: truth}
waivers:
  b-is-fine: {rule: first, on: datastores/b, reason: dear, approved_by: people/ada, occurred: 2026-11-01, valid_until: 2027-01-01}
people: {ada: {name: Ada}}
"""


@rule(std="E", micro="E", clauses=[])
def first(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """Always wrong."""
    yield Deviation(store.path, "wrong")


@rule(std="I", micro="I", clauses=[])
def second(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """Always noted."""
    yield Deviation(store.path, "noted")


@rule(std="E", micro="E", clauses=[], gdpr=True)
def third(store: Datastore, facts: Facts) -> Iterator[Deviation]:
    """Only where the GDPR applies."""
    yield Deviation(store.path, "personal")


def audited(*rules: Rule, ignore: tuple[str, ...] = ()) -> Audit:
    plan = load(from_texts({"plan.yaml": TEXT})).plan
    assert plan is not None
    return audit(plan, DAY, ignore=ignore, catalogue=lambda: rules)


def test_counts_leave_out_what_is_accepted() -> None:
    found = audited(first, second)
    lint = linted("shop", found, found.findings)
    assert (lint.count(Severity.ERROR), lint.count(Severity.INFO), lint.accepted) == (3, 4, 1)


def test_what_did_not_run_has_a_reason() -> None:
    found = audited(first, second, third, ignore=("second",))
    lint = linted("shop", found, found.findings, "v2")
    assert lint.checked == ("first",)
    assert lint.left_out == (
        ("not selected", ("second",)),
        ("no personal data of people in the EEA or UK", ("third",)),
    )
    assert (lint.organization, lint.profile, lint.revision, lint.is_loaded) == ("Shop", "micro", "v2", True)


@pytest.mark.parametrize("revision", ["", "HEAD"])
def test_a_plan_that_could_not_be_loaded_was_not_checked(revision: str) -> None:
    problems = load(from_texts({"plan.yaml": "bcdr: 2\n"})).problems
    lint = unloaded("shop", problems, DAY, revision)
    assert (lint.findings, lint.checked, lint.first, lint.is_loaded) == (problems, (), (), False)
