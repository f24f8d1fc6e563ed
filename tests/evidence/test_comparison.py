"""The plan's word against what the program did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bcdr.evidence.comparison import contradictions
from bcdr.evidence.fact import Fact, Origin
from tests.evidence.plans import plan_of

AT = datetime(2031, 5, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("copy", "run", "expected"),
    [
        (
            "encrypted: yes",
            {"encrypted": False},
            ["the plan says that it is encrypted, the report says that it is not"],
        ),
        ("encrypted: no", {"encrypted": True}, ["the plan says that it is not encrypted, the report says that it is"]),
        ("encrypted: yes", {"encrypted": True}, []),
        ("encrypted: yes", {}, []),
        ("note: x", {"encrypted": False}, []),
        (
            "keep: 30d",
            {"expires_at": AT + timedelta(days=28)},
            ["the plan keeps it for 30 days, the program for 28 days"],
        ),
        ("keep: 30d", {"expires_at": AT + timedelta(days=29)}, []),
        ("keep: 30d", {"expires_at": AT + timedelta(days=60)}, []),
        (
            "keep: 30d",
            {"expires_at": AT + timedelta(days=1)},
            ["the plan keeps it for 30 days, the program for one day"],
        ),
        ("keep: unbounded", {"expires_at": AT + timedelta(days=1)}, []),
        ("note: x", {"expires_at": AT + timedelta(days=1)}, []),
        (
            "duration: 40m",
            {"started_at": AT - timedelta(minutes=90)},
            ["it took 1h30m, longer than the 40m of the plan"],
        ),
        ("duration: 90m", {"started_at": AT - timedelta(minutes=90)}, []),
        ("duration: 40m", {}, []),
    ],
)
def test_contradiction(copy: str, run: dict[str, Any], expected: list[str]) -> None:
    plan = plan_of(f"a: {{kind: image, at: nas, {copy}}}")
    fact = Fact("restic", "shop", Origin("d", AT), finished_at=AT, **run)
    assert list(contradictions(plan.datastores["sales"].copies["a"], fact)) == expected
