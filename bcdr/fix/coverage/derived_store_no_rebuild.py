"""How derived data is made again."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.facts import Facts
from bcdr.finding import Finding
from bcdr.fix.blank import blanks
from bcdr.source.edit import Add, Edit, Noted

_QUESTIONS = {
    "runbook": "the runbook that makes it again",
    "duration": "how long that should take",
    "measured": "how long it took when somebody did it",
}


def derived_store_no_rebuild(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The questions of a rebuild under `rebuild`; the sources as an empty list.

    The finding ends with a rebuild that somebody carried out and timed: none of the answers is proposed.
    """
    store = facts.plan.datastores[finding.object.partition("/")[2]]
    open_ = blanks(store.rebuild, _QUESTIONS)
    if store.rebuild is None or not store.rebuild.is_declared("from_"):
        open_ = {"from": Noted([], "TODO: the datastores it is made from"), **open_}
    if open_ and not store.is_said_unknown("rebuild"):
        yield Add((*store.path, "rebuild"), open_)
