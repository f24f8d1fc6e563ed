"""A module's tests are found without searching: `bcdr/room/x.py` in `tests/room/test_x.py`.

Three ways are as good: a test of the room imports the module; a package in a room, such as `report/art32`, is one
thing, tested in `tests/report/test_art32.py`; a module beside the rooms is imported by any test. Rules are executed
by their own docstrings in tests/rules/test_lessons.py, so no rule needs a file.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "bcdr"
# Folders of tests that look at the house as a whole, or at bcdr with somebody else's eyes.
WHOLE = {"hooks", "incidents", "laws", "packaging", "real"}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def has_code(path: Path) -> bool:
    """Whether a module does anything: it has a function, or a class with one."""
    return any(isinstance(n, ast.FunctionDef) for n in ast.walk(_tree(path)))


def imports(path: Path) -> set[str]:
    """Names of all modules that a test file imports, functions' own imports included."""
    found: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            found |= {n.name for n in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{n.name}" for n in node.names)}
    return found


def modules() -> list[Path]:
    """Modules that need tests."""
    found = (p for p in sorted(PACKAGE.rglob("*.py")) if has_code(p) and "_data" not in p.parts)
    return [p for p in found if p.parent.parent != PACKAGE / "rules"]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", modules(), ids=named)
def test_module_has_tests_where_one_looks_for_them(module: Path) -> None:
    inside = module.relative_to(PACKAGE)
    room = ROOT / "tests" / "/".join(inside.parts[:1] if len(inside.parts) > 1 else ())
    own = [ROOT / "tests" / inside.parent / f"test_{inside.stem}.py", room / f"test_{inside.parent.name}.py"]
    if any(place.is_file() for place in own):
        return
    dotted = ".".join(("bcdr", *inside.with_suffix("").parts)).removesuffix(".__init__")
    assert any(dotted in imports(test) for test in room.rglob("*.py")), f"nothing in {named(room)} imports {dotted}"


def test_every_folder_of_tests_is_a_room() -> None:
    folders = {p.name for p in (ROOT / "tests").iterdir() if p.is_dir() and any(p.glob("test_*.py"))}
    rooms = {p.name for p in PACKAGE.iterdir() if p.is_dir()}
    assert folders - WHOLE <= rooms
