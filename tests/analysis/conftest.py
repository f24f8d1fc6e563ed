"""Plans from a few lines of YAML, read through the real loader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from textwrap import dedent

import pytest

from bcdr.analysis.facts import Facts
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

AsOf = date(2026, 11, 21)


@pytest.fixture
def facts() -> Callable[..., Facts]:
    """`facts(yaml)`: facts of a plan of that text, as of 2026-11-21."""

    def make(text: str, as_of: date = AsOf) -> Facts:
        whole = "bcdr: 1\norganization: {name: Test}\n" if "organization:" not in text else "bcdr: 1\n"
        loaded = load(from_texts({"plan.yaml": whole + dedent(text)}))
        assert loaded.plan is not None, [p.message for p in loaded.problems]
        return Facts(loaded.plan, as_of)

    return make
