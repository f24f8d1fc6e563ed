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
        ("", ["root", "writer"], ["fetcher", "robot"]),
        (", append_only: yes", ["root"], []),
        (", pulled: yes", ["root", "writer"], ["robot"]),
        (", deletable_by: [sso]", ["admin/sso", "root", "writer"], ["fetcher", "robot"]),
        (", deletable_by: [vault-root]", ["root", "writer"], ["fetcher", "robot"]),
        (", immutable: {for: 1d, mode: compliance}", ["root", "writer"], []),
    ],
)
def test_who_can(copy: str, able: list[str], programs: list[str], facts: Callable[..., Facts]) -> None:
    found = facts(PLAN % copy)
    store = found.plan.datastores["db"]
    assert list(found.can_destroy_everything(store)) == able
    assert list(found.programs_over(store.copies["nightly"])) == programs
