"""`bcdr drill plan`: what it shows, and what it writes, once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from bcdr.audit import audit
from bcdr.cli.agenda import _last
from bcdr.source.folder import read_folder
from bcdr.source.load import load
from tests.cli.conftest import Cli

ROOT = Path(__file__).resolve().parents[2]
PLAN = """\
bcdr: 1
organization: {name: Corner Shop, people: 3, country: DE}
people: {ada: {name: Ada Roth}, ben: {name: Ben Roth}}
roles: {lead: {name: Lead, holder: ada, deputies: [ben]}}
services: {till: {name: Till, tier: 1, owner: lead, depends_on: [datastores/sales]}}
datastores: {sales: {name: Sales, owner: lead, copies: {usb: {kind: dump, every: 1d}}}}
drills:
  # to be held some day
  talk:
    title: An hour round a table  # with coffee
    type: tabletop
    planned: unknown  # TODO
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def test_the_calendar_is_shown_and_nothing_written(cli: Cli, shop: Path) -> None:
    done = cli("drill", "plan", shop)
    assert (done.code, done.err) == (0, "")
    assert "Corner Shop: drills from 2026-11-21 to 2027-11-20" in done.out
    assert "Restore of Sales" in done.out
    assert (shop / "plan.yaml").read_text(encoding="utf-8") == PLAN


def test_what_is_written_stands_in_the_plan_and_is_not_written_twice(cli: Cli, shop: Path) -> None:
    done = cli("drill", "plan", shop, "--write")
    text = (shop / "plan.yaml").read_text(encoding="utf-8")
    assert done.code == 0
    assert done.out.startswith("Corner Shop: drills")
    assert done.err.startswith("Written: ")
    assert all(line in text for line in ("  # to be held some day", "    title: An hour round a table  # with coffee"))
    plan = load(read_folder(str(shop))).plan
    assert plan is not None
    assert plan.drills["talk"].planned is not None
    assert all(d.planned and d.result is None for d in plan.drills.values())
    again = cli("drill", "plan", shop, "--write")
    assert (again.code, again.err) == (0, "Nothing to write: the plan has every drill of this calendar.\n")
    assert (shop / "plan.yaml").read_text(encoding="utf-8") == text


def test_harbour_books_takes_it_and_has_no_new_finding(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "harbour-books"
    shutil.copytree(ROOT / "plans" / "harbour-books", folder)
    assert cli("drill", "plan", folder, "--write").code == 0
    plan = load(read_folder(str(folder))).plan
    before = load(read_folder(str(ROOT / "plans" / "harbour-books"))).plan
    assert plan is not None
    assert before is not None
    assert len(plan.drills) > len(before.drills) + 20
    from datetime import date

    known = {f.id for f in audit(before, date(2026, 11, 21)).findings}
    assert [f.message for f in audit(plan, date(2026, 11, 21)).findings if f.id not in known] == []


def test_yaml_is_what_would_be_written(cli: Cli, shop: Path) -> None:
    shown = yaml.safe_load(cli("drill", "plan", shop, "--format", "yaml").out)
    cli("drill", "plan", shop, "--write")
    written = yaml.safe_load((shop / "plan.yaml").read_text(encoding="utf-8"))["drills"]
    assert set(shown["drills"]) == set(written)
    assert {k: v for k, v in shown["drills"].items() if k != "talk"} == {
        k: v for k, v in written.items() if k != "talk"
    }


def test_a_calendar_program_gets_a_file(cli: Cli, shop: Path, tmp_path: Path) -> None:
    done = cli("drill", "plan", shop, "--format", "ics", "--output", tmp_path / "drills.ics")
    assert done.code == 0
    text = (tmp_path / "drills.ics").read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert "SUMMARY:Drill: Restore of Sales" in text
    assert "STATUS:TENTATIVE" in text


def test_json_is_versioned(cli: Cli, shop: Path) -> None:
    found = json.loads(cli("drill", "plan", shop, "--format", "json", "--from", "2027-01-01", "--months", "6").out)
    assert (found["version"], found["from"], found["to"]) == (1, "2027-01-01", "2027-06-30")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--from", "soon"), "--from is not a day: soon"),
        (("--from", "2026-11-20"), "a calendar cannot begin on 2026-11-20, before 2026-11-21"),
        (("--months", "0"), "--months is no number from 1 to 36: 0"),
        (("--months", "37"), "--months is no number from 1 to 36: 37"),
        (("--months", "many"), "--months is no number from 1 to 36: many"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)
def test_what_it_cannot_do_it_says(words: tuple[str, ...], complaint: str, cli: Cli, shop: Path) -> None:
    done = cli("drill", "plan", shop, *words)
    assert done.code == 2
    assert complaint in done.err


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-11-21", 12, "2027-11-20"),
        ("2026-12-01", 1, "2026-12-31"),
        ("2027-01-31", 1, "2027-02-27"),
        ("2028-01-31", 1, "2028-02-28"),
        ("2027-01-01", 24, "2028-12-31"),
        ("9999-06-01", 12, "9999-12-31"),
    ],
)
def test_the_last_day(start: str, months: int, end: str) -> None:
    from datetime import date

    assert _last(date.fromisoformat(start), months) == date.fromisoformat(end)


def test_a_calendar_at_the_end_of_time(cli: Cli, shop: Path) -> None:
    done = cli("drill", "plan", shop, "--as-of", "9999-12-30")
    assert done.code == 0
