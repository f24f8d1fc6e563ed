"""A scenario of the plan as events: what it says is lost, gone or in hostile hands."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.event import canonical
from bcdr.model.catalogue import SCENARIOS
from bcdr.model.runbook import Scenario
from bcdr.report.whatif.aftermath import WhatIf, what_if
from bcdr.report.whatif.play import Play
from bcdr.report.whatif.survival import survival_of


class ScenarioLine(NamedTuple):
    """One scenario played: its outcome as a verdict names it, or `nothing stated` to be lost."""

    id: str
    title: str
    state: str
    verdict: str


def title_of(scenario: Scenario) -> str:
    """Its own title, else that of the catalogue, else its id."""
    known = SCENARIOS.get(scenario.id)
    return scenario.title or (known.title if known is not None else scenario.id)


def is_malicious(scenario: Scenario) -> bool:
    """Somebody does it on purpose, so that what is named is in hostile hands."""
    known = SCENARIOS.get(scenario.id)
    return (known.group if known is not None else scenario.group) == "malicious"


def play_of(scenario: Scenario) -> Play:
    """What there is to play: events, title and the runbooks that it would use."""
    hostile = is_malicious(scenario)
    events = tuple(dict.fromkeys(canonical(r, hostile=hostile) for r in scenario.loses))
    return Play(events, scenario=scenario.id, title=title_of(scenario), runbooks=scenario.runbooks)


def scenario_lines(facts: Facts, detection: timedelta | None = None) -> tuple[ScenarioLine, ...]:
    """Every scenario that can happen here, in the order of the plan; `detection` replaces what the scenarios say."""
    possible = (s for s in facts.plan.scenarios.values() if s.applicable is not False)
    return tuple(_line(s, what_if_scenario(s, facts, detection) if s.loses else None) for s in possible)


@lru_cache(maxsize=64)
def what_if_scenario(scenario: Scenario, facts: Facts, detection: timedelta | None = None) -> WhatIf:
    """What becomes of the plan in the scenario, worked out once for all that speak of it."""
    found_after = detection if detection is not None else scenario.detection
    return what_if("", survival_of(facts, found_after), play_of(scenario))


def _line(scenario: Scenario, found: WhatIf | None) -> ScenarioLine:
    if found is None:
        words = "nobody wrote what is lost then, so nothing can be worked out"
        return ScenarioLine(scenario.id, title_of(scenario), "nothing stated", words)
    return ScenarioLine(scenario.id, title_of(scenario), found.outcome, found.verdict)
