"""A communication plan to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bcdr.analysis.facts import Facts
from bcdr.analysis.outward import audiences
from bcdr.finding import Finding
from bcdr.fix.blank import blank
from bcdr.fix.phrase import TODO, free
from bcdr.model.communication import Communication
from bcdr.source.edit import Add, Edit, Noted, Set

_RHYTHM = {"first_notice": "30m", "update_every": "60m"}
_TEXT = "We know that [what] does not work since [time]. We are working on it. Next news at [time]."
_CONFIRM = "confirm-notice-times"


def comms_plan_incomplete(finding: Finding, facts: Facts) -> Iterator[Edit]:
    """The usual rhythm, a text with gaps for each audience, and the question how customers reach you.

    The catalogue has the usual times inserted, to be confirmed. A time counts as soon as it is written; so that nobody
    takes the tool's word for a promise, an action to confirm it is opened, whose title is a placeholder until somebody
    has. The texts begin with TODO, and the way back stays unknown: the finding ends with words that people wrote.
    """
    del finding
    plan = facts.plan
    told = plan.communication or Communication()
    at = ("communication",)
    keys: dict[str, Any] = {}
    for name, usual in _RHYTHM.items():
        if told.__dict__[name] is None:
            value = Noted(usual, f"{TODO}to be confirmed; {usual} is usual")
            if told.is_declared(name):
                yield Set((*at, name), usual, value.remark)
            else:
                keys[name] = value
    inserted = any(told.__dict__[name] is None for name in _RHYTHM)
    inward = any(c.direction == "inward" and not c.depends_on for c in plan.channels.values())
    if not told.is_declared("inbound") and not inward:
        keys["inbound"] = blank("how customers reach you while product and login are down")
    if keys:
        yield Add(at, keys)
    ready = {t.audience.casefold() for t in told.templates.values()}
    taken = set(told.templates)
    if not (ready and facts.is_small):
        for audience in audiences(plan) or ("customers",):
            if audience.casefold() not in ready:
                name = free(_slug(audience), taken)
                taken.add(name)
                yield Add((*at, "templates"), {name: {"audience": audience, "text": TODO + _TEXT}})
    if inserted and _CONFIRM not in plan.actions:
        title = f"{TODO}confirm by when customers hear from us first, and how often then"
        yield Add(("actions",), {_CONFIRM: {"title": title, "owner": None, "due": None}})


def _slug(audience: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", audience.casefold())) or "audience"
