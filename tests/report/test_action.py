"""Where an action stands, in one set of words for status, site and documents."""

from __future__ import annotations

from datetime import date

import pytest

from bcdr.audit import Audit, audit
from bcdr.render.status import status as shown
from bcdr.report.action import NOT_PROVEN, not_proven, state
from bcdr.report.holding.governance import actions
from bcdr.report.lint import linted
from bcdr.report.registers import action_plan
from bcdr.report.site.calendar import calendar
from bcdr.report.site.drill import drill
from bcdr.report.status import status
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

PLAN = """\
bcdr: 1
organization: {name: Shop, people: 3}
datastores: {sales: {class: truth}}
drills:
  first: {type: system-restore, covers: [datastores/sales], occurred: 2026-05-01, result: failed, issues: [{what: x, action: a}]}
  later: {type: system-restore, covers: [datastores/sales], occurred: 2026-06-01, result: passed}
actions: {a: {title: Mend it, %s}}
"""


def of(action: str) -> Audit:
    loaded = load(from_texts({"plan.yaml": PLAN % action}))
    assert loaded.plan is not None, loaded.problems
    return audit(loaded.plan, date(2026, 11, 21), catalogue=tuple)


@pytest.mark.parametrize(
    ("action", "words", "tone"),
    [
        ("due: 2026-11-21", "open", "fair"),
        ("due: 2026-11-20", "open, past due", "bad"),
        ("status: in-progress", "in progress, no date", "bad"),
        ("status: cancelled", "cancelled", "muted"),
        ("status: done", NOT_PROVEN, "fair"),
        ("status: done, proof: first", NOT_PROVEN, "fair"),
        ("status: done, proof: later", "done", "good"),
    ],
)
def test_state(action: str, words: str, tone: str) -> None:
    found = of(action)
    said = state(found.facts.plan.actions["a"], found.facts)
    assert (said.text, said.tone) == (words, tone)
    assert bool(not_proven(found.facts)) is (words == NOT_PROVEN)


@pytest.mark.parametrize(("proof", "is_proven"), [("", False), (", proof: later", True)])
def test_every_place_says_it(proof: str, is_proven: bool) -> None:
    found = of(f"status: done{proof}")
    facts = found.facts
    screen = shown(status(linted("shop", found, found.findings), found))
    places = [
        str(action_plan(found)),
        str(calendar(facts)),
        str(drill(facts.plan.drills["first"], found)),
        str(actions(facts)),
        screen.replace("said to be done, and no later drill has shown it\n  Mend it", NOT_PROVEN),
    ]
    assert [NOT_PROVEN in place for place in places] == [not is_proven] * len(places)
