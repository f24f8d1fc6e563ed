"""Vendors: what they answered, what they are believed to do, and how to leave them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"


def alone(vendor: str, ledger: str = "size: 20GB", copies: str = "") -> str:
    """The ledger and its backup lie with one vendor; 20 of the 61 GB there."""
    return f"""
places: {{second: {{region: eu-north, site: n-9, storage: b-9, provider: hostworks, account: hw-backup, admin: x, basis: contract}}}}
datastores: {{ledger: {{{ledger}, copies: {{nightly: {{at: second}}{copies}}}}}}}
vendors: {{hostworks: {{{vendor}}}}}
"""


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
        "no contract": ("vendors: {helper: {name: Helper}}", []),
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
    "export-slower-than-notice": {
        "its third takes a few hours more": (
            alone("exit: {throughput: 1GB/s, duration: 92d}"),
            ["I datastores/ledger"],
        ),
        "its third takes a few hours less": (alone("exit: {throughput: 1GB/s, duration: 91d}"), []),
        "by its speed": (alone("exit: {throughput: 7kB/s}"), ["I datastores/ledger"]),
        "a little faster": (alone("exit: {throughput: 8kB/s}"), []),
        "nobody knows the notice": (
            alone("exit: {duration: 43d}, contract: {notice: unknown}"),
            ["I datastores/ledger"],
        ),
        "fourteen days are assumed": (alone("exit: {duration: 42d}, contract: {notice: unknown}"), []),
        "no contract": (alone("exit: {duration: 43d}, contract: unknown"), ["I datastores/ledger"]),
        "nobody knows how long it takes": (alone("exit: {throughput: unknown}"), []),
        "nothing is written about leaving": (alone("exit: unknown"), []),
        "nobody knows how much it is": (alone("exit: {throughput: 1kB/s}", "size: unknown"), []),
        "a copy elsewhere": ("vendors: {hostworks: {exit: {throughput: 1kB/s}}}", []),
        "a copy elsewhere that the vendor makes": (
            """
datastores: {ledger: {copies: {nightly: {run_by: hostworks}}}}
vendors: {hostworks: {exit: {throughput: 1kB/s}}}
""",
            ["I datastores/ledger"],
        ),
        "a live copy elsewhere": (
            alone("exit: {throughput: 1kB/s}", copies=", r: {kind: replica, at: spare-host}"),
            [],
        ),
        "out of use": (alone("exit: {throughput: 1kB/s}", "active: no"), []),
        "can be built again": (alone("exit: {throughput: 1kB/s}", "class: derived"), []),
        "tier 1": (alone("exit: {throughput: 7kB/s}", "tier: 1"), ["E datastores/ledger"]),
        "small company, tier 2": (MICRO + alone("exit: {throughput: 7kB/s}", "tier: 2"), ["I datastores/ledger"]),
        "small company, tier 3": (MICRO + alone("exit: {throughput: 7kB/s}"), []),
    },
    "account-loss-unplanned": {
        "nothing written": ("vendors: {hostworks: {contacts: [], account: unknown}}", ["E vendors/hostworks"]),
        "one administrator": ("vendors: {hostworks: {account: {admins: [jonas]}}}", ["E vendors/hostworks"]),
        "one is named twice": ("vendors: {hostworks: {account: {admins: [jonas, jonas]}}}", ["E vendors/hostworks"]),
        "one of two has left": ("people: {petra: {active: no}}", ["E vendors/hostworks"]),
        "one administrator in a company of one": (
            "organization: {people: 1}\nvendors: {hostworks: {account: {admins: [jonas]}}}",
            [],
        ),
        "nobody in a company of one": (
            "organization: {people: 1}\nvendors: {hostworks: {account: {admins: []}}}",
            ["W vendors/hostworks"],
        ),
        "nobody gets the bills": (
            "vendors: {hostworks: {account: {billing_contact: unknown}}}",
            ["E vendors/hostworks"],
        ),
        "one card": ("vendors: {hostworks: {account: {second_payment: no}}}", ["E vendors/hostworks"]),
        "a telephone number is a way to a human being": ("vendors: {hostworks: {account: {escalation: unknown}}}", []),
        "a mail address is none": (
            "vendors: {hostworks: {contacts: [{kind: mail, value: a@hostworks.example}], account: {escalation: unknown}}}",
            ["E vendors/hostworks"],
        ),
        "a locked copy in the same account alone": (
            "datastores: {ledger: {copies: {nightly: {at: places/bucket}}}}\nplaces: {bucket: {region: eu-north, site: n-9, storage: b-9, provider: hostworks, account: hw-prod, admin: x, basis: contract}}",
            ["E vendors/hostworks"],
        ),
        "a copy in the same account is told elsewhere": (
            "datastores: {ledger: {copies: {nightly: {at: places/bucket, immutable: unknown}}}}\nplaces: {bucket: {region: eu-north, site: n-9, storage: b-9, provider: hostworks, account: hw-prod, admin: x, basis: contract}}",
            [],
        ),
        "a copy in another account of the same vendor": (alone("provides: hosting"), []),
        "nothing lies there": ("vendors: {talkie: {account: unknown}}", []),
        "only tier 3 lies there": (
            "datastores: {ledger: {run_by: talkie, at: unknown}}\nvendors: {talkie: {account: unknown}}",
            ["I vendors/talkie"],
        ),
        "bought as a service": (
            "services: {office: {vendor: talkie, at: unknown}}\nvendors: {talkie: {account: unknown}}",
            ["W vendors/talkie"],
        ),
        "looks after a machine in our own house": (
            "datastores: {secrets: {run_by: talkie}}\nvendors: {talkie: {account: unknown}}",
            [],
        ),
        "small company": (MICRO + "vendors: {hostworks: {account: {second_payment: no}}}", ["W vendors/hostworks"]),
    },
    "vendor-concentration": {
        "three": ("vendors: {hostworks: {provides: [hosting, dns, login]}}", ["W vendors/hostworks"]),
        "two": ("vendors: {hostworks: {provides: [hosting, dns, domain]}}", []),
        "a backup and a channel there": (
            "datastores: {ledger: {copies: {second: {kind: dump, at: main-volume}}}}\nchannels: {status-page: {at: vendors/hostworks}}",
            ["W vendors/hostworks"],
        ),
        "a backup no longer made": (
            "datastores: {ledger: {copies: {second: {kind: dump, active: no, at: main-volume}}}}\nchannels: {status-page: {at: vendors/hostworks}}",
            [],
        ),
        "domain and logins there": (
            "renewals: {d: {title: domain, kind: domain, vendor: hostworks}}\ncredentials: {hw-admin: {login_via: services/office}}",
            ["W vendors/hostworks"],
        ),
        "a certificate and the chat of customers": (
            "renewals: {d: {title: c, kind: certificate, vendor: hostworks}}\nchannels: {chat: {at: vendors/hostworks, direction: inward}}\ncredentials: {hw-admin: {login_via: vendors/hostworks}}",
            [],
        ),
        "not recorded as a vendor": (
            "places: {data-centre: {provider: somebody}}",
            [],
        ),
        "accepted": (
            "vendors: {hostworks: {provides: [dns, login]}}\nrisks: {r: {title: R, affects: [vendors/hostworks], accepted: {by: managing-director, valid_until: 2026-11-21}}}",
            [],
        ),
        "accepted until yesterday": (
            "vendors: {hostworks: {provides: [dns, login]}}\nrisks: {r: {title: R, affects: [vendors/hostworks], accepted: {by: managing-director, valid_until: 2026-11-20}}}",
            ["W vendors/hostworks"],
        ),
        "accepted by nobody": (
            "vendors: {hostworks: {provides: [dns, login]}}\nrisks: {r: {title: R, affects: [vendors/hostworks], accepted: {valid_until: 2026-12-20}}}",
            ["W vendors/hostworks"],
        ),
        "another risk accepted": (
            "vendors: {hostworks: {provides: [dns, login]}}\nrisks: {r: {title: R, affects: [vendors/talkie], accepted: {by: managing-director, valid_until: 2026-12-20}}}",
            ["W vendors/hostworks"],
        ),
        "small company": (MICRO + "vendors: {hostworks: {provides: [hosting, dns, login]}}", []),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
