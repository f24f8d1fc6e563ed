"""Runbooks: is there one, is it true, can it be followed, and onto what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "runbook-missing": {
        "a title without steps": (
            "runbooks: {restore-reports: {recovers: [services/reports], steps: []}}",
            ["W services/reports"],
        ),
        "one for the data is enough": ("runbooks: {restore-office: {recovers: []}}", []),
        "nothing for a service without data": ("services: {door: {tier: 1}}", ["E services/door"]),
        "tier 4": ("services: {door: {tier: 4}}", []),
        "retired": ("services: {door: {tier: 1, active: no}}", []),
        "bought, with a runbook for the vendor": (
            """
services: {door: {tier: 1, vendor: talkie}}
runbooks: {door: {title: x, recovers: [vendors/talkie], owner: it-lead, steps: [{do: wait}]}}
""",
            [],
        ),
        "one of two truth stores has none": (
            """
services: {door: {tier: 1, depends_on: [datastores/ledger, datastores/wiki]}}
datastores: {wiki: {class: truth}}
""",
            ["E services/door"],
        ),
        "small company, tier 2": (MICRO + "services: {door: {tier: 2}}", ["W services/door"]),
    },
    "runbook-stale": {
        "tier 1 after 180 days": ("runbooks: {restore-shop: {reviewed: 2026-05-25}}", []),
        "tier 1 after 181 days": ("runbooks: {restore-shop: {reviewed: 2026-05-24}}", ["W runbooks/restore-shop"]),
        "tier 2 after 365 days": ("runbooks: {restore-office: {reviewed: 2025-11-21}}", []),
        "tier 2 after 366 days": ("runbooks: {restore-office: {reviewed: 2025-11-20}}", ["W runbooks/restore-office"]),
        "tier 1 of a small company has a year": (MICRO + "runbooks: {restore-shop: {reviewed: 2025-11-21}}", []),
        "never reviewed": ("runbooks: {restore-reports: {reviewed: unknown}}", ["I runbooks/restore-reports"]),
        "the service changed later": ("services: {shop: {changed: 2026-09-02}}", ["W runbooks/restore-shop change"]),
        "the service changed on the day": ("services: {shop: {changed: 2026-09-01}}", []),
        "the data of the service changed later": (
            "datastores: {ledger: {changed: 2026-09-02}}\nrunbooks: {restore-reports: {recovers: [services/reports]}}",
            ["I runbooks/restore-reports change"],
        ),
        "the service of the data changed later": (
            "services: {reports: {changed: 2026-09-02}}\nrunbooks: {restore-reports: {recovers: [datastores/ledger]}}",
            ["I runbooks/restore-reports change"],
        ),
        "nobody used it": (
            "drills: {restore-customers: {covers: [datastores/customers]}}",
            ["W runbooks/restore-office unused"],
        ),
        "used as it says itself": (
            """
drills: {restore-customers: {covers: [datastores/customers]}}
runbooks: {restore-office: {exercised: 2024-11-21}}
""",
            [],
        ),
        "used more than twice the limit ago": (
            """
drills: {restore-customers: {covers: [datastores/customers]}}
runbooks: {restore-office: {exercised: 2024-11-20}}
""",
            ["W runbooks/restore-office unused"],
        ),
        "use is not asked of a small company": (
            MICRO + "drills: {restore-customers: {covers: [datastores/customers]}}",
            [],
        ),
        "use is not asked for tier 3": (
            """
drills: {restore-ledger: {covers: [datastores/ledger]}}
runbooks: {restore-reports: {recovers: [services/reports]}}
""",
            [],
        ),
        "of what is retired": (
            """
runbooks: {restore-reports: {reviewed: unknown}}
services: {reports: {active: no}}
datastores: {ledger: {active: no}}
""",
            [],
        ),
    },
    "circular-recovery": {
        "needs what it recovers": (
            "runbooks: {restore-shop: {needs: [services/shop]}}",
            ["E runbooks/restore-shop recovered"],
        ),
        "several needs that cannot be met": (
            """
services:
  login: {name: Login, depends_on: [services/shop]}
  talk: {name: Talk, depends_on: [services/login]}
  tools: {name: Tools of the operators, at: places/data-centre}
  phones: {name: Telephones, at: places/office}
runbooks: {restore-shop: {needs: [services/login, services/phones, services/talk, services/tools]}}
""",
            ["E runbooks/restore-shop recovered"],
        ),
        "no scenario, and a chat that falls with the data": (
            """
services: {tools: {name: Tools, tier: 3, at: places/main-volume}}
channels: {chat: {name: Chat of the operators, at: places/main-volume, fallback: unknown}}
runbooks: {restore-reports: {needs: [services/tools, channels/chat]}}
""",
            ["W runbooks/restore-reports together"],
        ),
        "no scenario, and a chat with another way to speak": (
            """
channels: {chat: {at: places/main-volume}}
runbooks: {restore-reports: {needs: [channels/chat]}}
""",
            [],
        ),
        "a scenario that does not say what it takes": (
            """
services: {tools: {tier: 3, at: places/main-volume}}
scenarios: {fire: {applicable: yes, runbooks: [restore-reports]}}
runbooks: {restore-reports: {scenarios: [fire], needs: [services/tools]}}
""",
            ["W runbooks/restore-reports together"],
        ),
        "a login through what it recovers": (
            "credentials: {cv-admin: {login_via: services/reports}}",
            [
                "W runbooks/restore-reports recovered",
                "E runbooks/restore-office order",
                "E runbooks/restore-shop order",
            ],
        ),
        "a password kept in what it recovers": (
            "credentials: {hw-admin: {kept_in: datastores/secrets, break_glass: unknown}}",
            ["E runbooks/restore-shop recovered"],
        ),
        "a password with a sealed copy": ("credentials: {hw-admin: {kept_in: datastores/secrets}}", []),
        "a service that rests on what it recovers": (
            """
services: {login: {depends_on: [services/shop]}}
runbooks: {restore-shop: {needs: [services/login]}}
""",
            ["E runbooks/restore-shop recovered"],
        ),
        "a fallback is written": (
            """
services: {login: {depends_on: [{on: services/shop, fallback: local accounts}]}}
runbooks: {restore-shop: {needs: [services/login]}}
""",
            [],
        ),
        "a step before the restore": (
            "runbooks: {restore-shop: {steps: [{do: look, needs: [services/shop]}, {do: load, kind: restore}]}}",
            ["E runbooks/restore-shop recovered"],
        ),
        "a step after the restore": (
            "runbooks: {restore-shop: {steps: [{do: load, kind: restore}, {do: look, kind: verify, needs: [services/shop]}]}}",
            [],
        ),
        "recovers the place that it rests on": (
            "runbooks: {restore-shop: {recovers: [places/data-centre], needs: [places/main-volume]}}",
            ["E runbooks/restore-shop recovered"],
        ),
        "comes back later": (
            """
runbooks: {restore-shop: {needs: [services/reports]}}
services: {reports: {at: places/office}}
""",
            ["E runbooks/restore-shop order"],
        ),
        "comes back earlier": ("runbooks: {restore-reports: {needs: [services/shop]}}", []),
        "lost with it and nothing brings it back": (
            """
services: {tools: {at: places/data-centre}}
runbooks: {restore-shop: {needs: [services/tools]}}
""",
            ["E runbooks/restore-shop lost"],
        ),
        "lost with it and named itself": (
            """
services: {tools: {at: places/office}}
scenarios: {ransomware: {loses: [services/tools]}}
runbooks: {restore-shop: {needs: [services/tools]}}
""",
            ["E runbooks/restore-shop lost"],
        ),
        "lost with it by a label": (
            """
services: {tools: {at: places/data-centre}}
scenarios: {ransomware: {loses: [account/hw-prod]}, datacentre-fire: {loses: []}}
runbooks: {restore-shop: {needs: [services/tools]}}
""",
            ["E runbooks/restore-shop lost"],
        ),
        "lost with it and brought back by another": (
            """
services: {tools: {at: places/data-centre}}
runbooks: {restore-shop: {needs: [services/tools]}, tools: {title: x, recovers: [services/tools]}}
""",
            [],
        ),
        "no scenario, and a need that falls with the data": (
            """
services: {tools: {tier: 3, at: places/main-volume}}
runbooks: {restore-reports: {needs: [services/tools]}}
""",
            ["W runbooks/restore-reports together"],
        ),
        "no scenario, and a need in another house": (
            """
services: {tools: {tier: 3, at: places/office}}
runbooks: {restore-reports: {needs: [services/tools]}}
""",
            [],
        ),
        "no scenario, and a need that somebody brings back": (
            """
services: {tools: {tier: 3, at: places/main-volume}}
runbooks:
  restore-reports: {needs: [services/tools]}
  tools: {title: T, owner: it-lead, recovers: [services/tools], steps: [{do: start}]}
""",
            [],
        ),
        "no scenario, and a place of the same house": (
            "runbooks: {restore-reports: {needs: [places/search-disk, vendors/hostworks]}}",
            [],
        ),
        "each waits for the other": (
            """
services: {tools: {at: places/data-centre}}
runbooks: {restore-shop: {needs: [services/tools]}, tools: {title: x, recovers: [services/tools], needs: [services/shop]}}
""",
            ["E runbooks/restore-shop lost", "W runbooks/tools together"],
        ),
        "a standby elsewhere": (
            """
services: {tools: {at: places/data-centre, standby: {at: spare-host}}}
runbooks: {restore-shop: {needs: [services/tools]}}
""",
            [],
        ),
        "a standby in the same place": (
            """
services: {tools: {at: places/data-centre, standby: {at: search-disk}}}
runbooks: {restore-shop: {needs: [services/tools]}}
""",
            ["E runbooks/restore-shop lost"],
        ),
        "a scenario that cannot happen": (
            """
services: {tools: {at: places/data-centre}}
scenarios: {ransomware: {applicable: no}, datacentre-fire: {applicable: no}}
runbooks: {restore-shop: {needs: [services/tools]}}
""",
            [],
        ),
        "small company": (
            MICRO + "runbooks: {restore-office: {needs: [services/office]}}",
            ["W runbooks/restore-office recovered"],
        ),
    },
    "restore-target-missing": {
        "no target for one service": (
            "services: {office: {at: places/spare-host}}\nplaces: {spare-host: {lead_time: unknown}}",
            ["W plan tier-2"],
        ),
        "no target for tier 2": (
            """
places: {spare-host: {lead_time: unknown}}
runbooks: {restore-office: {target: unknown}, restore-shop: {recovers: [services/shop]}}
""",
            ["W plan tier-2"],
        ),
        "no target for both": (
            """
places: {spare-host: {lead_time: unknown}}
runbooks: {restore-office: {target: unknown}, restore-shop: {target: unknown}}
""",
            ["E plan tier-1", "W plan tier-2"],
        ),
        "small company": (
            MICRO
            + """
places: {spare-host: {lead_time: unknown}}
runbooks: {restore-office: {target: unknown}, restore-shop: {target: unknown}}
""",
            ["W plan tier-1", "I plan tier-2"],
        ),
        "at the site that is lost": (
            """
places: {spare-host: {lead_time: unknown}}
runbooks: {restore-office: {target: {at: search-disk}}, restore-shop: {target: {at: search-disk}}}
""",
            ["E plan tier-1", "W plan tier-2"],
        ),
        "not ready in time": (
            """
places: {spare-host: {lead_time: unknown}}
runbooks: {restore-office: {target: {lead_time: 5h}}, restore-shop: {target: {lead_time: 5h}}}
""",
            ["E plan tier-1"],
        ),
        "a standby": (
            """
places: {spare-host: {lead_time: unknown}}
runbooks: {restore-office: {target: unknown}, restore-shop: {target: unknown}}
services: {shop: {standby: {at: spare-host}}, office: {standby: {at: spare-host}}}
""",
            [],
        ),
        "bought as a service": (
            """
places: {spare-host: {lead_time: unknown}}
runbooks: {restore-office: {target: unknown}, restore-shop: {target: unknown}}
services: {shop: {vendor: talkie}, office: {vendor: talkie}}
""",
            [],
        ),
        "any spare place will do": (
            "runbooks: {restore-office: {target: unknown}, restore-shop: {target: unknown}}",
            [],
        ),
    },
    "restore-order-missing": {
        "three services": ("recovery_order: unknown", []),
        "four services": (
            """
recovery_order: unknown
services: {door: {tier: 4}}
""",
            ["W plan"],
        ),
        "four with one retired": (
            """
recovery_order: unknown
services: {door: {tier: 4, active: no}}
""",
            [],
        ),
        "nobody approved it": (
            """
recovery_order: {approved_by: unknown}
services: {door: {tier: 4}}
""",
            ["I plan"],
        ),
        "small company": (
            MICRO
            + """
recovery_order: unknown
services: {door: {tier: 4}}
""",
            [],
        ),
    },
    "restore-without-freeze-or-verify": {
        "the check and the start of jobs come before the restore": (
            "runbooks: {restore-office: {steps: [{do: a, kind: freeze}, {do: b, kind: choose-point}, {do: c, kind: verify}, {do: d, kind: resume}, {do: e, kind: restore}]}}",
            ["W runbooks/restore-office"],
        ),
        "the stop comes after the restore": (
            "runbooks: {restore-office: {steps: [{do: a, kind: choose-point}, {do: b, kind: restore}, {do: c, kind: freeze}, {do: d, kind: verify}, {do: e, kind: resume}]}}",
            ["W runbooks/restore-office"],
        ),
        "no steps at all": ("runbooks: {restore-reports: {steps: []}}", ["I runbooks/restore-reports"]),
        "derived data has nothing to freeze": ("runbooks: {rebuild-index: {steps: [{do: a, kind: restore}]}}", []),
        "code is fetched again": (
            "runbooks: {restore-office: {recovers: [datastores/infra-repo], steps: [{do: a, kind: restore}]}}",
            [],
        ),
        "a breach is not restored": ("runbooks: {data-breach: {steps: [{do: a}]}}", []),
        "small company": (
            MICRO + "runbooks: {restore-office: {steps: [{do: b, kind: restore}]}}",
            ["I runbooks/restore-office"],
        ),
    },
    "no-manual-fallback": {
        "nothing written": ("services: {shop: {fallback: unknown}}", ["W services/shop"]),
        "nobody has to go on": (
            "services: {shop: {fallback: unknown, no_fallback_needed: people come back later}}",
            [],
        ),
        "lasts a minute less than the rto": (
            "services: {shop: {fallback: {do: paper, holds: 3h59m, exercised: 2026-09-15}}}",
            ["W services/shop short"],
        ),
        "lasts as long as the rto": ("services: {shop: {fallback: {do: paper, holds: 4h, exercised: 2026-09-15}}}", []),
        "too short for the rto of its tier": (
            """
policy: {tiers: {"1": {rto: 2d}}}
services: {shop: {rto: unknown, fallback: {do: paper, holds: 1d, exercised: 2026-09-15}}}
""",
            ["W services/shop short"],
        ),
        "nobody says how fast it comes back": (
            "services: {shop: {rto: unknown, fallback: {do: paper, holds: 1h, exercised: 2026-09-15}}}",
            [],
        ),
        "never tried": ("services: {shop: {fallback: {do: paper, exercised: unknown}}}", ["I services/shop untried"]),
        "no length": ("services: {shop: {fallback: {do: paper, holds: unknown}}}", ["I services/shop untried"]),
        "tier 2": ("services: {office: {fallback: unknown}}", ["I services/office"]),
        "tier 2, never tried": ("services: {office: {fallback: {do: paper, exercised: unknown}}}", []),
        "tier 3": ("services: {reports: {fallback: unknown}}", []),
        "out of use": ("services: {shop: {active: no, fallback: unknown}}", []),
        "carries others that go on without it": (
            """
services:
  login: {tier: 1, rto: 4h}
  shop: {depends_on: [{on: services/login, fallback: guests may order}]}
""",
            [],
        ),
        "carries one that stands still": (
            """
services:
  login: {tier: 1, rto: 4h}
  shop: {depends_on: [{on: services/login, fallback: guests may order}]}
  office: {depends_on: [services/login]}
""",
            ["W services/login"],
        ),
        "carries others and is used by customers": (
            """
services:
  login: {tier: 1, rto: 4h, public: yes}
  shop: {depends_on: [{on: services/login, fallback: guests may order}]}
""",
            ["W services/login"],
        ),
        "is needed for recovery only": (
            """
services:
  login: {tier: 1, rto: 4h}
  shop: {depends_on: [{on: services/login, kind: recovery, fallback: other tools}]}
""",
            ["W services/login"],
        ),
        "small company": (MICRO + "services: {shop: {fallback: unknown}}", ["I services/shop"]),
        "small company, never tried": (MICRO + "services: {shop: {fallback: paper}}", []),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
