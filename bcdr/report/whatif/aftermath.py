"""After given events: what happens, why, and what would cure it, for a reader who has no time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from bcdr.analysis.survival.aftermath import Survival
from bcdr.report.whatif.cure import cure_words
from bcdr.report.whatif.data import GOOD, StoreLine, store_line
from bcdr.report.whatif.event import Happening, happening
from bcdr.report.whatif.means import MeansLine, PaperLine, StandIn, means_lines, paper_lines, stand_ins
from bcdr.report.whatif.play import Play
from bcdr.report.whatif.reason import Reasons
from bcdr.report.whatif.service import HOPELESS, ServiceLine, service_line
from bcdr.report.whatif.verdict import SURVIVED, judge

CURES = 12
"""So many things get a cure; each is found by trying changes one after the other."""


class WhatIf(NamedTuple):
    """Everything that is known after the events, in words; also what they do not touch.

    `outcome` is `survived`, `late`, `too late`, `not shown` or `not survived`. `detection` is the time until damage to
    data is found.
    """

    plan: str
    organization: str
    as_of: date
    scenario: str
    title: str
    happenings: tuple[Happening, ...]
    detection: timedelta
    outcome: str
    verdict: str
    stores: tuple[StoreLine, ...]
    services: tuple[ServiceLine, ...]
    means: tuple[MeansLine, ...]
    stand_ins: tuple[StandIn, ...]
    papers: tuple[PaperLine, ...]

    @property
    def is_survived(self) -> bool:
        """Everything is shown to come back, each service before the longest time that is tolerable."""
        return self.outcome in SURVIVED

    @property
    def longest(self) -> ServiceLine | None:
        """The service with the most urgent way back to look at: the latest against its promise, else the slowest."""
        back = [s for s in self.services if s.path]
        nothing = timedelta()
        return max(back, key=lambda s: (s.late_by or nothing, s.after or nothing), default=None)


def what_if(plan: str, survival: Survival, play: Play, *, is_cured: bool = False) -> WhatIf:
    """Play the events; `is_cured` also looks for the cheapest change that would save what falls."""
    facts = survival.facts
    after = survival.aftermath(play.events, play.runbooks)
    reasons = Reasons(survival, after.outcome, play.away)
    fallen = [d.store.ref for d in after.data if d.state.value not in GOOD]
    fallen += [s.service.ref for s in after.services if s.state.value in HOPELESS]
    cures = {r: cure_words(survival.cure(r, play.events), facts) for r in (fallen[:CURES] if is_cured else ())}
    stores = tuple(store_line(d, facts, reasons, cures.get(d.store.ref, "")) for d in after.data)
    services = tuple(
        service_line(s, after.comeback, survival, reasons, cures.get(s.service.ref, "")) for s in after.services
    )
    means = means_lines(after, after.outcome, facts, reasons)
    judged = judge(stores, services, means)
    return WhatIf(
        plan=plan,
        organization=facts.plan.organization.name,
        as_of=facts.as_of,
        scenario=play.scenario,
        title=play.title,
        happenings=tuple(happening(e, facts, is_away=e in play.away) for e in play.events),
        detection=after.detection,
        outcome=judged.outcome,
        verdict=judged.words,
        stores=stores,
        services=services,
        means=means,
        stand_ins=stand_ins(after.outcome, facts),
        papers=paper_lines(after, facts),
    )
