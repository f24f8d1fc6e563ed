"""Channels and the communication plan: who hears what, by when, and how if the first way is down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from bcdr.model.record import NOTHING, Entry, Record, field
from bcdr.model.reference import Ref
from bcdr.model.value import Day, Duration, Flag, Language

RoleOrPerson = Annotated[str, Ref("roles", "people")]
ChannelRef = Annotated[str, Ref("channels")]


class Channel(Entry):
    """A way to speak: a status page, a chat, a phone line."""

    name: str | None = field("What people call it", default=None)
    kind: Literal["status-page", "chat", "voice", "phone", "mail", "paging", "social", "website", "portal", "post"] = (
        field("What it is")
    )
    audience: str = field("For whom", examples=("customers", "responders", "staff", "authority"))
    direction: Literal["outward", "internal", "inward"] | None = field(
        "outward to customers, internal to responders, inward from customers", default=None
    )
    at: Annotated[str, Ref("places", "vendors")] | None = field("Where it runs", default=None)
    depends_on: tuple[Annotated[str, Ref("services", "vendors", "datastores")], ...] = field(
        "What it needs", default=()
    )
    dns_zone: str | None = field("DNS zone of its name", default=None, private="zone")
    url: str | None = field("Address", default=None, private="host")
    primary: Flag = field("The one that counts among several of its kind", default=False)
    owner: RoleOrPerson | None = field("Who runs it", default=None)
    fallback: ChannelRef | None = field("What to use when it is down", default=None)
    tested: Day | None = field("When it was last tried", default=None)
    note: str | None = field("Remark", default=None, private="remark")


class Notification(Entry):
    """Somebody who must hear something by a deadline."""

    audience: str = field("Who must hear")
    within: Duration | None = field("By when", default=None)
    from_: Literal["occurrence", "detection", "awareness", "activation", "declaration", "stand-down"] = field(
        "From when the time counts", default="detection"
    )
    by: RoleOrPerson | None = field("Who tells them", default=None)
    channel: str | None = field("How: the id of a channel, or words", default=None)
    fallback: str | None = field("How, if that is down", default=None)
    what: str | None = field("What they must hear", default=None)
    repeat_every: Duration | None = field("Then again every", default=None)
    contact: str | None = field("Address or where it is kept", default=None, private="number")


class Template(Entry):
    """A text prepared in calm."""

    audience: str = field("For whom")
    text: str = field("The text, with gaps in square brackets")
    language: Language = field("Language", default="en")
    approved: Day | None = field("When it was approved", default=None)


class CustomerContacts(Record):
    """Where the list of customers' contacts is, besides the service itself."""

    at: Annotated[str, Ref("places", "vendors", "datastores")] | None = field("Where the copy is", default=None)
    refreshed: Day | None = field("When it was last refreshed", default=None)


class Communication(Record):
    """The communication plan."""

    first_notice: Duration | None = field("Time to the first public notice", default=None)
    update_every: Duration | None = field("Rhythm of updates", default=None)
    lead: RoleOrPerson | None = field("Who speaks", default=None)
    inbound: str | None = field("How customers reach somebody while product and login are down", default=None)
    decision_log: str | None = field("Where decisions are written down", default=None, private="place")
    customer_contacts: CustomerContacts | None = field("Copy of the customers' contacts", default=None)
    notify: Mapping[str, Notification] = field("Who must hear what by when", default=NOTHING)
    templates: Mapping[str, Template] = field("Prepared texts", default=NOTHING)
