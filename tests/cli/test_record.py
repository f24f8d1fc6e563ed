"""`bcdr drill record` in this process: what it takes, refuses, shows and writes without a terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bcdr.cli import record
from bcdr.cli.interview import covered_in
from bcdr.cli.option import parameters_of
from bcdr.cli.question import UnfitError
from bcdr.cli.reading import read_plan
from bcdr.cli.recording import exhibits, setting_of
from bcdr.errors import BcdrError
from tests.cli.conftest import Cli

BOOK = """\
vendors: {sales: {name: Sales Ltd}}
runbooks: {back: {title: Bring it back, recovers: [datastores/sales]}}
drills:
  next: {type: tabletop, covers: [services/till], planned: 2026-11-20}  # in November
"""


@pytest.fixture
def shop(plan: Path) -> Path:
    with (plan / "plan.yaml").open("a") as file:
        file.write(BOOK)
    return plan


def test_without_a_terminal_only_what_was_set(cli: Cli, shop: Path) -> None:
    done = cli("drill", "record", "next", "--plan", shop, "--set", "occurred=2026-11-20", "--set", "result=partial",
               "--set", "issues=high: nobody knew the number", "--action-owner", "lead", "--action-due", "2w")  # fmt: skip
    assert done.code == 1, done.err
    assert "partial: recorded as drills/next" in done.out
    assert "! nobody is named who took part" in done.out
    assert "actions/nobody-knew-the-number: roles/lead, due 2026-12-04: Mend: nobody knew the number" in done.out
    text = (shop / "plan.yaml").read_text()
    assert "# in November" in text
    assert "recorded: 2026-11-21" in text


def test_a_diff_is_only_shown(cli: Cli, shop: Path) -> None:
    before = (shop / "plan.yaml").read_text()
    done = cli(
        "drill", "record", "next", "--plan", shop, "--set", "occurred=2026-11-20", "--set", "result=passed", "--diff"
    )
    assert (done.code, "result: passed" in done.out, "drills/next would be written" in done.err) == (0, True, True)
    assert (shop / "plan.yaml").read_text() == before


def test_who_stands_as_planned_is_remarked(cli: Cli, shop: Path) -> None:
    file = shop / "plan.yaml"
    file.write_text(file.read_text().replace("planned: 2026", "led_by: ada, planned: 2026"))
    words = (
        "drill",
        "record",
        "next",
        "--plan",
        shop,
        "--set",
        "occurred=2026-11-20",
        "--set",
        "result=passed",
        "--diff",
    )
    assert "led_by as it was planned" in cli(*words).err
    assert "as it was planned" not in cli(*words, "--set", "led_by=ada").err


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("back", ["runbooks/back", "datastores/sales"]),
        ("runbooks/back, till", ["runbooks/back", "datastores/sales", "services/till"]),
        ("till, till", ["services/till"]),
        ("places/nowhere", ["places/nowhere"]),
    ],
)
def test_what_was_exercised_by_its_ids(shop: Path, text: str, refs: list[str]) -> None:
    whole = read_plan(str(shop), None).plan
    assert whole is not None
    assert covered_in(whole, text) == refs


@pytest.mark.parametrize(
    ("text", "message"), [("sales", "sales may be datastores/sales or vendors/sales: write which"), ("", "nothing")]
)
def test_an_id_that_may_be_two_things(shop: Path, text: str, message: str) -> None:
    whole = read_plan(str(shop), None).plan
    assert whole is not None
    with pytest.raises(UnfitError, match=message):
        covered_in(whole, text)


def test_the_ground_of_a_record(shop: Path, tmp_path: Path) -> None:
    read = read_plan(str(shop), None)
    assert read.plan is not None
    found = setting_of(read, read.plan, "drills/next", date(2026, 11, 21))
    assert found.text["planned"] == "2026-11-20"
    assert setting_of(read, read.plan, "back", date(2026, 11, 21)).text == {}
    file = tmp_path / "log"
    file.write_bytes(b"x")
    assert [one.content for one in exhibits([str(file), str(file)])] == [b"x"]
    with pytest.raises(BcdrError, match="cannot be read"):
        exhibits([str(tmp_path / "none")])


def test_everything_may_be_left_out() -> None:
    assert all(p.default in (None, (), False) for p in parameters_of(record.run).values())
