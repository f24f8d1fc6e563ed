"""The plans of the day before: one folder an incident, read as people's plans are read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bcdr.model.plan import Plan
from bcdr.source.folder import read_folder
from bcdr.source.load import load

HOME = Path(__file__).parent
PLANS = sorted(p.parent for p in HOME.glob("*/plan.yaml"))


@cache
def plan_of(incident: str) -> Plan:
    """The plan that stood the day before `incident`."""
    loaded = load(read_folder(str(HOME / incident)))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    return loaded.plan
