"""The order that follows from dependencies, tiers and recovery times."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bcdr.analysis.precedence import derived_order
from bcdr.model.service import Dependency, Service

HOUR = timedelta(hours=1)


def service(id_: str, tier: int | None = None, rto: int | None = None, *needs: str) -> Service:
    on = tuple(Dependency(on=n if "/" in n else f"services/{n}") for n in needs)
    return Service.standing(("services", id_), tier=tier, rto=None if rto is None else rto * HOUR, depends_on=on)


def soft(id_: str, tier: int, needs: str) -> list[Service]:
    """A service that can go on without what it depends on."""
    on = Dependency(on=f"services/{needs}", fallback="by hand")
    return [Service.standing(("services", id_), tier=tier, rto=None, depends_on=(on,))]


@pytest.mark.parametrize(
    ("services", "order"),
    [
        pytest.param([], "", id="none"),
        pytest.param([service("a", 2), service("b", 1)], "b a", id="tier"),
        pytest.param([service("a", 1, 4), service("b", 1, 1), service("c", 1)], "b a c", id="recovery-time"),
        pytest.param([service("b", 1), service("a", 1)], "b a", id="as-written"),
        pytest.param([service("shop", 1, 1, "login"), service("login", 3)], "login shop", id="needed-first"),
        pytest.param(
            [service("mail", 2), service("shop", 1, 1, "login"), service("login", 3, None, "dns"), service("dns", 4)],
            "dns login shop mail",
            id="as-urgent-as-what-waits",
        ),
        pytest.param(
            [service("c", 3, 1, "b"), service("a", 2, 1, "b"), service("b", 1, 1, "a"), service("d", 1, 2)],
            "b a d c",
            id="a-circle",
        ),
        pytest.param(
            [service("shop", 1), service("login", 2), *soft("mail", 1, "login")], "shop mail login", id="soft"
        ),
        pytest.param([service("a", 1, 1, "a", "vendors/x", "services/gone")], "a", id="itself-and-others"),
    ],
)
def test_order(services: list[Service], order: str) -> None:
    assert " ".join(s.id for s in derived_order(services, lambda s: s.rto)) == order
