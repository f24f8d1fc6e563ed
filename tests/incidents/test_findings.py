"""Incidents that really happened: an audit of the plan of the day before must have told the owner.

The cases are in `findings.yaml`; the rules of which they speak are the catalogue that runs on every plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pytest
import yaml

from bcdr.audit import audit
from bcdr.finding import Finding, Severity
from bcdr.rules.registry import rules
from tests.incidents.plans import HOME, PLANS, plan_of

CASES: dict[str, Any] = yaml.load((HOME / "findings.yaml").read_text("utf-8"), yaml.BaseLoader)
SEVERITIES = {s.word: s for s in Severity}
KNOWN = {r.name: r for r in rules()}


class Expected(NamedTuple):
    """A finding that must have been there: `on` is its object, `says` are words of its message."""

    incident: str
    severity: Severity
    rule: str
    on: str
    says: tuple[str, ...] = ()


class Quiet(NamedTuple):
    """A finding that must not have been there, or not above a severity; on any object if none is named."""

    incident: str
    rule: str
    on: str = ""
    above: Severity | None = None


def _expected() -> Iterator[Expected]:
    for incident, case in CASES.items():
        for row in case.get("raised", ()):
            (word,) = row.keys() - {"on", "says"}
            yield Expected(incident, SEVERITIES[word], row[word], row["on"], tuple(row.get("says", ())))


def _quiet() -> Iterator[Quiet]:
    for incident, case in CASES.items():
        for row in case.get("silent", ()):
            above = SEVERITIES[row["above"]] if "above" in row else None
            yield Quiet(incident, row["rule"], row.get("on", ""), above)


EXPECTED, QUIET = tuple(_expected()), tuple(_quiet())


@cache
def found(incident: str) -> tuple[Finding, ...]:
    """What the audit says of the plan that stood the day before."""
    return audit(plan_of(incident), date.fromisoformat(CASES[incident]["as_of"])).findings


def _said(findings: Iterator[Finding] | tuple[Finding, ...]) -> str:
    return "\n".join(f"{f.severity.word} {f.rule} {f.object}: {f.message}" for f in findings) or "nothing"


@pytest.mark.parametrize("case", EXPECTED, ids=lambda c: f"{c.incident}: {c.rule} on {c.on}")
def test_is_raised(case: Expected) -> None:
    of_the_rule = [f for f in found(case.incident) if f.rule == case.rule]
    hits = [f for f in of_the_rule if f.object == case.on and all(words in f.message for words in case.says)]
    assert hits, f"{case} is not among what the rule says:\n{_said(tuple(of_the_rule))}"
    assert max(f.severity for f in hits) is case.severity, _said(tuple(hits))


@pytest.mark.parametrize("case", QUIET, ids=lambda c: f"{c.incident}: {c.rule} {c.on}".strip())
def test_stays_quiet(case: Quiet) -> None:
    loud = tuple(
        f
        for f in found(case.incident)
        if f.rule == case.rule
        and (not case.on or f.object == case.on)
        and (case.above is None or f.severity > case.above)
    )
    assert not loud, _said(loud)


@pytest.mark.parametrize("incident", [i for i, case in CASES.items() if "at_most" in case])
def test_a_plan_that_worked_is_left_in_peace(incident: str) -> None:
    at_most = CASES[incident]["at_most"]
    families = set(at_most["families"])
    assert families <= {r.family for r in KNOWN.values()}
    heard = [f for f in found(incident) if KNOWN[f.rule].family in families]
    for word in at_most.keys() & SEVERITIES.keys():
        of_this = tuple(f for f in heard if f.severity is SEVERITIES[word])
        assert len(of_this) <= int(at_most[word]), _said(of_this)


def test_every_plan_has_its_case() -> None:
    assert set(CASES) == {p.name for p in PLANS}


def test_cases_are_what_they_say() -> None:
    for incident, case in CASES.items():
        assert case.keys() <= {"as_of", "raised", "silent", "at_most"}, incident
        assert ("at_most" in case) != bool(case.get("raised")), incident
        assert case["silent"], incident
    objects = {(c.incident, c.on) for c in EXPECTED} | {(c.incident, c.on) for c in QUIET if c.on}
    for incident, on in sorted(objects):
        plan = plan_of(incident)
        refs = {"plan", *(e.ref for e in plan.entries())}
        refs |= {c.ref for s in plan.datastores.values() for c in s.copies.values()}
        assert on in refs, f"{incident}: nothing is called {on}"
