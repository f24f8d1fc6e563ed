"""Planned risky work, automation with destructive power, and components past support."""

from __future__ import annotations

from typing import Annotated, Literal

from bcdr.model.record import Entry, Record, field
from bcdr.model.reference import Ref
from bcdr.model.value import Day, Duration, Flag, Moment

RoleOrPerson = Annotated[str, Ref("roles", "people")]


class BackupBefore(Record):
    """The backup taken just before a change."""

    copy: str | None = field("Which copy", default=None)
    occurred: Moment | None = field("When it was taken", default=None)
    opened: Moment | None = field("When it was opened and looked at", default=None)


class Change(Entry):
    """A migration, upgrade, bulk deletion or decommissioning."""

    title: str = field("What is done")
    kind: Literal[
        "migration", "storage-upgrade", "engine-upgrade", "bulk-deletion", "release", "decommission", "network", "other"
    ] = field("What kind", default="other")
    affects: tuple[
        Annotated[str, Ref("datastores", "services", "places", "vendors", "automations", "components")], ...
    ] = field("What it touches", default=())
    planned: Day | None = field("When it is planned", default=None)
    occurred: Day | None = field("When it was done", default=None)
    owner: RoleOrPerson | None = field("Who answers for it", default=None)
    backup_before: BackupBefore | None = field("Backup taken and opened before", default=None)
    rollback: str | None = field("The way back", default=None)
    no_return_after: str | None = field("Point of no return", default=None)
    abort_when: str | None = field("When to stop", default=None)
    verified_complete: Day | None = field("When the new system was shown complete", default=None)
    old_removed: Day | None = field("When the old system is removed", default=None)
    status: Literal["planned", "done", "cancelled"] = field("Where it stands", default="planned")


class Automation(Entry):
    """A script or job that can delete or stop production objects in bulk."""

    title: str = field("What it does")
    can: tuple[Literal["delete", "stop", "overwrite"], ...] = field("What it may do", default=())
    affects: tuple[Annotated[str, Ref("datastores", "services", "places")], ...] = field("To what", default=())
    owner: RoleOrPerson | None = field("Who answers for it", default=None)
    dry_run: Flag = field("Shows first what it would do", default=False)
    cap: str | None = field("Most objects it touches in one run", default=None)
    second_approval: Flag = field("A second person approves", default=False)
    delayed: Duration | None = field("Time before the effect is final", default=None)


class Component(Entry):
    """Hardware or software on a recovery path, with its end of support."""

    title: str = field("What it is")
    used_by: tuple[Annotated[str, Ref("services", "datastores", "places")], ...] = field(
        "What rests on it; a place stands for everything that lies there", default=()
    )
    end_of_support: Day | None = field("When support ends", default=None)
    rebuild: str | None = field("How to rebuild or replace it", default=None)
    runbook: Annotated[str, Ref("runbooks")] | None = field("Steps", default=None)
    takes: Duration | None = field("How long that takes", default=None)
