"""Barman: `barman list-backups SERVER --format json` and `barman show-backup ... --format json`."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.evidence.entry import Object, amount, inner, label, objects
from bcdr.evidence.fact import Fact, Kind, Result
from bcdr.evidence.instant import unix
from bcdr.evidence.material import Material
from bcdr.evidence.report import Context, RefusedError, Report

NAME = "barman"
_RESULTS = {
    "DONE": Result.SUCCESS,
    "FAILED": Result.FAILED,
    "EMPTY": Result.RUNNING,
    "STARTED": Result.RUNNING,
    "SYNCING": Result.RUNNING,
    # The files are there, but not yet the log that makes them consistent.
    "WAITING_FOR_WALS": Result.RUNNING,
    "RETRYING": Result.RUNNING,
}


def recognises(material: Material) -> bool:
    """An object whose keys are servers and whose values are their backups."""
    return isinstance(material.data, dict) and any(_servers(material.data))


def _servers(data: Object) -> Iterator[tuple[str, list[Object]]]:
    for server, value in data.items():
        backups = list(objects([value] if isinstance(value, dict) else value))
        if not server.startswith("_") and backups and all("backup_id" in b and "status" in b for b in backups):
            yield server, backups


def read(material: Material, context: Context) -> Report:
    """A fact a backup."""
    facts = [_fact(server, b, context) for server, backups in _servers(material.data) for b in backups]
    empty = [s for s, value in material.data.items() if value == [] and not s.startswith("_")]
    return Report(NAME, tuple(facts), tuple(f"no backup of the server {s} exists" for s in empty))


def _fact(server: str, backup: Object, context: Context) -> Fact:
    base = inner(backup, "base_backup_information") or backup
    status = label(backup, "status") or ""
    result = _RESULTS.get(status, Result.UNKNOWN)
    end, begin = base.get("end_time_timestamp"), base.get("begin_time_timestamp")
    if end is None and result is Result.SUCCESS:
        raise RefusedError(
            "a finished backup has no end_time_timestamp", "export it with: barman list-backups --format json"
        )
    mode = label(inner(backup, "base_backup_information"), "mode") or ""
    size = next(
        (n for k in ("disk_usage_bytes", "size_bytes", "backup_size_bytes") if (n := amount(base, k)) is not None), None
    )
    reason = None if result is Result.SUCCESS else f"its status is {status or 'unknown'}"
    return Fact(
        NAME,
        label({"server": server}, "server"),
        context.origin,
        started_at=unix(begin) if begin is not None else None,
        finished_at=unix(end) if end is not None else None,
        result=result,
        reason=reason,
        kind=Kind.INCREMENTAL if "incremental" in mode else Kind.FULL,
        source_bytes=size,
    )
