"""Who sees less sees a part of what the other sees."""

from __future__ import annotations

from typing import get_args

from bcdr.model.record import Private
from bcdr.report.audience.audience import DISCRETION, Audience


def test_every_audience_is_described() -> None:
    assert list(DISCRETION) == list(get_args(Audience))
    assert DISCRETION["auditor"].hidden == frozenset()
    assert DISCRETION["staff"].hidden < DISCRETION["public"].hidden == set(get_args(Private))
    assert set(DISCRETION["staff"].nameless) < set(DISCRETION["public"].nameless)
