"""What survives what: the page of fatal events, and what a scenario would really cost."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.model.runbook import Scenario
from bcdr.report.block import Callout
from bcdr.report.pairs import combination_table
from bcdr.report.site.link import href
from bcdr.report.site.page import Block, Fold, Page
from bcdr.report.site.part import section, sections
from bcdr.report.span import Span, line
from bcdr.report.survival import (
    WORDS,
    data_table,
    fatal_table,
    reason,
    scenario_table,
    service_table,
)
from bcdr.report.whatif.fatal import fatal_events
from bcdr.report.whatif.scenario import what_if_scenario
from bcdr.report.whatif.survival import survival_of

PAIRS = 60
"""So many lines of combinations fit on a page that somebody reads."""


def survival_page(facts: Facts) -> Page:
    """Every single failure domain, pairs of them, and the scenarios, played through."""
    found = fatal_events("", survival_of(facts), 2, None)
    pairs = combination_table(found, facts, PAIRS)
    return Page(
        path="survival",
        title="What survives",
        kind="If it burns tonight",
        lead=line(
            "Worked out from the plan: what is lost for good after which events, and what would help. ",
            Span("Not shown means that a fact is missing; nothing is assumed in our favour."),
        ),
        sections=sections(
            section("scenarios", "Scenarios", scenario_table(found.scenarios, href)),
            section("single", "One thing alone", fatal_table(found)),
            section("pairs", "Two things together", Fold("Combinations of two", (pairs,))),
        ),
    )


def played(scenario: Scenario | None, facts: Facts) -> tuple[Block, ...]:
    """What the scenario would cost by the design of the plan; nothing when it names nothing that is lost."""
    if scenario is None or scenario.applicable is False or not scenario.loses:
        return ()
    found = what_if_scenario(scenario, facts)
    word, tone = WORDS[found.outcome]
    title = f"{word[0].upper()}{word[1:]}"
    return (Callout(title, (line(reason(found.verdict)),), tone), data_table(found, href), service_table(found, href))
