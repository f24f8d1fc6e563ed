"""What people tell of a drill: read, questioned, worked out and written; each part by its table."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bcdr.analysis.facts import Facts
from bcdr.drill.byhand.check import Ground, check
from bcdr.drill.byhand.claim import may_claim
from bcdr.drill.byhand.draft import Draft, Setting, Told, draft
from bcdr.drill.byhand.entry import base_of, name_for
from bcdr.drill.byhand.exhibit import Exhibit
from bcdr.drill.byhand.question import CHECKED, CLOCK, FIRST, LESSONS, MEASURED, RESTORE, RESULT
from bcdr.drill.byhand.reckoning import contradicted, reckoned
from bcdr.drill.byhand.remark import remarks
from bcdr.drill.byhand.statement import LONGEST, at, is_said, kinds_at, merged, put, said_of, shape_of
from bcdr.drill.entry import twin
from bcdr.drill.followup import Task, Wish
from bcdr.errors import BcdrError
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.source.edit import Add, Remove, Set
from bcdr.source.load import load
from bcdr.source.manuscript import Manuscript
from bcdr.source.snapshot import Snapshot, from_texts
from bcdr.source.trial import as_written, tried
from tests.drill.conftest import HEAD, STEPS

DAY = date(2026, 11, 21)
BERLIN = ZoneInfo("Europe/Berlin")
PLAN = (
    HEAD
    + STEPS
    + """\
drills:
  spring: {type: system-restore, covers: [datastores/sales], occurred: 2026-05-01, result: failed}
  # the next one
  winter:
    type: system-restore
    covers: [datastores/sales]
    planned: 2026-11-20
    led_by: ada
    occurred: unknown  # TODO: the day on which it was held
    result: unknown  # TODO: passed, partial or failed
  talk:
    title: Every year
    type: tabletop
    covers: [runbooks/restore-sales]
    every: 365d
    occurred: 2025-11-01
    result: passed
    lessons: many
actions:
  faster: {title: Faster, from: drills/spring}
  typo: {title: "Mend: a typo", from: drills/spring}
evidence:
  old-log: {title: Log, sha256: 01d09d19c2139a46aebfb577780d123d7396e97201bc7ead210a2ebff8239dee}
"""
)
DONE = ["covers=datastores/sales", "type=system-restore", "occurred=2026-11-20", "result=passed", "led_by=ada"]


def snapshot(text: str = PLAN) -> Snapshot:
    return from_texts({"plan.yaml": text})


def made(*sets: str, name: str | None = None, text: str = PLAN, day: date = DAY, **more: Any) -> Draft:
    """The draft of what was set."""
    texts = snapshot(text)
    plan = load(texts).plan
    assert plan is not None
    told = Told(said_of(sets), name, **more)
    return draft(told, Setting(plan, as_written(texts, ("drills", name or "")), day, BERLIN, "9.9"))


def after(found: Draft, text: str = PLAN) -> Any:
    """The plan and its text with the draft written into it."""
    assert (found.missing, found.wrong) == ((), ())
    manuscript = Manuscript(snapshot(text))
    manuscript.apply(found.edits)
    loaded = load(manuscript.snapshot)
    assert loaded.plan is not None, loaded.problems
    return loaded.plan, manuscript.snapshot.files[0].text


# -- statement ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        (["type=tabletop"], {"type": "tabletop"}),
        (["timeline.lost=09:10", "timeline.accepted= 10:00 "], {"timeline": {"lost": "09:10", "accepted": "10:00"}}),
        (["participants=ada, ben", "participants=eve"], {"participants": ["ada", "ben", "eve"]}),
        (["led-by=ada"], {"led_by": "ada"}),
        (["led_by=unknown", "result="], {"led_by": None, "result": None}),
        (["participants=unknown"], {"participants": []}),
        (["issues=none"], {"issues": []}),
        (["lessons=a=b, c"], {"lessons": "a=b, c"}),
        (["led_by=ada", "led_by=ada"], {"led_by": "ada"}),
        (
            ["issues=High: no key, no light", "issues=slow: very"],
            {"issues": [{"what": "no key, no light", "severity": "high"}, {"what": "slow: very"}]},
        ),
    ],
)
def test_what_is_set(sets: list[str], said: dict[str, Any]) -> None:
    assert said_of(sets) == said


@pytest.mark.parametrize(
    ("sets", "message", "hint"),
    [
        (["type"], "--set says no value: type", "led_by=anna"),
        (["timeline=09:10"], "timeline has parts of its own", "timeline.lost"),
        (["timeline.lots=09:10"], "a drill has no timeline.lots", "did you mean timeline.lost?"),
        (["lead_by=ada"], "a drill has no lead_by", "did you mean led_by?"),
        (["nothing.like=it"], "a drill has no nothing.like", "there are: title"),
        (["recorded=2026-01-01"], "recorded is not said", "leave it out"),
        (["digests.x=1"], "digests is not said", "leave it out"),
        (["led_by=ada", "led_by=ben"], "led_by is said twice, ada and ben", "once"),
        (["lessons=a\x1b[31mb"], r"lessons holds a character that is not text (\x1b)", "leave it out"),
        ([f"lessons={'x' * (LONGEST + 1)}"], "lessons has 10,001 letters", "evidence"),
    ],
)
def test_what_cannot_be_set(sets: list[str], message: str, hint: str) -> None:
    with pytest.raises(BcdrError) as problem:
        said_of(sets)
    assert problem.value.message.startswith(message)
    assert hint in problem.value.hint


def test_a_statement_is_laid_over_what_was_planned() -> None:
    base = {"led_by": "ada", "timeline": {"lost": None, "detected": "09:00"}}
    assert merged(base, {"timeline": {"lost": "08:00"}, "result": None}) == {
        "led_by": "ada",
        "timeline": {"lost": "08:00", "detected": "09:00"},
        "result": None,
    }
    said = put({"timeline": {"lost": None}}, ("timeline", "accepted"), "10:00")
    assert said == {"timeline": {"lost": None, "accepted": "10:00"}}
    assert (at(said, ("timeline", "accepted")), at(said, ("result", "x"))) == ("10:00", None)
    assert [is_said(said, p) for p in (("timeline", "lost"), ("timeline", "x"), ("result",))] == [True, False, False]


@pytest.mark.parametrize("question", [*FIRST, *CLOCK, *RESTORE, *CHECKED, RESULT, *MEASURED, LESSONS], ids=str)
def test_every_question_asks_for_a_field_that_there_is(question: Any) -> None:
    assert shape_of(question.path) is not None
    assert question.ask.endswith("?")


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        (("led_by",), ("people",)),
        (("participants",), ("people",)),
        (("signed_off", "by"), ("people", "roles")),
        (("restored_to",), ("places",)),
        (("timeline", "lost"), ()),
        (("result",), ()),
    ],
)
def test_what_a_field_may_name(path: tuple[str, ...], kinds: tuple[str, ...]) -> None:
    assert kinds_at(path) == kinds


# -- claims and checks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", MEANINGS)
def test_a_type_claims_what_it_measures(type_: str) -> None:
    meaning = MEANINGS[type_]
    assert may_claim(type_, ("measured", "rto")) is bool(meaning.rto)
    assert may_claim(type_, ("measured", "rpo")) is meaning.rpo
    assert may_claim(type_, ("timeline", "restored")) is meaning.runs
    assert may_claim(type_, ("timeline", "lost"))


@pytest.mark.parametrize(
    ("sets", "sentence"),
    [
        (
            ["type=tabletop", "measured.rto=2h", "timeline.restored=10:00", "restored_to=bench"],
            "not technical recovery and its times: it cannot claim timeline.restored, restored_to, measured.rto",
        ),
        (["type=item-restore", "measured.rto=2h"], "item restore proves the way to the copy"),
        (["type=party"], "type: expected document-review"),
        (["occurred=2026-11-22"], "2026-11-22 is in the future"),
        (["occurred=soon"], "expected a date such as 2026-03-31"),
        (["led_by=eve"], "nothing called"),
        (["timeline.lost=10:00", "timeline.accepted=09:00"], "accepted (09:00) is before lost (10:00); past midnight"),
        (["recovery_point.copy=nigthly"], "nigthly is none of the copies of what it is about; did you mean nightly?"),
        (["verification.expected=3"], "needs kind"),
        (["timeline.lost=10:00", "timeline.accepted=11:00", "measured.rto=2h"], "measured.rto says 2h, but"),
        (["signed_off.occurred=2026-11-01"], "signed_off.occurred (2026-11-01) is before occurred (2026-11-20)"),
    ],
)
def test_what_is_wrong_is_said(sets: list[str], sentence: str) -> None:
    names = {s.partition("=")[0] for s in sets}
    found = made(*(d for d in DONE if d.partition("=")[0] not in names), *sets, id="mine")
    assert not found.is_ready
    assert sentence in " / ".join(found.wrong), found.wrong


def test_everything_is_said_at_once() -> None:
    found = made("led_by=eve", "timeline.lost=nine", "occurred=2026-11-20")
    assert found.missing == ("type", "covers", "result")
    assert len(found.wrong) == 2
    assert made("type=unknown", "covers=unknown", "occurred=unknown", "result=unknown").missing == ("type", "covers")


def test_day_and_result_may_be_said_to_be_unknown() -> None:
    found = made("type=tabletop", "covers=services/till", "occurred=unknown", "result=unknown")
    plan, text = after(found)
    drill = plan.drills["tabletop-till"]
    assert (drill.is_said_unknown("occurred"), drill.is_said_unknown("result")) == (True, True)
    assert "digests" not in text[text.index("tabletop-till") :]


# -- reckoning --------------------------------------------------------------------------------------------------------


def a_drill(type_: str = "system-restore", occurred: str | None = "2026-11-20", **said: Any) -> Drill:
    plan = load(snapshot()).plan
    assert plan is not None
    data = {"type": type_, "covers": ["datastores/sales"], "occurred": occurred, **said}
    found = tried(plan, ("drills", "new"), data)
    assert isinstance(found.entry, Drill), found.faults
    return found.entry


def clock(lost: str, accepted: str | None = None, **more: str) -> dict[str, Any]:
    return {"timeline": {"lost": lost} | ({"accepted": accepted} if accepted else {}) | more}


def point(moment: str) -> dict[str, Any]:
    return {"recovery_point": {"occurred": moment}}


H = timedelta(hours=1)


@pytest.mark.parametrize(
    ("said", "rto", "rpo"),
    [
        (clock("09:00", "10:30"), 1.5 * H, None),
        (clock("09:00:10", "10:30"), 1.5 * H - timedelta(seconds=10), None),
        (clock("2026-11-20T23:00:00+01:00", "2026-11-21T01:00:00+01:00"), 2 * H, None),
        (clock("09:00", "2026-11-20T10:00:00+01:00"), H, None),
        (clock("09:00"), None, None),
        (clock("09:00", "09:00"), None, None),
        ({}, None, None),
        (clock("09:00", "10:00") | point("2026-11-20T02:00:00+01:00"), H, 7 * H),
        (clock("09:00", restored="10:00") | point("2026-11-20T08:00:00+00:00"), None, timedelta()),
        (clock("09:00") | point("2026-11-20T02:00:00+01:00"), None, None),
        (clock("09:00", "10:00") | point("2026-11-19"), H, None),
        (clock("09:00", "10:00") | {"occurred": None} | point("2026-11-20T02:00:00+01:00"), H, None),
    ],
)
def test_times_are_worked_out(said: dict[str, Any], rto: timedelta | None, rpo: timedelta | None) -> None:
    assert reckoned(a_drill(**said), BERLIN) == (rto, rpo)


@pytest.mark.parametrize(("type_", "known"), [("item-restore", (False, True)), ("integrity-check", (False, False))])
def test_a_type_that_does_not_measure_has_no_times(type_: str, known: tuple[bool, bool]) -> None:
    drill = a_drill(type_, **clock("09:00", "10:00"), **point("2026-11-20T02:00:00+01:00"))
    assert tuple(t is not None for t in reckoned(drill, BERLIN)) == known


@pytest.mark.parametrize(
    ("said", "sentences"),
    [
        (clock("09:00", "10:00") | {"measured": {"rto": "1h"}}, 0),
        (clock("09:00", "10:00") | {"measured": {"rto": "59m30s"}}, 0),
        (clock("09:00", "10:00") | {"measured": {"rto": "59m"}}, 1),
        (clock("09:00", "10:00") | {"measured": {"rto": "25h"}}, 0),
        (clock("2026-11-20T09:00:00Z", "2026-11-20T10:00:00Z") | {"measured": {"rto": "25h"}}, 1),
        (clock("09:00", "10:00") | point("2026-11-20T02:00:00+01:00") | {"measured": {"rpo": "7h"}}, 0),
        (clock("09:00", "10:00") | point("2026-11-20T02:00:00+01:00") | {"measured": {"rto": "9h", "rpo": "8h"}}, 2),
        (clock("09:00", "10:00") | point("2026-11-20T09:30:00+01:00"), 1),
        ({"measured": {"rto": "9h"}}, 0),
    ],
)
def test_what_the_clock_denies(said: dict[str, Any], sentences: int) -> None:
    assert len(list(contradicted(a_drill(**said), BERLIN))) == sentences


# -- the entry ------------------------------------------------------------------------------------------------------


def test_a_new_record() -> None:
    sets = [*DONE, "timeline.lost=09:00", "timeline.accepted=10:00", "issues=high: No key"]
    found = made(*sets, id="autumn")
    plan, text = after(found)
    drill = plan.drills["autumn"]
    assert (drill.title, drill.recorded, drill.result) == ("System restore: Sales", DAY, "passed")
    assert drill.measured.rto == H
    assert drill.issues[0].action == "no-key"
    assert plan.actions["no-key"].from_ == "drills/autumn"
    assert "datastores/sales" in drill.digests
    assert drill.note == "Done by people, and written down with bcdr 9.9."
    assert text.startswith(PLAN[: PLAN.index("actions:")])


def test_a_planned_drill_is_completed_where_it_stands() -> None:
    found = made("occurred=2026-11-20", "result=failed", "led_by=ben", "planned=2026-11-19", name="winter")
    plan, text = after(found)
    assert len(plan.drills) == 3
    drill = plan.drills["winter"]
    assert (drill.result, drill.led_by, drill.planned, drill.occurred) == (
        "failed", "ben", date(2026, 11, 19), date(2026, 11, 20),
    )  # fmt: skip
    assert "# the next one" in text
    assert "TODO" not in text
    assert [type(e) for e in found.edits if e.at[:2] == ("drills", "winter")] == [Remove, Remove, Set, Set, Add]


def test_what_a_planned_drill_says_already_need_not_be_said() -> None:
    assert made("occurred=2026-11-20", name="winter").missing == ("result",)


def test_the_next_of_a_series_is_an_entry_of_its_own() -> None:
    plan, _ = after(made("occurred=2026-11-20", "result=passed", name="talk"))
    new = plan.drills["2026-11-20-restore-sales"]
    assert (new.title, new.every, new.lessons) == ("Every year", timedelta(days=365), None)
    assert plan.drills["talk"].occurred == date(2025, 11, 1)
    (due,) = (d for d in Facts(plan, DAY).due if d.kind == "drill" and d.day is not None and d.day.year == 2027)
    assert due.day == date(2027, 11, 20)


def test_a_planned_drill_that_repeats_is_due_again_after_it_was_done() -> None:
    text = PLAN.replace("planned: 2026-11-20", "planned: 2026-11-20\n    every: 30d")
    plan, _ = after(made("occurred=2026-11-20", "result=passed", name="winter", text=text), text)
    assert len(plan.drills) == 3
    days = [d.day for d in Facts(plan, DAY).due if d.ref == "drills/winter"]
    assert days == [date(2026, 12, 20)]


@pytest.mark.parametrize(
    ("name", "message"),
    [("spring", "took place on 2026-05-01 already"), ("sprnig", "no drill and no runbook sprnig")],
)
def test_a_name_that_means_nothing(name: str, message: str) -> None:
    with pytest.raises(BcdrError, match=message):
        made("result=passed", name=name)


@pytest.mark.parametrize("name", ["restore-sales", "runbooks/restore-sales"])
def test_a_runbook_that_was_carried_out(name: str) -> None:
    found = made(*DONE[1:], name=name)
    assert found.entry["covers"] == ["runbooks/restore-sales", "datastores/sales", "services/till"]
    assert found.id == "2026-11-20-restore-sales"


def test_a_planned_drill_is_not_doubled() -> None:
    found = made(*DONE)
    assert found.wrong == (
        "drills/winter is planned and of the same kind on the same objects: record that one, or give an --id",
    )
    assert made(*DONE, id="more").is_ready
    assert made(*(d for d in DONE if "type" not in d), "type=failover").is_ready


@pytest.mark.parametrize(
    ("id_", "name", "sentence"),
    [
        ("spring", None, "the plan has a drill called spring already"),
        ("Two words", None, "is not an id of lower-case letters"),
        ("other", "winter", "drills/winter has its id already"),
    ],
)
def test_ids_that_cannot_be(id_: str, name: str | None, sentence: str) -> None:
    assert sentence in " ".join(made(*DONE, id=id_, name=name).wrong)


def test_names_for_new_records() -> None:
    plan = load(snapshot()).plan
    assert plan is not None
    assert name_for(plan, {"covers": ["datastores/sales"], "occurred": "2026-01-02"}) == "2026-01-02-sales"
    assert name_for(plan, {"type": "tabletop"}) == "tabletop-drill"
    assert name_for(plan, {"occurred": "2026-01-02"}, ["2026-01-02-drill"]) == "2026-01-02-drill-2"
    assert twin(plan, "system-restore", ["datastores/sales"]) is plan.drills["winter"]
    assert twin(plan, "tabletop", ["datastores/sales"]) is None
    assert base_of(plan, None, {}) == (None, {}, {})


# -- evidence and what follows ------------------------------------------------------------------------------------


def test_files_become_evidence_once() -> None:
    files = (Exhibit("/tmp/My log.txt", b"new"), Exhibit("copy.txt", b"new"), Exhibit("old.txt", b"old\n"))
    found = made(*DONE, "evidence=old-log", id="x", exhibits=files)
    plan, _ = after(found)
    assert plan.drills["x"].evidence == ("old-log", "my-log")
    one = plan.evidence["my-log"]
    assert (one.file, one.occurred, one.recorded) == ("evidence/my-log.txt", date(2026, 11, 20), DAY)
    assert found.files == [("evidence/my-log.txt", b"new")]


def test_a_pass_proves_what_an_earlier_drill_left_behind() -> None:
    plan, _ = after(made(*DONE, id="x", proves=("faster",)))
    assert (plan.actions["faster"].proof, plan.actions["faster"].status) == ("x", "done")


@pytest.mark.parametrize(
    ("change", "value"),
    [("result", "failed"), ("type", "tabletop"), ("covers", "places/bench"), ("occurred", "2026-04-01")],
)
def test_what_proves_nothing_is_refused(change: str, value: str) -> None:
    sets = [*(d for d in DONE if not d.startswith(change)), f"{change}={value}"]
    assert "does not show that faster is done" in " ".join(made(*sets, id="x", proves=("faster",)).wrong)


def test_actions_as_they_were_agreed_on() -> None:
    sets = [*DONE, "issues=high: no key", "issues=low: no light", "issues=low: no coffee", "issues=a typo"]
    given = {
        "Mend: no key": Task("", "Copy the key", "", "high", "people/ada", DAY),
        "Mend: no light": Task("", "Buy a lamp", "", "low", "people/ben", None),
        "Mend: no coffee": Task("", "Mend: no coffee", "", "low", None, None),
    }
    plan, _ = after(made(*sets, id="x", given=given))
    issues = [i.action for i in plan.drills["x"].issues]
    assert issues == ["no-key", "no-light", None, "typo"], "the last is open since spring"
    assert (plan.actions["no-key"].title, plan.actions["no-key"].due) == ("Copy the key", DAY)
    assert plan.actions["no-light"].owner == "people/ben"
    nobody, _ = after(made(*sets, id="x"))
    assert [i.action for i in nobody.drills["x"].issues] == ["no-key", None, None, "typo"]
    wished, _ = after(made(*sets, id="x", wish=Wish("people/ada")))
    assert [i.action for i in wished.drills["x"].issues] == ["no-key", "no-light", "no-coffee", "typo"]


def test_an_issue_that_has_its_action_keeps_it() -> None:
    text = PLAN.replace("    led_by: ada\n", "    led_by: ada\n    issues: [{what: too slow, action: faster}]\n")
    plan, _ = after(made("occurred=2026-11-20", "result=failed", name="winter", text=text), text)
    assert [i.action for i in plan.drills["winter"].issues] == ["faster"]
    assert len(plan.actions) == 2


# -- remarks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"occurred": None, "result": "passed"}, "occurred not known: it counts as done only"),
        ({"result": None}, "result not known"),
        (clock("09:00", "15:00"), "6h is longer than the rto of 4h"),
        ({"measured": {"rpo": "2h"}}, "2h is longer than the rpo of 1h"),
        ({"verification": {"kind": "row-count", "expected": "3", "found": "2"}}, "3 was expected and 2 found"),
        ({}, "nothing says what was compared"),
        ({}, "nobody is named who took part"),
        ({}, "no log, report or minutes"),
    ],
)
def test_what_is_remarked(said: dict[str, Any], says: str) -> None:
    plan = load(snapshot()).plan
    assert plan is not None
    drill = a_drill(**{"result": "passed", "covers": ["runbooks/restore-sales"], **said})
    assert says in " / ".join(remarks(drill, Facts(plan, DAY), BERLIN))


def test_a_good_record_needs_no_remark() -> None:
    plan = load(snapshot()).plan
    assert plan is not None
    drill = a_drill(
        result="passed", covers=["runbooks/restore-sales"], participants=["ada"], evidence=["old-log"],
        verification={"kind": "inspection", "found": "all of it"}, **clock("09:00", "10:00"),
    )  # fmt: skip
    assert list(remarks(drill, Facts(plan, DAY), BERLIN)) == []
    failed = a_drill(result="failed", led_by="ada", evidence=["old-log"], **clock("09:00", "20:00"))
    assert list(remarks(failed, Facts(plan, DAY), BERLIN)) == []


def test_the_check_stands_on_its_own() -> None:
    plan = load(snapshot()).plan
    assert plan is not None
    found = check("x", {"type": "tabletop"}, {}, Ground(plan, DAY, UTC))
    assert found.missing == ("covers", "occurred", "result")
    assert found.wrong == ()
    assert found.drill is not None
