"""What somebody is asked who tells of a drill, in the order in which people remember it."""

from __future__ import annotations

from typing import NamedTuple

from bcdr.drill.byhand.statement import Path


class Question(NamedTuple):
    """A field of the record: what is asked, and half a sentence on what it is for."""

    path: Path
    ask: str
    why: str


FIRST = (
    Question(("type",), "What kind of drill was it?", "it decides what a pass proves"),
    Question(("occurred",), "Which day was it?", "how long it counts is reckoned from then, such as 2026-11-20"),
    Question(("scenario",), "Which scenario was played?", "each kind of disaster has to be tried"),
    Question(("led_by",), "Who led it?", "a deputy who leads it shows that the author is not needed"),
    Question(("participants",), "Who took part?", "several with commas between them; a drill is shown by its people"),
    Question(("announced",), "Did people know before?", "yes or no: a surprise shows more"),
)
CLOCK = (
    Question(("timeline", "lost"), "When was service or data lost?", "all times are reckoned from then, such as 09:05"),
    Question(("timeline", "detected"), "When did somebody notice?", "what passes unnoticed is part of the outage"),
    Question(("timeline", "declared"), "When was the plan activated?", "some objectives are reckoned from then"),
    Question(
        ("timeline", "restore_started"), "When did the restore begin?", "what was before is waiting and searching"
    ),
    Question(("timeline", "restored"), "When was the data back?", "it gives the rate of a restore"),
    Question(("timeline", "verified"), "When was it checked?", "until then nobody knows whether it is right"),
    Question(("timeline", "accepted"), "When did the owner take it back?", "the measured rto ends there"),
)
RESTORE = (
    Question(("recovery_point", "copy"), "Which copy came back?", "that copy is proven, such as orders-db/nightly"),
    Question(
        ("recovery_point", "occurred"), "Of which moment was its state?",
        "the measured rpo begins there, such as 2026-11-20T02:00:00+01:00",
    ),
    Question(("restored_to",), "Where was it restored to?", "a restore apart from the source shows more"),
)  # fmt: skip
CHECKED = (
    Question(("verification", "kind"), "How was it checked?", "what nobody compared is not known to be right"),
    Question(("verification", "expected"), "What should have been there?", "such as 210000 rows"),
    Question(("verification", "found"), "What was there?", "written down next to it"),
)
RESULT = Question(("result",), "What was the result?", "against the objectives; a failed one is worth as much on paper")
MEASURED = (
    Question(("measured", "rto"), "How long did it take, from the loss to the accepted service?", "such as 1h20m"),
    Question(("measured", "rpo"), "How old was the state that came back?", "the data lost in between, such as 7h"),
)
LESSONS = Question(("lessons",), "What was learned?", "so that the next one is better")
