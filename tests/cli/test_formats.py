"""Formats for other programs, from the command line: bad plans, hostile plans, several plans, chosen rules."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bcdr.cli import formats
from tests.cli.conftest import Cli
from tests.cli.test_bad_input import CASES, Case, harmless
from tests.conftest import Program
from tests.render.test_github import COMMAND

FORMATS = ("sarif", "junit", "github", "gitlab", "markdown")


def write(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def check(format_: str, text: str, *, is_loaded: bool) -> None:
    """The text is well-formed, and says whether the plan was checked."""
    assert harmless(text)
    if format_ == "sarif":
        [run] = json.loads(text)["runs"]
        assert run["invocations"][0]["executionSuccessful"] is is_loaded
    elif format_ == "junit":
        root = ET.fromstring(text)
        assert (root.get("errors") == "0") is is_loaded
    elif format_ == "github":
        lines = text.splitlines()
        assert all(COMMAND.fullmatch(line) for line in lines)
        assert lines[-1].startswith("::notice" if is_loaded else "::error")
    elif format_ == "gitlab":
        assert any(i["severity"] == "blocker" for i in json.loads(text)) is not is_loaded
    else:
        assert ("could not be loaded" in text.splitlines()[1]) is not is_loaded


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_bad_plan_never_looks_green(case: Case, format_: str, cli: Cli, tmp_path: Path) -> None:
    folder = write(tmp_path / "plan", case.files)
    done = cli("lint", folder, "--format", format_, "--ignore", "coverage,people")
    assert done.code == case.code
    if case.code != 2:
        check(format_, done.out, is_loaded=case.code == 0)
        assert len(done.out) < 2_000_000


@pytest.mark.parametrize("format_", FORMATS)
def test_in_a_process_of_its_own_whatever_the_terminal_can_show(format_: str, program: Program, plan: Path) -> None:
    done = program("lint", plan, "--format", format_, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (1, "")
    check(format_, done.stdout, is_loaded=True)
    assert "unbacked-datastore" in done.stdout


@pytest.mark.parametrize("format_", FORMATS)
def test_several_plans_in_one_run(format_: str, cli: Cli, plan: Path, root: Path) -> None:
    done = cli("lint", plan, root / "plans" / "corner-dental", "--format", format_)
    assert done.code == 1
    assert "/shop" in done.out
    assert "corner-dental" in done.out


@pytest.mark.parametrize("format_", FORMATS)
def test_what_was_not_selected_does_not_pass(format_: str, cli: Cli, plan: Path) -> None:
    out = cli("lint", plan, "--format", format_, "--select", "drills").out
    if format_ == "junit":
        cases = {c.get("name"): c for c in ET.fromstring(out).iter("testcase")}
        assert cases["unbacked-datastore"].find("skipped") is not None
    elif format_ == "sarif":
        assert "unbacked-datastore" not in [r["id"] for r in json.loads(out)["runs"][0]["tool"]["driver"]["rules"]]
    elif format_ != "gitlab":
        assert "not checked (not selected)" in out


def test_an_unknown_format_is_refused(cli: Cli, plan: Path) -> None:
    assert cli("lint", plan, "--format", "xml").code == 2


@pytest.mark.parametrize("format_", ["concise", "json", *FORMATS])
def test_the_same_result_gives_the_same_bytes(format_: str, cli: Cli, plan: Path) -> None:
    assert cli("lint", plan, "--format", format_).out == cli("lint", plan, "--format", format_).out


def test_every_format_is_offered() -> None:
    from typing import get_args

    from bcdr.cli.lint import Format

    assert get_args(get_args(Format)[0]) == ("text", "concise", "json", *FORMATS)
    assert formats.rendered([], "json")
