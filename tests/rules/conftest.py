"""A fragment of YAML laid over the healthy plan and audited: how every rule is tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from bcdr.audit import Audit, audit
from bcdr.model.plan import Plan
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

from . import said

HEALTHY = Path(__file__).parent / "healthy" / "plan.yaml"
SMALL = Path(__file__).parent / "small" / "plan.yaml"
AS_OF = date(2026, 11, 21)

Over = Callable[..., Audit]


@cache
def _text(base: Path) -> dict[str, Any]:
    return read(base.read_text(encoding="utf-8"))


def read(text: str) -> dict[str, Any]:
    """YAML with every scalar as text, as the loader sees it."""
    return cast("dict[str, Any]", yaml.load(text, Loader=yaml.CBaseLoader))


def laid(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Maps merge; an empty map, a list and a scalar replace what was there."""
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = laid(old, value) if value and isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def audited(base: Path, fragments: tuple[str, ...], as_of: date, **options: Any) -> Audit:
    """The audit of the plan in `base` with the fragments laid over it, one after the other."""
    return audit(_laid_over(base, fragments), as_of, **options)


@lru_cache(maxsize=256)  # reading a plan takes ten times as long as auditing it
def _laid_over(base: Path, fragments: tuple[str, ...]) -> Plan:
    merged = _text(base)
    for fragment in fragments:
        merged = laid(merged, read(fragment) or {}) if fragment.strip() else merged
    text = yaml.dump(merged, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=10_000)
    loaded = load(from_texts({"plan.yaml": text}))
    assert loaded.plan is not None, "\n".join(f"{p.object}: {p.message}" for p in loaded.problems)
    return loaded.plan


@pytest.fixture(scope="session")
def over() -> Over:
    """`over(fragment)` audits the healthy plan with the fragment laid over it; options are those of `audit`."""

    def run(*fragments: str, as_of: date = AS_OF, **options: Any) -> Audit:
        return audited(HEALTHY, fragments, as_of, **options)

    return run


@pytest.fixture(scope="session")
def small() -> Over:
    """`small(fragment)` does so with the plan of a company of two."""

    def run(*fragments: str, as_of: date = AS_OF, **options: Any) -> Audit:
        return audited(SMALL, fragments, as_of, **options)

    return run


@pytest.fixture
def judged(over: Over, request: pytest.FixtureRequest) -> Callable[[str, str], list[str]]:
    """`judged(rule, fragment)`: what one rule says, each finding as `E services/shop cause`.

    In the tables of the families every sentence is compared with the book of sentences too.
    """

    def run(rule: str, fragment: str) -> list[str]:
        found = over(fragment, select=[rule]).findings
        if request.node.originalname == "test_rule_says":
            _compare(request, said.spelled(found))
        return sorted(f"{f.severity.name[0]} {f.object} {f.cause}".strip() for f in found)

    return run


_new_books: dict[str, dict[str, str]] = {}


def _compare(request: pytest.FixtureRequest, words: str) -> None:
    family, case = request.node.path.stem.removeprefix("test_"), request.node.callspec.id
    if request.config.option.write_sentences:
        _new_books.setdefault(family, {})[case] = words
        return
    changed = said.difference(family, case, words)
    assert not changed, f"the book of sentences says otherwise (pytest tests/rules --write-sentences)\n{changed}"


def pytest_sessionfinish() -> None:
    """With --write-sentences: the books of the families that ran."""
    said.write(_new_books)
