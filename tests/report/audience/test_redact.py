"""Nothing private is left, and the same is found as in the whole plan."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from bcdr.audit import audit
from bcdr.model.plan import Plan
from bcdr.render.html import html
from bcdr.report.art32 import art32
from bcdr.report.art35 import art35
from bcdr.report.audience.audience import DISCRETION, Audience
from bcdr.report.audience.redact import redacted
from bcdr.report.book import book
from bcdr.report.edition import edition
from bcdr.report.provenance import Provenance

from ..conftest import AS_OF
from .conftest import WORD, Branded, texts

BARE = Provenance("bcdr 0.0", "ab" * 32)


def left(found: str, branded: Branded, audience: Audience) -> set[str]:
    """Words that must not be there."""
    hidden = DISCRETION[audience].hidden
    return {w for w in WORD.findall(found) if branded.kinds[w.lower()] in hidden}


def test_an_auditor_sees_the_plan_itself(harbour: Plan) -> None:
    assert redacted(harbour, "auditor") is harbour


@pytest.mark.parametrize("audience", ["staff", "public"])
def test_no_private_word_is_left_in_the_plan(audience: Audience, branded: Branded) -> None:
    assert len(branded.kinds) > 200
    assert left("\n".join(texts(branded.plan)), branded, audience)
    assert left("\n".join(texts(redacted(branded.plan, audience))), branded, audience) == set()


@pytest.mark.parametrize("audience", ["staff", "public"])
@pytest.mark.parametrize("compose", [art32, art35, book])
def test_no_private_word_is_left_in_a_document(compose: object, audience: Audience, branded: Branded) -> None:
    found = audit(redacted(branded.plan, audience), AS_OF)
    document = edition(compose(found, BARE), found, audience)  # type: ignore[operator]
    page = html(document)
    assert len(page) > 50_000
    assert left(page, branded, audience) == set()
    whole = audit(branded.plan, AS_OF)
    assert left(html(compose(whole, BARE)), branded, audience)  # type: ignore[operator]


def test_ids_and_names_of_people_are_nowhere(harbour: Plan) -> None:
    found = audit(redacted(harbour, "public"), AS_OF)
    page = html(edition(art32(found, BARE), found, "public"))
    for kind in ("people", "credentials", "places"):
        for id_, entry in harbour.collection(kind).items():
            for word in (id_, entry.name_or_id):
                if "-" in word or " " in word:
                    assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", page), word


@pytest.mark.parametrize("audience", ["staff", "public"])
@pytest.mark.parametrize("company", ["harbour-books", "corner-dental"])
def test_the_same_is_found(company: str, audience: Audience, audited) -> None:  # type: ignore[no-untyped-def]
    whole = audited(company)
    part = audit(redacted(whole.facts.plan, audience), AS_OF)
    assert Counter((f.rule, f.severity) for f in part.findings) == Counter((f.rule, f.severity) for f in whole.findings)


def test_what_is_left_out_was_still_said(of_text) -> None:  # type: ignore[no-untyped-def]
    whole = of_text(
        "people: {ann: {name: Ann Low, contacts: [{kind: phone, value: '+49 711 123456', note: ring twice}]}}\n"
        "channels: {page: {kind: website, audience: staff, url: 'https://a.shop.example/x', dns_zone: shop.example}}\n"
        "services: {shop: {name: Shop of Ann, dns_zone: shop.example, note: call 0711 123456 or ann@shop.example}}\n"
    )
    plan = redacted(whole.facts.plan, "public")
    (person,), (channel,), (service,) = plan.people.values(), plan.channels.values(), plan.services.values()
    assert (person.id, person.ref, person.name) == ("person-1", "people/person-1", "Person 1")
    assert (person.contacts[0].value, person.contacts[0].note) == ("[left out]", "[left out]")
    assert (channel.dns_zone, service.dns_zone, channel.url) == (
        "zone-1.invalid",
        "zone-1.invalid",
        "https://zone-1.invalid",
    )
    assert service.name == "Shop of Person 1"
    assert plan.organization.name == "Test"


def test_it_is_the_same_each_time(harbour: Plan) -> None:
    assert list(texts(redacted(harbour, "public"))) == list(texts(redacted(harbour, "public")))


def test_nothing_private_in_what_the_file_says_of_itself(branded: Branded) -> None:
    found = audit(redacted(branded.plan, "public"), AS_OF)
    document = edition(art32(found, BARE), found, "public")
    rest = repr(replace(document, sections=()))
    assert left(rest, branded, "public") == set()
    assert document.classification == "for the public"


@pytest.mark.parametrize(
    ("audience", "kept"), [("auditor", "the call card"), ("staff", "the call card"), ("public", "[left out]")]
)
def test_staff_are_told_where_a_number_is_written(audience: Audience, kept: str, of_text) -> None:  # type: ignore[no-untyped-def]
    plan = of_text(
        "people: {ann: {name: Ann Low, contacts: [{kind: mobile, kept_in: the call card}]}}\n"
        "communication: {decision_log: the call card}\n"
    ).facts.plan
    found = redacted(plan, audience)
    [person] = found.people.values()
    assert (person.contacts[0].kept_in, found.communication.decision_log) == (kept, kept)
