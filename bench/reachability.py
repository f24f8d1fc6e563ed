"""The plain way to find fatal pairs, to compare with: a graph of what rests on what, walked again for every pair.

Each thing is a node of a networkx graph and is reached from a root when what it needs is reached: one of its
predecessors (`ANY`) or all of them (`ALL`). For each event the nodes that it takes are looked up once; then each pair
of events removes the nodes of both, and one walk from the root answers for every datastore at once. Events that take
the same nodes are walked once, and events that take nothing not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

import networkx as nx

from bcdr.analysis.survival.gate import Gate, reachable

ROOT = "root"
ANY, ALL = "any", "all"


class Plain:
    """A plan's gates turned round: not what fails, but what is reached."""

    def __init__(self, tops: Iterable[str], gate: Callable[[str], Gate], causes: Mapping[str, frozenset[str]]) -> None:
        self.tops = tuple(tops)
        self.graph = nx.DiGraph()
        self.graph.add_node(ROOT)
        self.taken: dict[str, set[str]] = {}
        for name, each in reachable(self.tops, gate).items():
            self._add(name, each, causes)
        self.need = {
            n: self.graph.in_degree(n) if kind == ALL else min(1, self.graph.in_degree(n))
            for n, kind in self.graph.nodes(data="kind")
            if n != ROOT
        }
        # a thing that nothing can bring has no way in at all
        self.need = {n: k or 1 for n, k in self.need.items()}

    def _add(self, name: str, gate: Gate, causes: Mapping[str, frozenset[str]]) -> None:
        """An OR gate of failures needs everything; an AND gate needs one of its parts."""
        self.graph.add_node(name, kind=ALL if gate.is_any else ANY)
        if gate.is_any:
            self._take(name, (a for p in gate.parts for a in p.atoms), causes)
            below = {p.gate for p in gate.parts if p.gate}
            self.graph.add_edges_from((b, name) for b in below or {ROOT})
            return
        for number, part in enumerate(gate.parts):
            if part.gate and not part.atoms:
                self.graph.add_edge(part.gate, name)
                continue
            way = f"{name} way {number}"
            self.graph.add_node(way, kind=ALL)
            self._take(way, part.atoms, causes)
            self.graph.add_edge(part.gate or ROOT, way)
            self.graph.add_edge(way, name)

    def _take(self, node: str, atoms: Iterable[object], causes: Mapping[str, frozenset[str]]) -> None:
        for atom in atoms:
            for event in causes.get(str(atom), ()):
                self.taken.setdefault(event, set()).add(node)

    def reached(self, removed: set[str]) -> set[str]:
        """Every node that is still reached from the root."""
        missing = dict(self.need)
        found = {ROOT}
        waiting = [ROOT]
        successors = self.graph.adj
        for node in waiting:
            for next_ in successors[node]:
                left = missing[next_] - 1
                missing[next_] = left
                if left == 0 and next_ not in removed:
                    found.add(next_)
                    waiting.append(next_)
        return found

    def lost(self, removed: set[str]) -> frozenset[str]:
        """Datastores that are not reached any more."""
        found = self.reached(removed)
        return frozenset(t for t in self.tops if t not in found)

    def fatal(self) -> tuple[dict[str, set[frozenset[str]]], int]:
        """For each datastore the single events and the minimal pairs that lose it, and how many walks it took."""
        same: dict[frozenset[str], list[str]] = {}
        for event, nodes in self.taken.items():
            same.setdefault(frozenset(nodes), []).append(event)
        singles = {nodes: self.lost(set(nodes)) for nodes in same}
        found: dict[str, set[frozenset[str]]] = {t: set() for t in self.tops}
        for nodes, lost in singles.items():
            for top in lost:
                found[top].update(frozenset({e}) for e in same[nodes])
        walks = len(singles)
        for one, other in combinations(same, 2):
            walks += 1
            for top in self.lost({*one, *other}) - singles[one] - singles[other]:
                found[top].update(frozenset({a, b}) for a in same[one] for b in same[other])
        return found, walks
