"""Findings as annotations of GitHub Actions: one workflow command a line, errors first.

GitHub shows ten annotations of a kind for a step, so what matters most stands first. Every line of this output is a
command of ours; what people typed stands inside it, escaped as the runner unescapes it.
"""

from __future__ import annotations

from collections.abc import Sequence

from bcdr.finding import Finding, Severity
from bcdr.render.spot import spot
from bcdr.render.terminal import escaped
from bcdr.render.text import acceptance, checks, counts, gone
from bcdr.report.lint import Lint

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(lints: Sequence[Lint]) -> str:
    """One annotation a finding, errors of all plans before warnings, then one for each plan with its counts.

    What the baseline lists is only counted; what a person accepted is a notice.
    """
    found = [(lint, f) for lint in lints for f in lint.findings if not f.is_known]
    found.sort(key=lambda pair: (pair[1].waiver is not None, -pair[1].severity))
    return "\n".join([*(_annotation(lint, f) for lint, f in found), *map(_summary, lints)])


def _annotation(lint: Lint, finding: Finding) -> str:
    place = spot(lint, finding)
    properties = {
        "file": place.file,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + place.width),
        "title": f"accepted: {finding.rule}" if finding.waiver else finding.rule,
    }
    lines = [finding.message]
    if finding.help:
        lines.append(f"What to do: {finding.help}")
    if finding.waiver:
        lines.append(acceptance(finding.waiver))
    return command("notice" if finding.waiver else COMMANDS[finding.severity], properties, lines)


def _summary(lint: Lint) -> str:
    words = "; ".join(filter(None, (f"{lint.plan}: {counts(lint)}", checks(lint), gone(lint))))
    return command("notice" if lint.is_loaded else "error", {"title": "bcdr lint"}, [words])


def command(name: str, properties: dict[str, str], lines: Sequence[str]) -> str:
    """A workflow command. The runner reads %, line ends, and in properties also colon and comma, as their codes."""
    pairs = ",".join(f"{key}={_data(escaped(value), ':,')}" for key, value in properties.items())
    return f"::{name} {pairs}::" + "%0A".join(_data(escaped(line)) for line in lines)


def _data(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:  # the percent sign first: the others become codes that hold one
        text = text.replace(character, f"%{ord(character):02X}")
    return text
