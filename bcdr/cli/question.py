"""Questions to a person at a terminal: one line each, asked again until the answer can be used."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import TypeVar

from bcdr.cli.terminal import columns
from bcdr.errors import BcdrError
from bcdr.render.terminal import wrapped

T = TypeVar("T")
UNKNOWN = frozenset({"", "unknown", "-", "?"})
"""Answers that say that somebody does not know."""
_KEYS = re.compile("\x1b(?:\\[[0-9;?]*[ -/]*[@-~]|O?.)|[\x00-\x08\x0b-\x1f\x7f]")
"""What arrow keys and the like leave in a line."""


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
    """What was typed, without what keys leave in a line that are no letters; SilenceError at the end of the input."""
    sys.stdout.write(f"{wrapped(question, columns(sys.stdout))} ")
    sys.stdout.flush()
    try:
        line = sys.stdin.readline()  # not input(): a signal while it begins to read would wait for the next
    except OSError:  # the terminal was closed
        line = ""
    if not line:
        print()
        raise SilenceError
    return cleaned(line)


def cleaned(line: str) -> str:
    """A typed line without blanks around it, control characters, and bytes that are no letters of this terminal."""
    text = line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(_KEYS.sub("", text).split())


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
    print(wrapped(text, columns(sys.stdout)))


def _yes_or_no(text: str) -> bool:
    word = text.lower()
    if word not in {"y", "yes", "n", "no"}:
        raise UnfitError("yes or no?")
    return word in {"y", "yes"}
