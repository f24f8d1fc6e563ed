"""People in words: how many must be away, which, and what is not known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bcdr.analysis.practice import Practice
from bcdr.audit import Audit
from bcdr.report.staffing import leaders, number, others, unnamed, untried, without
from tests.report.conftest import AS_OF

OfText = Callable[[str], Audit]

PLAN = """
people: {a: {name: Ann}, b: {name: Bo}, c: {name: Cy}, gone: {name: Gus, active: no}}
roles:
  pair: {name: Pair, holder: a, deputies: [b]}
  turned: {name: Turned, holder: b, deputies: [a]}
  trio: {name: Trio, members: [a, b, c]}
  left: {name: Left, holder: gone}
  roster: {name: Team, holders_in: list}
documents: {list: {title: List}}
places: {safe: {site: home}}
runbooks: {r: {title: R, steps: [%s]}}
"""


@pytest.mark.parametrize(
    ("steps", "figure", "lines"),
    [
        ("{do: x, by: people/a}", "1", ("Ann",)),
        ("{do: x, by: roles/pair}", "2", ("Ann and Bo",)),
        ("{do: x, by: roles/trio}", "3", ("Ann, Bo and Cy",)),
        ("{do: x, by: roles/trio, people: 2}", "2", ("any 2 of Ann, Bo, Cy",)),
        ("{do: x, by: roles/trio, people: 3}", "1", ("any one of Ann, Bo, Cy",)),
        ("{do: x, by: roles/trio, people: 4}", "0", ("too few, 4 needed and 3 named",)),
        ("{do: x, by: roles/left}", "0", ("nobody is left: Left",)),
        ("{do: x, by: people/a}, {do: y, by: people/c}, {do: z, by: people/a}", "1", ("Ann", "or Cy")),
        ("{do: x, by: roles/pair}, {do: y, by: roles/turned}", "2", ("Ann and Bo",)),
        ("{do: x, by: roles/pair}, {do: y}", "at most 2", ("Ann and Bo", "not known: nobody is named for step 2")),
        (
            "{do: x, by: roles/roster}", "not known",
            ("not known: Team (roster kept elsewhere)",),
        ),
        ("", "not known", ("not known: no step is written",)),
    ],
)  # fmt: skip
def test_bus_factor_in_words(of_text: OfText, steps: str, figure: str, lines: tuple[str, ...]) -> None:
    facts = of_text(PLAN % steps).facts
    found = facts.bus_factor(facts.plan.runbooks["r"])
    assert (number(found).text, without(facts, found)) == (figure, lines)


def test_one_absence_is_marked(of_text: OfText) -> None:
    facts = of_text(PLAN % "{do: x, by: people/a}").facts
    assert number(facts.bus_factor(facts.plan.runbooks["r"])).tone == "bad"


def test_a_sealed_copy_needs_nobody(of_text: OfText) -> None:
    key = "credentials: {key: {holders: [a], break_glass: {place: safe, checked: 2026-11-01}}}\n"
    facts = of_text(PLAN % "" + key).facts
    found = facts.bus_factor(facts.plan.credentials["key"])
    assert (number(found).text, without(facts, found)) == ("needs nobody", ())


def test_people_of_a_roster_are_said_to_be_unknown(of_text: OfText) -> None:
    steps = "{do: x, by: roles/roster}, {do: y, by: people/a, needs: [credentials/key]}"
    facts = of_text(PLAN % steps + "credentials: {key: {}}\n").facts
    assert unnamed(facts.bus_factor(facts.plan.runbooks["r"])) == ("not known: roster kept elsewhere",)


def test_people_stand_under_their_newest_day() -> None:
    found = [
        Practice("a", AS_OF, AS_OF, AS_OF),
        Practice("b", None, AS_OF, None),
        Practice("c", None, AS_OF, AS_OF),
        Practice("d", None, AS_OF, None),
        Practice("e", None, None, None, is_named=True),
    ]
    assert leaders(found) == (("2026-11-21", ("people/a",)),)
    assert others(found) == (("2026-11-21 (talk)", ("people/b", "people/d")), ("2026-11-21", ("people/c",)))


@pytest.mark.parametrize(
    ("drill", "words"),
    [
        ("", "nobody"),
        ("d: {type: failover, covers: [runbooks/r], planned: 2026-10-01}", "nobody"),
        ("d: {type: failover, covers: [runbooks/r], occurred: 2026-10-01, result: passed}", "not recorded"),
        (
            "d: {type: failover, covers: [runbooks/r], occurred: 2026-10-01, result: passed, led_by: gone}",
            "nobody who is here",
        ),
    ],
)
def test_nobody_led_or_nobody_wrote_it_down(of_text: OfText, drill: str, words: str) -> None:
    facts = of_text(PLAN % "" + f"drills: {{{drill}}}\n").facts
    assert untried(facts, facts.plan.runbooks["r"]).text == words
