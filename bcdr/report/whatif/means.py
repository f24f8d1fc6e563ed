"""Who and what a recovery needs, after the events: logins, roles, runbooks, channels, and copies of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.aftermath import Aftermath
from bcdr.analysis.survival.outcome import Outcome, Verdict
from bcdr.model.communication import Channel
from bcdr.model.record import Entry
from bcdr.report.naming import place_words
from bcdr.report.whatif.reason import Reasons

GATES = {"roles": "people", "channels": "down"}
"""A role stands as long as somebody fills it; a channel is down even where another one stands in for it."""
STATES: Mapping[str, tuple[str, str]] = {
    "credentials": ("usable", "unusable"),
    "roles": ("filled", "nobody left"),
    "runbooks": ("usable", "unusable"),
    "channels": ("up", "down"),
}
"""Words for what stands and what falls, by collection."""


class MeansLine(NamedTuple):
    """One login, role, runbook or channel; `is_new` when the events took it, and not the plan as it is."""

    ref: str
    name: str
    state: str
    is_good: bool
    is_new: bool
    why: tuple[str, ...]
    circles: tuple[str, ...]


class StandIn(NamedTuple):
    """Somebody who takes over a role because its holder is gone or away."""

    ref: str
    role: str
    holder: str
    acting: str


class PaperLine(NamedTuple):
    """A copy of the plan: in which form, where, and whether it is `there`, `gone` or `not shown`."""

    id: str
    form: str
    where: str
    state: str
    made: str


def means_lines(aftermath: Aftermath, outcome: Outcome, facts: Facts, reasons: Reasons) -> tuple[MeansLine, ...]:
    """Everything of these kinds, by kind."""
    taken = {m.entry.ref for m in aftermath.means}
    plan = facts.plan
    found: list[MeansLine] = []
    for entries in (plan.credentials, plan.roles, plan.runbooks, plan.channels):
        found += [_line(e, outcome, facts, reasons, is_new=e.ref in taken) for e in _entries(entries)]
    return tuple(found)


def _entries(collection: Mapping[str, Entry]) -> Iterable[Entry]:
    return collection.values()


def _line(entry: Entry, outcome: Outcome, facts: Facts, reasons: Reasons, *, is_new: bool) -> MeansLine:
    kind = entry.ref.partition("/")[0]
    gate = f"{GATES[kind]}:{entry.ref}" if kind in GATES else entry.ref
    verdict = outcome.verdict(gate)
    stands, falls = STATES[kind]
    state = {Verdict.STANDS: stands, Verdict.FALLS: falls, Verdict.NOT_SHOWN: "not shown"}[verdict]
    causes = outcome.causes(gate)
    instead = _instead(entry, outcome, facts) if verdict is not Verdict.STANDS else ()
    return MeansLine(
        ref=entry.ref,
        name=entry.name_or_id,
        state=state,
        is_good=verdict is Verdict.STANDS,
        is_new=is_new,
        why=(*reasons.of(entry, causes), *instead),
        circles=reasons.circles(entry, causes),
    )


def _instead(entry: Entry, outcome: Outcome, facts: Facts) -> tuple[str, ...]:
    """What to use instead of a channel that is down, if that is there."""
    if not isinstance(entry, Channel) or entry.fallback is None:
        return ()
    other = f"channels/{entry.fallback}"
    word = "use" if outcome.stands(f"down:{other}") else "and down as well:"
    return (f"{word} {facts.name_of(other)}{' instead' if word == 'use' else ''}",)


def stand_ins(outcome: Outcome, facts: Facts) -> tuple[StandIn, ...]:
    """Who takes over each role whose holder is gone; roles with nobody left are among the means."""
    found = []
    for role in facts.plan.roles.values():
        people = facts.people(role.ref)
        left = [p for p in people if p.ref not in outcome.closed]
        if people and left and people[0] not in left:
            found.append(StandIn(role.ref, role.name_or_id, people[0].name, left[0].name))
    return tuple(found)


def paper_lines(aftermath: Aftermath, facts: Facts) -> tuple[PaperLine, ...]:
    """Copies of the plan, those that are left first."""
    words = {Verdict.STANDS: "there", Verdict.FALLS: "gone", Verdict.NOT_SHOWN: "not shown"}
    order = {"there": 0, "not shown": 1, "gone": 2}
    found = [
        PaperLine(
            kept.id,
            kept.as_ or "copy",
            place_words(facts, kept.at),
            words[verdict],
            kept.occurred.isoformat() if kept.occurred else "",
        )
        for kept, verdict in aftermath.papers
    ]
    return tuple(sorted(found, key=lambda p: order[p.state]))
