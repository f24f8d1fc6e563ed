"""What a map shows, as plain data: services by tier, what they need by where it lies, and its copies by where they lie.

`arranged` puts it in an order in which few lines cross, and leaves lines out where there would be too many: a datastore
that most services share says how many need it instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal, NamedTuple

from bcdr.report.drawing.order import Blocks, crossings, ordered

MOST_CROSSINGS = 10
"""So many crossings a reader follows without effort; with more, lines are left out."""
Sort = Literal["live", "backup", "locked", "offline", "unstated"]


class Spot(NamedTuple):
    """A service: its reference, its name, and where it runs. The one that a map is about is marked."""

    key: str
    name: str
    remark: str = ""
    is_subject: bool = False


class Tier(NamedTuple):
    """Services of one tier."""

    title: str
    spots: tuple[Spot, ...]


class Held(NamedTuple):
    """Copies of one sort in one lane; `shared` says what they share with the datastore, such as `same site`."""

    lane: str
    sort: Sort
    number: int = 1
    shared: str = ""


class Row(NamedTuple):
    """A datastore, a copy or a vendor, with its copies; `said` stands where there is none."""

    key: str
    name: str
    remarks: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    said: str = ""
    sort: Sort | None = None


class Area(NamedTuple):
    """What lies together and falls together. The key is a failure domain such as `site/fsn1`, or empty if unknown.

    `provider` runs it; `shared` says what it shares with what the map is about, such as `same site as the data`.
    """

    key: str
    name: str
    rows: tuple[Row, ...]
    provider: str = ""
    shared: str = ""


class Lane(NamedTuple):
    """A place in which copies lie."""

    key: str
    name: str


class Site(NamedTuple):
    """Places of copies that fall together. The key is a failure domain as that of an area is."""

    key: str
    name: str
    lanes: tuple[Lane, ...]
    provider: str = ""


class Need(NamedTuple):
    """A line: what needs what. Soft means that there is a way to go on without it."""

    source: str
    target: str
    is_soft: bool = False


class Topology(NamedTuple):
    """A whole map as data. `says` is its main point in a sentence, `left_out` are lines that are not drawn."""

    title: str
    says: str
    tiers: tuple[Tier, ...]
    areas: tuple[Area, ...]
    sites: tuple[Site, ...]
    needs: tuple[Need, ...]
    left_out: tuple[Need, ...] = ()

    @property
    def across(self) -> tuple[tuple[str, str], ...]:
        """Lines from services to the column beside them."""
        rows = {r.key for a in self.areas for r in a.rows}
        return tuple((n.source, n.target) for n in self.needs if n.target in rows)


def arranged(topology: Topology, most: int = MOST_CROSSINGS) -> Topology:
    """The same in a good order, with at most `most` crossings: rows with the most lines give them up first."""
    left: Blocks = tuple(tuple(s.key for s in t.spots) for t in topology.tiers)
    right: Blocks = tuple(tuple(r.key for r in a.rows) for a in topology.areas)
    lines, gone = topology.across, dict[str, int]()
    found = ordered(left, right, lines)
    while (count := crossings(*found, lines)) > most:
        users = Counter(target for _, target in lines)
        fullest = sorted(users, key=lambda key: (-users[key], key))
        # far too many: several at once, so that a large plan takes few rounds
        gone |= {key: users[key] for key in fullest[: 1 + len(fullest) // 12 if count > 8 * most else 1]}
        lines = tuple(line for line in lines if line[1] not in gone)
        found = ordered(left, right, lines)
    return _in_order(topology, *found, gone)


def _in_order(topology: Topology, left: Blocks, right: Blocks, gone: Mapping[str, int]) -> Topology:
    spots = {s.key: s for t in topology.tiers for s in t.spots}
    rows = {r.key: _shared(r, gone.get(r.key)) for a in topology.areas for r in a.rows}
    area_of = {r.key: a for a in topology.areas for r in a.rows}
    return topology._replace(
        tiers=tuple(
            t._replace(spots=tuple(spots[k] for k in block)) for t, block in zip(topology.tiers, left, strict=True)
        ),
        areas=tuple(area_of[b[0]]._replace(rows=tuple(rows[k] for k in b)) for b in right if b),
        needs=tuple(n for n in topology.needs if n.target not in gone),
        left_out=tuple(n for n in topology.needs if n.target in gone),
    )


def _shared(row: Row, users: int | None) -> Row:
    return (
        row
        if users is None
        else row._replace(remarks=(*row.remarks, f"for {users} service{'' if users == 1 else 's'}"))
    )
