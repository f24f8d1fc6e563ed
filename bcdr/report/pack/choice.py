"""Which messages are used and when: those that hurt this plan, from every topic, at rising times of the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from bcdr.finding import Finding
from bcdr.report.pack.inject import access, business, data, decide, people, privacy, talk, twist, vendor
from bcdr.report.pack.inject.template import Draft, Template, Topic
from bcdr.report.pack.luck import luck
from bcdr.report.pack.situation import Situation

TEMPLATES: tuple[Template, ...] = (
    *decide.TEMPLATES, *people.TEMPLATES, *access.TEMPLATES, *data.TEMPLATES, *vendor.TEMPLATES, *talk.TEMPLATES,
    *privacy.TEMPLATES, *business.TEMPLATES, *twist.TEMPLATES,
)  # fmt: skip
ALWAYS: tuple[Topic, ...] = ("decide", "talk", "people", "data")
"""Topics without which a tabletop is none, as far as the plan gives material; personal data comes on top."""
MOST = 9
"""So many messages fit into two hours with a talk afterwards."""
OF_TOPIC, OF_OBJECT = 2, 2
FINDING, LUCK = 2.0, 4.0
"""What an open finding adds to a weight, and how much the seed may add."""
APART = 5


class Inject(NamedTuple):
    """A message in its place: `number` counts from 1, `at` from the beginning of the story.

    `findings` are those at which it is aimed.
    """

    number: int
    at: timedelta
    template: Template
    draft: Draft
    findings: tuple[Finding, ...]


class _Ranked(NamedTuple):
    score: float
    template: Template
    draft: Draft
    findings: tuple[Finding, ...]


def chosen(situation: Situation, seed: int, most: int = MOST) -> tuple[Inject, ...]:
    """The messages for this situation. The same situation and seed give the same ones in the same order."""
    ranked = [_rank(t, d, situation, seed) for t in TEMPLATES for d in t.drafts(situation)]
    ranked.sort(key=lambda r: (-r.score, r.template.id, r.draft.about))
    taken: list[_Ranked] = []
    gone = situation.gone
    for topic in _wanted(situation):
        best = next((r for r in ranked if r.template.topic == topic and _fits(r, taken, gone)), None)
        if best is not None:
            taken.append(best)
    for one in ranked:
        if len(taken) >= most:
            break
        if _fits(one, taken, gone):
            taken.append(one)
    return _timed(sorted(taken[:most], key=lambda r: (r.template.after, r.template.id)), gone)


def _rank(template: Template, draft: Draft, situation: Situation, seed: int) -> _Ranked:
    found = situation.findings(draft.about, template.rules)
    own = [f for f in found if f.object != "plan"]
    chance = luck(seed, "message", template.id, draft.about)
    score = draft.weight + FINDING * min(len(own), 2) + LUCK * chance
    return _Ranked(score, template, _addressed(draft, situation), found[:2])


def _addressed(draft: Draft, situation: Situation) -> Draft:
    """Nobody writes to himself: then it comes from a colleague."""
    same = any(p.name in draft.to and p.name in draft.sender for p in situation.plan.people.values())
    return draft._replace(sender="a colleague") if same else draft


def _wanted(situation: Situation) -> Iterable[Topic]:
    """Topics of which one message is taken first."""
    yield from ALWAYS
    if situation.cover.group != "person" and any(situation.facts.has_personal_data(d) for d in situation.stores):
        yield "privacy"
    yield from ("business", "twist", "vendor", "access")


def _fits(one: _Ranked, taken: Sequence[_Ranked], gone: str) -> bool:
    """It says something new: no template twice, no topic or object too often, and one person away is enough."""
    if any(r.template is one.template for r in taken):
        return False
    away = {gone, *(r.draft.away for r in taken)} - {""}
    if (away and one.draft.away) or one.draft.to in away or any(r.draft.to == one.draft.away for r in taken):
        return False
    topics = Counter(r.template.topic for r in taken)
    objects = Counter(r.draft.about for r in taken)
    return topics[one.template.topic] < OF_TOPIC and objects[one.draft.about] < OF_OBJECT


def _timed(taken: Sequence[_Ranked], gone: str) -> tuple[Inject, ...]:
    found: list[Inject] = []
    last = 0
    for number, one in enumerate(taken, start=1):
        last = max(one.template.after, last + APART)
        draft = one.draft
        if gone:  # what is for a role reaches whoever stands in
            draft = draft._replace(to=draft.to.replace(f" ({gone})", ""), sender=draft.sender.replace(f" ({gone})", ""))
        found.append(Inject(number, timedelta(minutes=last), one.template, draft, one.findings))
        gone = gone or one.draft.away
    return tuple(found)
