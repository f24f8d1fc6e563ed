"""Datastores and their copies: what would be lost, what protects it, and by what design."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from bcdr.model.place import Limit
from bcdr.model.record import NOTHING, Entry, Record, field
from bcdr.model.reference import Ref
from bcdr.model.value import Count, Cron, Day, Duration, Flag, Id, Moment, MonthDay, Period, Rate, Score, Size, Tier

RoleOrPerson = Annotated[str, Ref("roles", "people")]

LIVE_KINDS = ("replica", "mirror", "raid", "cluster", "sync", "replicated-objects")
"""Copies that repeat deletions and corruption: never a backup."""
BACKUP_KINDS = (
    "dump", "snapshot", "image", "versioned-sync", "versioned-objects", "tape", "disk-rotation", "export",
    "log-archive", "clone",
)  # fmt: skip
"""Copies that keep versions. `clone` is a second clone of a version-controlled repository."""


class HarmToPeople(Record):
    """How the absence of the data harms the people it is about."""

    after: Duration = field("Time since the data is gone")
    score: Score = field("0 none to 4 irreversible")
    why: str | None = field("Reason", default=None)


class PersonalData(Record):
    """What personal data a store holds: the numbers that Art. 33(3)(a) asks for under time pressure."""

    short_form = "level"

    level: Literal["none", "ordinary", "special", "criminal"] = field("none, ordinary, special (Art. 9) or criminal")
    categories: tuple[str, ...] = field("Categories of data", default=())
    subjects: tuple[str, ...] = field("Categories of people", default=())
    people: Count | None = field("Approximate number of people", default=None)
    records: Count | None = field("Approximate number of records", default=None)
    processing: tuple[Annotated[str, Ref("processing")], ...] = field("Entries of the register (Art. 30)", default=())
    legal_retention: Period | None = field("Longest lawful storage", default=None)
    impact_on_people: tuple[HarmToPeople, ...] = field("Harm over time", default=())
    erasure_replay: Annotated[str, Ref("runbooks", "documents")] | None = field(
        "How erasures are applied again after a restore", default=None
    )


class Key(Record):
    """Where a decryption key is kept."""

    at: Annotated[str, Ref("places", "datastores", "vendors")] | None = field("Where the key is", default=None)
    second_copy: Annotated[str, Ref("places", "datastores", "vendors")] | None = field(
        "Where a second copy is (sealed is fine)", default=None
    )
    holders: tuple[Annotated[str, Ref("people", "roles")], ...] = field("Who knows or can fetch it", default=())
    tested: Day | None = field("When the key was last fetched and used in a drill", default=None)


class Encryption(Record):
    """Encryption of a store."""

    at_rest: Flag | None = field("Encrypted where it lies", default=None)
    in_transit: Flag | None = field("Encrypted on the way", default=None)
    key: Key | None = field("The key", default=None)
    reason: str | None = field("Why not, where it is not", default=None)


class CopyEncryption(Record):
    """Encryption of a copy."""

    short_form = "applied"

    applied: Flag = field("Whether the copy is encrypted", default=True)
    key: Key | None = field("The key", default=None)
    reason: str | None = field("Why not", default=None)


class RestoreDesign(Record):
    """What a restore of this store is known to take."""

    rate: Rate | None = field("Restore rate", default=None)
    measured: Day | None = field("When that rate was measured", default=None)
    retrieval_delay: Duration | None = field("Delay of cold storage or transport", default=None)


class Rebuild(Record):
    """How a derived store is made again."""

    from_: tuple[Annotated[str, Ref("datastores")], ...] = field("From which stores", default=())
    runbook: Annotated[str, Ref("runbooks")] | None = field("Steps", default=None)
    duration: Duration | None = field("How long it takes (estimate)", default=None)
    measured: Duration | None = field("How long it took when last measured", default=None)


class Deletion(Record):
    """What happens when data is deleted."""

    grace: Duration | None = field("How long deleted data can be brought back", default=None)
    how: str | None = field("Trash, soft delete, versions, delayed purge", default=None)


class TenantRestore(Record):
    """Restoring one customer, or many, out of a shared store."""

    runbook: Annotated[str, Ref("runbooks")] | None = field("Steps", default=None)
    takes: Duration | None = field("How long it takes", default=None)


class Tenants(Record):
    """Granularity of restore in a shared store."""

    one: TenantRestore | None = field("One customer", default=None)
    many: TenantRestore | None = field("Many customers", default=None)


class Immutability(Record):
    """A lock that nobody can lift before its time."""

    for_: Duration = field("How long each recovery point is locked")
    mode: Literal["governance", "compliance", "offline"] = field(
        "compliance: nobody; governance: a privileged bypass exists; offline: not reachable"
    )
    evidence: tuple[Annotated[str, Ref("evidence")], ...] = field("Proof of the setting", default=())


class Monitor(Record):
    """Who notices when a backup fails or does not run at all."""

    by: str = field("What checks success", examples=("dead-man-switch",))
    alerts: tuple[RoleOrPerson, ...] = field("Who is alerted", default=())
    notices_missing_run: Flag = field("Also alarms when the job does not run at all", default=False)
    alarm_tested: Day | None = field("When the alarm was last tested", default=None)
    repaired_within: Duration | None = field("Time to notice and repair a failed job", default=None)


class JobResult(Record):
    """A finished run of a backup job, written by a job or by hand."""

    short_form = "occurred"

    occurred: Moment = field("When it finished")
    size: Size | None = field("Size of the recovery point", default=None)
    verified: Flag = field("Whether the tool verified it", default=False)
    evidence: Annotated[str, Ref("evidence")] | None = field("Log or report", default=None)
    check: Annotated[str, Ref("evidence")] | None = field(
        "Report of the check that verified it, where that is another one", default=None
    )


class Pause(Record):
    """Days of every year on which a job does not run, such as a company holiday."""

    from_: MonthDay = field("First day without a run")
    to: MonthDay = field("Last day without a run")
    note: str | None = field("What it is", default=None, private="remark")


class Reentry(Record):
    """Where data that was lost can be had a second time: from paper, or from whoever sent it."""

    from_: str = field("What it is entered from again", examples=("signed delivery notes",))
    keeps: Period | None = field("How far back that source reaches", default=None)
    tried: Day | None = field("When data was last entered again from it; it counts only once tried", default=None)


class Copy(Entry):
    """A copy of a datastore. Kinds that follow every change are live copies; only versioned ones are backups."""

    kind: Literal[
        "replica", "mirror", "raid", "cluster", "sync", "replicated-objects", "dump", "snapshot", "image",
        "versioned-sync", "versioned-objects", "tape", "disk-rotation", "export", "log-archive", "clone", "unstated",
    ] = field("What it is; unstated where nobody wrote it, which earns no credit")  # fmt: skip
    declared_as: Literal["backup", "replica"] | None = field("What people take it for", default=None)
    active: Flag = field("Whether it is still made", default=True)
    at: Annotated[str, Ref("places", "vendors")] | None = field("Where it lies", default=None)
    tool: str | None = field("Program and version that makes it", default=None)
    method: Literal["engine-aware", "snapshot", "quiesced", "file-copy"] | None = field(
        "How a consistent state is reached", default=None
    )
    run_by: Annotated[str, Ref("vendors")] | None = field("Vendor that runs it; ourselves if left out", default=None)
    every: Duration | None = field("Interval between starts", default=None)
    cron: Cron | None = field("Schedule of starts", default=None)
    timezone: str | None = field("IANA time zone of the schedule", default=None)
    pauses: tuple[Pause, ...] = field("Days of the year on which the job does not run", default=())
    from_: Id | None = field("Sibling copy that this one is made from", default=None)
    base: Id | None = field("Sibling base backup that a log archive builds on", default=None)
    duration: Duration | None = field("From freezing the state until the copy is usable", default=None)
    lag: Duration | None = field("Shipping lag of a live copy or log archive", default=None)
    waits: Flag | None = field(
        "Commits wait for this live copy, and stop rather than go on without it: a synchronous replica", default=None
    )
    delay: Duration | None = field("Deliberate delay of a replica", default=None)
    stop_within: Duration | None = field("Time it takes to stop a delayed replica", default=None)
    precision: Duration | None = field(
        "How exactly the moment before damage can be found in a log archive or delayed replica", default=None
    )
    keep: Period | None = field("How long recovery points are kept", default=None)
    generations: Count | None = field("How many recovery points are kept", default=None)
    includes: tuple[str, ...] = field("Which contents it holds; all of them by default", default=("all",))
    excludes: tuple[str, ...] = field("What is left out", default=())
    immutable: Immutability | None = field("Lock", default=None)
    append_only: Flag = field("The production side can add but not change or delete", default=False)
    pulled: Flag = field("Fetched by the backup side with its own credential", default=False)
    encrypted: CopyEncryption | None = field("Encryption", default=None)
    in_transit_encrypted: Flag | None = field("Encrypted on the way", default=None)
    deletable_by: tuple[Annotated[str, Ref("admin", "credentials")], ...] = field(
        "Admin planes or credentials that can delete or overwrite it", default=()
    )
    deleted_with_source: Flag = field("Disappears when the source resource is deleted", default=False)
    monitor: Monitor | None = field("Who notices failure", default=None)
    last_success: JobResult | None = field("Last finished run", default=None)
    earlier_sizes: tuple[Size, ...] = field("Sizes of the runs before, newest first", default=())
    reported_as: tuple[str, ...] = field(
        "What reports of backup programs call it, as `bcdr evidence import` prints it",
        default=(),
        examples=("restic:shop:/srv/files",),
        private="host",
    )
    restore: RestoreDesign | None = field("What a restore from here takes", default=None)
    limit: Limit | None = field("Capacity of the medium that it is written to, such as tapes or a quota", default=None)
    reader: Annotated[str, Ref("places", "datastores", "vendors", "documents")] | None = field(
        "Where the software that opens it is kept; left out where anybody can get it any day", default=None
    )
    since: Day | None = field("When this backup was introduced", default=None)
    changed: Day | None = field("When method, tool, target or owner last changed", default=None)
    note: str | None = field("Remark", default=None, private="remark")

    @property
    def is_live(self) -> bool:
        """Follows the source: deletions and corruption travel with it."""
        return self.kind in LIVE_KINDS

    @property
    def is_backup(self) -> bool:
        """Versioned, and still made."""
        return self.active and self.kind in BACKUP_KINDS


class Datastore(Entry):
    """Data that would be missed: a database, bucket, mailbox, repository, zone, directory."""

    name: str | None = field("What people call it", default=None)
    description: str | None = field("What it holds and what for", default=None)
    class_: Literal["truth", "derived", "config", "secrets", "identity", "code"] = field(
        "truth: the source; derived: can be rebuilt; config, secrets, identity, code", default="truth"
    )
    engine: str | None = field("Software and major version", default=None)
    tier: Tier | None = field("Only where it differs from the services that use it", default=None)
    owner: RoleOrPerson | None = field("Who answers for it", default=None)
    active: Flag = field("Whether it is in use", default=True)
    at: Annotated[str, Ref("places", "vendors")] | None = field("Where it lies", default=None)
    run_by: Annotated[str, Ref("vendors")] | None = field("Vendor that runs it", default=None)
    size: Size | None = field("Present size", default=None)
    growth: Rate | None = field("Growth", default=None)
    limit: Limit | None = field("Known ceiling", default=None)
    contents: tuple[str, ...] = field("Parts that a backup must cover", default=())
    personal: PersonalData | None = field("Personal data", default=None)
    multi_tenant: Flag = field("Holds several customers side by side", default=False)
    tenants: Tenants | None = field("Restore per customer", default=None)
    encryption: Encryption | None = field("Encryption of the store", default=None)
    rpo: Duration | None = field("Own objective; else that of the services that use it", default=None)
    rpo_corruption: Duration | None = field("Objective after corruption found late", default=None)
    consistency_group: str | None = field("Stores that must be restored to one point carry the same name", default=None)
    restore: RestoreDesign | None = field("What a restore takes", default=None)
    rebuild: Rebuild | None = field("How a derived store is made again", default=None)
    deletion: Deletion | None = field("Grace after deletion", default=None)
    reentry: Reentry | None = field("Where lost data can be entered again from", default=None)
    discovered_as: tuple[str, ...] = field("Names in infrastructure files", default=(), private="host")
    copies: Mapping[str, Copy] = field("Copies, live and backup", default=NOTHING)
    changed: Day | None = field("Last major change", default=None)
    note: str | None = field("Remark", default=None, private="remark")
