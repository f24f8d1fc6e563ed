"""The log of a drill as one text: every event with its time, made of the journal alone, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from bcdr.drill.course import Course, Leg
from bcdr.drill.event import Event, Story
from bcdr.drill.expectation import short
from bcdr.drill.timeline import written
from bcdr.evidence.redaction import without_secrets
from bcdr.model.exercise import MEANINGS


def log(course: Course, story: Story, zone: tzinfo) -> str:
    """The text that is kept as evidence."""
    return "\n".join(_visible(line) for line in (*_head(course, story, zone), *_body(course, story, zone))) + "\n"


def _head(course: Course, story: Story, zone: tzinfo) -> Iterator[str]:
    opening, meaning = story.opening, MEANINGS[course.type]
    yield f"Drill of runbook {opening.runbook}: {meaning.title}, begun {_moment(opening.opened, zone)}"
    yield f"It can prove {meaning.proves}; it does not prove {meaning.lacks}."
    yield f"Lost (t0): {_moment(opening.lost, zone)}"
    if opening.led_by:
        yield f"Led by: {opening.led_by}"
    if opening.participants:
        yield f"Took part: {', '.join(opening.participants)}"
    if opening.note:
        yield f"Note: {opening.note}"
    if course.commands:
        approved = course.runbook.commands_approved
        yield f"Commands: digest {opening.sha256}" + (
            f", approved by {approved.by} on {approved.occurred}" if approved is not None else ""
        )
    yield f"Written by bcdr {opening.program}. Values of environment variables are left out."


def _body(course: Course, story: Story, zone: tzinfo) -> Iterator[str]:
    legs = {leg.id: leg for leg in course.legs}
    for event in story.events:
        at = _moment(event.at, zone)
        match event.what:
            case "began":
                yield from ("", *_began(at, event, legs.get(event.step)))
            case "ended":
                yield from _ended(at, event)
            case "point":
                what = _moment(event.moment, zone) if event.moment is not None else "not known"
                yield f"{at}  recovery point: {what}" + (f", copy {event.copy}" if event.copy else "") + _by(event)
            case "accepted":
                said = f"accepted by {event.remark}" if event.outcome == "done" else "not accepted"
                yield f"{at}  {said}{_by(event)}"
            case "resumed" | "paused":
                yield f"{at}  drill {event.what}" + (f": {event.remark}" if event.remark else "")


def _began(at: str, event: Event, leg: Leg | None) -> Iterator[str]:
    if leg is None:
        yield f"{at}  step {event.step}"
        return
    yield f"{at}  step {leg.id} ({leg.step.kind}): {leg.step.do}"
    if leg.command is not None:
        limit = f"limit {written(leg.limit)}" if leg.limit is not None else "no limit"
        yield from (f"  $ {line}" for line in without_secrets(leg.command).splitlines())
        yield f"  ({limit}" + (f"; gets {', '.join(leg.step.environment)}" if leg.step.environment else "") + ")"


def _ended(at: str, event: Event) -> Iterator[str]:
    yield from (f"  | {line}" for line in event.output.splitlines())
    facts = [event.outcome]
    if event.seconds is not None:
        facts.append(f"after {event.seconds:.2f} s")
    if event.code is not None:
        facts.append(f"exit code {event.code}")
    if event.kind:
        facts.append(f"{event.kind}: expected {short(event.expected or 'nothing said')}")
        facts.append(f"found {short(event.found or 'nothing')}")
    yield f"{at}  step {event.step} " + ", ".join(facts) + _by(event) + (f": {event.remark}" if event.remark else "")


def _by(event: Event) -> str:
    return {"answers": " (answered by a file)", "person": " (said by a person)"}.get(event.by, "")


def _moment(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")


def _visible(line: str) -> str:
    return "".join(c if c.isprintable() or c == "\t" else _code(ord(c)) for c in line)


def _code(number: int) -> str:
    return f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
