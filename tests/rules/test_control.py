"""Control: accounts, providers, rights, locks, admin planes, keys, encryption."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
CUSTODIAN = "organization: {people: 5, custodian: yes}\n"
SECOND = """
places: {zone: {region: eu-north, site: n-9, storage: z-9, provider: hostworks, %s}}
datastores: {%s: {copies: {nightly: {at: zone, immutable: %s}, disk: {kind: dump, active: no}}}}
"""
SAME = SECOND % ("account: hw-prod, admin: hw-console", "customers", "unknown")
WITH_LIVE = """
places: {zone: {region: eu-north, site: n-9, storage: z-9, provider: hostworks, account: hw-b}}
datastores:
  customers:
    copies: {nightly: {at: zone}, disk: {active: no}, standby: {kind: replica, at: %s, lag: 1s}}
"""
RIGHTS = "credentials: {hw-admin: {%scan: {%s: [places/data-centre, places/vault]}}}\n"
ONE_COPY = "datastores: {customers: {copies: {nightly: {immutable: unknown%s}, disk: {active: no}}}}"
BARE = "datastores: {ledger: {tier: 2, copies: {nightly: {immutable: unknown}}}}\n"
KEY = "datastores: {ledger: {tier: %d, copies: {nightly: {encrypted: %s}}}}"
CLEAR = "datastores: {ledger: {tier: %d, copies: {nightly: {encrypted: no}}}}"

CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "backup-same-account": {
        "tier 1": (SAME, ["E datastores/customers"]),
        "small company": (MICRO + SAME, ["W datastores/customers"]),
        "small custodian": (CUSTODIAN + SAME, ["E datastores/customers"]),
        "a small company whose customers lie side by side": (
            MICRO + "services: {shop: {multi_tenant: yes}}\n" + SAME,
            ["E datastores/customers"],
        ),
        "a small company that says it keeps nothing for others": (
            MICRO + "services: {shop: {multi_tenant: yes, keeps_others_data: no}}\n" + SAME,
            ["W datastores/customers"],
        ),
        "a small company that keeps its customers' data": (
            MICRO + "services: {shop: {keeps_others_data: yes}}" + SAME,
            ["E datastores/customers"],
        ),
        "tier 3": (SECOND % ("account: hw-prod", "ledger", "unknown"), ["W datastores/ledger"]),
        "account of the copy unknown": (SECOND % ("admin: x", "ledger", "unknown"), ["I datastores/ledger"]),
        "account of the data unknown": (
            SECOND % ("account: x}, data-centre: {account: unknown", "ledger", "unknown"),
            ["I datastores/ledger"],
        ),
        "another account of the same provider": (SECOND % ("account: hw-b", "ledger", "unknown"), []),
        "locked": (SECOND % ("account: hw-prod", "customers", "{for: 30d, mode: compliance}"), []),
        "a lock with a bypass": (
            SECOND % ("account: hw-prod", "customers", "{for: 30d, mode: governance}"),
            ["E datastores/customers"],
        ),
        "offline": ("datastores: {customers: {copies: {nightly: {active: no}}}}", []),
        "no backup at all": ("datastores: {ledger: {copies: {}}}", []),
    },
    "backup-same-provider": {
        "another account": (SECOND % ("account: hw-b", "customers", "unknown"), ["W datastores/customers"]),
        "the same account is reported instead": (SAME, []),
        "locked in the same account": (
            SECOND % ("account: hw-prod", "customers", "{for: 30d, mode: compliance}"),
            ["W datastores/customers"],
        ),
        "small company": (
            MICRO + SECOND % ("account: hw-b", "customers", "unknown"),
            ["I datastores/customers"],
        ),
        "tier 3": (SECOND % ("account: hw-b", "ledger", "unknown"), []),
        "everything in own hands": (
            "places: {data-centre: {provider: self}, vault: {provider: self}, home-safe: {provider: self}}",
            [],
        ),
        "a disk of one's own": ("places: {vault: {provider: hostworks}}", []),
        "a live copy with another company": (
            WITH_LIVE % "spare-host",
            [],
        ),
        "a live copy with the same company": (
            WITH_LIVE % "search-disk",
            ["W datastores/customers"],
        ),
    },
    "shared-delete-credential": {
        "can delete both": (RIGHTS % ("", "delete") + ONE_COPY % "", ["E credentials/hw-admin"]),
        "can overwrite both": (RIGHTS % ("", "write") + ONE_COPY % "", ["E credentials/hw-admin"]),
        "append-only": (RIGHTS % ("", "write") + ONE_COPY % ", append_only: yes", []),
        "append-only does not stop deletion": (
            RIGHTS % ("", "delete") + ONE_COPY % ", append_only: yes",
            ["E credentials/hw-admin"],
        ),
        "named by the copy": (
            ONE_COPY % ", deletable_by: [credentials/hw-admin]",
            ["E credentials/hw-admin"],
        ),
        "the admin group of production": (
            ONE_COPY % ", deletable_by: [hw-console]",
            ["E datastores/customers"],
        ),
        "one login over two datastores is told once": (
            RIGHTS % ("", "delete")
            + """
datastores:
  customers: {copies: {nightly: {immutable: unknown}, disk: {active: no}}}
  ledger: {copies: {nightly: {immutable: unknown}}}
""",
            ["E credentials/hw-admin"],
        ),
        "the admin group and a login that stands for it": (
            RIGHTS % ("", "delete") + ONE_COPY % ", deletable_by: [hw-console]",
            ["E credentials/hw-admin"],
        ),
        "derived data": (
            RIGHTS % ("", "delete") + "datastores: {search-index: {copies: {nightly: {kind: dump, at: vault}}}}",
            [],
        ),
        "another admin group": (ONE_COPY % ", deletable_by: [cv-root]", []),
        "small company": (MICRO + RIGHTS % ("", "delete") + ONE_COPY % "", ["W credentials/hw-admin"]),
        "small custodian": (CUSTODIAN + RIGHTS % ("", "delete") + ONE_COPY % "", ["E credentials/hw-admin"]),
        "only what it can destroy says how grave it is": (
            RIGHTS % ("", "delete") + "datastores: {ledger: {copies: {nightly: {immutable: unknown}}}}",
            ["W credentials/hw-admin"],
        ),
        "rights on the service that uses the data": (
            "credentials: {cv-admin: {can: {delete: [places/vault, services/reports]}}}\n" + BARE,
            ["E credentials/cv-admin"],
        ),
        "rights on another service": (
            "credentials: {cv-admin: {can: {delete: [places/vault, services/shop]}}}\n" + BARE,
            [],
        ),
        "one backup is locked": (RIGHTS % ("", "delete"), []),
        "one backup it cannot reach": (
            RIGHTS % ("", "delete")
            + """
places: {shelf: {within: office, storage: nas}}
datastores: {customers: {copies: {nightly: {immutable: unknown}, disk: {at: shelf}}}}
""",
            [],
        ),
        "rights on the datastore itself": (
            "credentials: {cv-admin: {can: {delete: [places/vault, datastores/customers]}}}\n" + ONE_COPY % "",
            ["E credentials/cv-admin"],
        ),
        "a program can overwrite the backup": (
            "credentials: {uploader: {human: no, can: {write: [places/vault]}}}\n" + ONE_COPY % "",
            ["W datastores/customers overwrite"],
        ),
        "the backup side fetches with its own program": (
            "credentials: {uploader: {human: no, environment: backup, can: {write: [places/vault]}}}\n"
            + ONE_COPY % ", pulled: yes",
            [],
        ),
        "a program that only adds": (
            "credentials: {uploader: {human: no, can: {write: [places/vault]}}}\n" + ONE_COPY % ", append_only: yes",
            [],
        ),
        "a program that only reads": (
            "credentials: {uploader: {human: no, can: {read: [places/vault]}}}\n" + ONE_COPY % "",
            [],
        ),
    },
    "no-undeletable-copy": {
        "no lock": (BARE, ["W datastores/ledger"]),
        "14 days": ("datastores: {ledger: {tier: 2, copies: {nightly: {immutable: {for: 14d}}}}}", []),
        "13 days": (
            "datastores: {ledger: {tier: 2, copies: {nightly: {immutable: {for: 13d}}}}}",
            ["W datastores/ledger"],
        ),
        "a lock with a bypass": (
            "datastores: {ledger: {copies: {nightly: {immutable: {mode: governance}}}}}",
            ["I datastores/ledger"],
        ),
        "a disk in a drawer": ("datastores: {customers: {copies: {nightly: {immutable: unknown}}}}", []),
        "tier 1": (ONE_COPY % "", ["E datastores/customers"]),
        "small company": (MICRO + ONE_COPY % "", ["W datastores/customers"]),
        "small custodian": (CUSTODIAN + ONE_COPY % "", ["E datastores/customers"]),
        "the period is an option": (
            "datastores: {ledger: {tier: 2}}\npolicy: {rules: {no-undeletable-copy: {lock: 40d}}}",
            ["W datastores/ledger"],
        ),
    },
    "backup-on-prod-admin-plane": {
        "the same console": ("places: {vault: {admin: hw-console}}\n" + BARE, ["W datastores/ledger"]),
        "not recorded": ("places: {vault: {admin: unknown}}\n" + BARE, ["W datastores/ledger"]),
        "another console": (BARE, []),
        "the same console, but locked": ("places: {vault: {admin: hw-console}}", []),
        "small company, tier 2": ("places: {vault: {admin: hw-console}}\n" + MICRO + BARE, []),
    },
    "keys-at-risk": {
        "no key store named": (KEY % (1, "yes"), ["E datastores/ledger"]),
        "small company, tier 2": (MICRO + KEY % (2, "yes"), ["W datastores/ledger"]),
        "beside the backup": (KEY % (2, "{key: {at: vault, second_copy: unknown}}"), ["E datastores/ledger"]),
        "beside the source": (KEY % (2, "{key: {at: main-volume, second_copy: unknown}}"), ["E datastores/ledger"]),
        "one beside the source, one beside the backup": (
            KEY % (2, "{key: {at: main-volume, second_copy: places/vault}}"),
            [],
        ),
        "in what is being recovered": (
            KEY % (2, "{key: {at: datastores/ledger, second_copy: unknown}}"),
            ["E datastores/ledger"],
        ),
        "in a datastore on the same storage": (
            KEY % (2, "{key: {at: datastores/orders-db, second_copy: unknown}}"),
            ["E datastores/ledger"],
        ),
        "in a datastore elsewhere": (KEY % (2, "{key: {at: datastores/secrets, second_copy: unknown}}"), []),
        "known to one person": (
            KEY % (2, "{key: {at: home-safe, second_copy: unknown, holders: [jonas]}}"),
            ["E datastores/ledger"],
        ),
        "known to somebody who left": (
            "people: {petra: {active: no}}\n"
            + KEY % (2, "{key: {at: office-safe, second_copy: unknown, holders: [petra]}}"),
            ["E datastores/ledger"],
        ),
        "known to somebody who left, sealed elsewhere": (
            "people: {petra: {active: no}}\n"
            + KEY % (2, "{key: {at: office-safe, second_copy: places/home-safe, holders: [petra]}}"),
            [],
        ),
        "known to one, sealed elsewhere": (
            KEY % (2, "{key: {at: home-safe, second_copy: places/office-safe, holders: [jonas]}}"),
            [],
        ),
        "known to a role with a deputy": (
            KEY % (2, "{key: {at: home-safe, second_copy: unknown, holders: [roles/it-lead]}}"),
            [],
        ),
        "not encrypted": (CLEAR % 2, []),
        "the store itself": (
            "datastores: {ledger: {encryption: {key: unknown}}}",
            ["W datastores/ledger"],
        ),
        "the store is not encrypted": ("datastores: {ledger: {encryption: {at_rest: no, key: unknown}}}", []),
    },
    "backup-unencrypted": {
        "held by a vendor": (CLEAR % 2, ["W datastores/ledger/copies/nightly"]),
        "nothing said": (
            "datastores: {ledger: {tier: 1, copies: {nightly: {encrypted: unknown}}}}",
            ["E datastores/ledger/copies/nightly"],
        ),
        "tier 4": (CLEAR % 4, []),
        "personal data is never below a warning": (
            "datastores: {ledger: {tier: 4, personal: ordinary, copies: {nightly: {encrypted: no}}}}",
            ["W datastores/ledger/copies/nightly personal-data"],
        ),
        "a disk that is carried": (
            "datastores: {orders-db: {tier: 2, copies: {disk: {encrypted: no}}}}",
            ["W datastores/orders-db/copies/disk"],
        ),
        "a live copy is no backup": (
            "datastores: {ledger: {tier: 1, copies: {nightly: {kind: replica, encrypted: no}}}}",
            [],
        ),
        "at home": ("datastores: {secrets: {copies: {clone: {at: office, encrypted: no}}}}", []),
        "at another own site": (
            """
places: {hall: {site: hall, provider: self}}
datastores: {secrets: {tier: 2, copies: {clone: {at: hall, encrypted: no}}}}
""",
            ["W datastores/secrets/copies/clone"],
        ),
        "small company, tier 2": (MICRO + CLEAR % 2, ["I datastores/ledger/copies/nightly"]),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
