"""Law 1: no file, clock, environment, network or print in model, finding, analysis, rules, audit and report.

Ruff's list of banned names sees `datetime.now()` and `subprocess`. It cannot see what is done to a value, such as
`path.read_text()`, nor an import inside a string; this looks at every call and import of these rooms.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("model", "finding.py", "analysis", "rules", "audit.py", "report")

WORLDLY_CALLS = frozenset({"open", "print", "input", "__import__"})
WORLDLY_METHODS = frozenset(
    """
    read_text read_bytes write_text write_bytes open touch mkdir rmdir unlink rename symlink_to hardlink_to
    exists is_file is_dir is_symlink iterdir rglob resolve absolute expanduser stat lstat samefile cwd home
    today now utcnow getenv getcwd urlopen connect system popen
    """.split()  # noqa: SIM905 - words read better than forty quoted lines
)
WORLDLY_MODULES = frozenset(
    """
    asyncio ctypes ftplib getpass glob http io locale logging multiprocessing os platform random requests secrets
    select shutil signal smtplib socket sqlite3 ssl subprocess tempfile threading time
    """.split()  # noqa: SIM905 - the same
)
# Nothing of these modules touches the world but these parts of them.
WORLDLY_PARTS = frozenset({"urllib.request", "pathlib.Path", "pathlib.PosixPath", "importlib.resources"})


def faults(source: str) -> Iterator[str]:
    """What the source does to the world, as `line: what`."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in WORLDLY_CALLS:
                yield f"{node.lineno}: {name}()"
            case ast.Call(func=ast.Attribute(attr=name)) if name in WORLDLY_METHODS:
                yield f"{node.lineno}: .{name}()"
            case ast.Attribute(attr="environ" | "argv" | "stdout" | "stderr" | "stdin" as name):
                yield f"{node.lineno}: .{name}"
            case ast.Import(names=names):
                yield from (f"{node.lineno}: import {n.name}" for n in names if _is_worldly(n.name))
            case ast.ImportFrom(module=str(module), names=names):
                whole = [n.name for n in names if _is_worldly(module) or _is_worldly(f"{module}.{n.name}")]
                yield from (f"{node.lineno}: from {module} import {name}" for name in whole)


def _is_worldly(name: str) -> bool:
    return name.partition(".")[0] in WORLDLY_MODULES or name in WORLDLY_PARTS


def modules() -> list[Path]:
    """The modules of the pure rooms; a room that moved away is a fault here, not a test that passes."""
    found: list[Path] = []
    for room in ROOMS:
        place = ROOT / "bcdr" / room
        found += [place] if place.is_file() else sorted(place.rglob("*.py"))
        assert place.exists(), f"bcdr/{room} is not there"
    return found


def named(path: Path) -> str:
    return path.relative_to(ROOT / "bcdr").as_posix()


@pytest.mark.parametrize("module", modules(), ids=named)
def test_room_does_not_touch_the_world(module: Path) -> None:
    assert list(faults(module.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "open('x')",
        "print('x')",
        "place.read_text()",
        "place.iterdir()",
        "date.today()",
        "import os",
        "import os.path",
        "from os import environ",
        "from time import time",
        "from pathlib import Path",
        "import urllib.request",
        "import socket",
        "def f():\n    import subprocess",
        "x.environ['HOME']",
        "__import__('os')",
    ],
)
def test_the_look_sees(source: str) -> None:
    assert list(faults(source))


@pytest.mark.parametrize(
    "source",
    [
        "from pathlib import PurePosixPath",
        "from urllib.parse import urlsplit",
        "from datetime import date, time",
        "as_of.replace(year=2027)",
    ],
)
def test_the_look_lets_pass(source: str) -> None:
    assert not list(faults(source))
