"""The page of a vendor: what to do while it is down, how to reach it, what it promised and answered, how to leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import cast, get_args

from bcdr.analysis.facts import Facts
from bcdr.audit import Audit
from bcdr.frameworks.article28 import duty_items, frame_items
from bcdr.model.vendor import OutageBand, Processor, Question, Vendor
from bcdr.report.block import Pairs, Table
from bcdr.report.site.link import link, links, path_of, typed
from bcdr.report.site.page import NOT_KNOWN, Page
from bcdr.report.site.part import drill_table, findings_about, known, pairs, prose, section, sections, table, ways
from bcdr.report.span import Span, cell, pair
from bcdr.report.wording import day, duration, flag, provided, size

QUESTIONS: dict[str, str] = {
    "where_is_the_data": "Where is the data?",
    "how_many_sites_how_far_apart": "How many sites, how far apart?",
    "primary_lost": "What happens when the primary site is lost?",
    "reach_data_meanwhile": "How do we reach our data meanwhile?",
    "has_bcdr_plan": "Is there a continuity plan?",
    "last_dr_test": "When was it last tested?",
    "who_backs_up_what": "Who backs up what?",
    "restore_speed_and_depth": "How fast and how far back can data be restored?",
    "grace_after_deletion": "How long can deleted data be brought back?",
    "exit_route_and_notice": "How do we leave, with what notice?",
}


def vendor(vendor: Vendor, audit: Audit) -> Page:
    """One vendor."""
    facts = audit.facts
    return Page(
        path=path_of("vendors", vendor.id),
        title=vendor.name_or_id,
        kind="Vendor",
        badges=tuple(Span(provided(p)) for p in vendor.provides),
        sections=sections(
            section(
                "outage",
                "While it is down",
                _outage(facts, vendor),
                pairs(pair("Rests on it", links(facts, facts.served_by_vendor(vendor), "nothing in the plan"))),
            ),
            section("contact", "Reach it", pairs(*ways(vendor.contacts), *_account(facts, vendor))),
            section("contract", "Contract", _contract(facts, vendor)),
            section("answers", "What it answered", _answers(vendor)),
            section("processor", "Personal data", *_processor(vendor)),
            section("exit", "How to leave", _exit(facts, vendor)),
            section("drills", "Drills", drill_table(facts, facts.drills(vendor), of=vendor)),
            section("note", "Remark", *prose(vendor.note)),
            findings_about(audit, vendor.ref),
        ),
    )


def _outage(facts: Facts, vendor: Vendor) -> Table:
    return table(
        "By how long it lasts",
        "Outage | Do | When it is back | Runbook | Approval",
        (
            (
                cell(_band(b), header=True),
                cell(b.do),
                cell(b.then or Span(NOT_KNOWN, tone="muted")),
                cell(link(facts, f"runbooks/{b.runbook}" if b.runbook else None, "none")),
                cell(link(facts, b.approved_by, "not needed")),
            )
            for b in vendor.outage
        ),
        "the plan does not say what to do",
    )


def _band(band: OutageBand) -> str:
    parts = [f"up to {_whole(band.up_to)}"] if band.up_to is not None else []
    parts += [f"longer than {_whole(band.beyond)}"] if band.beyond is not None else []
    return ", ".join(parts) or "of any length"


def _whole(span: timedelta) -> str:
    """The duration with its unit on the line of its number."""
    return duration(span).replace(" ", "\u00a0")


def _account(facts: Facts, vendor: Vendor) -> tuple[tuple[str, tuple[tuple[Span, ...], ...]], ...]:
    account = vendor.account
    own = (pair("Looked after by", link(facts, vendor.owner, "nobody is named")),)
    if account is None:
        return own
    return (
        *own,
        pair("Account administrators", links(facts, typed("people", account.admins), NOT_KNOWN)),
        pair("If the account is locked", account.escalation),
        pair("Bills and warnings go to", link(facts, account.billing_contact)),
        pair("Second way to pay", flag(account.second_payment)),
    )


def _contract(facts: Facts, vendor: Vendor) -> Pairs:
    found = vendor.contract
    if found is None:
        return pairs(pair("Contract"))
    backup = found.backup
    kept = None
    if backup is not None:
        often, where = duration(backup.every, NOT_KNOWN), backup.place or NOT_KNOWN
        kept = f"{backup.reference or 'clause not named'}: every {often}, at {where}"
    return pairs(
        pair("Reference", found.reference),
        pair(
            "Ends",
            day(found.ends),
            {True: "renews by itself", False: "does not renew by itself", None: None}[found.renews],
        ),
        pair("Notice it must give", duration(found.notice)),
        pair("Recovery time promised", duration(found.rto)),
        pair("Recovery point promised", duration(found.rpo)),
        pair("On backups", kept),
        pair("Data stays after the end", duration(found.grace_after_end)),
        pair("Reports a breach within", duration(found.breach_notice)),
        known("Support", found.support),
        known("Watched by", link(facts, found.owner) if found.owner else None),
    )


def _answers(vendor: Vendor) -> Table:
    found = []
    for key in get_args(Question):
        said = vendor.answers.get(key)
        asked = f"asked {day(said.asked)}" if said and said.asked else "never asked"
        text = Span(said.answer) if said and said.answer else Span(f"{NOT_KNOWN}, {asked}", tone="muted")
        basis = said.basis.replace("-", " ") if said and said.basis else ""
        found.append(
            (cell(QUESTIONS[key], header=True), cell(text), cell(basis), cell(day(said.occurred, "") if said else ""))
        )
    return table("Ten questions to every provider", "Question | Answer | Rests on | Given", found)


def _processor(vendor: Vendor) -> tuple[Pairs | Table, ...]:
    found = vendor.processor
    if found is None:
        return (
            (pairs(pair("Touches personal data", flag(vendor.handles_personal_data))),)
            if vendor.handles_personal_data is not None
            else ()
        )
    agreed = f"{found.dpa.reference or 'no reference'}, signed {day(found.dpa.occurred)}" if found.dpa else None
    return (
        pairs(
            pair("Processing agreement", agreed),
            pair("Guarantees last checked", day(found.due_diligence)),
            known("Basis of transfers", found.transfer_basis),
            pair(
                "Sub-processors",
                *(
                    f"{s.name}{f', {s.service}' if s.service else ''}{f', {s.country}' if s.country else ''}"
                    for s in found.subprocessors
                ),
            ),
        ),
        _items(found),
    )


def _items(processor: Processor) -> Table:
    present: Mapping[str, bool] = cast("Mapping[str, bool]", processor.contract_items)
    return table(
        "What the contract says (GDPR Art. 28(3))",
        "Point | In the contract",
        ((cell(i.title, header=True), cell(flag(present.get(i.id)))) for i in (*frame_items(), *duty_items())),
    )


def _exit(facts: Facts, vendor: Vendor) -> Pairs:
    found = vendor.exit
    if found is None:
        return pairs(pair("Way out"))
    return pairs(
        pair("Form of the export", found.format),
        pair("Takes", duration(found.duration), f"{size(round(found.throughput))}/s" if found.throughput else None),
        pair("Where to go", found.replacement),
        pair("Last tried", "never" if found.tested == "never" else day(found.tested)),
        pair("Runbook", link(facts, f"runbooks/{found.runbook}" if found.runbook else None, "none")),
    )
