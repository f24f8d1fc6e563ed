"""Communication: does the page survive, is there one, which one counts, and what is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
NO_PACK = "kept: {print: {includes: [plan, runbooks, contacts]}}\n"
"""The printed plan does not hold the contacts of customers."""
CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "status-page-same-domain": {
        "no status page, and a website in the same place": (
            """
channels:
  status-page: {kind: website, at: places/data-centre}
  hotline: {kind: phone, audience: customers, direction: outward, depends_on: [services/shop]}
""",
            ["E channels/status-page", "E channels/hotline"],
        ),
        "no status page, and a telephone apart": (
            """
channels:
  status-page: {kind: website, at: places/data-centre}
  hotline: {kind: phone, audience: customers, direction: outward}
""",
            [],
        ),
        "a website beside a page apart": (
            "channels: {web: {kind: website, audience: customers, at: places/data-centre}}",
            [],
        ),
        "same provider": ("channels: {status-page: {at: vendors/hostworks}}", ["E channels/status-page"]),
        "same place": ("channels: {status-page: {at: places/data-centre}}", ["E channels/status-page"]),
        "same site under another provider": (
            """
places: {corner: {site: nuremberg-1, provider: other}}
channels: {status-page: {at: places/corner}}
""",
            ["E channels/status-page"],
        ),
        "same account": (
            """
places: {corner: {account: hw-prod, provider: other}}
channels: {status-page: {at: places/corner}}
""",
            ["E channels/status-page"],
        ),
        "same administration": (
            """
places: {corner: {admin: hw-console, provider: other}}
channels: {status-page: {at: places/corner}}
""",
            ["E channels/status-page"],
        ),
        "same DNS zone": (
            """
services: {shop: {dns_zone: lantern.example}}
channels: {status-page: {dns_zone: lantern.example}}
""",
            ["E channels/status-page"],
        ),
        "a zone below that of the service": (
            """
services: {shop: {dns_zone: lantern.example}}
channels: {status-page: {dns_zone: status.lantern.example}}
""",
            ["E channels/status-page"],
        ),
        "the name in the address": (
            """
services: {shop: {dns_zone: lantern.example}}
channels: {status-page: {dns_zone: unknown, url: "https://status.lantern.example:8443/now"}}
""",
            ["E channels/status-page"],
        ),
        "a zone that only looks alike": (
            """
services: {shop: {dns_zone: lantern.example}}
channels: {status-page: {dns_zone: thelantern.example}}
""",
            [],
        ),
        "rests on the zone of the service": (
            "channels: {status-page: {depends_on: [datastores/infra-repo]}}",
            ["E channels/status-page"],
        ),
        "rests on the service": ("channels: {status-page: {depends_on: [services/shop]}}", ["E channels/status-page"]),
        "rests on what rests on the service": (
            """
services: {reports: {depends_on: [services/shop]}}
channels: {status-page: {depends_on: [services/reports]}}
""",
            ["E channels/status-page"],
        ),
        "a vendor of the same group": (
            "vendors: {statusly: {group: Hostworks Group}, hostworks: {group: Hostworks Group}}",
            [],
        ),
        "an own page at another site": (
            """
services: {shop: {at: places/office}}
places: {shed: {site: shed, provider: self}}
channels: {status-page: {at: places/shed}}
""",
            [],
        ),
        "an own page at the same site": (
            """
services: {shop: {at: places/office}}
places: {shed: {site: office, provider: self}}
channels: {status-page: {at: places/shed}}
""",
            ["E channels/status-page"],
        ),
        "an own page at an unknown site": (
            """
services: {shop: {at: places/office}}
places: {shed: {provider: self}}
channels: {status-page: {at: places/shed}}
""",
            ["E channels/status-page"],
        ),
        "an own service at an unknown site": (
            """
services: {shop: {at: places/hall}}
places: {hall: {provider: self}, shed: {site: shed, provider: self}}
channels: {status-page: {at: places/shed}}
""",
            ["E channels/status-page"],
        ),
        "the service says not where it runs": (
            """
services: {shop: {at: unknown}}
channels: {status-page: {at: vendors/hostworks}}
""",
            ["E channels/status-page"],
        ),
        "no public service": (
            """
services: {shop: {public: no}}
channels: {status-page: {at: vendors/hostworks}}
""",
            [],
        ),
        "a retired service": (
            """
services: {shop: {active: no}}
channels: {status-page: {at: vendors/hostworks}}
""",
            [],
        ),
        "no status page, and a chat in the same place": (
            "channels: {status-page: {at: vendors/hostworks, kind: chat}}",
            ["E channels/status-page"],
        ),
        "small company": (MICRO + "channels: {status-page: {at: vendors/hostworks}}", ["W channels/status-page"]),
        "both need the same network": (
            """
services: {core: {tier: 2}, shop: {depends_on: [services/core]}}
channels: {status-page: {depends_on: [services/core]}}
""",
            ["E channels/status-page"],
        ),
        "needs a network that the shop can do without": (
            """
services: {core: {tier: 2}, shop: {depends_on: [{on: services/core, fallback: another line}]}}
channels: {status-page: {depends_on: [services/core]}}
""",
            [],
        ),
    },
    "status-channel-missing": {
        "none": ("channels: {status-page: {direction: internal}}", ["W services/shop"]),
        "a social account": ("channels: {status-page: {kind: social, direction: unknown}}", []),
        "an announcement on the telephone": ("channels: {status-page: {kind: phone}}", []),
        "mail cannot be looked up": ("channels: {status-page: {kind: mail}}", ["W services/shop"]),
        "no public service": (
            """
channels: {status-page: {direction: internal}}
services: {shop: {public: no}}
""",
            [],
        ),
        "tier 4": (
            """
channels: {status-page: {direction: internal}}
services: {shop: {tier: 4}}
""",
            [],
        ),
        "small company": (MICRO + "channels: {status-page: {direction: internal}}", ["I services/shop"]),
    },
    "status-identity-split": {
        "two pages": (
            "channels: {status-page: {primary: no}, second: {kind: status-page, audience: customers}}",
            ["W plan status-page customers"],
        ),
        "one of them counts": ("channels: {second: {kind: status-page, audience: customers}}", []),
        "two audiences": ("channels: {status-page: {primary: no}, second: {kind: status-page, audience: dealers}}", []),
        "two kinds": ("channels: {status-page: {primary: no}, second: {kind: social, audience: customers}}", []),
        "two inside": (
            "channels: {chat: {primary: no}, second: {kind: chat, audience: responders, direction: internal}}",
            [],
        ),
        "small company": (
            MICRO + "channels: {status-page: {primary: no}, second: {kind: status-page, audience: customers}}",
            ["I plan status-page customers"],
        ),
    },
    "comms-plan-incomplete": {
        "customers are meant where no channel names anybody": ("channels: {status-page: {direction: internal}}", []),
        "customers are meant and have no text": (
            """
channels: {status-page: {direction: internal}}
communication: {templates: {customers-first: {audience: dealers}}}
""",
            ["W plan"],
        ),
        "no plan at all": ("communication: unknown", ["W plan"]),
        "no first notice": ("communication: {first_notice: unknown}", ["W plan"]),
        "no text for an audience": ("communication: {templates: {customers-first: {audience: dealers}}}", ["W plan"]),
        "one text is enough for a small company": (
            MICRO + "communication: {templates: {customers-first: {audience: dealers}}}",
            [],
        ),
        "no text in a small company": (MICRO + "communication: {templates: {}}", ["I plan"]),
        "an inward channel is a way back": (
            """
communication: {inbound: unknown}
channels: {line: {kind: phone, audience: customers, direction: inward}}
""",
            [],
        ),
        "an inward channel inside the product is none": (
            """
communication: {inbound: unknown}
channels: {line: {kind: portal, audience: customers, direction: inward, depends_on: [services/shop]}}
""",
            ["W plan"],
        ),
        "nobody outside": (
            """
communication: unknown
services: {shop: {public: no}}
""",
            [],
        ),
    },
    "internal-channel-same-domain": {
        "runs on the shop": (
            "channels: {chat: {depends_on: [services/shop], fallback: unknown}, phone-list: {direction: inward}}",
            ["E channels/chat"],
        ),
        "lies in the same building": (
            "channels: {chat: {at: places/data-centre, fallback: unknown}, phone-list: {direction: inward}}",
            ["E channels/chat"],
        ),
        "with the provider of the shop": (
            "channels: {chat: {at: vendors/hostworks, fallback: unknown}, phone-list: {direction: inward}}",
            ["E channels/chat"],
        ),
        "its name is in the zone of the shop": (
            """
services: {shop: {dns_zone: lantern.example}}
channels: {chat: {url: "https://chat.lantern.example/", fallback: unknown}, phone-list: {direction: inward}}
""",
            ["E channels/chat"],
        ),
        "needs the login of the shop": (
            """
services: {login: {tier: 3}, shop: {depends_on: [services/login]}}
channels: {chat: {depends_on: [services/login], fallback: unknown}, phone-list: {direction: inward}}
""",
            ["E channels/chat"],
        ),
        "needs the login of those who repair the shop": (
            """
services: {login: {tier: 3}}
credentials: {hw-admin: {login_via: services/login}}
channels: {chat: {depends_on: [services/login], fallback: unknown}, phone-list: {direction: inward}}
""",
            ["E channels/chat"],
        ),
        "needs a login that nothing of tier 1 needs": (
            """
services: {login: {tier: 3}}
channels: {chat: {depends_on: [services/login], fallback: unknown}, phone-list: {direction: inward}}
""",
            [],
        ),
        "needs a vendor that the shop needs": (
            """
services: {shop: {depends_on: [vendors/talkie]}}
channels: {chat: {fallback: unknown}, phone-list: {direction: inward}}
""",
            ["E channels/chat"],
        ),
        "needs a vendor that the shop can do without": (
            """
services: {shop: {depends_on: [{on: vendors/talkie, fallback: by hand}]}}
channels: {chat: {fallback: unknown}, phone-list: {direction: inward}}
""",
            [],
        ),
        "shares with tier 2 only": (
            """
services: {shop: {tier: 2}}
channels: {chat: {at: places/data-centre, fallback: unknown}, phone-list: {direction: inward}}
""",
            [],
        ),
        "a list of telephone numbers": ("channels: {chat: {at: places/data-centre, fallback: unknown}}", []),
        "a stand-in that customers use too": (
            "channels: {chat: {at: places/data-centre, fallback: status-page}, phone-list: {direction: inward}}",
            [],
        ),
        "both run on the shop": (
            "channels: {chat: {depends_on: [services/shop]}, phone-list: {kind: paging, depends_on: [services/shop]}}",
            ["E channels/chat", "E channels/phone-list"],
        ),
        "nobody says for whom": (
            """
channels:
  chat: {direction: unknown, depends_on: [services/shop], fallback: unknown}
  phone-list: {direction: inward}
""",
            ["E channels/chat"],
        ),
        "a chat with customers": (
            "channels: {chat: {direction: unknown, audience: customers, depends_on: [services/shop]}}",
            [],
        ),
        "telephones over what fails": (
            """
channels:
  chat: {direction: inward}
  phone-list: {depends_on: [services/shop]}
""",
            ["E channels/phone-list"],
        ),
        "telephones, and nobody says over what": (
            "channels: {chat: {direction: inward}}",
            [],
        ),
        "small company with mobiles": (
            MICRO
            + "channels: {chat: {depends_on: [services/shop], fallback: unknown}, phone-list: {direction: inward}}",
            [],
        ),
        "small company with one at work only": (
            MICRO
            + """
people: {jonas: {contacts: [{kind: mail, value: jonas@lantern.example}]}}
channels: {chat: {depends_on: [services/shop], fallback: unknown}, phone-list: {direction: inward}}
""",
            ["W channels/chat"],
        ),
    },
    "customer-contacts-inside-service": {
        "thirty days old": (NO_PACK + "communication: {customer_contacts: {refreshed: 2026-10-22}}", []),
        "thirty-one days old": (NO_PACK + "communication: {customer_contacts: {refreshed: 2026-10-21}}", ["I plan"]),
        "undated": (NO_PACK + "communication: {customer_contacts: {refreshed: unknown}}", ["I plan"]),
        "in the service": (NO_PACK + "communication: {customer_contacts: {at: datastores/customers}}", ["W plan"]),
        "in the same building": (NO_PACK + "communication: {customer_contacts: {at: places/search-disk}}", ["W plan"]),
        "in other data elsewhere": (
            NO_PACK + "datastores: {crm: {at: office}}\ncommunication: {customer_contacts: {at: datastores/crm}}",
            [],
        ),
        "nowhere": (NO_PACK + "communication: {customer_contacts: unknown}", ["W plan"]),
        "no communication plan": (NO_PACK + "communication: unknown", ["W plan"]),
        "nobody says where": (NO_PACK + "communication: {customer_contacts: {at: unknown}}", ["W plan"]),
        "in a kept bundle": ("communication: {customer_contacts: unknown}", []),
        "in an old bundle": (
            "kept: {print: {occurred: 2026-10-21}}\ncommunication: {customer_contacts: unknown}",
            ["I plan"],
        ),
        "in a bundle made at every change": (
            "kept: {print: {occurred: unknown, always_current: yes}}\ncommunication: {customer_contacts: unknown}",
            [],
        ),
        "in a bundle beside the service": (
            "kept: {print: {at: data-centre}}\ncommunication: {customer_contacts: unknown}",
            ["W plan"],
        ),
        "nobody outside": (
            NO_PACK + "services: {shop: {public: no}}\ncommunication: {customer_contacts: unknown}",
            [],
        ),
        "nothing of anybody is kept": (
            NO_PACK + "datastores: {customers: {personal: none}}\ncommunication: {customer_contacts: unknown}",
            [],
        ),
        "several tenants": (
            NO_PACK
            + "datastores: {customers: {personal: none, multi_tenant: yes}}\ncommunication: {customer_contacts: unknown}",
            ["W plan"],
        ),
        "data of others": (
            NO_PACK
            + "datastores: {customers: {personal: none}}\nservices: {shop: {keeps_others_data: yes}}\ncommunication: {customer_contacts: unknown}",
            ["W plan"],
        ),
        "small company": (MICRO + NO_PACK + "communication: {customer_contacts: unknown}", ["I plan"]),
        "small company, old": (MICRO + NO_PACK + "communication: {customer_contacts: {refreshed: 2026-01-01}}", []),
    },
    "resilience-statement-missing": {
        "nothing published": ("services: {shop: {keeps_others_data: yes}}", ["I services/shop"]),
        "published without claims": (
            "services: {shop: {keeps_others_data: yes, statement: {at: page, occurred: 2026-09-20}}}",
            ["I services/shop"],
        ),
        "published without a day": (
            "services: {shop: {keeps_others_data: yes, statement: {at: page, claims: [daily copies]}}}",
            ["I services/shop"],
        ),
        "published": (
            "services: {shop: {keeps_others_data: yes, statement: {at: page, occurred: 2026-09-20, claims: [daily copies]}}}",
            [],
        ),
        "several tenants": ("services: {shop: {multi_tenant: yes}}", ["I services/shop"]),
        "an organisation that keeps other people's data": ("organization: {custodian: yes}", ["I services/shop"]),
        "but not this service": ("organization: {custodian: yes}\nservices: {shop: {keeps_others_data: no}}", []),
        "only staff use it": ("services: {shop: {keeps_others_data: yes, public: no}}", []),
        "out of use": ("services: {shop: {keeps_others_data: yes, active: no}}", []),
        "own data": ("services: {shop: {public: yes}}", []),
        "small company": (MICRO + "services: {shop: {keeps_others_data: yes}}", ["I services/shop"]),
    },
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
