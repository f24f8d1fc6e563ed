"""The numbers of Art. 33(3)(a) per datastore, and what stands behind each: keys, copies, restores, harm over time."""

from __future__ import annotations

from dataclasses import replace

from bcdr.analysis.facts import Facts
from bcdr.model.datastore import Datastore
from bcdr.report.block import Callout, Column, Table, say
from bcdr.report.derivation import remaking
from bcdr.report.document import Section
from bcdr.report.naming import place_words
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell, line
from bcdr.report.wording import day, duration, flag, listed

TO_TICK = replace(cell("\u2610", align="center"), is_box=True)


def stores(facts: Facts) -> tuple[Datastore, ...]:
    """Datastores in use with personal data, or that do not say whether they hold any."""
    return tuple(s for s in facts.stores if s.personal is None or s.personal.level != "none")


def kinds(store: Datastore, facts: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Categories of people and of data: the store's own, else those of the activities that use it."""
    held, entries = store.personal, facts.processing(store)
    subjects = held.subjects if held is not None else ()
    categories = held.categories if held is not None else ()
    return (
        subjects or tuple(dict.fromkeys(s for p in entries for s in p.subjects)),
        categories or tuple(dict.fromkeys(c for p in entries for c in (*p.categories, *p.special))),
    )


def numbers(facts: Facts) -> Section:
    """What the plan knows of each datastore, with a box to mark what is concerned."""
    found = stores(facts)
    counts = Table(
        "About how many people and records, of which kinds",
        (
            Column("Tick", 6, "center"),
            Column("Datastore", 22),
            Column("People, about", 10, "right"),
            Column("Records, about", 10, "right"),
            Column("Categories of people", 20),
            Column("Categories of data", 32),
        ),
        tuple(_count(s, facts) for s in found),
        empty="no datastore with personal data is declared",
        compact=True,
    )
    behind = Table(
        "What the decision needs to know of each",
        (
            Column("Datastore", 17),
            Column("Encrypted at rest; key", 18),
            Column("Backups; loss at worst", 14),
            Column("Last passed restore", 9),
            Column("Harm to people while the data are gone, as people judged it", 42),
        ),
        tuple(_behind(s, facts) for s in found),
        empty="no datastore with personal data is declared",
        compact=True,
    )
    note = Callout(
        "How to read these numbers",
        (
            line(
                "They are approximate and as old as the plan; one person may stand in several datastores, so never add "
                "them up. Of the real event write what you find, and keep both. A backup that was restored shows that "
                "data can come back; it says nothing of who has read them. Encryption helps (Art. 34(3)(a)) only if "
                "the key was not taken too."
            ),
        ),
    )
    said = say("Mark what is concerned; the form for the authority takes its numbers from here.")
    return Section("numbers", "The numbers", (said, counts, behind, note), starts_page=True)


def _count(store: Datastore, facts: Facts) -> tuple[Cell, ...]:
    held = store.personal
    if held is None:
        gap = Span("whether it holds personal data is not said", tone="fair")
        return (
            TO_TICK,
            cell(store.name_or_id, header=True),
            cell(align="right"),
            cell(align="right"),
            cell(gap),
            cell(),
        )
    subjects, categories = kinds(store, facts)
    grave = (Span(f"{held.level} data: ", tone="bad"),) if held.level in {"special", "criminal"} else ()
    return (
        TO_TICK,
        cell(store.name_or_id, header=True),
        cell(_about(held.people), align="right"),
        cell(_about(held.records), align="right"),
        cell(listed(subjects)) if subjects else cell(),
        cell((*grave, Span(listed(categories)))) if categories or grave else cell(),
    )


def _about(number: int | None) -> str:
    return f"{number:,}" if number is not None else NOT_PROVIDED


def _behind(store: Datastore, facts: Facts) -> tuple[Cell, ...]:
    encryption = store.encryption
    key = encryption.key if encryption is not None else None
    where = f"key: {place_words(facts, key.at)}" if key is not None and key.at else f"key: {NOT_PROVIDED}"
    at_rest = encryption.at_rest if encryption is not None else None
    backups = facts.backups(store)
    loss = duration(facts.loss(store).normal, NOT_PROVIDED)
    last = facts.last_passed_restore(store)
    harm = store.personal.impact_on_people if store.personal is not None else ()
    said = tuple(f"after {duration(h.after)}: {h.score} of 4{f', {h.why}' if h.why else ''}" for h in harm)
    return (
        cell(store.name_or_id, header=True),
        cell()
        if at_rest is None and key is None
        else cell(flag(at_rest) if at_rest is False else f"{flag(at_rest)}; {where}"),
        cell(f"{len(backups)}; {loss}") if backups else cell(_none(store, facts)),
        cell(day(last.occurred if last is not None else None, "never")),
        cell(*said),
    )


def _none(store: Datastore, facts: Facts) -> Span:
    again = remaking(facts, store)
    return Span(f"none; made again {again}") if again else Span("no backup", tone="bad")
