"""Every command is found, loads, explains itself, and is shown in the overview."""

from __future__ import annotations

import pytest

from bcdr.cli.commands import CHAPTERS, COMMANDS, GROUPS, Command, find
from bcdr.cli.option import Option, parameters_of
from bcdr.cli.overview import overview
from tests.cli.conftest import Cli

ALL = pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda c: c.words)


@ALL
def test_words_find_their_command(command: Command) -> None:
    assert find([*command.words.split(), "x"]) == (command, ["x"])


@pytest.mark.parametrize("words", [[], ["report"], ["nothing"], ["report", "nothing"], ["--verbose", "lint"]])
def test_other_words_find_none(words: list[str]) -> None:
    assert find(words) == (None, words)


@ALL
def test_help_names_every_option_and_ends_well(command: Command, cli: Cli) -> None:
    done = cli(*command.words.split(), "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: bcdr {command.words}")
    flags = [f for p in parameters_of(command.load()).values() if isinstance(p.about, Option) for f in p.about.flags]
    assert [f for f in flags if f not in done.out] == []


@ALL
def test_help_is_in_plain_words(command: Command) -> None:
    lesson = command.load().__doc__ or ""
    assert lesson.strip()
    assert [p.name for p in parameters_of(command.load()).values() if not p.about.help.endswith((".", ".)"))] == []


@ALL
def test_overview_shows_the_command(command: Command) -> None:
    assert f"bcdr {command.words} " in overview()


def test_overview_fits_a_terminal() -> None:
    assert max(map(len, overview().splitlines())) <= 100


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",), ("help",)])
def test_asking_nothing_shows_the_overview(words: tuple[str, ...], cli: Cli) -> None:
    assert cli(*words) == (0, overview() + "\n", "")


@pytest.mark.parametrize("group", GROUPS)
def test_group_alone_shows_its_commands(group: str, cli: Cli) -> None:
    done = cli(group)
    names = [c.words.split()[1] for chapter in CHAPTERS.values() for c in chapter if c.words.startswith(group + " ")]
    assert names
    assert [n for n in names if n not in done.out + done.err] == []
