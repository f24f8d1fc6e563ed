"""Whether anybody knows where data lies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.location import Knowledge

PLAN = """
organization: {name: Test, scope: {sites: [yard]}}
vendors:
  said: {answers: {where_is_the_data: {answer: Berlin, basis: vendor-answer, occurred: 2026-02-10}}}
  undated: {answers: {where_is_the_data: {answer: Berlin, basis: vendor-answer}}}
  guessed: {answers: {where_is_the_data: {answer: Berlin, basis: assumption}}}
  silent: {answers: {where_is_the_data: {answer: unknown, asked: 2026-11-01}}}
places:
  shown: {site: a, provider: silent, basis: contract}
  believed: {site: a, provider: silent, basis: assumption}
  bare: {site: a, provider: silent}
  nowhere: {provider: silent}
  own: {site: a, provider: self}
  own-believed: {site: a, provider: self, basis: assumption}
  yard: {site: yard}
  told: {site: a, provider: said}
  inside: {within: shown, storage: x}
datastores: {db: {at: places/%s}}
"""


@pytest.mark.parametrize(
    ("place", "known"),
    [
        ("shown", Knowledge.KNOWN),
        ("inside", Knowledge.KNOWN),
        ("believed", Knowledge.ASSUMED),
        ("bare", Knowledge.ASSUMED),
        ("nowhere", Knowledge.UNKNOWN),
        ("own", Knowledge.KNOWN),
        ("own-believed", Knowledge.ASSUMED),
        ("yard", Knowledge.KNOWN),
        ("told", Knowledge.KNOWN),
    ],
)
def test_place(place: str, known: Knowledge, facts: Callable[..., Facts]) -> None:
    found = facts(PLAN % place)
    assert found.location(found.plan.datastores["db"]) is known


@pytest.mark.parametrize(
    ("vendor", "known"), [("said", "known"), ("undated", "unknown"), ("guessed", "unknown"), ("silent", "unknown")]
)
def test_vendor(vendor: str, known: str, facts: Callable[..., Facts]) -> None:
    found = facts(PLAN.replace("places/%s", f"vendors/{vendor}"))
    assert found.location(found.plan.datastores["db"]).value == known
