"""A change voids exactly the drills that exercised what changed, and names the field."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.analysis.exercised import behind, digests, entry_of, of_whole
from bcdr.analysis.facts import Facts
from bcdr.analysis.substance import substance
from bcdr.analysis.voiding import Difference, Memory, differences, voided
from bcdr.model.drill import Drill
from bcdr.model.plan import Plan
from bcdr.model.record import REQUIRED, fields_of, key_of
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts
from tests.any_plan import NothingToNameError, any_author, text_of

Make = Callable[..., Facts]

PLAN = """
places: {rack: {site: a}, vault: {site: b}, bench: {site: c}}
credentials: {key: {kept_in: places/vault}}
services: {shop: {at: rack, depends_on: [datastores/db]}}
datastores:
  db: {engine: postgresql 16, at: rack, copies: {nightly: {kind: dump, at: vault}, weekly: {kind: tape, at: bench}}}
  files: {at: rack, copies: {nightly: {kind: dump, at: vault}}}
runbooks:
  one: {title: One, recovers: [datastores/db], needs: [credentials/key], steps: [{id: load, do: Load, run: load db}]}
  two: {title: Two, recovers: [datastores/files], steps: [{id: load, do: Load, run: load files}]}
drills:
  both:
    type: functional-exercise
    covers: [services/shop, datastores/db, datastores/files, runbooks/one, runbooks/two]
    occurred: 2026-05-01
    recovery_point: {copy: nightly}
    restored_to: bench
    result: passed
"""
DB, FILES, SHOP, ONE, TWO = "datastores/db", "datastores/files", "services/shop", "runbooks/one", "runbooks/two"


def recorded(plan: Plan) -> Plan:
    """The plan with the digests of now in every drill."""
    found: dict[str, Any] = {d.id: d.but(digests=digests(d, plan)) for d in plan.drills.values()}
    return plan.but(drills=found)


def later(make: Make, old: str, new: str) -> Plan:
    """The plan with the digests of before and a text replaced since."""
    assert PLAN.count(old) == 1, old
    now = make(PLAN.replace(old, new)).plan
    return now.but(drills=recorded(make(PLAN).plan).drills)


def told(plan: Plan) -> dict[str, list[str]]:
    return {
        ref: [f"{c.ref} {'is gone' if c.is_gone else c.field}" for c in found]
        for ref, found in voided(plan.drills["both"], Memory(plan)).items()
    }


@pytest.mark.parametrize(
    ("old", "new", "void", "because"),
    [
        ("engine: postgresql 16", "engine: postgresql 17", {SHOP, DB}, f"{DB} engine"),
        ("engine: postgresql 16, ", "", {SHOP, DB}, f"{DB} engine"),
        ("engine: postgresql 16", "engine: postgresql 16.9", set(), ""),
        ("files: {at: rack", "files: {at: bench", {FILES}, f"{FILES} at"),
        ("files: {at: rack, copies: {nightly: {kind: dump", "files: {at: rack, copies: {nightly: {kind: image", {FILES},
         f"{FILES}/copies/nightly kind"),
        ("copies: {nightly: {kind: dump, at: vault}, weekly", "copies: {weekly", {SHOP, DB},
         f"{DB}/copies/nightly is gone"),
        ("weekly: {kind: tape", "weekly: {kind: image", set(), ""),
        (", weekly: {kind: tape, at: bench}", "", set(), ""),
        ("do: Load, run: load db", "do: Load, run: load db -f", {SHOP, DB, ONE}, f"{ONE} steps.load.run"),
        ("do: Load, run: load files", "do: Load, run: load all", {FILES, TWO}, f"{TWO} steps.load.run"),
        ("kept_in: places/vault", "kept_in: places/bench", {SHOP, DB, ONE}, "credentials/key kept_in"),
        ("vault: {site: b}", "vault: {site: z}", {SHOP, DB, FILES}, "places/vault site"),
        ("bench: {site: c}", "bench: {site: z}", {SHOP, DB, FILES}, "places/bench site"),
        ("bench: {site: c}", "bench: {}", {SHOP, DB, FILES}, "places/bench site"),
        ("bench: {site: c}", "bench: {site: c, account: x}", set(), ""),
        ("rack: {site: a}", "rack: {site: z}", set(), ""),
        ("shop: {at: rack", "shop: {at: bench", {SHOP}, f"{SHOP} at"),
        ("do: Load, run: load db", "do: Do load it, run: load db", set(), ""),
    ],
)  # fmt: skip
def test_a_change_voids(facts: Make, old: str, new: str, void: set[str], because: str) -> None:
    found = told(later(facts, old, new))
    assert set(found) == void
    assert all(because in why for why in found.values())


def test_every_change_is_named_once(facts: Make) -> None:
    plan = later(facts, "engine: postgresql 16, at: rack", "engine: mariadb 11, at: bench")
    assert told(plan)[DB] == [f"{DB} at", f"{DB} engine"]
    assert told(plan)[SHOP] == [f"{DB} at", f"{DB} engine"]


@pytest.mark.parametrize(
    ("digest", "found"),
    [
        ("v1", []),
        ("v1 engine=000000000000", ["engine"]),
        ("v1 no.longer.known=000000000000", ["no.longer.known"]),
        ("v2 engine=000000000000", []),
        ("0" * 64, [""]),
        ("WHOLE", []),
    ],
)
def test_what_is_compared(facts: Make, digest: str, found: list[str]) -> None:
    """A field that no digest of its version looked at, and a version of the future, void nothing."""
    plan = facts("datastores: {db: {engine: postgresql 16}}").plan
    text = of_whole(substance(plan.datastores["db"], plan)) if digest == "WHOLE" else digest
    text = text.replace("v1", "v1 class=c8d80b980b02", 1)
    assert [c.field for c in differences(DB, text, Memory(plan))] == found


def test_what_is_gone_is_told(facts: Make) -> None:
    assert differences("places/none", "v1", Memory(facts(PLAN).plan)) == (Difference("places/none", is_gone=True),)


@pytest.mark.parametrize("digested", ["", "digests: {}", f"digests: {{{FILES}: v1 class=c8d80b980b02}}"])
def test_without_a_digest_nothing_is_void(facts: Make, digested: str) -> None:
    text = PLAN.replace("    result: passed", f"    result: passed\n    {digested}")
    assert told(facts(text).plan) == {}


def loaded(data: dict[str, Any]) -> Plan | None:
    return load(from_texts({"plan.yaml": text_of(data)})).plan


@settings(max_examples=300)
@given(st.integers(0, 2**40))
def test_any_change_voids_the_drills_that_exercised_it_and_no_other(seed: int) -> None:
    """One field of one object of any plan is written differently: what differs in substance, and only that, voids.

    Which objects differ is seen without digests: by what they say before and after.
    """
    data, author = any_author(seed, density=Random(seed).choice((0.5, 0.9)))
    dice = Random(seed + 1)
    before = loaded(data)
    assert before is not None
    drills = recorded(before.but(drills={d.id: _wider(d, before, dice) for d in before.drills.values()})).drills
    tried = sorted({ref for drill in drills.values() for ref in drill.digests})
    ref = dice.choice(tried if tried and dice.random() < 0.8 else [e.ref for e in before.entries()] or [""])
    entry = entry_of(before, ref)
    target = data
    for key in entry.path if entry is not None else ():
        target = target[str(key)]
    if entry is None or ref.startswith("drills/") or not isinstance(target, dict):
        return
    names = sorted(set(fields_of(type(entry))) - {"copies"})
    for name in dice.sample(names, min(5, len(names))):
        try:
            if dice.random() < 0.2 and fields_of(type(entry))[name].default is not REQUIRED:
                target.pop(key_of(name), None)
            else:
                target[key_of(name)] = author.another(type(entry), name)
        except NothingToNameError:
            continue
    after = loaded(data)
    if after is None:  # a scenario names the label that went away
        return
    now = after.but(drills=drills)
    memory = Memory(now)
    for drill in now.drills.values():
        differ = {ref for ref in drill.digests if _differs(before, after, ref)}
        found = voided(drill, memory)
        assert bool(found) == bool(differ), (ref, differ)
        assert {c.ref for why in found.values() for c in why} == differ
        assert all(_reaches(ref, why, drill, before) for ref, why in found.items())


def _wider(drill: Drill, plan: Plan, dice: Random) -> Drill:
    """A drill of a kind that carries something out, and of more than one thing: chance alone seldom writes one."""
    refs = [e.ref for kind in ("datastores", "services", "runbooks") for e in plan.collection(kind).values()]
    type_ = dice.choice(("functional-exercise", "full-scale", "failover", drill.type))
    return drill.but(type=type_, covers=(*drill.covers, *dice.sample(refs, min(3, len(refs)))))


def _reaches(ref: str, why: tuple[Difference, ...], drill: Drill, plan: Plan) -> bool:
    return {c.ref for c in why} <= set(behind(ref, drill, plan))


def _differs(before: Plan, after: Plan, ref: str) -> bool:
    then, now = entry_of(before, ref), entry_of(after, ref)
    assert then is not None
    assert now is not None
    old = {p.name: p.value for p in substance(then, before)}
    new = {p.name: (p.value, p.is_open) for p in substance(now, after)}
    is_lost = any(v is not None and new.get(n, (None, False))[0] != v for n, v in old.items())
    is_new = any(v is not None and old.get(n) is None and not is_open for n, (v, is_open) in new.items())
    return is_lost or is_new
