"""`bcdr lint --fix` as people run it: what it writes, what it says, and what it leaves alone."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PLAN = """\
bcdr: 1
organization: {name: Shop, people: 40}
# what we run
services:
  a: {tier: 2, depends_on: [services/b]}
  b: {tier: 3}   # under a
  c: {tier: 1}
  d: {tier: 4}
vendors:
  old: {name: Old Ltd}
"""
ORDER = """
# Derived by bcdr from dependencies, tiers and recovery times: change it as you see fit, then have it approved
recovery_order:
  order: [c, b, a, d]
  approved_by: unknown  # TODO: who agreed, such as roles/managing-director
"""
ONLY = ("--select", "restore-order-missing", "--as-of", "2026-11-21")

Cli = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path / "shop"


def read(folder: Path) -> str:
    return (folder / "plan.yaml").read_bytes().decode()


def test_it_writes_tells_and_checks_again(cli: Cli, folder: Path) -> None:
    done = cli("lint", folder, "--fix", *ONLY)
    assert read(folder) == PLAN + ORDER
    assert done.err == (
        f"Edited:\n  {folder}/plan.yaml:14: restore-order-missing: added order and approved_by to recovery_order\n"
    )
    assert "never approved by anybody" in done.out
    assert done.code == 0


def test_the_second_time_there_is_nothing_to_do(cli: Cli, folder: Path) -> None:
    cli("lint", folder, "--fix", "--scaffold")
    once = read(folder)
    done = cli("lint", folder, "--fix", "--scaffold")
    assert read(folder) == once
    assert done.err.startswith("Nothing to edit in")


@pytest.mark.parametrize("words", [("--diff",), ("--fix", "--diff")], ids=" ".join)
def test_a_diff_writes_nothing(cli: Cli, folder: Path, words: tuple[str, ...]) -> None:
    done = cli("lint", folder, *words, *ONLY, "--fail-on", "warning")
    assert read(folder) == PLAN
    assert done.out.startswith(f"--- {folder}/plan.yaml\n+++ {folder}/plan.yaml\n@@ -8,3 +8,8 @@\n")
    assert (
        "".join(line[1:] + "\n" for line in done.out.splitlines() if line.startswith("+") and "+++" not in line)
        == ORDER
    )
    assert done.err.startswith("Would edit:\n")
    assert done.code == 1, "the plan as it is has a warning"


def test_a_diff_without_changes_is_empty(cli: Cli, folder: Path) -> None:
    cli("lint", folder, "--fix", *ONLY)
    assert cli("lint", folder, "--diff", *ONLY).out == ""


def test_the_diff_can_be_applied(program: Callable[..., Any], folder: Path) -> None:
    patch = program("lint", "--diff", "--scaffold", cwd=folder).stdout
    (folder / "x.patch").write_text(patch, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "apply", "-p0", "x.patch"], cwd=folder, check=True)
    applied = read(folder)
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    program("lint", "--fix", "--scaffold", cwd=folder)
    assert read(folder) == applied


def test_json_stays_json(program: Callable[..., Any], folder: Path) -> None:
    import json

    done = program("lint", folder, "--fix", "--format", "json", *ONLY)
    assert json.loads(done.stdout)["version"] == 1
    assert done.stderr.startswith("Edited:")


def test_an_entry_goes_only_when_its_rule_is_named(cli: Cli, folder: Path) -> None:
    done = cli("lint", folder, "--fix")
    assert "orphan-object: can take out vendors/old, which nothing refers to" in done.err
    assert "old: {name: Old Ltd}" in read(folder)
    done = cli("lint", folder, "--fix", "--select", "orphan-object")
    assert "took out vendors.old" in done.err
    assert "vendors: {}\n" in read(folder)


def test_windows_files_stay_windows_files(cli: Cli, folder: Path) -> None:
    (folder / "plan.yaml").write_bytes(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())
    cli("lint", folder, "--fix", *ONLY)
    assert read(folder) == "\ufeff" + (PLAN + ORDER).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--scaffold",), "--scaffold says what --fix may write"),
        (("--fix", "--rev", "HEAD"), "a git revision is history and is not edited"),
        (("--diff", "--rev", "HEAD"), "a git revision is history and is not edited"),
    ],
)
def test_options_that_do_not_go_together(cli: Cli, folder: Path, words: tuple[str, ...], message: str) -> None:
    done = cli("lint", folder, *words)
    assert done.code == 2
    assert message in done.err
    assert read(folder) == PLAN


def test_a_plan_with_faults_is_left_alone(cli: Cli, folder: Path) -> None:
    (folder / "plan.yaml").write_text(PLAN + "nonsense: 1\n", encoding="utf-8")
    done = cli("lint", folder, "--fix")
    assert done.code == 1
    assert read(folder) == PLAN + "nonsense: 1\n"
    assert "Nothing was edited" in done.err
    assert "unknown-key" in done.out


def test_a_read_only_file_stays(cli: Cli, folder: Path) -> None:
    (folder / "plan.yaml").chmod(0o444)
    done = cli("lint", folder, "--fix", *ONLY)
    assert done.code == 2
    assert done.err.splitlines()[0] == f"bcdr: {folder}/plan.yaml is read-only"
    assert read(folder) == PLAN
    assert [p.name for p in folder.iterdir()] == ["plan.yaml"]


def test_an_empty_place_is_an_error_of_the_world(cli: Cli, tmp_path: Path) -> None:
    assert cli("lint", tmp_path, "--fix").code == 2
