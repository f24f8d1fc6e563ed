"""`bcdr drill pack`: the files, the same bytes for the same seed, and what it cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bcdr.source.load import load
from bcdr.source.snapshot import from_texts
from tests.cli.conftest import PLAN, Cli

NAMES = {"facilitator.html", "handouts.html", "record.yaml"}


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_it_writes_two_books_and_a_record(cli: Cli, plan: Path, tmp_path: Path) -> None:
    done = cli("drill", "pack", "--plan", plan, "--out", tmp_path / "x", "--format", "html")
    assert done.code == 0, done.err
    assert set(files(tmp_path / "x")) == NAMES
    assert "messages" in done.out
    assert 'src="http' not in (tmp_path / "x" / "handouts.html").read_text(encoding="utf-8")


def test_the_same_seed_gives_the_same_bytes(cli: Cli, plan: Path, tmp_path: Path) -> None:
    for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        cli("drill", "pack", "ransomware", "--plan", plan, "--seed", seed, "--out", tmp_path / name, "--format", "html")
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert files(tmp_path / "a") != files(tmp_path / "c")


def test_pdfs_are_the_same_bytes_too(cli: Cli, plan: Path, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    for name in ("a", "b"):
        done = cli("drill", "pack", "ransomware", "--plan", plan, "--out", tmp_path / name)
        assert done.code == 0, done.err
    assert set(files(tmp_path / "a")) == {*NAMES, "facilitator.pdf", "handouts.pdf"}
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert files(tmp_path / "a")["handouts.pdf"].startswith(b"%PDF-")


def test_the_record_fits_into_the_plan(cli: Cli, plan: Path, tmp_path: Path) -> None:
    cli("drill", "pack", "--plan", plan, "--out", tmp_path / "x", "--format", "html")
    text = (tmp_path / "x" / "record.yaml").read_text(encoding="utf-8")
    [(id_, entry)] = yaml.safe_load(text)["drills"].items()
    assert text.startswith(f"# Copy this into the plan, then: bcdr drill record {id_}\n")
    assert entry["type"] == "tabletop"
    assert entry["occurred"] == entry["result"] == entry["led_by"] == "unknown"
    loaded = load(from_texts({"plan.yaml": PLAN, "drills.yaml": text}))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    assert loaded.plan.drills[id_].result is None


def test_without_a_folder_it_is_named_after_the_scenario(
    cli: Cli, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cli("drill", "pack", "key-loss", "--plan", plan, "--format", "html")
    assert set(files(tmp_path / "tabletop-key-loss")) == NAMES


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("ransom",), "there is no scenario ransom"),
        (("--seed", "x"), "--seed is no number"),
        (("--seed", "-1"), "seed"),
        (("--seed", "9999999999"), "--seed is no number"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)
def test_what_it_cannot_do_it_says(words: tuple[str, ...], complaint: str, cli: Cli, plan: Path) -> None:
    done = cli("drill", "pack", "--plan", plan, *words)
    assert done.code == 2
    assert complaint in done.err


def test_a_file_in_the_way_is_said(cli: Cli, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    done = cli("drill", "pack", "--plan", plan, "--out", tmp_path / "x", "--format", "html")
    assert done.code == 2
    assert (tmp_path / "x").read_text(encoding="utf-8") == "mine"


def test_the_record_is_completed_by_drill_record(cli: Cli, plan: Path, tmp_path: Path) -> None:
    cli("drill", "pack", "--plan", plan, "--out", tmp_path / "x", "--format", "html")
    text = (tmp_path / "x" / "record.yaml").read_text(encoding="utf-8")
    (plan / "drills.yaml").write_text(text, encoding="utf-8")
    [id_] = yaml.safe_load(text)["drills"]
    said = ("occurred=2026-11-20", "result=passed", "led_by=ada", "participants=ada")
    done = cli("drill", "record", id_, "--plan", plan, "--no-input", *(w for s in said for w in ("--set", s)))
    assert done.code == 0, done.err
    entry = yaml.safe_load((plan / "drills.yaml").read_text(encoding="utf-8"))["drills"][id_]
    assert (str(entry["occurred"]), entry["result"], entry["type"]) == ("2026-11-20", "passed", "tabletop")
