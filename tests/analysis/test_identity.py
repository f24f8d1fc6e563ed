"""Directories, logins and zones that recovery itself needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.identity import Gate, has_emergency_login, is_outside
from bcdr.analysis.place import Labels
from bcdr.model.datastore import Copy, Immutability
from bcdr.model.people import Credential

Make = Callable[..., Facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("datastores: {d: {class: identity, tier: 4}}", Gate.DIRECTORY),
        ("datastores: {d: {class: derived, tier: 1, at: vendors/names}}", None),
        ("datastores: {d: {class: config, tier: 2, at: vendors/names}}", Gate.ZONE),
        ("datastores: {d: {class: config, tier: 2, run_by: names}}", Gate.ZONE),
        ("datastores: {d: {class: config, tier: 3, at: vendors/names}}", None),
        ("datastores: {d: {class: config, tier: 2, at: vendors/host}}", None),
        ("datastores: {d: {class: truth, tier: 4, at: vendors/login}}", Gate.DIRECTORY),
        ("datastores: {d: {tier: 3}}\nservices: {s: {public: yes, parts: {dns: d}}}", Gate.ZONE),
        ("datastores: {d: {tier: 3}}\nservices: {s: {parts: {dns: d}}}", None),
        ("datastores: {d: {tier: 1}}\nservices: {s: {public: yes, parts: {domain: d}}}", None),
    ],
)
def test_gate(text: str, expected: Gate | None, facts: Make) -> None:
    vendors = (
        "vendors: {names: {provides: [dns, domain]}, host: {provides: [hosting, dns]}, login: {provides: login}}\n"
    )
    known = facts(vendors + text)
    assert known.gate(known.plan.datastores["d"]) is expected


LOCK = Immutability(for_="1d", mode="compliance")


@pytest.mark.parametrize(
    ("copy", "place", "expected"),
    [
        (Copy(kind="dump"), Labels(admin="x", account="other", provider="other"), False),
        (Copy(kind="dump"), Labels(admin="y"), True),
        (Copy(kind="dump"), Labels(account="a"), False),
        (Copy(kind="dump"), Labels(account="b"), True),
        (Copy(kind="dump"), Labels(provider="q"), True),
        (Copy(kind="dump"), Labels(), False),
        (Copy(kind="dump"), Labels(admin="x", offline=True), True),
        (Copy(kind="dump", immutable=LOCK), Labels(admin="x"), True),
    ],
)
def test_outside(copy: Copy, place: Labels, expected: bool) -> None:
    assert is_outside(copy, place, Labels(admin="x", account="a", provider="p")) is expected


@pytest.mark.parametrize(
    ("credential", "expected"),
    [
        (Credential(environment="emergency"), True),
        (Credential(environment="emergency", login_via="vendors/other"), True),
        (Credential(environment="emergency", login_via="vendors/login"), False),
        (Credential(environment="emergency", human=False), False),
        (Credential(environment="production"), False),
    ],
)
def test_emergency_login(credential: Credential, expected: bool) -> None:
    assert has_emergency_login({"vendors/login"}, [credential]) is expected
