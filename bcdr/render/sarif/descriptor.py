"""A rule as SARIF describes it, with its lesson as help and its clauses as relationships; and the clauses themselves.

No rule has a `helpUri`: the manual is built from the same lessons and has no address of its own on the web.
"""

from __future__ import annotations

from typing import Any

from bcdr.report.explain import Lesson
from bcdr.report.rulebook import Rulebook, Taxonomy

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
LIMIT = 1000
"""Characters of a description: GitHub takes 1024."""


def descriptor(name: str, book: Rulebook) -> dict[str, Any]:
    """The rule of this name; a finding whose rule has no lesson still gets a descriptor."""
    lesson = book.lessons.get(name)
    if lesson is None:
        return {"id": name}
    citations = book.citations.get(name, ())
    level = _level(lesson)
    tags = [lesson.family, *dict.fromkeys(c.partition(" ")[0] for c in citations)]
    made: dict[str, Any] = {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "shortDescription": {"text": lesson.summary[:LIMIT]},
        "fullDescription": {"text": f"{lesson.summary} What clears it: {_flat(lesson.clears)}"[:LIMIT]},
        "help": {"text": _plain(lesson), "markdown": _markdown(lesson)},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": tags, "problem.severity": PROBLEMS[level]},
    }
    relationships = _relationships(citations, book)
    return {**made, "relationships": relationships} if relationships else made


def taxonomy(found: Taxonomy) -> dict[str, Any]:
    """A law or standard with the clauses that rules serve."""
    made: dict[str, Any] = {
        "name": found.id,
        "version": found.version,
        "shortDescription": {"text": found.title},
        "isComprehensive": False,
        "taxa": [
            {"id": c.number, **({"shortDescription": {"text": c.title}} if c.title else {})} for c in found.clauses
        ],
    }
    return {**made, "informationUri": found.url} if found.url else made


def _level(lesson: Lesson) -> str:
    """The gravest that it can be."""
    words = {word for _, grades in lesson.grades for word in grades}
    return next((LEVELS[word] for word in LEVELS if word in words), "note")


def _relationships(citations: tuple[str, ...], book: Rulebook) -> list[dict[str, Any]]:
    found = []
    for number, tax in enumerate(book.taxonomies):
        for place, clause in enumerate(tax.clauses):
            if f"{tax.id} {clause.number}" in citations:
                component = {"name": tax.id, "index": number}
                target = {"id": clause.number, "index": place, "toolComponent": component}
                found.append({"target": target, "kinds": ["relevant"]})
    return found


def _markdown(lesson: Lesson) -> str:
    parts = [lesson.summary, f"## Why\n\n{lesson.why}" if lesson.why else ""]
    parts += [
        f"## {title}\n\n```yaml\n{text}\n```" for title, text in (("Bad", lesson.bad), ("Good", lesson.good)) if text
    ]
    parts += [f"## What clears it\n\n{lesson.clears}" if lesson.clears else ""]
    clauses = [
        f"- {c.label}, {c.title}" if c.title else f"- {c.label}" for cited in lesson.citations for c in cited.clauses
    ]
    parts += ["## Clauses\n\n" + "\n".join(clauses) if clauses else ""]
    return "\n\n".join(filter(None, parts))


def _plain(lesson: Lesson) -> str:
    parts = (lesson.summary, lesson.why, f"What clears it: {lesson.clears}" if lesson.clears else "")
    return "\n\n".join(" ".join(p.split()) for p in parts if p)


def _flat(text: str) -> str:
    return " ".join(text.split())
