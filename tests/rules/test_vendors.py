"""Vendors: what they answered, what they are believed to do, and how to leave them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "vendor-unanswered": {
        "an answer one year old": (
            "vendors: {hostworks: {answers: {grace_after_deletion: {occurred: 2025-11-21}}}}",
            [],
        ),
        "an answer older than a year": (
            "vendors: {hostworks: {answers: {grace_after_deletion: {occurred: 2025-11-20}}}}",
            ["W vendors/hostworks"],
        ),
        "asked sixty days ago": (
            "vendors: {hostworks: {answers: {grace_after_deletion: {answer: unknown, asked: 2026-09-22}}}}",
            ["W vendors/hostworks"],
        ),
        "asked longer ago": (
            "vendors: {hostworks: {answers: {grace_after_deletion: {answer: unknown, asked: 2026-09-21}}}}",
            ["E vendors/hostworks"],
        ),
        "no date": (
            "vendors: {hostworks: {answers: {grace_after_deletion: {occurred: unknown}}}}",
            ["E vendors/hostworks"],
        ),
        "an assumption": (
            "vendors: {hostworks: {answers: {grace_after_deletion: {basis: assumption}}}}",
            ["E vendors/hostworks"],
        ),
        "never asked": ("vendors: {hostworks: {answers: {}}}", ["E vendors/hostworks"]),
        "small company": (MICRO + "vendors: {hostworks: {answers: {}}}", ["W vendors/hostworks"]),
        "a vendor of tier 3": (
            """
vendors: {ink: {provides: other}}
services: {reports: {depends_on: [vendors/ink, datastores/ledger]}}
""",
            ["I vendors/ink"],
        ),
        "a vendor that nothing needs": ("vendors: {ink: {provides: other}}", []),
        "a vendor of a retired service": (
            """
vendors: {ink: {provides: other}}
services: {old: {active: no, vendor: ink}}
""",
            [],
        ),
        "a vendor that runs a store": (
            """
vendors: {ink: {provides: other}}
datastores: {ledger: {run_by: ink}}
""",
            ["I vendors/ink"],
        ),
    },
    "vendor-backup-assumed": {
        "an own copy without a schedule": (
            """
datastores: {orders-db: {copies: {nightly: {run_by: coldvault}, disk: {every: unknown}}}}
drills: {restore-orders: {recovery_point: {copy: disk}}}
""",
            ["E datastores/orders-db/copies/nightly"],
        ),
        "an own copy by cron": (
            """
datastores: {orders-db: {copies: {nightly: {run_by: coldvault}, disk: {every: unknown, cron: 0 2 * * *}}}}
drills: {restore-orders: {recovery_point: {copy: disk}}}
""",
            [],
        ),
        "an own disk beside it": (
            """
datastores: {orders-db: {copies: {nightly: {run_by: coldvault}}}}
drills: {restore-orders: {recovery_point: {copy: disk}}}
""",
            [],
        ),
        "every backup is theirs": (
            """
datastores: {orders-db: {copies: {nightly: {run_by: coldvault}, disk: {run_by: coldvault}}}}
drills: {restore-orders: {result: failed}}
""",
            ["E datastores/orders-db"],
        ),
        "a restore from one of theirs": (
            "datastores: {orders-db: {copies: {nightly: {run_by: coldvault}, disk: {run_by: coldvault}}}}",
            ["E datastores/orders-db/copies/disk"],
        ),
        "a full clause": (
            """
datastores: {ledger: {copies: {nightly: {run_by: coldvault}}}}
drills: {restore-ledger: {result: failed}}
vendors: {coldvault: {contract: {backup: {place: AMS, every: 1d, restore_within: 4h}}}}
""",
            [],
        ),
        "a clause that only says where": (
            """
datastores: {ledger: {copies: {nightly: {run_by: coldvault}}}}
drills: {restore-ledger: {result: failed}}
vendors: {coldvault: {contract: {backup: {place: AMS}}}}
""",
            ["I datastores/ledger"],
        ),
        "an own dump on the same storage": (
            """
datastores: {orders-db: {copies: {nightly: {run_by: coldvault}, disk: {at: main-volume}}}}
drills: {restore-orders: {recovery_point: {copy: disk}}}
""",
            ["E datastores/orders-db/copies/nightly"],
        ),
        "a drill that does not say from which copy": (
            """
datastores: {ledger: {copies: {nightly: {run_by: coldvault}}}}
drills: {restore-ledger: {recovery_point: unknown}}
""",
            [],
        ),
        "their replica is no backup": (
            """
datastores: {ledger: {copies: {nightly: {run_by: coldvault, kind: replica}}}}
drills: {restore-ledger: {result: failed}}
""",
            [],
        ),
        "small company": (
            MICRO
            + """
datastores: {orders-db: {copies: {nightly: {run_by: coldvault}, disk: {run_by: coldvault}}}}
drills: {restore-orders: {result: failed}}
""",
            ["W datastores/orders-db"],
        ),
    },
    "vendor-without-exit": {
        "nothing written": ("vendors: {hostworks: {exit: unknown}}", ["W vendors/hostworks"]),
        "never tried, tier 1": ("vendors: {hostworks: {exit: {tested: never}}}", ["W vendors/hostworks"]),
        "no speed and no length": ("vendors: {hostworks: {exit: {throughput: unknown}}}", ["W vendors/hostworks"]),
        "a length instead of a speed": ("vendors: {hostworks: {exit: {throughput: unknown, duration: 2d}}}", []),
        "holds no data: only where to go": (
            "vendors: {regista: {exit: {format: unknown, throughput: unknown, tested: never}}}",
            [],
        ),
        "holds no data and no replacement": ("vendors: {regista: {exit: unknown}}", ["W vendors/regista"]),
        "no service rests on it": ("vendors: {coldvault: {exit: unknown}}", []),
        "small company, tier 1": (MICRO + "vendors: {hostworks: {exit: unknown}}", ["I vendors/hostworks"]),
    },
    "renewal-unowned": {
        "in sixty days": ("renewals: {d: {title: x, kind: domain, ends: 2027-01-20}}", ["W renewals/d"]),
        "in sixty-one days": ("renewals: {d: {title: x, kind: domain, ends: 2027-01-21}}", []),
        "ended": ("renewals: {d: {title: x, kind: licence, ends: 2026-11-01}}", ["W renewals/d"]),
        "renews by itself": (
            "renewals: {d: {title: x, kind: domain, ends: 2026-12-01, automatic: yes}}",
            ["W renewals/d"],
        ),
        "a contract": (
            "vendors: {statusly: {owner: unknown, contract: {ends: 2026-12-01, owner: unknown}}}",
            ["W vendors/statusly"],
        ),
        "the owner of the vendor counts": ("vendors: {statusly: {contract: {ends: 2026-12-01, owner: unknown}}}", []),
        "no date": ("renewals: {d: {title: x, kind: domain}}", []),
        "small company": (MICRO + "renewals: {d: {title: x, kind: domain, ends: 2026-12-01}}", ["W renewals/d"]),
    },
    "processor-without-dpa": {
        "says that it handles personal data": ("vendors: {ink: {handles_personal_data: yes}}", ["E vendors/ink"]),
        "named in the register": (
            """
vendors: {ink: {name: Ink}}
processing: {orders: {processors: [hostworks, coldvault, ink]}}
""",
            ["E vendors/ink"],
        ),
        "hosts a copy": (
            """
vendors: {ink: {name: Ink}}
places: {home-safe: {provider: ink}}
""",
            ["E vendors/ink"],
        ),
        "runs the store": (
            """
vendors: {ink: {name: Ink}}
datastores: {customers: {run_by: ink}}
""",
            ["E vendors/ink"],
        ),
        "runs a store without personal data": (
            """
vendors: {ink: {name: Ink}}
datastores: {ledger: {run_by: ink}}
""",
            [],
        ),
        "a bank decides by itself": ("vendors: {ink: {handles_personal_data: yes, own_controller: yes}}", []),
        "an owner of racks says no": (
            """
vendors: {ink: {handles_personal_data: no}}
datastores: {customers: {run_by: ink}}
""",
            [],
        ),
        "an agreement with its day only": ("vendors: {coldvault: {processor: {dpa: {reference: unknown}}}}", []),
        "an agreement without anything": (
            "vendors: {coldvault: {processor: {dpa: {reference: unknown, occurred: unknown}}}}",
            ["E vendors/coldvault"],
        ),
        "no data of people anywhere": (
            """
vendors: {ink: {handles_personal_data: yes}}
datastores: {customers: {personal: none}}
""",
            [],
        ),
        "small company": (MICRO + "vendors: {ink: {handles_personal_data: yes}}", ["E vendors/ink"]),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
