"""How pages of the site name and link objects: file names out of ids, anchors, people with their phone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from bcdr.analysis.facts import Facts
from bcdr.model.people import Contact, Person, Role
from bcdr.report.audience.alias import LEFT_OUT
from bcdr.report.naming import name_of
from bcdr.report.site.page import NOT_KNOWN, Line
from bcdr.report.span import Span, line
from bcdr.report.whatif.event import plainly

PAGED = frozenset(("services", "datastores", "runbooks", "scenarios", "roles", "people", "vendors", "drills"))
"""Collections with a page for each object."""
SHARED = {
    "places": "places", "credentials": "places", "channels": "communication", "documents": "documents",
    "kept": "documents", "evidence": "evidence", "certificates": "evidence", "processing": "register",
    "dpias": "register", "actions": "due", "renewals": "due", "reviews": "record", "versions": "record",
    "waivers": "record", "risks": "record", "measures": "record", "incidents": "record", "changes": "record",
    "automations": "record", "components": "record",
}  # fmt: skip
"""Collections whose objects share a page; each object has an anchor there."""

_NAME = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*\Z")
_TAKEN = frozenset(
    ("index", "readme", "con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10)))
)
_LONGEST = 80
OUT_OF_BAND = ", works when our systems are down"
"""What is said behind a number that needs none of our own systems."""
_COPY = re.compile(r"datastores/([^/]+)/copies/([^/]+)\Z")
_WEB = re.compile(r"https?://[^\s\"'<>\\^`{|}]{1,2000}\Z", re.IGNORECASE)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z")


def slug(id_: str) -> str:
    """A file name for an id: the id itself, unless a file system or the site needs another name for it.

    No id holds two hyphens in a row, so a changed name never meets another id.
    """
    if _NAME.match(id_) and len(id_) <= _LONGEST and id_.partition(".")[0] not in _TAKEN:
        return id_
    plain = re.sub(r"[^a-z0-9]+", "-", id_.lower()).strip("-")[:_LONGEST]
    return f"{plain or 'x'}--{blake2b(id_.encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"


def path_of(kind: str, id_: str) -> str:
    """Place in the site of the page of one object."""
    return f"{kind}/{slug(id_)}"


def anchor_of(kind: str, id_: str) -> str:
    """Anchor of an object on a shared page."""
    return f"{kind}-{slug(id_)}"


def href(ref: str) -> str:
    """Address of what a reference names; empty when nothing in the site shows it."""
    kind, _, rest = ref.partition("/")
    id_, _, inner = rest.partition("/")
    if not rest:
        return "/index.html" if ref == "plan" else ""
    if kind in PAGED:
        part = inner.partition("/")[2] if inner.startswith("copies/") else ""
        return f"/{path_of(kind, id_)}.html" + (f"#copy-{slug(part)}" if part else "")
    if kind in SHARED:
        return f"/{SHARED[kind]}.html#{anchor_of(kind, id_)}"
    return ""


def rule_path(name: str) -> str:
    """Place in the site of the page of a rule."""
    return f"rules/{name}"


def rule_href(name: str) -> str:
    """Address of the page of a rule."""
    return f"/{rule_path(name)}.html"


def framework_href(id_: str) -> str:
    """Address of the crosswalk of a framework."""
    return f"/frameworks/{id_}.html"


def clause_href(framework: str, anchor: str) -> str:
    """Address of one clause on the page of its framework."""
    return f"{framework_href(framework)}#{anchor}"


def link(facts: Facts, ref: str | None, missing: str = NOT_KNOWN) -> Span:
    """The name of an object, linked to where the site shows it; a label such as `site/fsn1` becomes words."""
    if ref is None:
        return Span(missing, tone="muted")
    copy = _COPY.match(ref)
    if copy is not None and copy[1] in facts.plan.datastores:
        return Span(f"{facts.plan.datastores[copy[1]].name_or_id}, copy {copy[2]}", href=href(ref))
    if facts.plan.find(ref) is None:
        return Span(plainly(ref, facts) if "/" in ref else ref)
    return Span(name_of(facts, ref), href=href(ref))


def links(facts: Facts, refs: Iterable[str], missing: str = "none") -> Line:
    """Linked names on one line, comma-separated."""
    found: list[Span] = []
    for ref in refs:
        if found:
            found.append(Span(", "))
        found.append(link(facts, ref))
    return tuple(found) or (Span(missing, tone="muted"),)


def typed(kind: str, ids: Iterable[str]) -> tuple[str, ...]:
    """References out of the bare ids of one collection."""
    return tuple(f"{kind}/{i}" for i in ids)


def outward(text: str) -> Span:
    """What a person typed as an address: a link for the web and for mail, plain text for anything else."""
    if _WEB.match(text):
        return Span(text, href=text)
    return Span(text, href=f"mailto:{text}") if _MAIL.match(text) else Span(text)


def reach(contact: Contact) -> Line:
    """One way to reach somebody with all that is known of it."""
    words = list(short_reach(contact))
    if contact.out_of_band:
        words.append(Span(OUT_OF_BAND, tone="muted"))
    if contact.note:
        words.append(Span(f" ({contact.note})", tone="muted"))
    return tuple(words)


def short_reach(contact: Contact) -> Line:
    """One way to reach somebody: a number to tap, an address, or where the number is kept."""
    words = [Span(f"{contact.kind} ")]
    if contact.value is None:
        kept = contact.kept_in
        words.append(Span(f"kept in {kept}" if kept else NOT_KNOWN, tone="muted", by_hand=is_elsewhere(contact)))
    elif contact.kind in {"phone", "mobile", "pager", "messenger"} and re.match(
        r"\+?[\d ()/.-]{3,30}\Z", contact.value
    ):
        words.append(Span(contact.value, href="tel:" + re.sub(r"[^\d+]", "", contact.value), strong=True))
    else:
        words.append(outward(contact.value))
    return tuple(words)


def way(facts: Facts, text: str | None, missing: str = NOT_KNOWN) -> Span:
    """A channel by its name, or what somebody wrote instead of one."""
    if text is not None and text in facts.plan.channels:
        return Span(facts.plan.channels[text].name_or_id, href=f"/communication.html#{anchor_of('channels', text)}")
    return Span(text) if text else Span(missing, tone="muted")


def is_elsewhere(contact: Contact) -> bool:
    """The number is not in the plan but where readers of this edition can find it."""
    return contact.value is None and bool(contact.kept_in) and contact.kept_in != LEFT_OUT


def first_reach(person: Person) -> Line:
    """The best way to reach a person by voice, else the first one written."""
    spoken = [c for c in person.contacts if c.kind in {"phone", "mobile"}]
    best = next((c for c in spoken if c.out_of_band), None) or next(iter(spoken or person.contacts), None)
    return short_reach(best) if best is not None else (Span("no contact", tone="bad"),)


def call(person: Person) -> Line:
    """The best number, with room to write what is not printed, and beside it one that is."""
    if not person.contacts:
        return (Span("no number in the plan", by_hand=True),)
    best = first_reach(person)
    printed = [c for c in person.contacts if c.kind in {"phone", "mobile"} and c.value]
    return (*best, Span(" or "), *short_reach(printed[0])) if printed and any(s.by_hand for s in best) else best


def who(facts: Facts, ref: str | None) -> tuple[Line, ...]:
    """Who that is, one line a person with a phone: of a role the holder first, then the deputies."""
    if ref is None:
        return ()
    people = facts.people(ref)
    entry = facts.plan.find(ref)
    lines: list[Line] = []
    if isinstance(entry, Role):
        lines.append((Span(entry.name_or_id, href=href(ref), strong=True),))
        if not people:
            lines.append((Span("nobody holds this role", tone="bad"),))
    lines += [line(Span(p.name, href=href(p.ref)), " ", *first_reach(p)) for p in people]
    return tuple(lines) or ((link(facts, ref),),)
