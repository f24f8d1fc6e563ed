"""What follows from a drill: an action for each thing that went wrong, with whoever sees to it and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from bcdr.analysis.closure import objects_of, origins
from bcdr.analysis.proof import covered
from bcdr.drill.expectation import short
from bcdr.drill.verdict import Severity
from bcdr.fix.phrase import free
from bcdr.model.drill import Action, Drill
from bcdr.model.plan import Plan
from bcdr.model.value import UNBOUNDED
from bcdr.source.edit import Add, Edit, Set

SPANS: Mapping[Severity, timedelta] = {
    "high": timedelta(days=14), "medium": timedelta(days=30), "low": timedelta(days=90)
}  # fmt: skip
"""Proposed to whoever is asked; `policy.follow_up` of a plan says its own."""
_LONGEST = 40


class Concern(NamedTuple):
    """Something that went wrong. A consequence is mended with the fault before it; a note asks for nothing."""

    what: str
    severity: Severity | None = None
    kind: Literal["fault", "consequence", "note"] = "fault"


class Task(NamedTuple):
    """An action as it will be written: who does it (a reference) and by when; None is not said."""

    id: str
    title: str
    source: str
    severity: Severity | None = None
    owner: str | None = None
    due: date | None = None

    @property
    def edit(self) -> Edit:
        """The action as an edit; what nobody said stands there as unknown."""
        due = self.due.isoformat() if self.due is not None else None
        return Add(("actions",), {self.id: {"title": self.title, "from": self.source, "owner": self.owner, "due": due}})


class Followed(NamedTuple):
    """The actions to be written, and for each concern the id of the action that answers it; None where none does."""

    tasks: tuple[Task, ...]
    answers: tuple[str | None, ...]

    def linked(self, concerns: Sequence[Concern]) -> list[dict[str, Any]]:
        """The issues of the record."""
        rows = (
            {"what": c.what, "severity": c.severity, "action": id_}
            for c, id_ in zip(concerns, self.answers, strict=True)
        )
        return [{key: value for key, value in row.items() if value is not None} for row in rows]


class Wish(NamedTuple):
    """Who shall see to everything that went wrong, and by when: a day, or so long after the drill."""

    owner: str | None = None
    due: date | timedelta | None = None

    def day(self, after: date) -> date | None:
        """The day that is meant."""
        if not isinstance(self.due, timedelta):
            return self.due
        return _after(after, self.due)


NOBODY = Wish()


def followed(
    plan: Plan, drill: str, covers: Sequence[str], concerns: Sequence[Concern], after: date, wish: Wish,
    *, low: bool = False,
) -> Followed:  # fmt: skip
    """An action for each fault, under a new id; `drill` is its reference, `after` its day.

    A fault that an open action of an earlier drill on the same objects names already is left to that one. One of low
    severity gets an action only when the wish gives it to somebody, or with `low`.
    """
    tasks: list[Task] = []
    answers: list[str | None] = []
    taken = {*plan.actions}
    for number, concern in enumerate(concerns, start=1):
        found = _known(plan, covers, concern)
        if found is None and concern.kind == "consequence":
            found = next((id_ for id_ in reversed(answers) if id_ is not None), None)
        is_asked = low or concern.severity != "low" or wish.owner is not None
        if found is None and concern.kind != "note" and is_asked:
            found = free(name_of(concern.what) or f"{drill.partition('/')[2]}-{number}", taken)
            taken.add(found)
            due = wish.day(after) or policy_day(plan, concern.severity, after)
            tasks.append(Task(found, title_of(concern), drill, concern.severity, wish.owner, due))
        answers.append(found)
    return Followed(tuple(tasks), tuple(answers))


def title_of(concern: Concern) -> str:
    """What is proposed to be done."""
    return f"Mend: {short(concern.what)}"


def name_of(text: str) -> str:
    """An id made of the first words of a text; empty when it has no Latin letters."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        found = longer
    return found


def policy_day(plan: Plan, severity: Severity | None, after: date) -> date | None:
    """By when the plan's own policy wants it mended; None where the policy does not say."""
    policy = plan.policy.follow_up
    span = policy.__dict__[severity] if policy is not None and severity is not None else None
    return _after(after, span) if span is not None else None


def proposed_day(severity: Severity | None, after: date) -> date | None:
    """By when the product proposes it to be mended; nothing where nobody said how bad it is."""
    return _after(after, SPANS[severity]) if severity is not None else None


def keeper(plan: Plan, covers: Sequence[str]) -> tuple[str, str] | None:
    """Who could see to it, with the reference of what they own: the runbook's owner, else that of what is recovered."""
    ordered = sorted(covers, key=lambda ref: not ref.startswith("runbooks/"))
    entries = (plan.find(ref) for ref in ordered)
    return next(((e.__dict__["owner"], e.ref) for e in entries if e is not None and e.__dict__.get("owner")), None)


def _known(plan: Plan, covers: Sequence[str], concern: Concern) -> str | None:
    same = (a for a in plan.actions.values() if a.title == title_of(concern) and a.status in {"open", "in-progress"})
    here = set(covered(Drill.standing(("drills", "new"), type="walkthrough", covers=tuple(covers)), plan))
    return next((a.id for a in same if any(here & set(objects_of(o, plan)) for o in origins(a, plan))), None)


def assigned(plan: Plan, tasks: Sequence[Task]) -> tuple[Edit, ...]:
    """Title, owner and day of actions that are in the plan already, where the tasks say something else."""
    edits: list[Edit] = []
    for task in tasks:
        action = plan.actions[task.id]
        said = {"title": task.title, "owner": task.owner, "due": task.due.isoformat() if task.due is not None else None}
        now = {"title": action.title, "owner": action.owner, "due": action.due and action.due.isoformat()}
        edits += _written(
            action, {key: value for key, value in said.items() if value is not None and value != now[key]}
        )
    return tuple(edits)


def proven(plan: Plan, ids: Sequence[str], drill: Drill) -> tuple[Edit, ...]:
    """The actions as done, with the drill as their proof. A day of closure that is written already stays."""
    edits: list[Edit] = []
    for action in (plan.actions[id_] for id_ in ids):
        said = {"status": "done", "proof": drill.id}
        if action.closed is None and drill.occurred is not None:
            said["closed"] = drill.occurred.isoformat()
        edits += _written(action, said)
    return tuple(edits)


def _written(action: Action, said: Mapping[str, str]) -> Iterator[Edit]:
    new = {key: value for key, value in said.items() if not action.is_declared(key)}
    yield from (Set((*action.path, key), value) for key, value in said.items() if key not in new)
    if new:
        yield Add(action.path, new)


def _after(day: date, span: timedelta) -> date | None:
    try:
        return None if span == UNBOUNDED else day + span
    except OverflowError:
        return None
