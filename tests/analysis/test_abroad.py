"""What of a processing activity lies outside the EEA: only where a country is written, and only what is in use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.abroad import Abroad
from bcdr.analysis.facts import Facts

Of = Callable[..., Facts]

PLACES = "places: {near: {country: NO}, far: {country: US}, inner: {within: far}, nowhere: {site: x}}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("datastores: {d: {at: near, personal: ordinary}}", [], id="EEA beyond the Union"),
        pytest.param("datastores: {d: {at: nowhere, personal: ordinary}}", [], id="no country written"),
        pytest.param("datastores: {d: {personal: ordinary}}", [], id="no place"),
        pytest.param("datastores: {d: {at: inner}}", [Abroad("datastores/d", "US")], id="inherited country"),
        pytest.param("datastores: {d: {at: far, active: no}}", [], id="store not in use"),
        pytest.param(
            "datastores: {d: {copies: {a: {kind: dump, at: far}, b: {kind: dump, at: far, active: no}}}}",
            [Abroad("datastores/d/copies/a", "US")],
            id="copies in use",
        ),
        pytest.param("datastores: {other: {at: far}}", [], id="not of this activity"),
        pytest.param(
            "vendors: {v: {processor: {subprocessors: [{name: A, country: US}, {name: B, country: DE}, {name: C}]}}}",
            [Abroad("vendors/v", "US", "A")],
            id="sub-processors",
        ),
        pytest.param("vendors: {v: {}}", [], id="vendor without a word about it"),
    ],
)
def test_what_lies_outside(facts: Of, text: str, found: list[Abroad]) -> None:
    stores = "[d]" if " d:" in text or "{d:" in text else "none"
    vendors = "[v]" if "vendors:" in text else "none"
    entry = f"processing: {{p: {{title: P, datastores: {stores}, processors: {vendors}}}}}\n"
    known = facts(PLACES + entry + text)
    assert list(known.abroad(known.plan.processing["p"])) == found


@pytest.mark.parametrize(
    ("vendor", "named", "found"),
    [
        ("{}", "none", ["v"]),
        ("{}", "[v]", []),
        ("{own_controller: yes}", "none", []),
        ("{handles_personal_data: no}", "none", []),
    ],
)
def test_vendors_that_hold_data_and_are_not_named(facts: Of, vendor: str, named: str, found: list[str]) -> None:
    known = facts(
        f"vendors: {{v: {vendor}}}\n"
        "datastores: {d: {personal: ordinary, copies: {c: {kind: dump, at: vendors/v}}}, e: {personal: ordinary}}\n"
        f"processing: {{p: {{title: P, datastores: [d], processors: {named}}}, q: {{title: Q, datastores: [e]}}}}\n"
    )
    assert [v.id for v in known.unnamed_processors(known.plan.processing["p"])] == found
    assert known.unnamed_processors(known.plan.processing["q"]) == ()
