"""What must hold of every plan, whatever it says."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import Survival
from bcdr.analysis.survival.domain import Atom
from bcdr.analysis.survival.fatal import FatalSets
from bcdr.analysis.survival.gate import reachable
from bcdr.analysis.survival.ground import Ground
from bcdr.analysis.survival.outcome import Outcome, Verdict
from bcdr.analysis.survival.tree import Tree
from bcdr.model.plan import Plan
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts
from tests.analysis.survival.pair import what_may_happen
from tests.analysis.survival.plans import plan_of, random_text

AS_OF = date(2026, 11, 21)
SEEDS = st.integers(0, 10**9)
BADNESS = {Verdict.STANDS: 0, Verdict.NOT_SHOWN: 1, Verdict.FALLS: 2}
Text = dict[str, Any]
Verdicts = dict[str, Verdict]


def tree_of(plan: Plan) -> Tree:
    return Tree(Ground(Facts(plan, AS_OF)))


def names(plan: Plan) -> list[str]:
    """Everything that can fall: data, copies that count, services, logins, runbooks."""
    stores = [s for s in plan.datastores.values() if s.active]
    copies = [c.ref for s in stores for c in s.copies.values() if c.active and c.kind != "unstated"]
    services = [s.ref for s in plan.services.values() if s.active]
    aspects = [f"source:{s.ref}" for s in stores] + [f"down:{s}" for s in services]
    means = [e.ref for e in (*plan.credentials.values(), *plan.runbooks.values())]
    return [*(s.ref for s in stores), *copies, *services, *aspects, *means]


def verdicts(tree: Tree, events: tuple[Atom, ...], asked: list[str]) -> Verdicts:
    outcome = Outcome(tree, events, reachable(asked, tree.gate))
    return {name: outcome.verdict(name) for name in asked}


def worse(before: Verdicts, after: Verdicts) -> list[str]:
    return [name for name, verdict in before.items() if BADNESS[after[name]] > BADNESS[verdict]]


def some_events(tree: Tree, dice: Random, most: int) -> tuple[str, ...]:
    possible = what_may_happen(tree.ground.plan, tree.ground.universe)
    return tuple(dice.sample(possible, dice.randint(0, min(most, len(possible)))))


def shuffled(tree: Any, dice: Random) -> Any:
    """The same text with the entries of every map in another order."""
    if isinstance(tree, dict):
        keys = list(tree)
        dice.shuffle(keys)
        return {k: shuffled(tree[k], dice) for k in keys}
    return [shuffled(t, dice) for t in tree] if isinstance(tree, list) else tree


def in_files(text: Text, dice: Random) -> Plan:
    """The same plan from several files: every collection in one of three."""
    files: list[Text] = [{"bcdr": text["bcdr"]}, {}, {}]
    for key, value in text.items():
        if key != "bcdr":
            dice.choice(files)[key] = value
    names = ["a.yaml", "b.yaml", "c.yaml"]
    dice.shuffle(names)
    texts = {n: json.dumps(f) for n, f in zip(names, files, strict=True) if f}
    loaded = load(from_texts(texts))
    assert loaded.plan is not None, [p.message for p in loaded.problems]
    return loaded.plan


@settings(max_examples=100)
@given(SEEDS)
def test_losing_more_never_saves_more(seed: int) -> None:
    dice, tree = Random(seed), tree_of(plan_of(random_text(seed)))
    asked, events = names(tree.ground.plan), some_events(tree, dice, 5)
    fewer = events[: dice.randint(0, len(events))]
    assert worse(verdicts(tree, events, asked), verdicts(tree, fewer, asked)) == []


@settings(max_examples=100)
@given(SEEDS)
def test_losing_nothing_loses_no_data_and_no_service(seed: int) -> None:
    tree = tree_of(plan_of(random_text(seed)))
    found = verdicts(tree, (), names(tree.ground.plan))
    kept = ("datastores/", "services/", "source:", "down:")
    fallen = [n for n, v in found.items() if n.startswith(kept) and "/copies/" not in n and v is not Verdict.STANDS]
    assert fallen == []


@settings(max_examples=100)
@given(SEEDS)
def test_what_falls_for_certain_is_also_not_shown_to_stand(seed: int) -> None:
    dice, tree = Random(seed), tree_of(plan_of(random_text(seed)))
    outcome = Outcome(tree, some_events(tree, dice, 4), reachable(names(tree.ground.plan), tree.gate))
    assert [n for n in names(tree.ground.plan) if outcome.verdict(n) is Verdict.FALLS and outcome.stands(n)] == []


@settings(max_examples=150)
@given(SEEDS, st.lists(st.integers(0, 90 * 24), min_size=2, max_size=3))
def test_what_was_worked_out_for_one_time_of_detection_never_shows_in_another(seed: int, hours: list[int]) -> None:
    plan, dice = plan_of(random_text(seed)), Random(seed)
    known = Survival(Facts(plan, AS_OF))
    events = some_events(known.tree, dice, 4)
    known.aftermath(events)
    for after in (timedelta(hours=h) for h in hours):
        shared, alone = known.found_after(after), Survival(Facts(plan, AS_OF), after)
        assert shared.aftermath(events)[1:] == alone.aftermath(events)[1:]


@settings(max_examples=80)
@given(SEEDS, SEEDS)
def test_adding_a_copy_never_makes_anything_worse(seed: int, other: int) -> None:
    dice, text = Random(seed), random_text(seed)
    store = dice.choice(list(text["datastores"]))
    # a donor plan of the same size lends a copy; one that holds everything, and refers to nothing but places
    lent = [c for d in random_text(other)["datastores"].values() for c in d.get("copies", {}).values()]
    lent = [c for c in lent if not {"includes", "excludes", "base", "encrypted", "deletable_by", "run_by"} & set(c)]
    new: Text = dict(dice.choice(lent)) if lent else {"kind": "dump", "every": "24h", "keep": "90d"}
    new["at"] = f"places/{dice.choice(list(text['places']))}"
    holding = text["datastores"][store]
    if "contents" not in holding and any({"includes", "excludes"} & set(c) for c in holding.get("copies", {}).values()):
        holding["contents"] = ["one", "two"]  # else a copy of the whole says that there is more than the parts named
    before, asked = tree_of(plan_of(text)), names(plan_of(text))
    holding["copies"] = {**holding.get("copies", {}), "new": new}
    after = tree_of(plan_of(text))
    for _ in range(3):
        events = some_events(before, dice, 4)
        assert worse(verdicts(before, events, asked), verdicts(after, events, asked)) == [], events


@settings(max_examples=40)
@given(SEEDS)
def test_each_fatal_set_is_fatal_and_no_part_of_it_is(seed: int) -> None:
    tree = tree_of(plan_of(random_text(seed, size=2)))
    asked = [n for n in names(tree.ground.plan) if n.startswith(("datastores/", "services/")) and "/copies/" not in n]
    search = FatalSets(tree, 2)
    for ref in asked:
        for one in search.of(ref):
            outcome = Outcome(tree, one.events, reachable([ref], tree.gate))
            assert not outcome.stands(ref), one
            if all(isinstance(e, str) for e in one.events):
                assert (outcome.verdict(ref) is Verdict.FALLS) == one.is_certain
            for part in combinations(one.events, len(one.events) - 1):
                assert Outcome(tree, part, reachable([ref], tree.gate)).stands(ref), (one, part)


@settings(max_examples=80)
@given(SEEDS)
def test_nothing_depends_on_the_order_of_files_or_of_entries(seed: int) -> None:
    dice, text = Random(seed), random_text(seed)
    one, other = tree_of(plan_of(text)), tree_of(in_files(shuffled(text, dice), dice))
    asked = names(one.ground.plan)
    assert sorted(one.ground.universe) == sorted(other.ground.universe)
    for _ in range(3):
        events = some_events(one, dice, 3)
        assert verdicts(one, events, asked) == verdicts(other, events, asked)
    refs = [s.ref for s in one.ground.facts.stores]
    assert [FatalSets(one, 2).of(r) for r in refs] == [FatalSets(other, 2).of(r) for r in refs]


@settings(max_examples=100)
@given(SEEDS)
def test_places_that_contradict_each_other_are_no_reason_to_stop(seed: int) -> None:
    dice, text = Random(seed), random_text(seed)
    for place in text["places"].values():
        place |= {
            label: dice.choice(["x", "y"]) for label in ("storage", "site", "region", "account") if dice.random() < 0.4
        }
    tree = tree_of(plan_of(text))
    asked = names(tree.ground.plan)
    events = some_events(tree, dice, 3)
    more = (*events, *some_events(tree, dice, 2))
    assert worse(verdicts(tree, more, asked), verdicts(tree, events, asked)) == []
