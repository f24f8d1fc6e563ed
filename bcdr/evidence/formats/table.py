"""Tables with a heading (CSV), the way out of every other program; and what Veeam's sessions look like in one.

Delimiter and encoding are found out. Days that are not written as ISO need an order, times without offset a zone:
03/04/2031 is never guessed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bcdr.evidence.entry import size_text
from bcdr.evidence.fact import Fact, Result
from bcdr.evidence.instant import Instant, InstantError, local, written, zone_named
from bcdr.evidence.material import Material
from bcdr.evidence.redaction import harmless, printable
from bcdr.evidence.report import Context, RefusedError, Report

NAME = "csv"
COLUMNS = ("source", "finished", "started", "result", "size", "stored", "destination", "reason", "zone")
"""What a column may hold. Source, finished and result are needed."""
_USUAL: Mapping[str, tuple[str, ...]] = {
    "source": ("source", "jobname", "objectname", "vmname", "server", "client", "name"),
    "finished": ("finished", "finishedat", "endtime", "end", "completed", "completedat", "finishtime"),
    "started": ("started", "startedat", "creationtime", "starttime", "start"),
    "result": ("result", "status", "outcome"),
    "size": ("size", "sourcesize", "datasize", "totalsize"),
    "stored": ("stored", "backupsize", "storedsize", "transferredsize"),
    "destination": ("destination", "target", "repository"),
    "reason": ("reason", "message", "details"),
    "zone": ("zone", "timezone"),
}
_WORDS: Mapping[Result, frozenset[str]] = {
    Result.SUCCESS: frozenset({"success", "successful", "succeeded", "ok", "completed"}),
    Result.PARTIAL: frozenset({"warning", "warnings", "partial", "completed with warnings", "completedwithwarnings"}),
    Result.FAILED: frozenset({"failed", "failure", "error", "fatal", "aborted", "cancelled", "canceled", "expired"}),
    Result.RUNNING: frozenset({"running", "in progress", "inprogress", "working", "pending", "none"}),
}
_VEEAM = frozenset({"jobname", "creationtime", "endtime", "result"})
_DAY = re.compile(
    r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})[ T,]+(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?(?: ?([AaPp])\.?[Mm]\.?)?\Z"
)
_NEVER = re.compile(r"(0?1[./-]0?1[./-](?:1900|0?001)|0001-01-01|1900-01-01)\b")


class Table(NamedTuple):
    """Headings as they are written, and the rows below with their line numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def recognises(material: Material) -> bool:
    """Text whose first line is a heading with columns of usual names."""
    if not material.is_plain:
        return False
    _, headings, delimiter = _head(material.text)
    return bool(delimiter) and {"source", "finished", "result"} <= _places(headings, {}).keys()


def is_table(material: Material) -> bool:
    """Text whose first two lines have the same number of columns, three or more, whatever these are called."""
    if not material.is_plain:
        return False
    start, headings, delimiter = _head(material.text)
    rest = [line for line in islice(material.text.splitlines(), start + 1, start + 100) if line.strip()]
    return bool(delimiter) and len(headings) > 2 and bool(rest) and rest[0].count(delimiter) == len(headings) - 1


def read(material: Material, context: Context) -> Report:
    """A fact a row."""
    if not material.is_plain:
        raise RefusedError("it is JSON, not a table", "leave out --format, or name another one")
    table = _table(material.text)
    places = _places(table.headings, context.columns)
    missing = [c for c in ("source", "finished", "result") if c not in places]
    if missing:
        raise RefusedError(
            f"no column is known as {' or '.join(missing)}; there are: {', '.join(map(printable, table.headings))}",
            f'say which it is: --column {missing[0]}="{printable(table.headings[0])}"',
        )
    tool = "veeam" if {_plain(h) for h in table.headings} >= _VEEAM else NAME
    facts = tuple(_fact(tool, Row(number, row, places), context) for number, row in table.rows)
    return Report(NAME, facts, () if facts else ("the table has no row: no backup exists",))


def _head(text: str) -> tuple[int, tuple[str, ...], str]:
    """The number of the line with the headings, the headings, and what divides them; an empty text for no table."""
    # PowerShell names the type of what it exports in a line of its own.
    for number, line in enumerate(islice(text.splitlines(), 100)):
        if line.strip() and not line.startswith("#TYPE"):
            delimiter = max(",;\t", key=line.count)
            try:
                cells = next(csv.reader([line], delimiter=delimiter), [])
            except csv.Error:
                break
            return number, tuple(c.strip() for c in cells), delimiter if line.count(delimiter) else ""
    return 0, (), ""


def _table(text: str) -> Table:
    start, headings, delimiter = _head(text)
    if not delimiter:
        raise RefusedError("its first line is no heading of a table", "name the format: --format NAME")
    lines = text.splitlines()
    reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
    found: list[tuple[int, tuple[str, ...]]] = []
    try:
        found += [(reader.line_num + start, tuple(row)) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        raise RefusedError(f"line {reader.line_num + start} is no row of a table, or was cut off", _AGAIN) from None
    for number, row in found[1:]:
        if len(row) != len(headings):
            cut = ": it was cut off" if number == len(lines) and len(row) < len(headings) else ""
            raise RefusedError(f"line {number} has {len(row)} columns instead of {len(headings)}{cut}", _AGAIN)
    return Table(headings, tuple(found[1:]))


_AGAIN = "export it again"


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]", "", heading).lower()


def _places(headings: tuple[str, ...], named: Mapping[str, str]) -> dict[str, int]:
    """Which column holds what: as the caller says, else by its usual names."""
    found: dict[str, int] = {}
    plain = [_plain(h) for h in headings]
    for role in COLUMNS:
        if role in named:
            if named[role] not in headings:
                raise RefusedError(f"there is no column {printable(named[role])}", "write the heading as it stands")
            found[role] = headings.index(named[role])
            continue
        usual = next((plain.index(n) for n in _USUAL[role] if n in plain), None)
        if usual is not None and usual not in found.values():
            found[role] = usual
    return found


class Row(NamedTuple):
    """One row: its line, its cells, and which of them holds what."""

    line: int
    cells: tuple[str, ...]
    places: Mapping[str, int]

    def cell(self, role: str) -> str:
        """What stands in the column of that role; an empty text where there is none."""
        place = self.places.get(role)
        return "" if place is None else self.cells[place].strip()


def _fact(tool: str, row: Row, context: Context) -> Fact:
    source = printable(row.cell("source"))
    if not source:
        raise RefusedError(f"line {row.line} does not say what was backed up", "fill the column, or delete the line")
    try:
        zone = zone_named(row.cell("zone")) if row.cell("zone") else context.zone
        begin = _instant(row.cell("started"), zone, context)
        end = _instant(row.cell("finished"), zone, context)
    except InstantError as problem:
        raise RefusedError(f"line {row.line}: {problem.message}", problem.hint) from None
    said = row.cell("result")
    result = _result(said, context.words)
    reason = harmless(row.cell("reason")) or (None if result is Result.SUCCESS else f"it ended with {printable(said)}")
    shown = end or begin
    return Fact(
        tool,
        source,
        context.origin,
        started_at=begin.at if begin else None,
        finished_at=shown.at if shown else None,
        time_is="finish" if end else "start",
        zone_assumed=bool(shown and shown.zone_assumed),
        result=result if end or result is not Result.SUCCESS else Result.UNKNOWN,
        reason=reason,
        source_bytes=size_text(row.cell("size")),
        stored_bytes=size_text(row.cell("stored")),
        destination=harmless(row.cell("destination")) or None,
    )


def _result(said: str, words: tuple[str, ...]) -> Result:
    if words:
        return Result.SUCCESS if said in words else Result.UNKNOWN if _of(said) is Result.SUCCESS else _of(said)
    return _of(said)


def _of(said: str) -> Result:
    return next((r for r, known in _WORDS.items() if said.strip().lower() in known), Result.UNKNOWN)


def _instant(text: str, zone: ZoneInfo | None, context: Context) -> Instant | None:
    if not text or _NEVER.match(text):
        return None
    found = _DAY.match(text)
    if found is None:
        return written(text, zone)
    if context.date_order == "iso":
        raise InstantError(
            f"{text} may be read in two ways", "say how days are written: --date-order day-first or month-first"
        )
    one, two, year, hour, minute, second = (int(g or 0) for g in found.groups()[:6])
    day, month = (one, two) if context.date_order == "day-first" else (two, one)
    if found[7]:
        hour = hour % 12 + (12 if found[7] in "pP" else 0)
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - its zone is given below
    except ValueError:
        raise InstantError(f"there is no time {text}", f"days are not written {context.date_order}") from None
    return local(moment, zone, text)
