"""What a continuity plan has to contain (NIS2 implementing regulation 4.1.2, ISO 22301 8.4.4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bcdr.frameworks.reading import rows


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading, what belongs under it, and who asks for it."""

    id: str
    title: str
    asks: str
    citations: tuple[str, ...]


@cache
def headings() -> tuple[Heading, ...]:
    """All headings in the order in which a plan has them."""
    return rows("plan_content.yaml", "headings", Heading)
