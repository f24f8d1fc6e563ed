"""Questions to a person at a terminal: one line each, asked again until the answer can be used."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from bcdr.errors import BcdrError
from bcdr.render.terminal import escaped

T = TypeVar("T")
UNKNOWN = frozenset({"", "unknown", "-", "?"})
"""Answers that say that somebody does not know."""


class SilenceError(BcdrError):
    """Nobody is at the terminal any more."""

    def __init__(self) -> None:
        """The input has ended."""
        super().__init__("nobody answered", "nothing was written")


class UnfitError(BcdrError):
    """An answer, or the value of an option, that cannot be used: the message says what is wrong and what would fit."""


def is_person() -> bool:
    """Somebody sits at the terminal and can be asked."""
    return sys.stdin.isatty()


def typed(question: str) -> str:
    """What was typed, without blanks around it; SilenceError at the end of the input."""
    sys.stdout.write(f"{shown(question)} ")
    sys.stdout.flush()
    line = sys.stdin.readline()  # not input(): a signal that comes while it begins to read would wait for the next
    if not line:
        print()
        raise SilenceError
    return line.strip()


def asked(question: str, read: Callable[[str], T]) -> T:
    """The answer as `read` understands it; after an UnfitError its reason is told, and the question put again."""
    while True:
        try:
            return read(typed(question))
        except UnfitError as problem:
            tell(f"  ! {problem.message}")


def is_agreed(question: str) -> bool:
    """Yes or no, nothing else."""
    return asked(f"{question} (yes or no)", _yes_or_no)


def tell(text: str) -> None:
    """A line, harmless for a terminal, with its indentation."""
    print(shown(text))


def shown(text: str) -> str:
    """The text without what a terminal would obey, its indentation kept."""
    indent = len(text) - len(text.lstrip(" "))
    return " " * indent + escaped(text[indent:])


def _yes_or_no(text: str) -> bool:
    word = text.lower()
    if word not in {"y", "yes", "n", "no"}:
        raise UnfitError("yes or no?")
    return word in {"y", "yes"}
