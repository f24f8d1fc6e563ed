"""Facts of the plan that stand beside what people judged: one table for each feared event, quoted and never weighed."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import is_undeletable
from bcdr.analysis.proof import restored_store
from bcdr.model.datastore import Copy, Datastore, Encryption
from bcdr.model.drill import Drill
from bcdr.report.block import Column, Table
from bcdr.report.derivation import figure, remade
from bcdr.report.naming import evidence_link, joined, name_of, place_words
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, line
from bcdr.report.wording import day, duration, flag, listed, lock

_EMPTY = "no datastore is named"


def disappearance(stores: tuple[Datastore, ...], facts: Facts) -> Table:
    """What was promised, what may be lost at worst by the backups as set up, and what the last restore has shown."""
    columns = (
        Column("Datastore", 15),
        Column("Objective", 11),
        Column("Backups at", 22),
        Column("Worst case", 17),
        Column("Last passed restore", 10),
        Column("Measured", 11),
        Column("Evidence", 14),
    )
    rows = tuple(_lost(s, facts) for s in stores)
    return Table("Facts: backups, worst case and proof", columns, rows, empty=_EMPTY, compact=True)


def _lost(store: Datastore, facts: Facts) -> tuple[Cell, ...]:
    loss, last = facts.loss(store), facts.last_passed_restore(store)
    measured = last.measured if last is not None else None
    again = remade(facts, store)
    worst = (
        line(figure(loss.normal, loss.unknown)),
        line(figure(loss.degraded, loss.unknown_degraded), " while jobs fail"),
    )
    return (
        cell(store.name_or_id, header=True),
        cell(f"RPO {duration(facts.rpo(store))}", f"RTO {duration(facts.rto(store))}"),
        _backups(store, facts),
        cell(*((line("as old as what it is made from"),) if again else worst)),
        cell(
            day(
                last.occurred if last else None,
                "never" if not facts.voided_restore(store) else "none that still counts",
            )
        ),
        cell(
            f"RPA {duration(measured.rpo if measured else None, 'unproven')}{_of_another(last, store, facts)}",
            f"RTA {duration(measured.rto if measured else None, 'unproven')}",
        ),
        cell(joined(evidence_link(e) for e in (last.evidence if last else ()))),
    )


def _of_another(last: Drill | None, store: Datastore, facts: Facts) -> str:
    """Whose state it was that the drill dated, where it restored several datastores and dated that of another."""
    dated = restored_store(last) if last is not None and last.measured is not None and last.measured.rpo else None
    return f", of {name_of(facts, f'datastores/{dated}')}" if dated is not None and dated != store.id else ""


def modification(stores: tuple[Datastore, ...], facts: Facts) -> Table:
    """Which copies nobody can change, how far back they reach, and whether the newest run was checked."""
    columns = (
        Column("Datastore", 17),
        Column("Copies that nobody can change", 25),
        Column("Oldest point kept", 9, "right"),
        Column("Worst case after corruption", 12, "right"),
        Column("Restore to a point in time", 14),
        Column("Last run, checked by its tool", 23),
    )
    rows = tuple(_changed(s, facts) for s in stores)
    return Table("Facts: locked copies, restore to an earlier point, checks", columns, rows, empty=_EMPTY, compact=True)


def _changed(store: Datastore, facts: Facts) -> tuple[Cell, ...]:
    backups, loss, again = facts.backups(store), facts.loss(store), remade(facts, store)
    if not backups:
        none = line("not asked", Span(": there is none", tone="muted"))
        return (
            cell(store.name_or_id, header=True),
            _backups(store, facts),
            cell("none", align="right"),
            cell(line("as what it is made from") if again else figure(loss.corruption, ""), align="right"),
            cell("none"),
            cell(none),
        )
    locked = [_locked(c, facts) for c in backups if is_undeletable(c, facts.labels(c))]
    points = [c.id for c in backups if c.kind in {"log-archive", "versioned-objects", "versioned-sync"}]
    return (
        cell(store.name_or_id, header=True),
        cell(*locked) if locked else cell(Span("none", tone="bad")),
        cell(duration(max((c.keep for c in backups if c.keep), default=None)), align="right"),
        cell(figure(loss.corruption, loss.unknown_corruption), align="right"),
        cell(listed(points, "none")),
        cell(*(_run(c) for c in backups)),
    )


def _locked(copy: Copy, facts: Facts) -> str:
    held = copy.immutable
    how = lock(held.for_, held.mode) if held is not None and held.mode != "governance" else "offline"
    return f"{_named(copy, facts)}: {how}"


def _run(copy: Copy) -> str:
    last = copy.last_success
    if last is None:
        return f"{copy.id}: {NOT_PROVIDED}"
    return f"{copy.id}: {str(last.occurred)[:10]}, {'checked' if last.verified else 'not checked'}"


def access(stores: tuple[Datastore, ...], facts: Facts) -> Table:
    """What is encrypted, live and copied, where the keys are, and which logins reach the data."""
    columns = (
        Column("Datastore", 15),
        Column("Encrypted", 15),
        Column("Key", 21),
        Column("Copies encrypted", 27),
        Column("Credentials that reach it", 22),
    )
    rows = tuple(_seen(s, facts) for s in stores)
    return Table("Facts: encryption, keys and access", columns, rows, empty=_EMPTY, compact=True)


def _seen(store: Datastore, facts: Facts) -> tuple[Cell, ...]:
    sealed, backups = store.encryption, facts.backups(store)
    logins = [c.name_or_id for c in facts.plan.credentials.values() if store.ref in facts.reached_by(c)]
    return (
        cell(store.name_or_id, header=True),
        cell(
            f"where it lies: {flag(sealed.at_rest if sealed else None)}",
            f"on the way: {flag(sealed.in_transit if sealed else None)}",
        ),
        _key(sealed, facts),
        cell(*(_copy(c, facts) for c in backups)) if backups else _backups(store, facts),
        cell(listed(logins, "none recorded")),
    )


def _key(sealed: Encryption | None, facts: Facts) -> Cell:
    if sealed is not None and sealed.at_rest is False:
        return cell("none: not encrypted")
    key = sealed.key if sealed is not None else None
    if key is None:
        return cell()
    second = (f"second copy: {place_words(facts, key.second_copy)}",) if key.second_copy else ()
    return cell(place_words(facts, key.at), *second, f"last used in a drill: {day(key.tested, 'never')}")


def _copy(copy: Copy, facts: Facts) -> str:
    applied = copy.encrypted.applied if copy.encrypted is not None else None
    return f"{_named(copy, facts)}: {flag(applied)}, on the way: {flag(copy.in_transit_encrypted)}"


def _named(copy: Copy, facts: Facts) -> str:
    """A copy as its datastore calls it, with its place."""
    return f"{copy.id} at {place_words(facts, copy.at)}" if copy.at else copy.id


def _backups(store: Datastore, facts: Facts) -> Cell:
    """Where the backups lie; that there is none, and what the data is made from again where it is."""
    backups = facts.backups(store)
    if backups:
        return cell(*dict.fromkeys(place_words(facts, c.at) for c in backups))
    again = remade(facts, store)
    return cell(f"no backup: {again}") if again else cell(Span("no backup", tone="bad"))
