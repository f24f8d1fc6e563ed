"""Second blows: what together with the scenario is fatal by the plan's own survival analysis, and what nobody wrote."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.analysis.survival.domain import Unknown
from bcdr.analysis.survival.event import is_hostile, kind_of, ref_of
from bcdr.analysis.survival.fatal import Fatal, name_of
from bcdr.report.pack.inject.template import ALL, Answer, Draft, gap, says, template
from bcdr.report.pack.situation import Situation
from bcdr.report.whatif.cure import cure_words
from bcdr.report.whatif.event import happening, plainly
from bcdr.rules.phrase import listed

_NEWS = {
    "site": "nobody can get into {}, and nothing there works",
    "storage": "{} has failed for good",
    "region": "a disaster has struck {}, and nothing there works",
    "provider": "{} has stopped everything that it provides",
    "account": "{} is closed, with everything in it",
    "hostile:account": "somebody else is administrator of {}",
    "hostile:admin": "somebody else has administrator rights over {}",
    "credentials": "nobody has {} any more",
    "hostile:credentials": "somebody else has {}",
    "people": "{} cannot be reached any more",
    "hostile:people": "somebody acts with every login of {}",
    "datastores": "{} is damaged",
    "hostile:datastores": "somebody else can read {}, and the logins in it",
}


def _news(event: str, s: Situation) -> str:
    """What has happened, for those at the table: in names and without references."""
    words = _NEWS.get(kind_of(event))
    return words.format(plainly(ref_of(event), s.facts)) if words is not None else happening(event, s.facts).words


BLOWS = 4
"""So many second blows are offered, those that hit what is most critical first."""


def _fatal(s: Situation, order: int) -> Iterator[Fatal]:
    sets = s.survival.fatal(order)
    for entry in sorted((*s.facts.stores, *s.facts.services), key=lambda e: (s.facts.tier(e) or 5, e.ref)):
        yield from sets.of(entry.ref)


@template("twist", 150, "A second blow changes the plan of the last hour, and nobody clings to it")
def second_blow(s: Situation) -> Iterator[Draft]:
    """An event that is fatal together with what has happened."""
    played = set(s.play.events)
    found: dict[str, list[str]] = {}
    for fatal in _fatal(s, 2) if played else ():
        rest = [e for e in fatal.events if e not in played]
        if len(fatal.events) == 2 and len(rest) == 1 and isinstance(rest[0], str) and fatal.is_certain:
            found.setdefault(rest[0], []).append(fatal.ref)
    worst = sorted(
        found, key=lambda e: (-sum(5 - (s.facts.tier(x) or 4) for r in found[e] if (x := s.plan.find(r))), e)
    )
    for event in worst[:BLOWS]:
        names = list(dict.fromkeys(s.facts.name_of(r) for r in found[event]))
        words = _news(event, s)
        answers: list[Answer] = [
            gap(
                f"By the survival analysis this is fatal together with what has happened: {listed(names, 3)}.",
                found[event][0],
            ),
            says(
                f"What would help: {cure_words(s.survival.cure(found[event][0], (*s.play.events, event)), s.facts)}",
                found[event][0],
            ),
        ]
        yield Draft(
            found[event][0], 8, ALL, "a colleague", "by phone" if is_hostile(event) else "with the news on a phone",
            f"There is something else: {words}. What of your plan of the last hour still holds?",
            tuple(answers[:1] if answers[1].text.endswith(": ") else answers),
        )  # fmt: skip


@template("twist", 135, "What nobody wrote down is found out now, by asking the right person", ["location-unverified"])
def nobody_wrote(s: Situation) -> Iterator[Draft]:
    """A label is missing, and everything may hang on it."""
    near = {d.ref for d in s.stores} | {x.ref for x in s.services}
    for fatal in _fatal(s, 1):
        if len(fatal.events) != 1 or not isinstance(fatal.events[0], Unknown) or (near and fatal.ref not in near):
            continue
        unknown = fatal.events[0]
        name = s.facts.name_of(fatal.ref)
        yield Draft(
            fatal.ref, 7, ALL, s.leader, "in the room",
            f"Before we rely on anything: is what brings back {name} really apart from what is lost? Who can say so "
            "for certain, and how do we find out within ten minutes?",
            (gap(f"The plan does not say it: {name_of(unknown)} would take both.", fatal.ref),),
        )  # fmt: skip
        return


@template("twist", 165, "The weakest point is known to those at the table")
def another_disaster(s: Situation) -> Iterator[Draft]:
    """A single event that is fatal by itself, and is not the one that is played."""
    played = set(s.play.events)
    for fatal in _fatal(s, 1):
        event = fatal.events[0]
        if not isinstance(event, str) or event in played or not fatal.is_certain:
            continue
        words = _news(event, s)
        yield Draft(
            fatal.ref, 5, ALL, "the exercise leader", "in the room",
            f"Put this aside for five minutes. Suppose instead that {words}. What would be left, and who of you could "
            "say so without looking it up?",
            (gap(f"By the survival analysis this alone is fatal to {s.facts.name_of(fatal.ref)}.", fatal.ref),),
        )  # fmt: skip
        return


TEMPLATES = (second_blow, nobody_wrote, another_disaster)
