"""What the fault tree says of the data assessed: single events after which they do not come back."""

from __future__ import annotations

from bcdr.analysis.survival.domain import Unknown
from bcdr.analysis.survival.event import is_hostile
from bcdr.audit import Audit
from bcdr.model.datastore import Datastore
from bcdr.report.block import Column, Table
from bcdr.report.naming import evidence_link
from bcdr.report.span import Cell, Span, cell
from bcdr.report.survival import MOST_EVENTS
from bcdr.report.whatif.event import happening
from bcdr.report.whatif.survival import survival_of


def survival_table(stores: tuple[Datastore, ...], audit: Audit, *, hostile: bool) -> Table:
    """One row a datastore: what takes it for good, by all events but attackers.

    By an attacker, if `hostile`; then with the last restore, which nothing else says beside that event.
    """
    names = tuple((cell(s.name_or_id, header=True), _events(s, audit, hostile=hostile)) for s in stores)
    if not hostile:
        return Table(
            "Facts: what a single loss takes for good",
            (Column("Datastore", 22), Column("Does not come back after", 78)),
            names,
            empty="no datastore is named",
            compact=True,
        )
    return Table(
        "Facts: what an attacker with one login or account takes for good, and the last restore",
        (Column("Datastore", 22), Column("Does not come back after", 42), Column("Last passed restore", 36)),
        tuple((*row, _restored(s, audit)) for row, s in zip(names, stores, strict=True)),
        empty="no datastore is named",
        compact=True,
    )


def _events(store: Datastore, audit: Audit, *, hostile: bool) -> Cell:
    found = [f for f in survival_of(audit.facts).fatal(1).of(store.ref) if _is_hostile(f.events[0]) is hostile]
    if not found:
        return cell(Span("no such event that the plan names", tone="good"))
    shown = [
        Span(words, tone="bad") if f.is_certain else Span(f"not shown: {words}", tone="fair")
        for f in found[:MOST_EVENTS]
        for words in [happening(f.events[0], audit.facts).plain]
    ]
    return cell(*shown, *((f"and {len(found) - MOST_EVENTS} more",) if len(found) > MOST_EVENTS else ()))


def _is_hostile(event: str | Unknown) -> bool:
    return is_hostile(event.kind if isinstance(event, Unknown) else event)


def _restored(store: Datastore, audit: Audit) -> Cell:
    last = audit.facts.last_passed_restore(store)
    if last is None:
        return cell(Span("never", tone="bad"))
    return cell(f"{last.occurred}, {last.name_or_id}", *(evidence_link(e) for e in last.evidence))
