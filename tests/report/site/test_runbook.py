"""A step with many pieces says the time of one and of all."""

from __future__ import annotations

from datetime import date

import pytest

from bcdr.audit import audit
from bcdr.report.block import Steps
from bcdr.report.site.runbook import runbook
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts


@pytest.mark.parametrize(
    ("step", "takes"),
    [
        ("takes: 30m", "30 min"),
        ("items: 4000", "time not known"),
        ("takes: 30m, items: 4000, people: 10", "8 d 8 h: 4,000 times 30 min, 10 at a time"),
        ("takes: 30m, items: 4", "2 h: 4 times 30 min"),
    ],
)
def test_time_of_a_step(step: str, takes: str) -> None:
    text = f"bcdr: 1\norganization: {{name: T}}\nrunbooks: {{r: {{title: R, steps: [{{do: It, {step}}}]}}}}\n"
    plan = load(from_texts({"plan.yaml": text})).plan
    assert plan is not None
    page = runbook(plan.runbooks["r"], audit(plan, date(2026, 11, 21), catalogue=tuple))
    [steps] = [b for s in page.sections for b in s.blocks if isinstance(b, Steps)]
    assert [s.takes for s in steps.steps] == [takes]
