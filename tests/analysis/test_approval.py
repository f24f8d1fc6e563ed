"""Whether the plan is in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bcdr.analysis.facts import Facts

Make = Callable[..., Facts]


def test_the_newest_approval_counts_and_reviews_of_parts_do_not(facts: Make) -> None:
    found = facts(
        """
        reviews:
          a: {kind: approval, occurred: 2025-03-02}
          b: {kind: review, occurred: 2026-03-02}
          c: {kind: approval, occurred: 2026-06-01, scope: only the shop}
          d: {kind: approval, occurred: 2027-01-01}
        """
    ).approval
    assert found.approved is not None
    assert (found.approved.id, found.reviewed, found.next_review) == ("a", date(2026, 3, 2), date(2027, 3, 2))


def test_a_plan_nobody_looked_at_has_no_next_review(facts: Make) -> None:
    found = facts("people: {}").approval
    assert (found.approved, found.reviewed, found.next_review) == (None, None, None)


def test_a_date_that_the_last_review_named_wins_over_the_interval(facts: Make) -> None:
    found = facts("reviews: {a: {kind: approval, occurred: 2026-03-02, next: 2026-09-01}}").approval
    assert found.next_review == date(2026, 9, 1)
