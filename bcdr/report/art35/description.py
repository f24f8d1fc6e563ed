"""Systematic description (35(7)(a)), necessity and proportionality (35(7)(b)), and the rights of people."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.datastore import Datastore
from bcdr.model.privacy import Dpia, Processing, Transfer
from bcdr.model.record import Record, fields_of, key_of
from bcdr.report.block import Block, Column, Pairs, Table, say
from bcdr.report.document import Section
from bcdr.report.naming import judged_by, names_of, place_words
from bcdr.report.span import cell, pair
from bcdr.report.wording import duration, listed, period, size


def description(dpia: Dpia, stores: tuple[Datastore, ...], audit: Audit) -> Section:
    """What is done, with which data and assets, for how long."""
    facts = audit.facts
    data = Table(
        "Data, people and storage",
        (
            Column("Datastore", 22),
            Column("Categories", 24),
            Column("People", 18),
            Column("About", 10, "right"),
            Column("Longest lawful storage", 13, "right"),
            Column("Longest kept copy", 13, "right"),
        ),
        tuple(
            (
                cell(s.name_or_id, header=True),
                cell(listed(s.personal.categories), f"{s.personal.level} data"),
                cell(listed(s.personal.subjects)),
                cell(f"{s.personal.people:,}" if s.personal.people is not None else "not provided", align="right"),
                cell(period(s.personal.legal_retention), align="right"),
                cell(_kept(s, facts), align="right"),
            )
            for s in stores
            if s.personal is not None
        ),
        empty="no datastore is named by the processing",
        compact=True,
    )
    assets = Table(
        "Supporting assets on record",
        (
            Column("Asset", 26),
            Column("Software", 18),
            Column("Size", 10, "right"),
            Column("Where", 26),
            Column("Carried by", 20),
        ),
        tuple(
            (
                cell(s.name_or_id, header=True),
                cell(s.engine or "not provided"),
                cell(size(s.size), align="right"),
                cell(place_words(facts, s.at)),
                cell(listed([u.name_or_id for u in facts.users(s)])),
            )
            for s in stores
        ),
        empty="none",
        compact=True,
    )
    recorded: tuple[Block, ...] = tuple(_recorded(p, facts) for p in _activities(dpia, facts))
    unrecorded = (say("The processing is not in the register: people, data, recipients and transfers of it are open."),)
    return Section(
        "description",
        "Systematic description, Art. 35(7)(a)",
        (_said(dpia.description, _DESCRIPTION), *(recorded or unrecorded), data, assets),
    )


def _activities(dpia: Dpia, facts: Facts) -> tuple[Processing, ...]:
    return tuple(facts.plan.processing[p] for p in dpia.processing if p in facts.plan.processing)


def _recorded(entry: Processing, facts: Facts) -> Pairs:
    """What the register has of the activity, beside what the assessment says in its own words."""
    moved = None if entry.transfers is None else tuple(map(_transfer, entry.transfers)) or ("none",)
    special = listed(entry.special) if entry.special else "none" if entry.is_declared("special") else None
    return Pairs(
        (
            pair("Purposes", *entry.purposes),
            pair("People concerned", listed(entry.subjects, "")),
            pair("Personal data", listed(entry.categories, "")),
            pair("Special or criminal data", special),
            pair("Recipients", listed(entry.recipients, "")),
            pair("Processors", names_of(facts, (f"vendors/{v}" for v in entry.processors), "none")),
            pair("Transfers", *(moved or ())),
            pair("Time limits", entry.retention),
            pair("Legitimate interest", entry.legitimate_interest or "none is named"),
        ),
        f"Of the register, Art. 30: {entry.title}",
    )


def _transfer(one: Transfer) -> str:
    return ", ".join(
        (one.recipient or "recipient not provided", one.country or "country not provided",
         one.safeguard or "safeguard not provided")
    )  # fmt: skip


def _kept(store: Datastore, facts: Facts) -> str:
    backups = facts.backups(store)
    return duration(max((c.keep for c in backups if c.keep), default=None)) if backups else "no backup"


def necessity(dpia: Dpia, facts: Facts) -> Section:
    """Why it is needed and why less would not do, with whoever judged the legal basis; how people use their rights."""
    judged = tuple(
        pair(p.title, p.legal_basis.text if p.legal_basis else None, judged_by(facts, p.legal_basis))
        for p in _activities(dpia, facts)
    )
    return Section(
        "necessity",
        "Necessity and proportionality, Art. 35(7)(b)",
        (
            _said(dpia.necessity, _NECESSITY),
            *((Pairs(judged, "Legal basis as the register has it"),) if judged else ()),
        ),
        (Section("rights", "Rights of the people concerned", (_said(dpia.rights, _RIGHTS),)),),
    )


_DESCRIPTION = {
    "nature": "Nature", "scope": "Scope", "context": "Context", "purposes": "Purposes",
    "functional": "Functional description", "assets": "Supporting assets", "recipients": "Recipients",
    "retention": "Storage periods", "codes": "Codes of conduct", "standards": "Standards",
}  # fmt: skip
_NECESSITY = {
    "purposes": "Purposes", "legal_basis": "Lawful basis", "minimisation": "Minimisation", "accuracy": "Accuracy",
    "storage": "Limited storage", "proportionality": "Proportionality",
}  # fmt: skip
_RIGHTS = {
    "information": "Information", "consent": "Consent", "access": "Access and portability",
    "erasure": "Rectification and erasure",
    "objection": "Restriction and objection", "processors": "Processors", "transfers": "Transfers",
}  # fmt: skip


def _said(record: Record | None, titles: dict[str, str]) -> Pairs:
    """What people wrote, field by field; every gap is shown."""
    values = {key_of(n): record.__dict__[n] for n in fields_of(type(record))} if record is not None else {}
    return Pairs(tuple(pair(title, values.get(name)) for name, title in titles.items()))
