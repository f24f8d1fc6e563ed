"""Evidence looked at again."""

from __future__ import annotations

from datetime import date

import pytest

from bcdr.evidence.inspection import State, inspect
from tests.evidence.plans import plan_of

DAY = date(2031, 5, 10)
SHA = "a" * 64


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (f"file: evidence/x.log, sha256: {SHA}", State.INTACT),
        (f"file: evidence/x.log, sha256: {SHA}, valid_until: 2031-05-10", State.INTACT),
        (f"file: evidence/x.log, sha256: {SHA}, valid_until: 2031-05-09", State.EXPIRED),
        (f"file: evidence/x.log, sha256: {'b' * 64}, valid_until: 2031-05-09", State.CHANGED),
        (f"file: evidence/gone.log, sha256: {SHA}", State.MISSING),
        ("file: evidence/x.log", State.UNHASHED),
        (f"file: ../x.log, sha256: {SHA}", State.OUTSIDE),
        (f"at: the safe, sha256: {SHA}", State.ELSEWHERE),
        ("at: the safe, valid_until: 2031-05-09", State.EXPIRED),
    ],
)
def test_state(entry: str, state: State) -> None:
    def digest(file: str) -> str | None:
        if file.startswith(".."):
            raise OSError
        return SHA if file == "evidence/x.log" else None

    [found] = inspect(plan_of("a: {kind: image}", more=f"evidence:\n  x: {{{entry}}}\n"), digest, DAY)
    assert found.state is state
    assert found.is_trouble is (state not in {State.INTACT, State.ELSEWHERE})


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ("occurred: 2031-01-01, recorded: 2031-01-31", "happened 2031-01-01, recorded 2031-01-31"),
        ("occurred: 2031-01-01, recorded: 2031-02-01", "happened 2031-01-01, recorded 2031-02-01, 31 days later"),
        (
            "valid_until: 2032-01-01",
            "nobody wrote when it happened, nobody wrote when it was recorded, valid until 2032-01-01",
        ),
    ],
)
def test_the_two_dates_are_told_apart(entry: str, sentence: str) -> None:
    [found] = inspect(plan_of("a: {kind: image}", more=f"evidence:\n  x: {{{entry}}}\n"), lambda _: None, DAY)
    assert found.sentence == f"x: kept elsewhere, not looked at; {sentence}"
