"""The change log of a report: what changed, by object; and that it is said where nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bcdr.audit import Audit
from bcdr.report.block import Paragraph, Table
from bcdr.report.changelog import MOST_LINES, MOST_OBJECTS, change_log
from bcdr.report.document import Section
from bcdr.report.lineage import Since
from bcdr.report.provenance import Provenance

Audited = Callable[[str], Audit]


def said(section: Section) -> str:
    return " ".join(s.text for b in section.blocks if isinstance(b, Paragraph) for s in b.spans)


def tables(section: Section) -> list[Table]:
    return [b for b in section.blocks if isinstance(b, Table)]


def told(provenance: Provenance, since: Since | None, audit: Audit) -> Section:
    return change_log(audit, replace(provenance, since=lambda: since))


def test_where_nothing_is_known_it_is_said_and_how_to_name_a_report(audited: Audited, provenance: Provenance) -> None:
    found = told(provenance, Since(unknown="the plan records no approval"), audited("corner-dental"))
    assert said(found).startswith("Not known: the plan records no approval.")
    assert "--since" in said(found)
    assert not tables(found)


def test_other_editions_leave_it_out(audited: Audited, provenance: Provenance) -> None:
    assert said(told(provenance, None, audited("corner-dental"))) == "Left out of this edition."


def test_changes_stand_by_object_and_findings_that_are_here_are_linked(
    audited: Audited, provenance: Provenance
) -> None:
    audit = audited("harbour-books")
    here = audit.findings[0]
    since = Since(
        "revision 1", "",
        (("services/web-shop", ("rto of web-shop 4h -> 8h",)), ("policy", ("policy.profile micro -> std",))),
        ((here.id, here.message), ("gone-too", "was new once")), (("old", "`x` was old"),),
    )  # fmt: skip
    changes, appeared, gone = tables(told(provenance, since, audit))
    assert changes.caption == "2 changes of meaning in 2 objects"
    assert [r[0].lines[0][0].text for r in changes.rows] == ["Web shop", "policy"]
    assert [r[0].lines[0][0].href for r in appeared.rows] == [f"#finding-{here.id}", ""]
    assert [s.code for s in gone.rows[0][1].lines[0]] == [True, False]


def test_the_longest_log_is_cut_and_says_so(audited: Audited, provenance: Provenance) -> None:
    many = tuple((f"services/s{n}", tuple(f"line {m}" for m in range(MOST_LINES + 5))) for n in range(MOST_OBJECTS + 9))
    changes = tables(told(provenance, Since("x", "", many), audited("corner-dental")))[0]
    assert len(changes.rows) == MOST_OBJECTS
    assert changes.caption.endswith(f": the first {MOST_OBJECTS}")
    assert [line[0].text for line in changes.rows[0][1].lines][-1] == "and 5 more"
