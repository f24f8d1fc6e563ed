"""Velero: `velero backup get -o json`, a list of backups or one."""

from __future__ import annotations

from bcdr.evidence.entry import Object, amount, inner, label, objects
from bcdr.evidence.fact import Fact, Kind, Result
from bcdr.evidence.instant import written
from bcdr.evidence.material import Material
from bcdr.evidence.report import Context, RefusedError, Report

NAME = "velero"
_RESULTS = {
    "Completed": Result.SUCCESS,
    "PartiallyFailed": Result.PARTIAL,
    "FinalizingPartiallyFailed": Result.PARTIAL,
    "Failed": Result.FAILED,
    "FailedValidation": Result.FAILED,
    "Deleting": Result.FAILED,
    "New": Result.RUNNING,
    "Queued": Result.RUNNING,
    "ReadyToStart": Result.RUNNING,
    "InProgress": Result.RUNNING,
    "Finalizing": Result.RUNNING,
    "WaitingForPluginOperations": Result.RUNNING,
    "WaitingForPluginOperationsPartiallyFailed": Result.PARTIAL,
}


def recognises(material: Material) -> bool:
    """A backup of Velero, or a list of them."""
    data = material.data
    if not isinstance(data, dict):
        return False
    if data.get("kind") == "Backup":
        return "velero.io" in (label(data, "apiVersion") or "")
    return data.get("kind") == "BackupList" or any(
        "velero.io" in str(i.get("apiVersion")) for i in objects(data.get("items"))
    )


def read(material: Material, context: Context) -> Report:
    """A fact a backup. The series is the schedule that made it, else its own name."""
    data = material.data
    items = [data] if data.get("kind") == "Backup" else list(objects(data.get("items")))
    return Report(NAME, tuple(_fact(item, context) for item in items))


def _fact(item: Object, context: Context) -> Fact:
    meta, status, spec = inner(item, "metadata"), inner(item, "status"), inner(item, "spec")
    name = label(inner(meta, "labels"), "velero.io/schedule-name") or label(meta, "name")
    if name is None:
        raise RefusedError("a backup has no name", "export it with: velero backup get -o json")
    phase = label(status, "phase") or "New"
    result = _RESULTS.get(phase, Result.UNKNOWN)
    flaws = [f"{n} {what}" for what in ("errors", "warnings") if (n := amount(status, what))]
    if result is Result.SUCCESS and flaws:
        result = Result.PARTIAL
    start, end, expires = status.get("startTimestamp"), status.get("completionTimestamp"), status.get("expiration")
    begin = written(start, None).at if start is not None else None
    volumes = spec.get("snapshotVolumes") is False and spec.get("defaultVolumesToFsBackup") is not True
    return Fact(
        NAME,
        name,
        context.origin,
        started_at=begin,
        finished_at=written(end, None).at if end is not None else begin,
        time_is="finish" if end is not None else "start",
        result=result,
        reason=", ".join(flaws) or (None if result is Result.SUCCESS else f"it is in the phase {phase}"),
        kind=Kind.SNAPSHOT,
        destination=label(spec, "storageLocation"),
        expires_at=written(expires, None).at if expires is not None else None,
        gaps=("the data in volumes",) if volumes else (),
    )
