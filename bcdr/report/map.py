"""What rests on what, and where copies lie, out of the facts: the plain data of a map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.service import Service
from bcdr.report.domain import area_name, domain, is_elsewhere, providers, sort_of
from bcdr.report.drawing.topology import Area, Held, Lane, Need, Row, Site, Sort, Spot, Tier, Topology
from bcdr.report.naming import name_of, site_names
from bcdr.report.wording import counted

MOST_LANES = 8
MOST_NEAR = 40
HARM = {1: "harm within hours", 2: "within days", 3: "within weeks", 4: "convenience"}


def whole(facts: Facts, most: int | None = None, lanes: int | None = MOST_LANES) -> Topology:
    """Every service and datastore in use; with `most`, only the most critical so many of each.

    Copies lie in at most so many `lanes`; without a limit each place has its own, as a table wants it.
    """
    stores = sorted(facts.stores, key=lambda s: (facts.store_tier(s), s.name_or_id.casefold(), s.id))[:most]
    services = sorted(facts.services, key=lambda s: (facts.tier(s) or 4, s.name_or_id.casefold(), s.id))[:most]
    return _topology(facts, services, stores, "Map of services, data and copies", lanes=lanes)


def of_service(facts: Facts, service: Service, lanes: int | None = MOST_LANES) -> Topology:
    """A service and what it rests on: directly, and through services that it cannot do without.

    Nearest first, and no further once there are more than `MOST_NEAR` services or datastores.
    """
    services, stores, vendors = [service], list[Datastore](), list[str]()
    title = f"What {service.name_or_id} rests on"
    for one in services:
        if max(len(services), len(stores)) > MOST_NEAR:
            title += ", the nearest part of it"
            break
        for need in one.depends_on:
            found = facts.plan.find(need.on)
            if isinstance(found, Service) and found.active and (one is service or not need.fallback):
                services += [found] if found not in services else []
            elif need.on.startswith("vendors/") and one is service and need.on not in vendors:
                vendors.append(need.on)
        stores += [s for s in facts.stores_of(one) if s not in stores]
    return _topology(facts, services, stores, title, vendors, service.ref, lanes)


def _topology(
    facts: Facts,
    services: Iterable[Service],
    stores: Iterable[Datastore],
    title: str,
    vendors: Iterable[str] = (),
    subject: str = "",
    lanes: int | None = MOST_LANES,
) -> Topology:
    shown, held = tuple(services), tuple(stores)
    names = site_names(facts)
    by_tier: dict[int, list[Service]] = {}
    for s in sorted(shown, key=lambda s: s.name_or_id.casefold()):
        by_tier.setdefault(facts.tier(s) or 4, []).append(s)
    sites, lane_of = _lanes(facts, held, names, lanes)
    areas: dict[str, list[Datastore]] = {}
    for store in held:
        areas.setdefault(domain(facts.labels(store)), []).append(store)
    found = [
        Area(
            key,
            name := area_name(facts, key, names),
            tuple(_row(facts, s, lane_of) for s in together),
            providers(facts, map(facts.labels, together), name),
        )
        for key, together in areas.items()
    ]
    if vendors:
        rows = tuple(Row(v, name_of(facts, v)) for v in vendors)
        found.append(Area("", "Vendors it depends on", rows))
    return Topology(
        title=title,
        says=_says(facts, shown, held),
        tiers=tuple(
            Tier(
                f"Tier {tier}: {HARM[tier]}",
                tuple(Spot(s.ref, s.name_or_id, _where(facts, s, names), s.ref == subject) for s in group),
            )
            for tier, group in sorted(by_tier.items())
        ),
        areas=tuple(found),
        sites=sites,
        needs=tuple(_needs(facts, shown, {s.ref for s in held} | set(vendors) | {s.ref for s in shown})),
    )


def _where(facts: Facts, service: Service, names: Mapping[str, str]) -> str:
    at = {domain(place) for place in facts.locations(service)} if service.at or service.vendor else set()
    return ", ".join(area_name(facts, key, names) for key in sorted(at))


def _row(facts: Facts, store: Datastore, lanes: Mapping[tuple[str, str], str]) -> Row:
    own = domain(facts.labels(store))
    held: dict[tuple[str, Sort], list[str]] = {}
    for copy in _copies(store):
        there = domain(facts.labels(copy))
        shared = f"same {own.partition('/')[0]}" if own and own == there else ""
        held.setdefault((lanes[_place(facts, copy)], sort_of(facts, copy)), []).append(shared)
    return Row(
        store.ref,
        store.name_or_id,
        ("can be made again",) if store.class_ == "derived" else (),
        tuple(Held(*key, len(shared), max(shared)) for key, shared in held.items()),
        "no copy",
    )


def _copies(store: Datastore) -> tuple[Copy, ...]:
    return tuple(c for c in store.copies.values() if c.active)


def _place(facts: Facts, copy: Copy) -> tuple[str, str]:
    """The failure domain of a copy, and the place in it."""
    return domain(facts.labels(copy)), copy.at or ""


def _lanes(
    facts: Facts, stores: Iterable[Datastore], names: Mapping[str, str], most: int | None
) -> tuple[tuple[Site, ...], dict[tuple[str, str], str]]:
    """Sites with their lanes, most copies first, and the lane of each place.

    A lane is a place; where that makes too many, a site; what is still too much shares one lane of other sites.
    """
    counts = Counter(_place(facts, c) for s in stores for c in _copies(s))
    by_site: dict[str, list[tuple[str, str]]] = {}
    for place in sorted(counts, key=lambda p: (-counts[p], p)):
        by_site.setdefault(place[0], []).append(place)
    ranked = sorted(by_site, key=lambda key: (not key, -sum(counts[p] for p in by_site[key]), key))
    title = {key: area_name(facts, key, names) for key in ranked}
    if most is None or len(counts) <= most:
        lane = {(key, at): at or f"in {key}" for key, at in counts}
        inside = {
            key: tuple(Lane(lane[p], name_of(facts, p[1]) if p[1] else title[key]) for p in by_site[key])
            for key in ranked
        }
    else:
        shown = ranked if len(ranked) <= most else ranked[: most - 1]
        lane = {p: f"in {key}" if key in shown else "others" for key in ranked for p in by_site[key]}
        inside = {key: (Lane(f"in {key}", title[key]),) for key in shown}
    sites = [
        Site(key, title[key], inner, providers(facts, (facts.labels(at or None) for _, at in by_site[key]), title[key]))
        for key, inner in inside.items()
    ]
    if len(sites) < len(ranked):
        name = counted(len(ranked) - len(sites), "other site")
        sites.append(Site("", name, (Lane("others", name),)))
    return tuple(sites), lane


def _needs(facts: Facts, services: Iterable[Service], known: set[str]) -> Iterable[Need]:
    for service in services:
        soft = {d.on: bool(d.fallback) for d in service.depends_on}
        wanted = dict.fromkeys([*soft, *(s.ref for s in facts.stores_of(service))])
        for ref in wanted:
            if ref in known and ref != service.ref:
                yield Need(service.ref, ref, soft.get(ref, False))


def _says(facts: Facts, services: tuple[Service, ...], stores: tuple[Datastore, ...]) -> str:
    """The main point: how much there is, what has no copy, and what has none that is shown to lie elsewhere."""
    copies = sum(len(_copies(s)) for s in stores)
    bare = [s.name_or_id for s in stores if not _copies(s)]
    near = [s.name_or_id for s in stores if _copies(s) and not any(is_elsewhere(facts, s, c) for c in _copies(s))]
    services_, stores_ = counted(len(services), "service"), counted(len(stores), "datastore")
    said = [f"{services_} and {stores_} with {counted(copies, 'copy', 'copies')}"]
    if bare:
        said.append(f"no copy of {_some(bare)}")
    if near:
        said.append(f"no copy is shown to lie at another site of {_some(near)}")
    if stores and not bare and not near:
        said.append("every datastore has a copy at another site")
    return "; ".join(said) + "."


def _some(names: list[str]) -> str:
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
