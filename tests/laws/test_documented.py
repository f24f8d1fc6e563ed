"""Everything that people use is documented, and what is printed in two places is the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bcdr.cli.commands import COMMANDS, Command
from bcdr.cli.option import Option, parameters_of

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "bcdr").rglob("*.py"))


def manual() -> str:
    """The whole of docs/ as one text."""
    return "\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "docs").rglob("*.md")))


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda c: c.words.replace(" ", "-"))
def test_command_and_its_options_are_in_the_manual(command: Command) -> None:
    text = manual()
    heading = re.search(rf"^#+ +`?bcdr {command.words}`?\s*$", text, flags=re.MULTILINE)
    assert heading, f"docs/ has no heading `bcdr {command.words}`"
    section = re.split(r"^#+ +`?bcdr ", text[heading.end() :], maxsplit=1, flags=re.MULTILINE)[0]
    flags = [f for p in parameters_of(command.load()).values() if isinstance(p.about, Option) for f in p.about.flags]
    # Options that all commands share are written once, beside the commands.
    assert [f for f in flags if f"`{f}" not in section and f"`{f}" not in shared(text)] == []


def shared(text: str) -> str:
    """The manual's section on the options that every command takes."""
    found = re.search(r"^#+ +.*every command.*$(?P<section>.*?)(?=^#)", text, re.MULTILINE | re.DOTALL | re.IGNORECASE)
    return found["section"] if found else ""


def test_readme_shows_the_help_of_the_program(program: Callable[..., Any]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"<!-- help: bcdr --help -->\s*```\w*\n(.*?)\n```\s*<!-- /help -->", readme, flags=re.DOTALL)
    assert shown, "README.md has no block between <!-- help: bcdr --help --> and <!-- /help -->"
    printed = program("--help", COLUMNS="100").stdout
    assert shown[1].strip() == "\n".join(line.rstrip() for line in printed.strip().splitlines())


@pytest.mark.parametrize("module", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_module_opens_with_a_sentence(module: Path) -> None:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    first = docstring.split("\n\n")[0]
    assert re.search(r"[.!?:]$", first.strip()), f"no sentence: {first[:80]!r}"


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"])
def test_paper_is_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 500


def test_contributing_begins_with_adding_a_rule() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, flags=re.MULTILINE)
    assert headings, "CONTRIBUTING.md has no headings"
    assert "add a rule" in headings[0].lower()
