"""The critical path in words: what is waited for, what a length rests on, the weakest link."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.recovery import PathStep, Recovery
from bcdr.analysis.schedule import Wait
from bcdr.model.value import UNBOUNDED
from bcdr.report.critical import held_by, rests_on, waits_for, weakest_link
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

PLAN = """\
bcdr: 1
organization: {name: Shop}
people: {ann: {name: Ann}}
places: {nas: {name: The NAS}}
runbooks: {r: {title: Restore it}}
"""
MINUTE = timedelta(minutes=1)


@pytest.fixture
def facts() -> Facts:
    plan = load(from_texts({"plan.yaml": PLAN})).plan
    assert plan is not None
    return Facts(plan, date(2026, 11, 21))


def step(name: str, start: int, end: int, wait: Wait | None = None, ready: int = 0, **more: str) -> PathStep:
    given = {"kind": "action", "of": "runbooks/r", "basis": "step"} | more
    return PathStep(
        "t",
        given["kind"],
        name,
        given["of"],
        None,
        (),
        start * MINUTE,
        end * MINUTE,
        wait,
        given["basis"],
        ready * MINUTE,
    )


def recovery(*path: PathStep, missing: tuple[str, ...] = ()) -> Recovery:
    return Recovery(None if missing or not path else path[-1].end, path, None, None, missing)


ANN = Wait("person", "x", "people/ann")


def test_who_or_what_was_busy(facts: Facts) -> None:
    assert held_by(facts, ANN) == "Ann"
    assert held_by(facts, Wait("link", "x", "from places/nas")) == "the link from The NAS"
    assert held_by(facts, Wait("link", "x", "onto places/nas")) == "the link onto The NAS"


def test_a_step_says_what_it_waits_for_besides_the_one_before(facts: Facts) -> None:
    assert waits_for(facts, step("a", 0, 5)) == ""
    assert waits_for(facts, step("a", 5, 9, Wait("task", "x"), 5)) == ""
    assert waits_for(facts, step("a", 50, 90, ANN, 5)) == "45 min for Ann"
    assert waits_for(facts, step("a", 0, 0, ANN)._replace(start=UNBOUNDED)) == "Ann"


@pytest.mark.parametrize(
    ("basis", "of", "expected"),
    [
        ("step", "runbooks/r", "step of Restore it"),
        ("step, 40 pieces, 2 at a time", "runbooks/r", "step of Restore it, 40 pieces, 2 at a time"),
        ("lead time of the target", "runbooks/r", "lead time of the target; Restore it"),
        ("assumed 50 MB/s", "datastores/d", "assumed 50 MB/s"),
        ("estimate", "services/s", "estimate"),
    ],
)
def test_what_a_length_rests_on(facts: Facts, basis: str, of: str, expected: str) -> None:
    assert rests_on(facts, step("a", 0, 5, basis=basis, of=of)) == expected


def test_the_weakest_link_is_the_longest_part_and_the_longest_wait(facts: Facts) -> None:
    short, long = step("Stop", 0, 5), step("Load", 5, 45, Wait("task", "x"), 5)
    assert weakest_link(facts, recovery(short, long)) == "longest part: Load, 40 min (step of Restore it)"
    held = step("Look", 45, 50, ANN, 30)
    assert (
        weakest_link(facts, recovery(short, long, held))
        == "longest part: Load, 40 min (step of Restore it); waits 15 min for Ann"
    )


def test_a_long_sentence_is_cut_between_words(facts: Facts) -> None:
    words = weakest_link(facts, recovery(step("word " * 40, 0, 5)))
    assert words.startswith("longest part: word word")
    assert " ..., 5 min" in words


def test_of_what_is_not_known_the_reason_is_the_weakest_link(facts: Facts) -> None:
    assert weakest_link(facts, recovery(missing=("size of datastores/x", "more"))) == "not known: size of datastores/x"
    assert weakest_link(facts, recovery()) == "not known"
    assert weakest_link(facts, recovery()._replace(estimate=timedelta())) == "no part of the way back takes any time"
