"""Which file an edit goes into, and that a group of edits is made whole or not at all."""

from __future__ import annotations

import pytest

from bcdr.source.edit import Add, CannotEditError, Edit, Insert, Remove, Set
from bcdr.source.manuscript import Manuscript
from bcdr.source.snapshot import from_texts

FILES = {
    "plan.yaml": "bcdr: 1\norganization: {name: X}\npolicy: {profile: std}\nservices: {till: {tier: 2}}\n",
    "policy.yaml": "policy:\n  rules: {a: {limit: 1d}}\n",
    "services.yaml": "services:\n  shop: {tier: 1}\n  web: {tier: 1}\n",
    "more.yaml": "vendors: {a: {}}\n",
    "other.yaml": "vendors: {b: {}}\n",
    "people.private.yaml": "people:\n  ada: {contacts: [{kind: phone, value: '1'}]}\n  bob: {name: Bob}\n",
    "people.yaml": "people:\n  ada: {name: Ada}\n",
}


@pytest.mark.parametrize(
    ("edit", "name"),
    [
        (Add(("services", "till"), {"rto": "4h"}), "plan.yaml"),
        (Add(("services", "shop"), {"rto": "4h"}), "services.yaml"),
        (Add(("services",), {"new": {}}), "services.yaml"),
        (Add(("vendors",), {"new": {}}), "other.yaml"),
        (Add(("runbooks",), {"new": {}}), "plan.yaml"),
        (Add((), {"recovery_order": {}}), "plan.yaml"),
        (Add(("organization", "gdpr", "breach"), {"owner": None}), "plan.yaml"),
        (Add(("policy", "rules", "a"), {"asked": "2d"}), "policy.yaml"),
        (Set(("services", "web", "tier"), "2"), "services.yaml"),
        (Insert(("people", "ada", "skills"), "sql"), "people.yaml"),
        (Remove(("people", "ada")), "people.yaml"),
    ],
)
def test_home(edit: Edit, name: str) -> None:
    manuscript = Manuscript(from_texts(FILES))
    assert manuscript.snapshot.files[manuscript.home(edit)].name == name


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (Add(("people", "bob"), {"title": "x"}), "private overlay"),
        (Add(("people", "ada", "contacts"), {"title": "x"}), "private overlay"),
        (Set(("people", "eve", "name"), "x"), "not written in the plan"),
        (Remove(("policy",)), "in several files"),
    ],
)
def test_no_home(edit: Edit, reason: str) -> None:
    with pytest.raises(CannotEditError, match=reason):
        Manuscript(from_texts(FILES)).home(edit)


def test_a_group_is_made_whole_or_not_at_all() -> None:
    manuscript = Manuscript(from_texts(FILES))
    before = manuscript.snapshot
    with pytest.raises(CannotEditError):
        manuscript.apply([Add(("services", "shop"), {"rto": "4h"}), Add(("services", "shop"), {"tier": "4h"})])
    assert manuscript.snapshot == before
    manuscript.apply([Add(("services", "shop"), {"rto": "4h"}), Add(("services", "shop"), {"rpo": "1h"})])
    text = {f.name: f.text for f in manuscript.snapshot.files}["services.yaml"]
    assert text == "services:\n  shop: {tier: 1, rto: 4h, rpo: 1h}\n  web: {tier: 1}\n"
    assert before != manuscript.snapshot


def test_history_is_not_edited() -> None:
    with pytest.raises(CannotEditError, match="history"):
        Manuscript(from_texts(FILES)._replace(revision="HEAD"))


def test_a_plan_without_its_first_file() -> None:
    with pytest.raises(CannotEditError, match=r"no plan\.yaml"):
        Manuscript(from_texts({"a.yaml": "services: {}\n"})).home(Add(("kept",), {"x": {}}))
