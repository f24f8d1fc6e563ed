"""People: roles, deputies, credentials, contacts, and those who leave."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "undocumented-role": {
        "no authority at all": ("roles: {speaker: {authority: unknown, powers: []}}", ["E roles/speaker"]),
        "powers are authority": ("roles: {speaker: {authority: unknown}}", []),
        "small company": (MICRO + "roles: {speaker: {duty: unknown}}", ["W roles/speaker"]),
        "a runbook without owner": ("runbooks: {data-breach: {owner: unknown}}", ["E runbooks/data-breach"]),
        "a runbook owned by a person": ("runbooks: {data-breach: {owner: people/petra}}", []),
    },
    "role-unfilled": {
        "the holder left yesterday": ("people: {jonas: {leaves_on: 2026-11-20}}", ["E roles/it-lead"]),
        "the holder leaves today": ("people: {jonas: {leaves_on: 2026-11-21}}", []),
        "the holder is gone": ("people: {jonas: {active: no}}", ["E roles/it-lead"]),
        "a deputy does not fill it": ("roles: {speaker: {holder: unknown, deputies: [jonas]}}", ["E roles/speaker"]),
        "small company": (MICRO + "roles: {speaker: {holder: unknown}}", ["E roles/speaker"]),
    },
    "required-role-missing": {
        "a threshold is a trigger": (
            """
roles: {managing-director: {trigger: unknown}, incident-lead: {trigger: unknown}}
activation: {criteria: []}
""",
            [],
        ),
        "nobody may declare": (
            "roles: {managing-director: {powers: [spend]}, incident-lead: {powers: [fail-over, spend]}}",
            ["E plan authority"],
        ),
        "powers may be spread": (
            "roles: {managing-director: {powers: [spend]}, incident-lead: {powers: [declare]}}",
            [],
        ),
        "no trigger anywhere": (
            """
roles: {managing-director: {trigger: unknown}, incident-lead: {trigger: unknown}}
activation: {criteria: [], threshold: unknown}
""",
            ["E plan authority"],
        ),
        "a trigger of the plan": (
            "roles: {managing-director: {trigger: unknown}, incident-lead: {trigger: unknown}}",
            [],
        ),
        "small company": (MICRO + "roles: {it-lead: {powers: []}}", ["W plan own-backups"]),
        "nobody speaks": (
            """
roles: {speaker: {powers: []}}
communication: {lead: unknown}
""",
            ["W plan communicate"],
        ),
        "nobody speaks in a small company": (
            MICRO
            + """
roles: {speaker: {powers: []}}
communication: {lead: unknown}
""",
            ["I plan communicate"],
        ),
        "the lead of the communication plan speaks": ("roles: {speaker: {powers: []}}", []),
        "nobody needs to speak": (
            """
roles: {speaker: {powers: []}}
communication: {lead: unknown}
services: {shop: {public: no}}
""",
            [],
        ),
    },
    "role-without-deputy": {
        "a deputy who left": (
            """
people: {maria: {active: no}}
roles: {incident-lead: {deputies: [maria]}}
""",
            ["W roles/incident-lead"],
        ),
        "the holder as own deputy": ("roles: {incident-lead: {deputies: [petra]}}", ["W roles/incident-lead"]),
        "somebody outside": (
            """
people: {aunt: {name: Aunt, employment: external}}
roles: {incident-lead: {deputies: [aunt]}}
""",
            [],
        ),
        "small company": (MICRO + "roles: {incident-lead: {deputies: []}}", ["I roles/incident-lead"]),
        "a company of one": (
            """
organization: {people: 1}
roles: {incident-lead: {deputies: []}}
""",
            [],
        ),
        "a role that no recovery needs": (
            "roles: {archivist: {duty: keeps paper, authority: none, holder: maria}}",
            [],
        ),
        "a role that owns a runbook of tier 1": (
            """
roles: {archivist: {duty: keeps paper, authority: none, holder: maria}}
runbooks: {restore-shop: {owner: archivist}}
""",
            ["W roles/archivist"],
        ),
        "a role that owns a runbook of tier 3": (
            """
roles: {archivist: {duty: keeps paper, authority: none, holder: maria}}
runbooks: {restore-reports: {owner: archivist}}
""",
            [],
        ),
        "a role that holds a needed credential": (
            """
roles: {archivist: {duty: keeps paper, authority: none, holder: maria}}
credentials: {cv-admin: {holders: [roles/archivist, jonas]}}
""",
            ["W roles/archivist"],
        ),
        "every role where no runbook is written": (
            """
roles: {archivist: {duty: keeps paper, authority: none, holder: maria}}
runbooks: {}
scenarios: {}
risks: {}
drills: {}
organization: {gdpr: {breach: unknown}}
vendors: {hostworks: {outage: []}}
datastores: {customers: {personal: none}, search-index: {rebuild: unknown}}
""",
            ["W roles/archivist"],
        ),
    },
    "sole-credential-holder": {
        "one holder and no sealed copy": (
            "credentials: {cv-admin: {holders: [jonas], break_glass: unknown}}",
            ["E credentials/cv-admin"],
        ),
        "the second holder left": (
            """
people: {maria: {active: no}}
credentials: {cv-admin: {break_glass: unknown}}
""",
            ["E credentials/cv-admin"],
        ),
        "a role stands for holder and deputies": (
            "credentials: {cv-admin: {holders: [roles/it-lead], break_glass: unknown}}",
            [],
        ),
        "a sealed copy that nobody checked": (
            "credentials: {cv-admin: {holders: [jonas], break_glass: {checked: unknown}}}",
            ["E credentials/cv-admin"],
        ),
        "an everyday login over what nobody wrote a runbook for": (
            """
credentials: {pen: {holders: [jonas], environment: everyday, can: {delete: [datastores/spare]}}}
datastores: {spare: {tier: 1}}
""",
            [],
        ),
        "a login for production over what nobody wrote a runbook for": (
            """
credentials: {pen: {holders: [jonas], environment: production, can: {delete: [datastores/spare]}}}
datastores: {spare: {tier: 1}}
""",
            ["E credentials/pen"],
        ),
        "a sealed copy with place and date": ("credentials: {cv-admin: {holders: [jonas]}}", []),
        "small company": (
            MICRO + "credentials: {cv-admin: {holders: [jonas], break_glass: unknown}}",
            ["W credentials/cv-admin"],
        ),
        "a credential that no recovery needs": ("credentials: {door: {holders: [jonas]}}", []),
        "one that a step needs": (
            """
credentials: {door: {holders: [jonas]}}
runbooks: {restore-reports: {steps: [{do: open, needs: [credentials/door]}]}}
""",
            ["W credentials/door"],
        ),
        "one that can write what no runbook recovers": (
            """
credentials: {door: {holders: [jonas], can: {write: [datastores/wiki]}}}
datastores: {wiki: {tier: 1}}
""",
            ["E credentials/door"],
        ),
        "one that can write a cache": (
            """
credentials: {door: {holders: [jonas], can: {write: [datastores/wiki]}}}
datastores: {wiki: {tier: 1, class: derived}}
""",
            [],
        ),
        "a roster kept elsewhere names the holders": (
            """
credentials: {cv-admin: {holders: [roles/team], break_glass: unknown}}
roles: {team: {holders_in: list}}
documents: {list: {title: List of the team}}
""",
            [],
        ),
        "a machine credential that is kept somewhere": (
            "credentials: {cv-admin: {human: no, holders: [], break_glass: unknown}}",
            [],
        ),
    },
    "departed-person-referenced": {
        "a member of a team": (
            """
people: {karl: {name: Karl, active: no}}
roles: {it-lead: {members: [jonas, petra, karl]}}
""",
            ["E people/karl"],
        ),
        "who may change the plan": (
            """
people: {karl: {name: Karl, active: no}}
policy: {changes_by: [people/karl]}
""",
            ["E people/karl"],
        ),
        "to whom the data protection officer reports": (
            """
people: {karl: {name: Karl, active: no}}
organization: {gdpr: {dpo: {reports_to: people/karl}}}
""",
            ["E people/karl"],
        ),
        "a holder of a credential": (
            """
people: {karl: {name: Karl, active: no}}
credentials: {cv-admin: {holders: [jonas, karl]}}
""",
            ["E people/karl"],
        ),
        "an owner of an open action": (
            """
people: {karl: {name: Karl, leaves_on: 2026-11-20}}
actions: {a: {title: x, owner: people/karl}}
""",
            ["E people/karl"],
        ),
        "an owner of a closed action": (
            """
people: {karl: {name: Karl, active: no}}
actions: {a: {title: x, owner: people/karl, status: done}}
""",
            [],
        ),
        "a billing contact": (
            """
people: {karl: {name: Karl, active: no}}
vendors: {hostworks: {account: {billing_contact: people/karl}}}
""",
            ["E people/karl"],
        ),
        "who led a drill is history": (
            """
people: {karl: {name: Karl, active: no}}
drills: {call-out: {led_by: karl, participants: [karl]}}
""",
            [],
        ),
        "who leaves tomorrow is here": (
            """
people: {karl: {name: Karl, leaves_on: 2026-11-22}}
credentials: {cv-admin: {holders: [jonas, karl]}}
""",
            [],
        ),
        "alarms of a retired store": (
            """
people: {karl: {name: Karl, active: no}}
datastores: {ledger: {active: no, copies: {nightly: {monitor: {alerts: [people/karl]}}}}}
""",
            [],
        ),
        "small company": (
            MICRO
            + """
people: {karl: {name: Karl, active: no}}
roles: {it-lead: {deputies: [karl]}}
""",
            ["E people/karl"],
        ),
    },
    "leaver-without-handover": {
        "a member of a team leaves": (
            """
people: {karl: {name: Karl, leaves_on: 2026-12-01, contacts: [{kind: mobile, value: "1", out_of_band: yes}]}}
roles: {it-lead: {members: [jonas, petra, karl]}}
""",
            ["W people/karl"],
        ),
        "only owns a service": (
            """
people: {karl: {name: Karl, leaves_on: 2026-12-01}}
services: {reports: {owner: people/karl}}
""",
            [],
        ),
        "in thirty days": ("people: {jonas: {leaves_on: 2026-12-21}}", ["W people/jonas"]),
        "in thirty-one days": ("people: {jonas: {leaves_on: 2026-12-22}}", []),
        "has left": ("people: {jonas: {active: no}}", ["W people/jonas"]),
        "a handover that is planned": (
            "people: {jonas: {leaves_on: 2026-12-01, handover: {to: petra, occurred: 2026-11-25}}}",
            ["W people/jonas"],
        ),
        "a handover that took place": (
            "people: {jonas: {leaves_on: 2026-12-01, handover: {to: petra, occurred: 2026-11-21}}}",
            [],
        ),
        "somebody without duties": ("people: {karl: {name: Karl, leaves_on: 2026-12-01}}", []),
        "small company": (MICRO + "people: {jonas: {leaves_on: 2026-12-01}}", ["W people/jonas"]),
    },
    "contact-not-out-of-band": {
        "reported once, at the first role by name": ("people: {petra: {contacts: []}}", ["E roles/incident-lead"]),
        "a phone that is not marked": (
            'people: {jonas: {contacts: [{kind: mobile, value: "1"}]}}',
            ["E roles/incident-lead"],
        ),
        "a number on a card": ("people: {jonas: {contacts: [{kind: mobile, kept_in: card, out_of_band: yes}]}}", []),
        "small company": (MICRO + "people: {petra: {contacts: []}}", ["W roles/incident-lead"]),
        "somebody who left": ("people: {petra: {contacts: [], active: no}}", []),
        "a role that is not critical": ("people: {z: {name: Z}}\nroles: {printer: {holder: z}}", []),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
