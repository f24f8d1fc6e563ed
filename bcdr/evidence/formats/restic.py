"""restic: the list of snapshots, the messages of one backup, and the outcome of a check.

Read from `restic snapshots --json` (also grouped), `restic backup --json` and `restic check` (text, or `--json` of
newer versions). Summaries with sizes and times exist since 0.17; older snapshots only say when they began. A list of
snapshots does not show files that a run could not read; the messages of the backup do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from bcdr.evidence.entry import Object, amount, inner, label, objects, remark
from bcdr.evidence.fact import Act, Fact, Kind, Result
from bcdr.evidence.instant import EARLIEST, written
from bcdr.evidence.material import Material
from bcdr.evidence.redaction import printable
from bcdr.evidence.report import Context, RefusedError, Report

NAME = "restic"
_MESSAGES = ("status", "verbose_status", "error", "summary", "exit_error")
_CHECKED = re.compile(r"^(no errors were found|(?:Fatal: )?repository contains errors)\s*$", re.MULTILINE)


def recognises(material: Material) -> bool:
    """Snapshots, groups of snapshots, messages, totals, or the words of a check."""
    if material.is_plain:
        return _CHECKED.search(material.text) is not None and "check" in material.text
    if material.lines is not None:
        return any(isinstance(v, dict) and v.get("message_type") in _MESSAGES for v in material.lines)
    if isinstance(material.data, dict):
        return material.data.get("message_type") in _MESSAGES or "snapshots_count" in material.data
    first = material.first
    return isinstance(first, dict) and (
        {"hostname", "paths"} <= first.keys() or {"group_key", "snapshots"} <= first.keys()
    )


def read(material: Material, context: Context) -> Report:
    """The facts of a restic report."""
    if material.is_plain:
        return _checked_text(material.text, context)
    if material.lines is not None:
        return _messages([v for v in material.lines if isinstance(v, dict)], context)
    if isinstance(material.data, dict):
        if "message_type" not in material.data:
            raise RefusedError("it holds totals without a time", "export the list: restic snapshots --json")
        return _messages([material.data], context)
    return Report(NAME, tuple(_snapshots(_flat(material.data), context)))


def _flat(data: Any) -> Iterator[Object]:
    for item in data if isinstance(data, list) else ():
        if type(item) is not dict:
            raise RefusedError("it is no list of snapshots", "export it with: restic snapshots --json")
        if "group_key" in item:
            yield from objects(item.get("snapshots"))
        else:
            yield item


def _snapshots(items: Iterator[Object], context: Context) -> Iterator[Fact]:
    names: dict[tuple[Any, ...], str] = {}
    origin = context.origin
    usual = Fact(NAME, None, origin, result=Result.SUCCESS, kind=Kind.SNAPSHOT, encrypted=True)
    before, after = usual[_TIMED:_SIZES], usual[_SIZES + 2 :]
    unknown = usual[_TIMED:]
    for item in items:
        host, paths = item.get("hostname"), item.get("paths")
        key = (host, *paths) if type(paths) is list else ()
        source = names.get(key)
        if source is None:
            source = names[key] = _source(host, paths)
        end, rest = None, unknown
        start = item.get("time")
        summary = item.get("summary")
        if type(summary) is dict:
            end = summary.get("backup_end")
            start = summary.get("backup_start") or start
            sizes = amount(summary, "total_bytes_processed"), amount(summary, "data_added_packed")
            rest = before + sizes + after
        begin = _at(start)
        finish, time_is = (begin, "start") if end is None else (_at(end), "finish")
        # Made by place: there may be a hundred thousand, and naming the fields would take as long as reading the file.
        yield _made(Fact, (NAME, source, origin, Act.BACKUP, begin, finish, time_is, *rest))


_TIMED = Fact._fields.index("time_is") + 1
_SIZES = Fact._fields.index("source_bytes")
_made: Callable[[type[Fact], tuple[Any, ...]], Fact] = tuple.__new__


def _source(host: Any, paths: Any) -> str:
    if not isinstance(host, str) or not isinstance(paths, list) or not all(isinstance(p, str) for p in paths):
        raise RefusedError("a snapshot says neither host nor paths", "export it with: restic snapshots --json")
    return printable(f"{host}:{','.join(sorted(paths))}")


def _at(text: Any) -> datetime:
    """As `written`, on a shorter way for the usual case: lists have a hundred thousand times."""
    try:
        found = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        return written(text, None).at
    if found.tzinfo is None or found.year <= EARLIEST.year:
        return written(text, None).at
    return found if found.tzinfo is UTC else found.astimezone(UTC)


def _messages(messages: list[Object], context: Context) -> Report:
    summary = next((m for m in reversed(messages) if m.get("message_type") == "summary"), None)
    if summary is not None and "num_errors" in summary:
        return _checked(amount(summary, "num_errors") == 0, context)
    errors = [m for m in messages if m.get("message_type") == "error"]
    fatal = next((m for m in messages if m.get("message_type") == "exit_error"), None)
    result, reason = Result.SUCCESS, None
    if summary is None:
        reason = remark(fatal, "message") if fatal is not None else "the messages end before the backup did"
        result = Result.FAILED if fatal is not None or errors else Result.RUNNING
        return Report(NAME, (Fact(NAME, None, context.origin, result=result, reason=reason, encrypted=True),))
    if errors or fatal is not None:
        said = remark(inner(errors[0], "error"), "message") if errors else None
        result = Result.PARTIAL
        reason = f"{len(errors)} files could not be read" + (f": {said}" if said else "")
    elif summary.get("dry_run") is True or label(summary, "snapshot_id") is None:
        result, reason = Result.UNKNOWN, "no snapshot was made"
    end = summary.get("backup_end")
    start = summary.get("backup_start")
    fact = Fact(
        NAME,
        None,
        context.origin,
        started_at=_at(start) if start is not None else None,
        finished_at=_at(end) if end is not None else None,
        result=result,
        reason=reason,
        kind=Kind.SNAPSHOT,
        source_bytes=amount(summary, "total_bytes_processed"),
        stored_bytes=amount(summary, "data_added_packed"),
        encrypted=True,
    )
    return Report(NAME, (fact,))


def _checked_text(text: str, context: Context) -> Report:
    found = _CHECKED.findall(text)
    return _checked(found[-1].startswith("no errors"), context)


def _checked(sound: bool, context: Context) -> Report:  # noqa: FBT001 - the outcome is the point
    reason = None if sound else "the check of the repository found errors"
    result = Result.SUCCESS if sound else Result.FAILED
    fact = Fact(NAME, None, context.origin, act=Act.CHECK, result=result, reason=reason, verified=sound, encrypted=True)
    return Report(NAME, (fact,))
