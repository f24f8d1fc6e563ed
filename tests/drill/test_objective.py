"""What a drill has to reach is the strictest of what it recovers."""

from __future__ import annotations

from datetime import date, timedelta

from bcdr.analysis.facts import Facts
from bcdr.drill.objective import Objectives, objectives
from tests.drill.conftest import plan_of


def test_the_strictest_counts() -> None:
    plan = plan_of()
    facts = Facts(plan, date(2026, 11, 21))
    assert objectives(["services/till", "runbooks/restore-sales"], facts) == (timedelta(hours=4), timedelta(hours=1))
    own = plan.but(datastores={"sales": plan.datastores["sales"].but(rpo=timedelta(minutes=5))})
    both = objectives(["services/till", "datastores/sales"], Facts(own, date(2026, 11, 21)))
    assert both.rpo == timedelta(minutes=5)
    assert objectives([], facts) == Objectives(None, None)
