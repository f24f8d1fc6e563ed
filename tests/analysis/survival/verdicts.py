"""What the tree says of one thing, in one line of a test."""

from __future__ import annotations

from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.domain import Atom
from bcdr.analysis.survival.gate import reachable
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.outcome import Outcome, Verdict
from bcdr.analysis.survival.tree import Tree

STANDS, NOT_SHOWN, FALLS = Verdict.STANDS, Verdict.NOT_SHOWN, Verdict.FALLS


def verdict(facts: Facts, name: str, *events: Atom, detection: timedelta | None = None) -> Verdict:
    """Whether what the gate of that name is about stands under the events."""
    tree = Tree(Ground(facts, detection))
    return Outcome(tree, events, reachable([name], tree.gate)).verdict(name)
