"""Every fault of the text has a page, and its examples are true."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bcdr.rules.registry import rule_named
from bcdr.source.folder import read_folder
from bcdr.source.load import load
from bcdr.source.problems import Page, pages

HEALTHY = "bcdr: 1\norganization: {name: Corner Shop}\n"
PAGES = {p.name: p for p in pages()}


def run(example: str, folder: Path) -> set[str]:
    """The rules found in a healthy plan with this example in it."""
    (folder / "plan.yaml").write_text(HEALTHY, encoding="utf-8")
    found = re.fullmatch(r"```(yaml|sh)(?: (\S+))?\n(.*)```", example, re.DOTALL)
    assert found, example
    if found[1] == "sh":
        subprocess.run(["sh", "-c", found[3]], cwd=folder, check=True)
    else:
        (folder / (found[2] or "more.yaml")).write_text(found[3], encoding="utf-8")
    return {p.rule for p in load(read_folder(str(folder))).problems}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_bad_is_bad_in_this_way_only(page: Page, tmp_path: Path) -> None:
    assert run(page.lesson["bad"], tmp_path) == {page.name}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_good_is_good(page: Page, tmp_path: Path) -> None:
    assert run(page.lesson["good"], tmp_path) == set()


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_has_its_parts(page: Page) -> None:
    assert list(page.lesson) == ["why", "bad", "good", "clears"]
    assert page.summary.endswith(".")


def test_every_rule_that_the_loader_names_has_a_page() -> None:
    """Broken references are found later as well: they have a lesson among the rules."""
    room = Path(__file__).parents[2] / "bcdr" / "source"
    code = "".join(p.read_text(encoding="utf-8") for p in room.glob("*.py"))
    assert set(re.findall(r'(?:Fault\(|rule = )\s*"([a-z-]+)"', code)) == {*PAGES, "broken-reference"}
    assert rule_named("broken-reference") is not None
