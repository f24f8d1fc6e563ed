"""`bcdr evidence import`: reads reports of backup programs, and notes in the plan when each copy last succeeded."""

import sys
from datetime import UTC, date, datetime, time
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Literal

from bcdr.cli.exits import CLEAN, FOUND
from bcdr.cli.option import Argument, AsOf, Option, Verbose
from bcdr.cli.reading import day_of, sound_plan
from bcdr.errors import BcdrError

if TYPE_CHECKING:
    from bcdr.cli.editing import Edited
    from bcdr.cli.told import Told
    from bcdr.evidence.importing import Imported
    from bcdr.evidence.report import Context, Given
    from bcdr.model.plan import Plan

Reports = Annotated[tuple[str, ...], Argument("Files with reports of backup programs.", "REPORT...")]
Folder = Annotated[str | None, Option("Folder of the plan. Default: the nearest one upward.", ("--plan",), "PLAN")]
Format = Annotated[
    str | None, Option("What the reports are, where their content does not tell; one for all.", ("--format",), "NAME")
]
Timezone = Annotated[
    str | None, Option("Zone of times that stand without offset, such as Europe/Berlin.", ("--timezone",), "ZONE")
]
CopyRef = Annotated[
    str | None, Option("The one copy that all of it is of, such as orders/nightly.", ("--copy",), "STORE/COPY")
]
Occurred = Annotated[
    str | None,
    Option("When the run ended, with offset, where the report does not say it.", ("--occurred",), "TIME"),
]
Column = Annotated[
    tuple[str, ...],
    Option(
        "In a table: what a column holds, such as finished=EndTime; may be repeated.", ("--column",), "WHAT=HEADING"
    ),
]
DateOrder = Annotated[
    Literal["iso", "day-first", "month-first"],
    Option("In a table: how days are written. 03/04/2031 is never guessed.", ("--date-order",)),
]
Success = Annotated[
    tuple[str, ...], Option("In a table: a word that means success; may be repeated.", ("--success",), "WORD")
]
DryRun = Annotated[bool, Option("Say what would change, and write nothing.", ("--dry-run",))]
Diff = Annotated[bool, Option("Show what would change in the files of the plan, and write nothing.", ("--diff",))]


def run(
    reports: Reports = (),
    plan: Folder = None,
    format: Format = None,
    timezone: Timezone = None,
    copy: CopyRef = None,
    occurred: Occurred = None,
    column: Column = (),
    date_order: DateOrder = "iso",
    success: Success = (),
    dry_run: DryRun = False,
    diff: Diff = False,
    as_of: AsOf = None,
    verbose: Verbose = False,
) -> int:
    """Read reports of backup programs, and note in the plan when each copy last succeeded.

    A last success only moves forward, and only by a run that succeeded. What no copy of the plan names is listed, with
    what to write. The reports are kept in evidence/ with their digests. Importing one twice changes nothing.

    Exit code: 0 all is well, 1 something needs a look, 2 a report or the plan could not be read.
    """
    del verbose
    if not reports:
        raise BcdrError("no report is named", "write: bcdr evidence import REPORT")
    day = day_of(as_of, sound_plan(plan, None)[1])  # a plan with a fault is told before a long report is read
    from bcdr.cli.editing import edited, retried, write_new
    from bcdr.cli.told import Told
    from bcdr.evidence.importing import imported
    from bcdr.evidence.matching import copy_of

    context = _context(timezone, column, date_order, success, day)
    ended = _moment(occurred)
    named = format or ("csv" if column else None)
    contents = {path: _content(path) for path in dict.fromkeys(reports)}
    given = [_given(path, content, context, named) for path, content in contents.items()]
    kept = {g.digest: contents[g.name] for g in given}
    is_written = not (dry_run or diff)
    taken: list[str] = []

    def once() -> "tuple[Imported, Edited]":
        read, whole = sound_plan(plan, None)
        chosen = copy_of(whole, copy) if copy is not None else None
        found = imported(whole, given, day, chosen, ended, taken)
        changed = edited(read.root, read.sources.snapshot, found.edits)
        if is_written and found.edits:
            write_new(changed, {f.file: kept[f.sha256] for f in found.filings if f.file is not None}, taken)
        return found, changed

    found, changed = retried(once)
    told = Told()
    _tell(told, given, found, changed.plan, day)
    _tell_files(told, found, is_written=is_written)
    told.show(changed if diff else None)
    return FOUND if told.has_trouble else CLEAN


def _context(
    timezone: str | None, column: tuple[str, ...], date_order: str, success: tuple[str, ...], day: date
) -> "Context":
    from bcdr.evidence.fact import Origin
    from bcdr.evidence.formats.table import COLUMNS
    from bcdr.evidence.instant import zone_named
    from bcdr.evidence.report import Context

    columns = {}
    for pair in column:
        role, equals, heading = pair.partition("=")
        if not equals or role not in COLUMNS or not heading:
            raise BcdrError(
                f"--column does not say what holds what: {pair}", f"write WHAT=HEADING, of {', '.join(COLUMNS)}"
            )
        columns[role] = heading
    order: Literal["iso", "day-first", "month-first"] = (
        "day-first" if date_order == "day-first" else "month-first" if date_order == "month-first" else "iso"
    )
    zone = zone_named(timezone) if timezone is not None else None
    return Context(Origin("", datetime.combine(day, time(), UTC)), zone, columns, order, success)


_FEWER = "export fewer runs, such as those of the last month"


def _content(path: str) -> bytes:
    from bcdr.evidence.material import SIZE_LIMIT
    from bcdr.source.exhibit import read_exhibit, too_large

    if path != "-":
        return read_exhibit(path, SIZE_LIMIT, smaller=_FEWER)
    content = sys.stdin.buffer.read(SIZE_LIMIT + 1)
    if len(content) > SIZE_LIMIT:
        raise too_large("the input", len(content), SIZE_LIMIT, _FEWER)
    return content


def _given(path: str, content: bytes, context: "Context", format_: str | None) -> "Given":
    import hashlib

    from bcdr.evidence.material import material
    from bcdr.evidence.reading import read
    from bcdr.evidence.report import Given

    digest = hashlib.sha256(content).hexdigest()
    origin = context.origin._replace(digest=digest)
    try:
        found = material(content)
        report = read(found, context._replace(origin=origin), format_)
    except BcdrError as problem:
        name = "the input" if path == "-" else PurePath(path).name
        raise BcdrError(f"{name} was not imported: {problem.message}", problem.hint) from None
    return Given(path, found.text, digest, report, found.is_plain)


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    from bcdr.model.value import MOMENT

    try:
        found = MOMENT.parse(text)
    except ValueError as problem:
        found = None
        why = f" ({problem})" if str(problem) else ""
    else:
        why = ""
    if not isinstance(found, datetime):
        raise BcdrError(f"--occurred is no time with offset: {text}{why}", "write it as 2026-11-20T02:41:00+01:00")
    return found.astimezone(UTC)


def _tell(told: "Told", given: "list[Given]", found: "Imported", after: "Plan", day: date) -> None:
    from bcdr.analysis.facts import Facts
    from bcdr.evidence.account import of_match, of_unmatched
    from bcdr.evidence.matching import copy_of

    facts = Facts(after, day)
    for one in given:
        runs, sources = len(one.report.facts), one.report.sources
        of = f" of {sources} sources" if sources > 1 else ""
        told.head(f"{one.name}: {one.report.format}, {runs} {'run' if runs == 1 else 'runs'}{of}")
        told.lines((remark, True) for remark in one.report.remarks)
    for match in found.matching.matches:
        names = ", ".join(s.name for s in match.series if s.name is not None)
        told.head(match.copy.ref + (f" ({names})" if names else ""))
        told.lines(of_match(match, found.changes.get(match.copy.ref), facts.interval(match.copy), day))
        shown = facts.assurance(copy_of(after, match.copy.ref))
        told.lines([(f"proven so far: {shown.rung.words}" + (f", {shown.day}" if shown.day else ""), False)])
    for series in found.matching.unmatched:
        told.head(series.name or "a run without a source")
        told.lines(of_unmatched(series, None, day))


def _tell_files(told: "Told", found: "Imported", *, is_written: bool) -> None:
    for one in found.filings:
        kept = f"kept as {one.file}" if one.file is not None else f"registered by its digest alone: {one.at}"
        told.head(f"evidence/{one.id}: {kept}")
    if not found.edits:
        told.head("Nothing was changed.")
    elif not is_written:
        told.head("Nothing was written: leave out --dry-run or --diff to write it.")
