"""Who can destroy data and its copies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts

PLAN = """
places:
  dc: {admin: sso}
  rack: {within: dc}
  vault: {admin: vault-root}
credentials:
  root: {can: {delete: [places/dc, places/vault]}}
  writer: {can: {write: [datastores/db, places/vault]}}
  reader: {can: {read: [places/dc, places/vault]}}
  half: {can: {delete: [places/vault]}}
  robot: {human: no, can: {write: [places/vault]}}
  fetcher: {human: no, environment: backup, can: {delete: [places/vault]}}
datastores: {db: {at: rack, copies: {nightly: {kind: dump, at: vault%s}}}}
"""


@pytest.mark.parametrize(
    ("copy", "able", "programs"),
    [
        ("", ["credentials/root", "credentials/writer"], ["fetcher", "robot"]),
        (", append_only: yes", ["credentials/root"], []),
        (", pulled: yes", ["credentials/root", "credentials/writer"], ["robot"]),
        (", deletable_by: [sso]", ["admin/sso", "credentials/root", "credentials/writer"], ["fetcher", "robot"]),
        (", deletable_by: [vault-root]", ["credentials/root", "credentials/writer"], ["fetcher", "robot"]),
        (", immutable: {for: 1d, mode: compliance}", ["credentials/root", "credentials/writer"], []),
    ],
)
def test_who_can(copy: str, able: list[str], programs: list[str], facts: Callable[..., Facts]) -> None:
    found = facts(PLAN % copy)
    store = found.plan.datastores["db"]
    assert list(found.can_destroy_everything(store)) == able
    assert list(found.programs_over(store.copies["nightly"])) == programs
