"""A lint as a comment on a pull request: what matters on top, the rest folded away, short enough for the forge.

The first line is a mark that nobody sees, by which a pipeline finds its own comment again. Whatever people typed is
shown as they typed it: it mentions nobody, links nowhere and closes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bcdr.finding import Finding
from bcdr.render.concise import place, word
from bcdr.render.terminal import escaped
from bcdr.render.text import acceptance, checks, counts, gone
from bcdr.report.lint import Lint

MARK = "<!-- bcdr-lint -->"
LIMIT = 65_000
"""Bytes of a comment: GitHub takes 65,536 characters."""
RESERVE = 500
"""Bytes kept for the end of a table and for saying how much was left out."""
SENTENCE = 600
"""Characters of one text: a long one may not push out the others."""
GROUPS = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "info": ("note", "notes"),
    "accepted": ("accepted", "accepted"),
    "known": ("known", "known"),
}
"""Kinds of findings in the order of the page, as one and as several are called."""


class _Sheet:
    """Lines that fit."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.room = LIMIT - RESERVE

    def add(self, *lines: str) -> bool:
        """Add all of them, or none when they do not fit."""
        size = sum(len(line.encode()) + 1 for line in lines)
        if size > self.room:
            return False
        self.room -= size
        self.lines += lines
        return True


def markdown(lints: Sequence[Lint]) -> str:
    """All plans of a run. What does not fit is counted."""
    sheet = _Sheet()
    sheet.add(MARK, f"## Continuity plan{'s' if len(lints) > 1 else ''}: {_headline(lints)}", "")
    mark = "- " if len(lints) > 1 else ""
    shown = 0
    while shown < len(lints) and sheet.add(mark + _plan(lints[shown])):
        shown += 1
    left = sum(len(lint.findings) for lint in lints[shown:])
    for lint in lints[:shown]:
        if len(lints) > 1 and lint.findings:
            sheet.add("", f"### {code(lint.plan)}")
        _first(sheet, lint)
        left += _tables(sheet, lint)
    if shown < len(lints):
        sheet.lines += ["", f"{len(lints) - shown} more plans do not fit here: run `bcdr lint`."]
    if left:
        sheet.lines += [
            "",
            f"{left} more {'finding does' if left == 1 else 'findings do'} not fit here: run `bcdr lint`.",
        ]
    return "\n".join(sheet.lines)


def _headline(lints: Sequence[Lint]) -> str:
    failed = sum(not lint.is_loaded for lint in lints)
    if failed and len(lints) == 1:
        return "could not be loaded, nothing was checked"
    found = [f.severity.word for lint in lints for f in lint.findings if f.is_open]
    parts = [f"{found.count(w)} {w}{'' if found.count(w) == 1 else 's'}" for w in ("error", "warning") if w in found]
    if failed:
        parts.append(f"{failed} of {len(lints)} could not be loaded and were not checked")
    return ", ".join(parts) or "no errors, no warnings"


def _plan(lint: Lint) -> str:
    name = f"**{typed(lint.organization)}** in " if lint.organization else ""
    revision = f" at {code(lint.revision)}" if lint.revision else ""
    profile = f", profile {lint.profile}" if lint.profile else ""
    said = "; ".join(filter(None, (counts(lint), checks(lint), gone(lint))))
    return f"{name}{code(lint.plan)}{revision}, as of {lint.as_of.isoformat()}{profile}: {said}."


def _first(sheet: _Sheet, lint: Lint) -> None:
    if lint.first:
        actions = [
            f"{number}. {code(a.finding.object)}{f' and {len(a.others)} more' if a.others else ''}: "
            f"{typed(_short(a.finding.help or a.finding.message))} ({code(a.finding.rule)})"
            + (f"<br>{typed(_short(a.harm))}" if a.harm else "")
            for number, a in enumerate(lint.first, 1)
        ]
        sheet.add("", "**Do this first**" if len(actions) == 1 else "**Do these first**", "", *actions)


def _tables(sheet: _Sheet, lint: Lint) -> int:
    """Add a table for each kind of finding, the gravest open and the others folded; how many findings did not fit."""
    left = 0
    is_open = True
    for name, titles in GROUPS.items():
        found = [f for f in lint.findings if word(f) == name]
        rows: list[str] = []
        room = sheet.room - RESERVE
        for row in (_row(lint, f) for f in found):
            room -= len(row.encode()) + 1
            if room < 0:
                break
            rows.append(row)
        left += len(found) - len(rows)
        if rows:
            table = ("| | Finding | Where |", "|---|---|---|", *rows)
            summary = f"<details><summary>{len(found)} {titles[len(found) > 1]}</summary>"
            sheet.add(*(("", *table) if is_open else ("", summary, "", *table, "", "</details>")))
            is_open = False
    return left


def _row(lint: Lint, finding: Finding) -> str:
    said = typed(_short(finding.message))
    if finding.help:
        said += f"<br>What to do: {typed(_short(finding.help))}"
    if finding.waiver:
        said += f"<br>{typed(_short(acceptance(finding.waiver)))}"
    return (
        f"| {word(finding)} | {said} ({code(finding.rule)} on {code(finding.object)}) | {code(place(lint, finding))} |"
    )


def _short(text: str) -> str:
    return text if len(text) <= SENTENCE else text[: SENTENCE - 1] + "…"


def typed(text: str) -> str:
    """`text` as it is read, never as markup; only what stands between two backticks is set as code."""
    parts = escaped(text).split("`")
    if len(parts) % 2 == 0:  # a mark without a partner is only a mark
        parts[-2:] = [f"{parts[-2]}`{parts[-1]}"]
    return "".join(code(part) if n % 2 and part else _MEANING.sub(_harmless, part) for n, part in enumerate(parts))


def code(text: str) -> str:
    """`text` as code. Inside these tags Markdown still finds addresses, so they are broken up here too."""
    return f"<code>{_MEANING.sub(_harmless, escaped(text))}</code>"


# What Markdown, HTML or a table could read as its own; and where a forge would find a person, an issue, a commit or an
# address in the finished text.
_MEANING = re.compile(
    r"[&<>|`*_~\[\]\\$]|@|[#!%](?=\w)|:(?=//)|www(?=\.)|\bGH(?=-)|[0-9a-f]{6}(?=[0-9a-f])", re.IGNORECASE
)


def _harmless(found: re.Match[str]) -> str:
    text = found[0]
    if text in "<>|`*_[]\\":
        return f"&#{ord(text)};"
    shown = f"&#{ord(text)};" if text in "&~$" else text
    return f"{shown}<!-- -->"  # a comment splits the word and is not shown
