"""Names that no entry bears yet."""

from __future__ import annotations

import pytest

from bcdr.fix.phrase import free


@pytest.mark.parametrize(
    ("taken", "name"), [([], "bundle"), (["bundle"], "bundle-2"), (["bundle", "bundle-2", "bundle-4"], "bundle-3")]
)
def test_free(taken: list[str], name: str) -> None:
    assert free("bundle", taken) == name
