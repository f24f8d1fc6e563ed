"""Communication: does the page survive, is there one, which one counts, and what is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

MICRO = "organization: {people: 5}\n"
CASES: dict[str, dict[str, tuple[str, list[str]]]] = {
    "status-page-same-domain": {
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
        "a chat is no status page": ("channels: {status-page: {at: vendors/hostworks, kind: chat}}", []),
        "small company": (MICRO + "channels: {status-page: {at: vendors/hostworks}}", ["W channels/status-page"]),
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
}


@pytest.mark.parametrize(
    ("rule", "fragment", "expected"),
    [pytest.param(rule, *case, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, case in cases.items()],
)
def test_rule_says(rule: str, fragment: str, expected: list[str], judged: Callable[[str, str], list[str]]) -> None:
    assert judged(rule, fragment) == sorted(expected)
