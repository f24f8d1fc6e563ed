"""The result of a drill: passed, partial or failed, and what went wrong, each with a reason that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from bcdr.drill.approval import digest_of
from bcdr.drill.course import Course
from bcdr.drill.event import DIFFERS, DONE, FAILED, SKIPPED, STOPPED, TIMED_OUT, Event, Story
from bcdr.drill.expectation import short
from bcdr.drill.objective import Objectives
from bcdr.drill.timeline import Measured, is_point_too_young, measured, timeline, written
from bcdr.model.exercise import MEANINGS

Severity = Literal["high", "medium", "low"]


class Flaw(NamedTuple):
    """Something that went wrong. `weighs` says that the drill cannot have passed with it.

    Somebody has to see to a fault; what only follows from the fault before it is mended with that, and a note about
    the course of the drill asks for nothing.
    """

    what: str
    severity: Severity
    weighs: bool = True
    kind: Literal["fault", "consequence", "note"] = "fault"


class Verdict(NamedTuple):
    """The result and what went wrong, in the order of the drill."""

    result: Literal["passed", "partial", "failed"]
    flaws: tuple[Flaw, ...]
    measured: Measured


def verdict(course: Course, story: Story, objectives: Objectives) -> Verdict:
    """Passed when every step is done, what came back was compared and accepted, and no objective was missed.

    Failed when a step failed or was not reached and nothing restored was verified; all between is partial.
    """
    found = measured(course, story)
    flaws = (*_of_steps(course, story), *_of_whole(course, story), *_of_times(found, objectives))
    if not any(f.weighs for f in flaws):
        return Verdict("passed", flaws, found)
    is_through = all(story.is_over(leg.id) for leg in course.legs)
    return Verdict("partial" if is_through or _has_recovered(course, story) else "failed", flaws, found)


def _has_recovered(course: Course, story: Story) -> bool:
    """Something was restored, and after that something was checked and found right."""
    kinds = {leg.id: leg.step.kind for leg in course.legs}
    done = [e for e in story.events if e.what == "ended" and e.outcome == DONE]
    restored = next((n for n, e in enumerate(done) if kinds.get(e.step) == "restore"), None)
    return restored is not None and any(kinds.get(e.step) == "verify" for e in done[restored:])


def _of_steps(course: Course, story: Story) -> Iterator[Flaw]:
    for leg in course.legs:
        ends = [e for e in story.events if e.what == "ended" and e.step == leg.id]
        last = ends[-1] if ends else None
        if last is None or last.outcome not in {DONE, SKIPPED}:
            yield Flaw(_why(leg.id, last), "high", kind="consequence" if last is None else "fault")
        elif last.outcome == SKIPPED:
            yield Flaw(f"step {leg.id} was left out" + (f": {short(last.remark)}" if last.remark else ""), "medium")
        for one in ends[:-1]:
            yield Flaw(f"{_why(leg.id, one)}; it was tried again", "low", weighs=False)


def _why(id_: str, event: Event | None) -> str:
    if event is None:
        return f"step {id_} was not reached"
    if event.outcome == TIMED_OUT:
        return f"step {id_} took longer than its limit and was ended"
    if event.outcome == DIFFERS:
        return f"step {id_}: {event.remark}"
    if event.outcome == STOPPED:
        return f"step {id_} was broken off"
    if event.outcome == FAILED and event.code:
        return f"step {id_} ended with exit code {event.code}"
    return f"step {id_} failed" + (f": {short(event.remark)}" if event.remark else "")


def _of_whole(course: Course, story: Story) -> Iterator[Flaw]:
    clock, meaning = timeline(course, story), MEANINGS[course.type]
    if meaning.restores and clock.restored is None and all(leg.step.kind != "restore" for leg in course.legs):
        yield Flaw("no step of the runbook restores anything", "high")
    if meaning.restores and all(leg.step.kind != "verify" for leg in course.legs):
        yield Flaw("nothing of what was restored was compared with what should be there", "medium")
    if meaning.rto and clock.accepted is None and all(story.is_over(leg.id) for leg in course.legs):
        yield Flaw("nobody accepted the service back", "medium")
    if story.opening.sha256 != digest_of(course.runbook):
        yield Flaw("the runbook was changed before the drill was recorded, so it is not the one that was tried", "high")
    if is_point_too_young(story):
        yield Flaw("the state that was restored is said to be younger than the loss", "high")
    for event in story.events:
        if event.what == "paused":
            yield Flaw(
                f"the drill was interrupted at {event.at:%H:%M}: {short(event.remark)}",
                "low",
                weighs=False,
                kind="note",
            )
        if event.what == "resumed":
            yield Flaw(f"the drill was taken up again at {event.at:%H:%M}", "low", weighs=False, kind="note")


def _of_times(found: Measured, objectives: Objectives) -> Iterator[Flaw]:
    if found.rto is not None and objectives.rto is not None and found.rto > objectives.rto:
        yield Flaw(f"it took {written(found.rto)}, longer than the rto of {written(objectives.rto)}", "high")
    if found.rpo is not None and objectives.rpo is not None and found.rpo > objectives.rpo:
        yield Flaw(f"{written(found.rpo)} of data were lost, more than the rpo of {written(objectives.rpo)}", "high")
