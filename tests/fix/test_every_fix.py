"""What holds for every fixer: it exists, it loads, it invents nothing, it clears nothing, and it has an end."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from bcdr.audit import audit
from bcdr.fix.mend import Mended, mended
from bcdr.fix.registry import fixer_of
from bcdr.rules.registry import FAMILIES, rules
from bcdr.rules.rule import Rule
from bcdr.source.load import load
from bcdr.source.snapshot import Snapshot, from_texts

ROOT = Path(__file__).resolve().parents[2]
HEALTHY = ROOT / "tests" / "rules" / "healthy" / "plan.yaml"
AS_OF = date(2026, 11, 21)
BOTH = frozenset({"auto", "scaffold"})
CLAIMED = {r.name: r for r in rules() if r.fix != "no"}

every_claim = pytest.mark.parametrize("rule", CLAIMED.values(), ids=CLAIMED)


def laid(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Maps merge; an empty map, a list and a scalar replace what was there, and what is unknown was never written."""
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = laid(old if isinstance(old, dict) else {}, value) if value and isinstance(value, dict) else value
        if value in ("unknown", []):
            del merged[key]
    return merged


def bad(rule: Rule) -> Snapshot:
    """The healthy plan with the rule's Bad laid over it. To leave a field out and to say `unknown` is the same fault."""
    fragment = rule.lesson["bad"].partition("```yaml\n")[2].partition("```")[0]
    base, over = (yaml.load(t, Loader=yaml.CBaseLoader) for t in (HEALTHY.read_text(encoding="utf-8"), fragment))
    text = yaml.dump(laid(base, over), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=10_000)
    return from_texts({"plan.yaml": text})


def fixed(snapshot: Snapshot, *select: str) -> Mended:
    return mended(snapshot, partial(audit, as_of=AS_OF, select=select), kinds=BOTH)


def found(snapshot: Snapshot) -> dict[str, Any]:
    plan = load(snapshot).plan
    assert plan is not None
    return {f.id: f for f in audit(plan, AS_OF).findings}


@every_claim
def test_a_rule_that_claims_a_fix_has_one(rule: Rule) -> None:
    fixer: Any = fixer_of(rule)
    assert fixer is not None, f"bcdr/fix/{rule.family}/{rule.name.replace('-', '_')}.py is missing"
    assert (fixer.__doc__ or "").strip()


def test_every_fixer_belongs_to_a_rule_that_claims_it() -> None:
    written = {
        path.stem.replace("_", "-")
        for family in FAMILIES
        for path in (ROOT / "bcdr" / "fix" / family).glob("[a-z]*.py")
        if hasattr(import_module(f"bcdr.fix.{family}.{path.stem}"), path.stem)
    }
    assert written == set(CLAIMED)


ONE_STEP = {"restore-order-missing", "customer-contacts-inside-service"}
"""Fixes of the catalogue after which only an approval, or the day on which it was done, is still missing."""


@every_claim
def test_only_the_world_clears_a_finding(rule: Rule) -> None:
    """What was found before is found after, or a placeholder of what was written stands in its place."""
    snapshot = bad(rule)
    before, result = found(snapshot), fixed(snapshot, rule.name)
    after = found(result.snapshot)
    assert result.refused == ()
    for id_, finding in before.items():
        if finding.rule == rule.name and id_ not in after:
            assert any(f.rule == "placeholder-value" and f.id not in before for f in after.values()), finding.message
        elif finding.rule == rule.name and rule.name not in ONE_STEP:
            assert after[id_].severity >= finding.severity


@every_claim
def test_nothing_else_gets_better_by_writing(rule: Rule) -> None:
    snapshot = bad(rule)
    before, after = found(snapshot), found(fixed(snapshot, rule.name).snapshot)
    for id_, finding in before.items():
        if finding.rule != rule.name:
            assert id_ in after, finding.message
            assert after[id_].severity >= finding.severity


def facts_of_the_world(value: Any, at: tuple[Any, ...] = ()) -> dict[tuple[Any, ...], str]:
    """Every text that is a day or a moment, a result, or evidence, by its place."""
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    else:
        worldly = re.match(r"\d{4}-\d\d-\d\d", str(value)) or value in {"passed", "partial", "failed", "done", "tested"}
        return {at: str(value)} if worldly or "evidence" in at or "sha256" in at else {}
    return {k: v for key, child in inner for k, v in facts_of_the_world(child, (*at, key)).items()}


@every_claim
def test_no_date_result_or_evidence_is_invented(rule: Rule) -> None:
    snapshot = bad(rule)
    before, after = (
        facts_of_the_world(yaml.load(s.files[0].text or "", Loader=yaml.CBaseLoader))
        for s in (snapshot, fixed(snapshot, rule.name).snapshot)
    )
    assert {k: v for k, v in after.items() if k not in before and v != "[]"} == {}


@every_claim
def test_the_second_run_has_nothing_to_do(rule: Rule) -> None:
    once = fixed(bad(rule))
    twice = fixed(once.snapshot)
    assert twice.edited == ()
    assert twice.snapshot == once.snapshot


@every_claim
def test_the_lesson_gets_an_edit_that_is_marked(rule: Rule) -> None:
    snapshot = bad(rule)
    result = fixed(snapshot, rule.name)
    assert result.edited or result.offered or rule.name in DONE_BY_HAND
    new = result.snapshot.files[0].text or ""
    old = (snapshot.files[0].text or "").splitlines()
    lines = [line for line in new.splitlines() if line not in old]
    assert not lines or any("TODO: " in line for line in lines) or rule.fix == "auto", lines


DONE_BY_HAND: frozenset[str] = frozenset()
"""Rules whose Bad example holds nothing that could be prepared."""


@pytest.mark.parametrize("plan", ["harbour-books", "corner-dental"])
def test_whole_companies(plan: str) -> None:
    from bcdr.source.folder import read_folder

    once = fixed(read_folder(str(ROOT / "plans" / plan)))
    assert once.refused == ()
    assert load(once.snapshot).problems == ()
    assert fixed(once.snapshot).edited == ()
