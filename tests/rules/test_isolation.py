"""Isolation: one rung of the ladder speaks; unknown places are never treated as separate."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
SHELF = "places: {shelf: {%s}}\ndatastores: {ledger: {copies: {nightly: {at: shelf}}}}"
BOTH_NEAR = "places: {vault: {region: eu-central}, home-safe: {region: eu-central}}\n"
TIED = "datastores: {ledger: {copies: {nightly: {deleted_with_source: yes, at: %s}}}}"
DOUBLE = """
services: {%s: {standby: {at: second}}}
places: {second: {%s}}
"""
TWIN = "services: {reports: {%s}}"
LADDER = (
    "unbacked-datastore",
    "replica-only-protection",
    "backup-same-storage",
    "backup-same-site",
    "backup-same-region",
)

CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "backup-same-storage": {
        "tier 1": (
            "datastores: {orders-db: {copies: {nightly: {at: main-volume}, disk: {at: main-volume}}}}",
            ["E datastores/orders-db"],
        ),
        "tier 3 is an error too": (
            "datastores: {ledger: {copies: {nightly: {at: main-volume}}}}",
            ["E datastores/ledger"],
        ),
        "tier 4": ("datastores: {ledger: {tier: 4, copies: {nightly: {at: main-volume}}}}", ["W datastores/ledger"]),
        "small company, tier 4": (
            MICRO + "datastores: {ledger: {tier: 4, copies: {nightly: {at: main-volume}}}}",
            ["I datastores/ledger"],
        ),
        "one of two elsewhere": ("datastores: {orders-db: {copies: {nightly: {at: main-volume}}}}", []),
        "storage not recorded": (SHELF % "within: data-centre", []),
    },
    "backup-same-site": {
        "other storage, same site": (SHELF % "within: data-centre, storage: nas", ["W datastores/ledger"]),
        "storage not recorded": (SHELF % "within: data-centre", ["W datastores/ledger"]),
        "same storage is the closer rung": ("datastores: {ledger: {copies: {nightly: {at: main-volume}}}}", []),
        "tier 1": (
            "datastores: {orders-db: {copies: {nightly: {at: search-disk}, disk: {at: search-disk}}}}",
            ["E datastores/orders-db"],
        ),
        "small company, tier 2": (
            MICRO + "datastores: {ledger: {tier: 2, copies: {nightly: {at: search-disk}}}}",
            ["W datastores/ledger"],
        ),
        "one here, one nobody knows where": (
            """
places: {somewhere: {storage: x}}
datastores: {orders-db: {copies: {nightly: {at: search-disk}, disk: {at: somewhere}}}}
""",
            ["E datastores/orders-db"],
        ),
        "site of the backup unknown": (SHELF % "storage: nas", []),
        "another site": (SHELF % "site: hall, storage: nas", []),
    },
    "backup-same-region": {
        "both near": (
            BOTH_NEAR,
            ["W datastores/customers", "W datastores/orders-db", "W datastores/infra-repo"],
        ),
        "small company": (MICRO + BOTH_NEAR, []),
        "far by coordinates": (
            """
places:
  data-centre: {coordinates: [49.45, 11.08]}
  vault: {region: eu-central, coordinates: [52.52, 13.40]}
  home-safe: {region: eu-central}
""",
            [],
        ),
        "region of the backup unknown": (
            "datastores: {customers: {tier: 2, copies: {nightly: {at: vendors/statusly}, disk: {active: no}}}}",
            ["I datastores/customers"],
        ),
    },
    "location-unverified": {
        "an own site that is only assumed": (
            "places: {home-safe: {basis: assumption}}",
            [f"W datastores/{s}/copies/disk" for s in ("customers", "orders-db", "infra-repo", "secrets")],
        ),
        "no site and no answer": (
            "datastores: {ledger: {copies: {nightly: {at: vendors/statusly}}}}",
            ["I datastores/ledger/copies/nightly"],
        ),
        "nowhere at all": (
            "datastores: {ledger: {copies: {nightly: {at: unknown}}}}",
            ["I datastores/ledger/copies/nightly"],
        ),
        "neither the data nor its backup": (
            "datastores: {ledger: {at: unknown, copies: {nightly: {at: unknown}}}}",
            ["I datastores/ledger", "I datastores/ledger/copies/nightly"],
        ),
        "the place of the data is told once": (
            "datastores: {ledger: {at: vendors/talkie, copies: {nightly: {at: vendors/talkie}}}}",
            ["I datastores/ledger"],
        ),
        "the place of two backups is told once": (
            "datastores: {orders-db: {copies: {nightly: {at: vendors/talkie}, disk: {at: vendors/talkie}}}}",
            ["W datastores/orders-db/copies/disk"],
        ),
        "a backup that is no longer made": (
            "datastores: {orders-db: {copies: {disk: {at: unknown, active: no}}}}",
            [],
        ),
        "a live copy is not asked": (
            "datastores: {orders-db: {copies: {disk: {kind: replica, at: unknown}}}}",
            [],
        ),
        "the data itself": ("datastores: {orders-db: {at: vendors/talkie}}", ["W datastores/orders-db"]),
        "the vendor said where": ("datastores: {orders-db: {at: vendors/hostworks}}", []),
        "the vendor said so, nobody knows when": (
            """
vendors: {hostworks: {answers: {where_is_the_data: {occurred: unknown}}}}
datastores: {ledger: {at: vendors/hostworks}}
""",
            ["I datastores/ledger"],
        ),
        "the vendor's answer is an assumption": (
            """
vendors: {hostworks: {answers: {where_is_the_data: {basis: assumption}}}}
datastores: {ledger: {at: vendors/hostworks}}
""",
            ["I datastores/ledger"],
        ),
        "a site without a basis": (SHELF % "site: hall, provider: statusly", ["I datastores/ledger/copies/nightly"]),
        "an own site needs none": (SHELF % "site: hall, provider: self", []),
        "a site of the scope is an own one": (SHELF % "site: office", []),
        "published by the vendor": (SHELF % "site: hall, provider: statusly, basis: published", []),
        "without a backup the ladder speaks": ("datastores: {ledger: {at: unknown, copies: {}}}", []),
        "derived": ("datastores: {search-index: {at: unknown}}", []),
        "small company, tier 2": (
            MICRO + "datastores: {ledger: {tier: 2, at: unknown}}",
            ["I datastores/ledger"],
        ),
    },
    "snapshot-tied-to-source": {
        "in the same account": (TIED % "main-volume", ["W datastores/ledger"]),
        "account unknown": (TIED % "unknown", ["W datastores/ledger"]),
        "copied to a second account": (TIED % "vault", []),
        "one of two is independent": (
            "datastores: {orders-db: {copies: {nightly: {deleted_with_source: yes, at: main-volume}}}}",
            [],
        ),
        "no backup at all": ("datastores: {ledger: {copies: {}}}", []),
    },
    "plan-inside-blast-radius": {
        "kept nowhere": ("kept: {}", ["E plan"]),
        "small company": (MICRO + "kept: {}", ["W plan"]),
        "90 days old": ("kept: {print: {occurred: 2026-08-23}}", []),
        "91 days old": ("kept: {print: {occurred: 2026-08-22}}", ["E plan"]),
        "without a date": ("kept: {print: {occurred: unknown}}", ["E plan"]),
        "printed beside the servers": (
            "places: {rack: {within: data-centre, offline: yes}}\nkept: {print: {at: rack}}",
            ["E plan"],
        ),
        "in the account that may be locked": (
            "places: {wiki: {site: hall, provider: hostworks, account: hw-prod}}\nkept: {print: {at: wiki}}",
            ["E plan"],
        ),
        "behind the same login": (
            "places: {wiki: {site: hall, provider: self, admin: hw-console}}\nkept: {print: {at: wiki}}",
            ["E plan"],
        ),
        "with the same provider, account unknown": ("kept: {print: {at: vendors/hostworks}}", ["E plan"]),
        "with another provider": ("kept: {print: {at: vendors/talkie}}", []),
        "nobody knows where": ("places: {somewhere: {name: x}}\nkept: {print: {at: somewhere}}", ["E plan"]),
        "contacts left out": ("kept: {print: {includes: [plan, runbooks]}}", ["E plan"]),
        "contacts elsewhere": (
            """
places: {bank: {site: bank, provider: self, offline: yes}}
kept:
  print: {includes: [plan, runbooks]}
  card: {at: bank, occurred: 2026-11-01, includes: contacts}
""",
            [],
        ),
    },
    "standby-shares-domain": {
        "no standby is claimed": ("services: {shop: {tier: 1}}", []),
        "apart on all labels": (DOUBLE % ("shop", "site: b, storage: b, admin: b"), []),
        "same site": (DOUBLE % ("shop", "within: data-centre, storage: b, admin: b"), ["E services/shop"]),
        "same administration": (DOUBLE % ("shop", "site: b, storage: b, admin: hw-console"), ["E services/shop"]),
        "same storage": (
            "places: {second: {storage: volume-1}}\nservices: {reports: {at: main-volume, standby: {at: second}}}",
            ["I services/reports"],
        ),
        "place not recorded": (DOUBLE % ("shop", "storage: b"), []),
        "standby without a place": ("services: {shop: {standby: {kind: hot}}}", []),
        "same tools": (
            "places: {second: {site: b}}\nservices: {shop: {standby: {at: second, shared_control: yes}}}",
            ["E services/shop"],
        ),
        "same tools, place not said": ("services: {shop: {standby: {shared_control: yes}}}", ["E services/shop"]),
        "where its data is, if it says nothing": (
            "places: {second: {site: nuremberg-1}}\nservices: {office: {at: unknown, standby: {at: second}}}",
            ["W services/office"],
        ),
        "tier 2": (DOUBLE % ("office", "within: data-centre"), ["W services/office"]),
        "tier 4": (
            "places: {second: {within: data-centre}}\nservices: {reports: {tier: 4, standby: {at: second}}}",
            [],
        ),
        "small company": (MICRO + DOUBLE % ("shop", "within: data-centre"), ["I services/shop"]),
        "small company, tier 2": (MICRO + DOUBLE % ("office", "within: data-centre"), []),
    },
    "common-mode-redundancy": {
        "no standby is claimed": ("services: {reports: {tier: 1}}", []),
        "same build": (TWIN % "tier: 1, standby: {same_build: yes}", ["I services/reports"]),
        "tier 2": (TWIN % "tier: 2, standby: {same_build: yes}", ["I services/reports"]),
        "tier 3": (TWIN % "tier: 3, standby: {same_build: yes}", []),
        "not said": (TWIN % "tier: 1, standby: {at: spare-host}", []),
        "small company": (MICRO + TWIN % "tier: 1, standby: {same_build: yes}", []),
        "another way": (TWIN % "tier: 1, standby: {same_build: yes, other_fallback: by radio}", []),
        "people go on by hand": (TWIN % "tier: 1, fallback: on paper, standby: {same_build: yes}", []),
        "places of one model": (
            TWIN % "tier: 1, standby: {at: spare-host}"
            + "\nplaces: {data-centre: {model: Blade 7}, spare-host: {model: blade 7}}",
            ["I services/reports"],
        ),
        "places of two models": (
            TWIN % "tier: 1, standby: {at: spare-host}"
            + "\nplaces: {data-centre: {model: Blade 7}, spare-host: {model: Blade 8}}",
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


@pytest.mark.parametrize(
    ("fragment", "speaks"),
    [
        ("copies: {}", "unbacked-datastore"),
        ("copies: {nightly: {kind: raid, at: main-volume}}", "replica-only-protection"),
        ("copies: {nightly: {at: main-volume}}", "backup-same-storage"),
        ("copies: {nightly: {at: search-disk}}", "backup-same-site"),
    ],
)
def test_only_the_closest_rung_speaks(fragment: str, speaks: str, judged: Callable[[str, str], list[str]]) -> None:
    found = {rule for rule in LADDER if judged(rule, f"datastores: {{ledger: {{tier: 2, {fragment}}}}}")}
    assert found == {speaks}


def test_distance_is_an_option(judged: Callable[[str, str], list[str]]) -> None:
    near = """
places:
  data-centre: {coordinates: [49.45, 11.08]}
  vault: {region: eu-central, coordinates: [52.52, 13.40]}
  home-safe: {region: eu-central}
policy: {rules: {backup-same-region: {km: 500}}}
"""
    assert "W datastores/orders-db" in judged("backup-same-region", near)
