"""How the page of a datastore says when copies are made."""

from __future__ import annotations

import pytest

from bcdr.report.site.datastore import times


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("30 2 * * *", "every day at 02:30"),
        ("0 3,15 * * *", "every day at 03:00 and 15:00"),
        ("5 1,7,13 * * *", "every day at 01:05, 07:05 and 13:05"),
        ("15 4 * * 0", "every Sunday at 04:15"),
        ("15 4 * * 7", "every Sunday at 04:15"),
        ("10 * * * *", "every hour at minute 10"),
        ("*/5 * * * *", "cron */5 * * * *"),
        ("0 2-4 * * *", "cron 0 2-4 * * *"),
        ("0 2 1 * *", "cron 0 2 1 * *"),
        ("0 2 1 * 1", "cron 0 2 1 * 1"),
        ("0 2 * * 1-5", "cron 0 2 * * 1-5"),
        ("0 * * * 1", "cron 0 * * * 1"),
    ],
)
def test_schedules_in_words(cron: str, words: str) -> None:
    assert times(cron) == words
