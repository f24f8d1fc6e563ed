"""What is said in private fields, wherever they are."""

from __future__ import annotations

from bcdr.model.datastore import Datastore
from bcdr.model.organization import Organization
from bcdr.model.people import Contact, Person
from bcdr.model.plan import Plan
from bcdr.report.audience.said import said_in

PLAN = Plan(
    organization=Organization(name="Test", country="DE"),
    people={"ann": Person(name="Ann Low", contacts=(Contact(kind="phone", value="4711", kept_in="safe"), Contact(kind="mail")))},
    datastores={"orders": Datastore(name="Orders", discovered_as=("compose:a", "compose:b"), note="new")},
)  # fmt: skip


def test_only_of_the_kinds_that_are_asked_for_in_the_order_of_the_plan() -> None:
    assert list(said_in(PLAN, {"name", "number"})) == ["Ann Low", "4711"]
    assert sorted(said_in(PLAN, {"place", "host"})) == ["compose:a", "compose:b", "safe"]
    assert list(said_in(PLAN, ())) == []
