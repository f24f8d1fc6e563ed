"""The clock of a drill: nobody can set it, and after a crash it never goes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bcdr.cli.ticking import SLACK, Clock, clock_after
from bcdr.errors import BcdrError

NINE = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_it_goes_on_from_where_it_began_whatever_the_machine_says() -> None:
    elapsed = iter([100.0, 100.0, 103.5])
    clock = Clock(NINE, lambda: next(elapsed))
    assert (clock.now(), clock.now()) == (NINE, NINE + timedelta(seconds=3.5))


@pytest.mark.parametrize("ahead", [timedelta(days=-1), timedelta(0), SLACK / 2])
def test_what_is_written_down_is_never_in_the_future(ahead: timedelta) -> None:
    last = datetime.now(UTC) + ahead
    assert last <= clock_after(last).now() <= datetime.now(UTC) + SLACK


def test_a_machine_whose_clock_was_set_back_has_to_be_set_right_first() -> None:
    with pytest.raises(BcdrError, match=r"the clock of this machine shows .* but the drill was at"):
        clock_after(datetime.now(UTC) + timedelta(hours=2))
