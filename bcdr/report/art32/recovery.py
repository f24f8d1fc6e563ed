"""Recovery of data and services: promise, design and proof in separate columns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bcdr.analysis.facts import Facts
from bcdr.analysis.isolation import is_undeletable
from bcdr.analysis.proof import is_recovery, newest_passed, restored_store
from bcdr.analysis.recovery import exceeds
from bcdr.audit import Audit
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.drill import Drill
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED
from bcdr.report import derivation
from bcdr.report.block import Block, Column, Items, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import copy_anchor, drill_anchor, place_words
from bcdr.report.proven import assurance_words
from bcdr.report.result import PART
from bcdr.report.span import Cell, Span, cell, line
from bcdr.report.wording import counted, day, duration, lock, size

YEAR = timedelta(days=365)


def recovery_section(audit: Audit) -> Section:
    """Tables per datastore and per service, and how each worst case was derived."""
    facts = audit.facts
    data = Table(
        "Data: objective, design and proof",
        (
            Column("Datastore", 18), Column("Tier", 5, "right"), Column("RPO objective", 11, "right"),
            Column("Worst case normal", 11, "right"), Column("while jobs fail", 12, "right"),
            Column("after corruption", 13, "right"), Column("Last RPA", 16, "right"), Column("Last passed restore", 14),
        ),
        tuple(_data_row(s, audit) for s in facts.stores if s.class_ != "derived" or s.copies),
        empty="no datastore is declared",
        compact=True,
    )  # fmt: skip
    services = Table(
        "Services: objective, design and proof",
        (
            Column("Service", 19), Column("Tier", 6, "right"), Column("RTO objective", 11, "right"),
            Column("WRT", 8, "right"), Column("MTPD", 9, "right"),
            Column("Estimate", 12, "right"), Column("Last RTA", 12, "right"), Column("Verdict", 23),
        ),
        tuple(_service_row(s, audit) for s in facts.services),
        empty="no service is declared",
        compact=True,
    )  # fmt: skip
    made_again = Table(
        "Data that keeps no copy, because it can be made again",
        (
            Column("Datastore", 24), Column("Tier", 8, "right"), Column("Personal data", 14),
            Column("How it comes back", 36), Column("Last passed drill", 18),
        ),
        tuple(_again(s, facts) for s in facts.stores if s.class_ == "derived" and not s.copies),
        compact=True,
    )  # fmt: skip
    copies = Table(
        "Copies of data that cannot be rebuilt",
        (
            Column("Copy", 15),
            Column("Kind", 9),
            Column("Where", 19),
            Column("Kept", 8, "right"),
            Column("Lock", 9),
            Column("Encrypted", 9),
            Column("Last success, size", 17),
            Column("How far it is proven", 14),
        ),
        tuple(row for s in facts.stores if s.class_ != "derived" for row in _copy_rows(s, audit)),
        empty="no copy is declared",
        compact=True,
    )
    derived = tuple(s for s in facts.stores if facts.copy_losses(s))
    derivations = Table(
        "Worst-case loss of each copy, with its addends",
        tuple(Column(t, w) for t, w in zip(derivation.HEADINGS, (19, 20, 20, 24, 18), strict=True)),
        tuple(row for s in derived for row in derivation.rows(facts, s, s.name_or_id)),
        compact=True,
    )
    again = tuple(
        line(Span(s.name_or_id, strong=True), f": data can be entered again {words}")
        for s in facts.stores
        if (words := derivation.reentry(facts, s))
    )
    how: tuple[Block, ...] = (
        say(
            "Each figure is the sum of its addends. Corruption counts only on a copy that reaches back to a state from "
            f"before the damage, which is assumed to be noticed after {duration(facts.detection)}.{_clones(derived)}"
        ),
        *derivation.legend(facts, derived),
        derivations,
        *((Items(again),) if again else ()),
    )
    return Section(
        "recovery",
        "Recovery table",
        (
            say(
                "An objective is a promise, a worst case is a design, a measurement is a proof. They are never mixed; ",
                Span("unproven", tone="fair"),
                " marks what no drill has measured.",
            ),
            data,
            *((made_again,) if made_again.rows else ()),
            services,
            copies,
        ),
        (Section("derivation", "How the worst cases were derived", how),) if derived else (),
    )


def _clones(stores: tuple[Datastore, ...]) -> str:
    """Why the time until damage is noticed is no addend of some copies."""
    if not any(c.kind == "clone" for s in stores for c in s.copies.values()):
        return ""
    return " A clone of a repository holds every earlier state, so what was good after the damage is not lost with it."


def _data_row(store: Datastore, audit: Audit) -> tuple[Cell, ...]:
    facts = audit.facts
    loss, rpo = facts.loss(store), facts.rpo(store)
    last = facts.last_passed_restore(store)
    rpa = last.measured.rpo if last is not None and last.measured is not None else None
    return (
        cell(store.name_or_id, header=True),
        cell(str(facts.store_tier(store)), align="right"),
        cell(duration(rpo), align="right"),
        cell(_worst(loss.normal, loss.unknown, is_missed=exceeds(loss.normal, rpo)), align="right"),
        cell(_worst(loss.degraded, loss.unknown_degraded), align="right"),
        cell(_worst(loss.corruption, loss.unknown_corruption), align="right"),
        cell(
            Span(duration(rpa), tone="bad" if exceeds(rpa, rpo) else "")
            if rpa is not None
            else Span("unproven", tone="fair"),
            *_of_another(last, store, facts),
            align="right",
        ),
        cell(_restore_words(last, store, audit)),
    )


def _of_another(last: Drill | None, store: Datastore, facts: Facts) -> tuple[Span, ...]:
    """Whose state the drill dated, where it restored several datastores and dated that of another."""
    dated = restored_store(last) if last is not None and last.measured is not None and last.measured.rpo else None
    other = facts.plan.datastores.get(dated) if dated is not None and dated != store.id else None
    return (Span(f"of {other.name_or_id}", tone="muted"),) if other is not None else ()


def _again(store: Datastore, facts: Facts) -> tuple[Cell, ...]:
    """A datastore without a copy that is made again: from what, how long that takes, when it was last done."""
    done = newest_passed(tuple(d for d in facts.drills(store) if is_recovery(d)))
    return (
        cell(store.name_or_id, header=True),
        cell(str(facts.store_tier(store)), align="right"),
        cell("yes" if facts.has_personal_data(store) else "no"),
        cell(derivation.remade(facts, store) or Span("from what is not provided", tone="fair")),
        cell(
            Span(str(done.occurred), href=f"#{drill_anchor(done.id)}")
            if done is not None
            else Span("never", tone="fair")
        ),
    )


def _worst(value: timedelta, unknown: str, *, is_missed: bool = False) -> Span:
    if unknown:
        return derivation.figure(value, unknown)
    return Span(duration(value), tone="bad" if is_missed or value == UNBOUNDED else "")


def _restore_words(last: Drill | None, store: Datastore, audit: Audit) -> Span:
    void = audit.facts.voided_restore(store)
    if last is None and void is not None:
        return Span(f"{void.occurred}, changed since", tone="bad", href=f"#{drill_anchor(void.id)}")
    if last is None or last.occurred is None:
        return Span("never", tone="bad" if store.class_ != "derived" else "fair")
    late = audit.facts.age(last.occurred) > audit.facts.restore_cadence(store)
    return Span(
        f"{last.occurred}, older than its cadence" if late else str(last.occurred),
        tone="fair" if late else "",
        href=f"#{drill_anchor(last.id)}",
    )


def _service_row(service: Service, audit: Audit) -> tuple[Cell, ...]:
    found = audit.facts.recovery(service)
    problems: list[Span] = []
    rto = audit.facts.rto_of(service)
    if exceeds(found.counted_measured, rto):
        problems.append(Span("last RTA above RTO", tone="bad"))
    if exceeds(found.counted_estimate, rto):
        problems.append(Span("estimate above RTO", tone="bad"))
    if rto is None:
        problems.append(Span("no objective", tone="bad"))
    if found.measured is None:
        problems.append(Span("unproven", tone="fair"))
    estimate = duration(found.estimate) if found.estimate is not None else "not known"
    return (
        cell(service.name_or_id, header=True),
        cell(str(audit.facts.tier(service)), align="right"),
        cell(duration(rto), align="right"),
        cell(duration(service.wrt), align="right"),
        cell(duration(service.mtpd), align="right"),
        cell(estimate, align="right"),
        cell(
            Span(duration(found.measured)) if found.measured is not None else Span("unproven", tone="fair"),
            *((Span(PART, tone="muted"),) if found.is_part else ()),
            align="right",
        ),
        cell(*(problems or [_within(is_part=found.is_part)])),
    )


def _within(*, is_part: bool) -> Span:
    if is_part:
        return Span("restore part measured within objective", tone="fair")
    return Span("measured within objective", tone="good")


def _copy_rows(store: Datastore, audit: Audit) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for copy in store.copies.values():
        if not copy.active:
            continue
        locked = "offline" if audit.facts.labels(copy).offline else ""
        if copy.immutable is not None:
            locked = lock(copy.immutable.for_, copy.immutable.mode)
        kind = copy.kind.replace("-", " ")
        done = copy.last_success
        shown = is_undeletable(copy, audit.facts.labels(copy))
        rows.append(
            (
                replace(cell(store.name_or_id, copy.id, header=True), id=copy_anchor(store.id, copy.id)),
                cell(kind, *((Span("no backup", tone="muted"),) if copy.is_live else ())),
                cell(place_words(audit.facts, copy.at)),
                cell(
                    duration(copy.keep)
                    if copy.keep
                    else (counted(copy.generations, "copy", "copies") if copy.generations else "not provided"),
                    align="right",
                ),
                cell(Span(locked or "none", tone="" if shown or copy.is_live else "muted")),
                cell(_encrypted(copy.encrypted.applied if copy.encrypted else None)),
                cell(
                    day(done.occurred if done else None, "never recorded" if not copy.is_live else "not applicable"),
                    *((size(done.size),) if done and done.size else ()),
                ),
                _proven(copy, audit.facts),
            )
        )
    return rows


def _proven(copy: Copy, facts: Facts) -> Cell:
    if copy.is_live:
        return cell(Span("not applicable", tone="muted"))
    shown = facts.assurance(copy)
    return cell(assurance_words(shown), *((day(shown.day),) if shown.day is not None else ()))


def _encrypted(value: bool | None) -> Span:  # noqa: FBT001 - yes, no or not said
    return Span("yes") if value else Span("no", tone="fair") if value is False else Span("not provided", tone="muted")
