"""`bcdr due`: what is listed, and when it fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import Cli


@pytest.mark.parametrize(
    ("words", "code", "shown", "hidden"),
    [
        ((), 0, ["20 days late", "Buy a disk", "in 10 days", "Try the disk"], []),
        (("--within", "5d"), 0, ["Buy a disk"], ["Try the disk"]),
        (("--overdue",), 1, ["Buy a disk"], ["Try the disk"]),
        (("--overdue", "--as-of", "2026-10-01"), 1, ["never done"], ["Buy a disk"]),
        (("--within", "unbounded", "--as-of", "2026-10-01"), 0, ["in 31 days", "Try the disk"], []),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)
def test_list(words: tuple[str, ...], code: int, shown: list[str], hidden: list[str], cli: Cli, plan: Path) -> None:
    done = cli("due", plan, *words)
    assert done.code == code
    assert [s for s in shown if s not in done.out] == []
    assert [h for h in hidden if h in done.out] == []


def test_json(cli: Cli, plan: Path) -> None:
    found = json.loads(cli("due", plan, "--format", "json").out)
    assert (found["version"], found["within_days"]) == (1, 30)
    [disk] = [i for i in found["overdue"] if i["object"] == "actions/buy-disk"]
    assert disk == {
        "day": "2026-11-01",
        "days": -20,
        "kind": "action",
        "object": "actions/buy-disk",
        "what": "Buy a disk",
        "owner": "Ada Roth",
    }
    assert [i["object"] for i in found["coming"]] == ["actions/try-disk"]


def test_calendar(cli: Cli, plan: Path) -> None:
    printed = cli("due", plan, "--format", "ics").out
    found = Calendar.from_ical(printed)
    titles = [str(e["SUMMARY"]) for e in found.events]
    assert [t for t in titles if "Action" in t] == ["Overdue: Action: Buy a disk", "Action: Try the disk"]
    assert "\r\n" in printed


def test_a_calendar_looks_a_year_ahead(cli: Cli, plan: Path) -> None:
    def titles(*words: str) -> list[str]:
        made = cli("due", plan, "--format", "ics", "--as-of", "2026-09-15", *words).out
        return [str(e["SUMMARY"]) for e in Calendar.from_ical(made).events]

    disks = ["Action: Buy a disk", "Action: Try the disk"]
    assert [t for t in titles() if "disk" in t] == disks
    assert [t for t in titles("--within", "50d") if "disk" in t] == disks[:1]


@pytest.mark.parametrize("format_", ["text", "json", "ics"])
def test_to_a_file(format_: str, cli: Cli, plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "due"
    done = cli("due", plan, "--format", format_, "--output", target, "--overdue")
    assert (done.code, done.out) == (1, f"wrote {target} (what is due, {round(target.stat().st_size / 1000)} kB)\n")
    assert target.read_bytes().decode() == cli("due", plan, "--format", format_, "--overdue").out


def test_only_what_is_overdue_in_every_format(cli: Cli, plan: Path) -> None:
    for format_ in ("text", "json", "ics"):
        shown = cli("due", plan, "--overdue", "--format", format_).out
        assert ("Buy a disk" in shown, "Try the disk" in shown) == (True, False)


def test_a_file_that_cannot_be_written(cli: Cli, plan: Path, tmp_path: Path) -> None:
    done = cli("due", plan, "--output", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "is a folder" in done.err


MORE = """\
people: {ben: {name: Ben Hall}}
roles: {clerk: {duty: d, holder: ben}}
actions:
  one: {title: One, owner: roles/clerk, due: 2026-11-22}
  two: {title: Two, owner: people/ben, due: 2026-11-23}
renewals: {domain: {title: Name, kind: domain, ends: 2026-11-24, owner: clerk}}
"""


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("--owner", "ben"), ["One", "Two", "Name"]),
        (("--owner", "people/ben"), ["One", "Two", "Name"]),
        (("--owner", "clerk"), ["One", "Name"]),
        (("--owner", "roles/clerk", "--kind", "renewal"), ["Name"]),
        (("--owner", "ben", "--kind", "action", "--kind", "renewal"), ["One", "Two", "Name"]),
        (("--kind", "renewal"), ["Name"]),
    ],
    ids=" ".join,
)
def test_what_is_mine(words: tuple[str, ...], shown: list[str], cli: Cli, plan: Path) -> None:
    (plan / "more.yaml").write_text(MORE, encoding="utf-8")
    found = json.loads(cli("due", plan, "--format", "json", *words).out)
    assert [i["what"].removesuffix(" to be renewed") for i in (*found["overdue"], *found["coming"])] == shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--owner", "bem"), "there is no person or role bem in the plan"),
        (("--owner", "adda"), "did you mean ada?"),
        (("--kind", "birthday"), "nothing is due of the kind birthday"),
        (("--within", "soon"), "--within is not a time: soon"),
    ],
    ids=" ".join,
)
def test_what_is_not_understood(words: tuple[str, ...], said: str, cli: Cli, plan: Path) -> None:
    done = cli("due", plan, *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
