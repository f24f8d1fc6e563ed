"""How a tabletop is scored: criteria that an observer can see, what the best looks like, and which messages show it."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.report.pack.inject.template import Topic

SCALE = (
    ("0", "nobody did it"),
    ("1", "done after a hint of the exercise leader"),
    ("2", "done, with gaps or late"),
    ("3", "done in time, as the plan says or better"),
)
ENOUGH = 2 / 3
"""Share of the points from which a pass is proposed, as long as no criterion is 0."""


class Criterion(NamedTuple):
    """One thing to watch for; `topics` are those of the messages that show it, none where all of them do."""

    title: str
    best: str
    topics: tuple[Topic, ...]


CRITERIA = (
    Criterion("A true picture", "Facts, guesses and what is not known are kept apart, and brought up to date", ()),
    Criterion("Start", "Who may has declared it, at a stated minute, and everybody knows who leads", ("decide",)),
    Criterion("Roles", "Every role is taken; deputies act with what is written and not from memory", ("people",)),
    Criterion("Order", "The plan and the harm decide what comes first, not who calls loudest", ("decide", "business")),
    Criterion("Access", "Logins, keys and papers are found outside what is lost", ("access",)),
    Criterion("Way back", "Copy, place, person and time are named, and doubts are said aloud", ("data", "twist")),
    Criterion("Vendors", "They are reached and held to their word, and something is done beside waiting", ("vendor",)),
    Criterion("Words", "Customers, staff and press hear in time what is true, from one voice", ("talk",)),
    Criterion("Law", "Clocks are started, duties to report are known, decisions have reasons", ("privacy", "talk")),
    Criterion("Log and end", "Decisions stand in a log with times; relief and end are arranged", ("decide", "people")),
)
