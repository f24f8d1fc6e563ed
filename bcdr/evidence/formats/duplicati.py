"""Duplicati: the report of one operation, as it is sent by HTTP (`Data` and `Extra`) or a list of such."""

from __future__ import annotations

from bcdr.evidence.entry import Object, amount, claim, inner, label, objects
from bcdr.evidence.fact import Act, Fact, Result
from bcdr.evidence.instant import written
from bcdr.evidence.material import Material
from bcdr.evidence.report import Context, RefusedError, Report

NAME = "duplicati"
_ACTS = {"Backup": Act.BACKUP, "Test": Act.CHECK, "Verify": Act.CHECK, "Restore": Act.RESTORE}
_RESULTS = {"Success": Result.SUCCESS, "Warning": Result.PARTIAL, "Error": Result.FAILED, "Fatal": Result.FAILED}


def recognises(material: Material) -> bool:
    """An object with the outcome of an operation, or several, one a line or in a list."""
    return any("ParsedResult" in _data(o) and "MainOperation" in _data(o) for o in _operations(material))


def _operations(material: Material) -> list[Object]:
    found = material.lines if material.lines is not None else material.data
    return list(objects(list(found) if isinstance(found, (list, tuple)) else [found]))


def _data(item: Object) -> Object:
    return inner(item, "Data") or item


def read(material: Material, context: Context) -> Report:
    """A fact an operation; operations that neither back up, check nor restore are left out with a remark."""
    facts: list[Fact] = []
    remarks: list[str] = []
    for item in _operations(material):
        operation = label(_data(item), "MainOperation")
        act = _ACTS.get(operation or "")
        if act is None:
            remarks.append(f"an operation of the kind {operation or 'unknown'} is no backup")
            continue
        facts.append(_fact(item, act, context))
    return Report(NAME, tuple(facts), tuple(remarks))


def _fact(item: Object, act: Act, context: Context) -> Fact:
    data, extra = _data(item), inner(item, "Extra")
    job, machine = label(extra, "backup-name"), label(extra, "machine-name")
    if data.get("EndTime") is None:
        raise RefusedError("an operation has no end", "send the whole report of the operation")
    # Duplicati writes UTC, in old versions without saying so.
    begin = written(data["BeginTime"], None, utc=True).at if data.get("BeginTime") is not None else None
    result, reason = _outcome(data)
    return Fact(
        NAME,
        ":".join(n for n in (machine, job) if n) or None,
        context.origin,
        act=act,
        started_at=begin,
        finished_at=written(data["EndTime"], None, utc=True).at,
        result=result,
        reason=reason,
        source_bytes=amount(data, "SizeOfExaminedFiles") if act is Act.BACKUP else None,
        stored_bytes=amount(inner(data, "BackendStatistics"), "KnownFileSize") if act is Act.BACKUP else None,
        size_note="stored is everything at the destination" if act is Act.BACKUP else None,
        verified=result is Result.SUCCESS if act is Act.CHECK else None,
    )


def _outcome(data: Object) -> tuple[Result, str | None]:
    said = label(data, "ParsedResult") or ""
    result = _RESULTS.get(said, Result.UNKNOWN)
    unread = amount(data, "FilesWithError") or 0
    flaws = [f"{unread} files could not be read"] if unread else []
    flaws += ["the backup is partial"] if claim(data, "PartialBackup") else []
    flaws += ["the run was interrupted"] if claim(data, "Interrupted") else []
    for key, what in (("ErrorsActualLength", "errors"), ("WarningsActualLength", "warnings")):
        number = amount(data, key) or 0
        flaws += [f"{number} {what}"] if number else []
    if result is Result.SUCCESS and flaws:
        result = Result.PARTIAL
    if result is Result.UNKNOWN:
        flaws.append(f"the result {said or '(none)'} is not known")
    return result, ", ".join(flaws) or (None if result is Result.SUCCESS else f"it ended with {said}")
