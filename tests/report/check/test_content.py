"""What a plan has to say: scope, headings, how runbooks start and end, who was trained."""

from __future__ import annotations

import pytest

from bcdr.frameworks.plan_content import headings

from .conftest import Said

ORG = "organization: {name: T, country: DE, scope: {%s}}\n"


def test_every_empty_heading_is_a_gap_in_the_order_of_the_list(said: Said) -> None:
    assert said("plan-content-gap", "") == [f"plan {h.id}" for h in headings() if h.id != "order"]
    assert "plan purpose" not in said("plan-content-gap", ORG % "purpose: p")
    assert "plan order" in said("plan-content-gap", "services: {s: {tier: 1}, t: {tier: 1}}")


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        ("", ["plan"]),
        (ORG % "purpose: p", ["plan"]),
        (ORG % "sites: [a]", []),
        (ORG % "includes: [shop]", []),
    ],
    ids=["nothing", "only a purpose", "sites", "services"],
)
def test_scope_missing(said: Said, plan: str, found: list[str]) -> None:
    assert said("scope-missing", plan) == found


@pytest.mark.parametrize(
    ("check", "plan", "found"),
    [
        ("runbook-no-activation", "runbooks: {r: {title: R}}", ["runbooks/r"]),
        ("runbook-no-activation", "runbooks: {r: {title: R, activation: at once}}", []),
        ("runbook-no-activation", "runbooks: {r: {title: R}}\nactivation: {threshold: 1h}", []),
        ("runbook-no-return", "runbooks: {r: {title: R}}", ["runbooks/r"]),
        ("runbook-no-return", "runbooks: {r: {title: R, returns: back}}", []),
        ("training-missing", "people: {a: {name: A}, b: {name: B}}", ["plan"]),
        ("training-missing", "people: {a: {name: A}, b: {name: B, training: [{topic: t}]}}", []),
        ("training-missing", "", []),
    ],
)
def test_runbooks_and_training(said: Said, check: str, plan: str, found: list[str]) -> None:
    assert said(check, plan) == found
