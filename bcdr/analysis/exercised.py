"""Which objects a drill exercised, and the digests by which its record knows them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bcdr.analysis.proof import covered
from bcdr.analysis.substance import Part, has_substance, substance
from bcdr.analysis.usage import stores_of
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.drill import Drill
from bcdr.model.exercise import MEANINGS
from bcdr.model.plan import Plan
from bcdr.model.record import Entry
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service

SCHEME = 1
"""Version of the fields that count and of how they are written down. What a digest of version 1 does not look at never
voids the drill that carries it; a field that begins to count needs a version of its own."""


class Imprint(NamedTuple):
    """A digest as it is read: `scheme` 0 stands for one digest of the whole object."""

    scheme: int
    whole: str
    fields: Mapping[str, str]


def digests(drill: Drill, plan: Plan) -> dict[str, str]:
    """For each object that the drill exercised, by reference, its digest as the plan says it now.

    What a drill says of itself decides: its type, what it covers, the copy and the place. Kinds of objects that cannot
    change in a way that matters, such as roles and scenarios, have none.
    """
    found: dict[str, str] = {}
    for ref in exercised(drill, plan):
        entry = entry_of(plan, ref)
        if entry is not None and has_substance(entry):
            found[ref] = written(substance(entry, plan))
    return dict(sorted(found.items()))


def exercised(drill: Drill, plan: Plan) -> tuple[str, ...]:
    """References of everything the drill exercised: what it covers, and what stood behind that."""
    refs = covered(drill, plan)
    return tuple(dict.fromkeys(each for ref in refs for each in behind(ref, drill, plan)))


def behind(ref: str, drill: Drill, plan: Plan) -> tuple[str, ...]:
    """What has to be as it was for the drill to count for `ref`: the object itself first.

    For data the copy that it came from and what that copy is made of, with their places, the place that it was restored
    to, and the runbooks among what the drill covers that recover it, with the credentials, places and target they need.
    For a service the same of its data as far as the drill covers it, and its standby if it moved there. Where nothing
    was carried out, only the object.
    """
    meaning = MEANINGS[drill.type]
    if not meaning.runs:
        return (ref,)
    entry = plan.find(ref)
    found = [ref]
    if isinstance(entry, Runbook):
        found += _means(entry)
    elif isinstance(entry, (Datastore, Service)):
        refs = covered(drill, plan)
        stores = [entry] if isinstance(entry, Datastore) else _data_of(entry, refs, plan)
        recovered = {ref, *(s.ref for s in stores)}
        for store in stores:
            found += [store.ref, *_sources(store, drill)]
        for book in _books(refs, plan):
            if not recovered.isdisjoint(book.recovers):
                found += [book.ref, *_means(book)]
        if isinstance(entry, Service) and meaning.moves and entry.standby is not None and entry.standby.at is not None:
            found.append(f"places/{entry.standby.at}")
        if drill.restored_to is not None:
            found.append(f"places/{drill.restored_to}")
    return tuple(dict.fromkeys(found))


def _data_of(service: Service, refs: Iterable[str], plan: Plan) -> list[Datastore]:
    needed = {f"datastores/{id_}" for id_ in stores_of(service)}
    return [e for r in refs if r in needed and isinstance(e := plan.find(r), Datastore)]


def _books(refs: Iterable[str], plan: Plan) -> Iterator[Runbook]:
    for ref in refs:
        book = plan.find(ref)
        if isinstance(book, Runbook):
            yield book


def _means(book: Runbook) -> Iterator[str]:
    needs = (*book.needs, *(n for s in book.steps for n in s.needs))
    yield from (n for n in needs if n.startswith(("credentials/", "places/")))
    if book.target is not None and book.target.at is not None:
        yield f"places/{book.target.at}"


def _sources(store: Datastore, drill: Drill) -> Iterator[str]:
    """The copy that came back, those that it is made of or builds on, and where they lie.

    The record knows best which they were: a copy that came later was not among them.
    """
    recorded = [c for c in store.copies.values() if c.ref in drill.digests]
    used = copy_used(store, drill)
    waiting = recorded or ([used] if used is not None else [])
    for copy in waiting:
        yield copy.ref
        if copy.at is not None and copy.at.startswith("places/"):
            yield copy.at
        if not recorded:
            below = (store.copies.get(i) for i in (copy.from_, copy.base) if i is not None)
            waiting += [c for c in below if c is not None and c not in waiting]


def copy_used(store: Datastore, drill: Drill) -> Copy | None:
    """The copy of a store that a drill restored from: the one it names, else the only backup; None if that is open."""
    named = drill.recovery_point.copy if drill.recovery_point is not None else None
    of, _, id_ = (named or "").rpartition("/")
    if id_ in store.copies and of in {"", store.id}:
        return store.copies[id_]
    backups = [c for c in store.copies.values() if c.is_backup]
    return backups[0] if len(backups) == 1 and (named is None or of not in {"", store.id}) else None


def entry_of(plan: Plan, ref: str) -> Entry | None:
    """The object of a reference, that of a copy (`datastores/orders-db/copies/nightly`) too."""
    kind, _, rest = ref.partition("/")
    id_, slash, copy = rest.partition("/copies/")
    if not slash:
        return plan.find(ref)
    store = plan.datastores.get(id_) if kind == "datastores" else None
    return store.copies.get(copy) if store is not None else None


def written(parts: Iterable[Part]) -> str:
    """`v1 at=5f3c91a07be2 engine=77ab12cd34ef`: what is not written is left out."""
    return " ".join((f"v{SCHEME}", *(f"{p.name}={of_field(p)}" for p in parts if p.value is not None)))


def read(text: str) -> Imprint:
    """A digest of a record, which the format has checked."""
    if not text.startswith("v"):
        return Imprint(0, text, {})
    scheme, *fields = text.split(" ")
    return Imprint(int(scheme[1:]), "", {name: digest for name, _, digest in (f.rpartition("=") for f in fields)})


def of_field(part: Part) -> str:
    """Twelve hexadecimal digits of the SHA-256 of a field's name and what it says."""
    return _sha256(f"{part.name}\n{part.value}")[:12]


def of_whole(parts: Iterable[Part]) -> str:
    """The SHA-256 of everything that counts of an object and is written: one digest instead of one a field."""
    return _sha256("\n\n".join(f"{p.name}\n{p.value}" for p in parts if p.value is not None))


def _sha256(text: str) -> str:
    try:
        # hashlib would load OpenSSL to say the same: a fortieth of a whole lint
        from _sha256 import sha256  # type: ignore[import-not-found, unused-ignore] # noqa: PLC0415 - Python 3.11
    except ImportError:
        from hashlib import sha256  # noqa: PLC0415

    digest: str = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return digest
