"""Amazon RDS: snapshots of databases and clusters, and how far back an instance can be restored."""

from __future__ import annotations

from typing import Any

from bcdr.evidence.entry import Object, amount, claim, label, objects
from bcdr.evidence.fact import Fact, Kind, Result
from bcdr.evidence.instant import written
from bcdr.evidence.material import Material
from bcdr.evidence.report import Context, RefusedError, Report

NAME = "rds"
_LISTS = ("DBSnapshots", "DBClusterSnapshots", "DBInstances", "DBClusters")
_RESULTS = {"available": Result.SUCCESS, "creating": Result.RUNNING, "copying": Result.RUNNING, "failed": Result.FAILED}


def recognises(material: Material) -> bool:
    """Snapshots or instances, in the answer of the command or as a bare list."""
    data = material.data
    if isinstance(data, dict) and any(isinstance(data.get(k), list) for k in _LISTS):
        return True
    return any(_is_snapshot(o) or _is_instance(o) for o in _items(data))


def _items(data: Any) -> list[Object]:
    if isinstance(data, dict):
        return [o for key in _LISTS for o in objects(data.get(key))]
    return list(objects(data))


def _is_snapshot(item: Object) -> bool:
    return "DBSnapshotIdentifier" in item or "DBClusterSnapshotIdentifier" in item


def _is_instance(item: Object) -> bool:
    return "LatestRestorableTime" in item or "DBInstanceStatus" in item


def read(material: Material, context: Context) -> Report:
    """A fact a snapshot, and for an instance with log backups its latest restorable time. A read replica is none."""
    items = _items(material.data)
    remarks = [] if items else ["the list is empty: no backup exists"]
    facts = []
    for item in items:
        source = label(item, "DBInstanceIdentifier") or label(item, "DBClusterIdentifier")
        if source is None:
            raise RefusedError(
                "a snapshot does not say of which database it is", "export: aws rds describe-db-snapshots"
            )
        if _is_snapshot(item):
            facts.append(_snapshot(item, source, context))
        elif label(item, "ReadReplicaSourceDBInstanceIdentifier") is not None:
            remarks.append(f"{source} is a read replica, which is no backup")
        elif item.get("LatestRestorableTime") is not None:
            facts.append(_restorable(item, source, context))
        else:
            remarks.append(f"{source} has no automatic backup: it has no latest restorable time")
    return Report(NAME, tuple(facts), tuple(remarks))


def _snapshot(item: Object, source: str, context: Context) -> Fact:
    status = label(item, "Status") or ""
    result = _RESULTS.get(status, Result.UNKNOWN)
    created = item.get("SnapshotCreateTime")
    at = written(created, None).at if created is not None else None
    allocated = amount(item, "AllocatedStorage")
    return Fact(
        NAME,
        source,
        context.origin,
        started_at=at,
        finished_at=at,
        time_is="start",
        result=result if at is not None or result is not Result.SUCCESS else Result.UNKNOWN,
        reason=None if result is Result.SUCCESS else f"its status is {status or 'unknown'}",
        kind=Kind.SNAPSHOT,
        size_note=None if allocated is None else f"{allocated} GiB are allocated; how much is used is not said",
        destination="snapshots",
        encrypted=claim(item, "Encrypted") if "Encrypted" in item else claim(item, "StorageEncrypted"),
    )


def _restorable(item: Object, source: str, context: Context) -> Fact:
    at = written(item["LatestRestorableTime"], None).at
    allocated = amount(item, "AllocatedStorage")
    return Fact(
        NAME,
        source,
        context.origin,
        finished_at=at,
        time_is="event",
        result=Result.SUCCESS,
        kind=Kind.LOG,
        size_note=None if allocated is None else f"{allocated} GiB are allocated; how much is used is not said",
        destination="logs",
        encrypted=claim(item, "StorageEncrypted"),
    )
