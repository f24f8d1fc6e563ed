"""Commands on paper."""

from __future__ import annotations

import pytest

from bcdr.report.command import WIDTH, commands

LONG = "restore " + "--option " * 20 + "--last"


@pytest.mark.parametrize(
    ("run", "lines"),
    [
        pytest.param("", (), id="no command"),
        pytest.param("ls -l", (("ls -l",),), id="a short line is one piece"),
        pytest.param("if x; then\n  y\nfi\n", (("if x; then",), ("  y",), ("fi",)), id="lines stay lines"),
        pytest.param(LONG, (tuple(LONG.split(" ")),), id="a wide line may break between words"),
        pytest.param(f"  {LONG}", (("  restore", *LONG.split(" ")[1:]),), id="its indentation stays with the first"),
        pytest.param(f"{LONG}  x", ((f"{LONG}  x",),), id="but no space of it is lost"),
    ],
)
def test_a_command_is_broken_between_words_only_where_it_must(run: str, lines: tuple[tuple[str, ...], ...]) -> None:
    assert commands(run) == lines
    assert "\n".join(" ".join(line) for line in commands(run)) == run.rstrip("\n")
    assert all(len(line[0]) <= WIDTH for line in commands(run) if len(line) > 1)
