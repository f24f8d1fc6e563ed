"""BorgBackup and borgmatic: lists of archives, what is known of each, and the archive that was just made.

Read from `borg list --json`, `borg info --json`, `borg create --json`, and the arrays of borgmatic, one element a
repository. Borg 1 writes local time without offset. A series is the name of its archives without the date at its end:
one repository may hold many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bcdr.evidence.entry import Object, amount, inner, label, objects
from bcdr.evidence.fact import Fact, Kind, Result
from bcdr.evidence.instant import written
from bcdr.evidence.material import Material
from bcdr.evidence.redaction import harmless
from bcdr.evidence.report import Context, RefusedError, Report

NAME = "borg"
_DATED = re.compile(r"[-_.:@ ]*(?:(?:19|20)\d\d-?[01]\d-?[0-3]\d.*|\d{9,11})\Z")
_CUT_OFF = re.compile(r"\.checkpoint(\.\d+)?\Z")


def recognises(material: Material) -> bool:
    """A repository with archives, or a list of such."""
    return any(_is_repository(o) for o in _repositories(material.data))


def _repositories(data: Any) -> Iterator[Object]:
    yield from objects(data if isinstance(data, list) else [data])


def _is_repository(item: Object) -> bool:
    repository = item.get("repository")
    return isinstance(repository, dict) and "location" in repository and ("id" in repository or "archives" in item)


def read(material: Material, context: Context) -> Report:
    """The facts of a Borg report."""
    facts: list[Fact] = []
    remarks: list[str] = []
    for item in _repositories(material.data):
        if not _is_repository(item):
            raise RefusedError("it is no report of a Borg repository", "export it with: borg list --json")
        archives = (
            [inner(item, "archive")] if isinstance(item.get("archive"), dict) else list(objects(item.get("archives")))
        )
        where = _place(label(inner(item, "repository"), "location"))
        if not archives and "archives" not in item:
            raise RefusedError(
                "it speaks of a repository but of no archive",
                "export it with: borg list --json, without naming archives",
            )
        if not archives:
            remarks.append(f"no backup exists in the repository {where}")
        facts += [_archive(a, item, where, context) for a in archives]
    return Report(NAME, tuple(facts), tuple(remarks))


def _archive(archive: Object, item: Object, where: str | None, context: Context) -> Fact:
    name = label(archive, "name") or label(archive, "archive")
    if name is None:
        raise RefusedError("an archive has no name", "export it with: borg list --json")
    start = archive.get("start") or archive.get("time")
    begin = written(start, context.zone)
    end = written(archive["end"], context.zone) if archive.get("end") is not None else begin
    is_cut_off = _CUT_OFF.search(name) is not None
    mode = label(inner(item, "encryption"), "mode")
    stats = inner(archive, "stats")
    return Fact(
        NAME,
        series(name),
        context.origin,
        started_at=begin.at,
        finished_at=end.at,
        time_is="finish" if archive.get("end") is not None else "start",
        zone_assumed=begin.zone_assumed or end.zone_assumed,
        result=Result.FAILED if is_cut_off else Result.SUCCESS,
        reason="the run was interrupted: only a checkpoint exists" if is_cut_off else None,
        kind=Kind.SNAPSHOT,
        source_bytes=amount(stats, "original_size"),
        stored_bytes=amount(stats, "deduplicated_size"),
        size_note="stored is what this archive added" if stats else None,
        destination=where,
        encrypted=None if mode is None else mode != "none" and not mode.startswith("authenticated"),
    )


def series(name: str) -> str:
    """The name of an archive without the date at its end; one that is only a date is of the series `archives`."""
    return _DATED.sub("", _CUT_OFF.sub("", name)) or "archives"


def _place(location: str | None) -> str | None:
    return None if location is None else harmless(location)
