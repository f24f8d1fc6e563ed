"""From what the person named to a snapshot, a plan and a day: the same for every command that reads a plan."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from bcdr.errors import BcdrError
from bcdr.source.folder import find_plan, read_folder
from bcdr.source.load import load

if TYPE_CHECKING:
    from bcdr.finding import Finding
    from bcdr.model.plan import Plan
    from bcdr.source.position import Sources


class Read(NamedTuple):
    """One plan as read: `plan` is None when its text has faults, which are `problems`."""

    root: str
    sources: Sources
    plan: Plan | None
    problems: tuple[Finding, ...]


class FaultyPlanError(BcdrError):
    """The plan cannot be loaded, so there is nothing to compute from."""


def read_plan(named: str | None, revision: str | None) -> Read:
    """The plan that was named, or the nearest one upward; BcdrError when there is none."""
    root = find_plan(named)
    if revision is None:
        snapshot = read_folder(root)
    else:
        from bcdr.source.revision import read_revision  # only --rev needs git

        snapshot = read_revision(root, revision)
    loaded = load(snapshot)
    return Read(root, loaded.sources, loaded.plan, loaded.problems)


def sound_plan(named: str | None, revision: str | None) -> tuple[Read, Plan]:
    """The plan for a command that needs it whole; its first fault is in the message when it has any."""
    read = read_plan(named, revision)
    if read.plan is None:
        raise FaultyPlanError(f"the plan cannot be loaded: {fault_of(read)}", f"see them all: bcdr lint {read.root}")
    return read, read.plan


def fault_of(read: Read) -> str:
    """The first fault for which a plan cannot be loaded, with its place, and how many more there are."""
    first = read.problems[0]
    where = f"{first.location.file}:{first.location.line}: " if first.location else ""
    more = f" (and {len(read.problems) - 1} more)" if len(read.problems) > 1 else ""
    return f"{where}{first.message}{more}"


def day_of(text: str | None, plan: Plan | None = None) -> date:
    """The day to judge by: as given, else BCDR_AS_OF, else today where the organisation is (`analysis.today`).

    Without a plan, or with one that names no zone, it is today in UTC. BcdrError for what is no day.
    """
    written = text or os.environ.get("BCDR_AS_OF") or ""
    if not written:
        from bcdr.analysis.today import today  # zones load only where no day was given

        return today(datetime.now(UTC), plan.organization.timezone if plan is not None else "UTC")
    try:
        return date.fromisoformat(written)
    except ValueError:
        name = "--as-of" if text else "BCDR_AS_OF"
        raise BcdrError(f"{name} is not a day: {written}", "write it as 2026-11-21") from None
