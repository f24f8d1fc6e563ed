"""A diff as programs apply it, and harmless on a terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bcdr.render.diff import diff

BEFORE, AFTER = "a: 1\nb: 2\nc: 3", "a: 1\nb: 9\nc: 3\nd: 4\n"


def test_what_changed() -> None:
    assert diff([("plan.yaml", BEFORE, AFTER)], colour=False).splitlines() == [
        "--- plan.yaml",
        "+++ plan.yaml",
        "@@ -1,3 +1,4 @@",
        " a: 1",
        "-b: 2",
        "-c: 3",
        "\\ No newline at end of file",
        "+b: 9",
        "+c: 3",
        "+d: 4",
    ]


def test_nothing_changed() -> None:
    assert diff([("plan.yaml", BEFORE, BEFORE)], colour=True) == ""


def test_colour_says_nothing_that_words_do_not() -> None:
    shown = diff([("plan.yaml", BEFORE, AFTER)], colour=True)
    assert "\x1b[1;32m+b: 9\x1b[0m" in shown
    assert "\x1b[1;31m-b: 2\x1b[0m" in shown


def test_what_people_typed_cannot_steer_the_terminal() -> None:
    shown = diff([("p\x1b.yaml", "a: 1\n", "a: \u202e2 # \x1b[31m\t!\r\n")], colour=False)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\t!" in shown


def test_patch_applies_it(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(BEFORE, encoding="utf-8")
    patch = tmp_path / "x.patch"
    patch.write_text(diff([("plan.yaml", BEFORE, AFTER)], colour=False) + "\n", encoding="utf-8")
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "-p0", "x.patch"], cwd=tmp_path, check=True)
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == AFTER


@pytest.mark.parametrize("colour", [True, False])
def test_several_files(colour: bool) -> None:
    assert diff([("a", "1\n", "2\n"), ("b", "1\n", "2\n")], colour=colour).count("+++ ") == 2
