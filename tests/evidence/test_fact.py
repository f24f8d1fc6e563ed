"""What a fact says by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bcdr.evidence.fact import Fact, Origin, Result

ORIGIN = Origin("d" * 64, datetime(2031, 5, 10, tzinfo=UTC))
AT = datetime(2031, 5, 4, 1, tzinfo=UTC)


def test_what_a_report_does_not_say_is_none_and_never_zero() -> None:
    fact = Fact("restic", None, ORIGIN)
    assert fact.result is Result.UNKNOWN
    unknown = (
        fact.name,
        fact.full_name,
        fact.duration,
        fact.source_bytes,
        fact.stored_bytes,
        fact.encrypted,
        fact.verified,
    )
    assert set(unknown) == {None}


def test_names_and_duration() -> None:
    fact = Fact("pgbackrest", "main", ORIGIN, started_at=AT - timedelta(hours=1), finished_at=AT, destination="repo1")
    assert (fact.name, fact.full_name, fact.duration) == (
        "pgbackrest:main",
        "pgbackrest:main@repo1",
        timedelta(hours=1),
    )
    assert fact._replace(time_is="start").duration is None
