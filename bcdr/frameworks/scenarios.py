"""The disruptions that a small company should have thought about: what each takes away and what a plan must show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from bcdr.frameworks.reading import rows

GroupId = Literal["site-loss", "malicious", "operator-error", "provider-or-account", "key-person", "main-vendor"]
Breach = Literal["availability", "confidentiality", "integrity"]


@dataclass(frozen=True, slots=True)
class Group:
    """One of the six families; a plan covers at least one scenario of each."""

    id: GroupId
    title: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """One disruption of the catalogue."""

    id: str
    title: str
    group: GroupId
    lost: str
    """What is gone or can no longer be trusted."""
    plan_shows: str
    """What a plan has ready for it."""
    breach: tuple[Breach, ...]
    """The kinds of personal-data breach it usually is, the likeliest first; empty if usually none."""
    note: str = ""


@cache
def groups() -> tuple[Group, ...]:
    """The six groups, in the order of a coverage table."""
    return rows("scenarios.yaml", "groups", Group)


@cache
def scenarios() -> tuple[Scenario, ...]:
    """All scenarios, in the order of the catalogue."""
    return rows("scenarios.yaml", "scenarios", Scenario)


def scenario(id: str) -> Scenario | None:
    """The scenario with this id, None if the catalogue has none: a plan may add its own."""
    return next((one for one in scenarios() if one.id == id), None)


def in_group(id: GroupId) -> tuple[Scenario, ...]:
    """The scenarios of one group."""
    return tuple(one for one in scenarios() if one.group == id)
