"""The generator of the benchmarks writes plans that load."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from bcdr.source.load import load
from bcdr.source.snapshot import from_texts


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "gen_plan.py"
    spec = importlib.util.spec_from_file_location("gen_plan", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("files", "lines"), [(1, 900), (15, 1_500), (150, 8_000)])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_generated_plan_is_clean(files: int, lines: int, seed: int, generator: ModuleType) -> None:
    texts = generator.generate(files, lines, seed)
    assert abs(len(texts) - files) <= max(6, files // 10)
    assert abs(sum(t.count("\n") for t in texts.values()) - lines) < lines // 5
    assert load(from_texts(texts)).problems == ()
    assert texts == generator.generate(files, lines, seed)


def test_every_broken_file_is_found(generator: ModuleType) -> None:
    problems = load(from_texts(generator.generate(150, 8_000, 1, broken=12))).problems
    assert len(problems) == 12
    assert {p.rule for p in problems} == {
        "invalid-value", "unknown-key", "broken-reference", "duplicate-key", "yaml-feature", "no-value",
    }  # fmt: skip
