"""An entry that nothing refers to can go."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.model.datastore import Copy
from bcdr.source.edit import Edit, Remove

OFFERED = True
"""Taken out only for somebody who asks for this rule by name; otherwise it is offered."""


def orphan_object(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The entry and its own comments are taken out, when somebody asked for just that.

    An entry that nothing refers to may be a leftover, or the reference may be what was forgotten: only its owner knows.
    So this is offered, and done for `--select orphan-object` alone. A copy of a retired datastore is not touched: the
    job still runs and the data still lies there, and a plan that no longer says so would hide both.
    """
    entry = facts.plan.find(finding.object)
    if entry is not None and not isinstance(entry, Copy):
        yield Remove(entry.path)
