"""What a contract with a processor has to say: the frame and the duties of GDPR Art. 28(3), and terms for recovery."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bcdr.frameworks.reading import rows


@dataclass(frozen=True, slots=True)
class ContractItem:
    """One thing that the contract names or promises."""

    id: str
    title: str
    asks: str
    """What a reader looks for in the contract."""
    citation: str = ""
    """The clause behind it; empty for a term that no law asks for."""


@cache
def frame_items() -> tuple[ContractItem, ...]:
    """The seven things that describe the processing."""
    return rows("article28.yaml", "frame", ContractItem)


@cache
def duty_items() -> tuple[ContractItem, ...]:
    """The eight duties of the processor, 28(3)(a) to (h)."""
    return rows("article28.yaml", "duties", ContractItem)


@cache
def continuity_items() -> tuple[ContractItem, ...]:
    """Terms that recovery needs and the law leaves open: our own defaults."""
    return rows("article28.yaml", "continuity", ContractItem)
