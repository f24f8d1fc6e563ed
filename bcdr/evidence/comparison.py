"""Where a report and the plan contradict each other: the plan's word about a copy against what the program did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bcdr.evidence.fact import Fact
from bcdr.model.datastore import Copy
from bcdr.model.value import UNBOUNDED

SLACK = timedelta(days=1)
"""A copy may expire so much earlier than its plan says: programs count days, people count nights."""


def contradictions(copy: Copy, run: Fact) -> Iterator[str]:
    """Sentences on encryption, retention and duration; what either of the two does not say is no contradiction."""
    encrypted = copy.encrypted.applied if copy.encrypted is not None else None
    if encrypted and run.encrypted is False:
        yield "the plan says that it is encrypted, the report says that it is not"
    if encrypted is False and run.encrypted:
        yield "the plan says that it is not encrypted, the report says that it is"
    if run.expires_at is not None and run.finished_at is not None and copy.keep is not None:
        kept = run.expires_at - run.finished_at
        if copy.keep != UNBOUNDED and kept + SLACK < copy.keep:
            yield f"the plan keeps it for {_days(copy.keep)}, the program for {_days(kept)}"
    if copy.duration is not None and run.duration is not None and run.duration > copy.duration:
        yield f"it took {_length(run.duration)}, longer than the {_length(copy.duration)} of the plan"


def _days(span: timedelta) -> str:
    return f"{span.days} days" if span.days != 1 else "one day"


def _length(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    return f"{minutes // 60}h{minutes % 60:02}m" if minutes >= 60 else f"{minutes}m"
