"""A template has loops and "is it there" tests: it does not compare, sort, count or format."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(p for folder in ("report", "page") for p in (ROOT / "templates" / folder).rglob("*.j2"))
THOUGHT = (nodes.Compare, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Mod, nodes.Test)
ALLOWED = {"prose", "trusted_svg", "address", "join", "safe", "e"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_template_does_not_think(path: Path) -> None:
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    assert [f"line {n.lineno}: {type(n).__name__}" for n in tree.find_all(THOUGHT)] == []
    filters = {n.name for n in tree.find_all(nodes.Filter)}
    assert filters <= ALLOWED, "filters that sort, count or format belong to the report"


def test_there_are_templates_to_look_at() -> None:
    assert len(FILES) >= 3
