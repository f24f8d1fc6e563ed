"""The state of the program: another one for every file that matters, and for nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bcdr.cli.program import KINDS, state, state_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A program of a few files."""
    for name in ("bcdr/a.py", "bcdr/frameworks/b.yaml", "templates/report/c.css"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return tmp_path


def of(root: Path) -> str:
    return state_of(root / "bcdr", root / "templates")


def written(name: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text("other")


@pytest.mark.parametrize(
    ("change", "is_another"),
    [
        (written("bcdr/a.py"), True),
        (written("bcdr/frameworks/b.yaml"), True),
        (written("templates/report/c.css"), True),
        (written("bcdr/new.py"), True),
        (lambda root: (root / "bcdr/a.py").rename(root / "bcdr/z.py"), True),
        (lambda root: (root / "bcdr/a.py").unlink(), True),
        (written("bcdr/a.pyc"), False),
        (written("bcdr/.a.py.swp"), False),
        (lambda root: (root / "bcdr/folder.py").mkdir(), False),
    ],
)
def test_what_matters_and_nothing_else(change: Callable[[Path], object], is_another: bool, here: Path) -> None:
    before = of(here)
    change(here)
    assert (of(here) != before) is is_another


def test_where_it_lies_does_not_matter(here: Path) -> None:
    before = of(here)
    shutil.move(here / "templates", here / "bcdr" / "_data" / "templates")
    assert state_of(here / "bcdr", here / "bcdr" / "_data" / "templates") == before


def test_all_kinds_of_files_that_travel_are_looked_at() -> None:
    found = {p.suffix for folder in ("bcdr", "templates") for p in (ROOT / folder).rglob("*") if p.is_file()}
    assert found - {".pyc", ".typed"} == KINDS
    assert state() == of(ROOT)
