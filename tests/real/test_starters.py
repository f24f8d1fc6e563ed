"""The starters of `bcdr init`: no errors as written, nothing invented, and every prepared line can be switched on."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bcdr.audit import audit
from bcdr.finding import Severity
from bcdr.model.plan import Plan
from bcdr.render.starter import starter
from bcdr.source.folder import read_folder
from bcdr.source.load import load

STARTERS = Path(__file__).parents[2] / "templates" / "plan"
FILLED = Path(__file__).parent / "filled"
NAMES = ("small-office", "solo", "web-shop")
TODAY = date(2026, 11, 21)
FIRMS = ((1, "DE"), (5, "IE"), (40, "US"), (None, None))


def written(name: str, people: int | None = 5, country: str | None = "IE") -> dict[str, str]:
    """The files that `bcdr init` writes, for a firm whose names try to break out of their quotes."""
    answers = {
        "organization": 'Smith "and" {{ sons }}: # &co',
        "country": country,
        "people": people,
        "owner_name": "Jo O'Neil",
        "owner_id": "jo-o-neil",
        "today": TODAY.isoformat(),
    }
    return starter(STARTERS / name, answers)


def render(name: str, people: int | None = 5, country: str | None = "IE") -> str:
    """The plan among them."""
    return written(name, people, country)["plan.yaml"]


def loaded(folder: Path, text: str) -> Plan:
    """The plan of `text`, without any fault."""
    (folder / "plan.yaml").write_text(text, "utf-8")
    result = load(read_folder(str(folder)))
    assert [p.message for p in result.problems] == []
    assert result.plan is not None
    return result.plan


def test_there_are_three() -> None:
    assert tuple(sorted(p.name for p in STARTERS.iterdir())) == NAMES


@pytest.mark.parametrize(("people", "country"), FIRMS)
@pytest.mark.parametrize("name", NAMES)
def test_has_no_errors_as_written(tmp_path: Path, name: str, people: int | None, country: str | None) -> None:
    plan = loaded(tmp_path, render(name, people, country))
    found = audit(plan, TODAY).findings
    assert [f"{f.rule} {f.object}" for f in found if f.severity is Severity.ERROR] == []
    assert found, "an empty plan is not a good plan: the newcomer needs the next three things to do"


@pytest.mark.parametrize("name", NAMES)
def test_names_survive_as_written(tmp_path: Path, name: str) -> None:
    plan = loaded(tmp_path, render(name))
    assert plan.organization.name == 'Smith "and" {{ sons }}: # &co'
    assert plan.people["jo-o-neil"].name == "Jo O'Neil"


@pytest.mark.parametrize("name", NAMES)
def test_invents_nothing(tmp_path: Path, name: str) -> None:
    text = render(name)
    plan = loaded(tmp_path, text)
    assert not re.search(r"\d{4}-\d{2}-\d{2}", text)
    for claims in (plan.drills, plan.evidence, plan.reviews, plan.waivers, plan.vendors):
        assert not claims
    assert all(not store.copies for store in plan.datastores.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_prepared_line_can_be_switched_on(tmp_path: Path, name: str) -> None:
    plan = loaded(tmp_path, re.sub(r"^#:", "", render(name), flags=re.MULTILINE))
    for prepared in (plan.runbooks, plan.drills, plan.scenarios, plan.vendors, plan.processing):
        assert prepared
    assert any(store.copies for store in plan.datastores.values())


@pytest.mark.parametrize("name", NAMES)
def test_init_writes_it(program: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path, name: str) -> None:
    home = tmp_path / "plan"
    done = program("init", home, "--template", name, "--no-input", "--organization", 'A "B" #', "--people", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (home / "plan.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=.bcdr/schema.json")
    for file in (".gitignore", ".pre-commit-config.yaml", "README.md", ".bcdr/schema.json"):
        assert (home / file).is_file()
    done = program("lint", home)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("file", [".gitignore", ".pre-commit-config.yaml", "README.md"])
def test_what_goes_beside_the_plan_is_the_same_everywhere(file: str) -> None:
    assert len({written(name)[file] for name in NAMES}) == 1


@pytest.mark.parametrize("tier", ["1", "2"])
def test_a_starter_filled_in_honestly_stays_within_the_budget(tmp_path: Path, tier: str) -> None:
    text = (FILLED / "plan.yaml").read_text("utf-8")
    result = audit(loaded(tmp_path, text.replace("tier: 2", f"tier: {tier}")), TODAY)
    assert result.facts.profile == "micro"
    found = [f"{f.severity.name} {f.rule} {f.object}" for f in result.findings if f.severity >= Severity.WARNING]
    assert [line for line in found if line.startswith("ERROR")] == []
    assert len(found) <= 5, found
