"""Privacy: scenarios, acceptances, evidence, breaches, records, countries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "scenario-uncovered": {
        "no owner": ("scenarios: {ransomware: {owner: unknown}}", ["W plan malicious"]),
        "no runbook": (
            """
scenarios: {saas-vendor-failure: {runbooks: []}}
runbooks: {restore-shop: {scenarios: []}}
""",
            ["W plan vendor"],
        ),
        "a runbook that names the scenario": ("scenarios: {saas-vendor-failure: {runbooks: []}}", []),
        "cannot happen": ("scenarios: {saas-vendor-failure: {applicable: no, reason: x}}", ["W plan vendor"]),
        "nothing of the group can happen": (
            "scenarios: {saas-vendor-failure: {applicable: no, reason: x}, payment-provider-outage: {applicable: no, reason: y}}",
            [],
        ),
        "small company": (MICRO + "scenarios: {ransomware: {owner: unknown}}", ["I plan malicious"]),
    },
    "acceptance-invalid": {
        "ends today": (
            "risks: {fire: {accepted: {by: managing-director, occurred: 2026-06-01, valid_until: 2026-11-21, reason: x}}}",
            [],
        ),
        "ended yesterday": (
            "risks: {fire: {accepted: {by: managing-director, occurred: 2026-06-01, valid_until: 2026-11-20, reason: x}}}",
            ["E risks/fire expired"],
        ),
        "ended in a small company": (
            MICRO
            + "risks: {fire: {accepted: {by: managing-director, occurred: 2026-06-01, valid_until: 2026-11-20, reason: x}}}",
            ["E risks/fire expired"],
        ),
        "nobody signed": ("risks: {fire: {treatment: accept}}", ["E risks/fire"]),
        "no reason": (
            "risks: {fire: {accepted: {by: managing-director, occurred: 2026-06-01, valid_until: 2027-01-01}}}",
            ["E risks/fire"],
        ),
        "no reason in a small company": (
            MICRO + "risks: {fire: {accepted: {by: managing-director, occurred: 2026-06-01, valid_until: 2027-01-01}}}",
            ["W risks/fire"],
        ),
        "no authority": (
            "risks: {fire: {accepted: {by: it-lead, occurred: 2026-06-01, valid_until: 2027-01-01, reason: x}}}",
            ["E risks/fire"],
        ),
        "the holder of the role": (
            "risks: {fire: {accepted: {by: people/petra, occurred: 2026-06-01, valid_until: 2027-01-01, reason: x}}}",
            [],
        ),
        "nobody was given that power": (
            """
roles: {managing-director: {powers: [declare]}}
risks: {fire: {accepted: {by: it-lead, occurred: 2026-06-01, valid_until: 2027-01-01, reason: x}}}
""",
            [],
        ),
        "too long": (
            "risks: {fire: {accepted: {by: managing-director, occurred: 2026-06-01, valid_until: 2027-06-02, reason: x}}}",
            ["E risks/fire"],
        ),
        "a missing backup without alternative": (
            """
datastores: {wiki: {class: truth}}
risks: {fire: {affects: [datastores/wiki], accepted: {by: managing-director, occurred: 2026-06-01, valid_until: 2027-01-01, reason: too large}}}
""",
            ["E risks/fire"],
        ),
        "a missing backup with an alternative": (
            """
datastores: {wiki: {class: truth}}
risks: {fire: {affects: [datastores/wiki], accepted: {by: managing-director, occurred: 2026-06-01, valid_until: 2027-01-01, reason: too large, alternative: paper}}}
""",
            [],
        ),
        "a scenario": ("scenarios: {ransomware: {accepted: {by: managing-director}}}", ["E scenarios/ransomware"]),
        "a waiver without end": (
            "waivers: {w: {rule: runbook-stale, on: runbooks/restore-shop, reason: x, approved_by: managing-director, occurred: 2026-11-01}}",
            ["E waivers/w"],
        ),
        "a waiver of a missing backup": (
            "waivers: {w: {rule: unbacked-datastore, on: datastores/wiki, reason: too large, approved_by: managing-director, occurred: 2026-11-01, valid_until: 2026-12-31}}",
            ["E waivers/w"],
        ),
        "a waiver that says what is lost": (
            "waivers: {w: {rule: unbacked-datastore, on: datastores/wiki, lost: a week of notes, reason: too large, approved_by: managing-director, occurred: 2026-11-01, valid_until: 2026-12-31}}",
            [],
        ),
        "a risk that is reduced": ("risks: {fire: {treatment: reduce}}", []),
    },
    "availability-evidence-missing": {
        "a year ago": ("drills: {restore-customers: {occurred: 2025-11-21}}", []),
        "and a day": ("drills: {restore-customers: {occurred: 2025-11-20}}", ["E datastores/customers"]),
        "never": ("drills: {restore-customers: {result: failed}}", ["E datastores/customers"]),
        "of data that are elsewhere now": (
            "drills: {restore-customers: {digests: {datastores/customers: v1 class=c8d80b980b02 at=000000000000}}}",
            ["E datastores/customers"],
        ),
        "never in a small company": (
            MICRO + "drills: {restore-customers: {result: failed}}",
            ["W datastores/customers"],
        ),
        "without a backup the ladder speaks": (
            """
drills: {restore-customers: {result: failed}}
datastores: {customers: {copies: {}}}
""",
            [],
        ),
        "derived data": (
            """
drills: {restore-customers: {result: failed}}
datastores: {customers: {class: derived}}
""",
            [],
        ),
        "retired": (
            """
drills: {restore-customers: {result: failed}}
datastores: {customers: {active: no}}
""",
            [],
        ),
        "no data of people": ("drills: {restore-orders: {result: failed}}", []),
    },
    "breach-process-missing": {
        "nobody decides": ("organization: {gdpr: {breach: {decided_by: unknown, owner: unknown}}}", ["E plan"]),
        "nothing written": ("organization: {gdpr: {breach: unknown}}", ["E plan"]),
        "nothing written in a small company": ("organization: {people: 5, gdpr: {breach: unknown}}", ["W plan"]),
        "no procedure": ("organization: {gdpr: {breach: {procedure: unknown}}}", ["E plan"]),
        "lost data does not count": ("organization: {gdpr: {breach: {counts_availability_loss: no}}}", ["E plan"]),
        "the named authority is a way to reach it": (
            "organization: {gdpr: {breach: {authority_contact: unknown}}}",
            [],
        ),
        "no way to reach the authority": (
            "organization: {gdpr: {authority: unknown, breach: {authority_contact: unknown}}}",
            ["E plan"],
        ),
        "the owner decides": ("organization: {gdpr: {breach: {decided_by: unknown}}}", []),
        "a later notice than the law allows": ("communication: {notify: {authority: {within: 4d}}}", ["E plan clock"]),
        "no data of people": (
            """
organization: {gdpr: {breach: unknown}}
datastores: {customers: {personal: none}}
""",
            [],
        ),
    },
    "privacy-records-missing": {
        "no entry of the register": (
            """
datastores: {customers: {personal: {processing: []}}}
processing: {orders: {datastores: []}}
""",
            ["W datastores/customers register"],
        ),
        "the register names the store": ("datastores: {customers: {personal: {processing: []}}}", []),
        "special data with a reasoned decision": ("datastores: {customers: {personal: {level: special}}}", []),
        "special data and nobody decided": (
            """
datastores: {customers: {personal: {level: special}}}
processing: {orders: {screening: unknown}}
""",
            ["E datastores/customers special-assessment"],
        ),
        "special data and a decision without reason": (
            """
datastores: {customers: {personal: {level: special}}}
processing: {orders: {screening: {reason: unknown}}}
""",
            ["E datastores/customers special-assessment"],
        ),
        "special data in no register": (
            """
datastores: {customers: {personal: {level: special, processing: []}}}
processing: {orders: {datastores: []}}
""",
            ["W datastores/customers register", "E datastores/customers special-assessment"],
        ),
        "special data with an assessment": (
            """
datastores: {customers: {personal: {level: special}}}
processing: {orders: {screening: unknown, dpia: d}}
dpias: {d: {title: x}}
""",
            [],
        ),
        "an assessment that names the entry": (
            """
datastores: {customers: {personal: {level: special}}}
processing: {orders: {screening: unknown}}
dpias: {d: {title: x, processing: [orders]}}
""",
            [],
        ),
        "required and not there": (
            "processing: {orders: {screening: {decision: required}}}",
            ["W datastores/customers assessment"],
        ),
        "no replay of erasures": (
            "datastores: {customers: {personal: {erasure_replay: unknown}}}",
            ["W datastores/customers erasure"],
        ),
        "no replay where nothing is restored": (
            "datastores: {customers: {copies: {}, personal: {erasure_replay: unknown}}}",
            [],
        ),
        "small company": (MICRO + "datastores: {ledger: {personal: unknown}}", ["I datastores/ledger undeclared"]),
        "retired": ("datastores: {ledger: {personal: unknown, active: no}}", []),
    },
    "backup-residency-breach": {
        "a basis of whoever runs it": (
            """
places: {vault: {country: US, provider: unknown}}
vendors: {coldvault: {processor: {transfer_basis: clauses}}}
datastores: {customers: {copies: {nightly: {run_by: coldvault}}}}
""",
            [],
        ),
        "another continent": ("places: {vault: {country: US}}", ["E datastores/customers/copies/nightly"]),
        "within the area": ("places: {vault: {country: SE}}", []),
        "outside the Union, inside the wider area": (
            """
places: {vault: {country: NO}}
policy: {regions_allowed: [EEA]}
""",
            [],
        ),
        "only the Union is allowed": ("places: {vault: {country: NO}}", ["E datastores/customers/copies/nightly"]),
        "a region by name": (
            """
places: {vault: {country: US}}
policy: {regions_allowed: [EU, eu-north]}
""",
            [],
        ),
        "nothing is ruled": (
            """
places: {vault: {country: US}}
policy: {regions_allowed: []}
""",
            [],
        ),
        "an unknown country": ("places: {vault: {country: unknown}}", []),
        "a basis of the vendor": (
            """
places: {vault: {country: US}}
vendors: {coldvault: {processor: {transfer_basis: clauses}}}
""",
            [],
        ),
        "a transfer in the register": (
            """
places: {vault: {country: US}}
processing: {orders: {transfers: [{country: US, safeguard: clauses}]}}
""",
            [],
        ),
        "a transfer without safeguard": (
            """
places: {vault: {country: US}}
processing: {orders: {transfers: [{country: US}]}}
""",
            ["E datastores/customers/copies/nightly"],
        ),
        "a live copy counts": (
            """
places: {vault: {country: US}}
datastores: {customers: {copies: {nightly: {kind: replica}}}}
""",
            ["E datastores/customers/copies/nightly"],
        ),
        "small company": (MICRO + "places: {vault: {country: US}}", ["E datastores/customers/copies/nightly"]),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
