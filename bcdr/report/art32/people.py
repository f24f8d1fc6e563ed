"""Who can reach the copies, and who keeps the keys. Hosts and holders can be left out for readers outside."""

from __future__ import annotations

from bcdr.audit import Audit
from bcdr.model.datastore import Copy, Datastore, Key
from bcdr.report.document import NOT_PROVIDED, Cell, Column, Section, Span, Table, cell, say
from bcdr.report.naming import name_of, names_of
from bcdr.report.wording import LOCKS, day, flag


def access(audit: Audit) -> Section:
    """Credentials with their rights, keys with their places, training and confidentiality."""
    facts = audit.facts
    credentials = Table(
        "Credentials: who holds them and what they can do",
        (
            Column("Credential", 17),
            Column("Holders", 22),
            Column("May change or delete", 22),
            Column("MFA", 7),
            Column("Sealed copy", 17),
            Column("Rights reviewed", 15),
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
            Column("Data", 26),
            Column("Key kept in", 22),
            Column("Second copy", 22),
            Column("Known to", 16),
            Column("Fetched in a drill", 14),
        ),
        tuple(row for s in facts.stores for row in _keys(s, audit)),
        empty="nothing is recorded as encrypted",
        compact=True,
    )
    deleters = Table(
        "Who can delete backups",
        (Column("Copy", 30), Column("Can be deleted by", 40), Column("Protected by", 30)),
        tuple(_deleter(s, c) for s in facts.stores for c in facts.backups(s)),
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


def _keys(store: Datastore, audit: Audit) -> list[tuple[Cell, ...]]:
    found: list[tuple[str, Key | None]] = []
    if store.encryption is not None and store.encryption.at_rest:
        found.append((store.name_or_id, store.encryption.key))
    found += [
        (f"{store.name_or_id}/{c.id}", c.encrypted.key)
        for c in store.copies.values()
        if c.encrypted is not None and c.encrypted.applied
    ]
    return [
        (
            cell(name, header=True),
            cell(name_of(audit.facts, key.at) if key else Span("not provided", tone="bad")),
            cell(
                name_of(audit.facts, key.second_copy) if key and key.second_copy else Span("none recorded", tone="fair")
            ),
            cell(names_of(audit.facts, key.holders) if key else "not provided"),
            cell(day(key.tested if key else None, "never")),
        )
        for name, key in found
    ]


def _deleter(store: Datastore, copy: Copy) -> tuple[Cell, ...]:
    guards = []
    if copy.immutable is not None:
        guards.append(f"lock, {LOCKS[copy.immutable.mode]}")
    if copy.append_only:
        guards.append("append only")
    if copy.pulled:
        guards.append("pulled by the backup side")
    return (
        cell(f"{store.name_or_id}/{copy.id}", header=True),
        cell(
            ", ".join(r.removeprefix("admin/").removeprefix("credentials/") for r in copy.deletable_by) or NOT_PROVIDED
        ),
        cell(", ".join(guards) or Span("nothing recorded", tone="fair")),
    )
