"""What the copies of a datastore protect from: loss by design, isolation, and the keys without which no copy opens."""

from __future__ import annotations

from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import Reach, Rung
from bcdr.analysis.reentry import after_reentry
from bcdr.model.datastore import Datastore, Key
from bcdr.model.value import UNBOUNDED
from bcdr.report import derivation
from bcdr.report.block import Pairs, Paragraph, Table
from bcdr.report.site.link import link, links
from bcdr.report.site.page import NOT_KNOWN
from bcdr.report.site.part import (
    Row,
    known,
    pairs,
    table,
)
from bcdr.report.span import Cell, Span, Tone, cell, pair
from bcdr.report.survival import single_events
from bcdr.report.wording import day, duration, flag


def losses(facts: Facts, store: Datastore) -> tuple[Table | Pairs | Paragraph, ...]:
    """Worst-case loss beside its objective, and what one event or one person takes together with the store."""
    if store.class_ == "derived":
        return ()
    found = facts.loss(store)
    figures = (
        ("Everything works as designed", found.normal, found.unknown),
        ("Jobs have been failing unnoticed", found.degraded, found.unknown_degraded),
        ("Corruption found late", found.corruption, found.unknown_corruption),
    )
    return (
        pairs(
            pair("Objective (RPO)", duration(facts.rpo(store), "not set")),
            known("Objective after corruption", _objective(facts, store)),
            *(pair(name, _figure(value, unknown)) for name, value, unknown in figures),
            known("Not known", found.unknown or None),
            *_reentry(facts, store),
            pair("One place takes store and copies", _rung(facts.rung(store))),
            pair("One event loses it for good", *single_events(facts, store.ref)),
            pair("Who can reach every copy", _reach(facts.reach(store))),
        ),
        table(
            "How each copy's loss adds up",
            " | ".join(derivation.HEADINGS),
            derivation.rows(facts, store),
            "no copy of any kind",
        ),
        *derivation.legend(facts, (store,)),
    )


def _objective(facts: Facts, store: Datastore) -> str | None:
    late = facts.rpo_corruption(store)
    return None if late is None else duration(late)


def _figure(value: timedelta, unknown: str) -> Span:
    if value == UNBOUNDED and not unknown:
        return Span("everything", tone="bad")
    return derivation.figure(value, unknown)


def _reentry(facts: Facts, store: Datastore) -> tuple[Row | None, ...]:
    again = derivation.reentry(facts, store)
    if again is None:
        return ()
    left = after_reentry(facts.loss(store).normal, facts.reentered(store))
    return (
        pair("Can be entered again", again),
        pair("Lost for good, everything else working", "nothing" if not left else _figure(left, "")),
    )


def _rung(rung: Rung) -> Span:
    words: dict[Rung, tuple[str, Tone]] = {
        Rung.UNBACKED: ("any loss of the store: there is no copy", "bad"),
        Rung.LIVE_ONLY: ("a deletion: there are live copies only", "bad"),
        Rung.SAME_STORAGE: ("loss of its storage", "bad"),
        Rung.SAME_SITE: ("loss of its site", "bad"),
        Rung.SAME_REGION: ("loss of its region", "fair"),
        Rung.CLEAR: ("none of the known ones: a backup is in another region", "good"),
    }
    return Span(words[rung][0], tone=words[rung][1])


def _reach(reach: Reach) -> Span:
    words: dict[Reach, tuple[str, Tone]] = {
        Reach.SAME_ACCOUNT: ("whoever holds the account of the store", "bad"),
        Reach.ACCOUNT_UNKNOWN: ("accounts not known", "fair"),
        Reach.SAME_PROVIDER: ("its provider", "fair"),
        Reach.CLEAR: ("nobody alone, as far as the plan says", "good"),
    }
    return Span(words[reach][0], tone=words[reach][1])


def keys(facts: Facts, store: Datastore) -> Table:
    """Where the key of the store and of each copy is, and who can fetch it."""
    sealed = store.encryption
    at_rest = flag(sealed.at_rest, NOT_KNOWN) if sealed else NOT_KNOWN
    found = [("The store itself", at_rest, sealed.key if sealed else None, sealed.reason if sealed else None)]
    for copy in store.copies.values():
        own = copy.encrypted
        found.append(
            (
                copy.id,
                flag(own.applied if own else None, NOT_KNOWN),
                own.key if own else None,
                own.reason if own else None,
            )
        )
    return table(
        "Where the keys are",
        "Of | Encrypted | Key is in | Second copy | Who can fetch it | Last used in a drill",
        (
            (cell(name, header=True), cell(yes, *((why,) if why else ())), *_key(facts, key, encrypted=yes != "no"))
            for name, yes, key, why in found
        ),
    )


def _key(facts: Facts, key: Key | None, *, encrypted: bool) -> tuple[Cell, ...]:
    if key is None:
        gap = cell(Span(NOT_KNOWN if encrypted else "no key", tone="muted"))
        return gap, gap, gap, gap
    return (
        cell(link(facts, key.at)),
        cell(link(facts, key.second_copy, "none")),
        cell(links(facts, key.holders, NOT_KNOWN)),
        cell(day(key.tested, "never")),
    )
