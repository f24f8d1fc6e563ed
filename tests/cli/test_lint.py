"""`bcdr lint`: formats, choice of rules, exit codes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.cli.conftest import Cli

SALES = "Sales has no copy at all: whatever takes it, takes it for good"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 1),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "never"), 0),
        (("--select", "drills"), 0),
        (("--select", "drills", "--select", "unbacked-datastore"), 1),
        (("--select", "drills,coverage", "--ignore", "unbacked-datastore"), 0),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)
def test_exit_code(words: tuple[str, ...], code: int, cli: Cli, plan: Path) -> None:
    assert cli("lint", plan, *words).code == code


def test_text_shows_place_help_and_counts(cli: Cli, plan: Path) -> None:
    done = cli("lint", plan, "--select", "unbacked-datastore")
    assert done.out.splitlines() == [
        f"Corner Shop ({plan}), as of 2026-11-21, profile micro",
        "",
        f"error[unbacked-datastore]: {SALES}",
        f"  --> {plan}/plan.yaml:10:3",
        "   |",
        "10 |   sales: {name: Sales, class: truth}",
        "   |   ^^^^^",
        "   |",
        "   = help: add a backup under `copies`, at another site and under another account, and restore it once",
        *[line for line in done.out.splitlines() if "= clauses: GDPR 32(1)(c)" in line],
        "",
        done.out.splitlines()[-1],
    ]
    assert done.out.splitlines()[-1].startswith("1 error; 1 rules checked; ")


def test_json_is_version_1_and_complete(cli: Cli, plan: Path) -> None:
    found = json.loads(cli("lint", plan, "--format", "json", "--select", "unbacked-datastore").out)
    assert (found["version"], found["as_of"]) == (1, "2026-11-21")
    assert found["plans"][0]["plan"] == str(plan)
    assert found["plans"][0]["counts"] == {"error": 1, "warning": 0, "info": 0, "accepted": 0, "known": 0}
    assert found["plans"][0]["checked"] == ["unbacked-datastore"]
    [finding] = found["findings"]
    assert finding["rule"] == "unbacked-datastore"
    assert (finding["object"], finding["field"]) == ("datastores/sales", "/datastores/sales")
    assert (finding["file"], finding["line"], finding["column"]) == (f"{plan}/plan.yaml", 10, 3)
    wanted = {"id", "severity", "message", "help", "clauses", "tier", "waiver", "fix", "numbers", "cause", "plan"}
    assert wanted <= finding.keys()


def test_many_plans_in_one_run(cli: Cli, plan: Path, root: Path) -> None:
    done = cli("lint", plan, root / "plans" / "corner-dental", "--format", "json", "--fail-on", "never")
    assert [p["organization"] for p in json.loads(done.out)["plans"]] == ["Corner Shop", "Corner Dental Practice"]


def test_the_same_plan_gives_the_same_bytes(cli: Cli, plan: Path) -> None:
    assert cli("lint", plan, "--format", "json").out == cli("lint", plan, "--format", "json").out


def test_concise_is_a_line_a_finding(cli: Cli, plan: Path) -> None:
    done = cli("lint", plan, "--format", "concise", "--select", "unbacked-datastore")
    assert done.out.splitlines() == [
        f"{plan}/plan.yaml:10:3: error[unbacked-datastore] {SALES}",
        f"{plan}: 1 error; 1 rules checked",
    ]


@pytest.mark.parametrize("threshold", ["error", "never"])
def test_a_plan_that_cannot_be_loaded_says_so_and_fails(threshold: str, cli: Cli, plan: Path) -> None:
    (plan / "more.yaml").write_text("datastores: {x: {clas: truth}}\n", encoding="utf-8")
    done = cli("lint", plan, "--fail-on", threshold)
    assert done.code == 1
    assert "error[unknown-key]" in done.out
    assert "the rules were NOT run" in done.out


@pytest.mark.parametrize(
    ("name", "hint"),
    [("restore-never-testd", "did you mean restore-never-tested?"), ("zzz", "bcdr explain lists them")],
)
@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_refused(option: str, name: str, hint: str, cli: Cli, plan: Path) -> None:
    done = cli("lint", plan, option, name)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"bcdr: there is no rule or family called {name}\n  hint: {hint}\n"


def test_the_nearest_plan_upward_is_meant(cli: Cli, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (plan / "below" / "it").mkdir(parents=True)
    monkeypatch.chdir(plan / "below" / "it")
    assert "../../plan.yaml:10:3: error" in cli("lint", "--format", "concise").out


@pytest.mark.parametrize(("words", "day"), [((), "2026-11-21"), (("--as-of", "2027-02-03"), "2027-02-03")])
def test_the_day_is_an_option_before_the_environment(words: tuple[str, ...], day: str, cli: Cli, plan: Path) -> None:
    assert f"as of {day}," in cli("lint", plan, *words).out


def test_a_wrong_day_in_the_environment_is_named(cli: Cli, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BCDR_AS_OF", "soon")
    assert cli("lint", plan).err.startswith("bcdr: BCDR_AS_OF is not a day: soon\n")


def test_without_any_day_it_is_today(cli: Cli, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BCDR_AS_OF")
    assert f"as of {datetime.now(UTC).date().isoformat()}," in cli("lint", plan).out


@pytest.mark.parametrize("words", [("lint",), ("status",), ("due",)])
def test_today_begins_where_the_organisation_is(
    words: tuple[str, ...], cli: Cli, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone = "Pacific/Kiritimati"  # where no day begins earlier
    file = plan / "plan.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("name: Corner Shop", f"name: Shop, timezone: {zone}", 1))
    monkeypatch.delenv("BCDR_AS_OF")
    assert f"as of {datetime.now(ZoneInfo(zone)).date().isoformat()}" in cli(*words, plan).out


MOVED = {
    "plan.yaml": "bcdr: 1\norganization: {name: Corner Shop, people: 3, country: DE}\n",
    "b/stores.yaml": "datastores:\n\n\n  sales: {class: truth, name: What was sold}\n",
    "a.yaml": "actions:\n  try-disk: {status: open, due: 2026-12-01, owner: people/ada, title: Try}\n"
    "  buy-disk: {status: open, due: 2026-11-01, owner: people/ada, title: Buy}\n",
    "c.yaml": "services:\n  till: {parts: {data: sales}, rpo: 1h, rto: 4h, owner: lead, tier: 1, name: The till}\n"
    "roles:\n  lead: {holder: ada, duty: Leads, name: Head}\npeople:\n  ada: {name: Ada Roth-Meyer}\n",
}
"""The plan of these tests in other files, in another order, with other names."""


def test_ids_outlive_wording_order_and_files(cli: Cli, plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    for name, text in MOVED.items():
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_text(text, encoding="utf-8")
    before, after = (json.loads(cli("lint", p, "--format", "json").out)["findings"] for p in (plan, other))
    assert [f["id"] for f in before] == [f["id"] for f in after]
    assert len({f["id"] for f in before}) == len(before) > 10
    assert [f["message"] for f in before] != [f["message"] for f in after]
    assert {f["file"].rpartition("/")[2] for f in after} > {"stores.yaml"}
