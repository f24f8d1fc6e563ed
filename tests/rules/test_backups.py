"""Backups: alarms, age, size, method, retention, number of copies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
NIGHTLY = "datastores: {%s: {copies: {nightly: {%s}}}}\n"
LEDGER = "datastores/ledger/copies/nightly"
ORDERS = "datastores/orders-db/copies/nightly"


def ledger(text: str) -> str:
    """The only backup of the ledger (tier 3) with other values."""
    return NIGHTLY % ("ledger", text)


def orders(text: str) -> str:
    """The first of two backups of the orders (tier 1) with other values."""
    return NIGHTLY % ("orders-db", text)


DISK = "datastores: {orders-db: {copies: {disk: {%s}}}}"
HOURLY = "datastores: {orders-db: {deletion: unknown, copies: {nightly: {%s}}}}"
ALONE = "datastores: {orders-db: {deletion: unknown, copies: {nightly: {%s}, disk: {active: no}}}}"
VERSIONS = (
    "datastores: {orders-db: {deletion: unknown, copies: {nightly: {active: no}, versions: {kind: versioned-objects, "
    "at: vault, keep: %s, lag: 2h}}}}"
)
SHARED = "datastores: {orders-db: {multi_tenant: yes, tenants: {%s}}}\n"
BOTH = SHARED % "one: {runbook: restore-office, takes: 1h}, many: {runbook: restore-shop, takes: 2d}"
CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "backup-unmonitored": {
        "nothing checks it": (ledger("monitor: unknown"), [f"W {LEDGER}"]),
        "tier 1": (orders("monitor: unknown"), [f"E {ORDERS}"]),
        "small company": (MICRO + orders("monitor: unknown"), [f"W {ORDERS}"]),
        "nobody is told": (ledger("monitor: {alerts: none}"), [f"W {LEDGER}"]),
        "the one who is told left": (
            "people: {maria: {active: no}}\n" + ledger("monitor: {alerts: [people/maria]}"),
            [f"W {LEDGER}"],
        ),
        "a deputy still gets it": ("people: {jonas: {active: no}}\n", []),
        "tested 180 days ago": (ledger("monitor: {alarm_tested: 2026-05-25}"), []),
        "tested 181 days ago": (ledger("monitor: {alarm_tested: 2026-05-24}"), [f"I {LEDGER} alarm"]),
        "never tested": (orders("monitor: {alarm_tested: unknown}"), [f"W {ORDERS} alarm"]),
        "quiet when nothing runs": (orders("monitor: {notices_missing_run: no}"), [f"W {ORDERS} alarm"]),
        "versions of the storage are no job": (
            ledger("kind: versioned-objects, every: unknown, monitor: unknown"),
            [],
        ),
        "a live copy": (ledger("kind: replica, monitor: unknown"), []),
        "a copy of unstated kind": (ledger("kind: unstated, monitor: unknown"), []),
        "inactive": (ledger("active: no, monitor: unknown"), []),
    },
    "backup-stale": {
        "within twice the interval": (ledger("every: 1d, last_success: 2026-11-19"), []),
        "beyond twice the interval": (ledger("every: 1d, last_success: 2026-11-18"), [f"W {LEDGER}"]),
        "yesterday is never too old": (ledger("every: 5m, last_success: 2026-11-20"), []),
        "the day before is": (ledger("every: 5m, last_success: 2026-11-19"), [f"W {LEDGER}"]),
        "a moment in another zone": (ledger("every: 5m, last_success: 2026-11-20T00:30:00+09:00"), [f"W {LEDGER}"]),
        "never": (orders("last_success: unknown, since: unknown"), [f"E {ORDERS} never"]),
        "introduced yesterday": (ledger("every: 1d, last_success: unknown, since: 2026-11-20"), []),
        "introduced two intervals ago": (ledger("every: 1d, last_success: unknown, since: 2026-11-19"), []),
        "introduced a week ago": (
            ledger("every: 1d, last_success: unknown, since: 2026-11-14"),
            [f"W {LEDGER} never"],
        ),
        "no schedule": (ledger("every: unknown, last_success: 2026-01-01"), []),
        "by cron": (ledger('every: unknown, cron: "0 2 * * 0", last_success: 2026-11-08'), []),
        "by cron, beyond": (
            ledger('every: unknown, cron: "0 2 * * 0", last_success: 2026-11-05'),
            [f"W {LEDGER}"],
        ),
        "a copy of a copy follows its sibling": (
            """
datastores:
  ledger:
    copies:
      nightly: {every: 1d}
      second: {kind: dump, at: home-safe, from: nightly, last_success: 2026-11-10}
""",
            ["W datastores/ledger/copies/second"],
        ),
        "a log archive by its lag": (
            ledger("kind: log-archive, every: unknown, lag: 5m, last_success: 2026-11-18"),
            [f"W {LEDGER}"],
        ),
        "never ends": (ledger("every: unbounded, last_success: 2020-01-01"), []),
        "the factor is an option": (
            ledger("every: 1d, last_success: 2026-11-18") + "policy: {rules: {backup-stale: {factor: 3}}}",
            [],
        ),
        "versions of the storage": (ledger("kind: versioned-objects, every: unknown, last_success: unknown"), []),
        "a live copy": (ledger("kind: replica, last_success: unknown, since: unknown"), []),
        "retired": (ledger("last_success: unknown").replace("ledger: {", "ledger: {active: no, "), []),
    },
    "backup-size-suspicious": {
        "empty": (ledger("last_success: {size: 0B}"), [f"I {LEDGER}"]),
        "tier 1": (orders("last_success: {size: 0B}"), [f"W {ORDERS}"]),
        "half of the usual": (ledger("last_success: {size: 9.5GB}"), []),
        "less than half": (ledger("last_success: {size: 9.4GB}"), [f"I {LEDGER}"]),
        "the one before was as small": (
            orders("last_success: {size: 9GB}, earlier_sizes: [9GB, 19GB, 19GB]"),
            [f"W {ORDERS}"],
        ),
        "restored after that run, from another copy": (
            orders("last_success: {size: 9GB}")
            + "drills: {restore-orders: {occurred: 2026-11-21, recorded: 2026-11-21, recovery_point: {copy: disk}}}",
            [f"W {ORDERS}"],
        ),
        "a single slip before does not count": (
            ledger("last_success: {size: 19GB}, earlier_sizes: [1GB, 19GB, 19GB, 19GB, 500GB]"),
            [],
        ),
        "always a twentieth of the data, never restored": (
            ledger("since: 2026-10-01, last_success: {size: 1GB}, earlier_sizes: [1GB, 1GB]"),
            [f"I {LEDGER}"],
        ),
        "always a twentieth of the data, restored": (
            ledger("last_success: {size: 1GB}, earlier_sizes: [1GB, 1GB]"),
            [],
        ),
        "a tenth of the data": (ledger("since: 2026-10-01, last_success: {size: 2GB}, earlier_sizes: []"), []),
        "an increment": (
            ledger("kind: versioned-sync, since: 2026-10-01, last_success: {size: 1GB}, earlier_sizes: []"),
            [],
        ),
        "part of the data": (
            ledger("includes: [rates], since: 2026-10-01, last_success: {size: 1GB}, earlier_sizes: []"),
            [],
        ),
        "a quiet night of logs": (ledger("kind: log-archive, last_success: {size: 0B}"), []),
        "restored after that run": (
            ledger("last_success: {size: 1MB}")
            + "drills: {restore-ledger: {occurred: 2026-11-21, recorded: 2026-11-21}}",
            [],
        ),
        "restored on the day of that run": (
            ledger("last_success: {size: 1MB}")
            + "drills: {restore-ledger: {occurred: 2026-11-20, recorded: 2026-11-21}}",
            [],
        ),
        "size unknown": (ledger("last_success: {size: unknown}"), []),
        "a live copy": (ledger("kind: mirror, last_success: {size: 0B}"), []),
    },
    "unsafe-copy-method": {
        "a live database": (ledger("method: file-copy"), [f"W {LEDGER}"]),
        "tier 1": (orders("method: file-copy"), [f"E {ORDERS}"]),
        "plain files": (ledger("method: file-copy").replace("ledger: {", "ledger: {engine: files, "), []),
        "no engine recorded": (
            orders("method: file-copy").replace("orders-db: {", "orders-db: {engine: unknown, "),
            [f"W {ORDERS} engine-unknown"],
        ),
        "a snapshot": (ledger("method: snapshot"), []),
        "nothing said": (ledger("method: unknown"), []),
        "a versioned sync, nothing said": (ledger("kind: versioned-sync, method: unknown"), [f"W {LEDGER}"]),
        "a versioned sync of a snapshot": (ledger("kind: versioned-sync, method: snapshot"), []),
        "a versioned sync of what may be a database": (
            ledger("kind: versioned-sync, method: unknown").replace("ledger: {", "ledger: {engine: unknown, "),
            [],
        ),
        "a live sync, nothing said": (ledger("kind: sync, method: unknown"), []),
        "a live copy": (ledger("kind: sync, method: file-copy"), []),
    },
    "retention-too-short": {
        "of two that reach as far, the log is told": (
            """
datastores:
  ledger:
    copies:
      nightly: {keep: 13d}
      zlog: {kind: log-archive, base: nightly, at: vault, lag: 5m, keep: 13d}
""",
            ["I datastores/ledger/copies/zlog"],
        ),
        "14 days": (ledger("keep: 14d"), []),
        "13 days": (ledger("keep: 13d"), [f"I {LEDGER}"]),
        "tier 1, 29 days": (
            "datastores: {orders-db: {copies: {nightly: {keep: 29d}, disk: {keep: 28d}}}}",
            [f"W {ORDERS}"],
        ),
        "tier 1, 30 days in one of two": (
            "datastores: {orders-db: {copies: {nightly: {keep: 2d}, disk: {keep: 30d}}}}",
            [],
        ),
        "small company, tier 1, 7 days": (
            MICRO
            + "scenarios: {ransomware: {detection: unknown}}\n"
            + "datastores: {orders-db: {copies: {nightly: {keep: 7d}, disk: {active: no}}}}",
            [],
        ),
        "corruption is noticed later": ("scenarios: {ransomware: {detection: 61d}}\n", [f"I {LEDGER}"]),
        "a scenario that cannot happen": ("scenarios: {ransomware: {applicable: no, detection: 61d}}\n", []),
        "one generation": (
            ledger("keep: 60d, generations: 1"),
            [f"W {LEDGER} one-generation"],
        ),
        "one generation at tier 1 of a small company": (
            MICRO + "datastores: {orders-db: {copies: {nightly: {generations: 1}, disk: {active: no}}}}",
            [f"E {ORDERS} one-generation"],
        ),
        "one generation, however seldom": (
            ledger("keep: unknown, generations: 1, every: 90d"),
            [f"W {LEDGER} one-generation"],
        ),
        "one generation every quarter beside one that is kept": (
            DISK % "keep: unknown, generations: 1, every: 90d",
            [],
        ),
        "generations times interval": (ledger("keep: unknown, generations: 56"), []),
        "too few generations": (ledger("keep: unknown, generations: 55"), [f"I {LEDGER}"]),
        "not written down": (
            "datastores: {orders-db: {copies: {nightly: {keep: unknown}, disk: {active: no}}}}",
            [f"I {ORDERS}"],
        ),
        "a clone keeps its history": ("datastores: {infra-repo: {copies: {clone: {keep: unknown}}}}", []),
        "a day more generations than there are days": (
            ledger("keep: unknown, generations: 999999999999, every: 999999d"),
            [],
        ),
        "the limit is an option": (
            ledger("keep: 10d")
            + "policy: {rules: {retention-too-short: {min: 10d}}}\nscenarios: {ransomware: {detection: 9d}}",
            [],
        ),
    },
    "copies-below-minimum": {
        "two of three": ("datastores: {orders-db: {copies: {disk: {active: no}}}}", ["W datastores/orders-db"]),
        "tier 2": (
            "datastores: {orders-db: {tier: 2, copies: {disk: {active: no}}}}",
            ["I datastores/orders-db"],
        ),
        "tier 3": ("datastores: {ledger: {tier: 3}}", []),
        "sharing storage counts once": (
            "datastores: {orders-db: {copies: {disk: {at: vault}}}}",
            ["W datastores/orders-db"],
        ),
        "a replica does not count": (
            "datastores: {orders-db: {copies: {disk: {kind: replica}}}}",
            ["W datastores/orders-db"],
        ),
        "small company": (MICRO + "datastores: {orders-db: {copies: {disk: {active: no}}}}", []),
        "small company, nothing off site": (
            MICRO
            + "places: {vault: {site: unknown}, home-safe: {site: unknown}}\n"
            + "datastores: {orders-db: {copies: {nightly: {keep: 60d}}}}",
            ["I datastores/customers", "I datastores/infra-repo", "I datastores/orders-db", "I datastores/secrets"],
        ),
        "the ladder speaks instead": (
            "datastores: {orders-db: {copies: {nightly: {at: search-disk}, disk: {at: search-disk}}}}",
            [],
        ),
        "three copies on one kind of storage": (
            """
places:
  zone: {site: zone, storage: z, provider: hostworks, account: hw-prod}
  area: {site: area, storage: a, provider: hostworks, account: hw-prod}
datastores: {orders-db: {copies: {nightly: {at: zone}, disk: {kind: dump, at: area}}}}
""",
            ["W datastores/orders-db"],
        ),
        "three copies on two kinds of storage": (
            """
places: {zone: {site: zone, storage: z, provider: hostworks, account: hw-prod}}
datastores: {orders-db: {copies: {disk: {kind: dump, at: zone}}}}
""",
            [],
        ),
        "four are asked": (
            "policy: {rules: {copies-below-minimum: {copies: 4}}}\n",
            [f"W datastores/{s}" for s in ("customers", "infra-repo", "orders-db", "secrets")],
        ),
    },
    "backup-tool-mismatch": {
        "the same release": (orders("tool: pg_dump 16.4"), []),
        "another release, but restored from": (orders("tool: pg_dump 14"), []),
        "another release, never restored from": (
            DISK % "tool: pg_dump 14",
            ["W datastores/orders-db/copies/disk release"],
        ),
        "a newer release": (DISK % "tool: pg_dump 17", ["W datastores/orders-db/copies/disk release"]),
        "restored before it changed": (
            orders("tool: pg_dump 14, changed: 2026-09-11"),
            ["W datastores/orders-db/copies/nightly release"],
        ),
        "restored on the day of the change": (orders("tool: pg_dump 14, changed: 2026-09-10"), []),
        "the engine changed after the restore": (
            "datastores: {orders-db: {engine: postgresql 17, changed: 2026-09-11}}",
            [f"W datastores/orders-db/copies/{c} release" for c in ("disk", "nightly")],
        ),
        "a program with its own numbers": (DISK % "tool: restic 0.18", []),
        "no tool written": (DISK % "tool: unknown", []),
        "a copy that is no longer made": (DISK % "tool: pg_dump 14, active: no", []),
        "tier 3": (
            ledger("tool: pg_dump 14, changed: 2026-09-11"),
            ["I datastores/ledger/copies/nightly release"],
        ),
        "small company, tier 3": (MICRO + ledger("tool: pg_dump 14, changed: 2026-09-11"), []),
        "software that nobody has": (
            orders("reader: unknown"),
            ["W datastores/orders-db/copies/nightly reader"],
        ),
        "software on the storage of the data": (
            orders("reader: places/main-volume"),
            ["W datastores/orders-db/copies/nightly reader"],
        ),
        "software inside the data": (
            orders("reader: datastores/orders-db"),
            ["W datastores/orders-db/copies/nightly reader"],
        ),
        "software elsewhere": (orders("reader: places/home-safe"), []),
        "software in another datastore": (orders("reader: datastores/infra-repo"), []),
    },
    "delete-without-grace": {
        "seven days": ("datastores: {orders-db: {deletion: {grace: 7d}}}", []),
        "six days": ("datastores: {orders-db: {deletion: {grace: 6d}}}", ["W datastores/orders-db"]),
        "six days are asked": (
            "datastores: {orders-db: {deletion: {grace: 6d}}}\npolicy: {rules: {delete-without-grace: {grace: 6d}}}",
            [],
        ),
        "nothing written": ("datastores: {orders-db: {deletion: unknown}}", ["W datastores/orders-db"]),
        "a trash that keeps nobody knows how long": (
            "datastores: {orders-db: {deletion: {grace: unknown}}}",
            ["W datastores/orders-db"],
        ),
        "small company": (MICRO + "datastores: {orders-db: {deletion: unknown}}", ["I datastores/orders-db"]),
        "small company, tier 3": (MICRO + "datastores: {ledger: {deletion: unknown}}", []),
        "tier 3": ("datastores: {ledger: {deletion: unknown}}", ["I datastores/ledger"]),
        "a loss of one hour": (HOURLY % "every: 1h, duration: 0s", []),
        "a loss of a minute more": (HOURLY % "every: 1h, duration: 1m", ["W datastores/orders-db"]),
        "any moment can be had": (HOURLY % "kind: log-archive, every: 6h, base: disk", []),
        "logs without a backup to build on": (
            ALONE % "kind: log-archive, every: 6h",
            ["W datastores/orders-db"],
        ),
        "a backup without a schedule": (
            ALONE % "every: unknown",
            ["W datastores/orders-db"],
        ),
        "versions for a week": (VERSIONS % "7d", []),
        "versions for six days": (VERSIONS % "6d", ["W datastores/orders-db"]),
        "no backup at all": ("datastores: {orders-db: {deletion: unknown, copies: {}}}", ["W datastores/orders-db"]),
        "a backup of which nobody wrote how often": (
            "datastores: {scans: {class: truth, tier: 2, copies: {daily: {kind: snapshot}}}}",
            ["W datastores/scans"],
        ),
        "code is not asked": ("datastores: {infra-repo: {deletion: unknown}}", []),
        "derived data is not asked": ("datastores: {search-index: {deletion: unknown}}", []),
        "a directory is asked": (
            "datastores: {secrets: {class: identity, deletion: unknown}}",
            ["W datastores/secrets"],
        ),
    },
    "restore-granularity-missing": {
        "one customer only": (SHARED % "one: {runbook: restore-shop, takes: 1h}", ["W datastores/orders-db"]),
        "many customers only": (SHARED % "many: {runbook: restore-shop, takes: 1h}", ["W datastores/orders-db"]),
        "neither": ("datastores: {orders-db: {multi_tenant: yes}}", ["W datastores/orders-db"]),
        "times without a runbook": (SHARED % "one: {takes: 1h}, many: {takes: 9h}", ["W datastores/orders-db"]),
        "without times": (
            SHARED % "one: {runbook: data-breach}, many: {runbook: short}" + "runbooks: {short: {title: x}}",
            ["W datastores/orders-db"],
        ),
        "both, one tried": (BOTH, []),
        "both, none tried": (BOTH + "drills: {restore-customers: {covers: []}}", ["I datastores/orders-db untried"]),
        "both, times in the steps": (
            SHARED % "one: {runbook: restore-office}, many: {runbook: restore-office}",
            [],
        ),
        "one customer a store": ("datastores: {orders-db: {multi_tenant: no}}", []),
        "tier 3": ("datastores: {ledger: {multi_tenant: yes}}", ["I datastores/ledger"]),
        "small company": (MICRO + "datastores: {orders-db: {multi_tenant: yes}}", []),
        "no backup at all": (
            "datastores: {orders-db: {multi_tenant: yes, copies: {}}}",
            ["W datastores/orders-db"],
        ),
        "the service says it": (
            "services: {shop: {multi_tenant: yes}}",
            ["W datastores/customers", "W datastores/orders-db"],
        ),
        "the service and one of its stores say it": (
            "services: {shop: {multi_tenant: yes}}\ndatastores: {orders-db: {multi_tenant: yes}}",
            ["W datastores/orders-db"],
        ),
        "derived": ("datastores: {search-index: {multi_tenant: yes}}", []),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
