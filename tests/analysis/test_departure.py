"""What lies with a vendor, what lies only there, and how long it takes to fetch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bcdr.analysis.departure import UNKNOWN_NOTICE
from bcdr.analysis.facts import Facts

PLACES = """
vendors: {host: {}, care: {}}
places: {cloud: {provider: host, account: a}, second: {provider: host, account: b}, house: {provider: self}, dark: {site: x},
         drawer: {offline: yes}}
"""


@pytest.mark.parametrize(
    ("entry", "with_host", "with_care"),
    [
        ("services: {x: {at: cloud}}", True, False),
        ("services: {x: {vendor: care}}", False, True),
        ("services: {x: {at: cloud, vendor: care}}", True, False),
        ("services: {x: {at: house, vendor: care}}", False, False),
        ("services: {x: {at: dark, vendor: care}}", False, True),
        ("services: {x: {at: cloud, active: no}}", False, False),
        ("services: {x: {depends_on: [vendors/care]}}", False, False),
        ("datastores: {x: {at: cloud, run_by: care}}", True, False),
        ("datastores: {x: {run_by: care}}", False, True),
        ("datastores: {x: {at: vendors/host}}", True, False),
        ("datastores: {x: {at: cloud, active: no}}", False, False),
    ],
)
def test_what_lies_with_a_vendor(facts: Callable[..., Facts], entry: str, with_host: bool, with_care: bool) -> None:
    known = facts(PLACES + entry)
    vendors = known.plan.vendors
    assert (bool(known.lies_with(vendors["host"])), bool(known.lies_with(vendors["care"]))) == (with_host, with_care)


@pytest.mark.parametrize(
    ("copy", "alone"),
    [
        ("kind: dump, at: house", False),
        ("kind: replica, at: house", False),
        ("kind: dump, at: drawer", False),
        ("kind: dump, at: second", True),
        ("kind: dump, at: dark", True),
        ("kind: dump, at: house, run_by: host", True),
        ("kind: dump, at: house, active: no", True),
        ("kind: unstated, at: house", True),
    ],
)
def test_a_copy_with_somebody_else_need_not_be_fetched(facts: Callable[..., Facts], copy: str, alone: bool) -> None:
    known = facts(
        PLACES.replace("host: {}", "host: {exit: {duration: 15d}}")
        + f"datastores: {{x: {{at: cloud, copies: {{c: {{{copy}}}}}}}}}"
    )
    assert (known.tight_export(known.plan.datastores["x"]) is not None) is alone


STORES = """
datastores:
  large: {at: cloud, tier: 2, size: 8GB}
  small: {at: cloud, tier: 2, size: 2GB}
  first: {at: cloud, tier: 1, size: 10GB}
  index: {at: cloud, tier: 1, size: 90GB, class: derived}
  last: {at: cloud, tier: 3, size: 20GB, copies: {c: {kind: dump, at: house}}}
"""


@pytest.mark.parametrize(
    ("vendor", "store", "needed", "notice"),
    [
        ("exit: {throughput: 1GB/day}, contract: {notice: 9d}", "first", 10, 9),
        ("exit: {throughput: 1GB/day}, contract: {notice: 10d}", "large", 18, 10),
        ("exit: {throughput: 1GB/day}, contract: {notice: 18d}", "small", 20, 18),
        ("exit: {throughput: 1GB/day}, contract: {notice: 20d}", None, 0, 0),
        ("exit: {throughput: 1GB/day}", "large", 18, 14),
        ("exit: {duration: 80d}", "first", 20, 14),
        ("exit: {duration: 40d, throughput: 1GB/s}", "large", 18, 14),
        ("exit: {duration: 10d, throughput: 1GB/day}", "large", 18, 14),
        ("exit: {throughput: 0B/s}", None, 0, 0),
        ("contract: {notice: 1d}", None, 0, 0),
    ],
)
def test_the_most_critical_goes_first(
    facts: Callable[..., Facts], vendor: str, store: str | None, needed: int, notice: int
) -> None:
    known = facts(PLACES.replace("host: {}", f"host: {{{vendor}}}") + STORES)
    found = {id_: t for id_, s in known.plan.datastores.items() if (t := known.tight_export(s)) is not None}
    assert list(found) == ([store] if store else [])
    for tight in found.values():
        assert (tight.vendor.id, tight.needed, tight.notice) == ("host", timedelta(days=needed), timedelta(days=notice))


def test_a_size_beyond_all_time_is_an_unbounded_export(facts: Callable[..., Facts]) -> None:
    slow = PLACES.replace("host: {}", "host: {exit: {throughput: 1B/year}}")
    known = facts(slow + "datastores: {x: {at: cloud, size: 900PB}}")
    found = known.tight_export(known.plan.datastores["x"])
    assert found is not None
    assert (found.needed, found.notice) == (timedelta.max, UNKNOWN_NOTICE)
