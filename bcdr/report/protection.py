"""One datastore with those who need it and each of its copies, out of the facts: the plain data of its map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Copy, Datastore
from bcdr.report.domain import area_name, domain, is_elsewhere, providers, sort_of
from bcdr.report.drawing.copies import Protection
from bcdr.report.drawing.topology import Area, Need, Row, Spot, Tier
from bcdr.report.map import HARM
from bcdr.report.naming import name_of, site_names
from bcdr.report.wording import counted, duration, lock


def protection_of(facts: Facts, store: Datastore) -> Protection:
    """The datastore, who needs it directly, its copies that are still made, and what derived data is made from."""
    names = site_names(facts)
    by_tier: dict[int, list[Spot]] = {}
    for service in sorted(facts.users(store), key=lambda s: s.name_or_id.casefold()):
        by_tier.setdefault(facts.tier(service) or 4, []).append(Spot(service.ref, service.name_or_id))
    own = domain(facts.labels(store))
    area = area_name(facts, own, names)
    row = _without_place(Row(store.ref, store.name_or_id, _place(facts, store)), area)
    home = Area(own, area, (row,), providers(facts, (facts.labels(store),), area))
    copies = {c.id: c for c in store.copies.values() if c.active}
    depths = {c.id: _depth(c, copies) for c in copies.values()}
    columns: list[tuple[Area, ...]] = [(home,)]
    columns += (
        _areas(facts, [c for c in copies.values() if depths[c.id] == depth], own, names)
        for depth in sorted(set(depths.values()))
    )
    return Protection(
        title=f"Copies of {store.name_or_id}",
        says=_says(facts, store, list(copies.values())),
        tiers=tuple(Tier(f"Tier {t}: {HARM[t]}", tuple(spots)) for t, spots in sorted(by_tier.items())),
        columns=tuple(columns),
        needs=(*_uses(facts, store), *(_made_from(store, c, copies) for c in copies.values())),
    )


def _uses(facts: Facts, store: Datastore) -> Iterable[Need]:
    for service in facts.users(store):
        yield Need(service.ref, store.ref, any(d.on == store.ref and d.fallback for d in service.depends_on))


def _depth(copy: Copy, copies: dict[str, Copy]) -> int:
    """1 for a copy of the datastore itself, one more for a copy of a copy; a circle counts as the datastore's own."""
    chain = [copy.id]
    while (parent := copies.get(copies[chain[-1]].from_ or "")) is not None:
        if parent.id in chain:
            return 1
        chain.append(parent.id)
    return len(chain)


def _made_from(store: Datastore, copy: Copy, copies: dict[str, Copy]) -> Need:
    parent = copies.get(copy.from_ or "")
    if parent is None or _depth(copy, copies) == 1:
        return Need(store.ref, copy.ref)
    return Need(parent.ref, copy.ref)


def _areas(facts: Facts, copies: list[Copy], own: str, names: Mapping[str, str]) -> tuple[Area, ...]:
    found: dict[str, list[Copy]] = {}
    for copy in copies:
        found.setdefault(domain(facts.labels(copy)), []).append(copy)
    return tuple(
        Area(
            key,
            name := area_name(facts, key, names),
            tuple(_without_place(_row(facts, c), name) for c in together),
            providers(facts, map(facts.labels, together), name),
            f"same {own.partition('/')[0]} as the data" if own and key == own else "",
        )
        for key, together in found.items()
    )


def _row(facts: Facts, copy: Copy) -> Row:
    gap = facts.interval(copy)
    often = (
        f"every {duration(copy.every)}" if copy.every else f"gaps up to {duration(gap)}" if gap and copy.cron else ""
    )
    words = [often] if often else []
    if copy.lag is not None:
        words.append(f"lag {duration(copy.lag)}")
    if copy.keep is not None:
        words.append(f"kept {duration(copy.keep)}")
    if copy.base:
        words.append(f"builds on {copy.base}")
    remarks = [", ".join(_unbroken(w) for w in words)] if words else []
    if copy.immutable is not None:
        remarks.append(f"locked {_unbroken(lock(copy.immutable.for_, copy.immutable.mode))}")
    elif facts.labels(copy).offline:
        remarks.append("offline")
    name = f"{copy.id}: {copy.kind.replace('-', ' ')}"
    return Row(copy.ref, name, (*_place(facts, copy), *remarks), sort=sort_of(facts, copy))


def _without_place(row: Row, area: str) -> Row:
    """The place is not said twice where it is called as its site is."""
    return row._replace(remarks=row.remarks[1:]) if row.remarks[:1] == (area,) else row


def _unbroken(text: str) -> str:
    """A figure and its unit stay on one line."""
    return text.replace(" ", "\xa0")


def _place(facts: Facts, entry: Datastore | Copy) -> tuple[str, ...]:
    return (name_of(facts, entry.at),) if entry.at is not None else ()


def _says(facts: Facts, store: Datastore, copies: list[Copy]) -> str:
    if not copies:
        return f"There is no copy of {store.name_or_id}" + (
            "; it can be made again." if store.class_ == "derived" else "."
        )
    own = domain(facts.labels(store))
    near = sum(1 for c in copies if own and domain(facts.labels(c)) == own)
    away = sum(1 for c in copies if is_elsewhere(facts, store, c))
    shown = f"{counted(len(copies), 'copy', 'copies')} of {store.name_or_id}"
    words = [f"{near} at the same {own.partition('/')[0]} as the data"] if near else []
    words += [f"{away} at another site"] if away else []
    rest = len(copies) - near - away
    words += [f"{rest} not shown to be at another site"] if rest else []
    locked = sum(1 for c in copies if sort_of(facts, c) in {"locked", "offline"})
    words.append(f"{locked} locked or offline" if locked else "none locked or offline")
    return f"{shown}: {', '.join(words)}."
