"""Messages about vendors: silence, promises, locked accounts, where the data lies, and the way out."""

from __future__ import annotations

from collections.abc import Iterator

from bcdr.model.vendor import Vendor
from bcdr.report.pack.inject.template import Answer, Draft, gap, gaps, says, template
from bcdr.report.pack.situation import Situation
from bcdr.report.wording import duration
from bcdr.rules.phrase import listed

MANY = 5
OUTSIDE = frozenset({"provider", "vendor", "malicious"})
"""Groups of scenarios in which accounts and contracts with others are at stake."""


def _concerned(s: Situation, groups: frozenset[str] | None = None) -> tuple[Vendor, ...]:
    """Vendors in the middle of the story; none where people are gone and no system is."""
    if s.cover.group == "person" or (groups is not None and s.cover.group not in groups):
        return ()
    return s.vendors[:MANY]


def _ways(vendor: Vendor) -> Answer:
    if not vendor.contacts:
        return gap(f"The plan names no way to reach {vendor.name_or_id} in an emergency.", vendor.ref)
    told = [f"{c.kind}{f' {c.value}' if c.value else f' ({c.kept_in})' if c.kept_in else ''}" for c in vendor.contacts]
    return says(f"Ways to reach it: {listed(told, 3)}.", vendor.ref)


@template(
    "vendor",
    55,
    "Nobody waits in a queue while something else could be done",
    ["vendor-unanswered", "account-loss-unplanned"],
)
def silent(s: Situation) -> Iterator[Draft]:
    """The vendor does not answer."""
    for vendor in _concerned(s):
        contract = vendor.contract
        answers = [_ways(vendor)]
        answers.append(
            says(f"Support by contract: {contract.support}.", vendor.ref)
            if contract is not None and contract.support
            else gap("The plan does not say when its support answers.", vendor.ref)
        )
        if vendor.account is not None and vendor.account.escalation:
            answers.append(says(f"To reach a human: {vendor.account.escalation}.", vendor.ref))
        band = next(iter(vendor.outage), None)
        if band is not None:
            until = f" (up to {duration(band.up_to)})" if band.up_to is not None else ""
            answers.append(says(f"Meanwhile{until}: {band.do}", vendor.ref))
        yield Draft(
            vendor.ref, 4 + 2 * gaps(answers), s.leader, "a colleague on the phone",
            "in the room",
            f"I have been in the queue of {vendor.name_or_id} for forty minutes. The ticket says 'received'. Shall I "
            "go on waiting?",
            tuple(answers),
        )  # fmt: skip


@template("vendor", 140, "A vendor's promise is compared with your own, and something is started beside it",
          ["vendor-objective-weaker", "vendor-backup-assumed"])  # fmt: skip
def promise(s: Situation) -> Iterator[Draft]:
    """The vendor names a time that is too late."""
    for vendor in _concerned(s):
        contract = vendor.contract
        answers: list[Answer] = [
            says(f"By contract it is back within {duration(contract.rto)}.", vendor.ref)
            if contract is not None and contract.rto is not None
            else gap("No time to be back is on record in the contract.", vendor.ref)
        ]
        needed = [x for x in s.services if vendor in s.facts.vendors_needed(x)]
        for service in needed[:1]:
            promised = s.facts.rto_of(service)
            if promised is not None:
                answers.append(says(f"{service.name_or_id} is promised within {duration(promised)}.", service.ref))
        beyond = next((b for b in vendor.outage if b.beyond is not None), None)
        if beyond is not None:
            answers.append(says(f"Beyond {duration(beyond.beyond)}: {beyond.do}", vendor.ref))
        elif not vendor.outage:
            answers.append(gap(f"The plan does not say what to do while {vendor.name_or_id} is down.", vendor.ref))
        yield Draft(
            vendor.ref, 4 + 2 * gaps(answers), s.leader, vendor.name_or_id, "as a mail",
            "We regret the disturbance. By present knowledge the service will be available again within three working "
            "days.",
            tuple(answers),
        )  # fmt: skip


@template(
    "vendor",
    90,
    "Somebody who may speaks to the vendor, and a second way to pay is at hand",
    ["account-loss-unplanned"],
)
def locked(s: Situation) -> Iterator[Draft]:
    """The account is locked."""
    for vendor in _concerned(s, OUTSIDE):
        account = vendor.account
        if account is None:
            if not s.facts.lies_with(vendor):
                continue
            answers: tuple[Answer, ...] = (
                gap("The plan says nothing about the account: who administers it, who pays.", vendor.ref),
            )
        else:
            admins = [s.plan.people[p].name for p in account.admins]
            answers = (
                says(f"Administrators: {listed(admins, 3)}.", vendor.ref)
                if admins
                else gap("No administrator of the account is named.", vendor.ref),
                says("A second way to pay is on file.", vendor.ref)
                if account.second_payment
                else gap("No second way to pay is on file.", vendor.ref),
                says(f"To reach a human: {account.escalation}.", vendor.ref)
                if account.escalation
                else gap("No way to reach a human there is written.", vendor.ref),
            )
        yield Draft(
            vendor.ref, 4 + gaps(answers), s.tech,
            vendor.name_or_id, "as a mail",
            "Your payment was refused. Until this is cleared up, your account is restricted: nothing new can be "
            "started in it. An administrator may call us.",
            answers,
        )  # fmt: skip


@template(
    "vendor", 160, "The answer rests on a document and not on belief", ["location-unverified", "vendor-unanswered"]
)
def where_is_it(s: Situation) -> Iterator[Draft]:
    """In which building?"""
    for store in s.stores:
        labels = s.facts.labels(store)
        place = s.plan.find(store.at)
        basis = place.__dict__.get("basis") if place is not None else None
        copies = s.facts.backups(store)
        unknown = [c.id for c in copies if s.facts.labels(c).site is None]
        answers: list[Answer] = [
            says(f"{store.name_or_id} lies at {s.name(store.at)}, by {basis or 'no stated basis'}.", store.ref)
            if labels.site is not None
            else gap(f"The plan does not say in which building {store.name_or_id} lies.", store.ref)
        ]
        if unknown:
            answers.append(gap(f"Of these copies the building is not known: {listed(unknown, 3)}.", store.ref))
        elif copies:
            places = dict.fromkeys(s.name(c.at) for c in copies if c.at)
            answers.append(says(f"Its copies lie at {listed(places, 3)}.", store.ref))
        yield Draft(
            store.ref, 3 + 3 * gaps(answers), s.leader, "a lawyer of a large customer",
            "as a mail",
            f"In which building did {store.name_or_id} lie, in which do its copies lie, and since when do you know "
            "that for certain? We ask for an answer today.",
            tuple(answers),
        )  # fmt: skip


@template(
    "vendor",
    220,
    "The way out is known before it is needed, with its duration",
    ["vendor-without-exit", "export-slower-than-notice"],
)
def way_out(s: Situation) -> Iterator[Draft]:
    """The vendor ends the service."""
    for vendor in _concerned(s, frozenset({"provider", "vendor"})):
        out = vendor.exit
        answers: list[Answer] = []
        if out is None:
            answers.append(gap("The plan holds no way out: no form of export, no replacement.", vendor.ref))
        else:
            answers.append(
                says(f"Export: {out.format}.", vendor.ref)
                if out.format
                else gap("No form of the export is written.", vendor.ref)
            )
            answers.append(
                says(f"Replacement: {out.replacement}.", vendor.ref)
                if out.replacement
                else gap("No replacement is named.", vendor.ref)
            )
            tried = out.tested if out.tested not in {None, "never"} else None
            answers.append(
                says(f"The export was last tried on {tried}.", vendor.ref)
                if tried is not None
                else gap("The export was never tried, as far as the plan says.", vendor.ref)
            )
        notice = vendor.contract.notice if vendor.contract is not None else None
        if notice is not None:
            answers.append(says(f"Notice by contract: {duration(notice)}.", vendor.ref))
        weight = 3 + gaps(answers) + 4 * (s.cover.group == "vendor")
        yield Draft(
            vendor.ref, weight, s.leader, vendor.name_or_id, "as a letter",
            "We shall end this service in thirty days. Until then you can take your data with you. We thank you for "
            "your trust.",
            tuple(answers),
        )  # fmt: skip


@template(
    "vendor", 75, "Their clock and your clock are kept apart", ["processor-without-dpa", "breach-process-missing"]
)
def late_notice(s: Situation) -> Iterator[Draft]:
    """The vendor reports late that data was touched."""
    for vendor in _concerned(s, OUTSIDE):
        if not vendor.handles_personal_data and vendor.processor is None:
            continue
        within = vendor.contract.breach_notice if vendor.contract is not None else None
        answers: list[Answer] = [
            says(f"By contract it reports a breach within {duration(within)}.", vendor.ref)
            if within is not None
            else gap("No time in which it has to report a breach is on record.", vendor.ref)
        ]
        dpa = vendor.processor.dpa if vendor.processor is not None else None
        if dpa is None:
            answers.append(gap("No processing agreement (GDPR Art. 28) is on record.", vendor.ref))
        yield Draft(
            vendor.ref, 4 + 2 * gaps(answers), s.keeper,
            vendor.name_or_id, "as a mail",
            "Two days ago we noticed access to data that we keep for you. We are looking into it and will come back "
            "to you.",
            tuple(answers),
        )  # fmt: skip
        return


TEMPLATES = (silent, promise, locked, where_is_it, way_out, late_notice)
