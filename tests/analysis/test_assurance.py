"""The rungs of a copy: a green job is not a restore, and a drill speaks of the copy that it restored from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bcdr.analysis.assurance import Assurance, Shown, assurance
from bcdr.model.datastore import Copy, JobResult
from bcdr.model.drill import Drill, RecoveryPoint

DAY = date(2026, 11, 21)
RAN = JobResult(occurred=date(2026, 11, 20))
PATH = ("datastores", "x", "copies")


def copy(id_: str = "nightly", **more: Any) -> Copy:
    found = Copy(**{"kind": "dump", **more})
    found.placed((*PATH, id_))
    return found


def drill(type_: str, copy: str | None = "nightly", occurred: str = "2026-10-01", result: str = "passed") -> Drill:
    found = Drill(
        type=type_,
        result=result,
        occurred=date.fromisoformat(occurred),
        recovery_point=RecoveryPoint(copy=copy) if copy else None,
    )
    found.placed(("drills", f"{type_}-{occurred}"))
    return found


@pytest.mark.parametrize(
    ("last", "drills", "rung", "day"),
    [
        (None, [], Assurance.NOTHING, None),
        (RAN, [], Assurance.RAN, "2026-11-20"),
        (JobResult(occurred=date(2026, 12, 24)), [], Assurance.NOTHING, None),
        (JobResult(occurred=date(2026, 11, 20), verified=True), [], Assurance.VERIFIED, "2026-11-20"),
        (RAN, [drill("integrity-check")], Assurance.VERIFIED, "2026-10-01"),
        (RAN, [drill("item-restore")], Assurance.ITEM, "2026-10-01"),
        (RAN, [drill("system-restore")], Assurance.SYSTEM, "2026-10-01"),
        (RAN, [drill("export-restore")], Assurance.SYSTEM, "2026-10-01"),
        (RAN, [drill("functional-exercise")], Assurance.APPLICATION, "2026-10-01"),
        (RAN, [drill("parallel-test")], Assurance.APPLICATION, "2026-10-01"),
        (RAN, [drill("full-scale")], Assurance.APPLICATION, "2026-10-01"),
        (None, [drill("item-restore")], Assurance.ITEM, "2026-10-01"),
        # what shows nothing of a copy
        *((RAN, [drill(t)], Assurance.RAN, "2026-11-20") for t in ("tabletop", "walkthrough", "failover", "fault-injection", "notification-test")),
        (RAN, [drill("system-restore", result="failed")], Assurance.RAN, "2026-11-20"),
        (RAN, [drill("system-restore", result="partial")], Assurance.RAN, "2026-11-20"),
        (RAN, [drill("system-restore", occurred="2026-12-01")], Assurance.RAN, "2026-11-20"),
        (RAN, [drill("system-restore", copy="weekly")], Assurance.RAN, "2026-11-20"),
        (RAN, [drill("system-restore", copy=None)], Assurance.RAN, "2026-11-20"),
        # the highest counts, and of equals the newest
        (RAN, [drill("system-restore"), drill("item-restore", occurred="2026-11-01")], Assurance.SYSTEM, "2026-10-01"),
        (RAN, [drill("item-restore", occurred="2026-11-01"), drill("item-restore")], Assurance.ITEM, "2026-11-01"),
    ],
)  # fmt: skip
def test_rung(last: JobResult | None, drills: list[Drill], rung: Assurance, day: str | None) -> None:
    nightly, weekly = copy(last_success=last), copy("weekly")
    found = assurance(nightly, drills, {"nightly": nightly, "weekly": weekly}, DAY)
    assert (found.rung, found.day) == (rung, date.fromisoformat(day) if day else None)


def test_a_drill_that_names_no_copy_speaks_of_the_only_backup() -> None:
    nightly, standby = copy(last_success=RAN), copy("standby", kind="replica")
    siblings = {"nightly": nightly, "standby": standby}
    assert assurance(nightly, [drill("item-restore", copy=None)], siblings, DAY).rung is Assurance.ITEM
    assert assurance(standby, [drill("item-restore", copy=None)], siblings, DAY) == Shown(Assurance.NOTHING)


def test_a_copy_that_another_is_made_of_is_shown_with_it() -> None:
    base, weekly = copy(), copy("weekly", from_="nightly")
    found = assurance(base, [drill("system-restore", copy="weekly")], {"nightly": base, "weekly": weekly}, DAY)
    assert found.rung is Assurance.SYSTEM


def test_every_rung_has_words_and_stands_above_the_one_before() -> None:
    assert [a.words for a in sorted(Assurance)] == [
        "nothing is shown",
        "the job ran",
        "the copy was verified",
        "an item was restored",
        "a system was restored",
        "the application worked on restored data",
    ]
