"""The plan as it stood from one day to another, and the period in which somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple

from bcdr.model.plan import Plan

Knowledge = Literal["known", "no data", "unreadable"]


@dataclass(frozen=True, slots=True)
class State:
    """One version of the plan: since which day, by whom. `plan` is None where it could not be read; `problem` says why.

    `since` is the day from which it stood; a later version ends it.
    """

    since: date
    commit: str
    author: str
    committer: str
    subject: str
    is_merge: bool
    plan: Plan | None = field(repr=False)
    problem: str = ""


class Period(NamedTuple):
    """Days from `first` to `last`, both included. Nothing is known of days after `until`."""

    first: date
    last: date
    until: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    def each(self) -> Iterator[date]:
        """Each day."""
        return (self.first + timedelta(n) for n in range(self.days))


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of the plan's history: its states, oldest first, and where that knowledge ends.

    `since` is the first day of which anything is known. `is_cut` says that older commits exist elsewhere (a shallow
    clone), `is_modified` that the work tree holds changes that no commit has.
    """

    states: tuple[State, ...]
    is_cut: bool = False
    is_modified: bool = False

    @property
    def since(self) -> date | None:
        """The first day of which anything is known."""
        return self.states[0].since if self.states else None

    @property
    def newest(self) -> State | None:
        """The last state that could be read."""
        return next((s for s in reversed(self.states) if s.plan is not None), None)


class Stretch(NamedTuple):
    """Days on which one state stood, or none."""

    first: date
    last: date
    knowledge: Knowledge
    state: State | None

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


def stretches(past: Past, period: Period) -> tuple[Stretch, ...]:
    """The period cut into stretches of one state each; days without a state are `no data`, never good."""
    found: list[Stretch] = []
    states, at = past.states, -1
    for day in period.each():
        while at + 1 < len(states) and states[at + 1].since <= day:
            at += 1
        state = states[at] if at >= 0 and day <= period.until else None
        if found and found[-1].state is state:
            found[-1] = found[-1]._replace(last=day)
            continue
        knowledge: Knowledge = "no data" if state is None else "unreadable" if state.plan is None else "known"
        found.append(Stretch(day, day, knowledge, state))
    return tuple(found)
