"""Whether the plan is in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

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


@pytest.mark.parametrize(
    ("next_", "policy", "expected"),
    [
        ("2026-09-01", "{}", date(2026, 9, 1)),
        ("2029-09-01", "{}", date(2027, 3, 2)),
        ("2029-09-01", "{review_every: unbounded}", date(2029, 9, 1)),
        ("2026-09-01", "{review_every: 30d}", date(2026, 4, 1)),
        ("2029-09-01", "{rules: {plan-not-in-force: {limit: 60d}}}", date(2026, 5, 1)),
    ],
)
def test_the_next_review_is_after_the_interval_or_as_announced_before(
    facts: Make, next_: str, policy: str, expected: date
) -> None:
    text = f"reviews: {{a: {{kind: approval, occurred: 2026-03-02, next: {next_}}}}}\npolicy: {policy}"
    assert facts(text).approval.next_review == expected


POWERS = """
people: {o: {name: O, employment: owner}, e: {name: E}}
roles:
  chief: {powers: [approve-plan], holder: e}
  clerk: {powers: [communicate], holder: o}
  spare: {powers: [spend]}
"""


@pytest.mark.parametrize(
    ("review", "has"),
    [
        ("by: o", True),
        ("by: e", True),
        ("by: e, role: clerk", True),
        ("role: chief", True),
        ("role: spare", True),
        ("role: clerk", False),
        ("note: signed", False),
    ],
    ids=["an owner", "by a role held", "whatever the role", "by the role", "who may spend", "without power", "nobody"],
)
def test_authority_comes_from_owning_from_the_role_named_or_from_one_held(facts: Make, review: str, has: bool) -> None:
    found = facts(POWERS + f"reviews: {{r: {{kind: approval, {review}}}}}")
    assert found.has_authority(found.plan.reviews["r"]) is has


def test_a_role_without_a_holder_lends_no_authority_to_a_review_by_nobody(facts: Make) -> None:
    found = facts("roles: {spare: {powers: [spend]}}\nreviews: {r: {kind: approval}}")
    assert not found.has_authority(found.plan.reviews["r"])
