"""Law 2: rooms import downwards, and each heavy library has one door."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("jinja2", "weasyprint", "mkdocs", "material", "rich", "pydantic", "typer", "click", "markdown_it")


def test_contracts_of_the_rooms_hold(root: Path) -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint_imports, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


LOOK = """
import sys
from bcdr.__main__ import main
code = main(sys.argv[1:])
print(code, *sorted(m for m in sys.modules if "." not in m), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words",
    [("lint", "--format", "text"), ("lint", "--format", "concise"), ("lint", "--format", "json")],
    ids=lambda words: words[-1],
)
def test_a_lint_loads_no_heavy_library(root: Path, words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, *words, "--as-of", "2026-11-21", "--fail-on", "error", "plans/harbour-books"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    code, *loaded = done.stderr.splitlines()[-1].split()
    assert code == "0", done.stdout + done.stderr
    assert "yaml" in loaded
    assert set(HEAVY).isdisjoint(loaded)
