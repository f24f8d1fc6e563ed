"""Kopia: `kopia snapshot list --all --json`."""

from __future__ import annotations

from bcdr.evidence.entry import Object, amount, inner, label, objects
from bcdr.evidence.fact import Fact, Kind, Result
from bcdr.evidence.instant import written
from bcdr.evidence.material import Material
from bcdr.evidence.report import Context, RefusedError, Report

NAME = "kopia"


def recognises(material: Material) -> bool:
    """A list of snapshots with their source."""
    first = material.first
    return isinstance(first, dict) and "startTime" in first and "path" in inner(first, "source")


def read(material: Material, context: Context) -> Report:
    """A fact a snapshot; the user name of a source is left out."""
    return Report(NAME, tuple(_fact(item, context) for item in objects(material.data)))


def _fact(item: Object, context: Context) -> Fact:
    source, stats, summary = inner(item, "source"), inner(item, "stats"), inner(item, "rootEntry", "summ")
    host, path = label(source, "host"), label(source, "path")
    if host is None or path is None:
        raise RefusedError("a snapshot has no source", "export it with: kopia snapshot list --all --json")
    ended = item.get("endTime") is not None
    begin = written(item.get("startTime"), None)
    incomplete = label(item, "incomplete")
    errors = max(amount(stats, "errorCount") or 0, amount(summary, "numFailed") or 0)
    ignored = amount(stats, "ignoredErrorCount") or 0
    result, reason = Result.SUCCESS, None
    if incomplete is not None:
        result, reason = Result.FAILED, f"the run was cut off: {incomplete}"
    elif errors:
        result, reason = Result.PARTIAL, f"{errors} files could not be read"
    elif not ended:
        result, reason = Result.UNKNOWN, "the snapshot has no end"
    size = amount(summary, "size")
    return Fact(
        NAME,
        f"{host}:{path}",
        context.origin,
        started_at=begin.at,
        finished_at=written(item["endTime"], None).at if ended else begin.at,
        time_is="finish" if ended else "start",
        result=result,
        reason=reason,
        kind=Kind.SNAPSHOT,
        source_bytes=size if size is not None else amount(stats, "totalSize"),
        encrypted=True,
        gaps=(f"{ignored} files whose errors the policy ignores",) if ignored else (),
    )
