"""From the content of a report to its facts: which format it is, or one sentence why it is not used."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from bcdr.errors import BcdrError
from bcdr.evidence.formats.table import is_table
from bcdr.evidence.formats.unread import unread
from bcdr.evidence.material import Material
from bcdr.evidence.report import Context, Reader, RefusedError, Report

MODULES = {
    "restic": "restic",
    "borg": "borg",
    "pgbackrest": "pgbackrest",
    "duplicati": "duplicati",
    "vzdump": "vzdump",
    "proxmox": "proxmox",
    "kopia": "kopia",
    "aws-backup": "aws_backup",
    "rds": "rds",
    "velero": "velero",
    "barman": "barman",
    "csv": "table",
}
"""Formats by name, in the order in which a content is held against them."""
ALIASES = {"borgmatic": "borg", "pbs": "proxmox", "veeam": "csv"}
_WHAT = {"data": "JSON that no known program writes", "text": "text that no known program writes"}


def reader(name: str) -> Reader:
    """The reader of a format; RefusedError for a name that is none."""
    module = MODULES.get(ALIASES.get(name, name))
    if module is None:
        raise RefusedError(
            f"{name or 'an empty name'} is no format that is read", f"known are: {', '.join((*MODULES, *ALIASES))}"
        )
    return cast("Reader", import_module(f"bcdr.evidence.formats.{module}"))


def read(found: Material, context: Context, format_: str | None = None) -> Report:
    """The facts of a report. Its format is `format_`, or is told from the content alone.

    Raises a BcdrError of one sentence; what it says stands behind the name of the report.
    """
    chosen = reader(format_) if format_ is not None else _recognised(found)
    if found.data == []:
        return Report(chosen.NAME, (), ("the list is empty: no backup exists",))
    if format_ is not None and not _is_of(chosen, found) and chosen.NAME != "csv":
        other = _known(found)
        what = f"a report of {other.NAME}, not" if other is not None else "of no known version, or no report"
        raise RefusedError(f"it is {what} of {format_}", "leave out --format")
    try:
        report = chosen.read(found, context)
    except BcdrError:
        raise
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError, RecursionError):
        raise RefusedError(
            f"it looks like a report of {chosen.NAME} but is built otherwise",
            "it may be of a version that is not known",
        ) from None
    return report if report.facts or report.remarks else report._replace(remarks=("no backup stands in it",))


def _is_of(candidate: Reader, found: Material) -> bool:
    try:
        return candidate.recognises(found)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return False  # built like no report of this program


def _known(found: Material) -> Reader | None:
    return next((r for r in map(reader, MODULES) if _is_of(r, found)), None)


def _recognised(found: Material) -> Reader:
    name = unread(found)
    if name is not None:
        raise RefusedError(f"the reports of {name} are not read yet", "export a table and import that: --format csv")
    known = _known(found)
    if known is not None:
        return known
    if found.data == []:
        raise RefusedError("it is an empty list, and of which program cannot be told", "name it: --format restic")
    if is_table(found):
        raise RefusedError(
            "it is a table whose columns are not known",
            "say what they hold: --column source=HEADING --column finished=HEADING --column result=HEADING",
        )
    what = _WHAT["text" if found.is_plain else "data"]
    raise RefusedError(f"it is {what}", f"known are: {', '.join(MODULES)}; or export a table: --format csv")
