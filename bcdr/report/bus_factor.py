"""The bus factor in words: how many people must be away, and which. Shared by the site and documents."""

from __future__ import annotations

from bcdr.analysis.bus_factor import BusFactor, Need
from bcdr.analysis.facts import Facts
from bcdr.model.people import Role
from bcdr.report.document import Span
from bcdr.report.wording import counted, listed

FRAGILE = 1
"""From this number down one absence is enough."""

_GAPS = {
    "unnamed": "nobody is named",
    "roster": "a roster kept elsewhere names the people",
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
    """Who must be away, one line a group; then what is not known. Groups of the same people are one line."""
    lines = [_group(facts, need) for need in found.weakest]
    lines += [_unknown(facts, need) for need in found.open]
    return tuple(dict.fromkeys(lines))


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
        return f"not known: {gap} for {_who(facts, need)}"
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
