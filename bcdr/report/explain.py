"""What there is to know of a rule, from its own lesson: the same words for `bcdr explain`, the manual and editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import NamedTuple, get_args

from bcdr.audit import TIER1_WAIVER
from bcdr.finding import Severity
from bcdr.frameworks.catalogue import Clause, Kind, clause, framework
from bcdr.report.crosswalk import anchor_of
from bcdr.rules.registry import FAMILIES, rules
from bcdr.rules.rule import Grades, Option, Rule

LARGER, SMALL = "more than 10 people", "10 people or fewer"
"""How people know the profiles std and micro."""
PROFILE = {"std": LARGER, "micro": SMALL}
TEXT_FAMILY = "integrity"
"""Faults of the text belong to this family of rules."""
FIXES = {
    "auto": "the tool can make this edit for you",
    "scaffold": "the tool can write a skeleton; only facts clear the finding",
    "no": "only a fact from the world clears it",
}


GDPR_ONLY = "It asks only where the GDPR applies: personal data, and an organisation in the EEA or UK, or bound by it."
CUSTODIANS = "Whoever keeps other people's data for them is judged as a larger company, however small."


class Cited(NamedTuple):
    """A clause that a rule serves."""

    citation: str
    label: str
    title: str
    anchor: str
    is_verified: bool


class Citations(NamedTuple):
    """The clauses of one framework that a rule serves; `id` is that of the framework."""

    id: str
    name: str
    clauses: tuple[Cited, ...]


class Setting(NamedTuple):
    """An option of a rule, with what it means and what holds where the plan sets nothing."""

    name: str
    default: str
    meaning: str


class Lesson(NamedTuple):
    """A rule, or a fault of the text, as people learn it. `grades` are (group, severities of tiers 1 to 4)."""

    name: str
    family: str
    summary: str
    why: str
    bad: str
    good: str
    clears: str
    grades: tuple[tuple[str, tuple[str, ...]], ...]
    citations: tuple[Citations, ...]
    options: tuple[Setting, ...]
    fix: str
    waiver_days: int | None
    choices: str = ""
    applies: tuple[str, ...] = ()


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
        grades=tuple(_grades(rule)),
        citations=citations(rule.clauses),
        options=_settings(rule),
        fix=FIXES[rule.fix],
        waiver_days=(min(rule.waiver_max, TIER1_WAIVER) if rule.gdpr else rule.waiver_max).days,
        choices=parts.get("choices", ""),
        applies=(*([GDPR_ONLY] if rule.gdpr else ()), *([CUSTODIANS] if rule.custodian else ())),
    )


def _grades(rule: Rule) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Both profiles, then those of single causes that are graded differently."""
    for cause, (std, micro) in {"": (rule.std, rule.micro), **rule.causes}.items():
        named = f", {cause.replace('-', ' ')}" if cause else ""
        if std == micro and cause:
            yield f"any company{named}", _words(std)
        else:
            yield f"{LARGER}{named}", _words(std)
            yield f"{SMALL}{named}", _words(micro)


def _settings(rule: Rule) -> tuple[Setting, ...]:
    lines = re.split(r"^- ", rule.lesson.get("options", ""), flags=re.MULTILINE)
    meant = {name: " ".join(text.split()) for name, _, text in (one.partition(": ") for one in lines)}
    return tuple(Setting(o.name, _default(o), meant.get(o.name, "")) for o in rule.options.values())


def _default(option: Option) -> str:
    value = option.default
    if not isinstance(value, (int, float)):
        return str(value)
    return f"{value:g} {option.kind.lower()}" if option.kind in {"Days", "Hours"} else f"{value:g}"


def citations(clauses: Iterable[str]) -> tuple[Citations, ...]:
    """Cited clauses by framework, laws first; within one in the order in which they are cited."""
    found: dict[str, list[Clause]] = {}
    for citation in clauses:
        one = clause(citation)
        found.setdefault(one.framework, []).append(one)
    order = [get_args(Kind).index(framework(id_).kind) for id_ in found]
    ranked = [id_ for _, id_ in sorted(zip(order, found, strict=True), key=lambda pair: pair[0])]
    return tuple(
        Citations(
            id_,
            framework(id_).short,
            tuple(Cited(c.citation, c.label, c.title, anchor_of(c), c.verified) for c in found[id_]),
        )
        for id_ in ranked
    )


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
        citations=(),
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
