"""The data protection impact assessment: when one is due and what it has to contain (GDPR Art. 35, WP 248)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bcdr.frameworks.catalogue import clause
from bcdr.frameworks.reading import build, document, rows

_FILE = "dpia.yaml"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the nine signs of high risk, answered by a person with a reason."""

    id: str
    question: str
    examples: str

    @property
    def title(self) -> str:
        """Its name, as the catalogue has it."""
        return clause(f"wp248 {self.id}").title


@dataclass(frozen=True, slots=True)
class Screening:
    """How many met criteria lead where; below the lower one the screening is only recorded."""

    judgement_from: int
    """From so many on, a person decides."""
    assessment_from: int
    """From so many on, an assessment is due unless a signed reason says otherwise."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A case in which an assessment is due whatever the count of criteria."""

    id: str
    title: str
    citation: str


@dataclass(frozen=True, slots=True)
class ContentItem:
    """One line of the checklist for an acceptable assessment."""

    id: str
    part: str
    """The number of the WP 248 annex it belongs to: A2.1, A2.2.1, ..."""
    title: str
    asks: str


@dataclass(frozen=True, slots=True)
class FearedEvent:
    """One of the three harms that the risk part looks at, and what BC/DR data can tell about it."""

    id: str
    title: str
    evidence: tuple[str, ...]
    facts: str
    """The facts a plan can quote; severity and likelihood stay with a person."""


@cache
def criteria() -> tuple[Criterion, ...]:
    """The nine screening criteria, C1 to C9."""
    return rows(_FILE, "criteria", Criterion)


@cache
def screening() -> Screening:
    """The two counts that decide."""
    return build(Screening, document(_FILE).get("screening"), f"{_FILE}, screening")


@cache
def triggers() -> tuple[Trigger, ...]:
    """The cases of Art. 35(3) and the national list."""
    return rows(_FILE, "triggers", Trigger)


@cache
def checklist() -> tuple[ContentItem, ...]:
    """The content that WP 248 Annex 2 asks for, line by line."""
    return rows(_FILE, "checklist", ContentItem)


@cache
def feared_events() -> tuple[FearedEvent, ...]:
    """Illegitimate access, unwanted modification and disappearance."""
    return rows(_FILE, "feared_events", FearedEvent)
