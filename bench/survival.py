"""How long it takes to find every event and every pair of events that loses data for good. Prints one run.

Times are processor time of one thread, with the collector off as in `bcdr`; they begin with a plan that was just read,
so everything that the analysis builds counts. The least of some runs is printed.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from estate import Size, estate
from reachability import Plain

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.cutset import CutSets, Search
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.tree import Tree
from bcdr.model.plan import Plan
from bcdr.source.folder import read_folder
from bcdr.source.load import load

ROOT = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 11, 21)
T = TypeVar("T")


class Found(NamedTuple):
    """What came out, and how many basic events there were."""

    events: int
    cut_sets: dict[str, CutSets]

    @property
    def singles(self) -> int:
        return sum(len(c.singles) for c in self.cut_sets.values())

    @property
    def pairs(self) -> int:
        return sum(len(c.larger) for c in self.cut_sets.values())


def search(plan: Plan, order: int) -> Found:
    """Minimal cut sets of every datastore, from the plan up."""
    facts = Facts(plan, AS_OF)
    ground = Ground(facts)
    tree = Tree(ground)
    causes = ground.consequences.causing(ground.universe)
    found = Search(tree.gate, causes, ground.domains.covers, order)
    return Found(len(ground.universe), {s.ref: found.of(s.ref) for s in facts.stores})


def least(work: Callable[[], T], runs: int) -> tuple[float, T]:
    """Seconds of the fastest of some runs, and what came out."""
    best, result = float("inf"), None
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        result = work()
        best = min(best, time.process_time() - start)
    assert result is not None
    return best, result


def large(size: Size, runs: int, name: str = "") -> None:
    """Every single event and every pair of the whole estate."""
    plan = estate(size)
    title = name or f"{size.stores} datastores, {size.places} places"
    one, singles = least(lambda: search(plan, 1), runs)
    lost: dict[object, int] = {}
    for found in singles.cut_sets.values():
        for event in found.singles:
            lost[event] = lost.get(event, 0) + 1
    two, both = least(lambda: search(plan, 2), runs)
    tries = both.events * (both.events - 1) // 2
    print(f"  {title}: {both.events} events, {len(lost)} of which lose data alone, {tries / 1e6:.0f} million pairs")
    print(f"{title}: every single event {one:.2f} s (bound 1.00), {singles.singles} found")
    print(f"{title}: every pair {two:.2f} s (bound 5.00), {both.pairs} found, {tries / max(1, both.pairs):.0f} x fewer")
    print(f"  {(two - one) / max(1, both.pairs) * 1e6:.1f} microseconds for each pair found, beyond the single events")


def scaling(size: Size, runs: int) -> None:
    """The answer sets the cost, not the number of pairs that there are: the same stores over more and more places."""
    for places in (size.places // 2, size.places, size.places * 2):
        plan = estate(size._replace(places=places))
        one, _ = least(lambda plan=plan: search(plan, 1), runs)
        two, found = least(lambda plan=plan: search(plan, 2), runs)
        print(
            f"  {places} places: {found.pairs} pairs found; singles {one:.2f} s, pairs {two:.2f} s, "
            f"{(two - one) / found.pairs * 1e6:.1f} microseconds more for each"
        )


def compared(size: Size) -> None:
    """The same answer by walking a graph for every pair."""
    plan = estate(size)
    ours, found = least(lambda: search(plan, 2), 5)
    ground = Ground(Facts(plan, AS_OF))
    start = time.process_time()
    causes = ground.consequences.causing(ground.universe)
    plain, walks = Plain(found.cut_sets, Tree(ground).gate, causes).fatal()
    theirs = time.process_time() - start
    assert plain == {ref: set(c.combinations) for ref, c in found.cut_sets.items()}, "the answers differ"
    print(f"  {size.stores} datastores, {size.places} places: {walks} walks {theirs:.1f} s, bcdr {ours * 1e3:.0f} ms")
    print(f"every pair, same answer: {theirs / ours:.0f} x faster than a walk for each pair (bound 50)")


def example(name: str) -> None:
    """All single events and pairs of an example plan, datastores only."""
    plan = load(read_folder(str(ROOT / "plans" / name))).plan
    assert plan is not None
    seconds, found = least(lambda: search(plan, 2), 20)
    print(f"{name}: {found.events} events, every one and every pair of them {seconds * 1e3:.1f} ms")


def main() -> None:
    """Everything, or only what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stores", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", choices=("large", "unlabelled", "scaling", "compared", "example"))
    args = parser.parse_args()
    gc.disable()
    size = Size(stores=args.stores)
    if args.only in {None, "large"}:
        large(size, args.runs)
    if args.only in {None, "unlabelled"}:
        large(size._replace(unlabelled=0.02), args.runs, "one label in fifty is missing")
    if args.only in {None, "scaling"}:
        scaling(size, args.runs)
    if args.only in {None, "compared"}:
        compared(Size(stores=100, places=40, accounts=12, providers=8))
    if args.only in {None, "example"}:
        example("harbour-books")


if __name__ == "__main__":
    main()
