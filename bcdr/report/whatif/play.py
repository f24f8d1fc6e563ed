"""What is to be played: the events, and what a scenario of the plan adds to them."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.analysis.survival.domain import Atom


class Play(NamedTuple):
    """Events that happen together. `away` are those of them that are people who only cannot be reached."""

    events: tuple[Atom, ...]
    away: frozenset[str] = frozenset()
    scenario: str = ""
    title: str = ""
    runbooks: tuple[str, ...] = ()
