"""What if, on a terminal and as JSON: sections, widths, harmless text."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from bcdr.model.value import UNBOUNDED
from bcdr.render.terminal import Page, width_of
from bcdr.render.whatif.fatal import OBJECTS, SHOWN, fatal_text
from bcdr.render.whatif.json import aftermath_json, fatal_json
from bcdr.render.whatif.names import names_json, names_text
from bcdr.render.whatif.paragraph import WIDTH, paragraph
from bcdr.render.whatif.text import aftermath_text
from bcdr.report.whatif.aftermath import WhatIf
from bcdr.report.whatif.data import Addend, CopyLine, StoreLine
from bcdr.report.whatif.event import Happening
from bcdr.report.whatif.fatal import Blow, Combination, FatalEvents, FatalLine
from bcdr.report.whatif.means import MeansLine, PaperLine, StandIn
from bcdr.report.whatif.names import Nameable
from bcdr.report.whatif.scenario import ScenarioLine
from bcdr.report.whatif.service import ServiceLine, StepLine

HOUR = timedelta(hours=1)
FIRE = Happening("site/hall", "gone", "site hall (Hall) is gone", "site hall (Hall) is gone")


def a_store(**changes: Any) -> StoreLine:
    values: dict[str, Any] = {
        "ref": "datastores/orders",
        "name": "Orders",
        "tier": 1,
        "state": "intact",
        "lost": None,
        "unknown": "",
        "rpo": None,
        "via": None,
        "is_corruption": False,
        "derivation": (),
        "why": (),
        "copies": (),
        "parts": (),
        "sources": (),
    }
    return StoreLine(**{**values, **changes})


def a_service(**changes: Any) -> ServiceLine:
    values: dict[str, Any] = {
        "ref": "services/shop",
        "name": "Shop",
        "tier": 1,
        "state": "runs",
        "after": None,
        "measured": None,
        "rto": 4 * HOUR,
        "mtpd": 24 * HOUR,
        "late_by": None,
        "beyond": None,
        "is_hit": True,
        "stopped": (),
        "obstacles": (),
        "circles": (),
        "fallbacks": (),
        "by_hand": "",
        "missing": (),
        "path": (),
    }
    return ServiceLine(**{**values, **changes})


def an_answer(**changes: Any) -> WhatIf:
    values: dict[str, Any] = {
        "plan": "plans/shop",
        "organization": "Corner Shop",
        "as_of": date(2026, 11, 21),
        "scenario": "",
        "title": "",
        "happenings": (FIRE,),
        "detection": timedelta(days=14),
        "outcome": "survived",
        "verdict": "You come back from this.",
        "stores": (),
        "services": (),
        "means": (),
        "stand_ins": (),
        "papers": (),
    }
    return WhatIf(**{**values, **changes})


LOST = a_store(
    state="lost",
    why=("at site hall, which is gone",),
    copies=(CopyLine("nightly", "falls", "Hall", ("a", "b", "c")), CopyLine("far", "not shown", "Far", ("who knows",))),
    cure="lock it",
)
BACK = a_store(
    state="restorable",
    lost=25 * HOUR,
    rpo=HOUR,
    via="log",
    derivation=(
        Addend("I", "log", 24 * HOUR, "longest gap between starts"),
        Addend("D", "base", HOUR, "until the copy is usable"),
    ),
)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, ["Corner Shop (plans/shop), as of 2026-11-21", "What if site hall (Hall) is gone?",
              "Not touched: 0 of 0 datastores, 0 of 0 services."]),
        ({"happenings": (FIRE, FIRE._replace(words="Ada is away"))},
         ["What if all of this is true?", "  - site hall (Hall) is gone", "  - Ada is away"]),
        ({"scenario": "fire", "title": "It burns"}, ["Scenario fire: It burns", "  - site hall (Hall) is gone"]),
        ({"stores": (LOST,)},
         ["Lost for good:", "  Orders (datastores/orders)", "    the data itself     at site hall, which is gone",
          "    nightly             a; b; and for 1 more reason", "    far                 who knows",
          "    what would help     lock it"]),
        ({"stores": (LOST._replace(state="not shown", copies=(), cure=""),)},
         ["Not shown to survive:", "    copies              there is none that counts",
          "    what would help     no single change was found that would save it"]),
        ({"stores": (LOST._replace(state="partly lost", parts=("mail", "files"), via="far", lost=HOUR, rpo=HOUR),)},
         ["    lost                mail, files; the rest comes from far, at most 1 h missing"]),
        ({"stores": (BACK,)},
         ["Data that comes back:", "from log, at most 25 h missing (24 h longest gap between",
          "1 h until the copy is usable of base); promised: at"]),
        ({"stores": (BACK._replace(lost=timedelta(), rpo=None),)}, ["from log, nothing missing"]),
        ({"stores": (BACK._replace(lost=None, unknown="no schedule"),)},
         ["from log; how much is missing then is not known (no", "schedule)"]),
        ({"stores": (BACK._replace(state="rebuilt", sources=("A", "B")),)}, ["made again from A, B"]),
        ({"stores": (BACK._replace(is_corruption=True),)}, ["Damage to data is taken to be found after 14 d."]),
        ({"stores": (BACK._replace(is_corruption=True),), "detection": timedelta()}, ["to be found at once."]),
        ({"stores": (a_store(copies=(CopyLine("c", "falls", "Far", ()), CopyLine("d", "stands", "Vault", ()))),)},
         ["Data that is there, but with fewer copies:", "without c; left: d", "Not touched: 0 of 1 datastores"]),
        ({"stores": (a_store(copies=(CopyLine("c", "not shown", "Far", ()),)),)},
         ["without c (not shown); no copy is left: make one now"]),
        ({"services": (a_service(state="back", after=2 * HOUR, by_hand="Sell on paper"),)},
         ["T1 Shop                             2 h          4 h          1 d          in time",
          "until then: Sell on paper"]),
        ({"services": (a_service(state="back", after=5 * HOUR, late_by=HOUR),)}, ["1 h late"]),
        ({"services": (a_service(state="back", after=30 * HOUR, late_by=HOUR, beyond=6 * HOUR),)}, ["6 h too late"]),
        ({"services": (a_service(state="back", after=HOUR, rto=None, mtpd=None, tier=None),)},
         ["T? Shop", "none         none         nothing promised"]),
        ({"services": (a_service(state="back", after=HOUR, is_hit=False, stopped=("it needs Login, which is down",)),)},
         ["stops because it needs Login, which is down"]),
        ({"services": (a_service(state="back, time not known", missing=("size of Orders",)),)},
         ["not known    4 h          1 d          time not known", "to know when, the plan lacks: size of Orders"]),
        ({"services": (a_service(state="back", after=HOUR, measured=HOUR, missing=("size of Orders",)),)},
         ["measured in a drill; to work it out, the plan lacks: size of Orders"]),
        ({"services": (a_service(state="no way back", obstacles=("no runbook",), circles=("A needs A",), cure="write it"),)},
         ["no way back", "       - no runbook", "       - in a circle: A needs A", "       what would help  write it"]),
        ({"services": (a_service(state="not shown"),)}, ["no way back is shown"]),
        ({"services": (a_service(state="on fallback", fallbacks=("without Mail: by phone",)),)},
         ["goes on", "without Mail: by phone"]),
        ({"means": (MeansLine("credentials/root", "Root", "unusable", is_good=False, is_new=True, why=("gone",),
                              circles=("x", "y")),)},
         ["Gone as well:", "  login Root (credentials/root): unusable", "       - gone", "       - in a circle: x"]),
        ({"stand_ins": (StandIn("roles/it", "IT", "Ada", "Ben"),)}, ["Who takes over:", "Ben, for Ada"]),
        ({"papers": (PaperLine("a", "print", "Hall", "gone", "2026-01-01"),)},
         ["No copy of this plan is shown to be left:", "  gone       print, at Hall, of 2026-01-01"]),
        ({"papers": (PaperLine("a", "print", "Hall", "there", ""),)}, ["; all copies of this plan (1) are left."]),
        ({"services": (a_service(state="back", after=HOUR, path=(
            StepLine(timedelta(), HOUR, "restore", "Restore it", "Rescue", "Ada", "Ben, who was busy", "step"),)),)},
         ["The longest way back, step by step: Shop, 1 h", "  Rescue", "    0 to 1 h                    Restore it [Ada]",
          "waited for Ben, who was busy"]),
        ({"services": (a_service(state="back", after=2 * HOUR, measured=2 * HOUR, path=(
            StepLine(timedelta(), HOUR, "restore", "Restore it", "Rescue", "", "", "step"),)),)},
         ["Shop, 2 h, as the last drill took; the steps say less"]),
    ],
    ids=lambda v: "" if isinstance(v, list) else " ".join(v) or "nothing",
)  # fmt: skip
def test_what_is_shown(changes: dict[str, Any], shown: list[str]) -> None:
    page = aftermath_text(an_answer(**changes))
    assert [s for s in shown if s not in page] == []
    assert max(map(width_of, page.splitlines())) <= WIDTH


def test_what_is_not_touched_is_only_counted() -> None:
    page = aftermath_text(an_answer(stores=(a_store(),), services=(a_service(),)))
    assert "Orders" not in page
    assert "Shop" not in page.replace("Corner Shop", "")
    assert page.endswith("Not touched: 1 of 1 datastores, 1 of 1 services.")


def test_a_cure_that_stands_with_the_data_is_not_said_again() -> None:
    hopeless = a_service(state="lost", cure="lock it")
    assert aftermath_text(an_answer(stores=(LOST,), services=(hopeless,))).count("lock it") == 1


def test_hopeless_services_come_first_then_the_unknown_then_by_tier() -> None:
    services = (
        a_service(name="Late", state="back", after=9 * HOUR, tier=1),
        a_service(name="Soon", state="back", after=HOUR, tier=1),
        a_service(name="Never", state="lost", tier=4),
        a_service(name="When", state="back, time not known", tier=4),
    )
    lines = aftermath_text(an_answer(services=services)).splitlines()
    assert [line.split()[1] for line in lines if line.startswith("  T")] == ["Never", "When", "Soon", "Late"]


EVIL = "a\x1b[31mred\x1b]0;title\x07\u202egnp\u200b\n\u2028b"


def test_what_people_typed_reaches_no_terminal_as_it_is() -> None:
    lost = LOST._replace(name=EVIL, why=(EVIL,), cure=EVIL, copies=(CopyLine(EVIL, "falls", EVIL, (EVIL,)),))
    down = a_service(name=EVIL, state="lost", obstacles=(EVIL,), by_hand=EVIL)
    found = an_answer(organization=EVIL, plan=EVIL, verdict=EVIL, stores=(lost,), services=(down,),
                      happenings=(FIRE._replace(words=EVIL),), papers=(PaperLine("a", EVIL, EVIL, "gone", ""),))  # fmt: skip
    names = Nameable(EVIL, EVIL, {"site": {EVIL: EVIL}, "datastores": {}, "account": {}, "people": {}}, {EVIL: EVIL})
    fatal = FatalEvents(
        EVIL, EVIL, date(2026, 1, 1), 2, False, 1, 1, (), (Blow((FIRE._replace(words=EVIL),), (EVIL,), (), (), (EVIL,)),),
        (Combination((EVIL,), True, (((EVIL,), (EVIL,)),)),), (ScenarioLine(EVIL, EVIL, "survived", EVIL),),
    )  # fmt: skip
    pages = [aftermath_text(found), names_text(names), fatal_text(fatal), aftermath_json(found), names_json(names)]
    for page in pages:
        assert [c for c in page if not (c.isprintable() or c == "\n")] == []
    coloured = aftermath_text(found, colour=True)
    assert "\x1b[31mred" not in coloured
    assert "\x1b[1;31m" in coloured


def test_colour_says_nothing_that_words_do_not() -> None:
    found = an_answer(stores=(LOST, BACK), services=(a_service(state="lost"),), outcome="not survived")
    coloured = aftermath_text(found, colour=True)
    for code in ("1", "2", "1;31", "1;33", "1;32", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert [line.rstrip() for line in coloured.splitlines()] == aftermath_text(found).splitlines()


def test_json_of_an_aftermath() -> None:
    step = StepLine(timedelta(), HOUR, "restore", "Restore it", "Rescue", "", "", "step")
    found = an_answer(
        stores=(LOST, BACK, a_store()),
        services=(a_service(state="back", after=UNBOUNDED), a_service(state="back", after=HOUR, path=(step,))),
        means=(MeansLine("channels/chat", "Chat", "down", is_good=False, is_new=True, why=("x",), circles=()),),
    )
    answer = json.loads(aftermath_json(found))
    assert answer["version"] == 1
    assert answer["events"] == [{"ref": "site/hall", "mode": "gone", "words": "site hall (Hall) is gone"}]
    assert [s["data_lost_seconds"] for s in answer["datastores"]] == [None, 90000, 0]
    assert [(c["id"], c["state"]) for c in answer["datastores"][0]["copies"]] == [
        ("nightly", "falls"),
        ("far", "not shown"),
    ]
    assert answer["datastores"][1]["derivation"][0] == {"symbol": "I", "copy": "log", "seconds": 86400}
    assert [s["back_after_seconds"] for s in answer["services"]] == [None, 3600]
    assert answer["services"][1]["path"][0]["to_seconds"] == 3600
    assert answer["channels"][0]["state"] == "down"
    assert answer["credentials"] == answer["roles"] == answer["runbooks"] == []


BLOW = Blow((FIRE,), ("Orders",), ("Shop",), ("Mail",), ("lock it",))


def fatal(**changes: Any) -> FatalEvents:
    values: dict[str, Any] = {
        "plan": "plans/shop",
        "organization": "Corner Shop",
        "as_of": date(2026, 11, 21),
        "order": 1,
        "is_empty": False,
        "tried": 9,
        "harmful": 1,
        "lines": (FatalLine("datastores/orders", "Orders", (FIRE,), is_certain=True, cure="lock it"),),
        "blows": (BLOW,),
        "combinations": (),
        "scenarios": (),
    }
    return FatalEvents(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, ["Fatal: 1 of 9 single events. Everything survives the other 8.", "  If site hall (Hall) is gone:",
              "    lost for good         Orders", "    no way back           Shop", "    not shown to survive  Mail",
              "    what would help       lock it"]),
        ({"blows": (BLOW._replace(cures=("a", "b")),)}, ["    what would help       - a", "                          - b"]),
        ({"blows": (BLOW._replace(cures=()),)}, ["no single change was found"]),
        ({"blows": (BLOW._replace(events=(FIRE, FIRE)),)}, ["  If one of these happens:", "    - site hall (Hall) is gone"]),
        ({"blows": ()}, ["No single event is fatal; 9 were tried."]),
        ({"is_empty": True}, ["Nothing can be said"]),
        ({"order": 2}, ["No combination of two events is fatal beside those above."]),
        ({"order": 2, "combinations": (Combination(("Orders", "Mail"), False, ((("a", "b"), ("c",)),)),)},
         ["Fatal together: combinations of two events", "  Orders, Mail (not shown to survive)", "    - one of a, b together with c"]),
        ({"order": 3, "combinations": (Combination(("Orders",), True, ((("a",), ("b",), ("c",)),) * (SHOWN + 2)),)},
         ["combinations of two or three events", "- a together with b together with c", "and 2 more lines"]),
        ({"order": 2, "combinations": (Combination(("Orders",), True, ()),) * (OBJECTS + 3)}, ["and 3 more objects"]),
        ({"scenarios": (ScenarioLine("fire", "Fire", "survived", "Yes."), ScenarioLine("theft", "T", "not survived", "No."),
                        ScenarioLine("slow", "S", "late", "Late."))},
         ["Scenarios of this plan: 2 of 3 survived", "  survived      fire", "  NOT SURVIVED  theft", "No."]),
    ],
    ids=lambda v: "" if isinstance(v, list) else " ".join(v) or "single",
)  # fmt: skip
def test_fatal_events(changes: dict[str, Any], shown: list[str]) -> None:
    page = fatal_text(fatal(**changes))
    assert [s for s in shown if s not in page] == []
    assert max(map(width_of, page.splitlines())) <= WIDTH


def test_json_of_fatal_events() -> None:
    answer = json.loads(fatal_json(fatal(scenarios=(ScenarioLine("fire", "Fire", "survived", "Yes."),))))
    assert answer["fatal"] == [
        {
            "ref": "datastores/orders",
            "name": "Orders",
            "events": [{"ref": "site/hall", "mode": "gone", "words": FIRE.words}],
            "certain": True,
            "cure": "lock it",
        }
    ]
    assert answer["scenarios"] == [{"id": "fire", "title": "Fire", "state": "survived", "verdict": "Yes."}]


NAMES = Nameable(
    "plans/shop",
    "Corner Shop",
    {"site": {"hall": ""}, "datastores": {"orders": "Orders"}, "account": {}, "people": {"ada": "Ada"}},
    {"fire": "It burns"},
)


def test_names_of_a_plan_with_examples_of_it() -> None:
    page = names_text(NAMES)
    for part in ("bcdr whatif --lose site/hall", "bcdr whatif --away people/ada", "bcdr whatif --scenario fire",
                 "  datastores/   orders"):  # fmt: skip
        assert part in page
    assert "--hostile account" not in page
    answer = json.loads(names_json(NAMES))
    assert answer["names"]["datastores"] == [{"ref": "datastores/orders", "name": "Orders"}]
    assert answer["scenarios"] == [{"id": "fire", "title": "It burns"}]


def test_a_plan_without_names_says_so() -> None:
    nothing = NAMES._replace(kinds={kind: {} for kind in NAMES.kinds}, scenarios={})
    assert names_text(nothing).endswith(
        "This plan names nothing yet that could be lost: no place, no person, no data, no service."
    )


def test_a_paragraph_hangs_under_its_lead() -> None:
    page = Page(colour=False)
    paragraph(page, "word " * 30, hang=10, lead="  lead")
    paragraph(page, "short", hang=10, lead="  a lead that is too long")
    first, second, lead, short = page.text().splitlines()
    assert first.startswith("  lead    word")
    assert second.startswith("          word")
    assert (lead, short) == ("  a lead that is too long", "          short")
