"""All fixers, found as the rules are: `bcdr/fix/<family>/<rule>.py` holds the one of a rule of that family and name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import cast

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.rules.rule import Rule
from bcdr.source.edit import Edit

Fixer = Callable[[Finding, Facts], Iterable[Edit]]
"""From a finding and the facts of its plan to edits; none when what can be written is written already."""


def fixer_of(rule: Rule) -> Fixer | None:
    """The fixer of a rule; None where nobody wrote one."""
    return _fixer(rule.family, rule.name.replace("-", "_"))


@cache
def _fixer(family: str, name: str) -> Fixer | None:
    package = f"bcdr.fix.{family}"
    if find_spec(package) is None or find_spec(f"{package}.{name}") is None:
        return None
    return cast("Fixer", getattr(import_module(f"{package}.{name}"), name))


def is_offered(rule: Rule) -> bool:
    """Whether the fix is done only for somebody who asks for this rule by name: its module says `OFFERED`."""
    fixer = fixer_of(rule)
    return fixer is not None and bool(getattr(import_module(fixer.__module__), "OFFERED", False))
