"""`--write-baseline` and `--baseline` from the command line: adopting an old plan."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bcdr.cli.baseline import plan_key, read_baseline
from bcdr.errors import BcdrError
from tests.cli.conftest import PLAN, Cli
from tests.cli.test_bad_input import harmless
from tests.conftest import Program

WAIVER = """\
waivers:
  fine: {rule: unbacked-datastore, on: datastores/sales, reason: small, approved_by: roles/lead, occurred: 2026-11-01, valid_until: 2027-02-01}
"""


@pytest.fixture
def file(plan: Path) -> Path:
    return plan.parent / "baseline.json"


def found(cli: Cli, *words: str | Path) -> dict[str, Any]:
    out: dict[str, Any] = json.loads(cli("lint", *words, "--format", "json").out)
    return out


def test_an_old_plan_passes_until_something_new_is_found(cli: Cli, plan: Path, file: Path) -> None:
    assert cli("lint", plan).code == 1
    written = cli("lint", plan, "--write-baseline", file)
    assert written.code == 0
    count = len(json.loads(file.read_text())["findings"])
    assert written.err == f"bcdr: wrote {file}: {count} findings are known from now on\n"
    assert written.out.splitlines()[-1].startswith(f"{count} known; ")
    again = cli("lint", plan, "--baseline", file, "--fail-on", "info")
    assert (again.code, again.out) == (0, written.out)
    (plan / "more.yaml").write_text("datastores: {books: {name: Books, class: truth, tier: 1}}\n")
    new = cli("lint", plan, "--baseline", file)
    assert new.code == 1
    assert "error[unbacked-datastore]: Books has no copy at all" in new.out
    assert "Sales has no copy" not in new.out
    assert f"{count} known" in new.out


def test_a_finding_that_became_graver_is_new(cli: Cli, plan: Path, file: Path) -> None:
    milder = PLAN.replace("tier: 1", "tier: 4")
    (plan / "plan.yaml").write_text(milder)
    cli("lint", plan, "--write-baseline", file)
    (plan / "plan.yaml").write_text(PLAN)
    graver = [f for f in found(cli, plan, "--baseline", file)["findings"] if not f["baseline"]]
    assert ("unbacked-datastore", "error") in [(f["rule"], f["severity"]) for f in graver]
    (plan / "plan.yaml").write_text(milder)
    assert cli("lint", plan, "--baseline", file, "--fail-on", "info").code == 0


def test_entries_that_are_gone_are_counted_and_leave_when_written_again(cli: Cli, plan: Path, file: Path) -> None:
    cli("lint", plan, "--write-baseline", file)
    (plan / "plan.yaml").write_text(PLAN.replace("class: truth", "class: derived"))
    shown = found(cli, plan, "--baseline", file)["plans"][0]["baseline_gone"]
    assert {"rule": "unbacked-datastore", "object": "datastores/sales", "cause": ""} in shown
    words = f"{len(shown)} entr(y|ies) of the baseline (is|are) gone: write it again"
    for format_ in ("text", "concise", "github", "markdown", "junit", "sarif"):
        assert re.search(words, cli("lint", plan, "--baseline", file, "--format", format_).out), format_
    assert "of the baseline" not in cli("lint", plan, "--write-baseline", file).out
    assert "unbacked-datastore" not in file.read_text()


def test_rules_that_were_left_out_are_not_gone_and_stay_when_written_again(cli: Cli, plan: Path, file: Path) -> None:
    cli("lint", plan, "--write-baseline", file)
    before = file.read_bytes()
    for words in (("--select", "drills"), ("--ignore", "coverage,people"), ("--select", "unbacked-datastore")):
        done = cli("lint", plan, *words, "--baseline", file, "--fail-on", "info")
        assert done.code == 0
        assert "of the baseline" not in done.out
        cli("lint", plan, *words, "--write-baseline", file)
        assert file.read_bytes() == before


def test_faults_of_the_text_are_never_known(cli: Cli, plan: Path, file: Path) -> None:
    cli("lint", plan, "--write-baseline", file)
    before = file.read_bytes()
    (plan / "more.yaml").write_text("datastores: {x: {clas: truth}}\n")
    read = json.loads(before)
    read["findings"].append(
        {"plan": "shop", "rule": "unknown-key", "object": "datastores/x", "cause": "clas", "severity": "error"}
    )
    [fault] = found(cli, plan)["findings"]
    read["findings"][-1] |= {"object": fault["object"], "cause": fault["cause"] or ""}
    file.write_text(json.dumps(read))
    done = cli("lint", plan, "--baseline", file, "--fail-on", "never")
    assert (done.code, "error[unknown-key]" in done.out, " known" in done.out) == (1, True, False)
    file.write_bytes(before)
    written = cli("lint", plan, "--write-baseline", file, "--fail-on", "never")
    assert (written.code, file.read_bytes()) == (1, before)
    assert written.err == f"bcdr: no baseline was written: {plan} could not be loaded\n"
    assert "error[unknown-key]" in written.out


def test_a_waiver_is_stronger_than_the_baseline_and_comes_back_when_it_ends(cli: Cli, plan: Path, file: Path) -> None:
    (plan / "waivers.yaml").write_text(WAIVER)
    cli("lint", plan, "--write-baseline", file)
    assert "unbacked-datastore" not in file.read_text()
    assert cli("lint", plan, "--baseline", file).code == 0
    done = cli("lint", plan, "--baseline", file, "--as-of", "2027-02-02")
    assert "error[unbacked-datastore]" in done.out
    assert done.code == 1


def test_what_a_waiver_covers_now_is_no_longer_needed(cli: Cli, plan: Path, file: Path) -> None:
    cli("lint", plan, "--write-baseline", file)
    (plan / "waivers.yaml").write_text(WAIVER)
    result = found(cli, plan, "--baseline", file)
    assert {"rule": "unbacked-datastore", "object": "datastores/sales", "cause": ""} in result["plans"][0][
        "baseline_gone"
    ]
    [one] = [f for f in result["findings"] if f["rule"] == "unbacked-datastore"]
    assert (one["baseline"], one["waiver"]["id"]) == (False, "fine")


def test_several_plans_are_kept_apart(cli: Cli, plan: Path, file: Path) -> None:
    other = plan.parent / "kiosk"
    shutil.copytree(plan, other)
    cli("lint", plan, "--write-baseline", file)
    refused = cli("lint", plan, other, "--baseline", file)
    assert (refused.code, refused.out) == (2, "")
    assert f"the baseline {file} was written without the plan {other}; it holds shop" in refused.err
    assert f"hint: add it: bcdr lint {other} --write-baseline {file}" in refused.err
    cli("lint", other, "--write-baseline", file)
    assert json.loads(file.read_text())["plans"] == ["kiosk", "shop"]
    assert cli("lint", plan, other, "--baseline", file).code == 0
    (other / "more.yaml").write_text("datastores: {books: {name: Books, class: truth}}\n")
    results = found(cli, plan, other, "--baseline", file)
    assert {f["plan"] for f in results["findings"] if not f["baseline"]} == {str(other)}


def test_file_and_plans_may_move_together_and_the_place_one_stands_does_not_matter(
    cli: Cli, plan: Path, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cli("lint", plan, "--write-baseline", file)
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    shutil.move(plan, moved / "shop")
    shutil.move(file, moved / "baseline.json")
    for here, plan_word, file_word in ((moved, "shop", "baseline.json"), (moved / "shop", ".", "../baseline.json")):
        monkeypatch.chdir(here)
        assert cli("lint", plan_word, "--baseline", file_word).code == 0
    monkeypatch.chdir(moved / "shop")
    assert cli("lint", "--baseline", "../baseline.json").code == 0
    assert plan_key(".", "x.json") == "."


@pytest.mark.parametrize("format_", ["sarif", "junit", "github", "gitlab", "markdown", "concise", "json", "text"])
def test_every_format_shows_what_is_known_and_fails_nothing(format_: str, cli: Cli, plan: Path, file: Path) -> None:
    cli("lint", plan, "--write-baseline", file)
    done = cli("lint", plan, "--baseline", file, "--format", format_, "--select", "coverage")
    assert done.code == 0
    if format_ == "sarif":
        results = json.loads(done.out)["runs"][0]["results"]
        assert {r["baselineState"] for r in results} == {"unchanged"}
        assert all(r["suppressions"] for r in results)
    elif format_ == "junit":
        root = ET.fromstring(done.out)
        assert root.get("failures") == "0"
        assert "known[unbacked-datastore]" in done.out
    elif format_ == "gitlab":
        assert {i["severity"] for i in json.loads(done.out)} == {"info"}
    elif format_ == "json":
        assert all(f["baseline"] for f in json.loads(done.out)["findings"])
    elif format_ == "github":
        assert "::error" not in done.out
        assert "known" in done.out
    else:
        assert " known" in done.out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{\n<<<<<<< ours\n"bcdr_baseline": 1\n', "line 2: a merge was left half done"),
        (b'{"bcdr_baseline": 9, "plans": [], "findings": []}', "its version is 9"),
        (b"\xff\xfe", "it is not UTF-8"),
        (b"[" * 3_000_000, "nested too deep"),
        (b'{"a": "' + b"x" * 17_000_000 + b'"}', "too large"),
        (b'{"bcdr_baseline": 1, "plans": [], "findings": ["\\u001b]0;x\\u202e"]}', "entry 1 must have"),
        ('{"bcdr_baseline": 1, "plans": ["a"], "findings": [{"plan": "a", "rule": "", "object": "", "cause": "", "severity": "\u202e\x9b"}]}'.encode(), "entry 1 has the severity"),
        (b"bcdr: 1\norganization: {name: Shop}\n", "line 1 is not JSON"),
    ],
    ids=["half-merged", "version", "not-utf-8", "deep", "large", "escapes", "bidi", "a-plan"],
)  # fmt: skip
@pytest.mark.parametrize("option", ["--baseline", "--write-baseline"])
def test_a_file_that_is_no_baseline_is_one_clear_error(
    option: str, content: bytes, said: str, cli: Cli, plan: Path, file: Path
) -> None:
    file.write_bytes(content)
    done = cli("lint", plan, option, file)
    assert (done.code, done.out) == (2, "")
    assert re.fullmatch(r"bcdr: .*\n  hint: .*\n", done.err)
    assert said in done.err
    assert harmless(done.err)
    assert file.read_bytes() == content


def test_a_baseline_of_other_plans_is_refused_whatever_they_are_called(cli: Cli, plan: Path, file: Path) -> None:
    file.write_text('{"bcdr_baseline": 1, "plans": ["\\u001b[31m"], "findings": []}')
    done = cli("lint", plan, "--baseline", file)
    assert (done.code, done.out) == (2, "")
    assert "was written without the plan" in done.err
    assert harmless(done.err)


def test_places_where_there_can_be_no_baseline(cli: Cli, plan: Path, file: Path) -> None:
    missing = cli("lint", plan, "--baseline", file)
    assert missing.err == f"bcdr: there is no baseline {file}\n  hint: write it: bcdr lint --write-baseline {file}\n"
    assert "would be read as a part of a plan" in cli("lint", plan, "--write-baseline", plan / "known.yaml").err
    assert "is a folder" in cli("lint", plan, "--write-baseline", plan).err
    assert (
        "is not a file" in cli("lint", plan, "--baseline", plan).err
        or "cannot be read" in cli("lint", plan, "--baseline", plan).err
    )
    for words in (("--baseline", file), ("--diff",)):
        assert (
            f"{words[0]} and --write-baseline exclude each other"
            in cli("lint", plan, *words, "--write-baseline", file).err
        )
    os.mkfifo(file)
    with pytest.raises(BcdrError, match="is not a file"):
        read_baseline(str(file))
    assert sorted(p.name for p in plan.iterdir()) == ["plan.yaml"]


def test_nothing_is_left_half_written(program: Program, plan: Path, file: Path) -> None:
    assert program("lint", plan, "--write-baseline", file).returncode == 0
    before = file.read_bytes()
    assert program("lint", plan, "--write-baseline", file).returncode == 0
    assert file.read_bytes() == before
    assert sorted(p.name for p in plan.parent.iterdir()) == ["baseline.json", "shop"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_merges_what_two_people_mended(cli: Cli, tmp_path: Path) -> None:
    plan = tmp_path / "p"
    plan.mkdir()
    stores = [f"  s{n}: {{name: S{n}, class: truth}}\n" for n in range(12)]
    file = tmp_path / "baseline.json"

    def git(*words: str) -> int:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        return subprocess.run(["git", *who, *words], cwd=tmp_path, capture_output=True, check=False).returncode

    def write(without: int | None) -> None:
        kept = [line for n, line in enumerate(stores) if n != without]
        head = PLAN[: PLAN.index("services:")]
        (plan / "plan.yaml").write_text(head)
        (plan / "stores.yaml").write_text("datastores:\n" + "".join(kept))
        assert cli("lint", plan, "--select", "unbacked-datastore", "--write-baseline", file).code == 0
        assert git("add", "--all") == git("commit", "-qm", f"without {without}") == 0

    git("init", "-q", "-b", "main")
    write(None)
    git("checkout", "-qb", "one")
    write(2)
    git("checkout", "-q", "main")
    write(8)
    assert git("merge", "-q", "-m", "both", "one") == 0
    objects = [e["object"] for e in json.loads(file.read_text())["findings"]]
    assert objects == sorted(f"datastores/s{n}" for n in range(12) if n not in {2, 8})
    assert cli("lint", plan, "--select", "unbacked-datastore", "--baseline", file).code == 0
