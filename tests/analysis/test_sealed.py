"""Keys inside what they open, and steps inside what they bring back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.sealed import key_circle

PLACES = "places: {room: {storage: s1, site: x}, vault: {storage: s2, site: y}}"


def plan(orders: str, safe: str) -> str:
    """Two stores whose backups are opened with the given keys."""
    copy = "{{kind: dump, at: vault, every: 1d, {}}}"
    return (
        f"{PLACES}\n"
        f"datastores:\n"
        f"  orders: {{at: room, copies: {{nightly: {copy.format(orders)}}}}}\n"
        f"  safe: {{at: room, copies: {{weekly: {copy.format(safe)}}}}}\n"
    )


@pytest.mark.parametrize(
    ("orders", "safe", "circle"),
    [
        ("encrypted: no", "encrypted: no", ()),
        ("encrypted: {key: {at: datastores/orders}}", "encrypted: no", ("datastores/orders", "datastores/orders")),
        ("encrypted: {key: {at: datastores/orders, second_copy: vault}}", "encrypted: no", ()),
        ("encrypted: {key: {at: datastores/safe}}", "encrypted: no", ()),
        (
            "encrypted: {key: {at: datastores/safe}}",
            "encrypted: {key: {at: datastores/orders}}",
            ("datastores/orders", "datastores/safe", "datastores/orders"),
        ),
        (
            "encrypted: {key: {at: datastores/safe}}",
            "encrypted: {key: {at: datastores/safe}}",
            ("datastores/orders", "datastores/safe", "datastores/safe"),
        ),
        ("encrypted: {key: {holders: []}}", "encrypted: no", ()),
    ],
)
def test_a_key_must_not_lie_in_what_it_opens(
    orders: str, safe: str, circle: tuple[str, ...], facts: Callable[..., Facts]
) -> None:
    known = facts(plan(orders, safe)).plan
    assert key_circle(known.datastores["orders"], known) == circle


def test_one_backup_that_opens_is_enough(facts: Callable[..., Facts]) -> None:
    known = facts(
        f"{PLACES}\n"
        "datastores:\n"
        "  orders:\n"
        "    at: room\n"
        "    copies:\n"
        "      locked: {kind: dump, at: vault, every: 1d, encrypted: {key: {at: datastores/orders}}}\n"
        "      plain: {kind: dump, at: vault, every: 7d}\n"
    ).plan
    assert key_circle(known.datastores["orders"], known) == ()


@pytest.mark.parametrize(
    ("kept", "why"),
    [
        ("copies_kept: [{at: room}]", "paper"),
        ("copies_kept: [{at: room}, {at: vault}]", None),
        ("copies_kept: []", None),
    ],
)
def test_steps_must_not_lie_only_with_what_they_bring_back(
    kept: str, why: str | None, facts: Callable[..., Facts]
) -> None:
    known = facts(
        f"{PLACES}\ndatastores: {{orders: {{at: room}}}}\n"
        f"runbooks: {{r: {{title: x, recovers: [orders], steps: [wait], {kept}}}}}\n"
    )
    circle = known.circle(known.plan.runbooks["r"])
    assert (circle.why if circle else None) == why


def test_a_copy_of_the_plan_elsewhere_is_a_copy_of_its_runbooks(facts: Callable[..., Facts]) -> None:
    text = (
        f"{PLACES}\ndatastores: {{orders: {{at: room}}}}\n"
        "runbooks: {r: {title: x, recovers: [orders], steps: [wait], copies_kept: [{at: room}]}}\n"
        "kept: {print: {at: vault, occurred: 2026-11-01, includes: INCLUDES}}\n"
    )
    readable = facts(text.replace("INCLUDES", "[plan, runbooks]"))
    assert readable.circle(readable.plan.runbooks["r"]) is None
    contacts = facts(text.replace("INCLUDES", "[contacts]"))
    circle = contacts.circle(contacts.plan.runbooks["r"])
    assert circle is not None
    assert circle.path == ("places/room",)
