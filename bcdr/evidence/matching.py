"""Which copies of a plan a report speaks of: by what the plan says under `reported_as`, or by the caller's word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bcdr.evidence.report import RefusedError
from bcdr.evidence.series import Series, merged
from bcdr.model.datastore import Copy
from bcdr.model.plan import Plan


class Match(NamedTuple):
    """A copy and the series that make it up; `absent` are names of it of which no report speaks.

    A copy of several names is as new as its oldest part, and nothing is known of it while one of them is absent.
    """

    copy: Copy
    series: tuple[Series, ...]
    absent: tuple[str, ...] = ()


class Matching(NamedTuple):
    """Copies with their series in the order of the plan, and the series that no copy names."""

    matches: tuple[Match, ...]
    unmatched: tuple[Series, ...]


def matching(plan: Plan, series: Sequence[Series], chosen: Copy | None = None) -> Matching:
    """Each series with the copies that name it. With a `chosen` copy everything is of that one.

    Raises RefusedError when the caller's choice contradicts the plan or the reports.
    """
    if chosen is not None:
        return Matching((_chosen(plan, series, chosen),) if series else (), ())
    matches = []
    used: set[str | None] = set()
    for copy in copies(plan):
        parts = [(name, [s for s in series if is_named(s, name)]) for name in copy.reported_as]
        own = tuple(dict.fromkeys(s for _, found in parts for s in found))
        if own:
            matches.append(Match(copy, own, tuple(name for name, found in parts if not found)))
            used |= {s.name for s in own}
    return Matching(tuple(matches), tuple(s for s in series if s.name not in used))


def copies(plan: Plan) -> Iterator[Copy]:
    """Every copy of every datastore."""
    for store in plan.datastores.values():
        yield from store.copies.values()


def is_named(series: Series, name: str) -> bool:
    """Whether `name` means this series: with its destination, or whatever its destination."""
    return series.name is not None and name in {series.name, series.short_name}


def copy_of(plan: Plan, ref: str) -> Copy:
    """The copy `datastores/orders/copies/nightly`, or short `orders/nightly`; RefusedError when there is none."""
    known = {c.ref: c for c in copies(plan)}
    short = {f"{c.path[1]}/{c.path[3]}": c for c in known.values()}
    found = known.get(ref) or short.get(ref)
    if found is None:
        from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

        near = get_close_matches(ref, [*known, *short], n=1, cutoff=0.4)
        raise RefusedError(f"the plan has no copy {ref}", f"did you mean {near[0]}?" if near else "write STORE/COPY")
    return found


def _chosen(plan: Plan, series: Sequence[Series], chosen: Copy) -> Match:
    named = [s for s in series if s.name is not None]
    if len(named) > 1:
        names = ", ".join(str(s.name) for s in named[:4]) + (", ..." if len(named) > 4 else "")
        raise RefusedError(
            f"the reports speak of {len(named)} sources ({names}), which one copy cannot be",
            "name each under `reported_as` of its copy, and leave out --copy",
        )
    for other in copies(plan):
        if other.ref != chosen.ref and any(is_named(s, n) for s in named for n in other.reported_as):
            raise RefusedError(f"{named[0].name} is of {other.ref}, as the plan says", "leave out --copy")
    return Match(chosen, (merged(series),))
