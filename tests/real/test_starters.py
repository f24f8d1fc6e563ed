"""The starters of `bcdr init`: no errors as written, nothing invented, and every prepared line can be switched on."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import jinja2
import pytest

from bcdr.audit import audit
from bcdr.finding import Severity
from bcdr.model.plan import Plan
from bcdr.source.folder import read_folder
from bcdr.source.load import load

STARTERS = Path(__file__).parents[2] / "templates" / "plan"
NAMES = ("small-office", "solo", "web-shop")
TODAY = date(2026, 11, 21)
FIRMS = ((1, "DE"), (5, "IE"), (40, "US"), (None, None))


def render(name: str, people: int | None = 5, country: str | None = "IE") -> str:
    """The plan as `bcdr init` writes it, for a firm whose names try to break out of their quotes."""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)  # noqa: S701 - YAML
    environment.filters["yaml"] = lambda text: json.dumps(str(text), ensure_ascii=False)
    template = environment.from_string((STARTERS / name / "plan.yaml.j2").read_text("utf-8"))
    return template.render(
        organization='Smith "and" {{ sons }}: # &co',
        country=country,
        people=people,
        owner_name="Jo O'Neil",
        owner_id="jo-o-neil",
        today=TODAY.isoformat(),
    )


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
    assert not (plan.drills or plan.evidence or plan.reviews or plan.waivers or plan.vendors)
    assert all(not store.copies for store in plan.datastores.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_prepared_line_can_be_switched_on(tmp_path: Path, name: str) -> None:
    plan = loaded(tmp_path, re.sub(r"^#:", "", render(name), flags=re.MULTILINE))
    assert plan.runbooks and plan.drills and plan.scenarios and plan.vendors
    assert any(store.copies for store in plan.datastores.values())


@pytest.mark.parametrize("file", ["gitignore.j2", "pre-commit-config.yaml.j2", "README.md.j2"])
def test_what_goes_beside_the_plan_is_the_same_everywhere(file: str) -> None:
    assert len({(STARTERS / name / file).read_text("utf-8") for name in NAMES}) == 1
