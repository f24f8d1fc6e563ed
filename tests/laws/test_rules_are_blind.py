"""Law 3: a rule never sees a file name, a line, a severity letter, a profile or another rule."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULES = sorted(p for p in (ROOT / "bcdr" / "rules").glob("*/*.py") if p.name != "__init__.py")

SEEN = {
    "bcdr.finding": {"Deviation"},
    "bcdr.rules.rule": {"Days", "Factor", "Hours", "rule"},
}
HIDDEN = {"column", "line", "profile", "severity"}


def named(path: Path) -> str:
    return path.stem.replace("_", "-")


def test_there_are_rules() -> None:
    assert len(RULES) >= 35


@pytest.mark.parametrize("module", RULES, ids=named)
def test_rule_is_blind(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in SEEN:
            assert {n.name for n in node.names} <= SEEN[node.module], f"line {node.lineno}"
        if isinstance(node, ast.ImportFrom):
            assert node.module != "bcdr.rules.registry", f"line {node.lineno}"
        if isinstance(node, ast.Attribute):
            assert node.attr not in HIDDEN, f"line {node.lineno}: .{node.attr}"


@pytest.mark.parametrize("module", RULES, ids=named)
def test_rule_lives_in_a_file_of_its_name(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    functions = [n for n in tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]
    assert [f.name for f in functions] == [module.stem]
