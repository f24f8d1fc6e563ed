"""What ends on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bcdr.analysis.facts import Facts

Make = Callable[..., Facts]
END = date(2027, 1, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("vendors: {v: {name: Host, contract: {ends: 2027-01-31}}}", ("contract", "contract with Host ends", None), id="contract"),
        pytest.param("vendors: {v: {owner: lead, contract: {ends: 2027-01-31}}}", ("contract", "contract with v ends", "roles/lead"), id="owner of the vendor"),
        pytest.param("vendors: {v: {owner: lead, contract: {ends: 2027-01-31, owner: people/a}}}", ("contract", "contract with v ends", "people/a"), id="owner of the contract"),
        pytest.param("renewals: {r: {title: Domain, kind: domain, ends: 2027-01-31}}", ("renewal", "Domain to be renewed", None), id="renewal"),
        pytest.param("renewals: {r: {title: Domain, kind: domain, ends: 2027-01-31, automatic: yes}}", ("renewal", "Domain renews by itself", None), id="automatic renewal"),
        pytest.param("certificates: {c: {title: ISO, valid_until: 2027-01-31}}", ("certificate", "certificate ISO ends", None), id="own certificate"),
        pytest.param("certificates: {c: {title: ISO, holder: v, valid_until: 2027-01-31}}\nvendors: {v: {name: Host, owner: lead}}", ("certificate", "certificate ISO of Host ends", "roles/lead"), id="certificate of a vendor"),
        pytest.param("waivers: {w: {rule: r, on: plan, approved_by: lead, valid_until: 2027-01-31}}", ("waiver", "waiver of r on plan ends", "roles/lead"), id="waiver"),
        pytest.param("risks: {r: {title: Fire, accepted: {by: people/a, valid_until: 2027-01-31}}}", ("risk", "acceptance of Fire ends", "people/a"), id="risk"),
        pytest.param("scenarios: {fire: {owner: lead, accepted: {valid_until: 2027-01-31}}}", ("risk", "acceptance of fire ends", "roles/lead"), id="own scenario"),
        pytest.param("scenarios: {ransomware: {accepted: {valid_until: 2027-01-31}}}", ("risk", "acceptance of Encryption and theft with administrator rights ends", None), id="scenario of the catalogue"),
        pytest.param("evidence: {e: {title: Log, by: a, valid_until: 2027-01-31}}", ("evidence", "evidence Log stops counting", "people/a"), id="evidence"),
        pytest.param("evidence: {e: {title: Log, valid_until: 2027-01-31}}", ("evidence", "evidence Log stops counting", None), id="evidence of nobody"),
        pytest.param("components: {c: {title: Tape, end_of_support: 2027-01-31}}", ("support", "support of Tape ends, and no way to replace it is written", None), id="support"),
        pytest.param("components: {c: {title: Tape, end_of_support: 2027-01-31, rebuild: buy}}", ("support", "support of Tape ends, and no way to replace it is written", None), id="support, time unknown"),
        pytest.param("components: {c: {title: Tape, end_of_support: 2027-01-31, rebuild: buy, takes: 2d}}", None, id="support with a way"),
    ],
)  # fmt: skip
def test_ends(facts: Make, text: str, expected: tuple[str, str, str | None] | None) -> None:
    made = facts("people: {a: {name: A}}\nroles: {lead: {holder: a}}\n" + text)
    assert [(d.day, d.kind, d.what, d.owner) for d in made.due] == ([(END, *expected)] if expected else [])


@pytest.mark.parametrize(
    ("person", "days"),
    [
        pytest.param("leaves_on: 2027-01-31", [END], id="leaves"),
        pytest.param("leaves_on: 2027-01-31, handover: {occurred: 2026-11-01}", [], id="handed over"),
        pytest.param("leaves_on: 2027-01-31, handover: {occurred: 2026-12-01}", [END], id="hands over later"),
        pytest.param("leaves_on: 2027-01-31, handover: {note: n}", [END], id="handover without a day"),
        pytest.param("active: yes", [], id="stays"),
    ],
)
def test_leavers(facts: Make, person: str, days: list[date]) -> None:
    made = facts(
        f"people: {{p: {{name: Pat, {person}}}, idle: {{name: I, leaves_on: 2027-01-31}}}}\nroles: {{lead: {{holder: p}}}}"
    )
    assert [(d.ref, d.day, d.owner) for d in made.due if d.kind == "handover"] == [
        ("people/p", d, "people/p") for d in days
    ]
