"""An installed wheel in an empty environment does what the checkout does."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from bcdr.cli.program import state_of

ROOT = Path(__file__).resolve().parents[2]

Installed = Callable[..., str]


def done(*words: str | Path, cwd: Path, **environment: str) -> str:
    """What a command prints; its words on stderr are the failure of the test."""
    ended = subprocess.run(
        list(map(str, words)),
        cwd=cwd,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, f"{words}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    done(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """`installed("lint", cwd=plan)` runs the `bcdr` of an environment that holds the pinned packages and the wheel."""
    home = tmp_path_factory.mktemp("empty")
    venv.create(home / "venv", with_pip=False)
    python = home / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-input")
    done(*pip, "--require-hashes", "-r", ROOT / "constraints.txt", cwd=home)
    done(*pip, "--no-deps", "--no-index", wheel, cwd=home)

    def run(*words: str | Path, cwd: Path = home) -> str:
        return done(python.with_name("bcdr"), *words, cwd=cwd, HOME=str(home), BCDR_AS_OF="2026-11-21", PYTHONPATH="")

    return run


@pytest.fixture(scope="module")
def example(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "plan"
    installed("init", "--example", folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_wheel_holds_the_folders_beside_the_package(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    for inside, beside in (("templates", "templates"), ("site", "site"), ("plans/harbour-books",) * 2):
        assert {f"bcdr/_data/{inside}/{name}" for name in files(ROOT / beside)} <= held
    assert not [name for name in held if "__pycache__" in name or name.startswith("tests/")]


def test_wheel_and_checkout_are_one_state_of_the_program(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    held = state_of(tmp_path / "bcdr", tmp_path / "bcdr" / "_data" / "templates")
    assert held == state_of(ROOT / "bcdr", ROOT / "templates")


def test_installed_example_is_the_one_of_the_checkout(example: Path) -> None:
    ours = files(ROOT / "plans" / "harbour-books")
    theirs = files(example)
    assert {name: theirs.get(name) for name in ours} == ours


def test_installed_program_lints_the_example(installed: Installed, example: Path) -> None:
    assert installed("lint", cwd=example)


@pytest.mark.parametrize("template", sorted(p.name for p in (ROOT / "templates" / "plan").glob("*") if p.is_dir()))
def test_installed_program_starts_a_plan_that_lints(installed: Installed, tmp_path: Path, template: str) -> None:
    installed("init", tmp_path / "new", "--template", template, "--no-input")
    installed("lint", cwd=tmp_path / "new")


def test_installed_program_explains_its_rules(installed: Installed) -> None:
    assert "restore-never-tested" in installed("explain")


@pytest.mark.parametrize("document", ["art32", "art35"])
def test_installed_program_writes_the_document(installed: Installed, example: Path, document: str) -> None:
    before = set(example.rglob("*.pdf"))
    installed("report", document, cwd=example)
    written = set(example.rglob("*.pdf")) - before
    assert [p.read_bytes()[:5] for p in written] == [b"%PDF-"]


def test_installed_program_builds_the_site(installed: Installed, example: Path) -> None:
    installed("site", "build", cwd=example)
    starts = [p for p in example.rglob("index.html") if len(p.relative_to(example).parts) <= 3]
    assert starts
    assert "Harbour Books" in starts[0].read_text(encoding="utf-8")
