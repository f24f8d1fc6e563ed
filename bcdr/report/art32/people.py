"""Who can reach the copies, and who keeps the keys. Hosts and holders can be left out for readers outside."""

from __future__ import annotations

from collections.abc import Mapping

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.datastore import Copy, Key
from bcdr.model.people import Credential
from bcdr.report.block import Column, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import name_of, names_of
from bcdr.report.span import NOT_PROVIDED, Cell, Span, cell
from bcdr.report.whatif.event import plainly
from bcdr.report.wording import LOCKS, day, flag, listed


def access(audit: Audit) -> Section:
    """Credentials with their rights, keys with their places, training and confidentiality."""
    facts = audit.facts
    credentials = Table(
        "Credentials: who holds them and what they can do",
        (
            Column("Credential", 24),
            Column("Holders", 18),
            Column("May change or delete", 20),
            Column("MFA", 8),
            Column("Sealed copy", 19),
            Column("Rights reviewed", 11),
        ),
        tuple(
            (
                cell(c.name_or_id, c.environment or "", header=True),
                cell(names_of(facts, c.holders)),
                cell(
                    names_of(facts, dict.fromkeys((*c.can.write, *c.can.delete)), "nothing")
                    if c.can
                    else "not provided"
                ),
                cell(flag(c.mfa)),
                cell(
                    name_of(facts, f"places/{c.break_glass.place}" if c.break_glass.place else None),
                    f"checked {day(c.break_glass.checked, 'never')}",
                )
                if c.break_glass
                else cell("none"),
                cell(day(c.reviewed, "never")),
            )
            for c in facts.plan.credentials.values()
        ),
        empty="no credential is recorded",
        compact=True,
    )
    keys = Table(
        "Keys of encrypted stores and copies",
        (
            Column("Key kept in", 14),
            Column("Second copy", 15),
            Column("Known to", 14),
            Column("Fetched in a drill", 10),
            Column("Opens", 47),
        ),
        _keys(audit),
        empty="nothing is recorded as encrypted",
        compact=True,
    )
    deleters = Table(
        "Who can delete backups",
        (Column("Can be deleted by", 25), Column("Protected by", 20), Column("Copies", 55)),
        _deleters(audit),
        empty="there is no backup",
        compact=True,
    )
    people = Table(
        "People on recovery paths",
        (Column("Person", 24), Column("Roles", 34), Column("Confidentiality", 18), Column("Latest training", 24)),
        tuple(
            (
                cell(p.name, header=True),
                cell(
                    ", ".join(r.name_or_id for r in facts.plan.roles.values() if p.id in {r.holder, *r.deputies})
                    or "none"
                ),
                cell(day(p.confidentiality, NOT_PROVIDED)),
                cell(max((f"{day(t.occurred)} {t.topic}" for t in p.training if t.occurred), default=NOT_PROVIDED)),
            )
            for p in facts.plan.people.values()
            if p.active
        ),
        empty="nobody is recorded",
        compact=True,
    )
    intro = say(
        "People act on data only on instruction (Art. 32(4)). The plan says where a secret is, never what it is."
    )
    return Section("access", "Access to copies and care of keys", (intro, credentials, deleters, keys, people))


def _keys(audit: Audit) -> tuple[tuple[Cell, ...], ...]:
    """One row for each way of keeping a key, with all data that is kept so."""
    care: dict[tuple[Cell, ...], dict[str, list[str]]] = {}
    for store in audit.facts.stores:
        found: list[tuple[str, Key | None]] = []
        if store.encryption is not None and store.encryption.at_rest:
            found.append(("live data", store.encryption.key))
        found += [
            (c.id, c.encrypted.key) for c in store.copies.values() if c.encrypted is not None and c.encrypted.applied
        ]
        for part, key in found:
            care.setdefault(_care(key, audit), {}).setdefault(store.name_or_id, []).append(part)
    return tuple((*row, _parts(of)) for row, of in care.items())


def _parts(of: Mapping[str, list[str]]) -> Cell:
    """Each datastore once, with those of its copies that are meant."""
    return cell("; ".join(f"{store} ({listed(parts)})" for store, parts in of.items()))


def _care(key: Key | None, audit: Audit) -> tuple[Cell, ...]:
    if key is None:
        return (
            cell(Span("not provided", tone="bad"), header=True),
            cell("not provided"),
            cell("not provided"),
            cell("never"),
        )
    second = Span(name_of(audit.facts, key.second_copy)) if key.second_copy else Span("none recorded", tone="fair")
    holders = names_of(audit.facts, key.holders)
    return (
        cell(name_of(audit.facts, key.at), header=True),
        cell(second),
        cell(holders),
        cell(day(key.tested, "never")),
    )


def _deleters(audit: Audit) -> tuple[tuple[Cell, ...], ...]:
    """One row for each pair of rights and guards, with all copies that it holds for."""
    rights: dict[tuple[Cell, ...], dict[str, list[str]]] = {}
    for store in audit.facts.stores:
        for copy in audit.facts.backups(store):
            rights.setdefault(_rights(copy, audit.facts), {}).setdefault(store.name_or_id, []).append(copy.id)
    return tuple((*row, _parts(of)) for row, of in rights.items())


def _rights(copy: Copy, facts: Facts) -> tuple[Cell, ...]:
    guards = []
    if copy.immutable is not None:
        guards.append(f"lock, {LOCKS[copy.immutable.mode]}")
    if copy.append_only:
        guards.append("append only")
    if copy.pulled:
        guards.append("pulled by the backup side")
    if facts.labels(copy).offline:
        guards.append("offline")
    who = [_able(ref, facts) for ref in dict.fromkeys((*copy.deletable_by, *facts.destroyers_of(copy)))]
    return (
        cell(*(who or [NOT_PROVIDED]), header=True),
        cell(", ".join(guards) or Span("nothing recorded", tone="fair")),
    )


def _able(ref: str, facts: Facts) -> str:
    """Who or what can delete; a login with the people who hold it."""
    entry = facts.plan.find(ref)
    held = f": {names_of(facts, entry.holders, 'nobody named')}" if isinstance(entry, Credential) else ""
    return f"{plainly(ref, facts)}{held}"
