"""The record of a drill: an entry in `drills`, its log as evidence, both as edits of the plan."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from bcdr.analysis.exercised import digests
from bcdr.drill.course import Course, Leg
from bcdr.drill.entry import Text, entry_edits, free_id, nothing, twin
from bcdr.drill.event import DIFFERS, DONE, Event, Story
from bcdr.drill.expectation import short
from bcdr.drill.followup import NOBODY, Concern, Task, Wish, followed
from bcdr.drill.log import log
from bcdr.drill.objective import Objectives
from bcdr.drill.timeline import timeline, written
from bcdr.drill.verdict import Verdict, verdict
from bcdr.evidence.filing import FOLDER, Filing, filed
from bcdr.fix.phrase import free
from bcdr.model.drill import Drill, RecoveryPoint
from bcdr.model.exercise import MEANINGS
from bcdr.model.plan import Plan
from bcdr.source.edit import Edit


class Record(NamedTuple):
    """What is to be written. Without edits it is in the plan already.

    `as_planned` is who was to lead it, where nobody said who did.
    """

    id: str
    verdict: Verdict
    edits: tuple[Edit, ...]
    file: str
    content: bytes
    tasks: tuple[Task, ...] = ()
    as_planned: str = ""


def record(
    plan: Plan,
    course: Course,
    story: Story,
    objectives: Objectives,
    zone: tzinfo,
    taken: Collection[str] = (),
    *,
    wish: Wish = NOBODY,
    text: Text = nothing,
) -> Record:
    """The record of a drill as it is known now, its log under an id that the plan does not have and is not `taken`.

    A planned drill of the same type on the same objects is completed by it; `text` is what the plan writes at one. What
    went wrong becomes actions, given to whom the `wish` names.
    """
    content = log(course, story, zone).encode()
    sha = hashlib.sha256(content).hexdigest()
    found = verdict(course, story, objectives)
    known = filed(plan, sha)
    if known is not None:
        done = next((d.id for d in plan.drills.values() if known in d.evidence), known.removeprefix("log-"))
        return Record(done, found, (), f"{FOLDER}/{known}.log", content)
    day = story.opening.opened.astimezone(zone).date()
    planned = twin(plan, course.type, (course.runbook.ref, *course.runbook.recovers))
    id_ = planned.id if planned is not None else free_id(plan, f"{day.isoformat()}-{story.opening.runbook}", taken)
    log_id = free(f"log-{id_}", {*plan.evidence, *(f"log-{name}" for name in taken)})
    recorded = max([story.opening.opened, *(e.at for e in story.events)]).astimezone(zone).date()
    filing = Filing(log_id, f"{FOLDER}/{log_id}.log", sha, f"Log of the drill {id_}", "log", day, max(day, recorded))
    entry = _entry(course, story, found, zone) | {"evidence": [log_id]}
    entry["occurred"], entry["recorded"] = day.isoformat(), max(day, recorded).isoformat()
    entry["digests"] = _digests(plan, course, entry)
    concerns = [Concern(flaw.what, flaw.severity, flaw.kind) for flaw in found.flaws]
    after = followed(plan, f"drills/{id_}", entry["covers"], concerns, day, wish)
    entry["issues"] = after.linked(concerns)
    rows = {key: value for key, value in entry.items() if value not in (None, {}, [])}
    if planned is not None:  # what it was planned as stands
        stands = {"type", "covers"} | ({"title"} if planned.title is not None else set())
        rows = {key: value for key, value in rows.items() if key not in stands}
    edits = (
        filing.edit,
        *entry_edits(id_, rows, text(id_) if planned is not None else None),
        *(task.edit for task in after.tasks),
    )
    leader = planned.led_by if planned is not None and story.opening.led_by is None else None
    return Record(id_, found, edits, filing.file or "", content, after.tasks, leader or "")


def _entry(course: Course, story: Story, found: Verdict, zone: tzinfo) -> dict[str, Any]:
    book, opening, meaning = course.runbook, story.opening, MEANINGS[course.type]
    entry: dict[str, Any] = {
        "title": f"{meaning.title}: {book.title}",
        "type": course.type,
        "covers": [f"runbooks/{book.id}", *book.recovers],
        "scenario": opening.scenario,
        "announced": "yes" if opening.announced else "no",
        "led_by": opening.led_by,
        "participants": list(opening.participants),
        "result": found.result,
        "note": _note(story),
    }
    if meaning.runs:
        entry |= {"timeline": _clock(course, story, zone), "recovery_point": _point(story, zone)}
        entry["restored_to"] = book.target.at if book.target is not None else None
        entry["verification"] = _verification(course, story)
        times = {"rto": found.measured.rto, "rpo": found.measured.rpo}
        entry["measured"] = {key: written(span) for key, span in times.items() if span is not None}
    return entry


def _digests(plan: Plan, course: Course, entry: dict[str, Any]) -> dict[str, str]:
    """What was exercised: of the plan as it is now, but the runbook as it was walked."""
    book = course.runbook
    walked = plan.but(runbooks={**plan.runbooks, book.id: book})
    said = Drill.standing(
        ("drills", "new"),
        type=entry["type"],
        covers=tuple(entry["covers"]),
        recovery_point=RecoveryPoint(copy=(entry.get("recovery_point") or {}).get("copy")),
        restored_to=entry.get("restored_to"),
    )
    return digests(said, walked)


def _note(story: Story) -> str:
    said = f"{story.opening.note} " if story.opening.note else ""
    words = f"{said}Recorded by bcdr {story.opening.program}."
    if any(e.by == "answers" for e in story.events):
        words += " What people say in it came from a file of answers, not from somebody who watched."
    return words


def _clock(course: Course, story: Story, zone: tzinfo) -> dict[str, str]:
    clock = timeline(course, story)
    return {k: _moment(v, zone) for k, v in clock._asdict().items() if v is not None}


def _moment(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")


def _point(story: Story, zone: tzinfo) -> dict[str, str]:
    point = story.point()
    if point is None:
        return {}
    said = {"copy": point.copy, "occurred": _moment(point.moment, zone) if point.moment is not None else None}
    return {k: v for k, v in said.items() if v is not None}


def _verification(course: Course, story: Story) -> dict[str, str]:
    """Of all comparisons the one that differs, else the last of a step that verifies, else the last."""
    legs = {leg.id: leg for leg in course.legs}
    last = [e for leg in course.legs if (e := story.ended(leg.id)) is not None and e.outcome in {DONE, DIFFERS}]
    found = [e for e in last if e.kind or legs[e.step].step.kind == "verify"]
    if not found:
        return {}
    return _said(max(enumerate(found), key=lambda p: (*_weight(p[1], legs[p[1].step]), p[0]))[1], legs)


def _weight(event: Event, leg: Leg) -> tuple[bool, bool, bool]:
    return event.outcome == DIFFERS, leg.step.kind == "verify", bool(event.kind)


def _said(event: Event, legs: dict[str, Leg]) -> dict[str, str]:
    if event.kind:
        said = {"kind": event.kind, "expected": event.expected, "found": event.found}
    else:
        said = {"kind": "inspection", "expected": legs[event.step].step.expect, "found": event.remark or None}
    return {k: short(v) for k, v in said.items() if v}
