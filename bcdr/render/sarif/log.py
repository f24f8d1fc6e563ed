"""The log as a whole: one run with its tool, its invocations (one a plan), its taxonomies and its results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bcdr import __version__
from bcdr.render.json import encoded
from bcdr.render.sarif.descriptor import descriptor, taxonomy
from bcdr.render.sarif.result import ROOT, physical, result
from bcdr.render.spot import plan_file
from bcdr.render.terminal import escaped
from bcdr.render.text import checks, counts, gone
from bcdr.report.lint import Lint
from bcdr.report.rulebook import Rulebook

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(lints: Sequence[Lint], book: Rulebook) -> str:
    """All plans as one run: GitHub refuses files that hold several runs of one tool and category.

    The rules are those that ran and those that have a result; what did not run is a notification, never a rule that
    found nothing.
    """
    rules = _rules(lints, book)
    index = {name: number for number, name in enumerate(rules)}
    is_compared = any(lint.gone is not None for lint in lints)
    driver = {
        "name": "bcdr",
        "semanticVersion": __version__,
        "version": __version__,
        "shortDescription": {"text": "Checks business continuity and disaster recovery plans."},
        "rules": [descriptor(name, book) for name in rules],
        "supportedTaxonomies": [{"name": t.id, "index": n} for n, t in enumerate(book.taxonomies)],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "bcdr-lint/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder that bcdr was started in."}}},
        "invocations": [_invocation(lint) for lint in lints],
        "taxonomies": [taxonomy(t) for t in book.taxonomies],
        "results": [
            result(lint, finding, index[finding.rule], is_compared=is_compared)
            for lint in lints
            for finding in lint.findings
        ],
    }
    return encoded({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(lints: Iterable[Lint], book: Rulebook) -> tuple[str, ...]:
    used = {name for lint in lints for name in (*lint.checked, *(f.rule for f in lint.findings))}
    return tuple(name for name in book.lessons if name in used) + tuple(sorted(used - book.lessons.keys()))


def _invocation(lint: Lint) -> dict[str, Any]:
    """`executionSuccessful` is about the check, not about the plan: false only when the rules could not run."""
    said = f"{lint.plan} as of {lint.as_of.isoformat()}: {counts(lint)}; {checks(lint)}"
    notes = [_notification(said, "note" if lint.is_loaded else "error")]
    notes += [_notification(f"{lint.plan}: {gone(lint)}", "note")] if lint.gone else []
    notes += [
        _notification(f"{lint.plan}: not checked ({why}): {', '.join(names)}", "note") for why, names in lint.left_out
    ]
    made: dict[str, Any] = {
        "executionSuccessful": lint.is_loaded,
        "properties": {"plan": escaped(lint.plan), "asOf": lint.as_of.isoformat()},
        "toolExecutionNotifications": notes,
    }
    if lint.revision:
        made["properties"]["revision"] = escaped(lint.revision)
    if not lint.is_loaded:
        notes[0]["locations"] = [{"physicalLocation": physical(plan_file(lint))}]
    return made


def _notification(text: str, level: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": escaped(text)}}
