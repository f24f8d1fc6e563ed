"""Findings as a code quality report of GitLab: what its merge requests show beside the changed lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bcdr.finding import Finding, Severity, finding_id
from bcdr.render.json import encoded
from bcdr.render.spot import spot
from bcdr.render.terminal import escaped
from bcdr.render.text import acceptance
from bcdr.report.lint import Lint

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(lints: Sequence[Lint]) -> str:
    """A list of issues. A fault of the text is a blocker, because no rule ran on that plan.

    What was accepted or is in the baseline stays visible, as information.
    """
    seen: dict[str, int] = {}
    return encoded([_issue(lint, finding, seen) for lint in lints for finding in lint.findings])


def _issue(lint: Lint, finding: Finding, seen: dict[str, int]) -> dict[str, Any]:
    place = spot(lint, finding)
    return {
        "description": escaped(_description(finding)),
        "check_name": finding.rule,
        "fingerprint": _fingerprint(lint.plan, finding.id, seen),
        "severity": _severity(lint, finding),
        "location": {"path": escaped(place.file), "lines": {"begin": place.line}},
    }


def _severity(lint: Lint, finding: Finding) -> str:
    if not finding.is_open:
        return "info"
    return SEVERITIES[finding.severity] if lint.is_loaded else "blocker"


def _description(finding: Finding) -> str:
    said = finding.message + (f". What to do: {finding.help}" if finding.help else "")
    if finding.waiver:
        return f"{said} ({acceptance(finding.waiver)})"
    return f"{said} (known: listed in the baseline)" if finding.is_known else said


def _fingerprint(plan: str, id_: str, seen: dict[str, int]) -> str:
    """Stable from run to run, and unique in the file: GitLab shows only the first of two that are equal."""
    made = finding_id(plan, id_)
    seen[made] = seen.get(made, 0) + 1
    return made if seen[made] == 1 else finding_id(plan, id_, str(seen[made]))
