"""Who leads a drill and who takes part: people whom it concerns, the load shared, and not only those who wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, NamedTuple

from bcdr.analysis import proof, staffing
from bcdr.analysis.agenda.asked import LOWEST_LED
from bcdr.analysis.agenda.form import Form
from bcdr.analysis.agenda.need import uses
from bcdr.analysis.authorship import usual_leaders
from bcdr.analysis.duty import LEADING
from bcdr.analysis.facts import Facts
from bcdr.model.drill import Drill
from bcdr.model.people import Role
from bcdr.model.runbook import Runbook

Standing = Literal["deputy", "before", "holder", "named", "helper", "other"]
"""How somebody comes to a drill: by a role, from the one before, named in a step, or because nobody else is there."""
RECENT = timedelta(days=365)
FEW, ROUND = 3, 8
"""How many people carry a recovery out together, and how many sit round a table."""
_POWERS = frozenset({"own-backups", "fail-over"})
_SEATS: tuple[Standing, ...] = ("holder", "named", "before", "helper", "deputy")
_CIRCLES: tuple[frozenset[Standing], ...] = (
    frozenset({"deputy", "before", "holder", "named"}), frozenset({"helper"}), frozenset({"other"}),
)  # fmt: skip
_HANDS = frozenset({"choose-point", "provision", "restore", "switch-over"})
"""Kinds of step that recover something: whoever does them can lead."""


class Part(NamedTuple):
    """Who leads, how that person comes to it, who else is there; `is_barred`: nobody else was there to lead."""

    leader: str | None
    standing: Standing | None
    others: tuple[str, ...]
    is_barred: bool = False


class Roster:
    """The people of a plan, and what the calendar asks of each so far."""

    def __init__(self, facts: Facts) -> None:
        """Nobody is booked yet."""
        self._facts = facts
        self._booked: dict[date, set[str]] = {}
        self._leads: Counter[str] = Counter()
        self._parts: Counter[str] = Counter()
        self._shown: set[str] = set()
        self._pools: dict[Form, Mapping[str, Standing]] = {}

    def book(self, day: date, drill: Drill) -> None:
        """These people have a drill that day."""
        people = tuple(dict.fromkeys(p for p in (drill.led_by, *drill.participants) if p is not None))
        self._booked.setdefault(day, set()).update(people)
        self._parts.update(people)
        if drill.led_by is not None:
            self._leads[drill.led_by] += 1
            self._shown.update(r for r in self._used_by(drill) if drill.led_by not in self._usual[r])

    def busy(self, day: date) -> frozenset[str]:
        """Who has a drill that day."""
        return frozenset(self._booked.get(day, ()))

    def is_quiet(self, day: date) -> bool:
        """Nobody has a drill that day."""
        return not self._booked.get(day)

    def part(self, form: Form, day: date) -> Part | None:
        """Who carries out such a drill that day; None when everybody who could lead it has another one."""
        people = self._facts.plan.people
        pool = {p: s for p, s in self._pool(form).items() if staffing.is_active(people.get(p), day)}
        if not pool:
            return Part(None, None, ())
        barred = self._barred(form)
        here = [p for p in pool if p not in self.busy(day)]
        # a drill does not move to a day on which only somebody stands in who would not lead it otherwise
        circle = next((c for c in _CIRCLES if any(s in c and p not in barred for p, s in pool.items())), None)
        able = [p for p in here if circle is None or (p not in barred and pool[p] in circle)]
        if not able:
            return None
        order, writes = list(pool), self._writes(form)
        leader = min(
            able,
            key=lambda p: (
                self._is_guest(p, form),
                self._weight(p) + (p in writes) + (pool[p] == "before"),
                order.index(p),
            ),
        )
        others = self._others(form, [p for p in here if p != leader])
        return Part(leader, pool[leader], tuple(others), is_barred=leader in barred)

    def _weight(self, person: str) -> int:
        return self._leads[person] + self._led_lately[person]

    def _others(self, form: Form, here: list[str]) -> list[str]:
        if form.type == "notification-test":
            return [p for p in here if not self._is_external(p)]
        pool = self._pool(form)
        able = [p for p in here if pool[p] != "other"]
        order, like = list(pool), self._facts.plan.drills.get(form.like or "")
        before = set(like.participants) if like is not None else set()
        many = max(len(before), ROUND if form.is_for_all else 0) or FEW
        if form.is_for_all:  # the deputy leads and watches, those who would decide play
            return sorted(able, key=lambda p: (_SEATS.index(pool[p]), order.index(p)))[: many - 1]
        strange = {p for p in able if pool[p] == "helper" and p not in before}
        rank = sorted(able, key=lambda p: (self._is_external(p), p in strange, self._parts[p], order.index(p)))
        return rank[: many - 1]

    def _is_external(self, person: str) -> bool:
        return self._facts.plan.people[person].employment == "external"

    def _is_guest(self, person: str, form: Form) -> bool:
        """Not of the house; a contractor may lead a restore, and no talk about who decides."""
        guests = {"external", "contractor"} if form.is_for_all else {"external"}
        return self._facts.plan.people[person].employment in guests

    @cached_property
    def _led_lately(self) -> Counter[str]:
        facts = self._facts
        return Counter(d.led_by for d in facts.done_drills if d.led_by and facts.age(d.occurred) <= RECENT)

    @cached_property
    def _usual(self) -> Mapping[str, frozenset[str]]:
        return {b.ref: usual_leaders(b, self._facts.plan) for b in self._facts.plan.runbooks.values()}

    def _barred(self, form: Form) -> set[str]:
        """Whoever writes or keeps a critical runbook that nobody else has led a drill of."""
        shown = self._shown | self._shown_before
        return {
            p for ref in self._used_by(_bare(form)) if self._is_led(ref) and ref not in shown for p in self._usual[ref]
        }

    def _is_led(self, ref: str) -> bool:
        facts = self._facts
        return facts.runbook_tier(facts.plan.runbooks[ref.removeprefix("runbooks/")]) <= LOWEST_LED[facts.profile]

    def _writes(self, form: Form) -> set[str]:
        return {p for ref in self._used_by(_bare(form)) for p in self._usual[ref]}

    @cached_property
    def _shown_before(self) -> frozenset[str]:
        books = self._facts.plan.runbooks.values()
        led = {b.ref: {d.led_by for d in self._facts.used_in(b) if d.led_by} for b in books}
        return frozenset(ref for ref, leaders in led.items() if leaders - self._usual[ref])

    def _used_by(self, drill: Drill) -> list[str]:
        covered = set(proof.covered(drill, self._facts.plan))
        near = {b.ref for r in covered if (e := self._facts.plan.find(r)) for b in self._facts.runbooks(e)}
        near |= {r for r in covered if r.startswith("runbooks/")}
        return sorted(r for r in near if uses(drill, self._facts.plan.runbooks[r[9:]], covered))

    def _pool(self, form: Form) -> Mapping[str, Standing]:
        """Everybody who could lead such a drill, those whom it concerns first."""
        if form not in self._pools:
            found: dict[str, Standing] = {}
            like = self._facts.plan.drills.get(form.like or form.entry or "")
            if form.entry is not None and like is not None and like.led_by is not None:
                found[like.led_by] = "named"
            elif form.type == "notification-test":
                self._add(found, sorted(self._facts.plan.roles))
            else:
                self._concerned(form, like, found)
            self._rest(found)
            here = {p for p in found if staffing.is_active(self._facts.plan.people.get(p), self._facts.as_of)}
            self._pools[form] = {p: s for p, s in found.items() if p in here}
        return self._pools[form]

    def _concerned(self, form: Form, like: Drill | None, found: dict[str, Standing]) -> None:
        refs = list(self._refs(form))
        hands = [] if form.is_for_all else list(self._hands(form))
        # whoever looked on is not asked to lead a restore; round a table anybody may
        before = () if like is None else (like.led_by,) if hands else (like.led_by, *like.participants)
        hands = hands or refs
        self._add(found, [r[6:] for r in hands if r.startswith("roles/")], before)
        for ref in hands:
            if ref.startswith("people/"):
                found.setdefault(ref[7:], "named")
        helpers = (*like.participants,) if like is not None else ()
        for person in (*helpers, *(p.id for r in refs for p in self._facts.people(r))):
            found.setdefault(person, "helper")

    def _hands(self, form: Form) -> Iterator[str]:
        for book in self._books(form):
            yield from (s.by for s in book.steps if s.by is not None and s.kind in _HANDS)

    def _books(self, form: Form) -> list[Runbook]:
        """Runbooks that the drill names, else those that recover what it covers."""
        plan = self._facts.plan
        entries = [e for e in map(plan.find, form.covers) if e is not None]
        named = [e for e in entries if isinstance(e, Runbook)]
        return named or list(dict.fromkeys(b for e in entries for b in self._facts.runbooks(e)))

    def _add(self, found: dict[str, Standing], roles: Iterable[str], before: Iterable[str | None] = ()) -> None:
        held = [self._facts.plan.roles[r] for r in dict.fromkeys(roles)]
        for role in held:
            found.update((d, "deputy") for d in (*role.deputies, *role.members) if d not in found)
        for person in before:
            if person is not None:
                found.setdefault(person, "before")
        for role in held:
            if role.holder is not None:
                found.setdefault(role.holder, "holder")

    def _refs(self, form: Form) -> Iterator[str]:
        """Roles and people whom the drill concerns: of its runbooks, its scenario, then of what it covers."""
        plan = self._facts.plan
        entries = [plan.find(r) for r in form.covers]
        for book in self._books(form):
            yield from (r for r in (book.owner, *(s.by for s in book.steps)) if r is not None)
        if form.is_for_all:
            yield from self._leading
        scenario = plan.scenarios.get(form.scenario or "")
        for entry in (scenario, *entries):
            owner = entry.__dict__.get("owner") if entry is not None else None
            if owner is not None:
                yield owner
            if isinstance(entry, Role):
                yield entry.ref

    @cached_property
    def _leading(self) -> tuple[str, ...]:
        roles = self._facts.plan.roles.values()
        return tuple(r.ref for r in roles if LEADING & set(r.powers) or r.id in self._facts.critical_roles)

    def _rest(self, found: dict[str, Standing]) -> None:
        """Whoever else could lead: first those who keep backups or may fail over, then anybody."""
        plan = self._facts.plan
        able = [r for r in plan.roles.values() if _POWERS & set(r.powers)]
        for role in (*able, *plan.roles.values()):
            for person in (*role.deputies, role.holder, *role.members):
                if person is not None:
                    found.setdefault(person, "other")
        for person in plan.people:
            found.setdefault(person, "other")


def _bare(form: Form) -> Drill:
    return Drill.standing((), type=form.type, covers=form.covers)
