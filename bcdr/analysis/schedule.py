"""Who does what when: tasks with people and shared links as limited resources. Knows nothing of plans.

Serial schedule generation for the resource-constrained project scheduling problem (Kelley 1963; Kolisch 1996): of the
tasks whose predecessors are placed, the most urgent one is put at the earliest time at which enough of its people and
all of its links are free, gaps included. Urgent is a small `priority`, then a long way still to go, then the id.

What holds of every result: each dependency is kept; no person and no link does two things at once; nothing ends
before the longest path; nothing ends after the time that all tasks would take one after another; a task never delays
one of higher priority whose predecessors are all of higher priority too; one candidate more never makes a task
impossible. What does not hold, because this is a rule of thumb and not a search: that one person more, or one task
less, never makes the end later (Graham's anomalies, 1966).
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping
from datetime import timedelta
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from bcdr.analysis.age import add
from bcdr.model.value import UNBOUNDED

START = timedelta()


class Task(NamedTuple):
    """One piece of work. `people` of the `candidates`, the preferred ones first, do it together.

    A link carries one task at a time. A duration of None is not known. A small `priority` is more urgent.
    """

    id: str
    duration: timedelta | None
    after: tuple[str, ...] = ()
    people: int = 0
    candidates: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    priority: int = 0


class Wait(NamedTuple):
    """What bound a start: the task that ended at that very time, and what it held.

    `kind` is `task` when it simply comes first, else `person` or `link`, with its `name`.
    """

    kind: str
    task: str
    name: str = ""


class Slot(NamedTuple):
    """When a task is done, by whom, and what it waited for; None when it starts at once.

    `ready` is when everything before it had ended: from then to `start` it waits for a person or a link.
    """

    task: str
    start: timedelta
    end: timedelta
    people: tuple[str, ...] = ()
    wait: Wait | None = None
    ready: timedelta = START


class Obstacle(NamedTuple):
    """Why a task cannot be placed.

    `time`: its duration is not known. `people`: it needs more of them than there are candidates. `unknown`: it comes
    after tasks that do not exist. `circle`: it waits for itself. `after`: it comes after such a task. `tasks` are those
    to blame: the missing ones, the circle in order, or the tasks at the root.
    """

    kind: str
    tasks: tuple[str, ...]


class Schedule(NamedTuple):
    """Every task either has a slot or an obstacle."""

    slots: Mapping[str, Slot]
    obstacles: Mapping[str, Obstacle]

    @property
    def end(self) -> timedelta:
        """When the last of the placed tasks ends; zero without any."""
        return max((s.end for s in self.slots.values()), default=START)

    def path(self, task: str | None = None) -> tuple[Slot, ...]:
        """The critical path to `task`, or to the last end: each slot starts when the one before it ends."""
        if task is None:
            last = max(self.slots.values(), key=lambda s: (s.end, s.task), default=None)
        else:
            last = self.slots.get(task)
        found: list[Slot] = []
        while last is not None:
            found.append(last)
            last = self.slots[last.wait.task] if last.wait is not None else None
        return tuple(reversed(found))


def schedule(tasks: Iterable[Task]) -> Schedule:
    """Place every task that can be done. Ids are unique; the order of `tasks` does not matter."""
    all_ = {t.id: t for t in tasks}
    followers: dict[str, list[str]] = {}
    for task in all_.values():
        for before in dict.fromkeys(task.after):
            followers.setdefault(before, []).append(task.id)
    obstacles = _obstacles(all_, followers)
    order = _order(all_, followers, obstacles)
    if len(order) + len(obstacles) < len(all_):
        placed = {*order, *obstacles}
        obstacles |= _circles({i: t for i, t in all_.items() if i not in placed})
    urgency = _urgency(all_, followers, order)
    waiting = {i: len(set(all_[i].after)) for i in order}
    ready = [(all_[i].priority, urgency[i], i) for i in order if not waiting[i]]
    heapify(ready)
    slots: dict[str, Slot] = {}
    diary = _Diary()
    while ready:
        id_ = heappop(ready)[2]
        slots[id_] = diary.place(all_[id_], slots)
        for next_ in followers.get(id_, ()):
            if next_ in waiting:
                waiting[next_] -= 1
                if not waiting[next_]:
                    heappush(ready, (all_[next_].priority, urgency[next_], next_))
    return Schedule(slots, obstacles)


class _Block(NamedTuple):
    """A time in which somebody or something is busy without a break, and the task that ends it."""

    start: timedelta
    end: timedelta
    last: str


class _Diary:
    """When each person and link is busy."""

    def __init__(self) -> None:
        self._people: dict[str, list[_Block]] = {}
        self._links: dict[str, list[_Block]] = {}

    def place(self, task: Task, slots: Mapping[str, Slot]) -> Slot:
        """Put the task at the earliest time at which it can be done, and note it down."""
        before = max((slots[a] for a in task.after), key=lambda s: (s.end, s.task), default=None)
        earliest = before.end if before is not None else START
        length = task.duration if task.duration is not None else START
        found = (earliest, task.candidates[: task.people])
        if task.people or task.links:
            found = self._free(task, earliest, length)
        start, people = found
        wait = Wait("task", before.task) if before is not None else None
        if start > earliest:
            wait = self._held(task, start, people)
        end = add(start, length)
        if end > start:
            for name in people:
                _note(self._people.setdefault(name, []), _Block(start, end, task.id))
            for name in task.links:
                _note(self._links.setdefault(name, []), _Block(start, end, task.id))
        return Slot(task.id, start, end, people, wait, earliest)

    def _free(self, task: Task, earliest: timedelta, length: timedelta) -> tuple[timedelta, tuple[str, ...]]:
        people = {p: self._people.get(p, ()) for p in task.candidates} if task.people else {}
        links = [self._links.get(name, ()) for name in task.links]
        # something becomes free only when a block ends
        ends = {b.end for blocks in (*people.values(), *links) for b in blocks if b.end > earliest}
        for start in (earliest, *sorted(ends)):
            end = add(start, length)
            if all(_is_free(blocks, start, end) for blocks in links):
                free = [name for name, blocks in people.items() if _is_free(blocks, start, end)]
                if len(free) >= task.people:
                    return start, tuple(free[: task.people])
        raise AssertionError  # pragma: no cover - after the last block everybody is free

    def _held(self, task: Task, start: timedelta, people: tuple[str, ...]) -> Wait | None:
        """What became free at `start`: a link, one of those who do it, or another candidate."""
        held = [("link", name, self._links) for name in task.links]
        if task.people:
            held += [("person", name, self._people) for name in dict.fromkeys((*people, *task.candidates))]
        for kind, name, diary in held:
            for block in diary.get(name, ()):
                if block.end == start:
                    return Wait(kind, block.last, name)
        raise AssertionError  # pragma: no cover - every later start is the end of a block


def _is_free(blocks: Iterable[_Block], start: timedelta, end: timedelta) -> bool:
    return all(b.end <= start or b.start >= end for b in blocks)


def _note(blocks: list[_Block], new: _Block) -> None:
    """Add a block; those that touch become one, so that long work stays short to look through."""
    for old in [b for b in blocks if b.end == new.start or b.start == new.end]:
        blocks.remove(old)
        new = _Block(old.start, new.end, new.last) if old.end == new.start else _Block(new.start, old.end, old.last)
    insort(blocks, new)


def _obstacles(tasks: Mapping[str, Task], followers: Mapping[str, list[str]]) -> dict[str, Obstacle]:
    """Tasks that can never be done, and everything after them."""
    found: dict[str, Obstacle] = {}
    for task in tasks.values():
        unknown = tuple(a for a in task.after if a not in tasks)
        if unknown:
            found[task.id] = Obstacle("unknown", unknown)
        elif len(set(task.candidates)) < task.people:
            found[task.id] = Obstacle("people", (task.id,))
        elif task.duration is None:
            found[task.id] = Obstacle("time", (task.id,))
    return found | _behind(sorted(found), followers, found)


def _behind(
    roots: Iterable[str], followers: Mapping[str, list[str]], found: Mapping[str, Obstacle]
) -> dict[str, Obstacle]:
    """What comes after the `roots` and has no obstacle of its own, with all the roots that it waits for."""
    blamed: dict[str, list[str]] = {}
    for root in roots:
        waiting, seen = [root], {root}
        while waiting:
            for next_ in followers.get(waiting.pop(), ()):
                if next_ not in seen:
                    seen.add(next_)
                    if next_ not in found:
                        blamed.setdefault(next_, []).append(root)
                        waiting.append(next_)
    return {id_: Obstacle("after", tuple(by)) for id_, by in blamed.items()}


def _order(
    tasks: Mapping[str, Task], followers: Mapping[str, list[str]], obstacles: Mapping[str, Obstacle]
) -> list[str]:
    """Tasks that can be done, each after its predecessors (Kahn); those on a circle are left out."""
    waiting = {i: len(set(t.after)) for i, t in tasks.items() if i not in obstacles}
    found = [i for i, count in waiting.items() if not count]
    for id_ in found:
        for next_ in followers.get(id_, ()):
            if next_ in waiting:
                waiting[next_] -= 1
                if not waiting[next_]:
                    found.append(next_)
    return found


def _circles(tasks: Mapping[str, Task]) -> dict[str, Obstacle]:
    """Tasks that wait for themselves, and those that wait for such ones: each of `tasks` has a predecessor in it."""
    found: dict[str, Obstacle] = {}
    for first in sorted(tasks):
        way: list[str] = []
        at = first
        while at not in found and at not in way:
            way.append(at)
            at = min(a for a in tasks[at].after if a in tasks)
        if at not in found:
            circle = tuple(reversed(way[way.index(at) :]))
            found |= {id_: Obstacle("circle", circle) for id_ in circle}
        circle = found[at].tasks
        found |= {id_: Obstacle("after", circle) for id_ in way if id_ not in found}
    return found


def _urgency(tasks: Mapping[str, Task], followers: Mapping[str, list[str]], order: list[str]) -> dict[str, timedelta]:
    """By task, smaller where the longest way from its start to the end is longer; what never ends comes last."""
    tails: dict[str, timedelta] = {}
    for id_ in reversed(order):
        rest = max((tails[n] for n in followers.get(id_, ()) if n in tails), default=START)
        tails[id_] = add(tasks[id_].duration or START, rest)
    return {id_: UNBOUNDED - tail if tail != UNBOUNDED else UNBOUNDED for id_, tail in tails.items()}
