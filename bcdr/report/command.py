"""A command of a runbook on paper: where a line of it may be broken so that nobody types something else."""

from __future__ import annotations

WIDTH = 80
"""Characters of a command that fit on one line of paper."""


def commands(run: str) -> tuple[tuple[str, ...], ...]:
    """Its lines, each in pieces that are not broken: one piece, or the words of a line that is wider than the page."""
    return tuple((x,) if len(x) <= WIDTH else _words(x) for x in run.rstrip("\n").splitlines())


def _words(command: str) -> tuple[str, ...]:
    """What stands between single spaces, which a line that is broken there loses nothing of; more spaces stay.

    The indentation belongs to the first word.
    """
    indent = command[: len(command) - len(command.lstrip(" "))]
    first, *others = command[len(indent) :].split(" ")
    return (indent + first, *others) if "  " not in command[len(indent) :] else (command,)
