"""The pure parts of a drill: course, approval, comparison, secrets, excerpts, clock, verdict, record and log."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from bcdr.analysis.exercised import written as written_digest
from bcdr.analysis.substance import substance
from bcdr.drill.approval import digest_of, has_commands, refuse_unapproved
from bcdr.drill.course import Course, course, limit_of
from bcdr.drill.desk import PausedError
from bcdr.drill.event import Event, Opening, Story, line_of, story_of
from bcdr.drill.excerpt import Excerpt
from bcdr.drill.expectation import compared, sentence, value_of
from bcdr.drill.log import log
from bcdr.drill.objective import Objectives
from bcdr.drill.record import record
from bcdr.drill.timeline import measured, timeline, written
from bcdr.drill.veil import Stream, Veil
from bcdr.drill.verdict import verdict
from bcdr.errors import BcdrError
from bcdr.model.exercise import MEANINGS
from bcdr.model.runbook import Check, Step
from bcdr.source.edit import Remove
from tests.drill.conftest import STEPS, plan_of

T0 = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return T0 + timedelta(minutes=minutes)


DIGEST = digest_of(plan_of().runbooks["restore-sales"])


def story(*events: Event, type_: str = "system-restore") -> Story:
    return Story(Opening("restore-sales", type_, DIGEST, T0, T0, "0", led_by="ada", participants=("ada",)), events)


def ended(step: str, minutes: float, outcome: str = "done", **more: object) -> Event:
    return Event("ended", at(minutes), step, outcome, **more)  # type: ignore[arg-type]


WHOLE = (
    Event("began", at(0), "point"),
    ended("point", 1),
    Event("point", at(1), moment=at(-30), copy="sales/nightly"),
    Event("began", at(2), "restore"),
    ended("restore", 12),
    Event("began", at(12), "verify"),
    ended("verify", 15, kind="row-count", expected="3", found="3"),
    Event("accepted", at(20), outcome="done", by="person", remark="ada"),
)
GOALS = Objectives(timedelta(hours=4), timedelta(hours=1))


def walked(type_: str = "system-restore") -> Course:
    return course(plan_of().runbooks["restore-sales"], type_)


def test_the_clock_from_lost_to_accepted() -> None:
    clock = timeline(walked(), story(*WHOLE))
    assert (clock.lost, clock.restore_started, clock.restored, clock.verified, clock.accepted) == (
        at(0),
        at(2),
        at(12),
        at(15),
        at(20),
    )
    assert (clock.detected, clock.declared) == (None, None)
    found = measured(walked(), story(*WHOLE))
    assert (found.rto, found.rpo) == (timedelta(minutes=20), timedelta(minutes=30))


@pytest.mark.parametrize(
    ("type_", "rto", "rpo"),
    [
        ("tabletop", False, False),
        ("walkthrough", False, False),
        ("integrity-check", False, False),
        ("item-restore", False, True),
        ("system-restore", True, True),
        ("failover", True, True),
    ],
)
def test_a_type_measures_only_what_it_can(type_: str, rto: bool, rpo: bool) -> None:
    found = measured(walked(type_), story(*WHOLE, type_=type_))
    assert (found.rto is not None, found.rpo is not None) == (rto, rpo)
    assert bool(course(plan_of().runbooks["restore-sales"], type_).commands) == MEANINGS[type_].runs


@pytest.mark.parametrize(
    ("events", "goals", "result", "says"),
    [
        (WHOLE, GOALS, "passed", ""),
        (WHOLE, Objectives(timedelta(minutes=20), None), "passed", ""),
        (WHOLE, Objectives(timedelta(minutes=19), None), "partial", "longer than the rto of 19m"),
        (WHOLE, Objectives(None, timedelta(minutes=29)), "partial", "more than the rpo of 29m"),
        (WHOLE[:-1], GOALS, "partial", "nobody accepted"),
        (WHOLE[:5], GOALS, "failed", "step verify was not reached"),
        (
            (*WHOLE[:6], ended("verify", 15, "differs", remark="row-count: expected 3, found 2")),
            GOALS,
            "failed",
            "expected 3, found 2",
        ),
        ((*WHOLE[:6], ended("verify", 15, "skipped"), WHOLE[7]), GOALS, "partial", "step verify was left out"),
        (
            (*WHOLE[:3], WHOLE[3], ended("restore", 5, "failed", code=3), *WHOLE[3:]),
            GOALS,
            "passed",
            "exit code 3; it was tried again",
        ),
        ((*WHOLE[:2], WHOLE[2]._replace(moment=at(1)), *WHOLE[3:]), GOALS, "partial", "younger than the loss"),
        ((), GOALS, "failed", "step point was not reached"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_the_result(events: tuple[Event, ...], goals: Objectives, result: str, says: str) -> None:
    found = verdict(walked(), story(*events), goals)
    assert found.result == result
    assert says in " / ".join(f.what for f in found.flaws)


def test_a_restore_that_nothing_verifies_has_not_passed() -> None:
    steps = STEPS.rpartition("      - {id: verify")[0]
    way = course(plan_of(steps).runbooks["restore-sales"], "system-restore")
    assert verdict(way, story(*WHOLE[:5], WHOLE[7]), GOALS).result == "partial"


def test_the_record_and_its_log_are_the_same_every_time() -> None:
    plan, told = plan_of(), story(*WHOLE)
    one, two = (record(plan, walked(), told, GOALS, UTC) for _ in range(2))
    assert one == two
    evidence, drill = one.edits
    assert evidence.keys["log-2026-11-21-restore-sales"]["sha256"] == hashlib.sha256(one.content).hexdigest()
    entry = drill.keys["2026-11-21-restore-sales"]
    assert entry["measured"] == {"rto": "20m", "rpo": "30m"}
    assert "issues" not in entry
    assert record(plan, walked(), told, GOALS, UTC, ["2026-11-21-restore-sales"]).id == "2026-11-21-restore-sales-2"
    assert log(walked(), told, UTC).count("\n") == len(one.content.splitlines())


def test_the_record_knows_what_was_exercised() -> None:
    """The runbook as it was walked, although somebody changed it before the record was written."""
    changed = plan_of(STEPS.replace("echo 3", "echo 4"))
    for plan in (plan_of(), changed):
        entry = record(plan, walked(), story(*WHOLE), GOALS, UTC).edits[1].keys["2026-11-21-restore-sales"]
        assert entry["digests"]["runbooks/restore-sales"] == written_digest(substance(walked().runbook, plan))
        refs = {"datastores/sales", "datastores/sales/copies/nightly", "places/bench", "services/till"}
        assert set(entry["digests"]) == {"runbooks/restore-sales", *refs}


def test_another_runbook_than_the_one_that_was_tried_has_not_passed() -> None:
    way = course(plan_of(STEPS.replace("echo 3", "echo 4")).runbooks["restore-sales"], "system-restore")
    found = verdict(way, story(*WHOLE), GOALS)
    assert found.result == "partial"
    assert "changed before the drill was recorded" in found.flaws[-1].what


PLANNED = """\
drills:
  later: {type: system-restore, covers: [services/till, runbooks/restore-sales, datastores/sales], planned: 2027-05-01}
  next:
    type: system-restore
    covers: [services/till, runbooks/restore-sales, datastores/sales]
    planned: 2026-11-01
    led_by: ada
    occurred: unknown  # TODO: when
"""


def test_a_planned_drill_is_completed_by_the_one_that_ran() -> None:
    plan = plan_of(STEPS + PLANNED)
    written = {
        "type": "system-restore",
        "covers": ["services/till"],
        "planned": "2026-11-01",
        "led_by": "ada",
        "occurred": None,
    }
    found = record(
        plan, walked(), story(*WHOLE), GOALS, UTC, ["next"], text=lambda id_: written if id_ == "next" else {}
    )
    assert (found.id, found.file, found.as_planned) == ("next", "evidence/log-next-2.log", "")
    remove, add = found.edits[1:]
    assert remove == Remove(("drills", "next", "occurred"))
    assert add.at == ("drills", "next")
    assert {"title", "occurred", "result", "timeline"} <= set(add.keys)
    assert not {"type", "covers", "planned", "led_by"} & set(add.keys)
    other = record(plan, walked("failover"), story(*WHOLE, type_="failover"), GOALS, UTC)
    assert other.id == "2026-11-21-restore-sales"


def test_a_tabletop_claims_no_times() -> None:
    events = tuple(e for e in WHOLE if e.what == "ended")
    entry = record(plan_of(), walked("tabletop"), story(*events, type_="tabletop"), GOALS, UTC).edits[1].keys
    assert not {"timeline", "measured", "recovery_point", "verification"} & set(entry["2026-11-21-restore-sales"])


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        (("do: Put it back", "do: Put it all back"), True),
        (("echo 3 > restored", "echo 4 > restored"), False),
        (("expected: 3", "expected: 4"), False),
        (("takes: 5m", "limit: 5m"), False),
        (('run: "echo 3 > restored"', 'run: "echo 3 > restored", environment: [PW]'), False),
        (("id: restore, ", ""), False),
    ],
    ids=str,
)
def test_what_an_approval_covers(change: tuple[str, str], is_same: bool) -> None:
    before, after = (plan_of(s).runbooks["restore-sales"] for s in (STEPS, STEPS.replace(*change)))
    assert (digest_of(before) == digest_of(after)) == is_same
    assert has_commands(before)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("", "nobody approved"),
        (
            f"    commands_approved: {{by: ben, occurred: 2026-01-01, sha256: {'0' * 64}}}\n",
            "changed since ben approved them on 2026-01-01",
        ),
    ],
)
def test_what_is_refused(said: str, message: str) -> None:
    with pytest.raises(BcdrError, match=message):
        refuse_unapproved(plan_of(STEPS + said).runbooks["restore-sales"])


@pytest.mark.parametrize(
    ("kind", "output", "value"),
    [
        ("row-count", "noise\n 41,300 \n", "41300"), ("row-count", "3 rows", None), ("row-count", "", None), ("row-count", "-5", "-5"),
        ("checksum", "A" * 64 + "  dump.sql\n", "a" * 64), ("checksum", "no digest", None),
        ("http-status", "HTTP/2 503", "503"), ("http-status", "12345", None), ("exit-code", "anything", "7"),
        ("query", " ok \n\n yes\n", "ok\nyes"), ("query", "", None),
    ],
)  # fmt: skip
def test_what_an_output_says(kind: str, output: str, value: str | None) -> None:
    assert value_of(kind, output, 7) == value


@pytest.mark.parametrize(
    ("check", "found", "agrees", "says"),
    [
        (Check(kind="row-count", expected="41,300", within=50), "41350", True, ""),
        (
            Check(kind="row-count", expected="41,300", within=50),
            "41351",
            False,
            "expected 41,300, 50 more or less, found 41351",
        ),
        (Check(kind="row-count", expected="many"), "3", False, "found 3"),
        (Check(kind="checksum", expected="AB" * 32), "ab" * 32, True, ""),
        (Check(kind="query", expected="ok"), "ok", True, ""),
        (Check(kind="query", expected="ok"), None, False, "shows no query"),
        (Check(kind="exit-code"), "0", True, ""),
        (Check(kind="exit-code", expected="3"), "0", False, "expected 3"),
        (Check(kind="row-count"), "0", False, "nothing says"),
        (Check(kind="row-count", same_as="before"), "12", True, ""),
    ],
)
def test_expected_and_found(check: Check, found: str | None, agrees: bool, says: str) -> None:
    one = compared(check, found, "12")
    assert one.agrees == agrees
    assert agrees or says in sentence(one)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 64])
@pytest.mark.parametrize("secret", ["hunter2", "a+b/c d", "xy", "line-one\nline-two"])
def test_a_secret_is_left_out_wherever_the_pieces_are_cut(size: int, secret: str) -> None:
    text = f"begin {secret} middle {secret},{secret} axyb {secret}".encode()
    stream = Stream(Veil({"PW": secret}))
    shown = b"".join(stream.feed(text[n : n + size]) for n in range(0, len(text), size)) + stream.close()
    assert shown == text.replace(b"axyb", b"@").replace(secret.encode(), b"[PW left out]").replace(b"@", b"axyb")


def test_nothing_to_hide() -> None:
    stream = Stream(Veil({"EMPTY": ""}))
    assert stream.feed(b"abc") + stream.close() == b"abc"
    assert Veil({}).over("text") == "text"


@pytest.mark.parametrize(("size", "cut"), [(0, False), (10, False), (15, False), (16, True), (1000, True)])
@pytest.mark.parametrize("piece", [1, 4, 100])
def test_an_excerpt_says_what_it_cut(size: int, cut: bool, piece: int) -> None:
    content = bytes(65 + n % 26 for n in range(size))
    excerpt = Excerpt(10, 5)
    for n in range(0, size, piece):
        excerpt.add(content[n : n + piece])
    text = excerpt.text()
    assert excerpt.is_whole != cut
    if cut:
        assert (
            text
            == f"{content[:10].decode()}\n[cut: {size - 15:,} of {size:,} bytes are left out here]\n{content[-5:].decode()}"
        )
    else:
        assert text == content.decode()


@pytest.mark.parametrize(
    ("step", "limit"),
    [
        (Step(do="x"), timedelta(hours=1)),
        (Step(do="x", takes=timedelta(hours=2)), timedelta(hours=6)),
        (Step(do="x", limit=timedelta(minutes=1)), timedelta(minutes=1)),
        (Step(do="x", limit=timedelta.max), None),
        (Step(do="x", takes=timedelta.max), None),
    ],
)
def test_how_long_a_command_may_run(step: Step, limit: timedelta | None) -> None:
    assert limit_of(step) == limit


@pytest.mark.parametrize(
    ("steps", "order"),
    [
        ("[{do: a}, {do: b}]", ["step-1", "step-2"]),
        (
            "[{id: a, do: a, after: [b]}, {id: b, do: b, after: [c]}, {id: c, do: c, after: [d]}, {id: d, do: d, after: [d]}]",
            "wait for each other",
        ),
        ("[{id: a, do: a}, {id: c, do: c, after: [b]}, {id: b, do: b, after: [a]}]", ["a", "b", "c"]),
        ("[{id: a, do: a}, {id: a, do: b}]", "two steps"),
        ("[]", "no steps"),
    ],
)
def test_the_order_of_the_steps(steps: str, order: list[str] | str) -> None:
    book = plan_of(f"    steps: {steps}\n").runbooks["restore-sales"]
    if isinstance(order, str):
        with pytest.raises(BcdrError, match=order):
            course(book, "system-restore")
    else:
        assert [leg.id for leg in course(book, "system-restore").legs] == order


def test_a_story_is_read_as_it_was_written() -> None:
    told = story(*WHOLE)
    assert story_of([line_of(told.opening), *map(line_of, told.events)]) == told
    assert PausedError("x").reason == "x"


@pytest.mark.parametrize(
    ("span", "text"),
    [(timedelta(), "0s"), (timedelta(hours=4, minutes=25), "4h25m"), (timedelta(days=1, seconds=1), "1d1s")],
)
def test_a_time_as_plans_write_it(span: timedelta, text: str) -> None:
    assert written(span) == text
