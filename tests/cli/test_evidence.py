"""`bcdr evidence add` and `check`."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from bcdr.cli.told import Told
from bcdr.evidence.filing import id_of, suffix_of
from tests.cli.conftest import Cli


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "Restore of May.LOG"
    path.write_bytes(b"restored 210000 rows\n")
    return path


def test_a_file_is_kept_with_its_digest_and_its_dates_and_found_intact(cli: Cli, plan: Path, log: Path) -> None:
    done = cli(
        "evidence",
        "add",
        log,
        "--plan",
        plan,
        "--occurred",
        "2026-11-18",
        "--kind",
        "log",
        "--valid-until",
        "2027-11-18",
    )
    assert done.code == 0, done.err
    digest = hashlib.sha256(log.read_bytes()).hexdigest()
    text = (plan / "plan.yaml").read_text(encoding="utf-8")
    for line in (
        "  restore-of-may:",
        "file: evidence/restore-of-may.log",
        f"sha256: {digest}",
        "kind: log",
        "occurred: 2026-11-18",
        "recorded: 2026-11-21",
    ):
        assert line in text
    assert (plan / "evidence/restore-of-may.log").read_bytes() == log.read_bytes()
    checked = cli("evidence", "check", plan)
    assert checked.code == 0
    assert "restore-of-may: intact; happened 2026-11-18, recorded 2026-11-21, valid until 2027-11-18" in checked.out
    again = cli("evidence", "add", log, "--plan", plan)
    assert (again.code, "registered already" in again.out) == (0, True)
    assert (plan / "plan.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("spoil", "state"),
    [
        ("change", "changed since it was registered"),
        ("remove", "missing"),
        ("wait", "no longer counts"),
        ("link", "outside"),
        ("folder", "outside of the plan folder or cannot be read"),
    ],
)
def test_what_became_of_it(spoil: str, state: str, cli: Cli, plan: Path, log: Path) -> None:
    cli("evidence", "add", log, "--plan", plan, "--valid-until", "2026-12-01")
    kept = plan / "evidence/restore-of-may.log"
    if spoil == "change":
        kept.write_bytes(b"restored 210001 rows\n")
    elif spoil != "wait":
        kept.unlink()
    if spoil == "link":
        kept.symlink_to(log)
    if spoil == "folder":
        kept.mkdir()
    done = cli("evidence", "check", plan, *(("--as-of", "2026-12-02") if spoil == "wait" else ()))
    assert (done.code, state in done.out) == (1, True)
    assert "1 of them need a look" in done.out


def test_a_diff_writes_nothing(cli: Cli, plan: Path, log: Path) -> None:
    before = (plan / "plan.yaml").read_bytes()
    done = cli("evidence", "add", log, "--plan", plan, "--diff")
    assert (done.code, "+  restore-of-may:" in done.out, "not known" in done.err) == (0, True, True)
    assert (plan / "plan.yaml").read_bytes() == before
    assert not (plan / "evidence").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--occurred", "soon"), "--occurred is not a day: soon"),
        (("--occurred", "2026-11-22"), "2026-11-22 is in the future"),
        (("--valid-until", "x"), "--valid-until is not a day: x"),
        (("--id", "Not An Id"), "--id is not an id of lower-case letters"),
        (("--id", "../x"), "--id is not an id of lower-case letters"),
        (("--id", ""), "--id is not an id of lower-case letters"),
        (
            ("--occurred", "2026-11-20", "--valid-until", "2026-11-19"),
            "stop counting on 2026-11-19, before it happened",
        ),
    ],
)
def test_bad_words(words: tuple[str, ...], message: str, cli: Cli, plan: Path, log: Path) -> None:
    before = (plan / "plan.yaml").read_bytes()
    done = cli("evidence", "add", log, "--plan", plan, *words)
    assert (done.code, message in done.err) == (2, True)
    assert (plan / "plan.yaml").read_bytes() == before
    assert not (plan / "evidence").exists()


def test_an_id_that_is_taken(cli: Cli, plan: Path, log: Path) -> None:
    cli("evidence", "add", log, "--plan", plan)
    log.write_bytes(b"another")
    assert "already" in cli("evidence", "add", log, "--plan", plan, "--id", "restore-of-may").err
    assert cli("evidence", "add", log, "--plan", plan).code == 0
    assert f"restore-of-may-{hashlib.sha256(b'another').hexdigest()[:8]}" in (plan / "plan.yaml").read_text(
        encoding="utf-8"
    )


def test_a_plan_without_evidence(cli: Cli, plan: Path) -> None:
    done = cli("evidence", "check", plan)
    assert (done.code, done.out) == (0, "The plan has no evidence.\n")


@pytest.mark.parametrize(
    ("name", "id_", "suffix"),
    [("Restore of May.LOG", "restore-of-may", ".log"), ("Übung 復元 🧯.yaml", "ubung", ""), ("復元.yml", "evidence", ""), ("a.tar.gz", "a-tar", ".gz"), ("x." + "y" * 20, "x", ""), ("--", "evidence", "")],
)  # fmt: skip
def test_names(name: str, id_: str, suffix: str) -> None:
    assert (id_of(name), suffix_of(name)) == (id_, suffix)


def test_what_is_told_is_harmless_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    told = Told()
    told.head("a\x1b[31m")
    told.lines([("  deep\x07", True), ("plain", False)])
    told.show()
    assert capsys.readouterr().out == "a\\x1b[31m\n  !   deep\\x07\n    plain\n"
    assert told.has_trouble


def test_two_people_add_at_once_and_nothing_is_lost(plan: Path, tmp_path: Path) -> None:
    files = [tmp_path / str(n) / "log.txt" for n in range(4)]
    for number, file in enumerate(files):
        file.parent.mkdir()
        file.write_text(f"{number}\n", encoding="utf-8")
    words = (sys.executable, "-m", "bcdr", "evidence", "add", "--plan", str(plan), "--as-of", "2026-11-21")
    running = [subprocess.Popen([*words, str(file)], stdout=subprocess.DEVNULL) for file in files]
    assert [p.wait() for p in running] == [0, 0, 0, 0]
    kept = sorted(file.read_text(encoding="utf-8") for file in (plan / "evidence").iterdir())
    assert kept == ["0\n", "1\n", "2\n", "3\n"]
    assert (plan / "plan.yaml").read_text(encoding="utf-8").count("sha256: ") == 4


def test_a_file_that_nobody_registered_is_not_overwritten(cli: Cli, plan: Path, log: Path) -> None:
    (plan / "evidence").mkdir()
    (plan / "evidence/restore-of-may.log").write_bytes(b"other")
    done = cli("evidence", "add", log, "--plan", plan, "--id", "restore-of-may")
    assert (done.code, "exists already and is another file" in done.err) == (2, True)
    assert cli("evidence", "add", log, "--plan", plan).code == 0
    assert (plan / "evidence/restore-of-may.log").read_bytes() == b"other"
    digest = hashlib.sha256(log.read_bytes()).hexdigest()
    assert (plan / f"evidence/restore-of-may-{digest[:8]}.log").read_bytes() == log.read_bytes()


def test_evidence_that_is_a_file(cli: Cli, plan: Path, log: Path) -> None:
    (plan / "evidence").write_bytes(b"")
    done = cli("evidence", "add", log, "--plan", plan)
    assert (done.code, "evidence is a file" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("a b.log", "a b.log"),
        ("a\nb.log", "a b.log"),
        ("a\x1b[2Jb.log", "a\\\\x1b[2Jb.log"),
        ("復元 🧯.log", "復元 🧯.log"),
    ],
    ids=ascii,
)
def test_a_name_that_nobody_would_choose(name: str, title: str, cli: Cli, plan: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert cli("evidence", "add", tmp_path / name, "--plan", plan).code == 0
    assert f"title: {title}" in (plan / "plan.yaml").read_text(encoding="utf-8").replace('"', "")


def test_an_empty_file_shows_nothing(cli: Cli, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    done = cli("evidence", "add", tmp_path / "empty", "--plan", plan)
    assert (done.code, "empty: it shows nothing" in done.err) == (2, True)


def test_a_file_of_gigabytes_is_refused_before_it_is_read(cli: Cli, plan: Path, tmp_path: Path) -> None:
    with (tmp_path / "image").open("wb") as file:
        file.truncate(2**31)
    done = cli("evidence", "add", tmp_path / "image", "--plan", plan)
    assert (done.code, "has 2048 MiB; at most 256 MiB are read" in done.err) == (2, True)
