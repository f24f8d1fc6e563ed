"""What a message of a tabletop is made of: who gets it, what it says, what it tests, and what the plan answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from bcdr.report.pack.situation import Situation

Topic = Literal["decide", "people", "access", "data", "vendor", "talk", "privacy", "business", "twist"]


ALL = "everybody at the table"


class Answer(NamedTuple):
    """What the plan says to a message, and where; `is_gap`: that it says nothing."""

    text: str
    ref: str = ""
    is_gap: bool = False


class Draft(NamedTuple):
    """A message as it would be in one plan. `about` is the object it is aimed at, `weight` how much that hurts.

    `by` is the way it arrives: by phone, as a mail, in the room. `away` is who cannot be reached from then on.
    """

    about: str
    weight: int
    to: str
    sender: str
    by: str
    text: str
    answers: tuple[Answer, ...]
    away: str = ""


class Template(NamedTuple):
    """A kind of message. `after` is the usual time since the beginning, in minutes of the story.

    `tests` says what the exercise leader watches for. Findings of `rules` on the same object are what it is aimed at.
    """

    id: str
    topic: Topic
    after: int
    tests: str
    rules: tuple[str, ...]
    drafts: Callable[[Situation], Iterable[Draft]]


def template(
    topic: Topic, after: int, tests: str, rules: Iterable[str] = ()
) -> Callable[[Callable[[Situation], Iterable[Draft]]], Template]:
    """Make a template of a function that says, for one situation, which messages its plan asks for."""

    def make(drafts: Callable[[Situation], Iterable[Draft]]) -> Template:
        return Template(drafts.__name__.replace("_", "-"), topic, after, tests, tuple(rules), drafts)

    return make


def says(text: str, ref: str = "") -> Answer:
    """The plan says."""
    return Answer(text, ref)


def gap(text: str, ref: str = "") -> Answer:
    """The plan has no answer."""
    return Answer(text, ref, is_gap=True)


def gaps(answers: Iterable[Answer]) -> int:
    """To how many of the questions the plan has no answer."""
    return sum(a.is_gap for a in answers)
