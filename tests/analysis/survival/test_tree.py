"""Gates by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.gate import Gate, reachable
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.tree import Tree
from tests.analysis.survival.bakery import PLAN
from tests.analysis.survival.pair import AS_OF
from tests.analysis.survival.plans import plan_of, random_text

Make = Callable[..., Facts]
COPY = "datastores/book/copies/nightly"


@pytest.fixture
def tree(facts: Make) -> Tree:
    return Tree(Ground(facts(PLAN)))


def test_a_reference_names_its_object_copies_included(tree: Tree) -> None:
    plan = tree.ground.plan
    assert tree.find("datastores/book") is plan.datastores["book"]
    assert tree.find(COPY) is plan.datastores["book"].copies["nightly"]
    assert tree.find("datastores/book/copies/none") is None
    assert tree.find("datastores/none/copies/nightly") is None
    assert tree.find("site/shop") is None


def test_data_rests_on_its_source_and_its_copies(tree: Tree) -> None:
    gate = tree.gate("datastores/book")
    assert not gate.is_any
    assert [p.gate for p in gate.parts] == ["source:datastores/book", COPY]


def test_a_gate_is_built_once(tree: Tree) -> None:
    assert tree.gate(COPY) is tree.gate(COPY)


def test_what_the_plan_does_not_define_stands(tree: Tree) -> None:
    assert tree.gate("credentials/unheard-of") == Gate(is_any=True, parts=())


def test_every_gate_that_a_gate_names_is_there() -> None:
    for seed in range(60):
        tree = Tree(Ground(Facts(plan_of(random_text(seed)), AS_OF)))
        plan = tree.ground.plan
        tops = [
            e.ref
            for kind in ("datastores", "services", "credentials", "runbooks", "channels")
            for e in plan.collection(kind).values()
        ]
        for name in reachable(tops, tree.gate):
            assert tree.find(name.partition("#")[0].rpartition(":")[2]) is not None, name


@pytest.mark.parametrize(
    ("gate", "falls"),
    [
        (f"key:{COPY}", True),
        (f"key-at:{COPY}", True),
        ("rebuild:datastores/book", True),
        ("standby:services/orders", True),
        ("unheard-of:datastores/book", False),
        ("datastores/none", False),
    ],
    ids=["a key that is none", "its place", "nothing to rebuild it", "no standby", "no such question", "no such store"],
)
def test_what_is_not_there_brings_nothing_back_and_what_is_not_known_stands(tree: Tree, gate: str, falls: bool) -> None:
    found = tree.gate(gate)
    assert found == Gate(is_any=not falls, parts=())


@pytest.mark.parametrize("copy", ["kind: dump, active: no", "kind: unstated"])
def test_a_copy_that_is_not_made_brings_nothing_back(facts: Make, copy: str) -> None:
    plan = PLAN.replace("kind: dump, at: cloud", f"{copy}, at: cloud")
    assert Tree(Ground(facts(plan))).gate(COPY) == Gate(is_any=False, parts=())


def test_a_rebuild_that_nobody_wrote_down_needs_its_sources_only(facts: Make) -> None:
    more = "  index: {class: derived, rebuild: {from: [book], duration: 1h}}\nrunbooks:\n"
    found = Tree(Ground(facts(PLAN.replace("runbooks:\n", more, 1)))).gate("rebuild:datastores/index")
    assert [p.gate for p in found.parts] == ["datastores/book"]


def test_a_rebuild_with_steps_needs_them_too(facts: Make) -> None:
    more = "  index: {class: derived, rebuild: {from: [book], runbook: restore-book}}\nrunbooks:\n"
    found = Tree(Ground(facts(PLAN.replace("runbooks:\n", more, 1)))).gate("rebuild:datastores/index")
    assert [p.gate for p in found.parts] == ["datastores/book", "runbooks/restore-book"]
