"""What a plan holds of each kind of evidence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.frameworks.evidence import evidence_codes
from bcdr.report.holding import MADE_OF, holdings
from bcdr.rules.registry import FAMILIES

OfText = Callable[[str], Audit]
COPY = "kind: dump, at: cellar, every: 1d"
PLACES = "places: {cellar: {site: home}}\n"


def test_every_code_is_told_in_the_order_of_the_catalogue(of_text: OfText) -> None:
    assert list(holdings(of_text(""))) == [one.code for one in evidence_codes()]


def test_every_family_of_rules_is_about_some_evidence() -> None:
    assert set(MADE_OF) == set(FAMILIES)
    assert set(MADE_OF.values()) <= {one.code for one in evidence_codes()}


def test_a_plan_that_says_nothing_shows_only_where_it_is(of_text: OfText) -> None:
    assert {code for code, held in holdings(of_text("")).items() if held.shown} == {"ORG"}


@pytest.mark.parametrize(
    ("code", "text", "shown", "lacking"),
    [
        ("ORG", "organization: {name: T}", (), ("the country of establishment is not written",)),
        ("SCOPE", "organization: {name: T, scope: {includes: [shop]}}", ("1 thing covered",), ("no requirement of law or contract is named",)),
        ("BIA", "services: {s: {tier: 1, rto: 1h, rpo: 1h, mtpd: 1d, impact: [{after: 1h, business: 3}]}}", ("1 service of 1 with impact over time",), ()),
        ("BIA", "services: {s: {rto: 1h}}", (), ("s: no impact over time", "s: rto, rpo or mtpd not set")),
        ("SYS", "datastores: {d: {owner: people/ada, at: cellar}}\npeople: {ada: {name: Ada}}\n" + PLACES, ("1 datastore",), ()),
        ("SYS", "datastores: {d: {}}", ("1 datastore",), ("d: nobody owns it", "d: where it lies is not known")),
        ("DATA", "datastores: {d: {personal: none}, e: {}}", ("1 datastore with a class of personal data",), ("e: whether it holds personal data is not said",)),
        ("DATA", "datastores: {d: {personal: ordinary}}", ("1 datastore with a class of personal data",), ("d: no limit of storage",)),
        ("BAK", f"datastores: {{d: {{copies: {{n: {{{COPY}}}}}}}, e: {{}}, f: {{class: derived}}}}\n{PLACES}", ("1 datastore of 2 with a backup",), ("e: no backup",)),
        ("KEY", f"datastores: {{d: {{copies: {{n: {{{COPY}, encrypted: {{applied: yes, key: {{tested: 2025-11-21}}}}}}}}}}}}\n{PLACES}", ("1 backup of 1 encrypted, or with a reason why not",), ()),
        ("KEY", f"datastores: {{d: {{copies: {{n: {{{COPY}, encrypted: {{applied: yes, key: {{tested: 2025-11-20}}}}}}}}}}}}\n{PLACES}", ("1 backup of 1 encrypted, or with a reason why not",), ("d/n: no key test within a year",)),
        ("KEY", f"datastores: {{d: {{copies: {{n: {{{COPY}}}}}}}}}\n{PLACES}", (), ("d/n: encryption not shown",)),
        ("ACC", "credentials: {root: {holders: [people/ada], can: {read: [services/s]}, reviewed: 2026-01-01}}\npeople: {ada: {name: Ada}}\nservices: {s: {}}", ("1 credential with holders and rights",), ()),
        ("ACC", "credentials: {root: {name: Root}}", (), ("Root: rights not reviewed within a year",)),
        ("VEND", "vendors: {v: {contract: {reference: a}}, w: {}}", ("1 vendor of 2 with a contract",), ("w: no contract",)),
        ("RISK", "risks: {r: {title: Fire}}", ("1 risk",), ("Fire: no likelihood or no severity", "Fire: what is done about it is not said")),
        ("RUN", "runbooks: {r: {title: Restore, reviewed: 2026-01-01, steps: [{do: x}]}}", ("1 runbook",), ()),
        ("RUN", "runbooks: {r: {title: Restore}}", ("1 runbook",), ("Restore: no steps", "Restore: not reviewed within a year")),
        ("ROLE", "roles: {lead: {name: Lead, holder: ada}, deputy: {}}\npeople: {ada: {name: Ada}}", ("1 role of 2 filled",), ("deputy: nobody holds it",)),
        ("COMM", "communication: {templates: {t: {audience: all, text: x}}}", ("1 prepared text",), ()),
        ("COMM", "channels: {c: {kind: phone, audience: staff}}", ("1 channel",), ("no communication plan", "no prepared text")),
        ("TEST", "drills: {d: {type: tabletop, occurred: 2026-05-01, result: passed}}", ("1 drill with a result in the last 365 days",), ("no restore from copies passed in the last 365 days",)),
        ("ACT", "actions: {a: {title: Do it}}", ("1 action",), ("Do it: past its date, or without one",)),
        ("ACT", "actions: {a: {title: Do it, due: 2026-11-21}}", ("1 action",), ()),
        ("INC", "organization: {name: T, gdpr: {breach: {register: drawer}}}", ("it says where the register of breaches is kept",), ()),
        ("APPR", "", (), ("no approval of the plan that is still within its review period",)),
        ("TRAIN", "people: {ada: {name: Ada, training: [{topic: x, occurred: 2026-01-01}]}, ben: {name: Ben}}", ("1 person of 2 trained within a year",), ("1 person without a training within a year",)),
        ("ROPA", "processing: {p: {title: Orders}}", ("1 processing activity",), ("Orders: people, data or time limits missing",)),
        ("DPIA", "datastores: {d: {personal: special}}", (), ("d: an impact assessment is missing",)),
        ("MON", f"datastores: {{d: {{copies: {{n: {{{COPY}}}}}}}}}\n{PLACES}", (), ("d/n: nobody is alerted when it fails",)),
        ("CAP", "services: {s: {tier: 1}, t: {tier: 3}}", (), ("s: no second installation and no workaround",)),
        ("CAP", "services: {s: {tier: 1, fallback: {do: paper}}}", ("1 service of 1 urgent ones with a second installation or workaround",), ()),
        ("AUD", "reviews: {a: {kind: audit, occurred: 2026-06-01}}", ("audit of 2026-06-01",), ()),
        ("AUD", "reviews: {a: {kind: audit, occurred: 2025-06-01}, b: {kind: audit, occurred: 2027-01-01}}", (), ("no audit and no management review within a year",)),
    ],
)  # fmt: skip
def test_what_is_shown_and_what_lacks(
    of_text: OfText, code: str, text: str, shown: tuple[str, ...], lacking: tuple[str, ...]
) -> None:
    held = holdings(of_text(text))[code]
    assert (held.shown, held.lacking) == (shown, lacking)


def test_a_fault_that_a_rule_finds_is_part_of_the_evidence(of_text: OfText) -> None:
    held = holdings(of_text("services: {s: {tier: 1, depends_on: [datastores/d]}}\ndatastores: {d: {class: truth}}"))
    assert "unbacked-datastore" in [f.rule for f in held["BAK"].findings]
    assert not held["BAK"].is_whole
