"""How the worst-case loss of each copy adds up, so that a person can check it by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.loss import CopyLoss, must_reach
from bcdr.analysis.protection import SYMBOLS, Term
from bcdr.model.datastore import Datastore
from bcdr.model.value import UNBOUNDED
from bcdr.report.block import Paragraph
from bcdr.report.span import Cell, Span, cell
from bcdr.report.wording import duration, lock

Row = tuple[Cell, ...]
HEADINGS = ("Copy", "Everything works", "Jobs have been failing", "Corruption found late", "Reaches back")
"""Columns of `rows`."""
_UNITS = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))


def rows(facts: Facts, store: Datastore, named: str = "") -> tuple[Row, ...]:
    """A row a copy: each value with its addends or the reason why there is none, and how far back it reaches."""
    return tuple(_row(facts, store, found, named) for found in facts.copy_losses(store).values())


def legend(facts: Facts, stores: Iterable[Datastore]) -> tuple[Paragraph, ...]:
    """`I: longest gap between starts; D: until the copy is usable`, for the symbols that the rows use, if any."""
    used = {
        t.symbol
        for s in stores
        for c in facts.copy_losses(s).values()
        for t in (*c.terms, *c.degraded_terms, *c.corruption_terms)
    }
    meanings = "; ".join(f"{symbol}: {meaning}" for symbol, meaning in SYMBOLS.items() if symbol in used)
    return (Paragraph((Span(f"{meanings}.", tone="muted"),)),) if meanings else ()


def figure(value: timedelta, unknown: str) -> Span:
    """A worst case, or that a fact is missing to say it; both that and no limit are bad."""
    if value != UNBOUNDED:
        return Span(exact(value))
    return Span("not known", tone="fair") if unknown else Span("unbounded", tone="bad")


def reentry(facts: Facts, store: Datastore) -> str | None:
    """What can be entered again from another source, if the plan names one."""
    again = store.reentry
    if again is None:
        return None
    if again.tried is None or again.tried > facts.as_of:
        return f"from {again.from_}: never tried, so it does not count"
    if again.keeps is None:
        return f"from {again.from_}: how far back it reaches is not known, so it does not count"
    return f"from {again.from_}, {duration(again.keeps)} back; tried {again.tried}"


def remade(facts: Facts, store: Datastore) -> str | None:
    """What a derived store that keeps no backup is made from again, and how long that takes; None for any other."""
    takes, made = remaking(facts, store), store.rebuild
    if takes is None or made is None:
        return None
    names = ", ".join(facts.name_of(f"datastores/{id_}") for id_ in made.from_)
    return f"made again from {names} {takes}"


def remaking(facts: Facts, store: Datastore) -> str | None:
    """How long it takes to make a derived store again that keeps no backup; None for any other."""
    made = store.rebuild
    if made is None or not made.from_ or store.class_ != "derived" or facts.backups(store):
        return None
    if made.measured is not None:
        return f"in {exact(made.measured)}, as measured"
    return f"in {exact(made.duration)} by estimate, never measured" if made.duration is not None else "in unknown time"


def exact(value: timedelta) -> str:
    """Every unit that it takes, so that the addends add up: `22 d 2 h 35 min`, `26 h`."""
    if value == UNBOUNDED:
        return "unbounded"
    seconds = round(value.total_seconds())
    found = []
    for unit, size in _UNITS if seconds >= 3 * 86400 else _UNITS[1:]:
        count, seconds = divmod(seconds, size)
        if count:
            found.append(f"{count} {unit}")
    return " ".join(found) or "0"


def _row(facts: Facts, store: Datastore, found: CopyLoss, named: str) -> Row:
    copy = store.copies[found.copy]
    kind = copy.kind.replace("-", " ") + (", live copy" if found.is_live else "")
    head = (Span(found.copy, strong=True),)
    what = () if kind == found.copy else ((Span(kind, tone="muted"),),)
    return (
        Cell((*(((Span(named),),) if named else ()), head, *what), header=True),
        _value(found.normal, found.terms, found, found.unknown),
        _value(found.degraded, found.degraded_terms, found, found.unknown_degraded),
        _value(found.corruption, found.corruption_terms, found, _why(found, facts)),
        cell(*_reach(facts, store, found)),
    )


def _value(value: timedelta, terms: tuple[Term, ...], found: CopyLoss, reason: str) -> Cell:
    if value == UNBOUNDED and reason:
        is_missing = reason in {found.unknown, found.unknown_degraded, found.unknown_corruption}
        return cell(figure(value, reason if is_missing else ""), Span(reason, tone="muted"))
    if len(terms) == 1 and not terms[0].assumed:
        return cell(figure(value, ""), Span(f"{terms[0].symbol}{_of(terms[0], found)}", tone="muted"))
    return cell(figure(value, ""), Span(" + ".join(_addend(t, found) for t in terms), tone="muted"))


def _addend(term: Term, found: CopyLoss) -> str:
    note = f", not written: as {term.assumed}" if term.assumed else ""
    return f"{exact(term.value)} ({term.symbol}{_of(term, found)}{note})"


def _of(term: Term, found: CopyLoss) -> str:
    return "" if term.copy == found.copy else f" of {term.copy}"


def _why(found: CopyLoss, facts: Facts) -> str:
    if found.too_late:
        return f"found too late: reaches back {exact(found.reach or timedelta())}, {_needs(found, facts)}"
    if found.is_live and not found.unknown_corruption:
        return "a live copy repeats the damage"
    return found.unknown_corruption


def _needs(found: CopyLoss, facts: Facts) -> str:
    return f"needs {exact(must_reach(found, facts.detection))}"


def _reach(facts: Facts, store: Datastore, found: CopyLoss) -> list[Span]:
    copy = store.copies[found.copy]
    if found.is_live and copy.delay is None:
        return [Span("no earlier states", tone="muted")]
    lines = [Span("not known", tone="fair") if found.reach is None else Span(exact(found.reach))]
    if found.span != UNBOUNDED:
        lines.append(Span(_needs(found, facts), tone="muted"))
    if facts.labels(copy).offline:
        lines.append(Span("offline"))
    elif copy.immutable is not None:
        words = f"locked {lock(copy.immutable.for_, copy.immutable.mode)}"
        enough = facts.is_locked_enough(copy)
        lines.append(Span(words if enough else f"{words}: not enough", tone="" if enough else "fair"))
    return lines
