"""The jobs behind backups: interval, depth, size, number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property

from bcdr.analysis import job, loss, retention
from bcdr.analysis.cadence import shortest_span
from bcdr.analysis.ceiling import Ceiling, ceilings, share
from bcdr.analysis.consistency import Drift, drift, groups, reconciled
from bcdr.analysis.facts.copies import Copies
from bcdr.analysis.isolation import Rung
from bcdr.analysis.place import same
from bcdr.analysis.redundancy import Redundancy, for_small, redundancy
from bcdr.analysis.release import releases
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.runbook import Document


class Jobs(Copies):
    """The jobs behind backups: interval, depth, size, number."""

    def is_setting(self, copy: Copy) -> bool:
        """The storage keeps versions by itself: there is no job."""
        return job.is_setting(copy)

    def interval(self, copy: Copy) -> timedelta | None:
        """Longest time between two successes of a copy's job."""
        return job.interval(copy, self.source(copy).copies, self.plan.organization.timezone)

    def depth(self, copy: Copy) -> timedelta | None:
        """Age of the oldest recovery point that a copy keeps."""
        return retention.reach(copy, self.source(copy).copies, self.plan.organization.timezone)

    def deepest_backup(self, store: Datastore) -> Copy | None:
        """The backup of the store that reaches back furthest; of equals the log archive, then the first by name."""
        name = self._once("deepest", store, lambda: self._deepest(store))
        return store.copies[name] if name is not None else None

    def _deepest(self, store: Datastore) -> str | None:
        depths = {b.id: self.depth(b) for b in self.backups(store)}
        name = job.deepest(depths)
        logs = {id_: depth for id_, depth in depths.items() if store.copies[id_].kind == "log-archive"}
        reaches_as_far = name is not None and depths[name] in logs.values()
        return job.deepest(logs) if reaches_as_far else name

    def least_retention(self, store: Datastore, usual: timedelta, tier1: timedelta, micro: timedelta) -> timedelta:
        """How far back a store must reach at least, by tier and size of the company."""
        return micro if self.profile == "micro" else tier1 if self.store_tier(store) == 1 else usual

    def size_doubt(self, copy: Copy, floor: float, drop: float) -> job.SizeDoubt | None:
        """What is odd about the size of the last recovery point."""
        return job.size_doubt(self.source(copy), copy, floor, drop)

    def usual_size(self, copy: Copy) -> float | None:
        """Size that the last recovery point of a copy is compared with; None where no earlier one is written."""
        return job.usual_size(copy)

    def is_database(self, store: Datastore) -> bool | None:
        """Whether the engine is a database; None when none is written."""
        return job.is_database(store)

    def releases(self, copy: Copy) -> tuple[str, str] | None:
        """Releases of the engine and of the tool of a copy, where both are known and differ."""
        return releases(self.source(copy).engine, copy.tool)

    def is_reader_lost_with_data(self, copy: Copy) -> bool:
        """The software that opens the copy lies on the storage of the data."""
        store, reader = self.source(copy), self.plan.find(copy.reader)
        if reader is None:
            return False
        at = copy.reader if not isinstance(reader, (Datastore, Document)) else reader.at
        return reader is store or same(self.labels(at), self.labels(store), "storage")

    def has_point_in_time(self, store: Datastore) -> bool:
        """Its changes are archived as a log that has a backup to build on, so that any moment can be had."""
        return any(loss.bases(c, store.copies) for c in self.backups(store) if c.kind == "log-archive")

    def grace(self, store: Datastore) -> timedelta:
        """How long deleted data stays within reach without a restore; zero where nobody wrote it."""
        versions = [self.depth(c) for c in self.backups(store) if job.is_setting(c)]
        own = store.deletion.grace if store.deletion is not None else None
        return max((span for span in (*versions, own) if span is not None), default=timedelta())

    def ceilings(self, entry: Datastore | Copy) -> tuple[Ceiling, ...]:
        """Known limits of a store or copy: its own, and of the places in which it is the most critical thing."""
        return self._ceilings.get(entry.ref, ())

    @cached_property
    def _ceilings(self) -> Mapping[str, tuple[Ceiling, ...]]:
        return ceilings(self.stores, self.plan, self.labels, self.store_tier)

    def has_known_limit(self, store: Datastore) -> bool:
        """Somebody wrote what limits it: itself, or a place that it lies in."""
        places = (self.plan.places.get(ref[7:]) for ref in self.labels(store).places)
        return store.limit is not None or any(p is not None and p.limit is not None for p in places)

    def job_share(self, copy: Copy, after: timedelta = timedelta()) -> float | None:
        """Part of the time between two starts that a job takes, now or after some growth of its source."""
        if job.is_setting(copy) or copy.kind == "log-archive" or not copy.is_backup:
            return None
        gap = shortest_span(copy, 1, self.plan.organization.timezone)
        return share(copy, self.source(copy), gap, after)

    def drift(self, store: Datastore) -> Drift | None:
        """The member of its consistency group that a restore may leave furthest behind or ahead of it."""
        group = self.consistency_group(store)
        return drift(store, group, self.interval) if group else None

    def consistency_group(self, store: Datastore) -> tuple[Datastore, ...]:
        """Stores in use that must be restored to one point with this one, itself included; none where it is alone."""
        name = store.consistency_group
        return self._groups.get(name.casefold(), ()) if name is not None else ()

    @cached_property
    def _groups(self) -> Mapping[str, tuple[Datastore, ...]]:
        return groups(self.stores)

    def is_reconciled(self, group: tuple[Datastore, ...]) -> bool:
        """A runbook makes the stores of a group agree again after a restore."""
        return reconciled(group, (u.ref for s in group for u in self.users(s)), self.plan)

    def is_on_ladder(self, store: Datastore) -> bool:
        """The first ladder says that the store and its copies can go together."""
        return self.rung(store) in {Rung.UNBACKED, Rung.LIVE_ONLY, Rung.SAME_STORAGE, Rung.SAME_SITE}

    def redundancy(self, store: Datastore, asked: Redundancy) -> Redundancy:
        """Copies of the store as 3-2-1 counts them, exact up to what is asked."""
        backups = [(b, self.labels(b)) for b in self.backups(store)]
        return redundancy(self.labels(store), backups, asked.copies, asked.media)

    def asked_redundancy(self, copies: int, media: int, offsite: int) -> Redundancy:
        """What 3-2-1 asks of a company of this size."""
        asked = Redundancy(copies, media, offsite)
        return for_small(asked) if self.profile == "micro" else asked
