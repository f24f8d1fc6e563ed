"""How long a service takes, on its page: figures against objectives, and the critical path."""

from __future__ import annotations

from datetime import date

import pytest

from bcdr.analysis.facts import Facts
from bcdr.report.site.recovery import figures, path
from bcdr.report.span import Span
from bcdr.source.load import load
from bcdr.source.snapshot import from_texts

PLAN = """\
bcdr: 1
organization: {name: Shop}
people: {ann: {name: Ann}}
roles: {admin: {name: Admin, holder: ann}, night: {name: Night shift, holders_in: documents/roster}}
documents: {roster: {title: Roster}}
services:
  shop: {rto: 2h, wrt: 1h, mtpd: 6h, depends_on: [services/login], estimate: {detect: 10m, decide: 20m}}
  login: {name: Login}
runbooks:
  move:
    title: Move it
    recovers: [services/shop]
    steps:
      - {do: start the spare, by: admin, takes: 30m}
      - {id: b, do: load one half, by: admin, takes: 20m}
      - {id: c, do: load the other half, by: admin, takes: 10m, after: [b]}
      - {id: d, do: look, by: night, takes: 5m, after: [c]}
"""


def of(text: str) -> tuple[dict[str, str], list[tuple[str, ...]]]:
    plan = load(from_texts({"plan.yaml": text})).plan
    assert plan is not None
    facts, service = Facts(plan, date(2026, 11, 21)), plan.services["shop"]
    found = path(facts, service)
    rows = {name: " / ".join(words(v) for v in values) for name, values in figures(facts, service).rows}
    return rows, [tuple(" ".join(words(x) for x in c.lines) for c in row) for row in found.rows] if found else []


def words(spans: tuple[Span, ...]) -> str:
    return "".join(s.text for s in spans)


def test_the_steps_with_who_when_and_why() -> None:
    _, rows = of(PLAN)
    assert rows == [
        ("Detect", "nobody is named", "0", "10 min", "nothing", "estimate"),
        ("Decide", "nobody is named", "10 min", "30 min", "the step before", "estimate"),
        ("Start the spare", "Ann", "30 min", "1 h", "the step before", "step of Move it"),
        ("Load one half", "Ann", "1 h", "1 h 20 min", "the step before", "step of Move it"),
        ("Load the other half", "Ann", "1 h 20 min", "1 h 30 min", "the step before", "step of Move it"),
        ("Look", "Night shift", "1 h 30 min", "1 h 35 min", "the step before", "step of Move it"),
    ]


def test_a_wait_for_somebody_is_named() -> None:
    _, rows = of(
        PLAN.replace("do: load one half, by: admin, takes: 20m", "do: load one half, by: admin, takes: 20m, after: [a]")
        .replace("{do: start", "{id: a, do: start")
        .replace("after: [b]", "after: [a]")
        .replace("after: [c]", "after: [b, c]")
    )
    assert [r[4] for r in rows if r[0].startswith("Load")] == ["the step before", "20 min for Ann"]


FIGURES = [
    (
        PLAN,
        {
            "By estimate": "1 h 35 min",
            "Last measured": "never: unproven",
            "Left of the RTO": "25 min of 2 h / counted from the disruption",
            "Left of the MTPD": "3 h 25 min of 6 h / after 1 h to catch up (WRT)",
            "Taken to be there": "Login",
        },
    ),
    (PLAN.replace("rto: 2h", "rto: 1h"), {"Left of the RTO": "nothing: late by 35 min / counted from the disruption"}),
    (
        PLAN.replace("rto: 2h", "rto: 1h30m, rto_clock: declaration"),
        {"Left of the RTO": "25 min of 1 h 30 min / counted from the declaration"},
    ),
    (
        PLAN.replace("rto: 2h, ", ""),
        {"Left of the RTO": "no objective is set / counted from the disruption"},
    ),
    (
        PLAN.replace("takes: 5m", "takes: unbounded"),
        {"By estimate": "unbounded", "Left of the RTO": "never within it / counted from the disruption"},
    ),
    (
        PLAN.replace(", takes: 5m", ""),
        {
            "By estimate": "not known: runbook steps with times, or size and rate of the data",
            "Left of the RTO": "not known / counted from the disruption",
        },
    ),
    (
        PLAN
        + "drills: {d: {title: Try, type: failover, covers: [services/shop], occurred: 2026-05-01, result: passed, measured: {rto: 1h50m}}}\n",
        {
            "Last measured": "1 h 50 min / Try on 2026-05-01",
            "Left of the RTO": "10 min of 2 h / counted from the disruption / the larger of both counts",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures(text: str, expected: dict[str, str]) -> None:
    found, _ = of(text)
    assert {name: found.get(name) for name in expected} == expected


def test_without_a_figure_there_is_no_path() -> None:
    assert of(PLAN.replace(", takes: 5m", ""))[1] == []
