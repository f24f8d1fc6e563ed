"""The same results as JSON for programs: `"version": 1`, stable order, ASCII only."""

from __future__ import annotations

import json as encoder
from collections.abc import Sequence
from typing import Any

from bcdr.finding import Finding, Severity
from bcdr.report.lint import Lint

VERSION = 1
"""Rises when a field disappears or changes its meaning; new fields may come at any time."""


def json(lints: Sequence[Lint]) -> str:
    """All plans of a run and all findings in one object."""
    return encoded(
        {
            "version": VERSION,
            "as_of": lints[0].as_of.isoformat() if lints else None,
            "plans": [_plan(lint) for lint in lints],
            "findings": [{"plan": lint.plan, **_finding(f)} for lint in lints for f in lint.findings],
        }
    )


def encoded(value: Any) -> str:
    """Indented JSON; ASCII, so that no control or bidirectional character reaches a terminal as it is."""
    return encoder.dumps(value, indent=2, ensure_ascii=True)


def _plan(lint: Lint) -> dict[str, Any]:
    return {
        "plan": lint.plan,
        "organization": lint.organization or None,
        "revision": lint.revision or None,
        "profile": lint.profile or None,
        "loaded": lint.is_loaded,
        "counts": {
            **{s.word: lint.count(s) for s in reversed(Severity)},
            "accepted": lint.accepted,
            "known": lint.known,
        },
        "checked": list(lint.checked),
        "first": [{"finding": a.finding.id, "others": list(a.others), "harm": a.harm or None} for a in lint.first],
        "not_checked": [{"reason": why, "rules": list(names)} for why, names in lint.left_out],
        "baseline_gone": None if lint.gone is None else [s._asdict() for s in lint.gone],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place, waiver = finding.location, finding.waiver
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.word,
        "object": finding.object,
        "field": pointer(finding.at),
        "message": finding.message,
        "help": finding.help or None,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "clauses": list(finding.clauses),
        "tier": finding.tier,
        "waiver": {
            "id": waiver.id,
            "reason": waiver.reason,
            "approved_by": waiver.approved_by,
            "valid_until": waiver.valid_until.isoformat() if waiver.valid_until else None,
        }
        if waiver
        else None,
        "baseline": finding.is_known,
        "fix": finding.fix,
        "numbers": dict(sorted(finding.numbers.items())),
        "cause": finding.cause or None,
    }


def pointer(at: Sequence[str | int]) -> str:
    """A JSON Pointer (RFC 6901) into the plan."""
    return "".join("/" + str(p).replace("~", "~0").replace("/", "~1") for p in at)
