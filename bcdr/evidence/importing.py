"""Everything that some reports mean for a plan, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from bcdr.evidence.change import Change, change, edits
from bcdr.evidence.fact import Fact
from bcdr.evidence.filing import Filing, filed, filing
from bcdr.evidence.matching import Matching, matching
from bcdr.evidence.report import Given
from bcdr.evidence.series import series_of
from bcdr.model.datastore import Copy
from bcdr.model.plan import Plan
from bcdr.source.edit import Edit


class Imported(NamedTuple):
    """What the reports say and change. `filings` are the reports that change something, new as evidence."""

    matching: Matching
    changes: Mapping[str, Change]
    filings: tuple[Filing, ...]
    edits: tuple[Edit, ...]


def imported(
    plan: Plan,
    given: Sequence[Given],
    as_of: date,
    chosen: Copy | None = None,
    ended: datetime | None = None,
    taken: Collection[str] = (),
) -> Imported:
    """The outcome of an import. `ended` is when a run ended that does not say so itself, `taken` are ids of no use.

    Raises RefusedError when the choice of a copy contradicts the plan or the reports.
    """
    facts = {g.digest: tuple(_timed(f, ended) for f in g.report.facts) if ended else g.report.facts for g in given}
    found = matching(plan, series_of((f for own in facts.values() for f in own), as_of), chosen)
    changes = {m.copy.ref: c for m in found.matches if (c := change(m)) is not None}
    needed = {digest for c in changes.values() for digest in c.digests}
    ids: dict[str, str] = {}
    filings: list[Filing] = []
    for one in given:
        if one.digest in needed and one.digest not in ids:
            known = filed(plan, one.digest)
            if known is None:
                filings.append(filing(one, {*plan.evidence, *ids.values(), *taken}, facts[one.digest], as_of))
            ids[one.digest] = known if known is not None else filings[-1].id
    return Imported(found, changes, tuple(filings), tuple(_edits(changes, filings, ids)))


def _edits(changes: Mapping[str, Change], filings: Sequence[Filing], ids: Mapping[str, str]) -> Iterator[Edit]:
    yield from (made.edit for made in filings)
    for found in changes.values():
        yield from edits(found, ids)


def _timed(fact: Fact, ended: datetime | None) -> Fact:
    if fact.finished_at is not None or ended is None:
        return fact
    return fact._replace(finished_at=ended, time_is="given")
