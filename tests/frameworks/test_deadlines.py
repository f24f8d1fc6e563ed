"""The clocks of the law: their length, and when they end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bcdr.frameworks import clause
from bcdr.frameworks.deadlines import checked, deadline, deadlines, threshold, thresholds
from bcdr.frameworks.reading import DataFileError

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("id", "citation", "limit"),
    [
        ("authority-notice", "gdpr 33(1)", "72 hours"),
        ("consultation-answer", "gdpr 36(2)", "8 weeks"),
        ("consultation-extension", "gdpr 36(2)", "6 weeks"),
        ("nis2-early-warning", "nis2 23(4)(a)", "24 hours"),
        ("nis2-notification", "nis2 23(4)(b)", "72 hours"),
        ("nis2-final-report", "nis2 23(4)(d)", "1 month"),
        ("dora-initial-classified", "dora RTS-2025/301-5", "4 hours"),
        ("dora-initial-aware", "dora RTS-2025/301-5", "24 hours"),
        ("dora-intermediate", "dora RTS-2025/301-5", "72 hours"),
        ("dora-final", "dora RTS-2025/301-5", "1 month"),
    ],
)
def test_a_time_limit_is_the_one_of_its_clause(id: str, citation: str, limit: str) -> None:
    assert (deadline(id).citation, deadline(id).limit) == (citation, limit)


def test_every_limit_cites_a_clause_of_the_catalogue() -> None:
    cited = [*(one.citation for one in deadlines()), *(one.citation for one in thresholds())]
    assert [clause(one).citation for one in cited] == cited


def test_no_two_limits_share_an_id() -> None:
    ids = [*(one.id for one in deadlines()), *(one.id for one in thresholds())]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("id", "start", "end"),
    [
        ("authority-notice", datetime(2026, 1, 2, 17, tzinfo=UTC), datetime(2026, 1, 5, 17, tzinfo=UTC)),
        ("authority-notice", datetime(2026, 1, 2, 17), datetime(2026, 1, 5, 17)),
        ("consultation-answer", datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 26, tzinfo=UTC)),
        ("nis2-final-report", datetime(2026, 1, 31, 9, tzinfo=UTC), datetime(2026, 2, 28, 9, tzinfo=UTC)),
        ("nis2-final-report", datetime(2027, 12, 5, 9, tzinfo=UTC), datetime(2028, 1, 5, 9, tzinfo=UTC)),
    ],
    ids=["over-a-weekend", "without-a-zone", "weeks", "into-a-short-month", "into-the-next-year"],
)
def test_a_clock_ends_when_the_law_says(id: str, start: datetime, end: datetime) -> None:
    assert deadline(id).due(start) == end


def test_hours_are_real_hours_when_summer_time_begins() -> None:
    start = datetime(2026, 3, 27, 12, tzinfo=BERLIN)
    assert deadline("authority-notice").due(start).isoformat() == "2026-03-30T13:00:00+02:00"


def test_the_staff_threshold_of_records_is_the_one_in_force() -> None:
    assert (threshold("records-staff").value, threshold("records-staff").unit) == (250, "employees")


def test_a_number_under_reform_says_so() -> None:
    assert deadline("authority-notice").pending
    assert threshold("records-staff").pending


def test_the_file_says_when_somebody_last_looked_at_the_law() -> None:
    assert checked() >= date(2026, 11, 21)


@pytest.mark.parametrize("find", [deadline, threshold], ids=["deadline", "threshold"])
def test_an_id_that_code_invented_is_a_fault(find: Callable[[str], object]) -> None:
    with pytest.raises(DataFileError, match="tea-time"):
        find("tea-time")
