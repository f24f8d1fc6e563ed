"""From what somebody told to a record that can be written, or to everything that it still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, tzinfo
from typing import Any, NamedTuple

from bcdr.analysis.closure import provable
from bcdr.drill.byhand.check import Ground, check
from bcdr.drill.byhand.entry import Base, base_of, completed, concerns_of, linked, name_for, whole
from bcdr.drill.byhand.exhibit import Exhibit, shown
from bcdr.drill.byhand.statement import Said
from bcdr.drill.entry import entry_edits, twin
from bcdr.drill.followup import NOBODY, Followed, Task, Wish, followed, proven
from bcdr.evidence.filing import Filing
from bcdr.model.drill import Drill
from bcdr.model.plan import Plan
from bcdr.model.value import Id
from bcdr.source.edit import Edit


class Told(NamedTuple):
    """All that somebody told: of which drill, under which id, field by field, with which files, and what follows.

    `given` are the actions as they were agreed on, by the title that was proposed; None where nobody was asked.
    """

    said: Said
    name: str | None = None
    id: str | None = None
    exhibits: tuple[Exhibit, ...] = ()
    wish: Wish = NOBODY
    given: Mapping[str, Task] | None = None
    proves: tuple[str, ...] = ()


class Setting(NamedTuple):
    """The plan, what it writes at the drill that was named, the day of writing, the zone of its clocks, the program."""

    plan: Plan
    text: Mapping[str, Any]
    day: date
    zone: tzinfo
    program: str


class Draft(NamedTuple):
    """The record as far as it is known. It can be written when it lacks nothing and nothing is wrong with it."""

    id: str
    base: Base
    entry: Said
    said: Said
    drill: Drill | None
    missing: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    filings: tuple[tuple[Filing, bytes], ...] = ()
    tasks: tuple[Task, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def as_planned(self) -> tuple[str, ...]:
        """Who was to lead it and take part, where nobody said who did: keys that stand as they were planned."""
        return tuple(k for k in ("led_by", "participants") if self.base.written.get(k) and k not in self.said)

    @property
    def is_ready(self) -> bool:
        """It can be written."""
        return not self.missing and not self.wrong

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """New files of the plan."""
        return [(filing.file or "", content) for filing, content in self.filings]


def draft(told: Told, setting: Setting) -> Draft:
    """The record that comes of it; BcdrError when the plan has no drill or runbook of the name."""
    plan = setting.plan
    base = base_of(plan, told.name, setting.text)
    filings, entry = shown(told.exhibits, whole(base, told.said), plan, setting.day)
    id_ = base.id or told.id or name_for(plan, entry)
    ground = Ground(plan, setting.day, setting.zone, {"evidence": [f.id for f, _ in filings]})
    found = check(id_, entry, told.said, ground)
    wrong = [*_id_wrong(told, base, plan), *found.wrong]
    one = Draft(id_, base, entry, told.said, found.drill, found.missing, tuple(wrong), filings)
    if found.drill is None or not one.is_ready:
        return one
    return _whole(one, found.drill, told, ground, setting.program)


def _whole(one: Draft, drill: Drill, told: Told, ground: Ground, program: str) -> Draft:
    plan = ground.plan
    double = twin(plan, drill.type, drill.covers) if one.base.id is None and told.id is None else None
    if double is not None:
        say = (
            f"drills/{double.id} is planned and of the same kind on the same objects: record that one, or give an --id"
        )
        return one._replace(wrong=(say,))
    could = [a.id for a in provable(drill, plan.but(drills={**plan.drills, one.id: drill}), ground.day)]
    idle = [p for p in told.proves if p not in could]
    if idle:
        say = f"the drill does not show that {', '.join(idle)} is done: it has to be later, to pass, to be of the same "
        return one._replace(wrong=(f"{say}kind, and to exercise the same",))
    entry = completed(one.entry, drill, ground, program)
    concerns = concerns_of(drill)
    after = _given(told, followed(
        plan, f"drills/{one.id}", drill.covers, concerns, drill.occurred or ground.day, told.wish,
        low=told.given is not None,
    ))  # fmt: skip
    entry = linked(entry, concerns, after)
    made = (
        *(filing.edit for filing, _ in one.filings),
        *entry_edits(one.id, entry, one.base.written if one.base.id is not None else None),
        *(task.edit for task in after.tasks),
        *proven(plan, told.proves, drill),
    )
    return one._replace(entry=entry, tasks=after.tasks, edits=made)


def _given(told: Told, found: Followed) -> Followed:
    """The actions as they were agreed on; one of low severity that nobody wants is none."""
    if told.given is None:
        return found
    tasks = []
    for task in found.tasks:
        agreed = told.given.get(task.title, task)
        mine = task._replace(title=agreed.title, owner=agreed.owner, due=agreed.due)
        if mine.owner is not None or task.severity != "low":
            tasks.append(mine)
    kept = {task.id for task in tasks}
    made = {task.id for task in found.tasks}
    return Followed(tuple(tasks), tuple(None if id_ in made - kept else id_ for id_ in found.answers))


def _id_wrong(told: Told, base: Base, plan: Plan) -> list[str]:
    if told.id is None:
        return []
    if base.id is not None:
        return [f"drills/{base.id} has its id already"]
    try:
        Id.__metadata__[0].parse(told.id)  # type: ignore[attr-defined]
    except ValueError:
        return [f"{told.id} is not {Id.__metadata__[0].expected}"]  # type: ignore[attr-defined]
    return [f"the plan has a drill called {told.id} already"] if told.id in plan.drills else []
