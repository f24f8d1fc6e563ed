"""An hour round a table, to be held."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blank
from bcdr.fix.phrase import free
from bcdr.model.catalogue import GROUPS
from bcdr.source.edit import Add, Edit


def scenario_not_exercised(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """A tabletop for the kind of disaster, without a day, people or result.

    Whether it took place is a fact of the world, so everything that would make the entry count stays unknown. Where
    nothing was ever exercised, one tabletop is prepared: the likeliest kind that the plan has a scenario for.
    """
    plan = facts.plan
    written = {
        c.group: c.entry.id for c in reversed(facts.coverage) if c.entry is not None and c.entry.id in plan.scenarios
    }
    group = finding.cause or next((g for g in ("malicious", *GROUPS) if g in written), "malicious")
    prepared = [
        d
        for d in plan.drills.values()
        if d.result is None and (d.id.startswith(f"tabletop-{group}") or d.scenario == written.get(group, "-"))
    ]
    if prepared:
        return
    scenario = written.get(group)
    yield Add(
        ("drills",),
        {
            free(f"tabletop-{group}", plan.drills): {
                "title": f"Tabletop: {GROUPS[group].lower()}",
                "type": "tabletop",
                "scenario": scenario or blank(f"a scenario of the kind {GROUPS[group].lower()}"),
                "planned": blank("the day on which it shall be held"),
                "led_by": blank("who leads it"),
                "occurred": blank("the day on which it was held"),
                "result": blank("passed, partial or failed; a failed one is worth writing down"),
            }
        },
        "TODO: talk it through round a table, then write down what came of it",
    )
