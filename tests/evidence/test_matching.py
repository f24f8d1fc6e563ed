"""Which copies a report speaks of."""

from __future__ import annotations

from datetime import date

import pytest

from bcdr.errors import BcdrError
from bcdr.evidence.matching import copy_of, is_named, matching
from bcdr.evidence.series import Series, series_of
from tests.evidence.conftest import report_of, snapshot
from tests.evidence.plans import plan_of
from tests.evidence.test_formats import pg, stanza

DAY = date(2031, 5, 10)


def shops(*names: str) -> tuple[Series, ...]:
    return series_of(report_of([snapshot("2031-05-04", n) for n in names]).facts, DAY)


def test_each_copy_gets_the_series_that_it_names() -> None:
    plan = plan_of(
        'a: {kind: image, at: nas, reported_as: "restic:one:/srv"}',
        'b: {kind: image, at: nas, reported_as: ["restic:two:/srv", "restic:gone:/srv"]}',
        "c: {kind: image, at: nas}",
    )
    found = matching(plan, shops("one", "two", "three"))
    assert [(m.copy.id, [s.name for s in m.series], m.absent) for m in found.matches] == [
        ("a", ["restic:one:/srv"], ()),
        ("b", ["restic:two:/srv"], ("restic:gone:/srv",)),
    ]
    assert [s.name for s in found.unmatched] == ["restic:three:/srv"]


def test_a_name_without_destination_means_all_of_them() -> None:
    series = series_of(report_of([stanza(backup=[pg(), pg(repo=2)])]).facts, DAY)
    assert [is_named(s, "pgbackrest:main") for s in series] == [True, True]
    assert [is_named(s, "pgbackrest:main@repo2") for s in series] == [False, True]


@pytest.mark.parametrize("ref", ["datastores/sales/copies/a", "sales/a"])
def test_a_copy_is_found_by_its_reference(ref: str) -> None:
    assert copy_of(plan_of("a: {kind: image, at: nas}"), ref).id == "a"


def test_a_copy_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(BcdrError) as refused:
        copy_of(plan_of("nightly: {kind: image, at: nas}"), "sales/nigthly")
    assert (refused.value.message, refused.value.hint) == (
        "the plan has no copy sales/nigthly",
        "did you mean sales/nightly?",
    )


def test_the_copy_that_the_caller_names_takes_one_source() -> None:
    plan = plan_of("a: {kind: image, at: nas}", 'b: {kind: image, at: nas, reported_as: "restic:two:/srv"}')
    chosen = plan.datastores["sales"].copies["a"]
    found = matching(plan, shops("one"), chosen)
    assert ([m.copy.id for m in found.matches], found.unmatched) == (["a"], ())
    assert matching(plan, (), chosen).matches == ()
    with pytest.raises(BcdrError, match="2 sources"):
        matching(plan, shops("one", "two"), chosen)
    with pytest.raises(BcdrError, match="is of datastores/sales/copies/b"):
        matching(plan, shops("two"), chosen)
