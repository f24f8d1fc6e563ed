"""`bcdr evidence import` as people run it: what is written, what is told, and what stays as it was."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bcdr.cli import editing
from tests.cli.conftest import Cli

PLAN = """\
bcdr: 1
organization: {name: Corner Shop, people: 3, country: DE}
places:
  nas: {site: office, provider: self}
datastores:
  # the only thing that matters
  sales:
    class: truth
    copies:
      nightly:   # to the NAS
        kind: versioned-sync
        at: nas
        every: 1d
        reported_as: ["restic:shop:/srv"]
        last_success:
          occurred: 2026-11-10   # by hand
          size: 6MB
        earlier_sizes:
          - 5MB
          - 4MB
      standby: {kind: replica, at: nas}
"""


def snapshot(day: str, host: str = "shop", size: int = 7_000_000) -> dict[str, Any]:
    end = f"{day}T01:03:40Z"
    return {
        "time": f"{day}T01:00:00Z", "hostname": host, "paths": ["/srv"], "username": "anna",
        "summary": {"backup_start": f"{day}T01:00:00Z", "backup_end": end, "total_bytes_processed": size},
    }  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "snapshots.json"
    path.write_text(json.dumps([snapshot("2026-11-20"), snapshot("2026-11-19")]), encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_list_of_snapshots_moves_the_last_success_and_is_kept(cli: Cli, shop: Path, report: Path) -> None:
    done = cli("evidence", "import", report, "--plan", shop)
    assert (done.code, done.err) == (0, "")
    text = (shop / "plan.yaml").read_text(encoding="utf-8")
    digest = hashlib.sha256(report.read_bytes()).hexdigest()
    assert text == PLAN.replace(
        "          occurred: 2026-11-10   # by hand\n          size: 6MB\n",
        "          occurred: 2026-11-20T01:03:40+00:00   # by hand\n          size: 7MB\n          evidence: restic-2026-11-20\n",
    ).replace(
        "        earlier_sizes:\n          - 5MB\n          - 4MB\n", "        earlier_sizes: [7MB, 6MB, 5MB, 4MB]\n"
    ) + (
        "\nevidence:\n  restic-2026-11-20:\n"
        '    title: "Report of restic, 2 runs"\n    file: evidence/restic-2026-11-20.json\n'
        f"    sha256: {digest}\n    kind: report\n    occurred: 2026-11-20\n    recorded: 2026-11-21\n"
    )
    assert (shop / "evidence/restic-2026-11-20.json").read_bytes() == report.read_bytes()
    for line in (
        "restic, 2 runs",
        "last_success is 2026-11-20 01:03 UTC (before: 2026-11-10)",
        "proven so far: the job ran, 2026-11-20",
    ):
        assert line in done.out


def test_the_second_import_of_one_file_changes_nothing(cli: Cli, shop: Path, report: Path) -> None:
    cli("evidence", "import", report, "--plan", shop)
    before = files(shop)
    done = cli("evidence", "import", report, report, "--plan", shop, "--as-of", "2026-11-22")
    assert done.code == 0
    assert "Nothing was changed." in done.out
    assert files(shop) == before


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_a_dry_run_writes_nothing(option: str, cli: Cli, shop: Path, report: Path) -> None:
    before = files(shop)
    done = cli("evidence", "import", report, "--plan", shop, option)
    assert done.code == 0
    assert files(shop) == before
    assert "Nothing was written" in done.out + done.err
    assert ("+          evidence: restic-2026-11-20" in done.out) is (option == "--diff")


def test_what_no_copy_names_is_listed_with_what_to_write(cli: Cli, shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps([snapshot("2026-11-20"), snapshot("2026-11-20", "t\x1b[31mill")]), encoding="utf-8")
    done = cli("evidence", "import", path, "--plan", shop)
    assert done.code == 1
    assert r'reported_as: ["restic:t\\x1b[31mill:/srv"]' in done.out
    assert "\x1b" not in done.out


def test_one_copy_may_be_named_instead(cli: Cli, shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps([snapshot("2026-11-20", "other")]), encoding="utf-8")
    assert cli("evidence", "import", path, "--plan", shop, "--copy", "sales/nightly").code == 0
    assert "occurred: 2026-11-20T01:03:40+00:00" in (shop / "plan.yaml").read_text(encoding="utf-8")
    done = cli("evidence", "import", path, "--plan", shop, "--copy", "sales/standby")
    assert (done.code, "is a replica" in done.out) == (1, True)


def test_a_check_and_its_time(cli: Cli, shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "check.log"
    path.write_text("check all packs\nno errors were found\n", encoding="utf-8")
    words = ("evidence", "import", path, "--plan", shop, "--copy", "sales/nightly")
    assert cli(*words).code == 1
    done = cli(*words, "--occurred", "2026-11-20T09:00:00+01:00")
    assert (done.code, "proven so far: the copy was verified" in done.out) == (0, True)
    text = (shop / "plan.yaml").read_text(encoding="utf-8")
    assert "verified: yes\n          check: restic-2026-11-20\n" in text
    assert "occurred: 2026-11-10   # by hand" in text


def test_a_table_with_everything_that_must_be_said(cli: Cli, shop: Path, tmp_path: Path) -> None:
    plan = shop / "plan.yaml"
    plan.write_text(PLAN.replace("restic:shop:/srv", "csv:Files"), encoding="utf-8")
    path = tmp_path / "r.csv"
    path.write_text("Was;Ende;Wie\nFiles;20.11.2026 02:00:00;fein\n", encoding="utf-16")
    words = [
        "evidence",
        "import",
        path,
        "--plan",
        shop,
        "--format",
        "csv",
        "--column",
        "source=Was",
        "--column",
        "finished=Ende",
    ]
    for more, reason in (
        ([], "no column is known as result"),
        (["--column", "result=Wie"], "two ways"),
        (["--date-order", "day-first"], "no offset"),
        (["--timezone", "Europe/Berlin"], ""),
    ):
        words += more
        done = cli(*words)
        assert reason in done.err
        assert (shop / "evidence").exists() is False
    assert "of unknown result: it ended with fein" in done.out
    assert cli(*words, "--success", "fein").code == 0
    assert "occurred: 2026-11-20T01:00:00+00:00" in plan.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "words", "message"),
    [
        (b'[{"hostname": "shop", "paths": ["/srv"], "time": "2026-11-2', (), "r.json was not imported: it ends in the middle: it was cut off"),
        (b"[" * 100_000, (), "r.json was not imported: it is nested deeper than any report"),
        (b'[{"a": NaN}]', (), "r.json was not imported: it holds NaN, which is no number"),
        (b"hello", (), "r.json was not imported: it is text that no known program writes"),
        (b"[]", (), "r.json was not imported: it is an empty list, and of which program cannot be told"),
        (b"source,finished,result\nshop,2026-11-20 02:00:00,ok\n", (), "r.json was not imported: line 2: its times have no offset"),
        (b"[]", ("--format", "tape"), "snapshots.json was not imported: tape is no format that is read"),
        (b"[]", ("--timezone", "Mars/Base"), "there is no time zone Mars/Base"),
        (b"[]", ("--format", "restic", "--occurred", "yesterday"), "--occurred is no time with offset: yesterday"),
        (b"[]", ("--format", "restic", "--occurred", "2026-11-20"), "--occurred is no time with offset: 2026-11-20"),
        (b"[]", ("--format", "restic", "--column", "colour=Red"), "--column does not say what holds what: colour=Red"),
        (b"[]", ("--format", "restic", "--copy", "sales/nightli"), "the plan has no copy sales/nightli"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)  # fmt: skip
def test_one_clear_sentence_and_nothing_written(
    content: bytes, words: tuple[str, ...], message: str, cli: Cli, shop: Path, report: Path, tmp_path: Path
) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(content)
    before = files(shop)
    done = cli("evidence", "import", report, path, "--plan", shop, *words)
    assert done.code == 2
    assert done.err.splitlines()[0].startswith(f"bcdr: {message}")
    assert "Traceback" not in done.err
    assert files(shop) == before


def test_an_empty_list_is_a_finding(cli: Cli, shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text("[]", encoding="utf-8")
    done = cli("evidence", "import", path, "--plan", shop, "--format", "restic")
    assert (done.code, "! the list is empty: no backup exists" in done.out) == (1, True)


def test_no_report_and_no_plan(cli: Cli, tmp_path: Path, report: Path) -> None:
    assert "no report is named" in cli("evidence", "import").err
    assert "holds no plan.yaml" in cli("evidence", "import", report, "--plan", tmp_path).err
    assert cli("evidence", "import", tmp_path / "gone", "--plan", report).code == 2


def test_a_report_of_a_gigabyte_is_refused_before_it_is_read(cli: Cli, shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "big.json"
    with path.open("wb") as file:
        file.truncate(2**30)
    done = cli("evidence", "import", path, "--plan", shop)
    assert (done.code, "has 1024 MiB; at most 256 MiB are read" in done.err) == (2, True)


def test_when_the_plan_cannot_be_written_the_report_is_not_left_behind(
    cli: Cli, shop: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(shop)
    monkeypatch.setattr("bcdr.source.write._checked", _changed)
    done = cli("evidence", "import", report, "--plan", shop)
    assert (done.code, "nothing was written" in done.err) == (2, True)
    assert files(shop) == before


def _changed(*_: object) -> bytes:
    from bcdr.source.write import ChangedMeanwhileError

    raise ChangedMeanwhileError("plan.yaml changed while it was open here", "nothing was written; try again")


def test_an_import_that_was_killed_between_report_and_plan_is_finished_by_the_next(
    cli: Cli, shop: Path, report: Path
) -> None:
    (shop / "evidence").mkdir()
    (shop / "evidence/restic-2026-11-20.json").write_bytes(report.read_bytes())
    (shop / "evidence/.half.tmp").write_bytes(b"[")
    assert cli("evidence", "import", report, "--plan", shop).code == 0
    assert "evidence: restic-2026-11-20" in (shop / "plan.yaml").read_text(encoding="utf-8")


def test_an_edit_that_does_not_fit_is_a_sentence(cli: Cli, shop: Path, report: Path) -> None:
    own = "        last_success:\n          occurred: 2026-11-10   # by hand\n          size: 6MB\n"
    (shop / "plan.yaml").write_text(PLAN.replace(own, ""), encoding="utf-8")
    overlay = "datastores: {sales: {copies: {nightly: {last_success: {occurred: 2026-11-10, size: 6MB}}}}}\n"
    (shop / "x.private.yaml").write_text(overlay, encoding="utf-8")
    done = cli("evidence", "import", report, "--plan", shop)
    assert (done.code, "the plan was not edited: datastores.sales" in done.err) == (2, True)
    assert editing.__name__.endswith("editing")
    assert not (shop / "evidence").exists()


def test_a_report_from_another_program(cli: Cli, shop: Path, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        buffer = report.open("rb")

    monkeypatch.setattr("sys.stdin", Stream)
    with Stream.buffer:
        done = cli("evidence", "import", "-", "--plan", shop)
    assert done.code == 0
    assert (shop / "evidence/restic-2026-11-20.json").read_bytes() == report.read_bytes()


def test_two_people_import_at_once_and_nothing_is_lost(shop: Path, tmp_path: Path) -> None:
    hosts = ("shop", "till", "mail", "desk")
    more = "".join(
        f"  {h}: {{copies: {{c: {{kind: versioned-sync, at: nas, every: 1d, reported_as: ['restic:{h}:/srv']}}}}}}\n"
        for h in hosts[1:]
    )
    (shop / "plan.yaml").write_text(PLAN + more, encoding="utf-8")
    for host in hosts:
        (tmp_path / f"{host}.json").write_text(json.dumps([snapshot("2026-11-20", host)]), encoding="utf-8")
    words = (sys.executable, "-m", "bcdr", "evidence", "import", "--plan", str(shop), "--as-of", "2026-11-21")
    running = [subprocess.Popen([*words, str(tmp_path / f"{h}.json")], stdout=subprocess.DEVNULL) for h in hosts]
    assert [p.wait() for p in running] == [0, 0, 0, 0]
    plan = (shop / "plan.yaml").read_text(encoding="utf-8")
    assert plan.count("occurred: 2026-11-20T01:03:40+00:00") == 4
    assert len(list((shop / "evidence").iterdir())) == 4


def test_a_file_that_nobody_registered_is_not_overwritten(cli: Cli, shop: Path, report: Path) -> None:
    (shop / "evidence").mkdir()
    other = shop / "evidence/restic-2026-11-20.json"
    other.write_bytes(b"other")
    assert cli("evidence", "import", report, "--plan", shop).code == 0
    digest = hashlib.sha256(report.read_bytes()).hexdigest()
    assert other.read_bytes() == b"other"
    assert (shop / f"evidence/restic-2026-11-20-{digest[:8]}.json").read_bytes() == report.read_bytes()


def test_a_column_that_is_named_means_a_table(cli: Cli, shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text("a;b;c\n1;2;3\n", encoding="utf-8")
    done = cli("evidence", "import", path, "--plan", shop, "--column", "source=a")
    assert (done.code, "no column is known as finished or result; there are: a, b, c" in done.err) == (2, True)
