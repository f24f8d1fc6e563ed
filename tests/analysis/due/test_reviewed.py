"""What is to be looked at again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bcdr.analysis.facts import Facts

Make = Callable[..., Facts]
PEOPLE = "people: {a: {name: A}, b: {name: B}}\nroles: {lead: {holder: a, deputies: [b]}}\nservices: {s: {}}\n"


def found(facts: Facts, *kinds: str) -> list[tuple[str, date | None, str | None]]:
    return [(d.ref, d.day, d.owner) for d in facts.due if d.kind in kinds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [("plan", None, None)], id="never"),
        pytest.param("reviews: {x: {kind: approval, by: a, occurred: 2026-03-01}}", [("plan", date(2027, 3, 1), "people/a")], id="approved"),
        pytest.param(
            "reviews: {x: {kind: approval, by: a, occurred: 2026-03-01}, y: {kind: review, role: lead, by: b, occurred: 2026-06-01}}",
            [("plan", date(2027, 6, 1), "roles/lead")],
            id="looked at again",
        ),
        pytest.param("reviews: {x: {kind: approval, occurred: 2026-03-01, next: 2026-09-01}}", [("plan", date(2026, 9, 1), None)], id="announced before"),
        pytest.param("reviews: {x: {kind: approval, occurred: 2026-03-01, next: 2029-09-01}}", [("plan", date(2027, 3, 1), None)], id="announced too late"),
        pytest.param("reviews: {x: {kind: approval, occurred: 2026-03-01}}\npolicy: {review_every: unbounded}", [], id="never again"),
        pytest.param(
            "reviews: {x: {kind: audit, by: a, scope: copies, occurred: 2026-03-01, next: 2026-12-01}}",
            [("plan", None, None), ("reviews/x", date(2026, 12, 1), "people/a")],
            id="a part",
        ),
        pytest.param(
            "reviews: {x: {kind: audit, scope: copies, occurred: 2026-03-01, next: 2026-12-01}, y: {kind: audit, scope: copies, occurred: 2026-11-01}}",
            [("plan", None, None)],
            id="a part was looked at again",
        ),
        pytest.param(
            "reviews: {x: {kind: audit, scope: copies, occurred: 2026-03-01, next: 2026-12-01}, y: {kind: audit, scope: copies, occurred: 2026-12-01, next: 2027-12-01}}",
            [("plan", None, None), ("reviews/x", date(2026, 12, 1), None)],
            id="a later look does not count yet",
        ),
        pytest.param("incidents: {i: {title: I, occurred: 2026-11-01T22:00:00-05:00}}", [("plan", None, None), ("incidents/i", date(2026, 11, 16), None)], id="incident"),
        pytest.param("incidents: {i: {title: I}}", [("incidents/i", None, None), ("plan", None, None)], id="incident of an unknown day"),
        pytest.param("dpias: {x: {title: X, author: lead, review: {next: 2027-01-01}}}", [("plan", None, None), ("dpias/x", date(2027, 1, 1), "roles/lead")], id="impact assessment"),
        pytest.param("dpias: {x: {title: X, author: lead, validator: people/b, review: {next: 2027-01-01}}}", [("plan", None, None), ("dpias/x", date(2027, 1, 1), "people/b")], id="validated by another"),
    ],
)  # fmt: skip
def test_reviews(facts: Make, text: str, expected: list[tuple[str, date | None, str | None]]) -> None:
    assert found(facts(PEOPLE + text), "review") == expected


@pytest.mark.parametrize(
    ("runbook", "expected"),
    [
        pytest.param("reviewed: 2026-03-01, recovers: [services/s]", date(2026, 8, 28), id="tier 1"),
        pytest.param("reviewed: 2026-03-01", date(2027, 3, 1), id="no tier"),
        pytest.param("recovers: [services/s]", None, id="never"),
    ],
)
def test_runbooks(facts: Make, runbook: str, expected: date | None) -> None:
    made = facts(
        f"services: {{s: {{tier: 1}}, t: {{active: no}}}}\nrunbooks: {{r: {{title: R, {runbook}}}, old: {{title: O, recovers: [services/t]}}}}"
    )
    assert found(made, "runbook") == [("runbooks/r", expected, None)]


@pytest.mark.parametrize(
    ("login", "expected"),
    [
        ("reviewed: 2026-03-01, holders: [b, roles/lead]", [("credentials/c", date(2027, 3, 1), "people/b")]),
        ("reviewed: 2026-03-01, can: {delete: [services/s]}", None),
        ("reviewed: 2026-03-01, can: {write: [services/s]}", [("credentials/c", date(2027, 3, 1), None)]),
        ("reviewed: 2026-03-01, can: {read: [services/s]}", []),
        ("holders: [b]", []),
    ],
)  # fmt: skip
def test_rights(facts: Make, login: str, expected: list[tuple[str, date | None, str | None]] | None) -> None:
    expected = expected if expected is not None else [("credentials/c", date(2027, 3, 1), None)]
    assert [f for f in found(facts(PEOPLE + f"credentials: {{c: {{{login}}}}}"), "check") if f[0] != "plan"] == expected


TRAINED = """
people:
  a: {name: A, training: [{topic: First Aid, occurred: 2026-03-01}, {topic: first aid, occurred: 2026-06-01}, {topic: fire, occurred: 2026-11-01}]}
  b: {name: B, training: [{topic: first aid}, {topic: first aid, occurred: 2027-01-01}]}
  gone: {name: G, active: no}
roles: {lead: {holder: a}}
policy: {training: [%s]}
"""


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (
            "{topic: first aid, every: 365d}",
            [("people/b", None, "people/b"), ("people/a", date(2027, 6, 1), "people/a")],
        ),
        ("{topic: first aid, every: 365d, for: [roles/lead]}", [("people/a", date(2027, 6, 1), "people/a")]),
        ("{topic: first aid, every: 365d, for: [people/b]}", [("people/b", None, "people/b")]),
        ("{topic: first aid, within: 30d}", []),
        ("first aid", []),
    ],
)
def test_trainings(facts: Make, wanted: str, expected: list[tuple[str, date | None, str | None]]) -> None:
    assert found(facts(TRAINED % wanted), "training") == expected
