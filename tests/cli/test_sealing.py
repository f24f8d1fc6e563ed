"""The time on a line is written so that nobody has to guess its zone."""

from __future__ import annotations

import pytest

from bcdr.cli.sealing import when


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("2026-11-21 18:04:05 +0000", "2026-11-21 18:04:05 UTC"),
        ("2026-11-21 18:04:05 +0100", "2026-11-21 18:04:05 UTC+01:00"),
        ("2026-11-21 18:04:05 -0330", "2026-11-21 18:04:05 UTC-03:30"),
    ],
)
def test_when(stated: str, shown: str) -> None:
    assert when(stated) == shown
