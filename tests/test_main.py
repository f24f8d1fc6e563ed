"""The program as a process: the collector rests during a lint and works during what runs long."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from bcdr import shipped
from bcdr.__main__ import main
from bcdr.cli import entry
from bcdr.cli.commands import LONG, Command

PROBE = """
import gc, sys
from bcdr.__main__ import main
print(gc.isenabled(), end=" ")
print(main(sys.argv[1:]), gc.isenabled())
"""


def test_collection_is_off_while_a_short_command_runs(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "--version"], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[0] == "False"
    assert done.stdout.split()[-2:] == ["0", "False"]


@pytest.mark.parametrize("words", ["lint", "report art32", *sorted(LONG)])
def test_long_commands_collect(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []

    def run() -> int:
        seen.append(gc.isenabled())
        return 0

    monkeypatch.setattr(Command, "load", lambda _: run)
    before = gc.isenabled()
    gc.disable()
    try:
        assert main(words.split()) == 0
    finally:
        (gc.enable if before else gc.disable)()
    assert seen == [words in LONG]
    assert entry.LONG is LONG


@pytest.mark.parametrize("words", [("--version",), ("schema",), ("lint", "nowhere")], ids=" ".join)
def test_a_short_end_loses_no_output_no_code_and_no_exit_function(root: Path, words: tuple[str, ...]) -> None:
    """Once as a process that ends at once, once as a function that returns."""
    early = "import atexit, sys; atexit.register(print, 'bye', flush=True); from bcdr.__main__ import main; "
    ends = [sys.executable, "-c", early + "main()", *words]
    returns = [sys.executable, "-c", early + "sys.exit(main(sys.argv[1:]))", *words]
    one, two = (subprocess.run(c, cwd=root, capture_output=True, text=True, check=False) for c in (ends, returns))
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)
    assert one.stdout.endswith("bye\n")


LATER = """
import sys
from bcdr import __main__
__main__._load_validator()
assert "pydantic_core.core_schema" not in sys.modules
from pydantic import BaseModel
from pydantic_core import core_schema
class Till(BaseModel):
    price: int
assert Till(price="3").price == 3
print(core_schema.str_schema()["type"])
"""


def test_pydantic_itself_still_works_after_a_light_start(root: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LATER], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("str\n", "")


BROKEN = """
import builtins, sys
from bcdr import __main__
real, calls = builtins.__import__, []
def fail(name, *rest):
    if name == "pydantic_core" and not calls:
        calls.append(name)
        real("pydantic_core._pydantic_core")
        raise TypeError("this version looks at its schemas")
    return real(name, *rest)
builtins.__import__ = fail
__main__._load_validator()
from pydantic_core import SchemaValidator, core_schema
print(SchemaValidator(core_schema.int_schema()).validate_python("3"))
"""


def test_a_version_that_needs_its_descriptions_gets_them(root: Path) -> None:
    done = subprocess.run([sys.executable, "-c", BROKEN], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("3\n", "")


@pytest.mark.parametrize("place", [shipped.templates() / "plan", shipped.site(), shipped.example()])
def test_what_travels_with_the_program_is_there(place: Path) -> None:
    assert any(place.iterdir())
