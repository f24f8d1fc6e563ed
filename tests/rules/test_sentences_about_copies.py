"""What findings about copies, objectives and the plan itself say, and where they point."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit

NIGHTLY = "datastores: {ledger: {copies: {nightly: {%s}}}}"

CASES = [
    (
        "replica-only-protection",
        "datastores: {ledger: {copies: {nightly: {kind: replica}}}}",
        "Ledger is copied only by nightly (replica): whatever is deleted or damaged in the original is gone from it",
        "datastores/ledger/copies",
    ),
    (
        "replica-only-protection",
        "datastores: {orders-db: {copies: {nightly: {kind: replica}, disk: {kind: sync}}}}",
        "only by nightly (replica) and disk (sync): whatever is deleted or damaged in the original is gone from them",
        "datastores/orders-db/copies",
    ),
    (
        "derived-store-no-rebuild",
        "datastores: {search-index: {rebuild: {measured: unknown}}, orders-db: {copies: {}}}",
        "but nobody has measured how long it takes and its source Orders database has no backup itself",
        "datastores/search-index/rebuild",
    ),
    (
        "derived-store-no-rebuild",
        "datastores: {search-index: {rebuild: unknown}}",
        "and nothing says from what",
        "datastores/search-index",
    ),
    (
        "partial-backup-scope",
        "datastores: {orders-db: {copies: {nightly: {includes: [x]}, disk: {includes: [x]}}}}",
        "orders and invoices of Orders database are in no backup",
        "datastores/orders-db/copies/nightly/includes",
    ),
    (
        "partial-backup-scope",
        NIGHTLY % "excludes: [logs]",
        "logs of Ledger is in no backup",
        "datastores/ledger/copies/nightly/excludes",
    ),
    (
        "service-parts-undeclared",
        "services: {shop: {parts: {dns: unknown}}}",
        "nothing says where the DNS zone of Online shop is kept",
        "services/shop/parts",
    ),
    (
        "service-parts-undeclared",
        "services: {shop: {parts: {dns: unknown, code: unknown}}}",
        "nothing says where the code and DNS zone of Online shop are kept",
        "services/shop/parts",
    ),
    (
        "service-parts-undeclared",
        "services: {shop: {parts: unknown}}",
        "nothing says where the parts of Online shop are kept",
        "services/shop",
    ),
    (
        "backup-same-site",
        """
places: {somewhere: {storage: x}}
datastores: {orders-db: {copies: {nightly: {at: search-disk}, disk: {at: somewhere}}}}
""",
        (
            "what takes the site nuremberg-1 takes Orders database together with its backup nightly; nothing shows that "
            "disk is elsewhere"
        ),
        "datastores/orders-db/copies",
    ),
    (
        "backup-same-region",
        "places: {vault: {region: eu-central}, home-safe: {region: eu-central}}",
        "is shown to be 100 km away or outside the region eu-central",
        "datastores/orders-db/copies",
    ),
    (
        "backup-same-region",
        "places: {data-centre: {region: unknown}}",
        "the region of the data itself is not recorded",
        "datastores/orders-db/copies",
    ),
    (
        "location-unverified",
        "places: {data-centre: {site: unknown, provider: statusly}, home-safe: {basis: assumption}}",
        "nobody wrote at which site Orders database lies",
        "datastores/orders-db/at",
    ),
    (
        "location-unverified",
        "places: {home-safe: {basis: assumption}}",
        "where the backup disk of Orders database lies is only assumed",
        "datastores/orders-db/copies/disk/at",
    ),
    (
        "plan-inside-blast-radius",
        "kept: {print: {at: data-centre}}",
        "the copy print lies in data-centre, which falls with what it must recover",
        "kept",
    ),
    ("plan-inside-blast-radius", "kept: {print: {occurred: 2026-01-01}}", "print is older than 90 days", "kept"),
    ("plan-inside-blast-radius", "kept: {print: {occurred: unknown}}", "print bears no date", "kept"),
    (
        "plan-inside-blast-radius",
        "kept: {print: {includes: plan}}",
        "runbooks and contacts: the copies elsewhere",
        "kept",
    ),
    (
        "plan-inside-blast-radius",
        "kept: {print: {at: data-centre, occurred: 2026-01-01}}",
        "the copy print lies in data-centre, which falls",
        "kept",
    ),
    (
        "no-undeletable-copy",
        NIGHTLY % "immutable: {for: 3d}",
        "Ledger: the lock of nightly lasts only 3 days",
        "datastores/ledger/copies/nightly/immutable",
    ),
    (
        "no-undeletable-copy",
        NIGHTLY % "immutable: {mode: governance}",
        "the lock of nightly can be lifted by an administrator",
        "datastores/ledger/copies/nightly/immutable",
    ),
    (
        "no-undeletable-copy",
        NIGHTLY % "immutable: unknown",
        "Ledger: none is offline or locked",
        "datastores/ledger/copies",
    ),
    (
        "backup-on-prod-admin-plane",
        "places: {vault: {admin: hw-console}}\n" + NIGHTLY % "immutable: unknown",
        "nightly is administered from hw-console, like the data",
        "datastores/ledger/copies",
    ),
    (
        "backup-on-prod-admin-plane",
        "places: {vault: {admin: unknown}}\n" + NIGHTLY % "immutable: unknown",
        "nothing says from where data and backups are administered",
        "datastores/ledger/copies",
    ),
    (
        "keys-at-risk",
        "datastores: {ledger: {encryption: {key: unknown}, copies: {nightly: {encrypted: yes}}}}",
        "nobody wrote where the key of the data itself and the backup nightly is kept",
        "datastores/ledger/encryption/key",
    ),
    (
        "backup-unencrypted",
        "datastores: {customers: {copies: {nightly: {encrypted: no}}}}",
        "is held by a vendor and not encrypted: whoever finds it reads personal data",
        "datastores/customers/copies/nightly/encrypted",
    ),
    (
        "backup-unmonitored",
        "people: {maria: {active: no}}\n" + NIGHTLY % "monitor: {alerts: [people/maria]}",
        "if the backup nightly of Ledger fails, the alarm goes to Maria Berg and reaches nobody who is still here",
        "datastores/ledger/copies/nightly/monitor/alerts",
    ),
    (
        "backup-unmonitored",
        NIGHTLY % "monitor: {alerts: none}",
        "fails, the alarm goes to nobody",
        "datastores/ledger/copies/nightly/monitor",
    ),
    (
        "backup-unmonitored",
        "datastores: {orders-db: {copies: {nightly: {monitor: {alarm_tested: 2026-01-01, notices_missing_run: no}}}}}",
        "stays quiet when the job does not run at all and was last tested 324 days ago",
        "datastores/orders-db/copies/nightly/monitor",
    ),
    (
        "backup-size-suspicious",
        NIGHTLY % "last_success: {size: 0B}",
        "the backup nightly of Ledger of 2026-11-20 is empty",
        "datastores/ledger/copies/nightly/last_success/size",
    ),
    (
        "backup-stale",
        NIGHTLY % "last_success: 2026-11-14",
        "the backup nightly of Ledger last succeeded on 2026-11-14, 7 days ago, but should succeed every 6 hours",
        "datastores/ledger/copies/nightly/last_success",
    ),
    (
        "backup-size-suspicious",
        NIGHTLY % "last_success: {size: 2MB}",
        "the backup nightly of Ledger of 2026-11-20 has 2 MB, the ones before usually had 19 GB",
        "datastores/ledger/copies/nightly/last_success/size",
    ),
    (
        "backup-size-suspicious",
        NIGHTLY % "since: 2026-10-01, last_success: {size: 1GB}, earlier_sizes: []",
        "has 1 GB, the data itself 20 GB",
        "datastores/ledger/copies/nightly/last_success/size",
    ),
    (
        "unsafe-copy-method",
        NIGHTLY % "method: file-copy",
        "copies the files of postgresql 16 while it runs",
        "datastores/ledger/copies/nightly/method",
    ),
    (
        "retention-too-short",
        NIGHTLY % "keep: 5d",
        "reaches back 5 days, but 14 days are asked, because damage is often noticed late",
        "datastores/ledger/copies/nightly/keep",
    ),
    (
        "retention-too-short",
        NIGHTLY % "generations: 1",
        "keeps a single generation",
        "datastores/ledger/copies/nightly/generations",
    ),
    (
        "retention-too-short",
        NIGHTLY % "keep: unknown, generations: 5",
        "reaches back 30 hours",
        "datastores/ledger/copies/nightly",
    ),
    (
        "retention-too-short",
        "datastores: {orders-db: {copies: {nightly: {keep: unknown}, disk: {active: no}}}}",
        "nothing says how long the backup nightly of Orders database is kept",
        "datastores/orders-db/copies/nightly",
    ),
    (
        "copies-below-minimum",
        "datastores: {orders-db: {copies: {disk: {active: no}, nightly: {at: spare-host}}}}",
        "Orders database, the data itself included, has 2 of 3 independent copies",
        "datastores/orders-db/copies",
    ),
    (
        "objectives-missing",
        "services: {reports: {rto: unknown, rpo: unknown}}",
        "nobody has decided for Monthly reports how long it may be down (rto) and how much of its data may be lost (rpo)",
        "services/reports",
    ),
    (
        "rpo-not-met-by-design",
        "datastores: {ledger: {rpo: 4h}}",
        (
            "at most 4 hours of Ledger may be lost, but up to 6 hours 30 minutes would be lost (6 hours between two runs and "
            "30 minutes to finish of nightly)"
        ),
        "datastores/ledger/rpo",
    ),
    (
        "rpo-not-met-by-design",
        "datastores: {ledger: {rpo: 4h, copies: {nightly: {duration: unknown}}}}",
        "and 6 hours to finish (nobody wrote how long it takes) of nightly)",
        "datastores/ledger/rpo",
    ),
    (
        "rpo-not-met-by-design",
        "datastores: {ledger: {rpo_corruption: 4h}}",
        (
            "at most 4 hours of Ledger may be lost when damage is noticed late, but up to 14 days 6 hours would be lost "
            "with nightly"
        ),
        "datastores/ledger/rpo_corruption",
    ),
    (
        "rpo-not-met-by-design",
        "datastores: {ledger: {rpo_corruption: 20d, copies: {nightly: {keep: 10d}}}}",
        "noticed late, but no backup reaches back to before it",
        "datastores/ledger/rpo_corruption",
    ),
    (
        "rpo-not-met-by-design",
        "datastores: {ledger: {rpo_corruption: 20d, copies: {nightly: {keep: unknown}}}}",
        "noticed late, but how much would be lost cannot be said, because nothing says how long copy nightly is kept",
        "datastores/ledger/rpo_corruption",
    ),
    (
        "rpo-not-met-by-design",
        NIGHTLY % "every: unknown",
        "cannot be said, because copy nightly states no schedule",
        "datastores/ledger/copies",
    ),
    (
        "rto-missed-in-drill",
        "drills: {restore-ledger: {measured: {rto: 8d}}}",
        (
            "Monthly reports may be down for 7 days, but the last time it was measured (Full restore of the ledger on "
            "2026-09-10) it took 8 days"
        ),
        "drills/restore-ledger/measured/rto",
    ),
    (
        "rto-missed-in-drill",
        "datastores: {search-index: {rebuild: {measured: 5h}}}",
        "the last time it was measured (Search index) it took 5 hours",
        "datastores/search-index/rebuild/measured",
    ),
    (
        "objectives-inconsistent",
        "services: {office: {depends_on: [datastores/customers, services/reports]}}",
        (
            "Office and accounts must be back within 2 days and is of tier 2, but needs Monthly reports, which may take "
            "7 days and is only of tier 3"
        ),
        "services/office/depends_on/1",
    ),
    (
        "objectives-inconsistent",
        "services: {office: {wrt: 4d}}",
        "comes back after 2 days and needs 4 days to catch up, but harm is unbearable after 5 days",
        "services/office/wrt",
    ),
    (
        "vendor-objective-weaker",
        "services: {shop: {vendor: statusly}}\nrunbooks: {restore-shop: {needs: [vendors/statusly]}}",
        "Online shop must be back within 4 hours, but Statusly Inc promises nothing of the kind",
        "services/shop/depends_on",
    ),
    (
        "vendor-objective-weaker",
        """
services: {shop: {vendor: statusly}}
runbooks: {restore-shop: {needs: [vendors/statusly]}}
vendors: {statusly: {contract: {rto: 1h, rpo: 9h}}}
datastores: {orders-db: {run_by: statusly, copies: {nightly: {run_by: statusly}, disk: {run_by: statusly}}}}
""",
        "Online shop must lose at most 8 hours, but Statusly Inc promises 9 hours",
        "services/shop/depends_on",
    ),
    (
        "rto-not-feasible",
        """
drills: {restore-ledger: {measured: unknown}}
services: {reports: {tier: 2}}
runbooks: {restore-reports: {steps: []}}
datastores: {ledger: {size: unknown}}
""",
        (
            "whether Monthly reports can be back within 7 days: it was never measured, and the plan does not state the size of "
            "Ledger"
        ),
        "services/reports/rto",
    ),
    (
        "plan-not-in-force",
        "reviews: {2026-approval: {by: unknown, role: unknown}}",
        "the plan was approved by nobody, who",
        "reviews/2026-approval",
    ),
    (
        "impossible-date",
        "people: {maria: {training: [{topic: crisis, occurred: 2027-03-01}]}}",
        "Maria Berg: training 1 occurred is 2027-03-01, which lies after 2026-11-21",
        "people/maria/training/0/occurred",
    ),
    (
        "impossible-date",
        "drills: {restore-ledger: {signed_off: {occurred: 2026-09-01}}}",
        "Full restore of the ledger: signed off occurred 2026-09-01 is before occurred 2026-09-10",
        "drills/restore-ledger/signed_off/occurred",
    ),
    (
        "placeholder-value",
        'communication: {inbound: "..."}',
        "the plan: communication inbound is not filled in, it says ...",
        "communication/inbound",
    ),
    (
        "orphan-object",
        "datastores: {ledger: {active: no}}",
        "Ledger is retired, but its copy nightly is still made",
        "datastores/ledger/copies/nightly",
    ),
    (
        "plan-not-in-force",
        "reviews: {2026-approval: {occurred: 2025-09-01}}",
        "the plan was last looked at on 2025-09-01, 446 days ago; it should be every 365 days",
        "reviews",
    ),
    (
        "plan-not-in-force",
        "reviews: {2026-approval: {by: jonas, role: it-lead}}",
        "the plan was approved by Jonas Wild, who is not shown to decide about money and people",
        "reviews/2026-approval",
    ),
    (
        "lesson-not-absorbed",
        "incidents: {outage: {title: Outage, ended: 2026-10-01}}",
        "the incident 'Outage' was never reviewed, 51 days after it was over",
        "incidents/outage",
    ),
    (
        "lesson-not-absorbed",
        "incidents: {outage: {title: Outage, ended: 2026-10-01, reviewed: 2026-10-05}}",
        "the review of 'Outage' on 2026-10-05 changed nothing in this plan",
        "incidents/outage/reviewed",
    ),
]


@pytest.mark.parametrize(("rule", "fragment", "words", "at"), CASES, ids=[f"{r}: {w}" for r, _, w, _ in CASES])
def test_finding_says(rule: str, fragment: str, words: str, at: str, over: Callable[..., Audit]) -> None:
    said = {f.message: "/".join(str(p) for p in f.at) for f in over(fragment, select=[rule]).findings}
    assert [where for message, where in said.items() if words in message and where == at], said
