"""Gates of what a recovery needs: keys, logins, runbooks, papers, channels, people."""

from __future__ import annotations

from bcdr.analysis.needs import needed_to_restore
from bcdr.analysis.survival.gate import Gate, Part, Why
from bcdr.analysis.survival.ground import Ground
from bcdr.model.communication import Channel
from bcdr.model.datastore import Copy
from bcdr.model.people import Credential
from bcdr.model.runbook import Document, Runbook

STANDS = Gate(is_any=True, parts=())
FALLEN = Gate(is_any=False, parts=())


def need(ref: str, ground: Ground, why: Why = Why.NEED) -> Part:
    """The input for something that must be there: a place or vendor by its events, anything else by its own gate.

    A place that is needed as such, a room or a drawer, lies on no storage that somebody forgot to name.
    """
    if ref.startswith("places/"):
        return Part(why, ground.losses_of_room(ref))
    if ref.startswith("vendors/"):
        return Part(why, ground.domains.owners(ref[8:]))
    return Part(why, gate=ref)


def secret(ref: str, ground: Ground, why: Why) -> Part:
    """The input for a key or login kept somewhere: gone with its place, or deleted by who can delete there."""
    found = need(ref, ground, why)
    if not ref.startswith("places/") or ground.facts.labels(ref).offline:
        return found
    return found._replace(atoms=found.atoms | ground.masters(ref))


def people_gate(people: tuple[str, ...] | None) -> Gate:
    """Nobody of them is left; a roster elsewhere is not known to be empty."""
    if people is None:
        return STANDS
    return Gate(is_any=False, parts=tuple(Part(Why.PEOPLE, frozenset({p})) for p in people))


def key_gate(copy: Copy, ground: Ground) -> Gate:
    """A key cannot be had: neither where it is kept, by those who hold it, nor where its second copy is."""
    key = copy.encrypted.key if copy.encrypted is not None else None
    if key is None:
        return FALLEN
    parts = []
    if key.at is not None:
        parts.append(Part(Why.KEY, gate=f"key-at:{copy.ref}"))
    if key.second_copy is not None:
        parts.append(secret(key.second_copy, ground, Why.KEY))
    return Gate(is_any=False, parts=tuple(parts))


def key_at_gate(copy: Copy, ground: Ground) -> Gate:
    """The first place of a key is gone, or nobody is left who can fetch it there."""
    key = copy.encrypted.key if copy.encrypted is not None else None
    if key is None or key.at is None:
        return FALLEN
    parts = [secret(key.at, ground, Why.KEY)]
    if key.holders:
        parts.append(Part(Why.PEOPLE, gate=f"holders:{copy.ref}"))
    return Gate(is_any=True, parts=tuple(parts))


def key_holders_gate(copy: Copy, ground: Ground) -> Gate:
    """Nobody is left who knows or can fetch the key."""
    key = copy.encrypted.key if copy.encrypted is not None else None
    found = [ground.people(ref) for ref in (key.holders if key is not None else ())]
    if any(f is None for f in found):
        return STANDS
    return people_gate(tuple(dict.fromkeys(p for f in found for p in f or ())))


def access_gate(at: str, ground: Ground) -> Gate:
    """None of the logins that reach what lies at a place can be used."""
    return Gate(is_any=False, parts=tuple(Part(Why.CREDENTIAL, gate=c) for c in ground.readers(at)))


def credential_gate(credential: Credential, ground: Ground) -> Gate:
    """The login cannot be used: nobody has it and no sealed copy is left, or what it logs in through is gone."""
    parts = [Part(Why.CREDENTIAL, gate=f"open:{credential.ref}")]
    if credential.login_via is not None:
        parts.append(need(credential.login_via, ground))
    return Gate(is_any=True, parts=tuple(parts))


def open_gate(credential: Credential, ground: Ground) -> Gate:
    """Neither its holders nor the sealed copy are left."""
    parts = [Part(Why.CREDENTIAL, gate=f"held:{credential.ref}")]
    glass = credential.break_glass
    if glass is not None and glass.place is not None:
        parts.append(need(f"places/{glass.place}", ground, Why.PLACE))
    return Gate(is_any=False, parts=tuple(parts))


def held_gate(credential: Credential, ground: Ground) -> Gate:
    """Lost, or nobody is left who has it, or the place where it is kept is gone."""
    parts = [Part(Why.CREDENTIAL, frozenset({credential.ref}))]
    if credential.human and (credential.holders or credential.kept_in is None):
        parts.append(Part(Why.PEOPLE, gate=f"holders:{credential.ref}", is_shown=bool(credential.holders)))
    if credential.kept_in is not None:
        parts.append(secret(credential.kept_in, ground, Why.NEED))
    return Gate(is_any=True, parts=tuple(parts))


def holders_gate(credential: Credential, ground: Ground) -> Gate:
    """Nobody is left of those who hold it."""
    found = [ground.people(ref) for ref in credential.holders]
    if any(f is None for f in found):
        return STANDS
    return people_gate(tuple(dict.fromkeys(p for f in found for p in f or ())))


def runbook_gate(book: Runbook, ground: Ground) -> Gate:
    """It cannot be carried out: a need or its target is gone, nobody is left for a step, or no copy of it to read."""
    parts = [need(ref, ground) for ref in needed_to_restore(book)]
    if book.target is not None and book.target.at is not None:
        parts.append(need(f"places/{book.target.at}", ground, Why.PLACE))
    doers = dict.fromkeys(s.by for s in book.steps if s.by is not None)
    parts += [Part(Why.PEOPLE, gate=f"people:{ref}") for ref in doers]
    if kept_at(book, ground):
        parts.append(Part(Why.PAPER, gate=f"paper:{book.ref}"))
    return Gate(is_any=True, parts=tuple(parts))


def kept_at(book: Runbook, ground: Ground) -> tuple[str, ...]:
    """Where copies of the runbook are kept besides the tool: its own, and those of the whole plan."""
    whole = (k.at for k in ground.plan.kept.values() if "runbooks" in k.includes)
    return tuple(dict.fromkeys((*(c.at for c in book.copies_kept), *whole)))


def paper_gate(book: Runbook, ground: Ground) -> Gate:
    """None of the copies that are kept elsewhere is left, so nobody can read what to do."""
    return Gate(is_any=False, parts=tuple(need(ref, ground, Why.PLACE) for ref in kept_at(book, ground)))


def document_gate(document: Document, ground: Ground) -> Gate:
    """No copy of the paper is left; where it is was not written, it is not known to be lost."""
    kept = [document.at, *(c.at for c in document.copies_kept)]
    parts = tuple(need(ref, ground, Why.PLACE) for ref in kept if ref is not None)
    return Gate(is_any=False, parts=parts) if parts else STANDS


def channel_gate(channel: Channel) -> Gate:
    """Nobody can be reached this way, nor by the channel that stands in for it."""
    parts = [Part(Why.NEED, gate=f"down:{channel.ref}")]
    if channel.fallback is not None:
        parts.append(Part(Why.NEED, gate=f"channels/{channel.fallback}"))
    return Gate(is_any=False, parts=tuple(parts))


def channel_down_gate(channel: Channel, ground: Ground) -> Gate:
    """The channel itself is down: lost, or what it runs on or needs is, or the zone of its name."""
    parts = [Part(Why.DELETED, frozenset({channel.ref}))]
    if channel.at is not None:
        parts.append(need(channel.at, ground, Why.PLACE))
    for ref in channel.depends_on:
        is_service = ref.startswith("services/")
        parts.append(Part(Why.NEED, gate=f"down:{ref}") if is_service else need(ref, ground))
    parts += [Part(Why.NEED, gate=f"source:{zone}") for zone in ground.zones(channel.dns_zone)]
    return Gate(is_any=True, parts=tuple(parts))
