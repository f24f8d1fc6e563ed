"""Rounds of fixing: waived findings stay, offers are only offers, what cannot be edited is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.fix import mend
from bcdr.fix.mend import Mended, mended
from bcdr.source.edit import Add, CannotEditError
from bcdr.source.snapshot import from_texts

PLAN = """\
bcdr: 1
organization: {name: Shop, people: 40}
services:
  a: {tier: 2, depends_on: [services/b]}
  b: {tier: 3}
  c: {tier: 1}
  d: {tier: 4}
vendors:
  # nobody needs it
  old: {name: Old Ltd}
"""

Fix = Callable[..., Mended]


def text(result: Mended, number: int = 0) -> str:
    return result.snapshot.files[number].text or ""


def test_a_fix_is_told_with_its_line(fix: Fix) -> None:
    result = fix(PLAN, "restore-order-missing")
    assert "  order: [c, b, a, d]\n" in text(result)
    assert [(n.rule, n.what, n.location.line if n.location else 0) for n in result.edited] == [
        ("restore-order-missing", "added order and approved_by to recovery_order", 14)
    ]


def test_only_the_kinds_asked_for(fix: Fix) -> None:
    assert text(fix(PLAN, "restore-order-missing", kinds=frozenset({"scaffold"}))) == PLAN


def test_what_is_waived_stays_as_it_is(fix: Fix) -> None:
    waived = PLAN + (
        "people: {p: {name: P}}\n"
        "waivers: {w: {rule: restore-order-missing, on: plan, reason: x, approved_by: people/p,\n"
        "  occurred: 2026-11-01, valid_until: 2027-02-01}}\n"
    )
    assert text(fix(waived, "restore-order-missing")) == waived


def test_an_offer_is_taken_only_when_the_rule_is_named(fix: Fix) -> None:
    offered = fix(PLAN, "orphan-object")
    assert text(offered) == PLAN
    assert [(n.rule, n.what) for n in offered.offered] == [
        ("orphan-object", "can take out vendors/old, which nothing refers to")
    ]
    taken = fix(PLAN, "orphan-object", named=True)
    assert text(taken).endswith("  d: {tier: 4}\nvendors: {}\n")
    assert taken.offered == ()
    assert [n.location.line for n in taken.edited if n.location] == [10]


def test_what_cannot_be_edited_is_said_and_nothing_is_lost(fix: Fix) -> None:
    private = "recovery_order: {}\n"
    result = fix(PLAN, "restore-order-missing", **{"x.private.yaml": private})
    assert text(result) == PLAN
    assert [n.what for n in result.refused] == [
        "not edited: recovery_order stands in a private overlay; edit it there by hand"
    ]


def test_a_plan_with_faults_is_not_edited() -> None:
    snapshot = from_texts({"plan.yaml": "bcdr: 1\nnonsense: 2\n"})

    def never(_: object) -> None:
        raise AssertionError

    assert mended(snapshot, never, kinds=frozenset({"auto"})) == Mended(snapshot, is_loaded=False)  # type: ignore[arg-type]


def test_a_fixer_that_would_break_the_plan_is_stopped(fix: Fix, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mend, "fixer_of", lambda _: lambda *_: (Add((), {"nonsense": "x"}),))
    with pytest.raises(CannotEditError, match="would not load any more: a plan has no key nonsense"):
        fix(PLAN, "restore-order-missing")
