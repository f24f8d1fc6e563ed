"""What options say of what follows from a drill, read before anything happens."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bcdr.cli.following import After, after_of, known_actions, owner_in
from bcdr.cli.question import UnfitError
from bcdr.drill.followup import Wish
from bcdr.errors import BcdrError
from bcdr.model.plan import Plan
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

TEXT = """\
bcdr: 1
organization: {name: Shop, people: 3}
people: {ada: {name: Ada}, lead: {name: Lea}}
roles: {lead: {duty: leads}}
actions: {buy: {title: Buy}}
"""


@pytest.fixture
def whole() -> Plan:
    plan = load(from_texts({"plan.yaml": TEXT})).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize(
    ("text", "ref"),
    [("ada", "people/ada"), ("lead", "roles/lead"), ("people/lead", "people/lead"), ("roles/lead", "roles/lead")],
)
def test_a_role_goes_before_a_person_of_the_same_name(whole: Plan, text: str, ref: str) -> None:
    assert owner_in(whole, text) == ref


@pytest.mark.parametrize("text", ["", "eve", "roles/ada", "vendors/ada", "people/"])
def test_nobody_of_that_name(whole: Plan, text: str) -> None:
    with pytest.raises(UnfitError, match="no role or person"):
        owner_in(whole, text)


def test_all_options(whole: Plan) -> None:
    found = after_of(whole, "ada", "30d", ["actions/buy", "buy"], asks=True)
    assert found == After(Wish("people/ada", timedelta(days=30)), ("buy",), asks=True)
    assert after_of(whole, None, "2027-01-31", (), asks=False).wish == Wish(None, date(2027, 1, 31))


def test_an_action_that_there_is_not(whole: Plan) -> None:
    with pytest.raises(BcdrError, match="no action bux") as problem:
        known_actions(whole, ["bux"])
    assert problem.value.hint == "did you mean buy?"
