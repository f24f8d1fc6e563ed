"""Findings one a line, as editors and `grep` like them: `file:line:column: severity[rule] message`."""

from __future__ import annotations

from bcdr.finding import Finding
from bcdr.render.terminal import Page
from bcdr.render.text import counts, gone
from bcdr.report.lint import Lint


def concise(lint: Lint, *, colour: bool = False) -> str:
    """A line for each finding that no baseline lists, then one with the counts."""
    page = Page(colour=colour)
    for finding in lint.findings:
        if finding.is_known:
            continue
        page.line(f"{place(lint, finding)}: {word(finding)}[{finding.rule}] {finding.message}")
    rules = f"{len(lint.checked)} rules checked" if lint.is_loaded else "rules NOT run"
    page.line(f"{lint.plan}: {counts(lint)}; {rules}")
    if lint.gone:
        page.line(f"{lint.plan}: {gone(lint)}")
    return page.text()


def place(lint: Lint, finding: Finding) -> str:
    """Where it is: file, line and column; the plan's folder when it is nowhere in the text."""
    found = finding.location
    return f"{found.file}:{found.line}:{found.column}" if found else f"{lint.plan}"


def word(finding: Finding) -> str:
    """Severity, or that a person accepted it, or that the baseline lists it."""
    return "accepted" if finding.waiver else "known" if finding.is_known else finding.severity.word
