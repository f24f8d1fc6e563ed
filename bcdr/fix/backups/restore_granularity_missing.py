"""Restoring one customer, or many, out of a shared store."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blanks
from bcdr.source.edit import Add, Edit

_QUESTIONS = {"runbook": "the steps", "takes": "how long it takes"}


def restore_granularity_missing(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """Runbook and time for one customer and for many, both open: only a trial shows what they take."""
    if finding.cause:
        return  # everything is written, and was never tried
    store = facts.plan.datastores[finding.object.partition("/")[2]]
    for who in ("one", "many"):
        written = getattr(store.tenants, who) if store.tenants is not None else None
        if open_ := blanks(written, _QUESTIONS):
            yield Add((*store.path, "tenants", who), open_)
