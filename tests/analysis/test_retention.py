"""How far back a copy reaches."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bcdr.analysis.retention import reach
from bcdr.model.datastore import Copy
from bcdr.model.value import UNBOUNDED

DAY = timedelta(days=1)
H = timedelta(hours=1)
WEEKDAYS = "0 2 * * 1-5"


def dump(**values: object) -> Copy:
    return Copy(kind="dump", **values)


REACHES = [
    ("kept for a time", dump(every=DAY, keep=30 * DAY), 30 * DAY),
    ("generations by interval", dump(every=DAY, generations=7), 7 * DAY),
    ("a weekend and four nights", dump(cron=WEEKDAYS, generations=5), 7 * DAY),
    ("twice a day, unevenly", dump(cron="0 12,21 * * *", generations=2), DAY),
    ("of a copy of it", dump(from_="weekdays", generations=5), 7 * DAY),
    ("thrown away at once", dump(every=DAY, generations=0), timedelta()),
    ("one, of a job by cron: the next run overwrites it", dump(cron=WEEKDAYS, generations=1), timedelta()),
    ("without a schedule", dump(generations=7), None),
    ("nothing said", dump(every=DAY), None),
    ("logs", Copy(kind="log-archive", lag=H, generations=24), DAY),
    ("a history", Copy(kind="clone"), UNBOUNDED),
    ("a history by schedule", Copy(kind="versioned-objects", cron=WEEKDAYS), UNBOUNDED),
]


@pytest.mark.parametrize(("copy", "kept"), [r[1:] for r in REACHES], ids=[r[0] for r in REACHES])
def test_reach(copy: Copy, kept: timedelta | None) -> None:
    siblings = {"weekdays": dump(cron=WEEKDAYS)}
    for name, one in (*siblings.items(), ("this", copy)):
        one.placed(("datastores", "db", "copies", name))
    assert reach(copy, siblings, "UTC") == kept
