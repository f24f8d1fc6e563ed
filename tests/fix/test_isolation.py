"""The offline bundle: an entry for it, and never the claim that it exists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.fix.mend import Mended

PLAN = """\
bcdr: 1
organization: {name: Shop, people: 40}
places:
  office: {site: office, provider: self}
  safe: {site: bank, offline: yes, region: elsewhere, provider: bank, account: bank, admin: bank, storage: bank}
services:
  shop: {tier: 1, at: office, parts: {data: d}}
datastores:
  d: {class: truth, at: office}
"""
NEW = """\
  # TODO: where the bundle lies, away from everything that it helps to recover (such as safe)
  offline-bundle:
    name: Where the offline bundle is kept
    site: unknown
    provider: unknown
    offline: unknown
    basis: unknown

# TODO: make the bundle (bcdr build), carry it there, and write down the day
kept:
  offline-bundle:
    at: offline-bundle
    as: offline bundle
    occurred: unknown  # TODO: the day on which somebody has put it there
    includes: [plan, runbooks, contacts]
"""
Added = Callable[..., str]


def test_a_bundle_to_be_made(added: Added) -> None:
    assert added(PLAN, "plan-inside-blast-radius") == NEW


@pytest.mark.parametrize(
    ("kept", "line"),
    [
        ("{stick: {at: safe, occurred: 2020-01-01}}", ""),
        ("{stick: {at: safe}}", ""),
        ("{stick: {at: office}}", ""),
    ],
    ids=["too old: a newer one is made by people", "without a day", "its place may still change"],
)
def test_what_is_foreseen_already_is_not_written_again(kept: str, line: str, added: Added) -> None:
    assert added(f"{PLAN}kept: {kept}\n", "plan-inside-blast-radius") == line


def test_only_a_copy_that_is_still_to_be_made_gets_more_parts(fix: Callable[..., Mended]) -> None:
    text = PLAN + "kept: {stick: {at: safe, includes: [plan]}}\n"
    result = fix(text, "plan-inside-blast-radius")
    assert result.snapshot.files[0].text == text.replace("[plan]", "[plan, runbooks, contacts]")


def test_a_copy_with_a_day_is_never_said_to_hold_more(added: Added) -> None:
    text = PLAN + "kept:\n  stick: {at: safe, occurred: 2026-11-20, includes: [plan, runbooks]}\n"
    new = added(text, "plan-inside-blast-radius")
    assert "includes: [contacts]" in new
    assert "stick" not in new
