"""Copies and who can reach them: ladders, keys, rights, loss."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from functools import cache, cached_property

from bcdr.analysis import blast, custody, loss, power, rebuild, reentry, scope, usage
from bcdr.analysis.facts.tiers import Tiers
from bcdr.analysis.isolation import FAR_KM, Reach, Rung, is_undeletable, reach, rung
from bcdr.analysis.keys import KeyAtRisk, keys_at_risk
from bcdr.analysis.location import Knowledge, knowledge
from bcdr.analysis.loss import DETECTION, CopyLoss, Loss
from bcdr.analysis.place import Labels, apart, same
from bcdr.analysis.protection import Context
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.people import Credential


class Copies(Tiers):
    """Copies and who can reach them: ladders, keys, rights, loss."""

    def backups(self, store: Datastore) -> tuple[Copy, ...]:
        """Active backup copies."""
        return self._once("backups", store, lambda: tuple(c for c in store.copies.values() if c.is_backup))

    def relied_on(self, store: Datastore) -> tuple[Copy, ...]:
        """Backups on which the store relies: of derived data none, since it can be made again."""
        return () if store.class_ == "derived" else self.backups(store)

    def outside_backups(self, store: Datastore) -> tuple[str, ...]:
        """Parts of the store that no backup on other storage holds; none on other storage, then no backup at all."""
        return scope.outside_backups(store, self.apart_from_storage(store) or self.backups(store))

    def apart_from_storage(self, store: Datastore) -> tuple[Copy, ...]:
        """Backups that are not on the storage of the data itself."""
        return tuple(c for c in self.backups(store) if not same(self.labels(c), self.labels(store), "storage"))

    def fills_itself(self, store: Datastore) -> bool:
        """A cache that nobody has to make again."""
        return rebuild.fills_itself(store)

    def rebuild_sources(self, store: Datastore) -> tuple[Datastore, ...]:
        """Where derived data comes from in the end."""
        return rebuild.sources(store, self.plan)

    def live_copies(self, store: Datastore) -> tuple[Copy, ...]:
        """Active copies that follow every change."""
        return tuple(c for c in store.copies.values() if c.active and c.is_live)

    def rung(self, store: Datastore, far_km: float = FAR_KM) -> Rung:
        """Rung of the first isolation ladder; another region or `far_km` is far enough."""
        return self._once(
            f"rung {far_km}",
            store,
            lambda: rung(
                self.labels(store), len(self.live_copies(store)), [self.labels(b) for b in self.backups(store)], far_km
            ),
        )

    def is_elsewhere(self, store: Datastore, copy: Copy) -> bool:
        """The copy is shown to be under another account or provider than its source."""
        source, place = self.labels(store), self.labels(copy)
        return apart(place, source, "account") or apart(place, source, "provider")

    def goes_with_its_account(self, store: Datastore) -> bool:
        """There are backups, and whoever closes the account of the data closes all of them: a lock does not help."""
        backups = self.relied_on(store)
        return bool(backups) and not any(self.is_elsewhere(store, b) or self.labels(b).offline for b in backups)

    def location(self, entry: Datastore | Copy) -> Knowledge:
        """How well it is known where something lies."""
        return knowledge(self.labels(entry), self.plan)

    def is_first_there(self, entry: Datastore | Copy) -> bool:
        """Data that relies on backups, or such a backup, and nothing before it of the same store in the same place."""
        store = entry if isinstance(entry, Datastore) else self.source(entry)
        backups = self.relied_on(store)
        if not backups:
            return False
        if isinstance(entry, Datastore):
            return True
        before = [store.at, *(c.at for c in backups if c.id < entry.id)]
        return entry in backups and (entry.at is None or entry.at not in before)

    def is_outside_blast(self, ref: str) -> bool:
        """A place survives whatever takes the most critical services and their data."""
        return blast.is_outside(self.labels(ref), self._critical_homes)

    @cached_property
    def _critical_homes(self) -> tuple[Labels, ...]:
        most = min((self.tier(s) or 0 for s in self.services), default=0)
        critical = [s for s in self.services if self.tier(s) == most]
        places = {s.at for s in critical} | {d.at for s in critical for d in self.stores_of(s)}
        return tuple(self.labels(p) for p in sorted(p for p in places if p is not None))

    def leaves_the_house(self, copy: Copy) -> custody.Away | None:
        """How a copy is in other hands or places than its source."""
        return custody.away(copy, self.labels(copy), self.labels(self.source(copy)))

    def is_undeletable(self, copy: Copy) -> bool:
        """Offline, or under a lock that no administrator can lift."""
        return is_undeletable(copy, self.labels(copy))

    def is_locked_for(self, copy: Copy, time: timedelta) -> bool:
        """Offline, or under such a lock for at least `time`."""
        if not self.is_undeletable(copy):
            return False
        return self.labels(copy).offline or (copy.immutable is not None and copy.immutable.for_ >= time)

    @cached_property
    def _powers(self) -> power.Powers:
        return power.powers(self.plan)

    def can_destroy_everything(self, store: Datastore) -> tuple[str, ...]:
        """References of credentials and admin planes that can each destroy the data and all its backups."""
        return self._once("destroyers", store, lambda: self._destroyers(store))

    def _destroyers(self, store: Datastore) -> tuple[str, ...]:
        refs = (store.ref, *(s.ref for s in self.users(store)))
        able = power.over_source(refs, self.labels(store), self._powers)
        for copy in self.backups(store):
            able &= power.over_copy(copy, self.labels(copy), self._powers)
        return tuple(sorted(able))

    def destroyers_of(self, copy: Copy) -> tuple[str, ...]:
        """References of credentials and admin planes that can destroy the copy, by name or by rights on its place."""
        return tuple(sorted(power.over_copy(copy, self.labels(copy), self._powers)))

    def destroyed_by(self, credential: Credential) -> tuple[Datastore, ...]:
        """Stores that one login can destroy together with every backup, none of which is out of everybody's reach."""
        return tuple(self._destroyed.get(credential.ref, ()))

    @cached_property
    def _destroyed(self) -> Mapping[str, list[Datastore]]:
        found: dict[str, list[Datastore]] = {}
        for store in sorted(self.stores, key=lambda s: s.id):
            backups = self.relied_on(store)
            if backups and not any(self.is_undeletable(c) for c in backups):
                for ref in self.can_destroy_everything(store):
                    found.setdefault(ref, []).append(store)
        return found

    def programs_over(self, copy: Copy) -> tuple[str, ...]:
        """Names of programs' credentials that can destroy a backup; those of a side that fetches the data may."""
        if copy.append_only or self.is_undeletable(copy):
            return ()
        able = power.over_copy(copy, self.labels(copy), self._powers)
        found = (self.plan.find(ref) for ref in sorted(able))
        programs = [c for c in found if isinstance(c, Credential) and not c.human]
        return tuple(c.name_or_id for c in programs if not (copy.pulled and c.environment == "backup"))

    def _name(self, ref: str) -> str:
        entry = self.plan.find(ref)
        return entry.name_or_id if entry is not None else ref

    def vendor_name(self, provider: str | None) -> str:
        """What people call a provider: the vendor's name where there is such a vendor."""
        vendor = self.plan.vendors.get(provider) if provider is not None else None
        return vendor.name_or_id if vendor is not None else provider or "one provider"

    def keys_at_risk(self, store: Datastore) -> tuple[KeyAtRisk, ...]:
        """Encrypted data and backups of the store whose key may be lost as well."""
        return tuple(keys_at_risk(store, self._labels_of_holder, self.people))

    def _labels_of_holder(self, ref: str | None) -> Labels:
        store = self.plan.find(ref)
        return self.labels(store if isinstance(store, Datastore) else ref)

    def reach(self, store: Datastore) -> Reach:
        """Rung of the second ladder: who can reach every copy."""
        return self._once(
            "reach",
            store,
            lambda: reach(
                self.labels(store),
                [(b, self.labels(b)) for b in self.backups(store)],
                [self.labels(c) for c in self.live_copies(store)],
            ),
        )

    def loss(self, store: Datastore) -> Loss:
        """Worst-case data loss by design, over the backups."""
        return self._once("loss", store, lambda: loss.loss(store, self.copy_losses(store)))

    def rpo_corruption(self, store: Datastore) -> timedelta | None:
        """Separate objective after corruption found late: its own, else the strictest of its users."""
        return usage.objective_of(store, store.rpo_corruption, (s.rpo_corruption for s in self.users(store)))

    def copy_losses(self, store: Datastore, detection: timedelta | None = None) -> Mapping[str, CopyLoss]:
        """Worst-case data loss of every copy that is still made, live ones too."""
        found = self.detection if detection is None else detection
        name = "losses" if found == self.detection else f"losses {found}"
        return self._once(name, store, lambda: loss.copy_losses(store, self._context, found))

    def copy_loss(self, copy: Copy, detection: timedelta) -> CopyLoss | None:
        """Worst-case data loss of one copy; None when it is no longer made, or nobody wrote what it is."""
        if not copy.active or copy.kind == "unstated":
            return None
        return loss.copy_loss(copy, self.source(copy), self._context, detection)

    def loss_among(
        self, store: Datastore, usable: Collection[str], *, is_corruption: bool, detection: timedelta | None = None
    ) -> CopyLoss | None:
        """The best of the copies that are left, None when there is none."""
        found = self.detection if detection is None else detection
        losses = self.copy_losses(store, found)
        return loss.loss_among(store, usable, losses, self._context, found, is_corruption=is_corruption)

    def reentered(self, store: Datastore) -> timedelta:
        """How far back lost data can be entered again from another source; it counts only once tried."""
        return reentry.reaches(store, self.as_of)

    def is_locked_enough(self, copy: Copy) -> bool:
        """Nobody can delete a state from before the damage until that is noticed."""
        found = self.copy_losses(self.source(copy)).get(copy.id)
        return found is not None and self.is_locked_for(copy, loss.must_reach(found, self.detection))

    @cached_property
    def _context(self) -> Context:
        return Context(
            timezone=self.plan.organization.timezone,
            as_of=self.as_of,
            vendors=self.plan.vendors,
            is_heard=cache(lambda ref: bool(self.people(ref))),
        )

    @cached_property
    def detection(self) -> timedelta:
        """Longest stated time to notice corruption or an intruder, 14 days if nobody stated one."""
        return self.stated_detection or DETECTION

    @cached_property
    def stated_detection(self) -> timedelta | None:
        """Longest stated time to notice corruption or an intruder."""
        stated = [s.detection for s in self.plan.scenarios.values() if s.applicable is not False and s.detection]
        return max(stated, default=None)
