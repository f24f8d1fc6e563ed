"""Of a plan in which nothing stands nothing is asked."""

from __future__ import annotations

from datetime import date

from bcdr.audit import audit
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts


def test_an_empty_plan_is_silent() -> None:
    loaded = load(from_texts({"plan.yaml": "bcdr: 1\norganization: {name: Nobody yet}\n"}))
    assert loaded.plan is not None
    assert audit(loaded.plan, date(2026, 11, 21)).findings == ()
