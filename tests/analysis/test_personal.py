"""Personal data in other hands, in the register, and in other countries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.personal import EEA, EU, allowed_places, processing_by_store, processors

PLAN = """
vendors: {host: {}, box: {}, bank: {handles_personal_data: no}, idle: {}, press: {}}
places: {dc: {provider: host}, out: {provider: box}, vault: {provider: bank}}
datastores:
  people: {at: places/dc, personal: ordinary, copies: {c: {kind: dump, at: places/out}, d: {kind: dump, at: places/vault}}}
  stock: {at: places/dc, run_by: idle, personal: none}
processing: {sales: {title: x, processors: [press], datastores: [people]}}
"""


def test_processors_are_shown_by_what_they_hold(facts: Callable[..., Facts]) -> None:
    known = facts(PLAN)
    assert processors(known.plan, known.labels) == {
        "press": ("processing/sales",),
        "host": ("datastores/people",),
        "box": ("datastores/people/copies/c",),
    }


@pytest.mark.parametrize(
    "text",
    [
        "datastores: {d: {personal: {level: ordinary, processing: [p]}}}\nprocessing: {p: {title: x}}",
        "datastores: {d: {personal: ordinary}}\nprocessing: {p: {title: x, datastores: [d]}}",
        "datastores: {d: {personal: {level: ordinary, processing: [p]}}}\nprocessing: {p: {title: x, datastores: [d]}}",
    ],
)
def test_register_and_store_may_name_each_other(text: str, facts: Callable[..., Facts]) -> None:
    assert [p.id for p in processing_by_store(facts(text).plan)["d"]] == ["p"]


@pytest.mark.parametrize(
    ("regions", "expected"),
    [("none", frozenset()), ("[EU]", EU), ("[eea, eu-north]", EEA | {"eu-north"}), ("[UK, DE]", {"GB", "DE"})],
)
def test_areas_become_countries(regions: str, expected: frozenset[str], facts: Callable[..., Facts]) -> None:
    assert allowed_places(facts(f"policy: {{regions_allowed: {regions}}}").plan) == expected
