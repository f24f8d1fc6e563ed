"""The scenario catalogue: complete, in six groups."""

from __future__ import annotations

from bcdr.model.catalogue import GROUPS, SCENARIOS


def test_there_are_22_scenarios_in_six_groups() -> None:
    assert len(SCENARIOS) == 22
    assert {s.group for s in SCENARIOS.values()} == set(GROUPS)


def test_each_group_holds_the_scenarios_that_count_for_it() -> None:
    sizes = {g: sum(s.group == g for s in SCENARIOS.values()) for g in GROUPS}
    assert sizes == {"site": 4, "malicious": 5, "operator": 5, "provider": 4, "person": 2, "vendor": 2}
