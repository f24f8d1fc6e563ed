"""AWS Backup: backup jobs, restore jobs, and the events of a job's changes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bcdr.evidence.entry import Object, amount, inner, label, objects, remark
from bcdr.evidence.fact import Act, Fact, Kind, Result
from bcdr.evidence.instant import unix, written
from bcdr.evidence.material import Material
from bcdr.evidence.report import Context, RefusedError, Report

NAME = "aws-backup"
_EVENT = "Backup Job State Change"
_RESULTS = {
    "COMPLETED": Result.SUCCESS,
    "PARTIAL": Result.PARTIAL,
    "FAILED": Result.FAILED,
    "ABORTED": Result.FAILED,
    "ABORTING": Result.FAILED,
    "EXPIRED": Result.FAILED,
    "CREATED": Result.RUNNING,
    "PENDING": Result.RUNNING,
    "RUNNING": Result.RUNNING,
}


def recognises(material: Material) -> bool:
    """Jobs, one job, or events."""
    data = material.data
    if isinstance(data, dict) and ("BackupJobs" in data or "RestoreJobs" in data):
        return True
    return any(o.get("detail-type") == _EVENT or "BackupJobId" in o or "RestoreJobId" in o for o in _jobs(material))


def _jobs(material: Material) -> list[Object]:
    data: Any = list(material.lines) if material.lines is not None else material.data
    if isinstance(data, dict):
        data = data.get("BackupJobs") or data.get("RestoreJobs") or [data]
    return list(objects(data))


def read(material: Material, context: Context) -> Report:
    """A fact a job; of several events of one job the newest."""
    data = material.data
    if isinstance(data, dict) and (data.get("BackupJobs") == [] or data.get("RestoreJobs") == []):
        return Report(NAME, (), ("the list of jobs is empty: no backup exists",) if "BackupJobs" in data else ())
    jobs = [j for j in _jobs(material) if j.get("detail-type") is None]
    events = [j for j in _jobs(material) if j.get("detail-type") == _EVENT]
    parents = [j for j in jobs if j.get("IsParent") is True]
    facts = [_restore(j, context) if "RestoreJobId" in j else _job(j, context) for j in jobs if j not in parents]
    remarks = (f"{len(parents)} parent jobs are left out: their children count",) if parents else ()
    return Report(NAME, (*facts, *_events(events, context)), remarks)


def _instant(value: Any) -> datetime | None:
    if value is None:
        return None
    # The command line prints ISO 8601 with offset, the SDK unix seconds.
    return unix(value) if isinstance(value, (int, float)) else written(value, None).at


def _job(job: Object, context: Context) -> Fact:
    arn = label(job, "ResourceArn")
    if arn is None:
        raise RefusedError("a job does not say of which resource it is", "export: aws backup list-backup-jobs")
    state = label(job, "State") or ""
    result = _RESULTS.get(state, Result.UNKNOWN)
    begin, end = _instant(job.get("CreationDate")), _instant(job.get("CompletionDate"))
    reason = remark(job, "StatusMessage") or (
        None if result is Result.SUCCESS else f"its state is {state or 'unknown'}"
    )
    return Fact(
        NAME,
        arn,
        context.origin,
        started_at=begin,
        finished_at=end or begin,
        time_is="finish" if end is not None else "start",
        result=result if end is not None or result is not Result.SUCCESS else Result.UNKNOWN,
        reason=reason,
        kind=Kind.SNAPSHOT,
        source_bytes=amount(job, "BackupSizeInBytes"),
        destination=_vault(label(job, "BackupVaultName")),
    )


def _vault(name: str | None) -> str | None:
    return None if name is None else name.rpartition(":")[2]


def _restore(job: Object, context: Context) -> Fact:
    state = label(job, "Status") or ""
    result = _RESULTS.get(state, Result.UNKNOWN)
    validation = label(job, "ValidationStatus")
    begin, end = _instant(job.get("CreationDate")), _instant(job.get("CompletionDate"))
    return Fact(
        NAME,
        label(job, "SourceResourceArn") or label(job, "RecoveryPointArn"),
        context.origin,
        act=Act.RESTORE,
        started_at=begin,
        finished_at=end or begin,
        time_is="finish" if end is not None else "start",
        result=Result.FAILED if validation == "FAILED" else result,
        reason=remark(job, "StatusMessage")
        or (None if result is Result.SUCCESS else f"its status is {state or 'unknown'}"),
        source_bytes=amount(job, "BackupSizeInBytes"),
        verified={"SUCCESSFUL": True, "FAILED": False}.get(validation or ""),
    )


def _events(events: list[Object], context: Context) -> list[Fact]:
    newest: dict[str, tuple[datetime, Object]] = {}
    for event in events:
        detail = inner(event, "detail")
        id_, at = label(detail, "backupJobId"), _instant(event.get("time"))
        if id_ is None or at is None:
            raise RefusedError("an event has no job or no time", "export the whole events")
        if id_ not in newest or at >= newest[id_][0]:
            newest[id_] = (at, detail)
    return [_event(at, detail, context) for at, detail in newest.values()]


def _event(at: datetime, detail: Object, context: Context) -> Fact:
    state = label(detail, "state") or ""
    result = _RESULTS.get(state, Result.UNKNOWN)
    begin, end = _instant(detail.get("creationDate")), _instant(detail.get("completionDate"))
    return Fact(
        NAME,
        label(detail, "resourceArn"),
        context.origin,
        started_at=begin.astimezone(UTC) if begin is not None else None,
        finished_at=end or at,
        time_is="finish" if end is not None else "event",
        result=result,
        reason=remark(detail, "statusMessage")
        or (None if result is Result.SUCCESS else f"its state is {state or 'unknown'}"),
        kind=Kind.SNAPSHOT,
        source_bytes=amount(detail, "backupSizeInBytes"),
        destination=_vault(label(detail, "backupVaultName") or label(detail, "backupVaultArn")),
    )
