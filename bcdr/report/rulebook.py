"""All rules for other programs: their lessons, and the clauses that they serve as tables of laws and standards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bcdr.frameworks.catalogue import UnknownClauseError, clause, framework, framework_ids
from bcdr.report.explain import Lesson, lesson
from bcdr.rules.registry import rules


class Clause(NamedTuple):
    """A clause under its number, such as 32(1)(c), with our own short title."""

    number: str
    title: str


class Taxonomy(NamedTuple):
    """A law or standard and those of its clauses that rules serve; `url` is empty when nobody publishes it."""

    id: str
    title: str
    version: str
    url: str
    clauses: tuple[Clause, ...]


class Rulebook(NamedTuple):
    """Lessons by rule, rules of this program before faults of the text; citations by rule; the frameworks cited."""

    lessons: Mapping[str, Lesson]
    citations: Mapping[str, tuple[str, ...]]
    taxonomies: tuple[Taxonomy, ...]


def rulebook(of_text: Iterable[Lesson] = ()) -> Rulebook:
    """Every rule; `of_text` are the lessons of faults of the text."""
    citations = {r.name: r.clauses for r in rules()}
    lessons = {one.name: one for one in (*map(lesson, rules()), *of_text)}
    cited = sorted({c for cited in citations.values() for c in cited})
    names = dict.fromkeys(c.partition(" ")[0] for c in cited)
    return Rulebook(lessons, citations, tuple(_taxonomy(name, cited) for name in names if name in framework_ids()))


def _taxonomy(name: str, cited: Iterable[str]) -> Taxonomy:
    whole = framework(name)
    clauses = tuple(_clause(c) for c in cited if c.startswith(f"{name} "))
    return Taxonomy(name, whole.title, whole.version, whole.url, clauses)


def _clause(citation: str) -> Clause:
    number = citation.partition(" ")[2]
    try:
        return Clause(number, clause(citation).title)
    except UnknownClauseError:
        return Clause(number, "")  # a test of the rules refuses it; a reader still gets the number
