"""Coverage: no copy, only live copies, rebuilds, scope of backups, parts of services."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
REPLICA = "datastores: {ledger: {copies: {nightly: {kind: replica}}}}\n"
REBUILD = "datastores: {search-index: {rebuild: %s}}"

PARTS = """
datastores:
  ledger: {contents: [bookings, attachments], copies: {%s, whole: {kind: snapshot, %s}}}
"""
DIRECTORY = "datastores: {secrets: {class: identity, copies: {clone: {active: no}, disk: {active: no}, %s}}}"
ZONE = """
services: {shop: {parts: {dns: zone}}}
datastores: {zone: {class: config, at: data-centre}}
"""
BOUGHT = """
credentials:
  hw-admin: {login_via: vendors/talkie}
"""
CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "unbacked-datastore": {
        "tier 1": ("datastores: {orders-db: {copies: {}}}", ["E datastores/orders-db"]),
        "tier 3": ("datastores: {ledger: {copies: {}}}", ["W datastores/ledger"]),
        "tier 4": ("datastores: {ledger: {tier: 4, copies: {}}}", ["I datastores/ledger"]),
        "tier 4 of a small company": (MICRO + "datastores: {ledger: {tier: 4, copies: {}}}", []),
        "an inactive copy is none": (
            "datastores: {ledger: {copies: {nightly: {active: no}}}}",
            ["W datastores/ledger"],
        ),
        "a copy that is only mentioned": (
            "datastores: {orders-db: {copies: {nightly: {kind: unstated}, disk: {kind: unstated}}}}",
            ["W datastores/orders-db unstated"],
        ),
        "a cache needs none": ("datastores: {search-index: {copies: {}}}", []),
        "retired": ("datastores: {ledger: {active: no, copies: {}}}", []),
        "only a replica is the next rung": (REPLICA, []),
    },
    "replica-only-protection": {
        "tier 3": (REPLICA, ["W datastores/ledger"]),
        "tier 1": (
            "datastores: {orders-db: {copies: {nightly: {kind: raid}, disk: {kind: mirror}}}}",
            ["E datastores/orders-db"],
        ),
        "tier 1 of a small company": (
            MICRO + "datastores: {orders-db: {copies: {nightly: {kind: sync}, disk: {kind: cluster}}}}",
            ["E datastores/orders-db"],
        ),
        "the provider's own durability": (
            "datastores: {ledger: {copies: {nightly: {kind: replicated-objects}}}}",
            ["W datastores/ledger"],
        ),
        "versions in the bucket are a backup": (
            "datastores: {ledger: {copies: {nightly: {kind: versioned-objects}}}}",
            [],
        ),
        "a log archive is a backup": ("datastores: {ledger: {copies: {nightly: {kind: log-archive}}}}", []),
        "one backup among live copies": (
            "datastores: {orders-db: {copies: {nightly: {kind: replica}}}}",
            [],
        ),
        "derived": ("datastores: {ledger: {class: derived, copies: {nightly: {kind: replica}}}}", []),
        "none at all is another rung": ("datastores: {ledger: {copies: {}}}", []),
    },
    "derived-store-no-rebuild": {
        "no rebuild": ("datastores: {search-index: {rebuild: unknown}}", ["E datastores/search-index"]),
        "no runbook": (
            "runbooks: {rebuild-index: {recovers: []}}\n" + REBUILD % "{runbook: unknown}",
            ["E datastores/search-index"],
        ),
        "a runbook that recovers it": (REBUILD % "{runbook: unknown}", []),
        "never measured": (REBUILD % "{measured: unknown}", ["E datastores/search-index"]),
        "measured in a drill": (
            REBUILD % "{measured: unknown}" + "\ndrills: {restore-orders: {covers: [datastores/search-index, "
            "datastores/orders-db]}}",
            [],
        ),
        "restored in a drill without a clock": (
            (REBUILD % "{measured: unknown}")
            + "\ndrills: {restore-orders: {measured: unknown, covers: [datastores/search-index, datastores/orders-db]}}",
            ["E datastores/search-index"],
        ),
        "source without a backup": (
            "datastores: {orders-db: {copies: {}}}",
            ["E datastores/search-index"],
        ),
        "a source that is no longer in use": (
            "datastores: {ledger: {active: no}, search-index: {rebuild: {from: [ledger]}}}",
            ["E datastores/search-index"],
        ),
        "nothing says from what": (REBUILD % "{from: []}", ["E datastores/search-index"]),
        "rebuilt from derived data that is rebuilt": (
            """
datastores:
  pages:
    class: derived
    at: search-disk
    tier: 3
    personal: none
    rebuild: {from: [search-index], runbook: rebuild-index, measured: 5m}
""",
            [],
        ),
        "two that are made from each other": (
            """
datastores:
  search-index: {rebuild: {from: [pages]}}
  pages: {class: derived, tier: 3, rebuild: {from: [search-index], runbook: rebuild-index, measured: 5m}}
""",
            ["E datastores/search-index", "W datastores/pages"],
        ),
        "a cache that fills itself": (REBUILD % "{runbook: unknown, measured: unknown, duration: 0s}", []),
        "a backup of its own": (
            "datastores: {search-index: {rebuild: unknown, copies: {weekly: {kind: dump, at: vault}}}}",
            [],
        ),
        "tier 4": ("datastores: {search-index: {tier: 4, rebuild: unknown}}", []),
    },
    "partial-backup-scope": {
        "one part is nowhere": (
            "datastores: {ledger: {contents: [a, b], copies: {nightly: {includes: [A]}}}}",
            ["W datastores/ledger"],
        ),
        "tier 1 is an error": (
            "datastores: {orders-db: {copies: {nightly: {includes: [orders]}, disk: {includes: [orders]}}}}",
            ["E datastores/orders-db"],
        ),
        "another backup has it": (
            "datastores: {orders-db: {copies: {nightly: {includes: [orders]}}}}",
            [],
        ),
        "left out by the only backup": (
            "datastores: {ledger: {copies: {nightly: {excludes: [logs]}}}}",
            ["W datastores/ledger"],
        ),
        "left out by one of two": ("datastores: {orders-db: {copies: {nightly: {excludes: [logs]}}}}", []),
        "the whole only on the storage of the data": (
            PARTS % ("nightly: {includes: [bookings]}", "at: main-volume"),
            ["W datastores/ledger"],
        ),
        "the whole on other storage": (PARTS % ("nightly: {includes: [bookings]}", "at: search-disk"), []),
        "a part, and everything only on the storage of the data": (
            PARTS % ("nightly: {at: main-volume, includes: [bookings]}", "at: main-volume"),
            [],
        ),
        "no contents declared": ("datastores: {ledger: {copies: {nightly: {includes: [bookings]}}}}", []),
        "no backup at all": ("datastores: {ledger: {contents: [a], copies: {}}}", []),
    },
    "service-parts-undeclared": {
        "none declared": ("services: {shop: {parts: unknown}}", ["W services/shop"]),
        "one left out": ("services: {reports: {parts: {dns: unknown}}}", ["I services/reports"]),
        "small company": (MICRO + "services: {office: {parts: unknown}}", ["I services/office"]),
        "tier 3 of a small company": (MICRO + "services: {reports: {parts: unknown}}", []),
        "tier 4": ("services: {reports: {tier: 4, parts: unknown}}", []),
        "retired": ("services: {reports: {active: no, parts: unknown}}", []),
    },
    "identity-plane-unprotected": {
        "a directory with a copy elsewhere": ("datastores: {secrets: {class: identity}}", []),
        "only live copies": (DIRECTORY % "nightly: {kind: replica, at: vault}", ["E datastores/secrets"]),
        "no copy at all": (DIRECTORY % "nightly: {kind: image, active: no}", ["E datastores/secrets"]),
        "under its own administration": (DIRECTORY % "nightly: {kind: image, at: office}", ["E datastores/secrets"]),
        "in the same account, admin not recorded": (
            "places: {attic: {site: attic, account: office}}\n" + DIRECTORY % "nightly: {kind: image, at: attic}",
            ["E datastores/secrets"],
        ),
        "in another account, admin not recorded": (
            "places: {attic: {site: attic, account: attic}}\n" + DIRECTORY % "nightly: {kind: image, at: attic}",
            [],
        ),
        "offline": (DIRECTORY % "nightly: {kind: image, at: office-safe}", []),
        "locked": (
            DIRECTORY % "nightly: {kind: image, at: office, immutable: {for: 1d, mode: compliance}}",
            [],
        ),
        "under another administration": (DIRECTORY % "nightly: {kind: image, at: vault}", []),
        "small company": (MICRO + DIRECTORY % "nightly: {kind: replica, at: vault}", ["I datastores/secrets"]),
        "derived": ("datastores: {secrets: {class: derived, copies: {}}}", []),
        "retired": ("datastores: {secrets: {class: identity, active: no, copies: {}}}", []),
        "the zone of a public service": (ZONE, ["E datastores/zone"]),
        "the zone of an inner service of tier 3": (
            ZONE.replace("shop", "reports"),
            [],
        ),
        "a zone that nobody names, at a vendor of names": (
            "datastores: {zone: {class: config, tier: 2, at: vendors/regista}}",
            ["E datastores/zone"],
        ),
        "configuration at a host that provides names as well": (
            """
vendors: {regista: {provides: [dns, hosting]}}
datastores: {zone: {class: config, tier: 2, at: vendors/regista}}
""",
            [],
        ),
        "a zone with an export": (
            "datastores: {zone: {class: config, tier: 2, at: vendors/regista, copies: {x: {kind: export, at: vault}}}}",
            [],
        ),
        "a login whose data is not in the plan": (
            "services: {login: {tier: 1}}\ncredentials: {hw-admin: {login_via: services/login}}",
            ["E services/login unlisted"],
        ),
        "a login whose data is in the plan": (
            """
services: {login: {tier: 1, depends_on: [datastores/secrets]}}
credentials: {hw-admin: {login_via: services/login}}
""",
            [],
        ),
        "a login that no runbook needs": (
            "services: {login: {tier: 1}}\ncredentials: {spare: {login_via: services/login}}",
            [],
        ),
        "a bought login": (BOUGHT, ["E vendors/talkie no-way-around"]),
        "small company, a bought login": (MICRO + BOUGHT, ["I vendors/talkie no-way-around"]),
        "with an emergency login": (BOUGHT + "  spare: {environment: emergency}", []),
        "with an emergency login that goes through it": (
            BOUGHT + "  spare: {environment: emergency, login_via: vendors/talkie}",
            ["E vendors/talkie no-way-around"],
        ),
        "with an emergency login of a program": (
            BOUGHT + "  spare: {environment: emergency, human: no}",
            ["E vendors/talkie no-way-around"],
        ),
        "a login that a vendor runs": (
            "services: {login: {vendor: talkie}}\ncredentials: {hw-admin: {login_via: services/login}}",
            ["E vendors/talkie no-way-around"],
        ),
        "a bought directory": (
            BOUGHT + "datastores: {staff: {class: identity, run_by: talkie, at: vendors/talkie}}",
            ["E datastores/staff"],
        ),
        "a bought directory with an emergency login": (
            BOUGHT
            + "  spare: {environment: emergency}\n"
            + "datastores: {staff: {class: identity, run_by: talkie, at: vendors/talkie}}",
            [],
        ),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
