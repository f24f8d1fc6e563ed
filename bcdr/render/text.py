"""Findings as people read them on a terminal: what to do first, then each with its line, what clears it, and why."""

from __future__ import annotations

from textwrap import wrap

from bcdr.finding import Finding, Location, Severity, WaiverNote
from bcdr.render.terminal import BLUE, BOLD, DIM, GREEN, RED, YELLOW, Page, escaped, width_of
from bcdr.report.lint import FIRST, Lint

COLUMNS = 110
"""Excerpts are cut to this; a caret at column 300 wraps and points nowhere."""
STYLES = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: BLUE}


def text(lint: Lint, *, colour: bool = False) -> str:
    """The whole result of one plan."""
    page = Page(colour=colour)
    if lint.is_loaded:
        _heading(page, lint)
    if len(lint.findings) - lint.known > FIRST:
        do_first(page, lint)
    for finding in lint.findings:
        if not finding.is_known:
            _finding(page, finding)
            page.line()
    _closing(page, lint)
    return page.text()


def _heading(page: Page, lint: Lint) -> None:
    revision = f" at {lint.revision}" if lint.revision else ""
    where = f" ({lint.plan}{revision})"
    page.line((BOLD, lint.organization), f"{where}, as of {lint.as_of.isoformat()}, profile {lint.profile}")
    page.line()


def do_first(page: Page, lint: Lint) -> None:
    """The actions that matter most, numbered."""
    if not lint.first:
        return
    page.line((BOLD, "Do these first:" if len(lint.first) > 1 else "Do this first:"))
    for number, action in enumerate(lint.first, 1):
        finding = action.finding
        more = f" and {len(action.others)} more" if action.others else ""
        page.line(f"  {number}. ", (BOLD, f"{finding.object}{more}"), (DIM, f" [{finding.rule}]"))
        for part in wrap(escaped(finding.help or finding.message), COLUMNS - 5):
            page.line(f"     {part}")
        for part in wrap(escaped(action.harm), COLUMNS - 5):
            page.line((DIM, f"     {part}"))
    page.line()


def _finding(page: Page, finding: Finding) -> None:
    word = "accepted" if finding.waiver else finding.severity.word
    page.line((STYLES[finding.severity], f"{word}[{finding.rule}]"), ": ", (BOLD, finding.message))
    margin = _place(page, finding.location, STYLES[finding.severity]) if finding.location else 2
    gutter = " " * margin
    if finding.help:
        page.line(f"{gutter}= ", (BOLD, "help"), f": {finding.help}")
    if finding.waiver:
        page.line(f"{gutter}= ", (BOLD, "why"), f": {acceptance(finding.waiver)}")
    if finding.clauses:
        page.line((DIM, f"{gutter}= clauses: {', '.join(map(clause_words, finding.clauses))}"))


def acceptance(note: WaiverNote) -> str:
    """Who accepted a finding, until when, where that is written, and why."""
    until = f" until {note.valid_until.isoformat()}" if note.valid_until else ""
    return f"accepted by {note.approved_by}{until} (waivers/{note.id}): {note.reason}"


def _place(page: Page, location: Location, style: str) -> int:
    number = str(location.line)
    margin = len(number) + 1
    gutter = " " * margin
    page.line((BLUE, " " * (margin - 1) + "--> "), f"{location.file}:{location.line}:{location.column}")
    if location.excerpt:
        shown, before, marked = window(location)
        page.line((BLUE, gutter + "|"))
        page.line((BLUE, f"{number} | "), shown)
        page.line((BLUE, gutter + "| "), " " * width_of(before), (style, "^" * max(1, width_of(marked))))
        page.line((BLUE, gutter + "|"))
    return margin


def clause_words(citation: str) -> str:
    """A citation with its framework in capitals: `GDPR 32(1)(c)`."""
    framework, space, number = citation.partition(" ")
    return framework.upper() + space + number


def window(location: Location) -> tuple[str, str, str]:
    """The part of the line that fits, what of it stands before the marked part, and the marked part itself."""
    line = location.excerpt.replace("\t", " ")
    start = location.column - 1
    end = min(start + location.width, len(line))
    cut = max(0, min(start - COLUMNS // 2, len(line) - COLUMNS)) if len(line) > COLUMNS else 0
    lead = "…" if cut else ""
    shown = line[cut : cut + COLUMNS]
    tail = "…" if cut + COLUMNS < len(line) else ""
    return lead + shown + tail, lead + line[cut:start], line[start : min(end, cut + COLUMNS)]


def _closing(page: Page, lint: Lint) -> None:
    if not lint.is_loaded:
        page.line((RED, counts(lint)), f" in the text of {lint.plan}; {checks(lint)}")
        return
    page.line((_tone(lint), counts(lint)), f"; {checks(lint)}")
    if lint.gone:
        page.line(gone(lint))


def checks(lint: Lint) -> str:
    """`77 rules checked; 3 not checked (not selected)`, or that none was."""
    if not lint.is_loaded:
        return "the rules were NOT run, because the plan could not be loaded"
    return "; ".join(
        [f"{len(lint.checked)} rules checked", *(f"{len(names)} not checked ({why})" for why, names in lint.left_out)]
    )


def gone(lint: Lint) -> str:
    """What to do about entries of the baseline that are not found any more; empty when there are none."""
    number = len(lint.gone or ())
    if not number:
        return ""
    words = "1 entry of the baseline is" if number == 1 else f"{number} entries of the baseline are"
    return f"{words} gone: write it again"


def counts(lint: Lint) -> str:
    """`2 errors, 3 warnings, 1 accepted, 4 known`, or that nothing was found."""
    words = [(lint.count(s), s.word) for s in (Severity.ERROR, Severity.WARNING)]
    parts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in words if n]
    others = ((lint.count(Severity.INFO), "info"), (lint.accepted, "accepted"), (lint.known, "known"))
    parts += [f"{n} {word}" for n, word in others if n]
    return ", ".join(parts) or "no findings"


def _tone(lint: Lint) -> str:
    if lint.count(Severity.ERROR):
        return RED
    return YELLOW if lint.count(Severity.WARNING) else GREEN
