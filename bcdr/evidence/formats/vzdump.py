"""Proxmox VE: the log of a vzdump task, text with one section a guest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from bcdr.evidence.entry import size_text
from bcdr.evidence.fact import Fact, Kind, Result
from bcdr.evidence.instant import Instant, local
from bcdr.evidence.material import Material
from bcdr.evidence.redaction import harmless
from bcdr.evidence.report import Context, RefusedError, Report

NAME = "vzdump"
TOOL = "proxmox"
_START = re.compile(r"INFO: Starting Backup of VM (\d{1,9}) \((qemu|lxc|openvz)\)")
_BEGAN = re.compile(r"INFO: Backup started at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)")
_ARCHIVE = re.compile(r"vzdump-(?:qemu|lxc|openvz)-\d+-(\d{4})_(\d\d)_(\d\d)-(\d\d)_(\d\d)_(\d\d)")
_SNAPSHOT_TIME = re.compile(r"creating Proxmox Backup Server archive '(?:vm|ct)/\d+/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)'")
_FINISHED = re.compile(r"INFO: Finished Backup of VM (\d{1,9}) \((\d{1,4}):(\d\d):(\d\d)\)")
_ENDED = re.compile(r"INFO: Backup finished at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)")
_FAILED = re.compile(r"ERROR: Backup of VM (\d{1,9}) failed - (.*)")
_SIZE = re.compile(r"INFO: (?:archive file size|backup size): ([\d.,]+ ?[KMGTP]?i?B)")
_EXCLUDED = re.compile(
    r"excluding (?:bind mount point|device mount point|volume|disk|mount point) (.*?) ?(?:from backup)?(?: \(.*\))?$"
)
_WARNING = re.compile(r"^(?:.*\s)?(?:WARN(?:ING)?:) (.*)")


def recognises(material: Material) -> bool:
    """Lines of a vzdump task."""
    return material.is_plain and _START.search(material.text) is not None


def read(material: Material, context: Context) -> Report:
    """A fact a guest. A guest whose section has no end is still running, or the log was cut off."""
    facts = tuple(_fact(section, context) for section in _sections(material.text))
    if not facts:
        raise RefusedError("it speaks of the backup of no guest", "export the log of the vzdump task")
    return Report(NAME, facts)


def _sections(text: str) -> Iterator[list[str]]:
    section: list[str] = []
    for line in text.splitlines():
        if _START.search(line):
            if section:
                yield section
            section = []
        if section or _START.search(line):
            section.append(line)
    if section:
        yield section


def _fact(lines: list[str], context: Context) -> Fact:
    opened = _START.search(lines[0])
    guest = opened[1] if opened else ""
    began = _began(lines, context)
    failed = _last(_FAILED, lines)
    finished = next((m for line in reversed(lines) if (m := _FINISHED.search(line)) and m[1] == guest), None)
    gaps = tuple(harmless(m[1].strip()) for line in lines if (m := _EXCLUDED.search(line)))
    warnings = [harmless(m[1]) for line in lines if (m := _WARNING.search(line))]
    result, reason = Result.RUNNING, "the log ends before this backup did"
    if failed is not None:
        result, reason = Result.FAILED, harmless(failed[2])
    elif finished is not None:
        flaws = [f"left out: {gap}" for gap in gaps] + warnings
        result, reason = (Result.PARTIAL, "; ".join(flaws)) if flaws else (Result.SUCCESS, "")
    size = _last(_SIZE, lines)
    return Fact(
        TOOL,
        guest,
        context.origin,
        started_at=began.at if began else None,
        finished_at=_end(lines, began, finished, context),
        time_is="finish" if finished is not None else "start",
        zone_assumed=began.zone_assumed if began else False,
        result=result,
        reason=reason or None,
        kind=Kind.FULL,
        stored_bytes=_binary(size[1]) if size is not None else None,
        size_note="stored is the archive, compressed" if size is not None else None,
        gaps=gaps,
    )


def _last(pattern: re.Pattern[str], lines: list[str]) -> re.Match[str] | None:
    return next((m for line in reversed(lines) if (m := pattern.search(line))), None)


def _began(lines: list[str], context: Context) -> Instant | None:
    said = _last(_BEGAN, lines)
    if said is not None:
        return local(datetime.fromisoformat(said[1]), context.zone, said[1])
    named = _last(_SNAPSHOT_TIME, lines)
    if named is not None:
        return Instant(datetime.fromisoformat(named[1]))
    archive = _last(_ARCHIVE, lines)
    if archive is None:
        return None
    text = "{}-{}-{} {}:{}:{}".format(*archive.groups())
    return local(datetime.fromisoformat(text), context.zone, text)


def _end(lines: list[str], began: Instant | None, finished: re.Match[str] | None, context: Context) -> datetime | None:
    """As the section says, else start and duration added up; a failed run at least began."""
    said = _last(_ENDED, lines)
    if said is not None:
        return local(datetime.fromisoformat(said[1]), context.zone, said[1]).at
    if began is None:
        return None
    if finished is None:
        return began.at
    hours, minutes, seconds = (int(g) for g in finished.groups()[1:])
    return datetime.fromtimestamp(began.at.timestamp() + hours * 3600 + minutes * 60 + seconds, began.at.tzinfo)


def _binary(text: str) -> int | None:
    """Proxmox counts in powers of two and writes `GB`."""
    return size_text(re.sub(r"([KMGTP])B", r"\1iB", text))
