"""People, the roles they hold, and the credentials they keep."""

from __future__ import annotations

from typing import Annotated, Literal

from bcdr.model.record import Entry, Record, field
from bcdr.model.reference import Ref
from bcdr.model.value import Amount, Day, Duration, Flag


class Contact(Record):
    """One way to reach a person or vendor."""

    kind: Literal["phone", "mobile", "mail", "chat", "messenger", "pager", "portal", "address", "other"] = field(
        "What kind of route"
    )
    value: str | None = field("Number or address; may live in a private overlay file", default=None, private="number")
    kept_in: str | None = field("Where the value is kept, when it is not here", default=None, private="place")
    out_of_band: Flag = field("Works when the organisation's own systems and logins are down", default=False)
    note: str | None = field("Remark, such as hours", default=None, private="remark")


class Handover(Record):
    """Knowledge passed on before somebody leaves."""

    to: Annotated[str, Ref("people")] | None = field("Successor", default=None)
    occurred: Day | None = field("When", default=None)
    note: str | None = field("What was handed over", default=None, private="remark")


class RequiredTraining(Record):
    """A training that people must attend."""

    short_form = "topic"

    topic: str = field("What it is about")
    for_: tuple[Annotated[str, Ref("roles", "people")], ...] = field(
        "Who must attend; everybody if left out", default=()
    )
    within: Duration | None = field("How soon after joining", default=None)
    every: Duration | None = field("How often again", default=None)


class Training(Record):
    """A training or briefing that a person attended."""

    topic: str = field("What it was about")
    occurred: Day | None = field("When", default=None)


class Person(Entry):
    """Somebody the plan relies on."""

    name: str = field("Full name", private="name")
    title: str | None = field("Position", default=None)
    contacts: tuple[Contact, ...] = field("Ways to reach this person, best first", default=())
    located: str | None = field("Site label where the person usually works", default=None, private="site")
    employment: Literal["employee", "owner", "contractor", "external"] = field("Relation", default="employee")
    active: Flag = field("Whether the person still works here", default=True)
    leaves_on: Day | None = field("Last day, if known", default=None)
    handover: Handover | None = field("Handover to a successor", default=None)
    skills: tuple[str, ...] = field("What this person can do in a recovery", default=())
    training: tuple[Training, ...] = field("Trainings attended", default=())
    confidentiality: Day | None = field("Confidentiality commitment signed on", default=None)


class Role(Entry):
    """A duty in an emergency, held by a person and at least one deputy."""

    name: str | None = field("Title of the role", default=None)
    duty: str | None = field("What the role does", default=None)
    authority: str | None = field("What the role may decide and spend", default=None)
    powers: tuple[
        Literal["declare", "fail-over", "spend", "communicate", "own-backups", "accept-risk", "approve-plan"], ...
    ] = field("Authority in words that the tool can check", default=())
    spend_limit: Amount | None = field("Up to which amount", default=None)
    trigger: str | None = field("What calls the role into action", default=None)
    holder: Annotated[str, Ref("people")] | None = field("Who holds it", default=None)
    members: tuple[Annotated[str, Ref("people")], ...] = field("Who belongs to it, where a team holds it", default=())
    holders_in: Annotated[str, Ref("documents", "places")] | None = field(
        "Roster that names the holders, where names must not stand here", default=None
    )
    contacts: tuple[Contact, ...] = field("Ways to reach the role itself, such as a chat handle", default=())
    deputies: tuple[Annotated[str, Ref("people")], ...] = field("Who steps in, in order", default=())


class Rights(Record):
    """What a credential can do to which objects."""

    read: tuple[Annotated[str, Ref("datastores", "places", "services")], ...] = field("May read", default=())
    write: tuple[Annotated[str, Ref("datastores", "places", "services")], ...] = field(
        "May change or overwrite", default=()
    )
    delete: tuple[Annotated[str, Ref("datastores", "places", "services")], ...] = field("May delete", default=())
    restore: tuple[Annotated[str, Ref("datastores", "places", "services")], ...] = field("May restore", default=())


class BreakGlass(Record):
    """A sealed copy of a credential for the day when its holders are away."""

    place: Annotated[str, Ref("places")] | None = field("Where the sealed copy lies", default=None)
    checked: Day | None = field("When the seal was last checked", default=None)
    used: Day | None = field("When it was last used in a drill", default=None)


class Credential(Entry):
    """A login, key or token: where it is and what it can do, never what it is."""

    name: str | None = field("What people call it", default=None, private="account")
    holders: tuple[Annotated[str, Ref("people", "roles")], ...] = field("Who has it", default=())
    human: Flag = field("Used by people (no: a server or application uses it)", default=True)
    environment: Literal["production", "backup", "development", "test", "everyday", "emergency"] | None = field(
        "What it is meant for", default=None
    )
    can: Rights | None = field("What it may do", default=None)
    mfa: Flag | None = field("Second factor required", default=None)
    login_via: Annotated[str, Ref("services", "vendors")] | None = field("Login service that must be up", default=None)
    kept_in: Annotated[str, Ref("places", "datastores", "vendors")] | None = field("Where it is stored", default=None)
    break_glass: BreakGlass | None = field("Sealed copy", default=None)
    reviewed: Day | None = field("When the rights were last reviewed", default=None)
