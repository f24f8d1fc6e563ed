"""Formats that are known by sight but not read yet: they are refused by name, not mistaken for another."""

from __future__ import annotations

from bcdr.evidence.entry import inner, objects
from bcdr.evidence.material import Material


def unread(material: Material) -> str | None:
    """The name of the program whose report this is, None when it is none of them."""
    if material.is_plain:
        text = material.text
        is_chain = "Chain start time" in text or ("Collection Status" in text and "backup chain" in text)
        return "duplicity" if is_chain else None
    data = material.data
    item = next(objects(data if isinstance(data, list) else [data]), {})
    properties = inner(item, "properties")
    if "backup_name" in item and ("wal_file_name" in item or "finish_lsn" in item):
        return "WAL-G"
    if "instance" in item and any("backup-mode" in b for b in objects(item.get("backups"))):
        return "pg_probackup"
    if str(item.get("kind", "")).startswith("sql#backupRun"):
        return "Cloud SQL"
    if "entityFriendlyName" in properties or "backupManagementType" in properties:
        return "Azure Backup"
    if any("sessionType" in o for o in objects(item.get("data"))):
        return "the REST interface of Veeam"
    return None
