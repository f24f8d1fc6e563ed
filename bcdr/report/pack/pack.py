"""A tabletop for one plan: the scenario, its story, the messages, who sits there, and what is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from bcdr.analysis.agenda.asked import is_open
from bcdr.audit import Audit
from bcdr.model.catalogue import GROUPS
from bcdr.report.lint import Action
from bcdr.report.pack.choice import Inject, chosen
from bcdr.report.pack.inject.decide import declared
from bcdr.report.pack.inject.template import Answer
from bcdr.report.pack.situation import Situation
from bcdr.report.pack.story import OF_GROUP, OWN, STORIES, Story
from bcdr.report.pack.weak import Weak
from bcdr.report.priority import first_actions
from bcdr.report.whatif.aftermath import WhatIf
from bcdr.report.wording import duration
from bcdr.rules.phrase import listed

SIGNS = 3
"""So many signs of the plan's own are read out at the beginning."""


class Seat(NamedTuple):
    """Somebody who should sit at the table, and why."""

    person: str
    why: str


class Pack(NamedTuple):
    """Everything that the sheets are made of.

    `signs` are those by which the plan says the scenario is noticed. `first` is what the plan answers to the first
    question. `is_assumed`: the plan does not say what is lost, so the story takes its most critical service.
    `record` is the entry to fill in; `is_new` unless the plan has a drill that waits for it.
    """

    organization: str
    classification: str
    as_of: date
    seed: int
    scenario: str
    title: str
    group: str
    why: str
    story: Story
    signs: tuple[str, ...]
    after: WhatIf | None
    is_assumed: bool
    focus: str
    first: tuple[Answer, ...]
    injects: tuple[Inject, ...]
    leader: str
    seats: tuple[Seat, ...]
    actions: tuple[Action, ...]
    record_id: str
    record: Mapping[str, Any]
    is_new: bool

    @property
    def length(self) -> timedelta:
        """How long the exercise takes, with the talk afterwards."""
        return BEFORE + EACH * (len(self.injects) + 1) + AFTER

    @property
    def gaps(self) -> tuple[tuple[int, Answer], ...]:
        """What the plan has no answer to, with the number of the message; 0 is the situation at the beginning."""
        found = [(0, a) for a in self.first if a.is_gap]
        return (*found, *((i.number, a) for i in self.injects for a in i.draft.answers if a.is_gap))


BEFORE, EACH, AFTER = timedelta(minutes=15), timedelta(minutes=8), timedelta(minutes=30)


def tabletop(audit: Audit, weak: Weak, seed: int) -> Pack:
    """The pack for a scenario of this plan. The same plan, day and seed give the same pack."""
    situation = Situation(audit, weak.cover, weak.play)
    entry = weak.cover.entry
    plan = audit.facts.plan
    leader = _leader(situation)
    id_, is_new = _record_id(situation)
    return Pack(
        organization=plan.organization.name,
        classification=plan.policy.classification,
        as_of=audit.facts.as_of,
        seed=seed,
        scenario=weak.cover.id,
        title=weak.cover.title,
        group=GROUPS.get(weak.cover.group, ""),
        why=weak.why,
        story=_told(situation),
        signs=entry.triggers[:SIGNS] if entry is not None else (),
        after=situation.after,
        is_assumed=not situation.is_stated,
        focus=situation.focus.name_or_id if situation.focus is not None else "",
        first=declared(situation),
        injects=chosen(situation, seed),
        leader=leader,
        seats=_seats(situation, leader),
        actions=first_actions(audit, audit.findings),
        record_id=id_,
        record=_record(situation, seed),
        is_new=is_new,
    )


def _known(situation: Situation) -> str | None:
    """The scenario, if the plan has it: only then can a record name it."""
    return situation.cover.id if situation.cover.id in situation.plan.scenarios else None


# -- the story --


def _told(situation: Situation) -> Story:
    """The story with its gaps filled. What the plan does not name is spoken of in general words."""
    cover = situation.cover
    story = STORIES.get(cover.id) or STORIES.get(OF_GROUP.get(cover.group, "")) or OWN
    down = [s.name for s in situation.down]
    words = {
        "title": cover.title,
        "down": f" {listed(down, 3)} {'does' if len(down) == 1 else 'do'} not work." if down else "",
        "vendor": situation.vendor.name_or_id if situation.vendor is not None else "your provider",
        "site": _site(situation),
        "store": situation.store.name_or_id if situation.store is not None else "your most important data",
        "service": situation.focus.name_or_id if situation.focus is not None else "your most important service",
        "person": situation.missed.name if situation.missed is not None else "The one who knows your systems",
        "detection": _detection(situation),
    }
    return story._replace(signs=_filled(story.signs, words), truth=_filled(story.truth, words))


def _filled(text: str, words: Mapping[str, str]) -> str:
    """The text with names in its gaps, in capitals where a sentence begins; a name may hold braces of its own."""
    first, *parts = text.split("{")
    found = first
    for name, _, rest in (p.partition("}") for p in parts):
        word = words[name]
        begins = not found or found.endswith(". ")
        found += (word[:1].upper() + word[1:] if begins else word) + rest
    return found


def _site(situation: Situation) -> str:
    for event in situation.play.events:
        label, _, value = event.partition("/") if isinstance(event, str) else ("", "", "")
        if label in {"site", "storage", "region"}:
            places = [
                p for p in situation.plan.places.values() if getattr(situation.facts.labels(p.ref), label) == value
            ]
            if places:
                return places[0].name_or_id
        if label == "places":
            return situation.facts.name_of(str(event))
    return "the building"


def _detection(situation: Situation) -> str:
    entry = situation.cover.entry
    return duration(entry.detection) if entry is not None and entry.detection is not None else "three weeks"


# -- who sits there --


_HOUSE = ("employee", "owner", "contractor", "external")


def _leader(situation: Situation) -> str:
    """Who could lead the exercise: somebody of the house without a part in it, else a deputy; empty if nobody."""
    facts = situation.facts
    holders = {p.id for r in situation.roles for p in facts.people(r.ref)[:1]}
    deputies = {p.id for r in situation.roles for p in facts.people(r.ref)[1:]}
    here = [p for p in situation.plan.people.values() if facts.is_active(p) and p is not situation.missed]
    order = sorted(here, key=lambda p: (p.id in holders, p.id in deputies, _HOUSE.index(p.employment), p.id))
    return order[0].name if len(order) > 1 else ""


def _seats(situation: Situation, leader: str) -> tuple[Seat, ...]:
    """Holders of the roles that the scenario needs; a deputy where the holder leads the exercise."""
    found: dict[str, list[str]] = {}
    for role in situation.roles:
        people = [p for p in situation.facts.people(role.ref) if p.name != leader]
        if people:
            found.setdefault(people[0].name, []).append(role.name_or_id)
    return tuple(Seat(person, listed(roles, 4)) for person, roles in found.items())


# -- the record --


def _record_id(situation: Situation) -> tuple[str, bool]:
    """The drill that waits for this scenario, else a new id."""
    drills = situation.plan.drills
    waiting = [d for d in drills.values() if is_open(d) and d.type == "tabletop" and d.scenario == situation.cover.id]
    if waiting:
        return min(waiting, key=lambda d: (d.planned or date.max, d.id)).id, False
    wish = f"{situation.facts.as_of:%Y-%m}-tabletop-{situation.cover.id}"
    names = (wish, *(f"{wish}-{n}" for n in range(2, len(drills) + 3)))
    return next(n for n in names if n not in drills), True


def _record(situation: Situation, seed: int) -> Mapping[str, Any]:
    """The entry of the drill, without day, people and result: these are for whoever held it."""
    known = _known(situation)
    books = [b.ref for b in situation.cover.runbooks]
    covers = [*([f"scenarios/{known}"] if known else []), *(r.ref for r in situation.roles[:4]), *books]
    if not covers and situation.focus is not None:
        covers = [situation.focus.ref]
    said = {
        "title": f"Tabletop: {situation.cover.title}",
        "type": "tabletop",
        "covers": covers,
        "scenario": known,
        "note": f"Held with the pack of bcdr, seed {seed}, made from the plan of {situation.facts.as_of}",
    }
    return {key: value for key, value in said.items() if value}
