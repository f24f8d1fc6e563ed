"""Severity and likelihood in four levels, as the CNIL method counts them; 0 means that nobody has judged yet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bcdr.frameworks.reading import rows


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale."""

    number: int
    title: str
    meaning: str


@cache
def severity() -> tuple[Level, ...]:
    """How hard people would be hit, 1 to 4."""
    return rows("scales.yaml", "severity", Level)


@cache
def likelihood() -> tuple[Level, ...]:
    """How easily the sources of risk could make it happen, 1 to 4."""
    return rows("scales.yaml", "likelihood", Level)


@cache
def unset() -> Level:
    """The level before a judgement: a document prints it as a gap, never as a low value."""
    return rows("scales.yaml", "unset", Level)[0]
