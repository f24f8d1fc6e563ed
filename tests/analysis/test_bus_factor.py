"""The bus factor: how few people must be away until nobody can."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.analysis.bus_factor import BusFactor, of_credential, of_runbook
from bcdr.analysis.facts import Facts
from bcdr.model.plan import Plan
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts
from tests.analysis.conftest import AsOf

Make = Callable[..., Facts]

PEOPLE = """
people: {a: {name: A}, b: {name: B}, c: {name: C}, gone: {name: G, leaves_on: 2026-11-20}}
roles:
  pair: {holder: a, deputies: [b]}
  three: {holder: a, members: [b, c]}
  left: {holder: gone}
  nobody: {duty: something}
  roster: {holders_in: list}
  half-roster: {holder: c, holders_in: list}
documents: {list: {title: List}}
places: {safe: {site: home}, server: {site: dc}}
"""


def of(found: Facts, ref: str = "credentials/key") -> BusFactor:
    kind, _, id_ = ref.partition("/")
    return found.bus_factor(found.plan.runbooks[id_] if kind == "runbooks" else found.plan.credentials[id_])


@pytest.mark.parametrize(
    ("credential", "at_most", "alone"),
    [
        ("holders: [a]", 1, ("a",)),
        ("holders: [a, b]", 2, ()),
        ("holders: [roles/pair, b]", 2, ()),
        ("holders: [gone]", 0, ()),
        ("holders: [roles/left, a]", 1, ("a",)),
        ("holders: [a], break_glass: {place: safe}", 1, ("a",)),
        ("holders: [a], human: no", 1, ("a",)),
    ],
)
def test_a_credential_is_lost_with_its_last_holder(
    facts: Make, credential: str, at_most: int, alone: tuple[str, ...]
) -> None:
    found = of(facts(f"{PEOPLE}credentials: {{key: {{{credential}}}}}"))
    assert (found.at_most, found.is_exact, found.alone) == (at_most, True, alone)


@pytest.mark.parametrize(
    "credential",
    [
        "holders: [a], break_glass: {place: safe, checked: 2026-11-01}",
        "holders: [a], human: no, kept_in: places/server",
    ],
)
def test_what_lies_sealed_or_can_be_fetched_needs_nobody(facts: Make, credential: str) -> None:
    assert of(facts(f"{PEOPLE}credentials: {{key: {{{credential}}}}}")).is_free


@pytest.mark.parametrize("credential", ["human: yes", "holders: [roles/nobody]", "holders: [roles/roster]"])
def test_people_whom_the_plan_does_not_name_are_unknown_not_zero(facts: Make, credential: str) -> None:
    found = of(facts(f"{PEOPLE}credentials: {{key: {{{credential}}}}}"))
    assert (found.at_most, found.is_exact, found.is_free) == (None, False, False)


@pytest.mark.parametrize(
    ("runbook", "at_most", "is_exact", "alone"),
    [
        ("steps: [{do: x, by: roles/pair}]", 2, True, ()),
        ("steps: [{do: x, by: roles/three}]", 3, True, ()),
        ("steps: [{do: x, by: roles/three, people: 2}]", 2, True, ()),
        ("steps: [{do: x, by: roles/three, people: 3}]", 1, True, ("a", "b", "c")),
        ("steps: [{do: x, by: roles/three, people: 4}]", 0, True, ()),
        ("steps: [{do: x, by: roles/three}, {do: y, by: people/c}]", 1, True, ("c",)),
        ("steps: [{do: x, by: roles/three}], activation: {by: roles/pair}", 2, True, ()),
        ("steps: [{do: x, by: roles/three}], needs: [credentials/one]", 1, True, ("b",)),
        ("steps: [{do: x, by: roles/three, needs: [credentials/one]}]", 1, True, ("b",)),
        ("steps: [{do: x, by: roles/three}], needs: [credentials/sealed]", 3, True, ()),
        ("steps: [{do: x, by: roles/pair}, {do: y}]", 2, False, ()),
        ("steps: [{do: x, by: roles/pair}, {do: y, by: roles/roster}]", 2, False, ()),
        ("steps: [{do: x, by: people/a}, {do: y, by: roles/half-roster}]", 1, True, ("a",)),
        ("steps: [{do: x, by: roles/left}, {do: y}]", 0, True, ()),
        ("steps: [{do: x}]", None, False, ()),
        ("owner: roles/pair", None, False, ()),
        ("needs: [credentials/one]", 1, False, ("b",)),
    ],
)
def test_a_runbook_stops_with_its_weakest_group(
    facts: Make, runbook: str, at_most: int | None, is_exact: bool, alone: tuple[str, ...]
) -> None:
    found = of(
        facts(
            f"{PEOPLE}runbooks: {{r: {{title: R, {runbook}}}}}\n"
            "credentials: {one: {holders: [b]}, "
            "sealed: {holders: [b], break_glass: {place: safe, checked: 2026-11-01}}}"
        ),
        "runbooks/r",
    )
    assert (found.at_most, found.is_exact, found.alone) == (at_most, is_exact, alone)


def test_steps_of_the_same_people_are_one_need(facts: Make) -> None:
    text = (
        "steps: [{do: x, by: roles/pair}, {do: y, by: people/c}, {do: z, by: roles/pair}], activation: {by: roles/pair}"
    )
    found = of(facts(f"{PEOPLE}runbooks: {{r: {{title: R, {text}}}}}"), "runbooks/r")
    assert [(n.who, n.steps) for n in found.needs] == [("roles/pair", (1, 3)), ("people/c", (2,))]
    assert [n.who for n in found.weakest] == ["people/c"]


NAMES = "abcde"


class Small(NamedTuple):
    """A runbook of few people: groups of steps with how many are needed, and holders of credentials, sealed or not."""

    steps: list[tuple[str, int]]
    credentials: list[tuple[str, bool]]

    def yaml(self) -> str:
        lines = ["bcdr: 1", "organization: {name: T}", "places: {safe: {site: s}}", "people:"]
        lines += [f"  {n}: {{name: {n.upper()}}}" for n in NAMES]
        lines += ["roles:"] + [f"  r{i}: {{members: [{', '.join(g)}]}}" for i, (g, _) in enumerate(self.steps)]
        lines += ["credentials:"] if self.credentials else []
        for i, (group, is_sealed) in enumerate(self.credentials):
            seal = ", break_glass: {place: safe, checked: 2026-01-01}" if is_sealed else ""
            lines.append(f"  k{i}: {{holders: [{', '.join(group)}]{seal}}}")
        needs = ", ".join(f"credentials/k{i}" for i in range(len(self.credentials)))
        lines += ["runbooks:", "  r:", "    title: R", f"    needs: [{needs}]", "    steps:"]
        lines += [f"      - {{do: x, by: roles/r{i}, people: {n}}}" for i, (_, n) in enumerate(self.steps)]
        return "\n".join(lines)

    def stops(self, away: frozenset[str]) -> bool:
        """The definition, said once more without any thought of speed."""
        if any(len(set(group) - away) < number for group, number in self.steps):
            return True
        return any(not is_sealed and not set(group) - away for group, is_sealed in self.credentials)


def plan_of(text: str) -> Plan:
    found = load(from_texts({"plan.yaml": text})).plan
    assert found is not None
    return found


groups = st.sets(st.sampled_from(NAMES), min_size=1).map(lambda s: "".join(sorted(s)))
small = st.builds(
    Small,
    st.lists(st.tuples(groups, st.integers(1, 3)), min_size=1, max_size=4),
    st.lists(st.tuples(groups, st.booleans()), max_size=3),
)


@settings(max_examples=150, deadline=None)
@given(small)
def test_every_set_of_people_says_the_same(case: Small) -> None:
    plan = plan_of(case.yaml())
    found = of_runbook(plan.runbooks["r"], plan, AsOf)
    sets = (frozenset(c) for size in range(len(NAMES) + 1) for c in combinations(NAMES, size))
    smallest = next(s for s in sets if case.stops(s))
    assert found.at_most == len(smallest)
    assert found.is_exact
    if found.at_most:
        assert set(found.alone) == {n for n in NAMES if case.stops(frozenset(n))}
    for need in found.weakest:
        assert case.stops(frozenset(need.people[: need.absences]))


@settings(max_examples=75, deadline=None)
@given(small, st.data())
def test_one_more_who_can_never_lowers_it(case: Small, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(case.steps) - 1))
    name = data.draw(st.sampled_from(NAMES))
    more = [(g + name if i == number and name not in g else g, n) for i, (g, n) in enumerate(case.steps)]
    held = [(g + name if name not in g else g, is_sealed) for g, is_sealed in case.credentials]
    before, after = plan_of(case.yaml()), plan_of(Small(more, held).yaml())
    least = of_runbook(before.runbooks["r"], before, AsOf).at_most
    most = of_runbook(after.runbooks["r"], after, AsOf).at_most
    assert least is not None
    assert most is not None
    assert most >= least
    for id_, credential in before.credentials.items():
        one = of_credential(credential, before, AsOf).at_most
        two = of_credential(after.credentials[id_], after, AsOf).at_most
        assert (one is None and two is None) or (one is not None and two is not None and two >= one)


def test_what_is_no_credential_needs_nobody(facts: Make) -> None:
    found = facts(PEOPLE + "runbooks: {r: {title: R, needs: [places/safe], steps: [{do: x, by: people/a}]}}")
    assert of(found, "runbooks/r").at_most == 1
