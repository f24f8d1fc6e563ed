"""What keeps keys has no name for staff and public, and everything else keeps its own for staff."""

from __future__ import annotations

import pytest

from bcdr.audit import audit
from bcdr.model.plan import Plan
from bcdr.render.html import html
from bcdr.report.audience.audience import Audience
from bcdr.report.audience.keeper import keepers
from bcdr.report.audience.redact import redacted
from bcdr.report.book import book
from bcdr.report.provenance import Provenance

from ..conftest import AS_OF
from .conftest import texts

TEXT = """
places:
  hall: {name: Hall 7, site: mill, provider: self, region: south, storage: db1}
  deep-vault: {name: Deposit box under a hill, site: bank-street, provider: regional-bank, region: north, note: rings twice}
  shelf: {name: Shelf, site: mill, provider: self}
  desk: {name: Desk, site: mill, provider: self}
  lair: {name: Lair, site: lair, provider: hoster}
vendors:
  regional-bank: {name: Regional Bank, provides: [other], contacts: [{kind: phone, value: "+49 711 5550999"}]}
  hoster: {name: Hoster, provides: [hosting]}
credentials:
  root: {name: Root, holders: [], break_glass: {place: deep-vault, checked: 2026-01-02}}
  paper: {name: Paper, holders: [], kept_in: places/shelf}
  token: {name: Token, human: no, holders: [], kept_in: places/desk}
  safe: {name: Safe, holders: [], kept_in: datastores/db}
datastores:
  db: {class: truth, at: hall, encryption: {at_rest: yes, key: {at: places/hall, second_copy: places/lair}}}
services:
  shop: {name: "Shop at places/hall", description: "From the deep vault of Regional Bank to places/deep-vault, a deposit box, then the desk"}
"""


@pytest.fixture
def plan(of_text) -> Plan:  # type: ignore[no-untyped-def]
    return of_text(TEXT).facts.plan


def test_who_keeps_keys(plan: Plan) -> None:
    assert keepers(plan) == {
        "places/deep-vault",
        "places/shelf",
        "places/lair",
        "vendors/regional-bank",
        "vendors/hoster",
    }


@pytest.mark.parametrize("audience", ["staff", "public"])
def test_nothing_is_told_of_it(plan: Plan, audience: Audience) -> None:
    found = redacted(plan, audience)
    said = " | ".join(texts(found)).lower()
    for word in ("deposit box", "deep", "vault", "bank", "5550999", "twice", "lair", "hoster"):
        assert word not in said, word
    place = found.places["place-2"]
    assert (place.name, place.provider, place.region, place.note) == ("Place 2", "vendor-1", "north", "[left out]")
    assert found.vendors["vendor-1"].name == "Vendor 1"
    assert found.services["shop"].description == "From Place 2 of Vendor 1 to places/place-2, Place 2, then the desk"


def test_staff_know_the_other_places(plan: Plan) -> None:
    found = redacted(plan, "staff")
    assert list(found.places) == ["hall", "place-2", "place-3", "desk", "place-5"]
    assert (found.places["hall"].name, found.places["hall"].site) == ("Hall 7", "mill")
    assert (found.places["place-3"].site, found.places["place-5"].site) == ("mill", "site-2")
    assert found.services["shop"].name == "Shop at places/hall"


@pytest.mark.parametrize(
    ("company", "words"),
    [
        (
            "harbour-books",
            (
                "Deposit box in",
                "deposit box that",
                "bank-vault",
                "bank vault",
                "Regional Bank",
                "Fire safe in",
                "shop safe",
            ),
        ),
        ("corner-dental", ("Locker 41", "bank locker", "home safe", "practice safe", "home-safe")),
    ],
)
@pytest.mark.parametrize("audience", ["staff", "public"])
def test_the_book_of_a_company_names_none(company: str, words: tuple[str, ...], audience: Audience, audited) -> None:  # type: ignore[no-untyped-def]
    whole = audited(company)
    bare = Provenance("bcdr 0.0", "ab" * 32)
    page = html(book(audit(redacted(whole.facts.plan, audience), AS_OF), bare))
    assert [w for w in words if w.lower() in page.lower()] == []
    assert all(w.lower() in html(book(whole, bare)).lower() for w in words[:1])
