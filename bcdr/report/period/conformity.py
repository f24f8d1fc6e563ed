"""Days out of conformity: per rule, and per rule and object, with from and to."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.report.document import Callout, Cell, Column, Section, Span, Table, Tone, cell, line, say
from bcdr.report.naming import name_of
from bcdr.report.period.chronicle import Chronicle, Spell
from bcdr.report.wording import counted, day

SEVERITY: dict[str, Tone] = {"error": "bad", "warning": "fair"}


def conformity(found: Chronicle) -> Section:
    """The heart of the document."""
    intro = say(
        "One line for each unbroken stretch of days on which a rule found fault with an object: open errors and "
        "warnings. Days are those on which it was so by effective dates; ",
        Span("in the plan then", strong=True),
        " counts those of them on which the plan, as it stood that day, already showed it. A share is of the days of "
        "which the plan could be read; days without data and unreadable days count as neither.",
    )
    if found.closing is None:
        nothing = Callout("Nothing is known", (line("No day of the period can be judged."),), "bad")
        return Section("conformity", "Days out of conformity", (nothing,), starts_page=True)
    rules = _by_rule(found)
    spells = Table(
        "By rule and object, errors first, then the longest",
        (
            Column("What was so", 33), Column("Object and rule", 25), Column("From", 12), Column("To", 12),
            Column("Days", 7, "right"), Column("Share", 7, "right"), Column("In the plan then", 9, "right"),
        ),
        tuple(_row(s, found, found.closing.facts) for s in found.spells),
        empty="the rules found nothing open on any known day",
        compact=True,
    )  # fmt: skip
    return Section("conformity", "Days out of conformity", (intro, rules, spells), starts_page=True)


def _by_rule(found: Chronicle) -> Table:
    rules: dict[str, list[Spell]] = {}
    for spell in found.spells:
        rules.setdefault(spell.finding.rule, []).append(spell)
    rows = sorted(rules.items(), key=lambda item: (-len(_days(item[1])), item[0]))
    return Table(
        "By rule: on how many days at least one object was out of conformity",
        (
            Column("Rule", 36), Column("Objects", 12, "right"), Column("Days", 12, "right"),
            Column("Share of known days", 18, "right"), Column("Still open", 22),
        ),
        tuple(
            (
                cell(Span(rule, code=True), header=True),
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


def _row(spell: Spell, found: Chronicle, facts: Facts) -> tuple[Cell, ...]:
    one = spell.finding
    name = "the plan" if one.object == "plan" else name_of(facts, one.object)
    begun = (Span("or earlier", tone="muted"),) if spell.began_before else ()
    end = (Span("still open", tone="bad"),) if spell.is_open else ()
    known = str(spell.known) if spell.known != spell.days else "all"
    return (
        cell(Span(one.severity.word, tone=SEVERITY.get(one.severity.word, "")), one.message, header=True),
        cell(name, Span(one.rule, code=True)),
        cell(day(spell.first), *begun),
        cell(day(spell.last), *end),
        cell(str(spell.days), align="right"),
        cell(share(spell.days, found.known), align="right"),
        cell(known, align="right"),
    )
