"""The jobs behind backups: interval, depth, size, number."""

from __future__ import annotations

from datetime import timedelta

from bcdr.analysis import job, retention
from bcdr.analysis.facts.copies import Copies
from bcdr.analysis.isolation import Rung
from bcdr.analysis.redundancy import Redundancy, for_small, redundancy
from bcdr.model.datastore import Copy, Datastore


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
        """The backup of the store that reaches back furthest."""
        name = self._once("deepest", store, lambda: job.deepest({b.id: self.depth(b) for b in self.backups(store)}))
        return store.copies[name] if name is not None else None

    def least_retention(self, store: Datastore, usual: timedelta, tier1: timedelta, micro: timedelta) -> timedelta:
        """How far back a store must reach: by tier and size of the company, and the longest stated detection."""
        least = micro if self.profile == "micro" else tier1 if self.store_tier(store) == 1 else usual
        return max(least, self.stated_detection or timedelta())

    def size_doubt(self, copy: Copy, floor: float, drop: float) -> job.SizeDoubt | None:
        """What is odd about the size of the last recovery point."""
        return job.size_doubt(self.source(copy), copy, floor, drop)

    def is_database(self, store: Datastore) -> bool | None:
        """Whether the engine is a database; None when none is written."""
        return job.is_database(store)

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
