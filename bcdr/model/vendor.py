"""Vendors: what they provide, promise, answer, process, and how to leave them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from bcdr.model.people import Contact
from bcdr.model.record import NOTHING, Entry, Record, field
from bcdr.model.reference import Ref
from bcdr.model.value import Country, Day, DayOrNever, Duration, Flag, Rate

RoleOrPerson = Annotated[str, Ref("roles", "people")]

Provision = Literal[
    "hosting", "backup", "database", "storage", "dns", "domain", "login", "status-page", "chat", "mail", "phone",
    "payment", "software", "code-hosting", "monitoring", "network", "support", "logistics", "other",
]  # fmt: skip

Question = Literal[
    "where_is_the_data", "how_many_sites_how_far_apart", "primary_lost", "reach_data_meanwhile", "has_bcdr_plan",
    "last_dr_test", "who_backs_up_what", "restore_speed_and_depth", "grace_after_deletion", "exit_route_and_notice",
]  # fmt: skip

ContractItem = Literal[
    "subject", "duration", "nature", "purpose", "data_types", "data_subjects", "controller_rights",
    "instructions", "confidentiality", "security", "subprocessors", "rights_assistance", "security_assistance",
    "deletion_or_return", "audits",
]  # fmt: skip


class BackupClause(Record):
    """What the contract says about the vendor's own backups."""

    reference: str | None = field("Clause", default=None)
    place: str | None = field("Where the copies are", default=None, private="place")
    every: Duration | None = field("How often", default=None)
    restore_within: Duration | None = field("How fast they restore on request", default=None)


class Contract(Record):
    """The agreement with a vendor."""

    reference: str | None = field("Number or file", default=None, private="number")
    ends: Day | None = field("When it ends or renews", default=None)
    renews: Flag | None = field("Renews by itself", default=None)
    notice: Duration | None = field("Notice that the vendor must give", default=None)
    owner: RoleOrPerson | None = field("Who watches renewal and payment", default=None)
    rto: Duration | None = field("Recovery time promised", default=None)
    rpo: Duration | None = field("Recovery point promised", default=None)
    backup: BackupClause | None = field("What it says about backups", default=None)
    grace_after_end: Duration | None = field("How long data stays after the end", default=None)
    breach_notice: Duration | None = field("How fast the vendor reports a breach", default=None)
    support: str | None = field("Support hours and level", default=None)


class Account(Record):
    """The account with a vendor, and how not to lose it."""

    admins: tuple[Annotated[str, Ref("people")], ...] = field("Who can administer it", default=())
    billing_contact: RoleOrPerson | None = field("Who gets the bills and warnings", default=None)
    second_payment: Flag = field("A second way to pay is on file", default=False)
    escalation: str | None = field("How to reach a human when the account is locked", default=None, private="number")


class ProcessingAgreement(Record):
    """The written contract of GDPR Art. 28(3)."""

    reference: str | None = field("Number or file", default=None, private="number")
    occurred: Day | None = field("Signed on", default=None)


class Subprocessor(Record):
    """A further processor (GDPR Art. 28(2), (4))."""

    short_form = "name"

    name: str = field("Who")
    service: str | None = field("What it does", default=None)
    country: Country | None = field("Where", default=None)
    authorised: Day | None = field("When we authorised it", default=None)


class Processor(Record):
    """A vendor in its role as processor of personal data (GDPR Art. 28)."""

    dpa: ProcessingAgreement | None = field("Processing agreement", default=None)
    contract_items: Mapping[ContractItem, Flag] = field(
        "The seven and eight points of Art. 28(3): present?", default=NOTHING
    )
    subprocessors: tuple[Subprocessor, ...] = field("Its own processors", default=())
    due_diligence: Day | None = field("When its guarantees were last checked", default=None)
    transfer_basis: str | None = field("Basis of transfers outside the EEA, if any", default=None)


class Answer(Record):
    """What a vendor said to one question, and what the answer rests on."""

    answer: str | None = field("The answer; unknown while it is open", default=None)
    basis: Literal["contract", "vendor-answer", "published", "inspection", "assumption"] | None = field(
        "What it rests on", default=None
    )
    occurred: Day | None = field("When it was given", default=None)
    asked: Day | None = field("When it was asked", default=None)


class OutageBand(Record):
    """What to do while the vendor is down, by how long it lasts."""

    up_to: Duration | None = field("For outages up to this long", default=None)
    beyond: Duration | None = field("For outages longer than this", default=None)
    when: str | None = field("Which outages, where a duration does not say it", default=None)
    do: str = field("What to do")
    then: str | None = field("What to do when the vendor is back", default=None)
    runbook: Annotated[str, Ref("runbooks")] | None = field("Steps", default=None)
    approved_by: RoleOrPerson | None = field("Whose approval it needs", default=None)


class Exit(Record):
    """How to leave the vendor with all data."""

    format: str | None = field("Form of the export", default=None)
    throughput: Rate | None = field("Speed of the export", default=None)
    duration: Duration | None = field("How long the export takes", default=None)
    replacement: str | None = field("Where to go", default=None)
    tested: DayOrNever | None = field("When the export was last tried", default=None)
    runbook: Annotated[str, Ref("runbooks")] | None = field("Steps", default=None)


class Vendor(Entry):
    """Somebody outside whom the organisation depends on."""

    name: str | None = field("Legal name", default=None)
    provides: tuple[Provision, ...] = field("What it provides", default=())
    group: str | None = field("Legal entity or group it belongs to", default=None)
    owner: RoleOrPerson | None = field("Who looks after the relation", default=None)
    contract: Contract | None = field("The agreement", default=None)
    contacts: tuple[Contact, ...] = field("Ways to reach it in an emergency", default=())
    account: Account | None = field("The account and its care", default=None)
    processor: Processor | None = field("Its role as processor of personal data", default=None)
    handles_personal_data: Flag | None = field("Whether it touches personal data", default=None)
    own_controller: Flag = field(
        "Decides by itself what it does with personal data, such as a bank or carrier: no processor", default=False
    )
    answers: Mapping[Question, Answer] = field("The questions that every provider must answer", default=NOTHING)
    outage: tuple[OutageBand, ...] = field("What to do while it is down", default=())
    exit: Exit | None = field("How to leave", default=None)
    note: str | None = field("Remark", default=None, private="remark")


class Renewal(Entry):
    """Something that ends on a day: a domain, certificate, licence or payment method."""

    title: str = field("What ends")
    kind: Literal["domain", "certificate", "licence", "payment-method", "contract", "token"] = field("What kind")
    ends: Day | None = field("When", default=None)
    owner: RoleOrPerson | None = field("Who renews it", default=None)
    vendor: Annotated[str, Ref("vendors")] | None = field("From whom", default=None)
    protects: tuple[Annotated[str, Ref("services", "datastores")], ...] = field("What fails without it", default=())
    automatic: Flag | None = field("Renews by itself", default=None)
