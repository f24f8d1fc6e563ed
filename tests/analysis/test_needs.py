"""What a recovery rests on, followed through logins, safes, services and places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.needs import Web, needed_to_restore

PLAN = """
places: {site: {site: x}, room: {within: site}, safe: {site: y}}
vendors: {idp: {}}
datastores: {vault: {at: room}, books: {at: room}}
services:
  login: {vendor: idp, depends_on: [vendors/idp, {on: datastores/books, fallback: paper}]}
  tool: {at: places/room, depends_on: [services/login, {on: services/tool, kind: recovery}]}
credentials:
  key: {login_via: services/login, kept_in: datastores/vault}
  sealed: {kept_in: datastores/vault, break_glass: {place: safe}}
documents: {paper: {title: x, at: places/room}, copied: {title: x, at: places/room, copies_kept: [{at: places/safe}]}}
channels:
  chat: {kind: chat, audience: us, at: places/room, depends_on: [services/login]}
  radio: {kind: voice, audience: us, depends_on: [services/login], fallback: chat}
"""


def web(known: Facts) -> Web:
    return Web(known.plan, known.labels, {})


@pytest.mark.parametrize(
    ("ref", "rests_on"),
    [
        ("credentials/key", {"services/login", "vendors/idp", "datastores/vault", "places/room", "places/site"}),
        ("credentials/sealed", set()),
        ("services/login", {"vendors/idp"}),
        ("services/tool", {"services/login", "vendors/idp", "places/room", "places/site"}),
        ("documents/paper", {"places/room", "places/site"}),
        ("documents/copied", set()),
        ("channels/chat", {"places/room", "places/site", "services/login", "vendors/idp"}),
        ("channels/radio", set()),
    ],
)
def test_closure(ref: str, rests_on: set[str], facts: Callable[..., Facts]) -> None:
    assert set(web(facts(PLAN)).closure([ref])) == {ref, *rests_on}


def test_closure_knows_the_way(facts: Callable[..., Facts]) -> None:
    assert web(facts(PLAN)).closure(["credentials/key"])["places/room"] == (
        "credentials/key",
        "datastores/vault",
        "places/room",
    )


def test_closure_ends_in_a_ring(facts: Callable[..., Facts]) -> None:
    known = facts("services: {a: {depends_on: [services/b]}, b: {depends_on: [services/a]}}")
    assert list(web(known).closure(["services/a"])) == ["services/a", "services/b"]


@pytest.mark.parametrize(
    ("steps", "needed"),
    [
        (
            "[{do: a, needs: [places/room]}, {do: b, kind: restore, needs: [places/safe]}]",
            ["places/room", "places/safe"],
        ),
        ("[{do: a, kind: restore, needs: [places/room]}, {do: b, needs: [places/safe]}]", ["places/room"]),
        ("[{do: a, needs: [places/room]}, {do: b, kind: verify, needs: [places/safe]}]", ["places/room"]),
    ],
)
def test_needs_count_until_the_data_is_back(steps: str, needed: list[str], facts: Callable[..., Facts]) -> None:
    plan = facts(f"{PLAN}\nrunbooks: {{r: {{title: x, steps: {steps}}}}}").plan
    assert list(needed_to_restore(plan.runbooks["r"])) == needed


def test_a_key_inside_the_backup_that_it_opens_is_a_circle(facts: Callable[..., Facts]) -> None:
    found = facts(
        "datastores: {d: {copies: {n: {kind: dump, encrypted: {key: {at: datastores/d}}}}}}\n"
        "runbooks: {r: {title: R, recovers: [datastores/d]}}"
    )
    circle = found.circle(found.plan.runbooks["r"])
    assert circle is not None
    assert (circle.why, circle.path) == ("key", ("datastores/d", "datastores/d"))
