"""Headings of a plan: every one empty once, and filled once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.content import empty_headings
from bcdr.analysis.facts import Facts

OfText = Callable[[str], Facts]

EVERYTHING = [
    "purpose", "audience", "roles", "contacts", "activation", "stand-down", "order", "recovery", "objectives",
    "resources", "dependencies", "reporting", "return", "availability",
]  # fmt: skip
ORG = "organization: {name: T, scope: {%s}}\n"


def test_every_heading_is_looked_at(facts: OfText) -> None:
    assert list(empty_headings(facts("").plan)) == [h for h in EVERYTHING if h != "order"]


@pytest.mark.parametrize(
    ("heading", "plan"),
    [
        ("purpose", ORG % "purpose: p"),
        ("audience", ORG % "audience: [staff]"),
        ("roles", "roles: {r: {duty: Leads}}"),
        ("contacts", 'vendors: {v: {contacts: [{kind: phone, value: "1"}]}}'),
        ("contacts", 'people: {p: {name: P, contacts: [{kind: phone, value: "1"}]}}'),
        ("activation", "roles: {r: {}}\nactivation: {threshold: 1h, decided_by: [r]}"),
        ("activation", "roles: {r: {}}\nactivation: {criteria: [fire], decided_by: [r]}"),
        ("activation", "runbooks: {r: {title: R, activation: at once}}"),
        ("stand-down", "activation: {stand_down: the lead says so}"),
        ("order", "services: {s: {tier: 1}, t: {tier: 1}}\nrecovery_order: {order: [s, t]}"),
        ("order", "services: {s: {tier: 1}, t: {tier: 2}}"),
        ("order", "services: {s: {tier: 1}, t: {tier: 1, active: no}}"),
        ("recovery", "runbooks: {r: {title: R, steps: [do it]}}"),
        ("objectives", "services: {s: {rto: 1h}}"),
        ("objectives", "policy: {tiers: {1: {rto: 1h}}}"),
        ("resources", "vendors: {v: {}}\nrunbooks: {r: {title: R, needs: [vendors/v]}}"),
        ("resources", "vendors: {v: {}}\nrunbooks: {r: {title: R, steps: [{do: it, needs: [vendors/v]}]}}"),
        ("resources", "runbooks: {r: {title: R, target: a server}}"),
        ("dependencies", "vendors: {v: {}}\nservices: {s: {depends_on: [vendors/v]}}"),
        ("dependencies", "datastores: {d: {}}\nservices: {s: {parts: {data: d}}}"),
        ("reporting", "channels: {c: {kind: chat, audience: staff}}"),
        ("reporting", "communication: {notify: {a: {audience: authority}}}"),
        ("return", "runbooks: {r: {title: R, returns: back}}"),
        ("availability", "places: {p: {}}\nkept: {k: {at: places/p}}"),
    ],
)
def test_a_filled_heading_is_no_gap(facts: OfText, heading: str, plan: str) -> None:
    assert heading not in empty_headings(facts(plan).plan)


@pytest.mark.parametrize(
    ("heading", "plan"),
    [
        *((h, "") for h in EVERYTHING if h != "order"),
        ("purpose", ORG % "sites: [a]"),
        ("roles", "roles: {r: {}}"),
        ("activation", "roles: {r: {}}\nactivation: {threshold: 1h}"),
        ("activation", "roles: {r: {}}\nactivation: {decided_by: [r]}"),
        ("stand-down", "activation: {threshold: 1h}"),
        ("order", "services: {s: {tier: 1}, t: {tier: 1}}"),
        ("order", "services: {s: {tier: 1}, t: {}}"),
        ("order", "services: {s: {}, t: {}}\nrecovery_order: {approved_by: unknown}"),
        ("recovery", "runbooks: {r: {title: R}}"),
        ("objectives", "services: {s: {rto: 1h, active: no}}"),
        ("objectives", "policy: {tiers: {1: {rpo: 1h}}}"),
        ("reporting", "communication: {update_every: 1h}"),
    ],
)
def test_an_empty_heading_is_a_gap(facts: OfText, heading: str, plan: str) -> None:
    assert heading in empty_headings(facts(plan).plan)
