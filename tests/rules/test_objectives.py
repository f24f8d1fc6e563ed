"""Objectives: missing, impossible by design, missed, infeasible, inconsistent, weaker at the vendor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
LEDGER = "datastores: {ledger: {copies: {nightly: {%s}}}}\n"
UNMEASURED = """
drills:
  restore-ledger: {measured: unknown}
"""
VENDOR = """
vendors: {regista: {contract: {%s}}}
services: {reports: {depends_on: [datastores/ledger, %s]}}
runbooks:
  restore-reports: {needs: [vendors/regista]}
"""

HELD = "datastores: {ledger: {run_by: regista, copies: {nightly: {run_by: regista}}}}\n"

GROUP = """
datastores:
  orders-db: {consistency_group: g}
  customers: {consistency_group: g}
"""
PAIR = """
datastores:
  orders-db: {consistency_group: g}
  customers: {consistency_group: g, copies: %s}
"""
RECONCILE = "runbooks: {together: {title: x, recovers: [%s], steps: [{do: compare, kind: reconcile}]}}"
FULL = "datastores: {orders-db: {growth: %s, limit: {size: %s}}}"
NO_LIMIT = "datastores: {orders-db: {limit: unknown}}"
TAPE = "datastores: {orders-db: {copies: {disk: {limit: %s}}}}"
JOB = "datastores: {orders-db: {growth: 0GB/month, copies: {nightly: {%s}}}}"
GROWING = "datastores: {orders-db: {growth: 2GB/month, copies: {nightly: {%s}}}}"
CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "objectives-missing": {
        "no rto": ("services: {shop: {rto: unknown}}", ["E services/shop"]),
        "no rpo": ("services: {reports: {rpo: unknown}}", ["W services/reports"]),
        "both is one finding": ("services: {office: {rto: unknown, rpo: unknown}}", ["E services/office"]),
        "no rpo, but no data": (
            "services: {reports: {rpo: unknown, depends_on: [], parts: {data: none, configuration: none, code: none}}}",
            [],
        ),
        "only derived data": (
            """
services:
  reports:
    rpo: unknown
    depends_on: [datastores/search-index]
    parts: {data: none, configuration: none, code: none}
""",
            [],
        ),
        "every store has its own": (
            """
services: {reports: {rpo: unknown}}
datastores: {ledger: {rpo: 1d}, infra-repo: {rpo: 1d}}
""",
            [],
        ),
        "the tier gives them": (
            "policy: {tiers: {3: {rto: 7d, rpo: 2d}}}\nservices: {reports: {rto: unknown, rpo: unknown}}",
            [],
        ),
        "small company": (MICRO + "services: {shop: {rto: unknown}}", ["W services/shop"]),
        "small company, tier 3": (MICRO + "services: {reports: {rto: unknown}}", []),
    },
    "rpo-not-met-by-design": {
        "interval and duration fit exactly": (
            "datastores: {ledger: {rpo: 6h30m}}",
            [],
        ),
        "a minute short is forgiven": ("datastores: {ledger: {rpo: 6h29m}}", []),
        "a fiftieth": ("datastores: {ledger: {rpo: 100m, copies: {nightly: {every: 100m, duration: 2m}}}}", []),
        "a little more than a fiftieth": (
            "datastores: {ledger: {rpo: 100m, copies: {nightly: {every: 100m, duration: 121s}}}}",
            ["W datastores/ledger"],
        ),
        "every night in forty minutes is not 24 hours": (
            "datastores: {ledger: {rpo: 24h, copies: {nightly: {every: 24h, duration: 40m}}}}",
            ["W datastores/ledger"],
        ),
        "nothing is forgiven": (
            "datastores: {ledger: {rpo: 6h29m}}\npolicy: {rules: {rpo-not-met-by-design: {slack: 0}}}",
            ["W datastores/ledger"],
        ),
        "tier 1": ("services: {shop: {rpo: 6h}}", ["E datastores/customers", "E datastores/orders-db"]),
        "only a duration that nobody wrote is in the way": (
            "datastores: {ledger: {rpo: 6h, copies: {nightly: {duration: unknown}}}}",
            ["I datastores/ledger"],
        ),
        "too seldom, whatever the duration": (
            "datastores: {ledger: {rpo: 5h, copies: {nightly: {duration: unknown}}}}",
            ["W datastores/ledger"],
        ),
        "code has no objective but its own": ("datastores: {infra-repo: {rpo: 1h}}", ["E datastores/infra-repo"]),
        "of the tier": (
            "policy: {tiers: {3: {rpo: 1h}}}\nservices: {reports: {rpo: unknown}}",
            ["W datastores/ledger"],
        ),
        "no schedule": (LEDGER % "every: unknown", ["W datastores/ledger"]),
        "point-in-time logs": (
            """
datastores:
  ledger:
    rpo: 10m
    copies:
      logs: {kind: log-archive, at: vault, lag: 5m, base: nightly}
""",
            [],
        ),
        "versions of the storage": (
            "datastores: {ledger: {rpo: 1m, copies: {nightly: {kind: versioned-objects, every: unknown}}}}",
            [],
        ),
        "a replica earns no credit": (
            "datastores: {ledger: {rpo: 1h, copies: {standby: {kind: replica, at: vault, lag: 5s}}}}",
            ["W datastores/ledger"],
        ),
        "daily in a zone with summer time": (
            LEDGER % 'every: unknown, cron: "0 2 * * *", duration: 1m' + "services: {reports: {rpo: 24h30m}}",
            ["W datastores/ledger"],
        ),
        "another objective after corruption": (
            "datastores: {ledger: {rpo_corruption: 14d6h30m}}",
            [],
        ),
        "a minute short of it": (
            "datastores: {ledger: {rpo_corruption: 14d6h29m}}",
            ["W datastores/ledger corruption"],
        ),
        "that of a service": ("services: {reports: {rpo_corruption: 1d}}", ["W datastores/ledger corruption"]),
        "found too late": (
            "datastores: {ledger: {rpo_corruption: 20d, copies: {nightly: {keep: 10d}}}}",
            ["W datastores/ledger corruption"],
        ),
        "no objective": ("services: {reports: {rpo: unknown}}", []),
        "no backup": ("datastores: {ledger: {rpo: 1m, copies: {}}}", []),
        "derived": ("datastores: {search-index: {rpo: 1m, copies: {weekly: {kind: dump, every: 7d}}}}", []),
        "small company, tier 4": (MICRO + "datastores: {ledger: {tier: 4, rpo: 1m}}", []),
    },
    "rto-missed-in-drill": {
        "missed": ("drills: {restore-ledger: {measured: {rto: 7d1m}}}", ["W services/reports"]),
        "met exactly": ("drills: {restore-ledger: {measured: {rto: 7d}}}", []),
        "met from the declaration": (
            """
services: {reports: {rto_clock: declaration}}
drills: {restore-ledger: {measured: {rto: 7d1h}, timeline: {lost: 08:00, declared: 09:00}}}
""",
            [],
        ),
        "met if one does not look at the clock": (
            "drills: {restore-ledger: {measured: {rto: 7d1h}, timeline: {lost: 08:00, declared: 09:00}}}",
            ["W services/reports"],
        ),
        "a drill that failed did measure": (
            "drills: {restore-ledger: {result: failed, measured: {rto: 8d}}}",
            ["W services/reports"],
        ),
        "one store is slower than the service allows": (
            "drills: {restore-orders: {measured: {rto: 5h}}}",
            ["E services/shop"],
        ),
        "a newer one of the whole service counts": (
            """
drills:
  restore-orders: {measured: {rto: 5h}}
  restore-customers: {occurred: 2026-10-10, recorded: 2026-10-11, signed_off: {occurred: 2026-10-12}}
""",
            [],
        ),
        "rebuilt derived data": (
            "datastores: {search-index: {rebuild: {measured: 5h}}}",
            ["E services/shop"],
        ),
        "rebuilt derived data with a fallback": (
            """
datastores: {search-index: {rebuild: {measured: 5h}}}
services:
  shop:
    depends_on:
      - datastores/orders-db
      - datastores/customers
      - {on: datastores/search-index, fallback: browse by subject}
""",
            [],
        ),
        "a tabletop measures no recovery": (
            "drills: {tabletop-people: {covers: [services/shop], measured: {rto: 9d}}}",
            [],
        ),
        "no objective": (
            "services: {reports: {rto: unknown}}\ndrills: {restore-ledger: {measured: {rto: 8d}}}",
            [],
        ),
        "the future does not count": (
            "drills: {restore-ledger: {occurred: 2026-12-01, measured: {rto: 8d}}}",
            [],
        ),
    },
    "rto-not-feasible": {
        "measured": ("services: {reports: {rto: 5m}}", []),
        "estimate too long": (UNMEASURED + "services: {reports: {rto: 4h24m}}", ["I services/reports"]),
        "estimate fits": (UNMEASURED + "services: {reports: {rto: 4h25m}}", []),
        "from the declaration": (
            UNMEASURED + "services: {reports: {rto: 2h25m, rto_clock: declaration}}",
            [],
        ),
        "from the declaration, a minute short": (
            UNMEASURED + "services: {reports: {rto: 2h24m, rto_clock: declaration}}",
            ["I services/reports"],
        ),
        "tier 2": (
            UNMEASURED + "services: {reports: {rto: 3h, tier: 2}}",
            ["W services/reports"],
        ),
        "no figures": (
            UNMEASURED
            + """
services: {reports: {tier: 2}}
runbooks: {restore-reports: {steps: []}}
datastores: {ledger: {size: unknown}}
""",
            ["I services/reports unknown"],
        ),
        "nothing to restore from": (
            """
services: {scans: {tier: 2, rto: 1h, depends_on: [datastores/scans]}}
datastores: {scans: {class: truth, size: 1TB}}
""",
            ["W services/scans"],
        ),
        "no figures at tier 3": (
            UNMEASURED
            + """
runbooks: {restore-reports: {steps: []}}
datastores: {ledger: {size: unknown}}
""",
            [],
        ),
        "an assumed rate": (
            UNMEASURED
            + """
services: {reports: {rto: 10h, tier: 1}}
runbooks: {restore-reports: {steps: []}}
datastores: {ledger: {size: 2TB, restore: unknown}}
""",
            ["E services/reports"],
        ),
        "a faster rate is assumed": (
            UNMEASURED
            + """
policy: {rules: {rto-not-feasible: {rate: 500}}}
services: {reports: {rto: 10h, tier: 1}}
runbooks: {restore-reports: {steps: []}}
datastores: {ledger: {size: 2TB, restore: unknown}}
""",
            [],
        ),
        "derived data that takes too long to rebuild": (
            """
services: {reports: {rto: 1d, tier: 1, depends_on: [datastores/catalogue], parts: unknown}}
datastores: {catalogue: {class: derived, rebuild: {from: [ledger], duration: 6d}}}
runbooks: {restore-reports: {recovers: [datastores/ledger]}}
drills: {restore-ledger: {covers: [datastores/ledger]}}
""",
            ["E services/reports"],
        ),
        "derived data without figures": (
            """
services: {reports: {rto: 1d, tier: 1, depends_on: [datastores/catalogue], parts: unknown}}
datastores: {catalogue: {class: derived}}
runbooks: {restore-reports: {recovers: [datastores/ledger], steps: []}}
drills: {restore-ledger: {covers: [datastores/ledger]}}
""",
            [],
        ),
        "no data, many machines": (
            """
services: {desks: {rto: 8h, tier: 2}}
runbooks: {by-hand: {title: x, recovers: [services/desks], steps: [{do: y, takes: 30m, items: 4000, people: 10}]}}
""",
            ["W services/desks"],
        ),
        "no data of its own": (
            "services: {reports: {rto: 1m, depends_on: [], parts: {data: none, configuration: none, code: none}}}",
            [],
        ),
    },
    "objectives-inconsistent": {
        "rto beyond mtpd is an error in every tier": (
            "services: {reports: {rto: 22d}}",
            ["E services/reports beyond-mtpd"],
        ),
        "also in a small company": (
            MICRO + "services: {reports: {tier: 4, rto: 22d}}",
            ["E services/reports beyond-mtpd"],
        ),
        "needed twice, told once": (
            "services: {shop: {depends_on: [services/reports, {on: services/reports, kind: both}, datastores/customers]}}",
            ["E services/shop services/reports"],
        ),
        "rto and mtpd are equal": ("services: {reports: {rto: 21d, wrt: unknown}}", []),
        "no rto": ("services: {reports: {rto: unknown}}", []),
        "catching up does not fit": ("services: {office: {wrt: 3d1h}}", ["W services/office catching-up"]),
        "catching up fits exactly": ("services: {office: {wrt: 3d}}", []),
        "until the clock starts counts as well": (
            "services: {office: {wrt: 3d, rto_clock: declaration, estimate: {detect: 10m, decide: unknown}}}",
            ["W services/office catching-up"],
        ),
        "needs a slower service": (
            "services: {office: {tier: 3, depends_on: [services/reports]}}",
            ["I services/office services/reports"],
        ),
        "needs a service of a lower tier": (
            "services: {reports: {rto: 1d, wrt: unknown}, office: {depends_on: [services/reports]}}",
            ["W services/office services/reports"],
        ),
        "equal figures and tiers": (
            "services: {reports: {tier: 2, rto: 2d}, office: {depends_on: [services/reports]}}",
            [],
        ),
        "a fallback makes it soft": (
            "services: {office: {depends_on: [{on: services/reports, fallback: on paper}]}}",
            [],
        ),
        "a retired service": (
            "services: {reports: {active: no}, office: {depends_on: [services/reports]}}",
            [],
        ),
        "unlimited times": ("services: {reports: {mtpd: unbounded, wrt: unbounded}}", []),
    },
    "vendor-objective-weaker": {
        "worse": (VENDOR % ("rto: 8d", "vendors/regista"), ["I services/reports regista"]),
        "no figure": (VENDOR % ("rto: unknown", "vendors/regista"), ["I services/reports regista"]),
        "as good": (VENDOR % ("rto: 7d", "vendors/regista"), []),
        "a fallback": (VENDOR % ("rto: 8d", "{on: vendors/regista, fallback: by mail}"), []),
        "only needed to recover": (VENDOR % ("rto: 8d", "{on: vendors/regista, kind: recovery}"), []),
        "a runbook that does without": (
            VENDOR % ("rto: 8d", "vendors/regista")
            + """
  plain: {title: The plain way, recovers: [services/reports]}
""",
            [],
        ),
        "tier 1, run by the vendor": (
            "services: {shop: {vendor: statusly}}\nrunbooks: {restore-shop: {needs: [vendors/statusly]}}",
            ["E services/shop statusly"],
        ),
        "run by the vendor, own runbook": ("services: {shop: {vendor: statusly}}", []),
        "no figure for either": (
            VENDOR % ("rto: unknown", "vendors/regista") + HELD,
            ["I services/reports regista"],
        ),
        "one figure too weak and one that is not there": (
            VENDOR % ("rto: 8d", "vendors/regista") + HELD,
            ["I services/reports regista"],
        ),
        "by way of a service without an rto": (
            VENDOR % ("rto: 8d", "services/names")
            + """
services: {names: {tier: 3, vendor: regista}, reports: {depends_on: [services/names, datastores/ledger]}}
""",
            ["I services/reports regista"],
        ),
        "by way of a service with an rto": (
            VENDOR % ("rto: 8d", "services/names")
            + """
services: {names: {tier: 3, vendor: regista, rto: 9d}, reports: {depends_on: [services/names, datastores/ledger]}}
""",
            [],
        ),
        "an outage band with a runbook": (
            """
services: {shop: {vendor: statusly}}
runbooks: {restore-shop: {needs: [vendors/statusly]}}
vendors: {statusly: {outage: [{beyond: 1h, do: move, runbook: restore-shop}]}}
""",
            [],
        ),
        "data that only the vendor holds": (
            """
services: {shop: {vendor: statusly}}
runbooks: {restore-shop: {needs: [vendors/statusly]}}
vendors: {statusly: {contract: {rto: 1h}}}
datastores:
  orders-db: {run_by: statusly, copies: {nightly: {run_by: statusly}, disk: {run_by: statusly}}}
""",
            ["E services/shop statusly"],
        ),
        "data of which there is an own backup": (
            """
services: {shop: {vendor: statusly}}
runbooks: {restore-shop: {needs: [vendors/statusly]}}
vendors: {statusly: {contract: {rto: 1h}}}
datastores: {orders-db: {run_by: statusly}}
""",
            [],
        ),
    },
    "mixed-restore-points": {
        "a group of one": ("datastores: {orders-db: {consistency_group: g}}", []),
        "within the objective": (GROUP, []),
        "a day apart": (
            PAIR % "{nightly: {every: 1d}, disk: {active: no}}",
            ["W datastores/customers", "W datastores/orders-db"],
        ),
        "exactly the objective": (
            PAIR % "{nightly: {every: 8h}, disk: {active: no}}",
            [],
        ),
        "a minute more": (
            PAIR % "{nightly: {every: 8h1m}, disk: {active: no}}",
            ["W datastores/customers", "W datastores/orders-db"],
        ),
        "a day apart on one schedule": (
            """
datastores:
  orders-db: {consistency_group: g, copies: {disk: {active: no}, nightly: {cron: "0 2 * * *"}}}
  customers: {consistency_group: g, copies: {disk: {active: no}, nightly: {cron: "0 2 * * *"}}}
""",
            [],
        ),
        "a day apart on two schedules": (
            """
datastores:
  orders-db: {consistency_group: g, copies: {disk: {active: no}, nightly: {cron: "0 2 * * *"}}}
  customers: {consistency_group: G, copies: {disk: {active: no}, nightly: {cron: "0 3 * * *"}}}
""",
            ["W datastores/customers", "W datastores/orders-db"],
        ),
        "one has no backup": (
            PAIR % "{}",
            ["W datastores/orders-db"],
        ),
        "one has only a live copy": (
            PAIR % "{nightly: {kind: replica}, disk: {kind: raid}}",
            ["W datastores/orders-db"],
        ),
        "one has no schedule": (
            PAIR % "{nightly: {every: unknown}, disk: {every: unknown}}",
            ["W datastores/customers", "W datastores/orders-db"],
        ),
        "derived from the group": (
            "datastores: {orders-db: {consistency_group: g}, search-index: {consistency_group: g}}",
            [],
        ),
        "derived from elsewhere": (
            """
datastores:
  customers: {consistency_group: g}
  search-index: {consistency_group: g}
""",
            ["W datastores/customers"],
        ),
        "a cache": (
            """
datastores:
  customers: {consistency_group: g}
  search-index: {consistency_group: g, rebuild: {duration: 0s}}
""",
            [],
        ),
        "reconciled": (
            PAIR % "{}" + RECONCILE % "services/shop",
            [],
        ),
        "reconciled by the runbook of another": (
            PAIR % "{}" + RECONCILE % "services/reports",
            ["W datastores/orders-db"],
        ),
        "no objective, a day apart": (
            """
services: {reports: {rpo: unknown}}
datastores:
  ledger: {tier: 1, consistency_group: g, copies: {nightly: {every: 1d}}}
  other: {tier: 1, consistency_group: g, copies: {nightly: {kind: dump, every: 1d}}}
""",
            [],
        ),
        "tier 3": (
            "datastores: {ledger: {consistency_group: g}, other: {consistency_group: g, copies: {}}}",
            [],
        ),
        "small company": (
            MICRO + PAIR % "{}",
            ["I datastores/orders-db"],
        ),
    },
    "limit-approaching": {
        "thirty days": (FULL % ("3GB/month", "23GB"), ["E datastores/orders-db"]),
        "a little later": (FULL % ("3GB/month", "23.1GB"), ["W datastores/orders-db"]),
        "ninety days": (FULL % ("3GB/month", "29GB"), ["W datastores/orders-db"]),
        "later still": (FULL % ("3GB/month", "29.1GB"), []),
        "full": (FULL % ("0GB/month", "20GB"), ["E datastores/orders-db"]),
        "nearly full and not growing": (FULL % ("0GB/month", "20.1GB"), []),
        "other horizons": (
            FULL % ("3GB/month", "23GB") + "\npolicy: {rules: {limit-approaching: {error: 29d, warn: 30d}}}",
            ["W datastores/orders-db"],
        ),
        "used and growth of the limit go first": (
            "datastores: {orders-db: {limit: {size: 100GB, used: 97GB, growth: 3GB/month}}}",
            ["E datastores/orders-db"],
        ),
        "tier 3": ("datastores: {ledger: {limit: {size: 20GB}}}", ["I datastores/ledger"]),
        "small company": (MICRO + FULL % ("0GB/month", "20GB"), ["W datastores/orders-db"]),
        "nothing written in tier 1": (NO_LIMIT, ["I datastores/orders-db unrecorded"]),
        "small company, nothing written in tier 1": (MICRO + NO_LIMIT, ["I datastores/orders-db unrecorded"]),
        "nothing written in tier 2": ("datastores: {orders-db: {tier: 2, limit: unknown}}", []),
        "a note": ("datastores: {orders-db: {limit: {size: unknown, note: no quota}}}", []),
        "the limit of the place": (NO_LIMIT + "\nplaces: {data-centre: {limit: {size: 1TB}}}", []),
        "code is not asked": ("datastores: {infra-repo: {limit: unknown}}", []),
        "a medium": (
            TAPE % "{size: 100GB, used: 97GB, growth: 3GB/month}",
            ["E datastores/orders-db/copies/disk"],
        ),
        "a medium against its newest run": (TAPE % "19GB", ["E datastores/orders-db/copies/disk"]),
        "a medium with room": (TAPE % "25GB", []),
        "a place, told of the most critical that lies there": (
            "places: {data-centre: {limit: {size: 66GB}}}",
            ["E datastores/customers places/data-centre"],
        ),
        "a place with room": ("places: {data-centre: {limit: {size: 70GB}}}", []),
        "a place of copies": (
            "places: {home-safe: {limit: {size: 40GB, used: 40GB}}}",
            ["E datastores/customers/copies/disk places/home-safe"],
        ),
        "a place where nothing lies": ("places: {spare-host: {limit: {size: 1GB, used: 1GB}}}", []),
        "a job of four fifths": (JOB % "every: 10h, duration: 8h", []),
        "a job of a little more": (
            JOB % "every: 10h, duration: 8h6m",
            ["W datastores/orders-db/copies/nightly window"],
        ),
        "a job as long as its interval": (
            JOB % "every: 10h, duration: 10h",
            ["W datastores/orders-db/copies/nightly window"],
        ),
        "a job longer than its interval": (
            JOB % "every: 10h, duration: 10h1m",
            ["E datastores/orders-db/copies/nightly overrun"],
        ),
        "a job longer than its interval in tier 3": (
            "datastores: {ledger: {copies: {nightly: {every: 10h, duration: 10h1m}}}}",
            ["E datastores/ledger/copies/nightly overrun"],
        ),
        "small company, the same": (
            MICRO + "datastores: {ledger: {copies: {nightly: {every: 10h, duration: 10h1m}}}}",
            [],
        ),
        "a job that grows within thirty days": (
            GROWING % "every: 10h, duration: 7h30m",
            ["W datastores/orders-db/copies/nightly window"],
        ),
        "a job that outgrows its interval within thirty days": (
            GROWING.replace("growth", "tier: 2, growth", 1) % "every: 10h, duration: 9h30m",
            ["E datastores/orders-db/copies/nightly overrun"],
        ),
        "a job that outgrows its interval later": (
            GROWING.replace("growth", "tier: 2, growth", 1) % "every: 10h, duration: 9h",
            ["I datastores/orders-db/copies/nightly window"],
        ),
        "a job that grows within ninety days": (
            GROWING % "every: 10h, duration: 7h",
            ["W datastores/orders-db/copies/nightly window"],
        ),
        "a job that grows later": (GROWING % "every: 10h, duration: 6h", []),
        "a smaller window": (
            JOB % "every: 10h, duration: 6h" + "\npolicy: {rules: {limit-approaching: {window: 0.5}}}",
            ["W datastores/orders-db/copies/nightly window"],
        ),
        "the shortest pause of a schedule counts": (
            JOB % 'cron: "0 2,6 * * *", duration: 5h',
            ["E datastores/orders-db/copies/nightly overrun"],
        ),
        "a log runs all the time": (JOB % "kind: log-archive, base: disk, every: 5m, duration: 6m", []),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
