"""Security of processing, GDPR Art. 32, point by point: the rows of the report and the harms to weigh."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bcdr.frameworks.catalogue import clause
from bcdr.frameworks.reading import rows


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the article, from the duty to the condition under which the plan shows it."""

    citation: str
    duty: str
    asks: str
    """What an auditor wants to see."""
    answer: str
    """Where in a plan the answer lies."""
    evidenced_when: str
    """The condition for the word "evidenced"; the program computes it, a person judges whether it is enough."""
    note: str = ""
    """A warning that belongs beside the row."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """The codes of the plan data that can show it, as the catalogue has them."""
        return clause(self.citation).evidence


@dataclass(frozen=True, slots=True)
class Harm:
    """One of the five things that may happen to personal data, Art. 32(2)."""

    id: str
    title: str
    meaning: str


@cache
def points() -> tuple[Point, ...]:
    """The eight rows, in the order of the article."""
    return rows("article32.yaml", "points", Point)


@cache
def harms() -> tuple[Harm, ...]:
    """The five harms that a risk register has to treat or exclude with a reason."""
    return rows("article32.yaml", "harms", Harm)
