"""The critical path of a recovery in words: who does a step, what it waits for, what its length rests on."""

from __future__ import annotations

from datetime import timedelta
from textwrap import shorten

from bcdr.analysis.facts import Facts
from bcdr.analysis.recovery import PathStep, Recovery
from bcdr.analysis.schedule import Wait
from bcdr.model.value import UNBOUNDED
from bcdr.report.wording import duration

_LABEL = 60


def held_by(facts: Facts, wait: Wait) -> str:
    """The person, or the link with its other end: `Ann`, `the link from NAS`."""
    if wait.kind == "person":
        return facts.name_of(wait.name)
    direction, _, place = wait.name.partition(" ")
    return f"the link {direction} {facts.name_of(place)}"


def waits_for(facts: Facts, step: PathStep) -> str:
    """What it waits for besides the step before it, and how long; empty when for nothing."""
    if step.wait is None or step.wait.kind == "task":
        return ""
    held = held_by(facts, step.wait)
    return held if UNBOUNDED in {step.start, step.ready} else f"{duration(step.waited)} for {held}"


def rests_on(facts: Facts, step: PathStep) -> str:
    """What the length of a step rests on, with the runbook that it stands in."""
    of = facts.name_of(step.of)
    if step.basis.startswith("step"):
        return f"step of {of}{step.basis.removeprefix('step')}"
    return f"{step.basis}; {of}" if step.of.startswith("runbooks/") else step.basis


def weakest_link(facts: Facts, found: Recovery) -> str:
    """The longest part of the way back and the longest wait for somebody; why it is not known where that is so."""
    if found.estimate is None:
        return f"not known: {found.missing[0]}" if found.missing else "not known"
    if not found.path:
        return "no part of the way back takes any time"
    longest = max(found.path, key=lambda p: p.value)
    name = shorten(longest.name, _LABEL, placeholder=" ...")
    words = f"longest part: {name}, {duration(longest.value)} ({rests_on(facts, longest)})"
    held = max(found.path, key=_waited)
    if _waited(held):
        words += f"; waits {waits_for(facts, held)}"
    return words


def _waited(step: PathStep) -> timedelta:
    return step.waited if step.wait is not None and step.wait.kind != "task" else timedelta()
