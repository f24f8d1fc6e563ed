"""Basic events: one thing that is lost, or in hostile hands, and everything that this brings with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from bcdr.analysis import staffing
from bcdr.analysis.place import UNKNOWN, labels_of
from bcdr.model.people import Credential
from bcdr.model.plan import Plan

HOSTILE = "hostile:"
"""Prefix of an event whose object is in an attacker's hands: `hostile:account/main`. Without it, the object is gone."""

OWN = "self"
TAKEN = frozenset({"account", "admin", "credentials", "people", "roles", "services", "datastores"})
"""Kinds for which being hostile means more than being gone. Whoever owns a site or a provider can destroy all of it."""


def kind_of(event: str) -> str:
    """`site` of `site/fsn1`, `hostile:account` of `hostile:account/main`."""
    return event.partition("/")[0]


def is_hostile(event: str) -> bool:
    """The object is in an attacker's hands."""
    return event.startswith(HOSTILE)


def ref_of(event: str) -> str:
    """The object of an event: `account/main` of `hostile:account/main`."""
    return event.removeprefix(HOSTILE)


def canonical(ref: str, *, hostile: bool) -> str:
    """The one way to write an event. A vendor and its provider label are one; an admin plane is never just gone."""
    kind, _, id_ = ref.partition("/")
    if kind == "vendors":
        return f"provider/{id_}"
    if kind == "admin" or (hostile and kind in TAKEN):
        return f"{HOSTILE}{ref}"
    return ref


class Consequences:
    """What an event brings with it: the people of a role, the logins of a person, of a login service, of a safe."""

    def __init__(self, plan: Plan, as_of: date) -> None:
        """Reads who holds which credential, once."""
        self._plan, self.as_of = plan, as_of
        self.holders = {
            c.id: tuple(p.id for p in staffing.human_holders(c, plan, as_of)) for c in plan.credentials.values()
        }
        self._opens: dict[str, list[str]] = {}
        for credential in plan.credentials.values():
            for door in (*_doors(credential, self.holders[credential.id]), *_rooms(credential, plan)):
                self._opens.setdefault(door, []).append(f"{HOSTILE}{credential.ref}")

    def of(self, event: str) -> frozenset[str]:
        """The event itself and everything that is true with it."""
        found = [event]
        for each in found:
            found += [e for e in self._next(each) if e not in found]
        return frozenset(found)

    def closed(self, events: Iterable[str]) -> frozenset[str]:
        """All of them together."""
        return frozenset(e for event in events for e in self.of(event))

    def causing(self, events: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """For each event that can be true, which of `events` alone make it so."""
        found: dict[str, set[str]] = {}
        for event in events:
            for effect in self.of(event):
                found.setdefault(effect, set()).add(event)
        return {effect: frozenset(causes) for effect, causes in found.items()}

    def _next(self, event: str) -> Iterator[str]:
        ref = ref_of(event)
        kind = ref.partition("/")[0]
        if kind == "roles":
            prefix = HOSTILE if is_hostile(event) else ""
            yield from (f"{prefix}{p.ref}" for p in staffing.people_of(ref, self._plan, self.as_of))
        if is_hostile(event):
            if kind not in {"account", "admin", "credentials"}:
                yield ref
            yield from self._opens.get(ref, ())


def _doors(credential: Credential, holders: tuple[str, ...]) -> Iterator[str]:
    """What an attacker may own in order to own this credential as well."""
    yield from (f"people/{h}" for h in holders)
    if credential.login_via is not None and credential.login_via.startswith("services/"):
        yield credential.login_via
    if credential.kept_in is not None and credential.kept_in.startswith("datastores/"):
        yield credential.kept_in


def _rooms(credential: Credential, plan: Plan) -> Iterator[str]:
    """Accounts and admin planes whose owner can read the login where it lies: on a machine, or in an open store there.

    A store that is encrypted where it lies keeps its secrets from who only administers the machine.
    """
    at = credential.kept_in
    if at is not None and at.startswith("datastores/"):
        store = plan.datastores.get(at.partition("/")[2])
        is_sealed = store is None or (store.encryption is not None and store.encryption.at_rest is True)
        at = None if store is None or is_sealed else store.at
    place = labels_of(plan, at) if at is not None and at.startswith("places/") else UNKNOWN
    if not place.offline:
        yield from (
            f"{label}/{value}" for label in ("account", "admin") if (value := getattr(place, label)) is not None
        )


def universe(plan: Plan, values: Callable[[str], Iterable[str]], known: Consequences) -> tuple[str, ...]:
    """Every basic event that is looked at by itself, in order of kind.

    Every failure domain gone (storage, site, region, provider, account), every account, admin plane and powerful
    credential hostile (and the login service or the store behind one), every person gone or hostile, every credential
    gone, every datastore deleted or corrupted, every software version bad. `values` names the label values in use. The
    organisation itself is not an event.
    """
    found: list[str] = []
    for label in ("storage", "site", "region", "provider", "account"):
        found += [f"{label}/{v}" for v in values(label) if v != OWN or label != "provider"]
    found += [f"{HOSTILE}account/{v}" for v in values("account")]
    found += [f"{HOSTILE}admin/{v}" for v in values("admin")]
    armed = [c for c in plan.credentials.values() if c.can is not None and (c.can.write or c.can.delete)]
    armed_ids = {c.id for c in armed} | {
        ref.partition("/")[2]
        for s in plan.datastores.values()
        for c in s.copies.values()
        for ref in c.deletable_by
        if ref.startswith("credentials/")
    }
    found += [f"{HOSTILE}credentials/{i}" for i in plan.credentials if i in armed_ids]
    doors = dict.fromkeys(d for i in armed_ids for d in _doors(plan.credentials[i], ()) if i in plan.credentials)
    found += [f"{HOSTILE}{d}" for d in doors]
    insiders = {h for i in armed_ids for h in known.holders.get(i, ())}
    found += [f"{HOSTILE}people/{p}" for p in plan.people if p in insiders]
    people = (p for p in plan.people.values() if staffing.is_active(p, known.as_of))
    found += [p.ref for p in people]
    found += [c.ref for c in plan.credentials.values()]
    found += [s.ref for s in plan.datastores.values() if s.active]
    found += [f"software/{v}" for v in values("software")]
    return tuple(found)
