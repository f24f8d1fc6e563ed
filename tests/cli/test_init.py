"""`bcdr init`: what it writes loads and has no errors, and nothing is ever overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bcdr.cli.init import id_of
from tests.cli.conftest import Cli

NASTY = [
    'Büro "Nord" & Söhne: #1',
    "{{ 7*7 }}",
    "<script>alert(1)</script>",
    "'; rm -rf / #",
    "a\nb: c",
    "no",
    "\u202eevil",
]


@pytest.mark.parametrize("template", ["solo", "small-office", "web-shop"])
@pytest.mark.parametrize("people", [None, "3", "40"])
def test_a_new_plan_has_no_errors(template: str, people: str | None, cli: Cli, tmp_path: Path) -> None:
    size = () if people is None else ("--people", people)
    assert cli("init", tmp_path / "new", "--template", template, "--no-input", *size).code == 0
    done = cli("lint", tmp_path / "new")
    assert done.code == 0, done.out


def test_it_writes_what_a_repository_needs(cli: Cli, tmp_path: Path) -> None:
    done = cli("init", tmp_path / "new")
    names = {p.relative_to(tmp_path / "new").as_posix() for p in (tmp_path / "new").rglob("*") if p.is_file()}
    assert names >= {"plan.yaml", ".gitignore", ".pre-commit-config.yaml", ".bcdr/schema.json"}
    assert [n for n in names if f"  {n}\n" not in done.out] == []
    assert json.loads((tmp_path / "new/.bcdr/schema.json").read_text())["title"] == "Plan"


@pytest.mark.parametrize("name", NASTY)
def test_names_are_data_whatever_they_hold(name: str, cli: Cli, tmp_path: Path) -> None:
    assert cli("init", tmp_path / "new", "--organization", name, "--owner", name).code == 0
    done = cli("lint", tmp_path / "new", "--format", "json")
    assert done.code == 0, done.out
    found = json.loads(done.out)["plans"][0]["organization"]
    assert found == name


def test_the_example_is_a_copy(cli: Cli, tmp_path: Path, root: Path) -> None:
    assert cli("init", tmp_path / "new", "--example").code == 0
    written = (tmp_path / "new/plan.yaml").read_bytes()
    assert written == (root / "plans/harbour-books/plan.yaml").read_bytes()


@pytest.mark.parametrize("taken", ["plan.yaml", ".gitignore", ".bcdr/schema.json"])
def test_nothing_is_overwritten(taken: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / taken).parent.mkdir(exist_ok=True)
    (tmp_path / taken).write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    done = cli("init", tmp_path)
    assert done.code == 2
    assert f"already holds {taken}" in done.err
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / taken).read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--template", "bank"), "there is no template called bank"),
        (("--people", "many"), "--people is not a number: many"),
        (("--country", "Germany"), "--country is not a country code: Germany"),
        (("--organization", " "), "must not be empty"),
        (("--template", "../../plans"), "there is no template called ../../plans"),
    ],
)
def test_a_wrong_answer_is_refused(words: tuple[str, ...], said: str, cli: Cli, tmp_path: Path) -> None:
    done = cli("init", tmp_path / "new", *words)
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Zoë O'Brien", "zoe-o-brien"), ("李雷", "owner"), ("42", "owner"), ("  Ada  ", "ada"), ("", "owner")],
)
def test_id_of_a_name(name: str, id_: str) -> None:
    assert id_of(name) == id_


@pytest.mark.parametrize(("template", "runbook"), [("solo", "files"), ("small-office", "files"), ("web-shop", "shop")])
def test_the_commands_it_shows_can_be_put_into_the_runbook(
    template: str, runbook: str, cli: Cli, tmp_path: Path
) -> None:
    assert cli("init", tmp_path, "--template", template, "--no-input").code == 0
    file = tmp_path / "plan.yaml"
    lines = file.read_text().splitlines()
    shown = [line[1:] for line in lines if line.startswith(("#      - id:", "#        "))]
    old = [n for n, line in enumerate(lines) if line.startswith(("#:      - {id: restore", "#:      - {id: verify"))]
    assert (len(old), old[1] - old[0]) == (2, 1)
    lines[old[0] : old[1] + 1] = shown
    lines = [line.removeprefix("#:") for line in lines]
    file.write_text("\n".join(lines))
    done = cli("drill", "run", f"restore-{runbook}", "--plan", tmp_path, "--dry-run")
    assert (done.code, done.err) == (0, "")
    assert "compares row-count: 1200" in done.out
    assert "gets RESTIC_REPOSITORY, RESTIC_PASSWORD_FILE, RESTIC_CACHE_DIR, SCRATCH" in done.out
