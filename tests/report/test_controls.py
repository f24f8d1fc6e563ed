"""What stands in a row of the control matrix: the test that a status rests on, and certificates as an auditor needs them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.audit import Audit
from bcdr.report.controls import Control, control_matrix

OfText = Callable[[str], Audit]

TESTS = """
datastores:
  people: {class: truth, personal: ordinary, copies: {n: {kind: dump, every: 1d}}}
  names: {class: truth, personal: none, copies: {n: {kind: dump, every: 1d}}}
drills:
  of-people: {title: People, type: system-restore, covers: [datastores/people], occurred: 2026-05-01, result: passed, evidence: [log]}
  of-names: {title: Names, type: system-restore, covers: [datastores/names], occurred: 2026-06-01, result: passed}
  talk: {title: Talk, type: tabletop, covers: [datastores/people], occurred: 2026-07-01, result: passed}
  failed: {title: Failed, type: system-restore, covers: [datastores/people], occurred: 2026-08-01, result: failed}
evidence: {log: {title: Log, occurred: 2026-05-01}}
"""


def point(audit: Audit, citation: str) -> Control:
    return next(c for c in control_matrix(audit) if c.point.citation == f"gdpr {citation}")


@pytest.mark.parametrize(
    ("citation", "newest"),
    [("32(1)(c)", "2026-05-01 People"), ("32(1)(d)", "2026-07-01 Talk"), ("32(1)(a)", None), ("32(4)", None)],
    ids=["a restore of personal data", "any passed exercise", "none is asked for", "none is asked for here either"],
)
def test_the_newest_test_is_one_that_the_status_rests_on(of_text: OfText, citation: str, newest: str | None) -> None:
    assert point(of_text(TESTS), citation).newest == newest


def test_the_newest_test_of_a_restore_is_in_the_evidence(audited: Callable[[str], Audit]) -> None:
    for company in ("harbour-books", "corner-dental"):
        audit = audited(company)
        control = point(audit, "32(1)(c)")
        drill = next(d for d in audit.facts.done_drills if control.newest == f"{d.occurred} {d.name_or_id}")
        assert set(drill.evidence) <= set(control.evidence)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "{title: ISO, holder: host, issuer: Body 7, scope: both halls, valid_until: 2027-01-01}",
            "ISO, held by Host, issued by Body 7, valid until 2027-01-01. Scope: both halls",
        ),
        (
            "{title: ISO, scope: the shop, valid_until: 2027-01-01}",
            "ISO, held by Test, valid until 2027-01-01. Scope: the shop",
        ),
    ],
    ids=["of a vendor", "our own"],
)
def test_a_certificate_says_whose_it_is_and_what_it_covers(of_text: OfText, written: str, shown: str) -> None:
    text = (
        f"vendors: {{host: {{name: Host}}}}\ndatastores: {{d: {{personal: ordinary}}}}\ncertificates: {{c: {written}}}"
    )
    assert point(of_text(text), "32(3)").shown == (shown,)


@pytest.mark.parametrize(
    ("copies", "lacking"),
    [
        ("{}", "no copy of any kind"),
        ("{r: {kind: replica, at: two}}", "only live copies, which repeat a deletion"),
        ("{n: {kind: snapshot, at: one}}", "every backup lies on the storage of the data"),
        ("{n: {kind: dump, at: beside}}", "no backup is shown to lie at another site"),
        ("{n: {kind: dump, at: two}}", "no backup is shown to be out of reach of the account of the data"),
        ("{n: {kind: dump, at: three}}", "under which accounts data and backups are is not recorded"),
        ("{n: {kind: dump, at: four}}", ""),
    ],
)
def test_what_an_event_could_take_with_all_copies_is_said_in_words(of_text: OfText, copies: str, lacking: str) -> None:
    audit = of_text(
        f"""
places:
  one: {{storage: disk, site: a, region: x, account: p}}
  beside: {{storage: other, site: a, region: x, account: q}}
  two: {{storage: third, site: b, region: y, account: p}}
  three: {{storage: third, site: b, region: y}}
  four: {{storage: third, site: b, region: y, account: q}}
datastores: {{d: {{class: truth, personal: ordinary, at: one, copies: {copies}}}}}
"""
    )
    control = point(audit, "32(1)(b)")
    said = [w for w in control.lacking if w.startswith("d: ") and "single event" not in w and "does not come" not in w]
    assert said[:1] == ([f"d: {lacking}"] if lacking else said[:0])
    assert any("no single site or account" in w for w in control.shown) is not bool(lacking)


@pytest.mark.parametrize(
    ("copy", "shown", "lacking"),
    [
        ("db/n", (), ("db: RPA above RPO",)),
        ("other/n", ("db: restored 2026-05-01, age of data measured on Other",), ()),
        ("gone/n", ("db: restored 2026-05-01, age of data measured on gone",), ()),
    ],
)
def test_the_age_of_data_of_another_datastore_is_held_against_none(
    of_text: OfText, copy: str, shown: tuple[str, ...], lacking: tuple[str, ...]
) -> None:
    audit = of_text(
        f"""
services: {{s: {{tier: 2, rto: 9h, rpo: 1h, depends_on: [datastores/db]}}}}
datastores: {{db: {{class: truth, personal: ordinary, copies: {{n: {{kind: dump}}}}}}, other: {{name: Other}}}}
drills:
  d:
    type: functional-exercise
    covers: [datastores/db]
    occurred: 2026-05-01
    result: passed
    recovery_point: {{copy: {copy}}}
    measured: {{rto: 2h, rpo: 2h}}
"""
    )
    control = point(audit, "32(1)(c)")
    assert (control.shown, control.lacking) == (shown, lacking)
