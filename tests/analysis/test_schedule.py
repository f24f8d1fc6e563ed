"""The scheduler: every dependency holds, nobody does two things at once, and what cannot be done says why."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcdr.analysis.schedule import Obstacle, Schedule, Slot, Task, Wait, schedule
from bcdr.model.value import UNBOUNDED


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def task(id_: str, length: int | None, **more: object) -> Task:
    return Task(id_, None if length is None else minutes(length), **more)  # type: ignore[arg-type]


def times(found: Schedule) -> dict[str, tuple[float, float]]:
    return {i: (s.start / minutes(1), s.end / minutes(1)) for i, s in found.slots.items()}


def test_without_shared_people_everything_runs_side_by_side() -> None:
    found = schedule([task("a", 5), task("b", 10), task("c", 1, after=("a", "b")), task("d", 2, after=("a",))])
    assert times(found) == {"a": (0, 5), "b": (0, 10), "c": (10, 11), "d": (5, 7)}
    assert found.end == minutes(11)
    assert [s.task for s in found.path()] == ["b", "c"]


def test_one_person_does_one_thing_at_a_time_and_the_wait_is_named() -> None:
    found = schedule([task("a", 5, people=1, candidates=("ann",)), task("b", 10, people=1, candidates=("ann",))])
    assert times(found) == {"b": (0, 10), "a": (10, 15)}  # the longer one first
    assert found.slots["a"] == Slot("a", minutes(10), minutes(15), ("ann",), Wait("person", "b", "ann"))
    assert [s.task for s in found.path()] == ["b", "a"]


def test_the_deputy_steps_in_while_the_holder_is_busy() -> None:
    found = schedule([task(i, 5, people=1, candidates=("ann", "ben")) for i in "ab"])
    assert [found.slots[i].people for i in "ab"] == [("ann",), ("ben",)]
    assert found.end == minutes(5)


def test_two_at_once_wait_for_the_second_one() -> None:
    both = task("both", 5, people=2, candidates=("ann", "ben"), priority=1)
    found = schedule([task("a", 30, people=1, candidates=("ben",)), both])
    assert found.slots["both"] == Slot("both", minutes(30), minutes(35), ("ann", "ben"), Wait("person", "a", "ben"))


def test_restores_over_one_link_add_up() -> None:
    found = schedule([task(i, 60, links=("nas",)) for i in "abc"])
    assert found.end == minutes(180)
    assert found.slots["b"].wait == Wait("link", "a", "nas")


def test_what_is_more_urgent_goes_first_and_gaps_are_filled() -> None:
    ann = {"people": 1, "candidates": ("ann",)}
    found = schedule([
        task("urgent-1", 10, **ann),
        task("pause", 20, after=("urgent-1",)),
        task("urgent-2", 10, after=("pause",), **ann),
        task("filler", 15, priority=1, **ann),
        task("long", 25, priority=1, **ann),
    ])  # fmt: skip
    assert times(found) == {
        "urgent-1": (0, 10),
        "pause": (10, 30),
        "urgent-2": (30, 40),
        "filler": (10, 25),
        "long": (40, 65),
    }


def test_what_becomes_possible_later_keeps_its_own_priority() -> None:
    ann = {"people": 1, "candidates": ("ann",)}
    found = schedule([
        task("first", 10, **ann),
        task("last", 50, after=("first",), priority=2, **ann),
        task("second", 5, priority=1, **ann),
    ])  # fmt: skip
    assert times(found) == {"first": (0, 10), "second": (10, 15), "last": (15, 65)}


OBSTACLES = [
    ("no time", [task("a", None), task("b", 1, after=("a",))], {"a": Obstacle("time", ("a",)), "b": Obstacle("after", ("a",))}),
    ("too few", [task("a", 1, people=2, candidates=("ann", "ann")), task("b", 1)], {"a": Obstacle("people", ("a",))}),
    ("nobody", [task("a", 1, people=1)], {"a": Obstacle("people", ("a",))}),
    ("ghost", [task("a", 1, after=("ghost",))], {"a": Obstacle("unknown", ("ghost",))}),
    ("itself", [task("a", 1, after=("a",)), task("b", 1)], {"a": Obstacle("circle", ("a",))}),
    (
        "circle",
        [task("a", 1, after=("c",)), task("b", 1, after=("a",)), task("c", 1, after=("b",)), task("d", 1, after=("c",))],
        {i: Obstacle("circle", ("b", "c", "a")) for i in "abc"} | {"d": Obstacle("after", ("b", "c", "a"))},
    ),
    (
        "two reasons",
        [task("a", None), task("b", 1, people=1), task("c", 1, after=("a", "b")), task("d", 1)],
        {"a": Obstacle("time", ("a",)), "b": Obstacle("people", ("b",)), "c": Obstacle("after", ("a", "b"))},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "tasks", "expected"), OBSTACLES, ids=[o[0] for o in OBSTACLES])
def test_what_cannot_be_done_says_why(case: str, tasks: list[Task], expected: dict[str, Obstacle]) -> None:
    found = schedule(tasks)
    circles = {i: (o.kind, set(o.tasks)) for i, o in found.obstacles.items()}
    assert circles == {i: (o.kind, set(o.tasks)) for i, o in expected.items()}, case
    assert set(found.slots) == {t.id for t in tasks} - set(expected)


def test_a_task_without_end_keeps_the_rest_waiting_for_ever() -> None:
    found = schedule(
        [
            Task("a", UNBOUNDED, people=1, candidates=("ann",)),
            task("b", 1, after=("a",)),
            task("c", 1, people=1, candidates=("ann",)),
        ]
    )
    assert found.slots["b"].end == UNBOUNDED
    assert found.end == UNBOUNDED


def test_nothing_to_do() -> None:
    assert schedule([]) == Schedule({}, {})
    assert schedule([]).path() == ()
    assert schedule([]).end == timedelta()


PEOPLE = ("ann", "ben", "cleo")
LINKS = ("nas", "tape")


@st.composite
def plans(draw: st.DrawFn) -> list[Task]:
    """Up to nine tasks without circles, some of them without a time or with too few people."""
    names = [f"t{n}" for n in range(draw(st.integers(1, 9)))]
    made: list[Task] = []
    for n, name in enumerate(names):
        candidates = tuple(draw(st.permutations(PEOPLE)))[: draw(st.integers(0, 3))]
        made.append(
            Task(
                name,
                draw(st.one_of(st.integers(0, 9).map(minutes), st.integers(0, 9).map(minutes), st.none()))
                if draw(st.booleans())
                else minutes(3),
                tuple(sorted(draw(st.sets(st.sampled_from(names[:n]), max_size=3)))) if n else (),
                draw(st.integers(0, max(1, len(candidates)))),
                candidates,
                tuple(sorted(draw(st.sets(st.sampled_from(LINKS), max_size=2)))),
                draw(st.integers(0, 2)),
            )
        )
    return draw(st.permutations(made))


def lengths(tasks: list[Task], found: Schedule) -> dict[str, timedelta]:
    return {t.id: t.duration or timedelta() for t in tasks if t.id in found.slots}


@settings(max_examples=120, deadline=None)
@given(plans())
def test_every_dependency_holds_and_nobody_does_two_things_at_once(tasks: list[Task]) -> None:
    found = schedule(tasks)
    assert set(found.slots) | set(found.obstacles) == {t.id for t in tasks}
    assert not set(found.slots) & set(found.obstacles)
    used: dict[str, list[Slot]] = {}
    for one in tasks:
        slot = found.slots.get(one.id)
        if slot is None:
            continue
        assert slot.end - slot.start == one.duration
        assert all(found.slots[a].end <= slot.start for a in one.after)
        assert len(set(slot.people)) == one.people
        assert set(slot.people) <= set(one.candidates)
        for name in (*slot.people, *one.links):
            used.setdefault(name, []).append(slot)
    for slots in used.values():
        for a, b in combinations(slots, 2):
            assert a.end <= b.start or b.end <= a.start or a.start == a.end or b.start == b.end


@settings(max_examples=120, deadline=None)
@given(plans())
def test_the_end_lies_between_the_longest_path_and_one_thing_after_another(tasks: list[Task]) -> None:
    found = schedule(tasks)
    free = schedule([t._replace(people=0, links=()) for t in tasks if t.id in found.slots])
    assert free.end <= found.end <= sum(lengths(tasks, found).values(), timedelta())


@settings(max_examples=120, deadline=None)
@given(plans())
def test_the_critical_path_has_no_holes_and_begins_at_the_start(tasks: list[Task]) -> None:
    found = schedule(tasks)
    path = found.path()
    if found.slots:
        assert path[0].start == timedelta()
        assert path[0].wait is None
        assert path[-1].end == found.end
    for before, after in pairwise(path):
        assert before.end == after.start
        assert after.wait is not None
        assert after.wait.task == before.task


@settings(max_examples=100, deadline=None)
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_the_tasks_does_not_matter(tasks: list[Task], random: object) -> None:
    shuffled = list(tasks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert schedule(shuffled) == schedule(tasks)


@settings(max_examples=100, deadline=None)
@given(plans())
def test_one_candidate_more_never_makes_a_task_impossible(tasks: list[Task]) -> None:
    more = [t._replace(candidates=(*t.candidates, "dora")) for t in tasks]
    assert set(schedule(tasks).slots) <= set(schedule(more).slots)


@settings(max_examples=100, deadline=None)
@given(plans())
def test_one_person_less_never_makes_a_task_possible(tasks: list[Task]) -> None:
    less = [t._replace(candidates=tuple(c for c in t.candidates if c != "ann")) for t in tasks]
    assert set(schedule(less).slots) <= set(schedule(tasks).slots)


@settings(max_examples=100, deadline=None)
@given(plans())
def test_what_comes_later_delays_nothing_that_comes_earlier(tasks: list[Task]) -> None:
    urgent = [t._replace(priority=0) for t in tasks]
    later = [t._replace(id=f"later-{t.id}", after=tuple(f"later-{a}" for a in t.after), priority=1) for t in tasks]
    alone = schedule(urgent)
    assert {i: schedule([*urgent, *later]).slots[i] for i in alone.slots} == alone.slots


def test_one_person_less_can_by_chance_end_earlier() -> None:
    """Written down so that nobody relies on the opposite: a rule of thumb is not a search."""
    tasks = [
        task("a", 7, people=1, candidates=("ben", "cleo")),
        task("b", 8, people=1, candidates=("cleo", "ann")),
        task("c", 2, after=("a",), people=1, candidates=("cleo",)),
    ]
    without_ben = [t._replace(candidates=tuple(c for c in t.candidates if c != "ben")) for t in tasks]
    assert (schedule(tasks).end, schedule(without_ben).end) == (minutes(10), minutes(9))
