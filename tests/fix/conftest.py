"""A plan laid out in a text, and what the fixers make of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from difflib import ndiff
from functools import partial

import pytest

from bcdr.audit import audit
from bcdr.fix.mend import Mended, mended
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

AS_OF = date(2026, 11, 21)
BOTH = frozenset({"auto", "scaffold"})

Fix = Callable[..., Mended]


@pytest.fixture(scope="session")
def fix() -> Fix:
    """`fix(text, "rule")`: the plan after every fix of that rule; several files as keywords."""

    def run(text: str, *rules: str, named: bool = False, kinds: frozenset[str] = BOTH, **files: str) -> Mended:
        snapshot = from_texts({"plan.yaml": text, **files})
        problems = load(snapshot).problems
        assert problems == (), [p.message for p in problems]
        check = partial(audit, as_of=AS_OF, select=rules)
        return mended(snapshot, check, kinds=kinds, named=frozenset(rules if named else ()))

    return run


@pytest.fixture(scope="session")
def added(fix: Fix) -> Callable[..., str]:
    """`added(text, "rule")`: the lines that the fixes of that rule add; nothing else may change."""

    def run(text: str, *rules: str) -> str:
        after = fix(text, *rules)
        assert after.refused == ()
        new = after.snapshot.files[0].text
        assert new is not None
        lines = [line for line in ndiff(text.splitlines(), new.splitlines()) if line[0] != "?"]
        assert [line for line in lines if line[0] == "-"] == []
        return "".join(line[2:] + "\n" for line in lines if line[0] == "+")

    return run


HEAD = """\
bcdr: 1
organization:
  name: Shop
  people: 40
  country: DE
  gdpr:
    role: controller
    authority: LfDI
"""


@pytest.fixture(scope="session")
def written(added: Callable[..., str]) -> Callable[..., str]:
    """`written(text, "rule")`: the same for the plan of a company of forty; `text` is the rest of it."""
    return lambda text, *rules: added(HEAD + text, *rules)
