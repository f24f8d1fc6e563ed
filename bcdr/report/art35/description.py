"""Systematic description (35(7)(a)), necessity and proportionality (35(7)(b)), and the rights of people."""

from __future__ import annotations

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.model.datastore import Datastore
from bcdr.model.privacy import Dpia
from bcdr.model.record import Record, fields_of, key_of
from bcdr.report.block import Column, Pairs, Table
from bcdr.report.document import Section
from bcdr.report.naming import names_of, place_words
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
    activities = [facts.plan.processing[p] for p in dpia.processing if p in facts.plan.processing]
    recipients = Table(
        "Recipients and processors on record",
        (Column("Activity", 26), Column("Purposes", 30), Column("Recipients", 22), Column("Processors", 22)),
        tuple(
            (
                cell(p.title, header=True),
                cell(listed(p.purposes)),
                cell(listed(p.recipients)),
                cell(names_of(facts, (f"vendors/{v}" for v in p.processors), "none")),
            )
            for p in activities
        ),
        empty="the processing is not in the register",
        compact=True,
    )
    return Section(
        "description",
        "Systematic description, Art. 35(7)(a)",
        (_said(dpia.description, _DESCRIPTION), data, recipients, assets),
    )


def _kept(store: Datastore, facts: Facts) -> str:
    backups = facts.backups(store)
    return duration(max((c.keep for c in backups if c.keep), default=None)) if backups else "no backup"


def necessity(dpia: Dpia) -> Section:
    """Why it is needed and why less would not do; how people use their rights."""
    return Section(
        "necessity",
        "Necessity and proportionality, Art. 35(7)(b)",
        (_said(dpia.necessity, _NECESSITY),),
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
