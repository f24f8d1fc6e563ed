"""pgBackRest: `pgbackrest info --output=json`, one element a stanza. Each repository is a copy of its own."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.evidence.entry import Object, amount, claim, inner, label, objects, remark
from bcdr.evidence.fact import Fact, Kind, Result
from bcdr.evidence.instant import unix
from bcdr.evidence.material import Material
from bcdr.evidence.report import Context, RefusedError, Report

NAME = "pgbackrest"
_KINDS = {"full": Kind.FULL, "diff": Kind.DIFFERENTIAL, "incr": Kind.INCREMENTAL}


def recognises(material: Material) -> bool:
    """A list of stanzas."""
    first = material.first
    return isinstance(first, dict) and "name" in first and "backup" in first and isinstance(first.get("status"), dict)


def read(material: Material, context: Context) -> Report:
    """The facts of all stanzas."""
    facts: list[Fact] = []
    remarks: list[str] = []
    for stanza in objects(material.data):
        name = label(stanza, "name")
        if name is None or not isinstance(stanza.get("backup"), list):
            raise RefusedError("a stanza has no name or no list of backups", "export: pgbackrest info --output=json")
        found = list(_backups(name, stanza, context))
        facts += found
        remarks += _remarks(name, stanza, found)
    return Report(NAME, tuple(facts), tuple(remarks))


def _backups(name: str, stanza: Object, context: Context) -> Iterator[Fact]:
    ciphers = {amount(r, "key"): label(r, "cipher") for r in objects(stanza.get("repo"))}
    for backup in objects(stanza["backup"]):
        times = inner(backup, "timestamp")
        key = amount(inner(backup, "database"), "repo-key")
        cipher = ciphers.get(key) or label(stanza, "cipher")
        has_errors = claim(backup, "error")
        stored = inner(backup, "info", "repository")
        yield Fact(
            NAME,
            name,
            context.origin,
            started_at=unix(times.get("start")),
            finished_at=unix(times.get("stop")),
            result=Result.PARTIAL if has_errors else Result.SUCCESS,
            reason="pages of the database have wrong checksums" if has_errors else None,
            kind=_KINDS.get(label(backup, "type") or ""),
            source_bytes=amount(inner(backup, "info"), "size"),
            stored_bytes=amount(stored, "delta"),
            destination=f"repo{key}" if key is not None else None,
            encrypted=None if cipher is None else cipher != "none",
        )


def _remarks(name: str, stanza: Object, found: list[Fact]) -> Iterator[str]:
    status = inner(stanza, "status")
    if not found:
        yield f"no backup of the stanza {name} exists"
    elif amount(status, "code") not in {0, None}:
        yield f"the stanza {name} has a problem: {remark(status, 'message') or 'status ' + str(amount(status, 'code'))}"
    if found and not any(label(a, "max") for a in objects(stanza.get("archive"))):
        yield f"the stanza {name} has no archived log: it cannot be brought to a point in time"
