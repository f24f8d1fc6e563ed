"""What no backup holds."""

from __future__ import annotations

import pytest

from bcdr.analysis.scope import is_whole, outside_backups
from bcdr.model.datastore import Copy, Datastore


def copy(**values: object) -> Copy:
    return Copy(kind="dump", **values)


@pytest.mark.parametrize(
    ("contents", "copies", "missing"),
    [
        (("a", "B"), [copy(includes=("A", "b"))], ()),
        (("a", "b"), [copy(includes=("a",))], ("b",)),
        (("a", "b"), [copy(includes=("a",)), copy(includes=("b",))], ()),
        (("a",), [copy()], ()),
        ((), [copy(excludes=("logs",))], ("logs",)),
        (("logs",), [copy(excludes=("Logs",))], ("logs",)),
        ((), [copy(excludes=("logs",)), copy()], ()),
        (("a",), [copy(includes=("b",)), copy(active=False)], ("a",)),
        (("a",), [copy(includes=("b",)), Copy(kind="replica")], ("a",)),
    ],
)
def test_outside(contents: tuple[str, ...], copies: list[Copy], missing: tuple[str, ...]) -> None:
    backups = [c for c in copies if c.is_backup]
    assert outside_backups(Datastore(contents=contents), backups) == missing


def test_whole_is_everything_without_exception() -> None:
    assert [is_whole(c) for c in (copy(), copy(includes=("a",)), copy(excludes=("a",)))] == [True, False, False]
