"""Every lesson is true: laid over a healthy plan, a rule's Bad gives its own finding and no other, its Good none.

Where a fault cannot exist without a second one, the Bad accepts the second with a waiver: accepted findings are not
compared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bcdr.audit import Audit
from bcdr.frameworks import clause
from bcdr.rules.registry import FAMILIES, rules
from bcdr.rules.rule import Rule

SECTIONS = ("why", "bad", "good", "clears")
BY_NAME = {r.name: r for r in rules()}

every_rule = pytest.mark.parametrize("rule", BY_NAME.values(), ids=BY_NAME)


def said(audit: Audit) -> list[str]:
    """Findings as one readable line each."""
    return [f"{f.rule} on {f.object}: {f.message}" for f in audit.findings if f.waiver is None]


def example(rule: Rule, section: str) -> str:
    """The YAML of Bad or Good."""
    fence, _, rest = rule.lesson[section].partition("```yaml\n")
    assert not fence.strip()
    return rest.partition("```")[0]


def test_the_healthy_plan_is_silent(over: Callable[..., Audit]) -> None:
    assert said(over()) == []


@every_rule
def test_bad_gives_exactly_its_own_finding(rule: Rule, over: Callable[..., Audit]) -> None:
    found = over(example(rule, "bad"))
    assert {f.rule for f in found.findings if f.waiver is None} == {rule.name}, "\n".join(said(found))


@every_rule
def test_good_gives_no_finding(rule: Rule, over: Callable[..., Audit]) -> None:
    assert said(over(example(rule, "good"))) == []


@every_rule
def test_every_section_is_there(rule: Rule) -> None:
    assert [s for s in SECTIONS if not rule.lesson.get(s)] == []
    assert rule.summary.endswith(".")
    assert " ".join(rule.lesson["why"].split()).count("(incident ") == 1


@every_rule
def test_every_clause_is_known(rule: Rule) -> None:
    assert [clause(c).id for c in rule.clauses]


@every_rule
def test_findings_speak_plainly(rule: Rule, over: Callable[..., Audit]) -> None:
    """A sentence about this company, with a way out: no code words, no bare verdict."""
    for finding in over(example(rule, "bad")).findings:
        assert finding.help, finding.message
        assert not {"invalid", "error"} & set(finding.message.split()), finding.message
        assert not finding.message.endswith("."), finding.message


def test_a_rule_lives_in_the_file_of_its_name() -> None:
    homes: dict[str, Any] = {r.name: r.check.__module__ for r in rules()}
    assert homes == {n: f"bcdr.rules.{r.family}.{n.replace('-', '_')}" for n, r in BY_NAME.items()}
    assert {r.family for r in rules()} <= set(FAMILIES)
