"""The plan, the day and the revision, as every command reads them."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from bcdr.cli.reading import FaultyPlanError, day_of, read_plan, sound_plan
from bcdr.errors import BcdrError


@pytest.mark.parametrize(
    ("option", "environment", "day"),
    [
        ("2026-01-02", "", date(2026, 1, 2)),
        (None, "2025-01-02", date(2025, 1, 2)),
        ("2026-01-02", "2025-01-02", date(2026, 1, 2)),
        ("2026-01-02", "nonsense", date(2026, 1, 2)),
    ],
)
def test_day(option: str | None, environment: str, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BCDR_AS_OF", environment)
    assert day_of(option) == day


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "21.11.2026", "2026-11-21T10:00"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(BcdrError, match="--as-of is not a day"):
        day_of(text)


def test_a_plan_with_faults_is_no_sound_plan(plan: Path) -> None:
    (plan / "more.yaml").write_text("datastores: {x: {clas: truth, nam: X}}\n", encoding="utf-8")
    assert len(read_plan(str(plan), None).problems) == 2
    with pytest.raises(FaultyPlanError, match=r"more.yaml:1: x has no field clas.*\(and 1 more\)"):
        sound_plan(str(plan), None)


def test_a_revision_is_read_as_it_was(plan: Path) -> None:
    who = {f"GIT_{role}_{what}": "a" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull}
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run(["git", "-C", plan, *words], check=True, env=environment)
    (plan / "plan.yaml").write_text("bcdr: 1\norganization: {name: New Name}\n", encoding="utf-8")
    assert sound_plan(str(plan), None)[1].organization.name == "New Name"
    assert sound_plan(str(plan), "HEAD")[1].organization.name == "Corner Shop"
