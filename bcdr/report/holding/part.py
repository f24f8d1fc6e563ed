"""What every teller needs: how it tells, how it counts, and how long something stays young."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TypeVar

from bcdr.model.record import Entry
from bcdr.report.wording import counted

YEAR = timedelta(days=365)
Told = tuple[tuple[str, ...], tuple[str, ...]]
"""What is shown, and what is lacking."""
T = TypeVar("T")


def some(number: int, thing: str, things: str = "", rest: str = "") -> tuple[str, ...]:
    """`3 runbooks of the plan`, or nothing when there is none."""
    return (f"{counted(number, thing, things)}{rest}",) if number else ()


def parted(entries: Iterable[T], test: Callable[[T], object]) -> tuple[list[T], list[T]]:
    """Those that pass a test, and those that do not."""
    passed: list[T] = []
    failed: list[T] = []
    for entry in entries:
        (passed if test(entry) else failed).append(entry)
    return passed, failed


def where(entries: Iterable[Entry], fault: str) -> tuple[str, ...]:
    """One fault of several objects, each by its name."""
    return tuple(f"{e.name_or_id}: {fault}" for e in entries)
