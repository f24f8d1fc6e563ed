"""What can be named as lost or hostile in a plan: every label, object and scenario, with what people call it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bcdr.analysis.survival.aftermath import Survival
from bcdr.report.whatif.scenario import title_of

LABELS = ("site", "storage", "region", "provider", "account", "admin", "software")
OBJECTS = ("places", "vendors", "datastores", "services", "credentials", "people", "roles", "channels")
KINDS = (*LABELS, *OBJECTS)
"""Kinds of things that an event can be about."""

Names = Mapping[str, Mapping[str, str]]
"""By kind, each id with its name; the name of a label is empty."""


class Nameable(NamedTuple):
    """What can be named in one plan."""

    plan: str
    organization: str
    kinds: Names
    scenarios: Mapping[str, str]


def nameable(plan: str, survival: Survival) -> Nameable:
    """Everything that `whatif` understands in this plan."""
    facts = survival.facts
    kinds: dict[str, dict[str, str]] = {label: dict.fromkeys(survival.ground.values[label], "") for label in LABELS}
    for kind in OBJECTS:
        kinds[kind] = {id_: entry.name_or_id for id_, entry in facts.plan.collection(kind).items()}
    scenarios = {s.id: title_of(s) for s in facts.plan.scenarios.values() if s.applicable is not False}
    return Nameable(plan, facts.plan.organization.name, kinds, scenarios)
