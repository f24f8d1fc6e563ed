"""An import as a whole: idempotent, traced to its reports, nothing dropped."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bcdr.evidence.filing import Filing, filed, free_id
from bcdr.evidence.importing import imported
from bcdr.source.edit import Add
from bcdr.source.load import load
from bcdr.source.manuscript import Manuscript
from bcdr.source.snapshot import from_texts
from tests.evidence.conftest import given_of, snapshot
from tests.evidence.plans import plan_of, text_of
from tests.evidence.test_formats import borg

DAY = date(2031, 5, 10)
COPY = 'a: {kind: image, at: nas, reported_as: "restic:shop:/srv"}'


def test_two_imports_of_one_report_change_nothing_the_second_time() -> None:
    given = given_of([snapshot("2031-05-04", size=7), snapshot("2031-05-03", size=6)])
    first = imported(plan_of(COPY), [given], DAY)
    manuscript = Manuscript(from_texts({"plan.yaml": text_of(COPY)}))
    manuscript.apply(first.edits)
    after = load(manuscript.snapshot).plan
    assert after is not None
    assert filed(after, given.digest) == "restic-2031-05-04"
    for day in (DAY, date(2031, 6, 1)):
        second = imported(after, [given], day)
        assert (second.edits, second.filings) == ((), ())


def test_a_report_is_registered_with_the_day_of_its_newest_run_and_of_the_import() -> None:
    found = imported(plan_of(COPY), [given_of([snapshot("2031-05-04")])], DAY)
    assert found.filings == (
        Filing(
            "restic-2031-05-04",
            "evidence/restic-2031-05-04.json",
            "d" * 64,
            "Report of restic, one run",
            "report",
            date(2031, 5, 4),
            DAY,
        ),
    )
    assert found.edits[0] == Add(
        ("evidence",),
        {"restic-2031-05-04": {"title": "Report of restic, one run", "file": "evidence/restic-2031-05-04.json", "sha256": "d" * 64,
                               "kind": "report", "occurred": "2031-05-04", "recorded": "2031-05-10"}},
    )  # fmt: skip


def test_a_report_that_changes_nothing_is_not_registered() -> None:
    found = imported(plan_of("a: {kind: image, at: nas}"), [given_of([snapshot("2031-05-04")])], DAY)
    assert (found.filings, found.edits) == ((), ())
    assert [s.name for s in found.matching.unmatched] == ["restic:shop:/srv"]


def test_a_report_with_a_password_is_registered_by_its_digest_alone() -> None:
    content = borg()
    content["repository"]["location"] = "ssh://backup:hunter2@vault/./repo"
    found = imported(
        plan_of('a: {kind: image, at: nas, reported_as: "borg:shop"}'), [given_of(content, name="b\x1b.json")], DAY
    )
    [filing] = found.filings
    assert (filing.file, filing.at) == (None, "b\\x1b.json, not copied because it seems to hold a password or key")
    assert "hunter2" not in repr(found.edits)


def test_an_id_that_is_taken_gets_the_beginning_of_the_digest() -> None:
    plan = plan_of(COPY, more="evidence:\n  restic-2031-05-04: {}\n")
    [filing] = imported(plan, [given_of([snapshot("2031-05-04")])], DAY).filings
    assert filing.id == "restic-2031-05-04-dddddddd"
    assert free_id((), "x", "d") == "x"


def test_a_report_that_is_registered_already_is_not_registered_twice() -> None:
    plan = plan_of(COPY, more=f"evidence:\n  old: {{sha256: {'d' * 64}}}\n")
    found = imported(plan, [given_of([snapshot("2031-05-04")])], DAY)
    assert found.filings == ()
    [edit] = found.edits
    assert isinstance(edit, Add)
    assert edit.keys["last_success"]["evidence"] == "old"


def test_two_reports_with_one_day_get_two_ids_and_each_copy_its_own() -> None:
    plan = plan_of(COPY, 'b: {kind: image, at: nas, reported_as: "restic:till:/srv"}')
    given = [given_of([snapshot("2031-05-04")]), given_of([snapshot("2031-05-04", "till")], "e")]
    found = imported(plan, given, DAY)
    assert [f.id for f in found.filings] == ["restic-2031-05-04", "restic-2031-05-04-eeeeeeee"]
    written = [
        e.keys["last_success"]["evidence"] for e in found.edits if isinstance(e, Add) and "last_success" in e.keys
    ]
    assert written == ["restic-2031-05-04", "restic-2031-05-04-eeeeeeee"]


@pytest.mark.parametrize("ended", [None, datetime(2031, 5, 9, 3, tzinfo=UTC)])
def test_a_run_that_does_not_say_when_it_ended_waits_for_the_callers_word(ended: datetime | None) -> None:
    given = given_of({"message_type": "summary", "snapshot_id": "x", "total_bytes_processed": 9})
    plan = plan_of(COPY)
    chosen = plan.datastores["sales"].copies["a"]
    changes = imported(plan, [given], DAY, chosen, ended).changes
    assert [c.occurred for c in changes.values()] == ([ended] if ended else [])
