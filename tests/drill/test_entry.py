"""Entries of drills as edits, and a planned drill that is not doubled when it is carried out."""

from __future__ import annotations

from bcdr.drill.entry import ORDER, entry_edits, free_id, nothing, twin
from bcdr.model.drill import Drill
from bcdr.model.record import fields_of
from bcdr.source.edit import Add, Remove, Set
from tests.drill.conftest import STEPS, Shop, plan_of

PLANNED = """\
drills:
  late: {type: system-restore, covers: [services/till, runbooks/restore-sales, datastores/sales]}
  # in the quiet week
  first:
    type: system-restore
    covers: [runbooks/restore-sales, datastores/sales, services/till]
    planned: 2026-11-01
    led_by: ben
"""


def test_every_key_has_its_place() -> None:
    assert set(ORDER) == set(fields_of(Drill))


def test_a_new_entry_is_in_order_and_what_is_empty_is_left_out() -> None:
    entry = {"result": "passed", "type": "tabletop", "issues": [], "measured": {}, "occurred": None}
    (edit,) = entry_edits("x", entry, None)
    assert edit == Add(("drills",), {"x": {"type": "tabletop", "occurred": None, "result": "passed"}})
    assert list(edit.keys["x"]) == ["type", "occurred", "result"]


def test_what_is_written_is_left_alone_or_changed_in_its_place() -> None:
    written = {"type": "tabletop", "led_by": "ada", "occurred": None, "result": None}
    entry = {"type": "tabletop", "led_by": "ben", "occurred": "2026-01-02", "result": None, "lessons": "many"}
    assert entry_edits("x", entry, written) == (
        Remove(("drills", "x", "occurred")),
        Set(("drills", "x", "led_by"), "ben"),
        Add(("drills", "x"), {"occurred": "2026-01-02", "lessons": "many"}),
    )


def test_the_next_planned_of_the_same_kind_comes_first() -> None:
    plan = plan_of(STEPS + PLANNED)
    covers = ("datastores/sales", "runbooks/restore-sales", "services/till")
    found = twin(plan, "system-restore", covers)
    assert found is not None
    assert found.id == "first"
    assert twin(plan, "tabletop", covers) is None
    assert twin(plan, "system-restore", covers[:2]) is None
    assert nothing("first") == {}


def test_an_id_that_nothing_has() -> None:
    plan = plan_of(STEPS + PLANNED + "evidence: {log-day: {title: Log}}\n")
    assert [free_id(plan, wish) for wish in ("new", "first", "day")] == ["new", "first-2", "day-2"]
    assert free_id(plan, "new", ["new", "new-2"]) == "new-3"


def test_a_run_completes_what_was_planned(shop: Shop) -> None:
    shop.file.write_text(shop.text + PLANNED)
    done = shop.drill()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "recorded as drills/first, with its log in evidence/log-first.log" in done.stdout
    assert "led by ben, as planned" in done.stdout
    plan = shop.plan
    assert set(plan.drills) == {"late", "first"}
    assert (plan.drills["first"].result, plan.drills["first"].evidence) == ("passed", ("log-first",))
    assert "# in the quiet week" in shop.text
    again = shop.drill("--by", "ada")
    assert "recorded as drills/late" in again.stdout
    assert "as planned" not in again.stdout
    # by somebody else: two runs of one second that say the same are one drill
    assert "recorded as drills/2026-" in shop.drill("--by", "ben").stdout
