"""Every file of a family is a rule that is found, and found by its name."""

from __future__ import annotations

from pathlib import Path

from bcdr.rules.registry import FAMILIES, rule_named, rules

ROOT = Path(__file__).resolve().parents[2] / "bcdr" / "rules"


def test_every_file_of_a_family_is_a_rule() -> None:
    files = [(f, p.stem.replace("_", "-")) for f in FAMILIES for p in sorted((ROOT / f).glob("[!_]*.py"))]
    assert [(r.family, r.name) for r in rules()] == files
    assert len(files) > 90
    assert {p.name for p in ROOT.iterdir() if (p / "__init__.py").is_file()} == set(FAMILIES)


def test_a_rule_is_found_by_its_name() -> None:
    assert [rule_named(r.name) is r for r in rules()] == [True] * len(rules())
    assert rule_named("no-such-rule") is None
