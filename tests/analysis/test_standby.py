"""What a standby shares with its service, and which drills made it take over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.facts import Facts
from bcdr.analysis.place import Labels
from bcdr.analysis.standby import Common, in_common

Make = Callable[..., Facts]
HOME = Labels(storage="s", site="a", admin="x")


@pytest.mark.parametrize(
    ("standby", "shared"),
    [
        (Labels(storage="t", site="b", admin="y"), ()),
        (Labels(), ()),
        (Labels(storage="t", site="a", admin="y"), (("site", "a"),)),
        (Labels(storage="s", site="a", admin="y"), (("storage", "s"),)),
        (Labels(storage="s", site="a", admin="x"), (("storage", "s"), ("admin", "x"))),
        (Labels(site="a", admin="x"), (("site", "a"), ("admin", "x"))),
    ],
)
def test_in_common(standby: Labels, shared: tuple[tuple[str, str], ...]) -> None:
    assert in_common([Labels(site="elsewhere"), HOME], standby) == tuple(Common(*c) for c in shared)


PLAN = """
places: {home: {}, rack: {within: home}, other: {}, third: {}}
services: {s: {at: places/home, standby: {at: other}}, t: {at: places/third}}
runbooks: {r: {title: x, recovers: [services/s]}}
drills: {d: {type: %s, covers: [%s], occurred: 2026-11-01, result: %s}}
"""


@pytest.mark.parametrize(
    ("kind", "covers", "result", "expected"),
    [
        ("failover", "services/s", "passed", True),
        ("failover", "services/s", "failed", True),
        ("failover", "runbooks/r", "passed", True),
        ("failover", "services/s, places/home", "passed", True),
        ("failover", "services/s, places/other", "passed", True),
        ("failover", "services/s, places/rack", "passed", False),
        ("failover", "services/s, places/rack, places/home", "passed", True),
        ("failover", "services/t", "passed", False),
        ("failover", "places/home", "passed", True),
        ("failover", "places/other", "passed", False),
        ("full-scale", "services/s", "passed", True),
        ("fault-injection", "services/s", "passed", False),
        ("fault-injection", "services/s, places/home", "passed", True),
        ("system-restore", "services/s", "passed", False),
        ("tabletop", "places/home", "passed", False),
    ],
)
def test_takeovers(kind: str, covers: str, result: str, expected: bool, facts: Make) -> None:
    known = facts(PLAN % (kind, covers, result))
    service = known.plan.services["s"]
    assert bool(known.takeovers(service)) is expected


def test_a_failover_claims_a_standby(facts: Make) -> None:
    known = facts(PLAN % ("failover", "services/t", "passed"))
    assert known.claims_standby(known.plan.services["t"])
    assert known.claims_standby(known.plan.services["s"])
    assert not facts("services: {s: {}}").claims_standby(facts("services: {s: {}}").plan.services["s"])


@pytest.mark.parametrize(
    ("standby", "expected"),
    [
        ("{same_build: yes}", True),
        ("{at: twin}", True),
        ("{at: inside}", True),
        ("{at: unlike}", False),
        ("{at: bare}", False),
        ("unknown", False),
    ],
)
def test_same_model(standby: str, expected: bool, facts: Make) -> None:
    known = facts(f"""
places: {{home: {{model: Mk 1}}, twin: {{model: mk 1}}, inside: {{within: twin}}, unlike: {{model: Mk 2}}, bare: {{}}}}
services: {{s: {{at: places/home, standby: {standby}}}}}
""")
    assert known.is_same_model(known.plan.services["s"]) is expected


def test_loads_are_of_the_service_its_data_and_its_places(facts: Make) -> None:
    known = facts("""
places: {home: {}, other: {}, third: {}}
services: {s: {at: places/home, standby: {at: other}, depends_on: [datastores/d]}}
datastores: {d: {}, e: {}}
drills:
  a: {type: failover, covers: [services/s], occurred: 2026-01-05, result: passed}
  b: {type: system-restore, covers: [datastores/d], occurred: 2026-01-04, result: failed}
  c: {type: failover, covers: [places/other], occurred: 2026-01-03, result: passed}
  d: {type: system-restore, covers: [datastores/e], occurred: 2026-01-02, result: passed}
  e: {type: failover, covers: [places/third], occurred: 2026-01-01, result: passed}
""")
    assert [d.id for d in known.loads(known.plan.services["s"])] == ["c", "b", "a"]
