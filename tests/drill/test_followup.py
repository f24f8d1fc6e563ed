"""What follows from a drill: actions with owner and day, given by option or asked, and earlier ones proven."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime, timedelta

import pytest

from bcdr.drill.followup import (
    NOBODY,
    Concern,
    Task,
    Wish,
    assigned,
    followed,
    keeper,
    name_of,
    policy_day,
    proposed_day,
    proven,
)
from bcdr.model.plan import Plan
from bcdr.source.edit import Add, Set
from tests.drill.conftest import STEPS, Shop, plan_of
from tests.drill.screen import at_terminal

DAY = date(2026, 11, 21)
COVERS = ("runbooks/restore-sales", "datastores/sales", "services/till")
EARLIER = """
drills:
  spring: {type: system-restore, covers: [datastores/sales], occurred: 2026-05-01, result: failed}
actions:
  open-one: {title: "Mend: too slow", from: drills/spring}
  done-one: {title: "Mend: no key", from: drills/spring, status: done}
"""


def concerns(*rows: tuple[str, str | None, str]) -> list[Concern]:
    return [Concern(what, severity, kind) for what, severity, kind in rows]  # type: ignore[arg-type]


ROWS = concerns(
    ("step restore failed", "high", "fault"),
    ("step restore failed; it was tried again", "low", "fault"),
    ("the drill was interrupted", "low", "note"),
    ("step verify was not reached", "high", "consequence"),
    ("nobody accepted the service back", "medium", "fault"),
)


def test_each_fault_gets_an_action_and_what_follows_from_it_shares_it() -> None:
    found = followed(plan_of(), "drills/d", COVERS, ROWS, DAY, NOBODY)
    first, second = "step-restore-failed", "nobody-accepted-the-service-back"
    assert found.answers == (first, None, None, first, second)
    assert [(t.id, t.owner, t.due) for t in found.tasks] == [(first, None, None), (second, None, None)]
    assert found.linked(ROWS)[0] == {"what": "step restore failed", "severity": "high", "action": first}
    assert found.linked(ROWS)[2] == {"what": "the drill was interrupted", "severity": "low"}
    assert found.tasks[0].edit == Add(
        ("actions",),
        {first: {"title": "Mend: step restore failed", "from": "drills/d", "owner": None, "due": None}},
    )


def test_nothing_goes_before_a_consequence() -> None:
    found = followed(plan_of(), "drills/d", COVERS, concerns(("x", "high", "consequence")), DAY, NOBODY)
    assert found.answers == ("x",)


@pytest.mark.parametrize(
    ("wish", "low", "due"),
    [
        (Wish("people/ada", timedelta(days=30)), True, date(2026, 12, 21)),
        (Wish("people/ada", date(2027, 2, 1)), True, date(2027, 2, 1)),
        (Wish(None, timedelta.max), False, None),
        (Wish(None, timedelta(days=10**7)), False, None),
    ],
)
def test_a_wish_gives_all_of_them_to_somebody(wish: Wish, low: bool, due: date | None) -> None:
    found = followed(plan_of(), "drills/d", COVERS, ROWS, DAY, wish)
    assert {(t.owner, t.due) for t in found.tasks} == {(wish.owner, due)}
    assert len(found.tasks) == 2 + low


def test_the_plan_may_say_by_when() -> None:
    plan = plan_of(STEPS + "policy: {follow_up: {high: 7d, low: unbounded}}\n")
    days = [policy_day(plan, s, DAY) for s in ("high", "medium", "low", None)]  # type: ignore[arg-type]
    assert days == [date(2026, 11, 28), None, None, None]
    found = followed(plan, "drills/d", COVERS, ROWS, DAY, NOBODY)
    assert [t.due for t in found.tasks] == [date(2026, 11, 28), None]
    assert [proposed_day(s, DAY) for s in ("high", "medium", "low", None)] == [  # type: ignore[arg-type]
        date(2026, 12, 5), date(2026, 12, 21), date(2027, 2, 19), None,
    ]  # fmt: skip


def test_what_an_open_action_says_already_is_left_to_it() -> None:
    plan = plan_of(STEPS + EARLIER)
    again = concerns(("too slow", "high", "fault"), ("no key", "high", "fault"))
    assert followed(plan, "drills/d", COVERS, again, DAY, NOBODY).answers == ("open-one", "no-key")
    assert followed(plan, "drills/d", ["places/bench"], again, DAY, NOBODY).answers == ("too-slow", "no-key")


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Step restore ended with exit code 1, whatever that may mean", "step-restore-ended-with-exit-code-1"),
        ("Zu langsam: 3 h", "zu-langsam-3-h"),
        ("锁在柜子里", ""),
        ("x" * 90, "x" * 40),
        ("", ""),
    ],
)
def test_an_id_out_of_words(text: str, id_: str) -> None:
    assert name_of(text) == id_


def test_letters_that_make_no_id_and_ids_that_are_taken() -> None:
    rows = concerns(("锁", "high", "fault"), ("key", None, "fault"), ("key", None, "fault"))
    found = followed(plan_of(), "drills/d", COVERS, rows, DAY, NOBODY)
    assert found.answers == ("d-1", "key", "key-2")


def test_who_could_see_to_it() -> None:
    owned = STEPS + "    owner: people/ben\n"
    assert keeper(plan_of(owned), COVERS) == ("people/ben", "runbooks/restore-sales")
    assert keeper(plan_of(), COVERS) is None


def closed() -> Plan:
    text = STEPS + EARLIER.replace("from: drills/spring}", "from: drills/spring, status: open, closed: 2026-06-01}", 1)
    return plan_of(text + "  bare: {title: Bare}\n")


def test_edits_of_actions_touch_only_what_differs() -> None:
    plan = closed()
    tasks = [
        Task("open-one", "Mend: too slow", "drills/spring", owner="people/ada", due=DAY),
        Task("bare", "Bare", "drills/spring"),
        Task("done-one", "Lock it", "drills/spring"),
    ]
    assert assigned(plan, tasks) == (
        Add(("actions", "open-one"), {"owner": "people/ada", "due": "2026-11-21"}),
        Set(("actions", "done-one", "title"), "Lock it"),
    )
    drill = plan.drills["spring"]
    assert proven(plan, ["open-one", "bare"], drill) == (
        Set(("actions", "open-one", "status"), "done"),
        Add(("actions", "open-one"), {"proof": "spring"}),
        Add(("actions", "bare"), {"status": "done", "proof": "spring", "closed": "2026-05-01"}),
    )


FAILS = STEPS.replace('"echo 3 > restored"', '"exit 3"')


def test_a_failed_drill_leaves_an_action_that_a_later_pass_proves(shop: Shop) -> None:
    shop.write(FAILS)
    earlier = (datetime.now(UTC) - timedelta(minutes=5)).isoformat()  # of two in one second none is later
    done = shop.drill("--action-owner", "ada", "--action-due", "30d", "--lost", earlier)
    assert done.returncode == 1, done.stdout + done.stderr
    drill = shop.only_drill()
    (action,) = shop.plan.actions.values()
    assert (action.owner, action.due, action.from_) == ("people/ada", drill.occurred + timedelta(days=30), drill.ref)
    assert {i.action for i in drill.issues} == {action.id}

    text = shop.text
    shop.write(STEPS)
    shop.file.write_text(shop.text + text[text.index("\nevidence:") :])
    again = shop.drill("--proves", action.id)
    assert again.returncode == 0, again.stdout + again.stderr
    assert "done, proven by this drill" in again.stdout
    (action,) = shop.plan.actions.values()
    second = shop.plan.drills[action.proof or ""]
    assert (action.status, action.closed, second.result) == ("done", second.occurred, "passed")
    told = subprocess.run(
        [*shop.words()[:3], "lint", str(shop.folder), "--select", "closure-unproven"],
        capture_output=True, text=True, check=False, env=shop.environment(),
    )  # fmt: skip
    assert (told.returncode, "closure-unproven" in told.stdout) == (0, False), told.stdout


def test_nobody_is_invented(shop: Shop) -> None:
    shop.write(FAILS)
    done = shop.drill()
    assert done.returncode == 1
    (action,) = shop.plan.actions.values()
    assert action.is_said_unknown("owner")
    assert action.is_said_unknown("due")
    assert "nobody yet, without a day" in done.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--action-owner", "eve"), "no role or person eve"),
        (("--action-owner", "roles/ada"), "no role or person roles/ada; did you mean ada?"),
        (("--action-due", "soon"), "soon is no day and no time"),
        (("--action-due", "9999d"), "no day and no time"),
        (("--proves", "nothing"), "the plan has no action nothing"),
    ],
)
def test_options_are_read_before_anything_runs(words: tuple[str, ...], message: str, shop: Shop) -> None:
    done = shop.drill(*words)
    assert (done.returncode, message in done.stderr) == (2, True), done.stderr
    assert not shop.journal.exists()


def test_a_failed_drill_proves_nothing(shop: Shop) -> None:
    shop.write(FAILS)
    shop.file.write_text(shop.text + EARLIER)
    done = shop.drill("--proves", "open-one")
    assert (done.returncode, "only a drill that passed shows it" in done.stdout) == (1, True), done.stdout
    assert shop.plan.actions["open-one"].status == "open"


def test_at_a_terminal_a_pass_is_asked_what_it_shows(shop: Shop) -> None:
    shop.file.write_text(shop.text + EARLIER)
    code, screen = at_terminal(
        shop.interruptible("--type", "system-restore", "--yes"),
        ("state of which moment", "\n"),
        ("Who accepts", "ada\n"),
        ("(actions/open-one, after drills/spring)?", "perhaps\n"),
        ("yes or no?", "yes\n"),
        ("(actions/done-one, after drills/spring)?", "no\n"),
    )
    assert code == 0, screen
    found = shop.plan.actions
    assert (found["open-one"].status, found["done-one"].proof) == ("done", None)


def test_ctrl_c_in_the_questions_leaves_the_record(shop: Shop) -> None:
    shop.write(FAILS)
    code, screen = at_terminal(
        shop.interruptible("--type", "system-restore", "--yes"),
        ("state of which moment", "\n"),
        ("again, end", "end\n"),
        ("what is done about it?", "\x03"),
    )
    assert code == 130, screen
    assert shop.only_drill().result == "failed"
    assert not shop.journal.exists()
    assert len(shop.plan.actions) == 1
