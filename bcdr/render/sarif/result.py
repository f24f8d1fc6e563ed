"""One finding as a SARIF result: message, place, fingerprint, and why it is not counted where it is not."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from bcdr.finding import Finding, Location, Severity
from bcdr.render.spot import spot
from bcdr.render.terminal import escaped
from bcdr.render.text import acceptance
from bcdr.report.lint import Lint

ROOT = "%SRCROOT%"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def result(lint: Lint, finding: Finding, rule: int, *, is_compared: bool) -> dict[str, Any]:
    """`rule` is the index of its descriptor; `is_compared` says that the run had a baseline."""
    place = spot(lint, finding)
    made: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [
            {
                "physicalLocation": physical(place.file, place),
                "logicalLocations": [{"fullyQualifiedName": escaped(f"{lint.plan}: {finding.object}")}],
            }
        ],
        "partialFingerprints": {"bcdrFinding/v1": finding.id},
        "suppressions": _suppressions(finding),
    }
    if is_compared:
        made["baselineState"] = "unchanged" if finding.is_known else "new"
    properties = {"tier": finding.tier, "cause": escaped(finding.cause), "clauses": list(finding.clauses)}
    made["properties"] = {name: value for name, value in properties.items() if value}
    return made


def physical(file: str, place: Location | None = None) -> dict[str, Any]:
    """A place in a file. Paths are relative to where bcdr was started, unless the plan was named by a whole path."""
    # Bytes of a name that are no text were made visible when the file was read, so quoting cannot fail.
    artifact = {"uri": "file://" + quote(file)} if file.startswith("/") else {"uri": quote(file), "uriBaseId": ROOT}
    found: dict[str, Any] = {"artifactLocation": artifact}
    if place is not None:
        found["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + place.width,
        }
    return found


def _message(finding: Finding) -> str:
    said = finding.message + (f". What to do: {finding.help}" if finding.help else "")
    # "[words](target)" would become a link that somebody else wrote.
    return escaped(said).replace("](", "\\](")


def _suppressions(finding: Finding) -> list[dict[str, Any]]:
    """Empty means that it counts; the format asks to say so for each result once it is said for one."""
    found = []
    if finding.waiver:
        found.append(_suppression(acceptance(finding.waiver)))
    if finding.is_known:
        found.append(_suppression("known: listed in the baseline of this run"))
    return found


def _suppression(why: str) -> dict[str, Any]:
    return {"kind": "external", "status": "accepted", "justification": escaped(why)}
