"""A calendar of drills: every need of a plan met in time, as far as days and people allow.

Needs are looked after one by one: those asked at once first, by tier and by how long they have waited, then by the day
on which they are due. A drill meets all needs that it can, so that one restore serves several. Nothing is drawn by lot:
the same plan and days give the same calendar. It is a greedy choice, not a search. What it promises: nobody has two
proposed drills on one day, none lies in a busy season of what it touches, and none is late while a free day was left
before, unless that would have followed the last one within a quarter of its interval.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from bcdr.analysis import proof
from bcdr.analysis.agenda.asked import asked, is_open
from bcdr.analysis.agenda.cast import Part, Roster
from bcdr.analysis.agenda.day import Days, Why
from bcdr.analysis.agenda.form import Form, Obstacle, form_of
from bcdr.analysis.agenda.gap import OFTEN, Gap, gap_of, next_after
from bcdr.analysis.agenda.need import Need, NeedKind, after, meets, touches
from bcdr.analysis.agenda.season import Seasons, Touched
from bcdr.analysis.facts import Facts
from bcdr.model.drill import Drill
from bcdr.model.service import Service

NOTICE = timedelta(days=7)
"""So long before a drill its people hear of it."""
BEYOND = timedelta(days=120)
"""So far behind the calendar a free day is looked for before a need that is due there is left to the next one."""
PHASES: tuple[tuple[NeedKind, ...], ...] = (
    ("entry", "series", "repeat", "closure", "restore", "failover", "runbook"), ("peak",), ("scenario", "tabletop"),
    ("leader",), ("call-out", "exercise"),
)  # fmt: skip
"""What is asked of one thing comes before what nearly any drill would meet."""
_TALK: frozenset[NeedKind] = frozenset({"scenario", "tabletop", "leader", "call-out", "exercise"})
"""What waits like tier 4 when it is asked at once: an hour round a table every month is soon too much."""
LEAST = 4
_LOADED = frozenset({"failover", "system-restore", "functional-exercise", "parallel-test", "full-scale"})

Origin = Literal["planned", "moved", "proposed"]


class Met(NamedTuple):
    """A need that a drill meets, and the last day on which that is in time; None: asked at once, or for ever met.

    `since` is the last day that counts before; `is_after_change`: a planned change voids it.
    """

    need: Need
    due: date | None
    since: date | None
    is_after_change: bool = False

    @property
    def is_asked_at_once(self) -> bool:
        """Nothing that counts was there before."""
        return self.due is None and self.need.is_asked_at_once and self.since == self.need.last


class Session(NamedTuple):
    """A drill on its day. `drill` has no result: it is what would be written. `in_way` are busy services.

    `part` says how its leader was found; of a drill that was planned before nothing is known but what it says.
    """

    day: date
    origin: Origin
    drill: Drill
    form: Form
    part: Part | None = None
    why: Why = "in-time"
    meets: tuple[Met, ...] = ()
    in_way: tuple[str, ...] = ()

    @property
    def is_late(self) -> bool:
        """One of its needs was due before."""
        return any(m.due is not None and m.due < self.day for m in self.meets)


class Missing(NamedTuple):
    """A need for which the calendar has no drill, or too few. `in_way` are services with a busy season.

    `due` is when the first one that is missing is due; None: at once.
    """

    need: Need
    reason: Obstacle | Literal["no-day", "nobody", "nobody-else", "too-often"]
    in_way: tuple[str, ...] = ()
    due: date | None = None


class Agenda(NamedTuple):
    """A year of drills, by day, and what could not be placed."""

    first: date
    last: date
    sessions: tuple[Session, ...]
    missing: tuple[Missing, ...]


def agenda(facts: Facts, first: date, last: date) -> Agenda:
    """The drills from `first` to `last`, both included. `first` is not before the day of the facts.

    How often what is asked is as the policy of the plan sets it; BcdrError when it sets what is no value.
    """
    return _Desk(facts, first, last).made()


class _Desk:
    """The calendar while it is being made."""

    def __init__(self, facts: Facts, first: date, last: date) -> None:
        self.facts = facts
        self.first, self.last = first, last
        self.needs = asked(facts)
        self.roster = Roster(facts)
        self.seasons = Seasons(facts, first, after(last, BEYOND) or last)
        self.days = Days(last, max(first, after(facts.as_of, NOTICE) or last), len(self.needs))
        self.sessions: list[Session] = []
        self.missing: dict[tuple[str, str, str], Missing] = {}
        self.met: dict[Need, list[date]] = {n: [] for n in self.needs}
        self.accepted: set[tuple[Need, date]] = set()

    def made(self) -> Agenda:
        for drill in self.facts.plan.drills.values():
            if is_open(drill) and drill.planned is not None and drill.planned >= self.facts.as_of:
                self._add(Session(drill.planned, "planned", drill, _form(drill)))
        for need in self.needs:
            if need.every is not None and need.every < OFTEN:
                self._miss(Missing(need, "too-often"))
        for kinds in PHASES:
            self._phase([n for n in self.needs if n.kind in kinds])
        shown = [self._explained(s) for s in self.sessions if self.first <= s.day <= self.last]
        return Agenda(
            self.first,
            self.last,
            tuple(sorted(shown, key=lambda s: (s.day, s.drill.id, s.drill.type, s.drill.covers))),
            tuple(sorted(self.missing.values(), key=lambda m: (m.need.tier, m.need.kind, m.need.ref, m.reason))),
        )

    # -- one need after the other --

    def _phase(self, needs: list[Need]) -> None:
        waiting: list[tuple[tuple[int, ...], str, str, int]] = []

        def queue(number: int) -> None:
            need = needs[number]
            gap = self._gap(need)
            if gap is not None:
                heapq.heappush(waiting, (self._urgency(need, gap), need.kind, need.ref, number))

        for number in range(len(needs)):
            queue(number)
        while waiting:
            urgency, _, _, number = heapq.heappop(waiting)
            gap = self._gap(needs[number])
            if gap is None:
                continue
            if self._urgency(needs[number], gap) != urgency or self._fill(needs[number], gap, needs):
                queue(number)

    def _urgency(self, need: Need, gap: Gap) -> tuple[int, ...]:
        if gap.due is None or self.days.is_urgent(gap):
            waited = (self.first - gap.since).days if gap.since is not None else 10**7
            return 0, need.tier, -waited
        return 1, gap.due.toordinal(), need.tier

    def _gap(self, need: Need) -> Gap | None:
        gap = gap_of(need, self.met[need], self.first, lambda day, late: self._is_settled(need, day, late))
        return None if gap is None or self._is_beyond(need, gap) else gap

    def _is_settled(self, need: Need, day: date, late: timedelta) -> bool:
        """A drill that comes late, and yet is the one: it was planned so, or there was no day before."""
        if (need, day) in self.accepted:
            return True
        planned = any(s.origin == "planned" and s.day == day for s in self.sessions)
        return planned and late <= max(need.every or OFTEN, OFTEN) / 2

    def _is_beyond(self, need: Need, gap: Gap) -> bool:
        """It is due behind the calendar, and the day on which it would be held lies there too."""
        if gap.due is None or gap.due <= self.last:
            return False
        free = self._free(need)
        before = max((d for d in free if gap.soonest <= d <= gap.due), default=None)
        return before is None or before > self.last

    def _free(self, need: Need) -> Sequence[date]:
        form = form_of(need, self.facts, ())
        return self.seasons.free(self._touched(form)) if isinstance(form, Form) else ()

    # -- a drill for it --

    def _fill(self, need: Need, gap: Gap, needs: list[Need]) -> bool:
        """Place a drill for the need; False when that cannot be."""
        if need.kind == "peak" and self._is_made_heavier(need):
            return True
        form = self._form_before(need) or form_of(need, self.facts, [n for n in needs if not self.met[n]])
        if not isinstance(form, Form):
            self._miss(Missing(need, form))
            return False
        found = self._placed(need, form, gap)
        if found is None:
            later = [d for d in sorted(self.met[need]) if gap.due is not None and d > gap.due]
            self.accepted.update((need, d) for d in later[:1])
            return bool(later)
        if not self._meets(found.drill, need):  # it wants another leader than there is
            self._miss(Missing(need, "nobody-else"))
            return False
        self._add(found)
        self.accepted.add((need, found.day))
        return True

    def _form_before(self, need: Need) -> Form | None:
        """What is restored or switched over for the second time goes as it went the first time."""
        if need.kind not in {"restore", "failover"}:
            return None
        before = (s.form for s in reversed(self.sessions) if s.origin == "proposed" and self._meets(s.drill, need))
        return next(before, None)

    def _meets(self, drill: Drill, need: Need) -> bool:
        return meets(drill, need, self.facts, proof.covered(drill, self.facts.plan))

    def _placed(self, need: Need, form: Form, gap: Gap) -> Session | None:
        free = self.seasons.free(self._touched(form))
        tier = LEAST if need.kind in _TALK else need.tier
        nobody = False
        for stretch in self.days.stretches(free, gap, tier):
            if stretch.why == "late" and gap.due is not None and any(d > gap.due for d in self.met[need]):
                break  # late there is one already
            for day in self.days.in_order(stretch):
                part = self.roster.part(form, day)
                nobody = True
                if part is not None and (form.type != "notification-test" or self.roster.is_quiet(day)):
                    return Session(
                        day,
                        "moved" if form.entry else "proposed",
                        self._drill(form, day, part),
                        form,
                        part,
                        stretch.why,
                    )
        if not any(gap.due is not None and d > gap.due for d in self.met[need]):
            busy = () if nobody else self._touched(form).services
            self._miss(Missing(need, "nobody" if nobody else "no-day", busy, gap.due))
        return None

    def _miss(self, missing: Missing) -> None:
        self.missing.setdefault((missing.need.kind, missing.need.ref, missing.reason), missing)

    def _is_made_heavier(self, need: Need) -> bool:
        """A drill that is in the calendar anyway is held under the heaviest load."""
        service = self.facts.plan.find(need.ref)
        for number, session in sorted(
            enumerate(self.sessions), key=lambda s: (s[1].drill.type != "failover", s[1].day)
        ):
            drill = session.drill
            covered = set(proof.covered(drill, self.facts.plan))
            fits = session.origin == "proposed" and drill.load is None and drill.type in _LOADED
            if fits and isinstance(service, Service) and touches(drill, service, self.facts, covered):
                drill = drill.but(load="simulated-peak")
                self.sessions[number] = session._replace(drill=drill)
                for other in self.needs:
                    if other.kind == "peak" and meets(drill, other, self.facts, covered):
                        self.met[other].append(session.day)
                return True
        return False

    def _touched(self, form: Form) -> Touched:
        return self.seasons.touched(form.covers, everybody=form.is_for_all)

    def _drill(self, form: Form, day: date, part: Part) -> Drill:
        if form.entry is not None:
            entry = self.facts.plan.drills[form.entry]
            return entry.but(planned=day, led_by=entry.led_by or part.leader)
        people = (part.leader, *part.others) if part.leader is not None else part.others
        return Drill.standing(
            (),
            type=form.type, covers=form.covers, scenario=form.scenario, load=form.load, announced=form.is_announced,
            planned=day, led_by=part.leader, participants=people,
        )  # fmt: skip

    def _add(self, session: Session) -> None:
        drill, day = session.drill, session.day
        self.sessions.append(session)
        self.days.take(day)
        self.roster.book(day, drill)
        covered = proof.covered(drill, self.facts.plan)
        for need in self.needs:
            if meets(drill, need, self.facts, covered):
                self.met[need].append(day)

    # -- why it is there --

    def _explained(self, session: Session) -> Session:
        covered = proof.covered(session.drill, self.facts.plan)
        found = tuple(self._met(n, session.day) for n in self.needs if meets(session.drill, n, self.facts, covered))
        return session._replace(meets=found, in_way=self._in_way(session, found))

    def _met(self, need: Need, day: date) -> Met:
        earlier = [d for d in self.met[need] if d < day]
        since = max(earlier, default=need.last)
        if since is None or (need.is_asked_at_once and not earlier):
            return Met(need, None, since)
        gap = next_after(need, since, self.first)
        return Met(need, gap.due, since, gap.is_after_change) if gap is not None else Met(need, None, since)

    def _in_way(self, session: Session, found: tuple[Met, ...]) -> tuple[str, ...]:
        """Busy services: on the day of a drill that others planned, or on the day on which it was due."""
        touched = self._touched(session.form)
        if session.origin == "planned":
            return self.seasons.busy_on(session.day, touched)
        days = [m.due for m in found if m.due is not None]
        return self.seasons.busy_on(min(days), touched) if session.why in {"before-season", "late"} and days else ()


def _form(drill: Drill) -> Form:
    return Form(drill.type, drill.covers, drill.scenario, drill.load)
