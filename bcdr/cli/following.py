"""What follows from a drill is given to somebody, and what it showed to be done is closed: by options, or asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from typing import NamedTuple, TypeVar

from bcdr.analysis.closure import provable
from bcdr.analysis.today import today
from bcdr.cli.editing import edited, retried, write
from bcdr.cli.question import UNKNOWN, UnfitError, asked, is_agreed, tell
from bcdr.cli.reading import sound_plan
from bcdr.drill.followup import NOBODY, Task, Wish, assigned, keeper, proposed_day, proven
from bcdr.errors import BcdrError
from bcdr.model.drill import Drill
from bcdr.model.plan import Plan
from bcdr.model.value import UNBOUNDED, parse_duration

T = TypeVar("T")
LONGEST = 200
"""Letters of the title of an action."""


class After(NamedTuple):
    """What the options say of what follows: who sees to what went wrong, and which earlier actions a pass closes.

    `asks` says that there is somebody at the terminal to be asked for what the options do not say.
    """

    wish: Wish = NOBODY
    proves: tuple[str, ...] = ()
    asks: bool = False


def after_of(plan: Plan, owner: str | None, due: str | None, proves: Sequence[str], *, asks: bool) -> After:
    """The options read; BcdrError when the plan knows no such role, person or action, or when the time is none."""
    who = owner_in(plan, owner) if owner is not None else None
    when = _time_in(due) if due is not None else None
    return After(Wish(who, when), known_actions(plan, proves), asks)


def known_actions(plan: Plan, ids: Sequence[str]) -> tuple[str, ...]:
    """The ids without their kind; BcdrError when the plan has no such action."""
    found = tuple(dict.fromkeys(id_.removeprefix("actions/") for id_ in ids))
    strange = next((id_ for id_ in found if id_ not in plan.actions), None)
    if strange is not None:
        near = get_close_matches(strange, plan.actions, 1)
        raise BcdrError(f"the plan has no action {strange}", f"did you mean {near[0]}?" if near else "see `actions`")
    return found


def follow(root: str, id_: str, tasks: Sequence[Task], after: After) -> None:
    """Complete what a recorded drill left behind: whom its actions are given to, and which earlier ones it closes.

    The record is in the plan already; what fails or is left here leaves it as it is.
    """
    _, plan = sound_plan(root, None)
    drill = plan.drills[id_]
    day = today(datetime.now(UTC), plan.organization.timezone)
    could = _could_close(plan, drill, day)
    for other in (p for p in after.proves if p not in could):
        tell(f"  ! it does not show that actions/{other} is done: {_why_not(drill)}")
    closes = [p for p in after.proves if p in could]
    if after.asks:
        tasks = [asked_task(task, plan, drill.covers, drill.occurred or day) for task in tasks]
        closes += asked_proofs(plan, [c for c in could if c not in closes])

    def once() -> None:
        read, now = sound_plan(root, None)
        edits = (*assigned(now, tasks), *proven(now, closes, now.drills[id_]))
        if edits:
            write(edited(read.root, read.sources.snapshot, edits))

    retried(once)
    for line in told_of(tasks, closes):
        tell(line)


def told_of(tasks: Sequence[Task], closes: Sequence[str]) -> Iterator[str]:
    """What was written of it, a line each."""
    for task in tasks:
        yield f"  actions/{task.id}: {_given(task)}"
    for closed in closes:
        yield f"  actions/{closed}: done, proven by this drill"


def asked_task(task: Task, plan: Plan, covers: Sequence[str], day: date) -> Task:
    """The action as somebody at the terminal wants it; what is not known stays so."""
    tell("")
    tell(f"To be mended{f' ({task.severity})' if task.severity else ''}: {task.title.removeprefix('Mend: ')}")
    title = asked(f"  what is done about it? [{task.title}]", lambda text: _title(text, task.title))
    kept = keeper(plan, covers)
    owner = task.owner or (kept[0] if kept is not None else None)
    why = f", who keeps {kept[1]}" if kept is not None and owner == kept[0] else ""
    offer = f"[{owner}{why}; - leaves it open]" if owner is not None else "(a role or person, or empty)"
    who = asked(f"  who does it? {offer}", lambda text: _unless(text, owner, lambda t: owner_in(plan, t)))
    due = task.due or proposed_day(task.severity, day)
    why = "" if task.due is not None else f", proposed for {task.severity} severity"
    offer = f"[{due}{why}; - leaves it open]" if due is not None else "(a day, or a time such as 30d, or empty)"
    when = asked(f"  by when? {offer}", lambda text: _unless(text, due, lambda t: Wish(due=_time_in(t)).day(day)))
    return task._replace(title=title, owner=who, due=when)


def asked_proofs(plan: Plan, ids: Sequence[str]) -> list[str]:
    """Those of the actions of which somebody at the terminal says that the drill showed them to be done."""
    found = []
    for id_ in ids:
        action = plan.actions[id_]
        tell("")
        if is_agreed(f"Did this drill show that it is done: {action.title} (actions/{id_}, after {action.from_})?"):
            found.append(id_)
    return found


def owner_in(plan: Plan, text: str) -> str:
    """The reference of a role or person; UnfitError when the plan has none of that name."""
    kind, slash, id_ = text.partition("/")
    for name, known in (("roles", plan.roles), ("people", plan.people)):
        if (slash and kind == name and id_ in known) or (not slash and text in known):
            return f"{name}/{id_ or text}"
    near = get_close_matches(id_ or text, [*plan.roles, *plan.people], 1)
    raise UnfitError(f"the plan has no role or person {text}" + (f"; did you mean {near[0]}?" if near else ""))


def _could_close(plan: Plan, drill: Drill, day: date) -> list[str]:
    return [a.id for a in provable(drill, plan, max(day, drill.occurred or day))]


def _why_not(drill: Drill) -> str:
    if drill.result != "passed":
        return "only a drill that passed shows it"
    return "it is later, and of the same kind and on the same objects, that a drill shows what an earlier one found"


def _given(task: Task) -> str:
    return (
        f"{task.owner or 'nobody yet'}, {f'due {task.due}' if task.due is not None else 'without a day'}: {task.title}"
    )


def _title(text: str, proposed: str) -> str:
    if len(text) > LONGEST:
        raise UnfitError(f"at most {LONGEST} letters")
    return text or proposed


def _unless(text: str, proposed: T | None, read: Callable[[str], T | None]) -> T | None:
    """The proposal for an empty answer, nothing for one that says so."""
    if not text:
        return proposed
    return None if text in UNKNOWN else read(text)


def _time_in(text: str) -> date | timedelta:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        span = parse_duration(text)
    except ValueError:
        span = UNBOUNDED
    if span == UNBOUNDED or span > timedelta(days=3660):
        raise UnfitError(f"{text} is no day and no time; write 2026-12-31 or 30d")
    return span
