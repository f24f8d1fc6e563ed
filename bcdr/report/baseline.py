"""A baseline: what was found on the day a plan was adopted, so that only what is new or graver fails its check.

An entry is a plan, a rule, an object and a cause, with the severity of that day; it says nothing of wording or place.
As a file it is JSON with one entry a line, sorted, so that git merges what two people changed. What a waiver covers is
not in it: the waiver ends some day, and then the finding has to be seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from bcdr.finding import Finding, Severity
from bcdr.report.lint import Lint

VERSION = 1
SEVERITIES = {severity.word: severity for severity in Severity}
FIELDS = ("plan", "rule", "object", "cause", "severity")


class Subject(NamedTuple):
    """What a finding is about, whatever its words."""

    rule: str
    object: str
    cause: str


class Baseline(NamedTuple):
    """For each plan, by its folder relative to that of the file, what is known and how grave it was."""

    plans: Mapping[str, Mapping[Subject, Severity]]


def subject_of(finding: Finding) -> Subject:
    """What the finding is about."""
    return Subject(finding.rule, finding.object, finding.cause)


def marked(findings: Iterable[Finding], known: Mapping[Subject, Severity]) -> tuple[Finding, ...]:
    """The findings, known ones marked: listed, not graver than listed, and not accepted by a waiver anyway."""
    return tuple(
        f._replace(is_known=True) if f.waiver is None and f.severity <= known.get(subject_of(f), 0) else f
        for f in findings
    )


def gone(
    findings: Iterable[Finding], known: Mapping[Subject, Severity], unselected: Iterable[str]
) -> tuple[Subject, ...]:
    """Entries that nothing found answers to any more, or that a waiver covers now; rules left out were not asked."""
    still = {subject_of(f) for f in findings if f.waiver is None}
    silent = frozenset(unselected)
    return tuple(subject for subject in sorted(known) if subject not in still and subject.rule not in silent)


def recorded(lints: Mapping[str, Lint], before: Baseline | None) -> Baseline:
    """The baseline of a run, by plan. What it did not look at, other plans and rules left out, stays as it was.

    Every plan must be loaded: the faults of a text are nobody's to live with.
    """
    plans = dict(before.plans) if before else {}
    for plan, lint in lints.items():
        silent = frozenset(lint.unselected)
        kept = {s: severity for s, severity in plans.get(plan, {}).items() if s.rule in silent}
        plans[plan] = {**kept, **{subject_of(f): f.severity for f in lint.findings if f.waiver is None}}
    return Baseline(plans)


def printed(baseline: Baseline) -> str:
    """The text of a file: sorted, one plan or entry a line."""
    plans = [json.dumps(plan) for plan in sorted(baseline.plans)]
    entries = [
        json.dumps(dict(zip(FIELDS, (plan, *subject, severity.word), strict=True)))
        for plan, known in sorted(baseline.plans.items())
        for subject, severity in sorted(known.items())
    ]
    return f'{{\n"bcdr_baseline": {VERSION},\n"plans": {_list(plans)},\n"findings": {_list(entries)}\n}}\n'


def _list(lines: Iterable[str]) -> str:
    inner = ",\n".join(lines)
    return f"[\n{inner}\n]" if inner else "[]"


def parsed(text: str) -> Baseline:
    """The baseline that a file holds; ValueError says in a few words what is wrong with it."""
    if conflict := re.search(r"^(<<<<<<<|=======|>>>>>>>)", text, re.MULTILINE):
        raise ValueError(f"line {_line(text, conflict.start())}: a merge was left half done")
    try:
        found = json.loads(text, object_pairs_hook=_unique)
    except json.JSONDecodeError as problem:
        raise ValueError(f"line {problem.lineno} is not JSON: {problem.msg}") from None
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    if not isinstance(found, dict) or "bcdr_baseline" not in found:
        raise ValueError("the key bcdr_baseline is missing")
    version = found["bcdr_baseline"]
    if type(version) is not int or version != VERSION:
        raise ValueError(f"its version is {json.dumps(version)[:20]}; this program reads version {VERSION}")
    if found.keys() != {"bcdr_baseline", "plans", "findings"}:
        raise ValueError("it must have the keys bcdr_baseline, plans and findings, and no others")
    plans, entries = found["plans"], found["findings"]
    if not isinstance(plans, list) or not all(isinstance(p, str) and p for p in plans) or type(entries) is not list:
        raise ValueError("plans must be a list of folders, and findings a list of entries")
    known: dict[str, dict[Subject, Severity]] = {plan: {} for plan in plans}
    for number, entry in enumerate(entries, 1):
        _add(known, entry, number)
    return Baseline(known)


def _add(known: dict[str, dict[Subject, Severity]], entry: Any, number: int) -> None:
    if not isinstance(entry, dict) or entry.keys() != set(FIELDS):
        raise ValueError(f"entry {number} must have {', '.join(FIELDS)}, and nothing else")
    if not all(isinstance(value, str) for value in entry.values()):
        raise ValueError(f"entry {number} has a value that is not text")
    subject = Subject(entry["rule"], entry["object"], entry["cause"])
    if entry["severity"] not in SEVERITIES:
        raise ValueError(f"entry {number} has the severity {entry['severity'][:20]}")
    if entry["plan"] not in known:
        raise ValueError(f"entry {number} is of a plan that is not in its list of plans")
    if subject in known[entry["plan"]]:
        raise ValueError(f"entry {number} says the same as one before it")
    known[entry["plan"]][subject] = SEVERITIES[entry["severity"]]


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in it")
    return found


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
