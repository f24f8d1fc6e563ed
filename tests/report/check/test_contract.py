"""Contracts and certificates: what is shown and what is not."""

from __future__ import annotations

import pytest

from .conftest import Said

ITEMS = [
    "subject",
    "duration",
    "nature",
    "purpose",
    "data_types",
    "data_subjects",
    "controller_rights",
    "instructions",
    "confidentiality",
    "security",
    "subprocessors",
    "rights_assistance",
    "security_assistance",
    "deletion_or_return",
    "audits",
]
ALL = ", ".join(f"{i}: yes" for i in ITEMS)
CONTRACT = "vendors: {v: {processor: {dpa: {reference: R}, contract_items: {%s}}}}"


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (CONTRACT % ALL, []),
        (CONTRACT % ALL.replace("audits: yes", "audits: no"), ["vendors/v"]),
        (CONTRACT % ALL.removesuffix(", audits: yes"), ["vendors/v"]),
        (CONTRACT % "", ["vendors/v"]),
        ("vendors: {v: {provides: hosting}}", []),
    ],
    ids=["all fifteen", "one refused", "one not stated", "none stated", "no processor"],
)
def test_processor_contract_gap(said: Said, plan: str, found: list[str]) -> None:
    assert said("processor-contract-gap", plan) == found


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        ("certificates: {c: {title: C}}", ["certificates/c"]),
        ("certificates: {c: {title: C, scope: hosting}}", ["certificates/c"]),
        ("certificates: {c: {title: C, valid_until: 2027-01-01}}", ["certificates/c"]),
        ("certificates: {c: {title: C, scope: hosting, valid_until: 2027-01-01}}", []),
    ],
)
def test_certificate_claim_unscoped(said: Said, plan: str, found: list[str]) -> None:
    assert said("certificate-claim-unscoped", plan) == found
