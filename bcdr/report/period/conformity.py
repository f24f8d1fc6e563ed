"""Days out of conformity: per rule, and per rule and object, with from and to."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.report.block import Callout, Column, Table, say
from bcdr.report.document import Section
from bcdr.report.period.chronicle import Chronicle, Spell
from bcdr.report.site.link import link
from bcdr.report.site.page import Line
from bcdr.report.span import Cell, Span, Tone, cell, line
from bcdr.report.wording import counted, day
from bcdr.rules.registry import rule_named

MOST_SPELLS = 8
"""So many stretches of one finding are printed."""
SEVERITY: dict[str, Tone] = {"error": "bad", "warning": "fair"}


def conformity(found: Chronicle) -> Section:
    """The heart of the document."""
    intro = say(
        "Every unbroken stretch of days on which a rule found fault with an object: open errors and warnings. Days are "
        "those on which it was so by effective dates; ",
        Span("in the plan then", strong=True),
        " counts those of them on which the plan, as it stood that day, already showed it. A share is of the days of "
        "which the plan could be read; days without data and unreadable days count as neither.",
    )
    if found.closing is None:
        nothing = Callout("Nothing is known", (line("No day of the period can be judged."),), "bad")
        return Section("conformity", "Days out of conformity", (nothing,), starts_page=True)
    rules = _by_rule(found)
    facts = found.closing.facts
    spells = Table(
        "By object and rule, errors first, then by days",
        (
            Column("Object", 17), Column("What was so", 34), Column("From and to", 30),
            Column("Days", 6, "right"), Column("Share", 6, "right"), Column("In the plan then", 8, "right"),
        ),
        tuple(_row(of, found, facts) for of in by_finding(found)),
        empty="the rules found nothing open on any known day",
        compact=True,
    )  # fmt: skip
    return Section("conformity", "Days out of conformity", (intro, rules, spells), starts_page=True)


def by_finding(found: Chronicle) -> list[list[Spell]]:
    """The spells of each finding in the order of days: errors first, then those with the most days."""
    groups: dict[str, list[Spell]] = {}
    for spell in found.spells:
        groups.setdefault(spell.finding.id, []).append(spell)
    ordered = [sorted(of, key=lambda s: s.first) for of in groups.values()]
    return sorted(
        ordered, key=lambda of: (-of[0].finding.severity, -total(of), of[0].finding.rule, of[0].finding.object)
    )


def total(spells: list[Spell]) -> int:
    """Days of all of them."""
    return sum(s.days for s in spells)


def _by_rule(found: Chronicle) -> Table:
    rules: dict[str, list[Spell]] = {}
    for spell in found.spells:
        rules.setdefault(spell.finding.rule, []).append(spell)
    rows = sorted(rules.items(), key=lambda item: (-len(_days(item[1])), item[0]))
    return Table(
        "By rule: on how many days at least one object was out of conformity",
        (
            Column("Rule", 58), Column("Objects", 8, "right"), Column("Days", 6, "right"),
            Column("Share of known days", 12, "right"), Column("Still open", 16),
        ),
        tuple(
            (
                cell(Span(rule, code=True), *_in_words(rule), header=True),
                cell(str(len({s.finding.object for s in spells})), align="right"),
                cell(str(len(_days(spells))), align="right"),
                cell(share(len(_days(spells)), found.known), align="right"),
                cell(_open(spells)),
            )
            for rule, spells in rows
        ),
        empty="none on any known day",
        compact=True,
    )  # fmt: skip


def _in_words(rule: str) -> tuple[Line, ...]:
    """The first sentence of the rule's lesson."""
    known = rule_named(rule)
    return (line(Span(known.summary, tone="muted")),) if known is not None else ()


def _days(spells: list[Spell]) -> set[int]:
    return {n for s in spells for n in range(s.first.toordinal(), s.last.toordinal() + 1)}


def _open(spells: list[Spell]) -> Span:
    still = len({s.finding.object for s in spells if s.is_open})
    return Span(f"yes, {counted(still, 'object')}", tone="bad") if still else Span("no", tone="good")


def share(days: int, of: int) -> str:
    """Whole percent; something is never printed as nothing, nor nearly all as all."""
    if not of:
        return "–"
    percent = round(100 * days / of)
    if days and percent == 0:
        return "< 1 %"
    return "> 99 %" if percent == 100 and days < of else f"{percent} %"


def object_words(facts: Facts, ref: str) -> str:
    """What people call the object of a finding, a copy by its datastore."""
    return "the plan" if ref == "plan" else link(facts, ref).text


def spans_of(spells: list[Spell]) -> tuple[Line, ...]:
    """From and to of each spell; those of very many are counted."""
    shown = spells if len(spells) <= MOST_SPELLS else [*spells[: MOST_SPELLS - 2], spells[-1]]
    lines = [_span(s) for s in shown]
    if len(shown) < len(spells):
        lines.insert(-1, line(Span(f"and {len(spells) - len(shown)} more stretches", tone="muted")))
    return tuple(lines)


def _span(spell: Spell) -> Line:
    since = (Span(" or earlier", tone="muted"),) if spell.began_before else ()
    end = (f" to {day(spell.last)}",) if spell.days > 1 else ()
    still = (Span(", still open", tone="bad"),) if spell.is_open else ()
    return line(day(spell.first), *since, *end, *still)


def _row(spells: list[Spell], found: Chronicle, facts: Facts) -> tuple[Cell, ...]:
    one, days, known = spells[-1].finding, total(spells), sum(s.known for s in spells)
    return (
        cell(object_words(facts, one.object), header=True),
        cell(one.message, (Span(one.severity.word, tone=SEVERITY.get(one.severity.word, "")), Span(f" · {one.rule}"))),
        cell(*spans_of(spells)),
        cell(str(days), align="right"),
        cell(share(days, found.known), align="right"),
        cell(str(known) if known != days else "all", align="right"),
    )
