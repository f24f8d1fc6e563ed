"""Events in words: what is gone, what is in hostile hands, and what that means for a thing that lies there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from bcdr.analysis.facts import Facts
from bcdr.analysis.survival.domain import Atom, Unknown
from bcdr.analysis.survival.event import is_hostile, kind_of, ref_of
from bcdr.analysis.survival.fatal import name_of

Mode = Literal["gone", "hostile", "away", "not known"]

LABELS = ("storage", "site", "region", "account", "admin")
"""Kinds of events that are labels and no objects; a provider is known by its vendor."""

_HAPPENS = {
    "account": "{} is closed, with everything in it",
    "credentials": "nobody has {} any more, except as a sealed copy",
    "datastores": "{} is deleted or damaged",
    "services": "{} does not work any more",
    "channels": "{} does not work any more",
    "software": "{} damages the data of every store that runs on it",
    "roles": "everybody is gone who holds {}",
}
_HOSTILE = {
    "account": "an attacker owns {}",
    "admin": "an attacker owns {}",
    "credentials": "an attacker has {}",
    "people": "{} acts against you, with every login held",
    "roles": "everybody who holds {} acts against you, with every login held",
    "services": "an attacker owns {}, and the logins that go through it",
    "datastores": "an attacker owns {}, and the logins kept in it",
}
_THERE = {
    "storage": "on {}, which is gone",
    "site": "at {}, which is gone",
    "region": "in {}, which is gone",
    "places": "at {}, which is gone",
    "provider": "with {}, which is gone",
    "account": "in {}, which is closed",
    "datastores": "deleted or damaged",
    "services": "it does not work any more",
    "channels": "it does not work any more",
    "software": "{} damages its data",
}
_WITHIN_REACH = {
    "account": "in {}, which an attacker owns",
    "admin": "under {}, which an attacker owns",
    "credentials": "within reach of {}, which an attacker has",
}
_OBJECTS = {"credentials": "the login", "roles": "the role", "channels": "the channel"}
_KINDS = {"admin": "the administration", "software": "the software"}


class Happening(NamedTuple):
    """One of the events that were asked for; `words` is a clause such as `site fsn1 is gone`.

    `plain` is the same for those who read and do not type: without references.
    """

    ref: str
    mode: Mode
    words: str
    plain: str


def happening(event: Atom, facts: Facts, *, is_away: bool = False) -> Happening:
    """The event as a person would say it; `is_away` for somebody who only cannot be reached."""
    if isinstance(event, Unknown):
        words = _unnamed(event)
        return Happening(name_of(event), "not known", words, words)
    ref = ref_of(event)
    mode: Mode = "hostile" if is_hostile(event) else "away" if is_away else "gone"
    if mode == "hostile":
        clause = _HOSTILE[kind_of(ref)]
    else:
        clause = "{} is away" if mode == "away" else _HAPPENS.get(kind_of(ref), "{} is gone")
    return Happening(ref, mode, clause.format(_long_name(ref, facts)), clause.format(plainly(ref, facts)))


def _unnamed(event: Unknown) -> str:
    """The event that takes whatever nobody wrote: `a site in region north that nobody wrote down is gone`."""
    hostile = is_hostile(event.kind)
    label = _KINDS.get(event.label, event.label).removeprefix("the ")
    _, _, within = name_of(event).partition(f"{event.label} in ")
    where = " of our own" if within == "provider self" else f" in {within}" if within else ""
    words = f"{'an' if label[0] in 'aeiou' else 'a'} {label}{where} that nobody wrote down"
    return f"an attacker owns {words}" if hostile else f"{words} is gone"


def subject(ref: str, facts: Facts) -> str:
    """What people call the object or label of an event: `site fsn1`, `the login Backup root`, `Ada Roth`."""
    kind, _, value = ref.partition("/")
    if kind == "provider":
        return facts.vendor_name(value)
    entry = facts.plan.find(ref)
    if entry is None:
        return f"{_KINDS.get(kind, kind)} {value}"
    return f"{_OBJECTS[kind]} {entry.name_or_id}" if kind in _OBJECTS else entry.name_or_id


def _long_name(ref: str, facts: Facts) -> str:
    """The same with the reference, and with the places that carry the label themselves."""
    kind, _, value = ref.partition("/")
    if kind in LABELS:
        return plainly(ref, facts)
    name = subject(ref, facts)
    return name if name == value else f"{name} ({ref})"


def plainly(ref: str, facts: Facts) -> str:
    """What is lost for those who read and do not type: `Orders`, `site fsn1 (Hall 4)`."""
    kind, _, value = ref.partition("/")
    if kind not in LABELS:
        return subject(ref, facts)
    named = [p.name_or_id for p in facts.plan.places.values() if getattr(p, kind) == value]
    return f"{subject(ref, facts)} ({named[0]})" if len(named) == 1 and named[0] != value else subject(ref, facts)


def whereabouts(events: Iterable[Atom], facts: Facts) -> str:
    """Why something that lies there falls: `at site fsn1, which is gone`. What is known comes before what is not."""
    found = tuple(events)
    known = [e for e in found if isinstance(e, str)]
    if known or not found:
        return ", and ".join(dict.fromkeys(_there(e, facts) for e in known))
    return _unwritten([e for e in found if isinstance(e, Unknown)])


def _there(event: str, facts: Facts) -> str:
    ref = ref_of(event)
    words = (_WITHIN_REACH if is_hostile(event) else _THERE).get(kind_of(ref), "{} is gone")
    return words.format(subject(ref, facts))


def _unwritten(unknown: list[Unknown]) -> str:
    labels = list(dict.fromkeys(_unknown_label(u) for u in unknown))
    which = " or ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)
    hostile = all(is_hostile(u.kind) for u in unknown)
    return f"nobody wrote its {which}, so it may be the one that {'an attacker owns' if hostile else 'is gone'}"


def _unknown_label(unknown: Unknown) -> str:
    return _KINDS.get(unknown.label, unknown.label).removeprefix("the ")
