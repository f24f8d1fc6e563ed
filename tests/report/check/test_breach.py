"""Breaches: the clock of 72 hours, and the register."""

from __future__ import annotations

import pytest

from .conftest import Said

ENTRY = "types: [availability], effects: e, remedy: r"
TOLD = "incidents: {i: {title: I, aware: %s, notified: {authority: %s}, breach: {decision: authority, " + ENTRY + "}}}"
SILENT = "incidents: {i: {title: I, aware: %s, breach: {decision: %s, reason: x, " + ENTRY + "}}}"
START = '"2026-11-01T00:00:00Z"'


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (TOLD % (START, '"2026-11-04T00:00:00Z"'), []),
        (TOLD % (START, '"2026-11-04T01:00:00+01:00"'), []),
        (TOLD % (START, '"2026-11-04T00:00:01Z"'), ["incidents/i"]),
        (TOLD % (START, '"2026-11-04T00:00:01Z"') + "\n", ["incidents/i"]),
        (TOLD.replace("title: I,", "title: I, delay_reason: x,") % (START, '"2026-11-09T00:00:00Z"'), []),
        (TOLD % ("2026-11-01", "2026-11-05"), []),
        (TOLD % ("2026-11-01", "2026-11-06"), ["incidents/i"]),
        (TOLD % (START, "2026-11-04"), []),
        (TOLD % (START, "2026-11-05"), ["incidents/i"]),
        (SILENT % ("2026-11-18", "authority"), []),
        (SILENT % ("2026-11-17", "authority"), []),
        (SILENT % ("2026-11-16", "authority"), ["incidents/i not-told"]),
        (SILENT % ("2026-11-16", "authority-and-people"), ["incidents/i not-told"]),
        (SILENT % ("2026-11-16", "register-only"), []),
        ("incidents: {i: {title: I, aware: 2026-11-01, notified: {authority: 2026-11-11}}}", []),
        ("incidents: {i: {title: I, notified: {authority: 2026-11-11}, breach: {decision: authority}}}", []),
    ],
    ids=[
        "in time", "in time elsewhere", "a second late", "late again", "late with a reason", "days that may be in time",
        "days that cannot", "a day on the limit", "a day after it", "not told yet", "on the limit", "not told",
        "people neither", "kept in the register", "no breach", "awareness not known",
    ],
)  # fmt: skip
def test_breach_clock_missed(said: Said, plan: str, found: list[str]) -> None:
    assert said("breach-clock-missed", plan) == found


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("aware: 2026-01-01, breach: {decision: authority, " + ENTRY + "}", []),
        ("aware: 2026-01-01, breach: {decision: register-only, reason: x, " + ENTRY + "}", []),
        ("aware: 2026-01-01, breach: {decision: register-only, " + ENTRY + "}", ["incidents/i"]),
        ("aware: 2026-01-01, breach: {" + ENTRY + "}", ["incidents/i"]),
        ("aware: 2026-01-01, breach: {decision: authority, types: [integrity], effects: e}", ["incidents/i"]),
        ("aware: 2026-01-01, breach: {decision: authority, types: [integrity], remedy: r}", ["incidents/i"]),
        ("aware: 2026-01-01, breach: {decision: authority, effects: e, remedy: r}", ["incidents/i"]),
        ("breach: {decision: authority, " + ENTRY + "}", ["incidents/i"]),
        ("detected: 2026-01-01", []),
    ],
    ids=[
        "whole", "kept in the register with a reason", "without the reason", "no decision", "no remedy", "no effects",
        "no types", "awareness not written", "no breach",
    ],
)  # fmt: skip
def test_breach_register_incomplete(said: Said, entry: str, found: list[str]) -> None:
    assert said("breach-register-incomplete", "incidents: {i: {title: I, " + entry + "}}") == found


COUNTS = "organization: {name: X, country: DE, gdpr: {breach: {counts_availability_loss: %s}}}\n"
HIT = "datastores: {d: {personal: %s}}\nincidents: {i: {title: I, affects: [datastores/d]%s}}"


@pytest.mark.parametrize(
    ("counts", "level", "entry", "found"),
    [
        ("yes", "ordinary", "", ["incidents/i not-entered"]),
        ("yes", "none", "", []),
        ("no", "ordinary", "", []),
        ("yes", "ordinary", ", aware: 2026-01-01, breach: {decision: authority, " + ENTRY + "}", []),
    ],
    ids=["not entered", "no personal data", "does not count", "entered"],
)
def test_data_that_nobody_could_reach_belong_into_the_register(
    said: Said, counts: str, level: str, entry: str, found: list[str]
) -> None:
    assert said("breach-register-incomplete", COUNTS % counts + HIT % (level, entry)) == found


def test_without_a_word_on_breaches_no_incident_is_asked_about(said: Said) -> None:
    assert said("breach-register-incomplete", HIT % ("ordinary", "")) == []
