"""A fact: what one report says about one run of a backup, a check or a restore. What it does not say stays None."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from operator import itemgetter
from typing import Literal, NamedTuple


class Act(Enum):
    """What was done. A restore is never inferred from a backup, and a check is neither."""

    BACKUP = "backup"
    CHECK = "check"
    RESTORE = "restore"


class Result(Enum):
    """How a run ended. Only SUCCESS moves a last success; UNKNOWN is not success."""

    SUCCESS = "success"
    PARTIAL = "partial"
    FAILED = "failed"
    RUNNING = "running"
    UNKNOWN = "unknown"


class Kind(Enum):
    """What a recovery point holds by itself."""

    FULL = "full"
    DIFFERENTIAL = "differential"
    INCREMENTAL = "incremental"
    SNAPSHOT = "snapshot"
    LOG = "log"


class Origin(NamedTuple):
    """Where a fact comes from: SHA-256 of the report, and when it was imported (UTC)."""

    digest: str
    imported_at: datetime


class Fact(NamedTuple):
    """One run. Times are UTC, sizes bytes.

    `source` is what was backed up, None where the report does not say. `destination` tells apart several copies of one
    source. `finished_at` decides what is newest; `time_is` says which time it is when the report has only one, or that
    the caller gave it. `zone_assumed` marks local times whose zone the caller gave. `source_bytes` is the size of what
    is protected, `stored_bytes` what was written; `size_note` says what an odd figure means. `gaps` are parts that the
    run left out.
    """

    tool: str
    source: str | None
    origin: Origin
    act: Act = Act.BACKUP
    started_at: datetime | None = None
    finished_at: datetime | None = None
    time_is: Literal["finish", "start", "event", "given"] = "finish"
    zone_assumed: bool = False
    result: Result = Result.UNKNOWN
    reason: str | None = None
    kind: Kind | None = None
    source_bytes: int | None = None
    stored_bytes: int | None = None
    size_note: str | None = None
    destination: str | None = None
    encrypted: bool | None = None
    expires_at: datetime | None = None
    verified: bool | None = None
    gaps: tuple[str, ...] = ()

    @property
    def duration(self) -> timedelta | None:
        """From start to finish, None unless both are known."""
        if self.started_at is None or self.finished_at is None or self.time_is != "finish":
            return None
        return self.finished_at - self.started_at

    @property
    def name(self) -> str | None:
        """`restic:shop:/srv/files`: what a plan writes under `reported_as`."""
        return None if self.source is None else f"{self.tool}:{self.source}"

    @property
    def full_name(self) -> str | None:
        """The name with its destination, where the report says it: `pgbackrest:main@repo1`."""
        return self.name if self.destination is None else f"{self.name}@{self.destination}"


series_key = itemgetter(*map(Fact._fields.index, ("tool", "source", "destination")))
"""What tells series apart, of one fact. By place, because there may be a hundred thousand."""
