"""All rules, found by walking the families."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from bcdr.rules.rule import Rule

FAMILIES = (
    "coverage", "backups", "isolation", "control", "objectives", "drills", "people", "communication", "vendors",
    "runbooks", "privacy", "change", "integrity",
)  # fmt: skip
"""Families in the order of the catalogue; each is a chapter."""

NEARLY_RULES = frozenset({"rpo-missed-in-drill"})
"""Checks of documents with a name so much like a rule's that one could take it for a slip of the pen."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by family and name. A module in a family without a rule of its own name is a fault in our house."""
    found: list[Rule] = []
    for family in FAMILIES:
        package = import_module(f"bcdr.rules.{family}")
        for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda i: i.name):
            module = import_module(f"{package.__name__}.{info.name}")
            found.append(getattr(module, info.name))
    return tuple(found)


@cache
def rule_named(name: str) -> Rule | None:
    """The rule called `name`, in kebab-case."""
    return next((r for r in rules() if r.name == name), None)
