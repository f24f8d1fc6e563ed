"""People in words: how many must be away until a recovery stops, who has practised, who never tried.

Shared by the site and documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bcdr.analysis.bus_factor import BusFactor, Need
from bcdr.analysis.facts import Facts
from bcdr.analysis.practice import Practice
from bcdr.model.people import Role
from bcdr.model.runbook import Runbook
from bcdr.report.span import Span
from bcdr.report.wording import counted, listed

FRAGILE = 1
"""From this number down one absence is enough."""

_GAPS = {
    "unnamed": "nobody is named",
    "roster": "roster kept elsewhere",
    "no steps": "no step is written",
}


def number(found: BusFactor) -> Span:
    """`2`, `at most 2`, `not known`, or that nobody's absence stops it."""
    if found.is_free:
        return Span("needs nobody", tone="good")
    if found.at_most is None:
        return Span("not known", tone="fair")
    words = str(found.at_most) if found.is_exact else f"at most {found.at_most}"
    return Span(words, tone="bad" if found.at_most <= FRAGILE else "", strong=found.at_most <= FRAGILE)


def without(facts: Facts, found: BusFactor) -> tuple[str, ...]:
    """Who must be away, one line a group, any of which is enough; then what is not known. Each line once."""
    # the same people in another order are the same group; of empty ones each has its own name
    groups: dict[object, Need] = {}
    for need in found.weakest:
        groups.setdefault(frozenset(need.people) if need.absences else need.who, need)
    words = dict.fromkeys(_group(facts, need) for need in groups.values())
    lines = [f"or {one}" if n else one for n, one in enumerate(words)]
    return (*lines, *dict.fromkeys(_unknown(facts, need) for need in found.open))


def unnamed(found: BusFactor) -> tuple[str, ...]:
    """Why people on whom the steps count are not known, each reason once."""
    acting = (n for n in found.needs if n.steps or n.gap == "no steps")
    return tuple(dict.fromkeys(f"not known: {_GAPS[n.gap]}" for n in acting if n.gap is not None))


def by_day(found: Iterable[tuple[Practice, date | None]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Days as `2026-11-10 (talk)`, each with the references of the people whose newest day it is."""
    days: dict[tuple[date, bool], list[str]] = {}
    for one, day in found:
        if day is not None:
            days.setdefault((day, one.done is None), []).append(f"people/{one.person}")
    return tuple((f"{day} (talk)" if is_talk else str(day), tuple(people)) for (day, is_talk), people in days.items())


def leaders(found: Iterable[Practice]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those who led a drill, by day."""
    return by_day((p, p.led) for p in found)


def others(found: Iterable[Practice]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those who took part and never led, by day."""
    return by_day((p, p.last) for p in found if p.led is None)


def untried(facts: Facts, book: Runbook) -> Span:
    """What stands where no one who is here has led a drill of a runbook."""
    drills = facts.drills(book)
    if any(d.led_by is not None for d in drills):
        return Span("nobody who is here", tone="bad")
    return Span("not recorded", tone="fair") if drills else Span("nobody", tone="bad")


def _group(facts: Facts, need: Need) -> str:
    people = [facts.name_of(f"people/{p}") for p in need.people]
    if need.absences == 0:
        of = f", {need.enough} needed and {len(people)} named" if need.enough > 1 else ""
        return f"nobody is left{of}: {_who(facts, need)}" if not people or need.enough == 1 else f"too few{of}"
    if need.absences == len(people):
        return " and ".join(people) if len(people) < 3 else f"{', '.join(people[:-1])} and {people[-1]}"
    return f"any {need.absences} of {listed(people)}" if need.absences > 1 else f"any one of {listed(people)}"


def _unknown(facts: Facts, need: Need) -> str:
    gap = _GAPS[need.gap or "unnamed"]
    if need.who is not None:
        return f"not known: {_who(facts, need)} ({gap})"
    if need.gap == "no steps":
        return f"not known: {gap}"
    return f"not known: {gap} for {_steps(need.steps)}"


def _who(facts: Facts, need: Need) -> str:
    entry = facts.plan.find(need.who)
    return entry.name_or_id if isinstance(entry, Role) else facts.name_of(need.who)


def _steps(numbers: tuple[int, ...]) -> str:
    if len(numbers) == 1:
        return f"step {numbers[0]}"
    # a long list says no more than the number of its entries
    return counted(len(numbers), "step") if len(numbers) > 4 else f"steps {', '.join(map(str, numbers))}"
