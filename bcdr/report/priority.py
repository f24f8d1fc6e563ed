"""What to do first: the three actions that remove the most harm, not those that are repeated most often.

An action clears one rule on every object it speaks of. Its harm is the sum of

- the weight of what falls, for every single event that is fatal today and that the rule guards against; half of it for
  an event that only a backup answers which nobody has proven;
- the gravest share of loss or delay beyond the objective (1 - promised / expected), times the weight of its tier;
- the severity itself: an error of a tier weighs as much as one event of that tier, a warning a quarter.

What an earlier action guards against is not counted again for a later one, so that three rules that end with the same
change do not take all three places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.domain import Atom, kind_of_atom
from bcdr.analysis.survival.fatal import name_of
from bcdr.audit import Audit
from bcdr.finding import Finding, Severity
from bcdr.report.lint import FIRST, Action
from bcdr.report.stake import Excess, Hit, Stake
from bcdr.report.whatif.event import happening
from bcdr.report.wording import counted, listed

SHARES = {Severity.ERROR: 1.0, Severity.WARNING: 0.25}
"""How much of one event a finding weighs by itself; a note asks for nothing."""
DOUBT = 0.5
"""How much of a fatal event it weighs that the way back was never shown to work."""
PLAIN = ("site", "storage", "datastores", "people", "account", "provider", "region", "software", "credentials")
"""Kinds of events in the order in which an owner pictures them; hostile ones come after them."""


class Candidate(NamedTuple):
    """All findings of one rule that ask for action; the gravest of them speaks."""

    lead: Finding
    others: tuple[str, ...]
    hits: frozenset[Hit]
    doubts: frozenset[Hit]
    excess: Excess | None
    own: float

    def beyond(self, covered: frozenset[Hit]) -> Candidate:
        """The same without what earlier actions guard against."""
        return self._replace(hits=self.hits - covered, doubts=self.doubts - covered)


def first_actions(audit: Audit, findings: Iterable[Finding]) -> tuple[Action, ...]:
    """At most three actions, the one that removes most harm first; `findings` are those of the audit, located."""
    stake = Stake(audit)
    left = list(_candidates(findings, stake))
    chosen: list[Action] = []
    while left and len(chosen) < FIRST:
        best = min(left, key=lambda c: (-_harm(c, stake), -c.lead.severity, c.lead.tier or 1, c.lead.rule))
        chosen.append(Action(best.lead, best.others, _words(best, stake)))
        left = [c.beyond(best.hits | best.doubts) for c in left if c is not best]
    return tuple(chosen)


def _candidates(findings: Iterable[Finding], stake: Stake) -> Iterator[Candidate]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.is_open and finding.severity in SHARES:
            groups.setdefault(finding.rule, []).append(finding)
    for group in groups.values():
        each = tuple(_candidate(f, stake) for f in group)
        lead = max(each, key=lambda c: _harm(c, stake)).lead
        yield Candidate(
            lead=lead,
            others=tuple(dict.fromkeys(f.object for f in group if f.object != lead.object)),
            hits=frozenset(hit for c in each for hit in c.hits),
            doubts=frozenset(hit for c in each for hit in c.doubts),
            excess=max((c.excess for c in each), key=_weight),
            own=max(c.own for c in each),
        )


def _candidate(finding: Finding, stake: Stake) -> Candidate:
    return Candidate(
        lead=finding,
        others=(),
        hits=frozenset(stake.hits(finding)),
        doubts=frozenset(stake.doubts(finding)),
        excess=stake.excess(finding),
        own=SHARES[finding.severity] * stake.weight(finding.tier),
    )


def _harm(candidate: Candidate, stake: Stake) -> float:
    doubt = DOUBT * stake.weighed(candidate.doubts)
    return stake.weighed(candidate.hits) + doubt + _weight(candidate.excess) + candidate.own


def _weight(excess: Excess | None) -> float:
    return excess.weight if excess is not None else 0.0


def _words(candidate: Candidate, stake: Stake) -> str:
    """Why it stands where it stands: what is fatal, unproven or missed today; empty where only its severity is."""
    if candidate.hits:
        events, falls = _told(candidate.hits, stake)
        first = happening(events[0], stake.facts).words
        many = f"{len(events)} single events" if len(events) > 1 else "one event"
        such = f"{', such as' if len(events) > 1 else ''}: {first}"
        if not stake.is_certain(candidate.hits):
            return f"today it is not shown that {falls} would survive {many}{such}"
        return f"today {many} {'are each' if len(events) > 1 else 'is'} fatal to {falls}{such}"
    if candidate.doubts:
        events, falls = _told(candidate.doubts, stake)
        return f"after {counted(len(events), 'single event')} only a backup that nobody has tried brings back {falls}"
    return candidate.excess.words if candidate.excess is not None else ""


def _told(hits: frozenset[Hit], stake: Stake) -> tuple[list[Atom], str]:
    """The events, those first that an owner pictures best, and the names of what falls, the most critical first."""
    victims = sorted({v for _, v in hits}, key=lambda v: (stake.tier(v) or 1, v))
    names = [_name(v, stake.facts) for v in victims]
    more = [f"{len(names) - 2} more"] if len(names) > 2 else []
    return sorted({e for e, _ in hits}, key=_picture), listed([*names[:2], *more])


def _name(ref: str, facts: Facts) -> str:
    entry = facts.plan.find(ref)
    return entry.name_or_id if entry is not None else ref


def _picture(event: Atom) -> tuple[bool, int, str]:
    kind = kind_of_atom(event)
    return (not isinstance(event, str), PLAIN.index(kind) if kind in PLAIN else len(PLAIN), name_of(event))
