"""A second opinion on what survives: docs/survival.md read aloud, slowly, for small plans.

Nothing here is fast, shared or clever. A question about one thing asks questions about others; the names on the way are
carried along, and what comes up again on its own way does not stand: availability needs a proof without a circle.
`is_certain` asks what falls for certain; otherwise everything that is not shown to survive counts as fallen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from bcdr.analysis.survival.domain import Atom, Unknown
from bcdr.model.datastore import Copy, Datastore, Key
from bcdr.model.people import Credential, Role
from bcdr.model.plan import Plan
from bcdr.model.runbook import Runbook, Step
from bcdr.model.service import Service

INSIDE = {"storage": ("site", "region"), "site": ("region",), "account": ("provider",)}
LABELS = ("storage", "site", "region", "provider", "account")
ENDLESS = ("clone", "versioned-objects")
BASES = ("dump", "snapshot", "image", "tape")
REST = ""  # whatever of a store nobody named
AFTERWARDS = ("verify", "resume", "switch-over", "communicate")
Path = frozenset[tuple[str, ...]]
Ask = Callable[[], bool]
NOWHERE: Path = frozenset()


class Spot(NamedTuple):
    """Where something is: labels that are known, the places around it, and whether it is offline."""

    labels: dict[str, str | None]
    places: tuple[str, ...]
    is_offline: bool = False


class Oracle:
    """What falls when `events` happen, one plan, one day. `named` collects every event that was asked for by name."""

    def __init__(self, plan: Plan, as_of: date, detection: timedelta) -> None:
        self.plan, self.as_of, self.detection = plan, as_of, detection
        self.named: set[str] = set()
        self.unknown: set[Unknown] = set()
        self.within = self._learn()
        self.events: frozenset[Atom] = frozenset()
        self.is_certain = False

    def under(self, events: Iterable[Atom], *, is_certain: bool) -> Oracle:
        """The same oracle with these events, and all that they bring with them."""
        self.events, self.is_certain = self.closure(events), is_certain
        return self

    # --- events ---------------------------------------------------------------------------------------------------

    def closure(self, events: Iterable[Atom]) -> frozenset[Atom]:
        found: set[Atom] = set(events)
        size = 0
        while len(found) > size:
            size = len(found)
            for event in [e for e in found if isinstance(e, str)]:
                found |= set(self._brings(event))
        return frozenset(found)

    def _brings(self, event: str) -> Iterator[str]:
        prefix = "hostile:" if event.startswith("hostile:") else ""
        ref = event.removeprefix("hostile:")
        kind, _, id_ = ref.partition("/")
        if kind == "roles":
            yield from (f"{prefix}people/{p}" for p in self.behind(ref))
        if kind == "vendors":
            yield f"provider/{id_}"
        if not prefix:
            return
        if kind in ("people", "services", "datastores"):
            yield ref
        for login in self.plan.credentials.values():
            owned = kind == "people" and any(id_ in self.behind(h) for h in login.holders)
            owned = owned or (kind == "services" and login.login_via == ref)
            owned = owned or (kind == "datastores" and login.kept_in == ref)
            owned = owned or (kind in ("account", "admin") and self.is_readable(login, kind, id_))
            if owned:
                yield f"hostile:credentials/{login.id}"

    def is_readable(self, login: Credential, kind: str, value: str) -> bool:
        """The login lies on a machine that the attacker administers, or in a store there that is not encrypted."""
        at = login.kept_in or ""
        if at.startswith("datastores/"):
            store = self.plan.datastores[at.partition("/")[2]]
            is_sealed = store.encryption is not None and store.encryption.at_rest is True
            at = "" if is_sealed else store.at or ""
        spot = self.spot(at)
        return at.startswith("places/") and not spot.is_offline and spot.labels[kind] == value

    def happened(self, event: str) -> bool:
        self.named.add(event)
        return event in self.events

    def any_of(self, answers: Iterable[bool]) -> bool:
        """Whether one is true; all are asked, so that `named` is complete."""
        return any(list(answers))

    def all_of(self, answers: Iterable[bool]) -> bool:
        return all(list(answers))

    # --- where things are -----------------------------------------------------------------------------------------

    def spot(self, ref: str | None) -> Spot:
        bare: dict[str, str | None] = dict.fromkeys((*LABELS, "admin"))
        if ref is None:
            return Spot(bare, ())
        kind, _, id_ = ref.partition("/")
        if kind == "vendors":
            return Spot({**bare, "provider": id_}, ())
        around = []
        step = self.plan.places.get(id_)
        while step is not None and step.id not in {p.id for p in around}:
            around.append(step)
            step = self.plan.places.get(step.within) if step.within else None
        for place in reversed(around):
            bare.update({label: value for label in bare if (value := getattr(place, label)) is not None})
        return Spot(bare, tuple(p.ref for p in around), any(p.offline for p in around))

    def _learn(self) -> dict[tuple[str, str, str], set[str]]:
        """For (storage, a, site) every site in which storage a is said to be, and so on."""
        found: dict[tuple[str, str, str], set[str]] = {}
        size = -1
        while size != sum(map(len, found.values())):
            size = sum(map(len, found.values()))
            for place in self.plan.places:
                labels = self.filled(self.spot(f"places/{place}"), found)
                for label, containers in INSIDE.items():
                    for container in containers:
                        if labels[label] is not None and labels[container] is not None:
                            found.setdefault((label, labels[label], container), set()).add(labels[container])
        return found

    def filled(self, spot: Spot, known: dict[tuple[str, str, str], set[str]]) -> dict[str, str | None]:
        """Labels with what other places say about the same storage, site or account."""
        labels = dict(spot.labels)
        for label, containers in INSIDE.items():
            for container in containers:
                said = known.get((label, labels[label] or "", container), set())
                if labels[label] is not None and labels[container] is None and len(said) == 1:
                    labels[container] = next(iter(said))
        return labels

    def may_take(self, event: Atom, kind: str, label: str, labels: dict[str, str | None]) -> bool:
        """The event may be the one that takes a label that nobody wrote."""
        containers = INSIDE.get(label, ())
        if isinstance(event, Unknown):
            said = dict(zip(containers, event.within, strict=True)) if event.kind == kind else {}
            return event.kind == kind and all(labels[c] in (None, said[c]) for c in containers)
        if event.partition("/")[0] != kind:
            return False
        value = event.partition("/")[2]
        for container in containers:
            there = self.within.get((label, value, container), set())
            if labels[container] is not None and len(there) == 1 and labels[container] not in there:
                return False
        return True

    def takes(self, kind: str, label: str, labels: dict[str, str | None]) -> bool:
        if labels[label] is not None:
            return self.happened(f"{kind}/{labels[label]}")
        self.unknown.add(Unknown(kind, tuple(labels[c] for c in INSIDE.get(label, ()))))
        return not self.is_certain and any(self.may_take(e, kind, label, labels) for e in self.events)

    def is_gone(self, ref: str | None, *, is_room: bool = False) -> bool:
        """Everything at that place or vendor is gone. A room or a drawer is on no storage that nobody named."""
        spot = self.spot(ref)
        labels = self.filled(spot, self.within)
        kinds = [k for k in LABELS if not (k == "account" and spot.is_offline)]
        if is_room and labels["storage"] is None:
            kinds.remove("storage")
        gone = [self.happened(p) for p in spot.places] + [self.takes(k, k, labels) for k in kinds]
        around = [self.plan.places[p.partition("/")[2]] for p in spot.places]
        physical = [f"{k}/{getattr(p, k)}" for p in around for k in ("site", "region") if getattr(p, k)]
        gone += [self.happened(e) for e in physical]
        return any(gone) or self.is_vendor_gone(labels["provider"])

    def is_vendor_gone(self, id_: str | None) -> bool:
        vendor = self.plan.vendors.get(id_ or "")
        group = vendor.group if vendor is not None else None
        return self.any_of(self.happened(f"provider/{v}") for v in (id_, group) if v)

    def is_owned(self, ref: str | None) -> bool:
        """An attacker administers that place."""
        spot = self.spot(ref)
        labels = self.filled(spot, self.within)
        if spot.is_offline:
            return False
        return self.any_of(self.takes(f"hostile:{k}", k, labels) for k in ("account", "admin"))

    def home(self, thing: Datastore | Copy) -> str | None:
        return thing.at or (f"vendors/{thing.run_by}" if thing.run_by else None)

    # --- people and logins ----------------------------------------------------------------------------------------

    def behind(self, ref: str) -> tuple[str, ...]:
        """Ids of the people who are there, of a role or a person."""
        kind, _, id_ = ref.partition("/")
        role = self.plan.roles.get(id_)
        names = [id_]
        if kind == "roles":
            assert role is not None
            names = [n for n in (role.holder, *role.deputies, *role.members) if n]
        people = [self.plan.people[n] for n in dict.fromkeys(names)]
        return tuple(p.id for p in people if p.active and (p.leaves_on is None or p.leaves_on >= self.as_of))

    def is_somebody_there(self, refs: Iterable[str]) -> bool:
        """One of those people; a role whose holders stand in a roster elsewhere counts as filled."""
        known = list(refs)
        for ref in known:
            role = self.plan.find(ref)
            if isinstance(role, Role) and not self.behind(ref) and role.holders_in is not None:
                return True
        return self.any_of(not self.happened(f"people/{p}") for ref in known for p in self.behind(ref))

    def is_usable(self, login: Credential, path: Path = NOWHERE) -> bool:
        me = ("login", login.id)
        if me in path:
            return False
        path |= {me}
        at_hand = self.all_of(
            [
                not self.happened(f"credentials/{login.id}"),
                not login.human or self.has_holder(login),
                login.kept_in is None or self.is_kept(login.kept_in, path),
            ]
        )
        sealed = login.break_glass.place if login.break_glass is not None else None
        is_sealed_there = sealed is not None and not self.is_gone(f"places/{sealed}", is_room=True)
        is_open = login.login_via is None or self.is_met(login.login_via, path)
        return (at_hand or is_sealed_there) and is_open

    def is_useless(self, login: Credential) -> bool:
        return not self.is_usable(login)

    def has_holder(self, login: Credential) -> bool:
        """Somebody has it. Where nobody is named, it is not shown, unless it is at least written where it is kept."""
        if login.holders:
            return self.is_somebody_there(login.holders)
        return login.kept_in is not None or not self.not_shown(True)

    def is_had(self, ref: str, path: Path) -> bool:
        """What is kept at a place, vendor or datastore can be fetched there."""
        kind, _, id_ = ref.partition("/")
        if kind == "datastores":
            return not self.is_lost(self.plan.datastores[id_], path)
        if kind == "vendors":
            return not self.is_vendor_gone(id_)
        return not self.is_gone(ref, is_room=True)

    def is_kept(self, ref: str, path: Path) -> bool:
        """The same for a key or a login, which who can delete there can delete as well."""
        is_place = ref.startswith("places/") and not self.spot(ref).is_offline
        return self.is_had(ref, path) and not (is_place and self.is_attacked(ref, ref))

    def is_met(self, ref: str, path: Path) -> bool:
        """A need of a login, a runbook or a channel is there, or comes back."""
        kind, _, id_ = ref.partition("/")
        if kind == "credentials":
            return self.is_usable(self.plan.credentials[id_], path)
        if kind == "services":
            return self.comes_back(self.plan.services[id_], path)
        if kind == "documents":
            paper = self.plan.documents[id_]
            spots = [paper.at, *(k.at for k in paper.copies_kept)] if paper.at else [k.at for k in paper.copies_kept]
            return not spots or self.any_of(self.is_had(s, path) for s in spots)
        if kind == "channels":
            return self.is_heard(id_, path)
        return self.is_had(ref, path)

    def is_heard(self, id_: str, path: Path) -> bool:
        me = ("channel", id_)
        if me in path:
            return False
        path |= {me}
        channel = self.plan.channels[id_]
        works = self.all_of(
            [
                not self.happened(f"channels/{id_}"),
                channel.at is None or self.is_had(channel.at, path),
                *[self.is_running(d, path) for d in channel.depends_on],
                *[not self.is_source_gone(z) for z in self.zones(channel.dns_zone)],
            ]
        )
        return self.any_of([works, channel.fallback is not None and self.is_heard(channel.fallback, path)])

    def is_running(self, ref: str, path: Path) -> bool:
        """A channel cannot wait until a service is back."""
        kind, _, id_ = ref.partition("/")
        return not self.is_down(self.plan.services[id_]) if kind == "services" else self.is_met(ref, path)

    def zones(self, name: str | None) -> list[Datastore]:
        """Stores of the DNS zone in which a name is, as the services of that zone name them."""
        inside = [s for s in self.plan.services.values() if s.active and s.dns_zone and name]
        inside = [s for s in inside if f".{name}".endswith(f".{s.dns_zone}")]
        return [self.plan.datastores[d] for s in inside if s.parts is not None for d in s.parts.dns or ()]

    # --- what destroys --------------------------------------------------------------------------------------------

    def with_rights(self, refs: Iterable[str], *, to_write: bool) -> tuple[str, ...]:
        """Logins that may delete at one of `refs`, or write there."""
        wanted = set(refs)
        found = []
        for login in self.plan.credentials.values():
            if login.can is not None:
                rights = (*login.can.delete, *(login.can.write if to_write else ()))
                found += [login.ref] if wanted & set(rights) else []
        return tuple(found)

    def is_attacked(self, ref: str, at: str | None) -> bool:
        """Something hostile can write to the data there, or delete it."""
        logins = self.with_rights((ref, *self.spot(at).places), to_write=True)
        return self.any_of([self.is_owned(at), *(self.happened(f"hostile:{c}") for c in logins)])

    def is_damaged(self, store: Datastore) -> bool:
        """Corruption: deleted or damaged data, bad software, an attacker."""
        return self.any_of(
            [
                self.happened(store.ref),
                store.engine is not None and self.happened(f"software/{store.engine}"),
                self.is_attacked(store.ref, self.home(store)),
            ]
        )

    # --- datastores -----------------------------------------------------------------------------------------------

    def is_source_gone(self, store: Datastore) -> bool:
        return self.any_of(
            [
                self.is_gone(self.home(store)),
                self.is_vendor_gone(store.run_by),
                self.is_damaged(store),
            ]
        )

    def is_lost(self, store: Datastore, path: Path = NOWHERE) -> bool:
        """Lost for good, the whole or a part."""
        me = ("store", store.id)
        if me in path:
            return True
        path |= {me}
        copies = [c for c in store.copies.values() if c.active and c.kind != "unstated"]
        if store.rebuild is not None and store.rebuild.duration == timedelta():
            return False
        is_source_gone = self.is_source_gone(store)
        parts = {part: [c for c in copies if holds(c, part)] for part in parts_of(store, copies)} or {"all": copies}
        # a part that others hold as well, and more besides, is never lost alone; that there is a rest is not shown
        named = [ids(held) for part, held in parts.items() if part != REST]
        fewest = {p: held for p, held in parts.items() if not any(n < ids(held) for n in named)}
        lost = {part: self.all_of(self.falls(c, store, path) for c in held) for part, held in fewest.items()}
        is_part_lost = any(self.not_shown(is_gone) if part == REST else is_gone for part, is_gone in lost.items())
        return self.all_of([is_source_gone, is_part_lost, not self.can_be_rebuilt(store, path)])

    def can_be_rebuilt(self, store: Datastore, path: Path) -> bool:
        how = store.rebuild
        if how is None or not how.from_:
            return False
        return self.all_of(
            [
                *[not self.is_lost(self.plan.datastores[s], path) for s in how.from_],
                how.runbook is None or self.can_do(self.plan.runbooks[how.runbook], path),
            ]
        )

    # --- copies ---------------------------------------------------------------------------------------------------

    def falls(self, copy: Copy, store: Datastore, path: Path = NOWHERE) -> bool:
        me = ("copy", store.id, copy.id)
        if me in path:
            return True
        path |= {me}
        return self.any_of(
            [
                self.is_gone(self.home(copy)),
                self.is_vendor_gone(copy.run_by),
                self.is_taken_over(copy) if copy.is_live else self.is_deleted(copy, store),
                copy.deleted_with_source and self.is_source_deleted(store),
                copy.is_live and self.repeats(copy, store),
                copy.is_backup and self.is_too_late(copy, store),
                copy.kind == "log-archive" and self.is_base_gone(copy, store, path),
                copy.encrypted is not None
                and copy.encrypted.applied
                and self.is_key_gone(copy.encrypted.key, store, path),
                self.is_out_of_reach(copy, path),
            ]
        )

    def is_taken_over(self, copy: Copy) -> bool:
        """Whoever administers a live copy, or may delete or change it, ends it."""
        rights = self.with_rights(self.spot(self.home(copy)).places, to_write=not copy.append_only)
        owned = self.is_owned(self.home(copy))
        return self.any_of([owned, *(self.happened(f"hostile:{r}") for r in (*rights, *copy.deletable_by))])

    def is_deleted(self, copy: Copy, store: Datastore) -> bool:
        spot = self.spot(self.home(copy))
        if spot.is_offline:
            return False
        lock = copy.immutable
        needed = self.needed(copy, store)
        is_long = None if lock is None or needed is None else lock.for_ >= needed
        if lock is not None and lock.mode != "governance" and is_long:
            return False
        rights = self.with_rights(spot.places, to_write=not copy.append_only)
        by_admin = self.is_owned(self.home(copy))
        by_right = self.any_of([self.happened(f"hostile:{r}") for r in (*rights, *copy.deletable_by)])
        is_sent = not (copy.pulled or copy.append_only or copy.deletable_by or rights or copy.run_by)
        by_sender = is_sent and self.not_shown(self.is_attacked(store.ref, self.home(store)))
        if lock is None or is_long is False:
            return by_admin or by_right or by_sender
        if lock.mode == "governance":
            return by_admin or self.not_shown(by_right) or by_sender
        return self.not_shown(by_admin or by_right) or by_sender

    def not_shown(self, answer: bool) -> bool:
        """Something that might be so, and nobody knows."""
        return answer and not self.is_certain

    def is_source_deleted(self, store: Datastore) -> bool:
        spot = self.spot(self.home(store))
        return self.any_of(
            [
                self.happened(store.ref),
                self.is_attacked(store.ref, self.home(store)),
                not spot.is_offline and self.takes("account", "account", self.filled(spot, self.within)),
            ]
        )

    def repeats(self, copy: Copy, store: Datastore) -> bool:
        """A live copy does what the source does; one that lags long enough repeats an attacker's work only."""
        is_attacked, is_damaged = self.is_attacked(store.ref, self.home(store)), self.is_damaged(store)
        if copy.delay is None or self.detection >= copy.delay:
            return is_damaged
        if copy.stop_within is None:
            return is_attacked or self.not_shown(is_damaged)
        return is_attacked if self.detection + copy.stop_within < copy.delay else is_damaged

    def is_too_late(self, copy: Copy, store: Datastore) -> bool:
        reached = [self.reaches_far_enough(copy, b) for b in self.below(copy, store)]
        if True in reached:
            return False
        is_known = bool(reached) and None not in reached
        return self.is_damaged(store) if is_known else self.not_shown(self.is_damaged(store))

    def below(self, copy: Copy, store: Datastore) -> list[Copy]:
        """What a copy reaches back to: itself, or the backups below the logs, those with a schedule before others."""
        if copy.kind != "log-archive":
            return [copy]
        bases = [b for b in self.bases(copy, store) if b.kind != "log-archive"]
        return [b for b in bases if self.span(b) is not None] or bases

    def reaches_far_enough(self, copy: Copy, base: Copy) -> bool | None:
        """Back to before the damage; a log must reach back to a base that does. None where that is not written."""
        kept = [c.keep for c in (copy, base) if c.keep is not None or c.kind not in ENDLESS]
        if not kept:
            return True
        spans = [self.span(copy), self.span(base)]
        if None not in kept and min(k for k in kept if k is not None) < self.detection:
            return False
        if None in kept or spans[0] is None or spans[1] is None:
            return None
        return min(k for k in kept if k is not None) >= spans[1] + self.detection

    def needed(self, copy: Copy, store: Datastore) -> timedelta | None:
        """I + D + Td, for logs that of the base below; None where no schedule is written."""
        spans = [self.span(b) for b in self.below(copy, store) if self.span(copy) is not None]
        known = [s for s in spans if s is not None]
        return min(known) + self.detection if known else None

    def span(self, copy: Copy) -> timedelta | None:
        """How old the newest point may be; what a vendor makes is worth its contract, and these have none."""
        if copy.run_by is not None:
            return None
        if copy.kind == "log-archive":
            return copy.lag if copy.every is None else copy.every
        if copy.every is None:
            return timedelta() if copy.kind == "versioned-objects" else copy.lag
        return copy.every + (copy.duration or copy.every)

    def bases(self, copy: Copy, store: Datastore) -> list[Copy]:
        """The backup that a log names, else any that can be one."""
        named = [c for c in store.copies.values() if c.is_backup and c.id == copy.base]
        able = [c for c in store.copies.values() if c.is_backup and c.kind in BASES]
        return able if copy.base is None else named

    def is_base_gone(self, copy: Copy, store: Datastore, path: Path) -> bool:
        return self.all_of(self.falls(b, store, path) for b in self.bases(copy, store))

    def is_key_gone(self, key: Key | None, store: Datastore, path: Path) -> bool:
        if key is None or (key.at is None and key.second_copy is None):
            home = self.home(store)
            gone = [self.is_gone(home), self.is_vendor_gone(store.run_by), self.is_attacked(store.ref, home)]
            return self.not_shown(self.any_of(gone))
        there = False
        if key.at is not None:
            there = self.all_of([self.is_kept(key.at, path), not key.holders or self.is_somebody_there(key.holders)])
        second = key.second_copy is not None and self.is_kept(key.second_copy, path)
        return not (there or second)

    def is_out_of_reach(self, copy: Copy, path: Path) -> bool:
        places = set(self.spot(self.home(copy)).places)
        logins = [
            c
            for c in self.plan.credentials.values()
            if c.can is not None and places & {*c.can.read, *c.can.write, *c.can.delete, *c.can.restore}
        ]
        return bool(logins) and not self.any_of(self.is_usable(c, path) for c in logins)

    # --- runbooks and services ------------------------------------------------------------------------------------

    def can_do(self, book: Runbook, path: Path = NOWHERE) -> bool:
        me = ("runbook", book.id)
        if me in path:
            return False
        path |= {me}
        needs = dict.fromkeys([*book.needs, *(n for s in until_restored(book) for n in s.needs)])
        target = book.target.at if book.target is not None else None
        kept = [k.at for k in book.copies_kept]
        kept += [k.at for k in self.plan.kept.values() if "runbooks" in k.includes]
        return self.all_of(
            [
                target is None or self.is_had(f"places/{target}", path),
                not kept or self.any_of(self.is_had(k, path) for k in kept),
                *[self.is_met(n, path) for n in needs],
                *[self.is_somebody_there([s.by]) for s in book.steps if s.by is not None],
            ]
        )

    def is_hopeless(self, book: Runbook) -> bool:
        return not self.can_do(book)

    def comes_back(self, service: Service, path: Path = NOWHERE) -> bool:
        """It runs, or will: for it and every service it needs, the data, the vendors and a way if it was hit itself."""
        me = ("service", service.id)
        if me in path:
            return False
        path |= {me}
        answers = []
        for each in self.together(service):
            works_with = self.works_with(each)
            made_of = [s for s in self.data_of(each) if s.id not in {w.id for w in works_with}]
            answers += [not self.is_lost(s, path) for s in works_with]
            answers += [self.does_without(each, v, path) for v in self.vendors_of(each)]
            is_whole = self.all_of(not self.is_lost(s, path) for s in made_of)
            can_be_set_up = self.all_of([self.has_way(each, path), is_whole])
            answers += [self.any_of([not self.is_hit(each), can_be_set_up])]
            books = [b for b in self.books(f"vendors/{each.vendor}") if b.steps]
            in_its_place = self.any_of(self.can_do(b, path) for b in books)
            answers += [self.any_of([not self.is_left(each), can_be_set_up, in_its_place])]
        return all(answers)

    def stays_away(self, service: Service) -> bool:
        return not self.comes_back(service)

    def is_down(self, service: Service) -> bool:
        answers = []
        for each in self.together(service):
            answers += [self.is_hit(each), self.is_left(each), *map(self.is_source_gone, self.works_with(each))]
            answers += [self.is_vendor_gone(v) for v in self.vendors_of(each)]
        return any(answers)

    def together(self, service: Service) -> list[Service]:
        """The service and all that it cannot do without, directly or not."""
        found = [service]
        for each in found:
            for need in each.depends_on:
                kind, _, id_ = need.on.partition("/")
                if kind == "services" and need.kind != "recovery" and not need.fallback:
                    other = self.plan.services[id_]
                    found += [other] if other.active and other.id not in {f.id for f in found} else []
        return found

    def data_of(self, service: Service) -> list[Datastore]:
        soft = {d.on for d in service.depends_on if d.kind == "recovery" or d.fallback}
        names = [d.on.partition("/")[2] for d in service.depends_on if d.on.startswith("datastores/")]
        if service.parts is not None:
            names += [*(service.parts.data or ()), *(service.parts.dns or ())]
            names += [*(service.parts.configuration or ()), *(service.parts.code or ())]
        stores = [self.plan.datastores[n] for n in dict.fromkeys(names)]
        return [s for s in stores if s.active and s.ref not in soft]

    def works_with(self, service: Service) -> list[Datastore]:
        """Its data without what it is only made of."""
        named = [d.on for d in service.depends_on]
        if service.parts is not None:
            named += [f"datastores/{d}" for d in (*(service.parts.data or ()), *(service.parts.dns or ()))]
        return [s for s in self.data_of(service) if s.ref in named]

    def vendors_of(self, service: Service) -> list[str]:
        hard = [d.on for d in service.depends_on if d.kind != "recovery" and not d.fallback]
        return [v.partition("/")[2] for v in hard if v.startswith("vendors/")]

    def is_hit(self, service: Service) -> bool:
        at = service.at or (f"vendors/{service.vendor}" if service.vendor else None)
        logins = self.with_rights((service.ref, *self.spot(at).places), to_write=True)
        return self.any_of(
            [
                self.happened(service.ref),
                *(self.happened(f"hostile:{c}") for c in logins),
                service.at is not None and self.is_gone(service.at),
                at is not None and self.is_owned(at),
                at is None and self.not_shown(self.any_of(map(self.is_place_hit, self.data_of(service)))),
            ]
        )

    def is_place_hit(self, store: Datastore) -> bool:
        """Whatever takes the place of its data may take a service of which nobody wrote where it runs."""
        home = self.home(store)
        logins = self.with_rights(self.spot(home).places, to_write=True)
        owned = [self.is_owned(home), *(self.happened(f"hostile:{c}") for c in logins)]
        return self.any_of([self.is_gone(home), self.is_vendor_gone(store.run_by), *owned])

    def is_left(self, service: Service) -> bool:
        """The vendor that runs it is gone, and nothing stands in."""
        vendor = f"vendors/{service.vendor}"
        is_replaceable = any(d.on == vendor and d.fallback for d in service.depends_on)
        return not is_replaceable and self.is_vendor_gone(service.vendor)

    def has_way(self, service: Service, path: Path) -> bool:
        standby = service.standby.at if service.standby is not None else None
        books = [b for b in self.books(service.ref) if b.steps]
        ways = [standby is not None and not self.is_standby_gone(service, f"places/{standby}")]
        ways += [self.can_do(b, path) for b in books]
        truth = [[b for b in self.whole_books(s) if b.steps] for s in self.data_of(service) if s.class_ == "truth"]
        if truth and all(truth):
            ways.append(self.all_of(self.any_of(self.can_do(b, path) for b in each) for each in truth))
        return any(ways)

    def does_without(self, service: Service, vendor: str, path: Path) -> bool:
        ref = f"vendors/{vendor}"
        entry = self.plan.vendors[vendor]
        books = [*self.books(ref), *(self.plan.runbooks[b.runbook] for b in entry.outage if b.runbook)]
        if service.vendor == vendor:
            books += [b for b in self.books(service.ref) if ref not in b.needs]
        return self.any_of([not self.is_vendor_gone(vendor), *(self.can_do(b, path) for b in books)])

    def is_standby_gone(self, service: Service, at: str) -> bool:
        is_same = service.standby is not None and service.standby.same_build is True
        failed_alike = is_same and self.not_shown(self.happened(service.ref))
        return self.any_of([self.is_gone(at), self.is_owned(at), failed_alike])

    def whole_books(self, store: Datastore) -> list[Runbook]:
        """Runbooks that bring back more than a single customer."""
        one = store.tenants.one.runbook if store.tenants and store.tenants.one else None
        many = store.tenants.many.runbook if store.tenants and store.tenants.many else None
        return [b for b in self.books(store.ref) if b.id != one or b.id == many]

    def books(self, ref: str) -> list[Runbook]:
        return [b for b in self.plan.runbooks.values() if ref in b.recovers]


def until_restored(book: Runbook) -> tuple[Step, ...]:
    """Steps whose needs must be there before the data is: those up to the first restore."""
    restores = [n for n, s in enumerate(book.steps) if s.kind in ("restore", "replay")]
    if restores:
        return book.steps[: restores[0] + 1]
    return tuple(s for s in book.steps if s.kind not in AFTERWARDS)


def parts_of(store: Datastore, copies: list[Copy]) -> list[str]:
    """Parts that some copy lacks; nothing where every copy holds everything."""
    if all("all" in c.includes and not c.excludes for c in copies):
        return []
    included = [REST, *(p for c in copies for p in c.includes if p != "all")]
    return sorted({*(store.contents or included), *(p for c in copies for p in c.excludes)})


def ids(copies: list[Copy]) -> frozenset[str]:
    return frozenset(c.id for c in copies)


def holds(copy: Copy, part: str) -> bool:
    return part not in copy.excludes and ("all" in copy.includes or part in copy.includes)


def minimal(falls: Callable[[frozenset[Atom]], bool], events: list[Atom], order: int) -> set[frozenset[Atom]]:
    """Minimal sets of at most `order` of the events under which `falls` is true, by trying them all."""
    found: set[frozenset[Atom]] = set()
    for size in range(order + 1):
        for chosen in combinations(events, size):
            one = frozenset(chosen)
            if not any(smaller <= one for smaller in found) and falls(one):
                found.add(one)
    return found
