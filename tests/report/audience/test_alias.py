"""Other names, and words that give something away."""

from __future__ import annotations

import pytest

from bcdr.model.organization import Organization
from bcdr.model.people import Contact, Person
from bcdr.model.place import Place
from bcdr.model.plan import Plan
from bcdr.model.service import Service
from bcdr.model.vendor import BackupClause, Contract, Vendor
from bcdr.report.audience.alias import LEFT_OUT, Aliases
from bcdr.report.audience.audience import DISCRETION

PLAN = Plan(
    organization=Organization(name="Test", country="DE"),
    people={"ann-low": Person(name="Ann Low"), "bo": Person(name="Bo Berg")},
    places={"hall": Place(name="Hall 7", site="mill-2", storage="db1"), "den": Place(site="mill-2")},
    services={
        "shop": Service(name="Shop", dns_zone="shop.example"),
        "sub": Service(name="S", dns_zone="eu.shop.example"),
    },
)
PUBLIC = Aliases(PLAN, DISCRETION["public"])
STAFF = Aliases(PLAN, DISCRETION["staff"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ann Low and Bo Berg meet Ann", "Person 1 and Person 2 meet Person 1"),
        ("Annabel hallway", "Annabel hallway"),
        ("see people/bo, places/hall and people/nobody", f"see people/person-2, places/place-1 and {LEFT_OUT}"),
        ("ann-low sits in Hall 7 of mill-2", "person-1 sits in Place 1 of site-1"),
        ("write to a.b+c@mail.example.org or ring +49 (711) 12-34 56", f"write to {LEFT_OUT} or ring {LEFT_OUT}"),
        ("ssh://root@10.0.0.1/x and 10.0.0.1, fe80:0:0:0:1:2:3:4", f"{LEFT_OUT} and {LEFT_OUT}, {LEFT_OUT}"),
        ("db7.intern.example: 2026-11-21 10:04 took 4.5 h, e.g. 99.5 %", f"{LEFT_OUT}: 2026-11-21 10:04 took 4.5 h, e.g. 99.5 %"),
        ("shop.example", "zone-1.invalid"),
        ("", ""),
    ],
)  # fmt: skip
def test_words(text: str, shown: str) -> None:
    assert PUBLIC.text(text) == shown


def test_staff_know_each_other() -> None:
    assert STAFF.text("Ann Low, +49 711 123456, Hall 7, db1 at 10.0.0.1") == (
        f"Ann Low, +49 711 123456, Hall 7, storage-1 at {LEFT_OUT}"
    )
    assert STAFF.text("db7.shop.example serves shop.example; ann@shop.example") == (
        f"{LEFT_OUT} serves shop.example; ann@shop.example"
    )


def test_labels_of_two_places_stay_the_same_label() -> None:
    assert PUBLIC.id("site", "mill-2") == "site-1"
    assert PUBLIC.ref("site/mill-2") == "site/site-1"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.shop.example/status", "https://zone-1.invalid"),
        ("https://a.eu.shop.example:8443/", "https://zone-2.invalid"),
        ("https://elsewhere.example", LEFT_OUT),
        ("https://notshop.example", LEFT_OUT),
    ],
)
def test_addresses_keep_their_zone(url: str, shown: str) -> None:
    assert PUBLIC.address(url) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ANN LOW, Ann\nLow, Ann\N{NO-BREAK SPACE}Low and LOW", "Person 1, Person 1, Person 1 and Person 1"),
        ("low tide", "low tide"),
        ("fe80::1, DB7.Intern.Example and root@db7", f"{LEFT_OUT}, {LEFT_OUT} and {LEFT_OUT}"),
        (r"\\files\keys$ and /srv/keys/master, and/or 24/7", f"{LEFT_OUT} and {LEFT_OUT}, and/or 24/7"),
        ("run `rm -r x` after `switch`, ``a ` b``", f"run {LEFT_OUT} after `switch`, {LEFT_OUT}"),
        ("Rene\u0301 called", "Person 3 called"),
        ("the red binder, third shelf", f"the {LEFT_OUT}"),
    ],
)
def test_words_that_are_written_otherwise(text: str, shown: str) -> None:
    plan = PLAN.but(
        people={
            **PLAN.people,
            "rene": Person(name="Ren\u00e9 Roth", contacts=(Contact(kind="phone", kept_in="Red binder, third shelf"),)),
        }
    )
    assert Aliases(plan, DISCRETION["public"]).text(text) == shown


def test_thousands_of_names_are_still_looked_for_at_once() -> None:
    places = {f"rack-{n}": Place(name=f"Rack {n}", storage=f"disk-{n}") for n in range(5000)}
    found = Aliases(PLAN.but(places=places), DISCRETION["public"]).text("Rack 4999 and disk-17, " * 2000)
    assert set(found.split(", ")) == {"Place 5000 and storage-18", ""}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A. Roth and Roth, Rene\u0301; A. R. signs", "Person 1 and Person 2; Person 1 signs"),
        ("login aroth, ADA.ROTH or ada_roth", "login person-1, person-1 or person-1"),
        ("Rene Roth, RENE", "Person 2, Person 2"),
        ("ring 711 5550101 or 5550101", f"ring {LEFT_OUT} or {LEFT_OUT}"),
        ("contract KC-2025-1107", f"contract {LEFT_OUT}"),
        ("schedule 5 of KC-2025-1108", "schedule 5 of KC-2025-1108"),
        ("box duty.desk and help", f"box {LEFT_OUT} and help"),
        ("copies in Graz, grazing", f"copies in {LEFT_OUT}, grazing"),
        ("the Warehouse and a warehouse", "Place 1 and Place 1"),
        ("ada, which is no word of ours", "ada, which is no word of ours"),
        ("line N2-7 of KC-25 and on paper", f"line {LEFT_OUT} of {LEFT_OUT} and on paper"),
        ("Test is the name of all", "Test is the name of all"),
        ("Test & Sons stays", "Test & Sons stays"),
    ],
)
def test_short_forms_and_parts_of_what_private_fields_say(text: str, shown: str) -> None:
    contacts = (
        Contact(kind="phone", value="+49 711 5550101"),
        Contact(kind="email", value="duty.desk@shop.example"),
        Contact(kind="email", value="help@shop.example"),
    )
    contract = Contract(reference="KC-2025-1107, schedule 5", backup=BackupClause(place="Graz"))
    others = Contract(reference="annex B, KC-25", backup=BackupClause(place="paper"))
    short = Contract(reference="N2-7", backup=BackupClause(place="Test & Sons"))
    plan = PLAN.but(
        organization=Organization(name="Test & Sons", country="DE"),
        people={"ada": Person(name="Ada Roth", contacts=contacts), "rene": Person(name="Ren\u00e9 Roth")},
        places={"store": Place(name="Warehouse")},
        vendors={id_: Vendor(name="K", contract=c) for id_, c in {"k": contract, "l": others, "m": short}.items()},
    )
    assert Aliases(plan, DISCRETION["public"]).text(text) == shown
