"""Keys that are lost together with what they open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.keys import KeyRisk

PLAN = """
people: {a: {name: A}, b: {name: B, active: no}}
places:
  dc: {site: dc, storage: disk, account: prod}
  shelf: {site: dc, storage: shelf}
  vault: {site: far, storage: bucket, account: backup}
  bank: {site: bank}
datastores:
  db: {at: dc, copies: {nightly: {kind: dump, at: vault, encrypted: %s}, mirror: {kind: raid, encrypted: yes}}}
  safe: {at: shelf}
"""


@pytest.mark.parametrize(
    ("encrypted", "risk"),
    [
        ("no", None),
        ("unknown", None),
        ("yes", KeyRisk.NOWHERE),
        ("{key: {holders: [a]}}", KeyRisk.NOWHERE),
        ("{key: {at: bank}}", None),
        ("{key: {at: vault}}", KeyRisk.WITH_DATA),
        ("{key: {at: shelf}}", KeyRisk.WITH_DATA),
        ("{key: {at: shelf, second_copy: places/vault}}", None),
        ("{key: {at: shelf, second_copy: places/dc}}", KeyRisk.WITH_DATA),
        ("{key: {at: datastores/db}}", KeyRisk.WITH_DATA),
        ("{key: {at: datastores/safe}}", KeyRisk.WITH_DATA),
        ("{key: {at: bank, holders: [a]}}", KeyRisk.ONE_PERSON),
        ("{key: {at: bank, holders: [a, b]}}", KeyRisk.ONE_PERSON),
        ("{key: {at: bank, holders: [b]}}", KeyRisk.NOBODY),
        ("{key: {at: bank, second_copy: places/dc, holders: [b]}}", None),
        ("{key: {at: bank, second_copy: places/bank, holders: [a]}}", KeyRisk.ONE_PERSON),
        ("{key: {at: bank, second_copy: places/dc, holders: [a]}}", None),
    ],
)
def test_backup(encrypted: str, risk: KeyRisk | None, facts: Callable[..., Facts]) -> None:
    found = facts(PLAN % encrypted)
    assert [r.risk for r in found.keys_at_risk(found.plan.datastores["db"])] == ([risk] if risk else [])
