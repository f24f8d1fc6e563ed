"""The past of a plan for the period report: every version that stood on a day of the period, and later ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from bcdr.errors import BcdrError, RevisionError
from bcdr.source.history import Commit, History, folder_of, history
from bcdr.source.load import load
from bcdr.source.revision import read_revision

if TYPE_CHECKING:
    from bcdr.model.plan import Plan
    from bcdr.report.period.state import Past, Period

LONGEST = 3660
"""Ten years: a longer period is a slip of the pen."""


def period_of(text: str, until: date) -> Period:
    """The days of `FROM..TO`; BcdrError when that is no period."""
    from bcdr.report.period.state import Period

    first, dots, last = text.partition("..")
    try:
        found = Period(date.fromisoformat(first), date.fromisoformat(last), until)
    except ValueError:
        raise BcdrError(f"this is no period: {text}", "write it as 2026-01-01..2026-12-31") from None
    if not dots or found.days < 1:
        raise BcdrError(f"the period ends before it begins: {text}", "write the earlier day first")
    if found.days > LONGEST:
        raise BcdrError(f"the period is longer than ten years: {text}", "ask for a shorter one")
    return found


def newest_version(root: str, revision: str | None, until: date) -> str:
    """Id of the last commit that holds the plan and took effect by a day; RevisionError when there is none."""
    found = [c for c in history(root, revision).commits if c.day <= until and c.tree is not None]
    if not found:
        raise RevisionError(f"the history holds no version of the plan up to {until}", "commit the plan first")
    return found[-1].id


def past_of(root: str, revision: str, period: Period, told: Callable[[str], None]) -> Past:
    """The versions from the one that stood when the period began to the newest, read from git, each distinct one once.

    `told` hears what is being read.
    """
    from bcdr.report.period.state import Past, State

    found = history(root, revision)
    wanted = _versions(found, period)
    read: dict[str, tuple[Plan | None, str]] = {}
    states: list[State] = []
    for n, one in enumerate(wanted, 1):
        told(f"reading version {n} of {len(wanted)}")
        if one.tree is None:
            plan, problem = None, "holds no plan.yaml"
        else:
            if one.tree not in read:
                read[one.tree] = _plan(found, one)
            plan, problem = read[one.tree]
        states.append(State(one.day, one.id, one.author, one.committer, one.subject, one.is_merge, plan, problem))
    return Past(tuple(states), found.is_shallow, found.is_modified)


def _versions(found: History, period: Period) -> list[Commit]:
    """Commits that changed the plan, without those that a later one had replaced before the period began."""
    kept: list[Commit] = []
    for one in found.commits:
        if one.day > period.until or (not kept and one.tree is None):
            continue
        if kept and kept[-1].tree == one.tree:
            continue
        if kept and one.day <= period.first:
            kept.clear()
        kept.append(one)
    return kept


def _plan(found: History, one: Commit) -> tuple[Plan | None, str]:
    try:
        loaded = load(read_revision(folder_of(found, one), one.id))
    except RevisionError as problem:
        return None, problem.message
    if loaded.plan is not None:
        return loaded.plan, ""
    more = f" (and {len(loaded.problems) - 1} more)" if len(loaded.problems) > 1 else ""
    return None, f"cannot be read: {loaded.problems[0].message}{more}"
