"""Rows of the Art. 32 report that an auditor would otherwise have to ask for, each against what the plan says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bcdr.audit import Audit
from bcdr.report.art32 import art32
from bcdr.report.block import Pairs, Table
from bcdr.report.document import Section
from bcdr.report.effect import effect
from bcdr.report.provenance import Provenance

Audited = Callable[[str], Audit]
Row = tuple[str, ...]


def sections(found: tuple[Section, ...]) -> Iterator[Section]:
    for section in found:
        yield section
        yield from sections(section.sections)


def rows(audit: Audit, provenance: Provenance, caption: str) -> list[Row]:
    """Rows of the table whose caption begins so, lines of a cell joined by a stroke."""
    for section in sections(art32(audit, provenance).sections):
        for block in section.blocks:
            if isinstance(block, Table) and block.caption.startswith(caption):
                return [tuple(" | ".join("".join(s.text for s in x) for x in c.lines) for c in r) for r in block.rows]
    return []


def pairs(audit: Audit, provenance: Provenance, section: str) -> dict[str, list[str]]:
    found = next(s for s in sections(art32(audit, provenance).sections) if s.id == section)
    return {
        name: ["".join(s.text for s in x) for x in lines]
        for block in found.blocks
        if isinstance(block, Pairs)
        for name, lines in block.rows
    }


def test_data_and_what_is_made_again_add_up_to_all_datastores(audited: Audited, provenance: Provenance) -> None:
    for company in ("harbour-books", "corner-dental"):
        audit = audited(company)
        shown = [*rows(audit, provenance, "Data: objective"), *rows(audit, provenance, "Data that keeps no copy")]
        assert sorted(r[0] for r in shown) == sorted(s.name_or_id for s in audit.facts.stores)


def test_personal_data_without_a_copy_says_how_it_comes_back(audited: Audited, provenance: Provenance) -> None:
    found = rows(audited("harbour-books"), provenance, "Data that keeps no copy")
    assert found[-1] == (
        "Recommendation model",
        "3",
        "yes",
        "made again from Orders database, Loyalty database in 4 h 40 min, as measured",
        "2026-08-11",
    )


@pytest.mark.parametrize(
    ("store", "age"),
    [("Orders database", "4 min"), ("Loyalty database", "4 min | of Orders database"), ("Newsletter list", "4 h")],
    ids=["its own state was dated", "the state of another was dated", "its own drill, not that of a shared runbook"],
)
def test_the_age_of_restored_data_says_whose_it_was(
    audited: Audited, provenance: Provenance, store: str, age: str
) -> None:
    found = {r[0]: r for r in rows(audited("harbour-books"), provenance, "Data: objective")}
    assert found[store][6] == age


def test_what_a_drill_of_mail_restored_is_not_the_newsletter(audited: Audited, provenance: Provenance) -> None:
    audit = audited("harbour-books")
    data = {r[0]: r for r in rows(audit, provenance, "Data: objective")}
    services = {r[0]: r for r in rows(audit, provenance, "Services: objective")}
    assert data["Newsletter list"][-1] == "2026-06-02"
    assert services["Newsletter"][6] == "2 h"


def test_each_activity_says_which_events_are_weighed_for_it(audited: Audited, provenance: Provenance) -> None:
    found = {r[0]: r[1:] for r in rows(audited("harbour-books"), provenance, "Processing activities and event types")}
    assert found["Orders, delivery, returns"] == ("3 / 2", "no entry", "2 / 2", "no entry", "no entry")
    assert len(found) == 8


def test_a_risk_says_what_it_means_for_people_and_who_judged_what_is_left(
    audited: Audited, provenance: Provenance
) -> None:
    first = rows(audited("harbour-books"), provenance, "Risks to people")[0]
    assert "Harm to people: 48,000 customers could not prove a purchase" in first[1]
    assert "Why these levels: Others of our size were hit" in first[1]
    assert first[5] == "2 / 1"
    assert first[6].endswith("who also set the levels | what is left judged by Privacy coordinator (Clara Novak)")


def test_an_offline_copy_is_not_without_protection(audited: Audited, provenance: Provenance) -> None:
    found = rows(audited("harbour-books"), provenance, "Who can delete backups")
    assert [r[1] for r in found if "Office files (vault-disk)" in r[2]] == ["offline"]


def test_who_can_delete_a_copy_is_a_person(audited: Audited, provenance: Provenance) -> None:
    found = rows(audited("harbour-books"), provenance, "Who can delete backups")
    assert found[0][0].endswith("Administration of the second copies at Kelder Cloud: Lena Hofer, Ruben Stahl")


def test_what_is_accepted_says_what_is_done_instead(audited: Audited, provenance: Provenance) -> None:
    found = rows(audited("harbour-books"), provenance, "Acceptances")
    assert len(found) == 9
    assert all("Instead: " in r[2] for r in found)


def test_contracts_and_insurers_have_clocks_too(audited: Audited, provenance: Provenance) -> None:
    found = {r[0]: r[1:3] for r in rows(audited("harbour-books"), provenance, "Clocks of the plan")}
    assert found["data protection authority"] == ("72 h from awareness", "Privacy coordinator (Clara Novak)")
    assert found["cyber insurer"][0] == "24 h from awareness"
    assert found["schools"][0] == "24 h from awareness"


def test_own_incidents_say_how_long_they_took(audited: Audited, provenance: Provenance) -> None:
    found = rows(audited("harbour-books"), provenance, "Own incidents")
    assert [(r[1][:10], r[2]) for r in found] == [
        ("2026-02-12", "6 h 7 min"),
        ("2025-05-12", "22 h 20 min"),
        ("2024-09-17", "19 h 40 min"),
    ]


@pytest.mark.parametrize(
    ("level", "breach", "shown"),
    [
        ("ordinary", "", ("yes", "no")),
        ("ordinary", ", breach: {types: availability}", ("yes", "yes")),
        ("none", "", ("none recorded", "no")),
    ],
    ids=["an outage of personal data that the register lacks", "one that it has", "no personal data"],
)
def test_an_outage_of_personal_data_that_is_not_in_the_register_shows(
    of_text: Audited, provenance: Provenance, level: str, breach: str, shown: Row
) -> None:
    for hit in ("datastores/db", "services/s"):
        plan = (
            "services: {s: {tier: 1, depends_on: [datastores/db]}}\n"
            f"datastores: {{db: {{class: truth, personal: {level}}}}}\n"
            f"incidents: {{i: {{title: Down, occurred: 2026-05-01, affects: [{hit}]{breach}}}}}"
        )
        assert rows(of_text(plan), provenance, "Own incidents")[0][4:] == shown


def test_a_breach_that_nobody_was_told_of_is_not_called_unneeded(audited: Audited, provenance: Provenance) -> None:
    found = rows(audited("harbour-books"), provenance, "Register statistics")
    letter = next(r for r in found if r[0] == "newsletter-2024-09")
    assert letter[3:] == ("38 / 38", "register only", "not told, by the decision; reason recorded")


@pytest.mark.parametrize(
    ("company", "officer"),
    [
        ("harbour-books", "Data protection officer (external, Nora Weiss)"),
        ("corner-dental", "none is named"),
    ],
)
def test_whether_there_is_an_officer_is_said(
    audited: Audited, provenance: Provenance, company: str, officer: str
) -> None:
    said = pairs(audited(company), provenance, "breach")["Data protection officer"]
    assert said[:2] == [officer, "required by law, as the organisation judges it: no"]


def test_the_scope_names_role_and_period(audited: Audited, provenance: Provenance) -> None:
    said = pairs(audited("harbour-books"), provenance, "scope")
    assert said["Role under the GDPR"] == ["controller and processor"]
    assert said["Period"] == [
        "the plan as it stood at the end of 2026-11-21",
        "drills and incidents on record since 2024-09-17",
    ]


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("datastores/domain-file/copies/paper", "it holds no personal data itself; the services above do, in "),
        ("runbooks/restore-tills", "no personal data depend on it"),
    ],
    ids=["services with personal data need it", "nothing personal needs it"],
)
def test_what_personal_data_need_is_not_called_without_effect_on_people(audited: Audited, ref: str, said: str) -> None:
    assert effect(ref, audited("harbour-books").facts).people[0].startswith(said)


def test_a_restore_can_be_added_up_again(audited: Audited, provenance: Provenance) -> None:
    found = {r[0].split(" | ")[0]: r[1:] for r in rows(audited("harbour-books"), provenance, "Restores and failovers")}
    assert found["Office files from the station"] == (
        "Office files/snapshots | of 2026-04-13 22:00 UTC",
        "Backup disk station in the warehouse",
        "checksum | expected: 412,118 files equal | found: 412,118 files equal",
        "06:00 lost, 06:30 noticed, 07:00 activated, 07:30 begun, 13:00 data back, 13:30 checked, 13:50 accepted",
        "Anna Berg | 2026-04-16",
    )


def test_what_a_record_of_a_restore_leaves_out_is_said(of_text: Audited, provenance: Provenance) -> None:
    bare = "type: system-restore, title: D, covers: [datastores/db], occurred: 2026-05-01, result: passed"
    rest = "announced: no, load: simulated-peak, recovery_point: {copy: tape, occurred: 2026-04-30}"
    plan = f"datastores: {{db: {{class: truth}}}}\ndrills: {{a: {{{bare}}}, b: {{{bare}, {rest}}}}}"
    found = rows(of_text(plan), provenance, "Restores and failovers")
    assert found[1] == ("D | 2026-05-01", *["not provided"] * 5)
    assert found[0][:2] == ("D | 2026-05-01, not announced, load: simulated peak", "tape | of 2026-04-30")


def test_owners_read_of_the_event_that_takes_most_and_of_the_gravest_risk(
    audited: Audited, provenance: Provenance
) -> None:
    found = rows(audited("harbour-books"), provenance, "Top risks")
    assert found[0][0] == "Region de-southwest is gone"
    assert found[0][1].startswith("does not come back: Password safe, ERP database, Till records")
    assert found[0][1].endswith("Till records and 4 more")
    assert found[1][1] == "severity 3, likelihood 2; after the measures 2 and 1"
    assert [r[0][:14] for r in found[1:]] == ["Strangers get ", "Orders and cus"]


def test_no_event_and_no_graded_risk_is_said(of_text: Audited, provenance: Provenance) -> None:
    assert rows(of_text("services: {}"), provenance, "Top risks") == []


def test_dates_that_no_drill_meets_stand_in_the_action_plan(of_text: Audited, provenance: Provenance) -> None:
    found = rows(of_text("datastores: {db: {class: truth}}"), provenance, "Other dates")
    assert ("never done | overdue", "review of the plan", "not provided") in found


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("32(1)", "no file; see approvals, risk overview"),
        ("32(2)", "no file; see risk overview"),
        ("32(3)", "no file; see what is shown"),
    ],
)
def test_a_status_without_a_file_says_where_its_facts_stand(
    audited: Audited, provenance: Provenance, point: str, said: str
) -> None:
    found = {r[0]: r for r in rows(audited("harbour-books"), provenance, "Control matrix")}
    assert found[point][5] == said


def test_a_status_that_rests_on_nothing_leads_nowhere(of_text: Audited, provenance: Provenance) -> None:
    found = rows(of_text("datastores: {db: {class: truth, personal: ordinary}}"), provenance, "Control matrix")
    assert {r[5] for r in found} == {"none"}


@pytest.mark.parametrize(
    ("company", "captions"),
    [
        ("harbour-books", [f"Contract points of Art. 28(3), table {n} of 2" for n in (1, 2)]),
        ("corner-dental", ["Contract points of Art. 28(3)"]),
    ],
)
def test_no_two_tables_of_processors_share_a_caption(
    audited: Audited, provenance: Provenance, company: str, captions: list[str]
) -> None:
    found = next(s for s in sections(art32(audited(company), provenance).sections) if s.id == "processors")
    tables = [b.caption for b in found.blocks if isinstance(b, Table)]
    assert [c for c in tables if c.startswith("Contract points")] == captions


@pytest.mark.parametrize(
    ("plan", "caption", "shown"),
    [
        ("datastores: {db: {class: truth, personal: ordinary}}", "Overdue on the date of the data", 3),
        (
            "drills: {"
            + ", ".join(f"d{n}: {{type: tabletop, covers: [], planned: 2026-01-0{n}}}" for n in range(1, 6))
            + "}",
            "Overdue on the date of the data: the first 3 of ",
            3,
        ),
    ],
)
def test_owners_see_the_first_overdue_things_and_how_many_there_are(
    of_text: Audited, provenance: Provenance, plan: str, caption: str, shown: int
) -> None:
    assert len(rows(of_text(plan), provenance, caption)) == shown
