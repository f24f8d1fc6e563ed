"""Every finding has a place for those who need one."""

from __future__ import annotations

import pytest

from bcdr.finding import Location
from bcdr.render.spot import plan_file, spot
from tests.render.conftest import finding, lint


@pytest.mark.parametrize(
    ("location", "plan", "file", "line"),
    [
        (Location("plans/shop/a.yaml", 3, 1), "plans/shop", "plans/shop/a.yaml", 3),
        (Location("./a.yaml", 3, 1), ".", "a.yaml", 3),
        (None, "plans/shop", "plans/shop/plan.yaml", 1),
        (None, ".", "plan.yaml", 1),
    ],
)
def test_spot(location: Location | None, plan: str, file: str, line: int) -> None:
    found = spot(lint(plan=plan), finding(location=location))
    assert (found.file, found.line) == (file, line)


def test_plan_file() -> None:
    assert plan_file(lint(plan="./x")) == "x/plan.yaml"
