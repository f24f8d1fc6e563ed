"""A command inside of a sentence, and sentences that only look like one."""

from __future__ import annotations

import re

import pytest

from bcdr.model.organization import Organization
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook, Step
from bcdr.report.audience.alias import LEFT_OUT, Aliases
from bcdr.report.audience.audience import DISCRETION, Audience
from bcdr.report.audience.command import in_sentences, programs

RUNS = (
    "restic snapshots --tag orders | wc -l\ncd /srv && dig +short a.example; for d in a b; do pg_ctl stop; done",
    "if true; then sudo zfs list -t snapshot\nfi",
)
PLAN = Plan(
    organization=Organization(name="Test", country="DE"),
    runbooks={"r": Runbook(title="R", steps=tuple(Step(id=str(n), do="x", run=run) for n, run in enumerate(RUNS)))},
)


def test_programs_that_steps_call() -> None:
    assert programs(PLAN) >= {"restic", "wc", "cd", "dig", "pg_ctl", "zfs"}
    assert not {"for", "do", "if", "fi", "done", "then", "orders"} & programs(PLAN)


def test_without_programs_there_is_no_pattern() -> None:
    assert in_sentences(frozenset()) is None


@pytest.mark.parametrize("audience", ["staff", "public"])
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("take the dump before it: restic snapshots --tag orders", f"take the dump before it: {LEFT_OUT}"),
        ("pg_ctl -D data stop, then ask; or wait", f"{LEFT_OUT}, then ask; or wait"),
        ("Try zfs list -t snapshot. Then call.", f"Try {LEFT_OUT}. Then call."),
        ("restic restore latest:a/b --target=x.y\nor the disk", f"{LEFT_OUT}\nor the disk"),
        ("dig shows the new record", "dig shows the new record"),
        ("restic 0.18 - the tool - reads it", "restic 0.18 - the tool - reads it"),
        ("the well-known --tag is no program of ours", "the well-known --tag is no program of ours"),
        ("prerestic --tag a", "prerestic --tag a"),
    ],
)
def test_commands_in_sentences(audience: Audience, text: str, shown: str) -> None:
    assert Aliases(PLAN, DISCRETION[audience]).text(text) == shown


def test_many_words_after_a_program_take_no_time() -> None:
    pattern = in_sentences(programs(PLAN))
    assert pattern is not None
    assert re.search(pattern, "restic " * 20_000 + "a " * 20_000) is None
