"""Verdicts and reasons under given events."""

from __future__ import annotations

from collections.abc import Callable

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.domain import Unknown
from bcdr.analysis.survival.fate import chain, is_round
from bcdr.analysis.survival.gate import Why
from bcdr.analysis.survival.outcome import Cause, Verdict
from tests.analysis.survival.bakery import PLAN, survival

Make = Callable[..., Facts]
COPY = "datastores/book/copies/nightly"


def test_a_verdict_is_one_of_three(facts: Make) -> None:
    known = survival(facts(PLAN.replace("site: dc1, region: south, ", "")))
    outcome = known.outcome(["site/shop"])
    assert outcome.verdict("source:datastores/book") is Verdict.FALLS
    assert outcome.verdict(COPY) is Verdict.NOT_SHOWN
    assert outcome.verdict("credentials/cloud-login") is Verdict.STANDS


def test_what_stands_has_no_causes(facts: Make) -> None:
    assert survival(facts(PLAN)).outcome(["site/shop"]).causes(COPY) == ()


def test_a_cause_names_the_event_that_was_hit(facts: Make) -> None:
    (cause,) = survival(facts(PLAN)).outcome(["site/shop"]).causes("source:datastores/book")
    assert (cause.why, cause.events, cause.is_shown) == (Why.PLACE, ("site/shop",), True)


def test_an_unknown_label_may_be_hit_unless_it_is_shown_to_be_apart(facts: Make) -> None:
    known = survival(facts(PLAN.replace("site: dc1, region: south", "region: south")))
    assert known.outcome(["site/shop"]).stands(COPY), "an unnamed site in the south is not a site in the north"
    nowhere = survival(facts(PLAN.replace("site: dc1, region: south, ", "")))
    assert not nowhere.outcome(["site/shop"]).stands(COPY)


def test_the_unknown_itself_can_be_an_event(facts: Make) -> None:
    known = survival(facts(PLAN.replace("site: dc1, region: south", "region: south")))
    assert not known.outcome([Unknown("site", ("south",))]).stands(COPY)
    assert known.outcome([Unknown("site", ("north",))]).stands(COPY)


def test_a_circle_is_marked_where_it_closes(facts: Make) -> None:
    plan = PLAN.replace("keep: 60d", "keep: 60d, encrypted: {key: {at: datastores/book}}")
    (cause,) = survival(facts(plan)).outcome(["site/shop"]).causes(COPY)
    assert is_round(cause)
    assert chain(cause)[-1] == COPY
    assert not is_round(Cause(Why.PLACE, ("site/shop",)))
