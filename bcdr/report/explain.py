"""What there is to know of a rule, from its own lesson: the same words for `bcdr explain`, the manual and editors."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

from bcdr.finding import Severity
from bcdr.frameworks.catalogue import UnknownClauseError, clause
from bcdr.rules.registry import FAMILIES, rules
from bcdr.rules.rule import Grades, Option, Rule

TEXT_FAMILY = "integrity"
"""Faults of the text belong to this family of rules."""
FIXES = {
    "auto": "the tool can make this edit for you",
    "scaffold": "the tool can write a skeleton; only facts clear the finding",
    "no": "only a fact from the world clears it",
}


class Lesson(NamedTuple):
    """A rule, or a fault of the text, as people learn it. `grades` are (profile, severities of tiers 1 to 4)."""

    name: str
    family: str
    summary: str
    why: str
    bad: str
    good: str
    clears: str
    grades: tuple[tuple[str, tuple[str, ...]], ...]
    clauses: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    fix: str
    waiver_days: int | None


class Chapter(NamedTuple):
    """A family of rules: its name, the question it asks, and its lessons."""

    name: str
    question: str
    lessons: tuple[Lesson, ...]


def lesson(rule: Rule) -> Lesson:
    """The lesson of a rule."""
    parts = rule.lesson
    return Lesson(
        name=rule.name,
        family=rule.family,
        summary=rule.summary,
        why=parts.get("why", ""),
        bad=_unfenced(parts.get("bad", "")),
        good=_unfenced(parts.get("good", "")),
        clears=parts.get("clears", ""),
        grades=(("more than 10 people", _words(rule.std)), ("10 people or fewer", _words(rule.micro))),
        clauses=tuple(_clause(c) for c in rule.clauses),
        options=tuple((o.name, _default(o)) for o in rule.options.values()),
        fix=FIXES[rule.fix],
        waiver_days=rule.waiver_max.days,
    )


def _default(option: Option) -> str:
    value = option.default
    return f"{value:g} {option.kind.lower()}" if isinstance(value, (int, float)) else str(value)


def text_lesson(name: str, summary: str, sections: Mapping[str, str]) -> Lesson:
    """The lesson of a fault of the text: always an error, because rules run only on a plan that can be read."""
    return Lesson(
        name=name,
        family=TEXT_FAMILY,
        summary=summary,
        why=sections.get("why", ""),
        bad=_unfenced(sections.get("bad", "")),
        good=_unfenced(sections.get("good", "")),
        clears=sections.get("clears", ""),
        grades=(("any plan", ("error",) * 4),),
        clauses=(),
        options=(),
        fix="the text has to be corrected; until then no rule runs, and nothing can be accepted",
        waiver_days=None,
    )


def chapters(of_text: tuple[Lesson, ...] = ()) -> tuple[Chapter, ...]:
    """Every family with its lessons, in the order of the catalogue; `of_text` joins the integrity family."""
    found = []
    for family in FAMILIES:
        question = (import_module(f"bcdr.rules.{family}").__doc__ or "").strip().partition("\n")[0]
        own = tuple(lesson(r) for r in rules() if r.family == family)
        found.append(Chapter(family, question, own + (of_text if family == TEXT_FAMILY else ())))
    return tuple(found)


def _words(grades: Grades) -> tuple[str, ...]:
    return tuple(g.word if isinstance(g, Severity) else "silent" for g in grades)


def _unfenced(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(line for line in lines if not line.startswith("```"))


def _clause(citation: str) -> str:
    try:
        found = clause(citation)
    except UnknownClauseError:
        return citation  # a test of the rules refuses it; a reader still gets the number
    return f"{found.label}, {found.title}" if found.title else found.label
