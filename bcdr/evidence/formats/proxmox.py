"""Proxmox: the content of a storage (`pvesh get .../content`), and the snapshots of a Proxmox Backup Server."""

from __future__ import annotations

from typing import Any

from bcdr.evidence.entry import Object, amount, inner, label, objects
from bcdr.evidence.fact import Fact, Kind, Result
from bcdr.evidence.instant import unix
from bcdr.evidence.material import Material
from bcdr.evidence.report import Context, RefusedError, Report

NAME = "proxmox"


def recognises(material: Material) -> bool:
    """A list of volumes or of snapshots; the answer of an API wraps it in `data`."""
    first = next(objects(_listed(material.data)), {})
    return "backup-time" in first or ("volid" in first and "ctime" in first)


def _listed(data: Any) -> Any:
    return data.get("data") if isinstance(data, dict) else data


def read(material: Material, context: Context) -> Report:
    """A fact a snapshot. One that was never verified is not failed; who owns it is left out."""
    return Report(NAME, tuple(_fact(item, context) for item in objects(_listed(material.data)) if _is_backup(item)))


def _is_backup(item: Object) -> bool:
    return "backup-time" in item or item.get("content", "backup") == "backup"


def _fact(item: Object, context: Context) -> Fact:
    state = label(inner(item, "verification"), "state")
    verified = {"ok": True, "failed": False}.get(state or "")
    kind, id_ = label(item, "backup-type"), label(item, "backup-id") or label(item, "vmid")
    volume = label(item, "volid") or ""
    if id_ is None:
        raise RefusedError("a backup does not say of which guest it is", "export the list as JSON again")
    size = amount(item, "size")
    return Fact(
        NAME,
        id_ if kind in {"vm", "ct", None} else f"{kind}/{id_}",
        context.origin,
        started_at=unix(item.get("backup-time", item.get("ctime"))),
        finished_at=unix(item.get("backup-time", item.get("ctime"))),
        time_is="start",
        result=Result.PARTIAL if verified is False else Result.SUCCESS if size is not None else Result.UNKNOWN,
        reason=_reason(verified, size),
        kind=Kind.FULL,
        stored_bytes=size if kind is None else None,
        source_bytes=size if kind is not None else None,
        destination=volume.partition(":")[0] or None,
        encrypted=_encrypted(item),
        verified=verified,
    )


def _reason(verified: bool | None, size: int | None) -> str | None:  # noqa: FBT001 - a fact, not a switch
    if verified is False:
        return "the verification of this snapshot failed"
    return "the snapshot has no size: it may not be finished" if size is None else None


def _encrypted(item: Object) -> bool | None:
    modes = {label(f, "crypt-mode") for f in objects(item.get("files"))} - {None}
    data = modes - {"none", "sign-only"}
    return bool(data) if modes else None
