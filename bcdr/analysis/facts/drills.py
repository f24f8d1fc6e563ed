"""What drills have proven, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from bcdr.analysis import alteration, proof
from bcdr.analysis.age import day_of, latest
from bcdr.analysis.closure import Unproven, unproven
from bcdr.analysis.doubt import Doubt, doubts
from bcdr.analysis.facts.written import Written
from bcdr.analysis.limit import (
    RESTORE,
    RESTORE_MICRO,
    RESTORE_TIER1,
    RUNBOOK,
    RUNBOOK_MICRO,
    RUNBOOK_TIER1,
    Limit,
    span,
)
from bcdr.analysis.location import Knowledge
from bcdr.analysis.loss import must_reach
from bcdr.analysis.voiding import Difference, Memory, voided
from bcdr.model.change import Change
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.drill import Action, Drill
from bcdr.model.exercise import MEANINGS
from bcdr.model.record import Entry
from bcdr.model.runbook import Runbook
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED

if TYPE_CHECKING:
    from bcdr.analysis.assurance import Shown
    from bcdr.analysis.three_two_one import Digit


class Drills(Written):
    """What drills have proven, and what has changed since."""

    @cached_property
    def done_drills(self) -> tuple[Drill, ...]:
        """Drills with a result by the day, oldest first."""
        done = [d for d in self.plan.drills.values() if proof.is_done(d, self.as_of)]
        return tuple(sorted(done, key=lambda d: (d.occurred or date.min, d.id)))

    def is_done(self, drill: Drill) -> bool:
        """It took place by the day and has a result."""
        return proof.is_done(drill, self.as_of)

    @cached_property
    def _drills(self) -> Mapping[str, tuple[Drill, ...]]:
        return proof.drills_by_object(self.plan, self.as_of)

    def drills(self, entry: Entry) -> tuple[Drill, ...]:
        """Done drills that exercised the object, directly or through a runbook that recovers it, oldest first."""
        return self._drills.get(entry.ref, ())

    def voided(self, drill: Drill) -> Mapping[str, tuple[Difference, ...]]:
        """By reference, for what the drill no longer counts, because it or what stood behind it has changed since."""
        return self._once("voided", drill, lambda: voided(drill, self._memory)) if drill.digests else {}

    @cached_property
    def _memory(self) -> Memory:
        return Memory(self.plan)

    def counts_for(self, drill: Drill, entry: Entry) -> bool:
        """No change has voided the drill for the object."""
        return entry.ref not in self.voided(drill)

    def is_void(self, drill: Drill) -> bool:
        """The drill counts for nothing any more."""
        gone = self.voided(drill)
        return bool(gone) and set(proof.tangible(proof.covered(drill, self.plan))) <= gone.keys()

    def lost(self, drill: Drill) -> Mapping[str, tuple[Difference, ...]]:
        """Of what a passed drill no longer counts for, that on which it is the newest word, and why."""
        if drill.result != "passed" or not self.is_done(drill):
            return {}
        gone = self.voided(drill)
        refs = proof.tangible(ref for ref in gone if not self.is_retired(ref))
        return {ref: gone[ref] for ref in proof.newest_on(drill, refs, self._drills)}

    def doubts(self, drill: Drill, late: timedelta = timedelta(days=60)) -> tuple[Doubt, ...]:
        """What is hard to believe in the record of a done drill."""
        if not self.is_done(drill):
            return ()
        on = {d.id: d for ref in drill.covers for d in self._drills.get(ref, ()) if ref in d.covers}
        alike = sorted((d for d in on.values() if d.type == drill.type), key=lambda d: (d.occurred or date.min, d.id))
        return tuple(doubts(drill, self.plan, tuple(takewhile(lambda d: d is not drill, alike)), late))

    def is_shown_otherwise(self, drill: Drill, ref: str) -> bool:
        """Another passed drill that proves as much still counts for what the reference names."""
        others = (d for d in self._drills.get(ref, ()) if d is not drill and d.result == "passed")
        return any(proof.answers(d, drill) and ref not in self.voided(d) for d in others)

    def counting(self, entry: Entry) -> tuple[Drill, ...]:
        """Done drills of the object that still count for it, oldest first."""
        return tuple(d for d in self.drills(entry) if self.counts_for(d, entry))

    def restores(self, store: Datastore) -> tuple[Drill, ...]:
        """Done restores of the store, oldest first, but the passes that no longer count: a failure stays one."""
        done = (d for d in self.drills(store) if proof.is_restore(d))
        return tuple(d for d in done if d.result != "passed" or self.counts_for(d, store))

    def passed_restores(self, store: Datastore) -> tuple[Drill, ...]:
        """Passed restores of the store that still count, oldest first."""
        return tuple(d for d in self.restores(store) if d.result == "passed")

    def voided_restore(self, store: Datastore) -> Drill | None:
        """The newest passed restore of the store, if it no longer counts and nothing newer does."""
        return self._voided_restore(store, self.drills(store))

    def voided_restore_from(self, copy: Copy) -> Drill | None:
        """The same of the restores that this copy had a part in."""
        store = self.source(copy)
        return self._voided_restore(store, (d for d in self.drills(store) if proof.shows(d, copy, store.copies)))

    def _voided_restore(self, store: Datastore, drills: Iterable[Drill]) -> Drill | None:
        last = proof.newest_passed(tuple(filter(proof.is_restore, drills)))
        return last if last is not None and not self.counts_for(last, store) else None

    def last_passed_restore(self, store: Datastore) -> Drill | None:
        """The newest passed restore of the store."""
        return proof.newest_passed(self.restores(store))

    def last_passed_restore_from(self, copy: Copy) -> Drill | None:
        """The newest passed restore that this copy had a part in."""
        store = self.source(copy)
        found = (d for d in reversed(self.passed_restores(store)) if proof.shows(d, copy, store.copies))
        return next(found, None)

    def assurance(self, copy: Copy) -> Shown:
        """How far the copy is proven, from a job that ran to an application that worked."""
        from bcdr.analysis.assurance import assurance  # noqa: PLC0415 - a lint asks nothing of it

        store = self.source(copy)
        return assurance(copy, self.counting(store), store.copies, self.as_of)

    def remade(self, copy: Copy) -> date | None:
        """When method, tool, target or owner of a copy last changed: as it says, or with a change of its place."""
        place = self._changed.get(copy.at) if copy.at is not None else None
        said = copy.changed if copy.changed is not None and copy.changed <= self.as_of else None
        return max((d for d in (said, place) if d is not None), default=None)

    def is_proven(self, copy: Copy, run: date | None = None) -> bool:
        """A restore from this copy has passed since it and its source are what they are, or since a `run` of it."""
        since = run if run is not None else latest(copy.since, self.remade(copy), self.source(copy).changed)
        last = self.last_passed_restore_from(copy)
        return last is not None and (since is None or (last.occurred is not None and last.occurred >= day_of(since)))

    def restore_cadence(
        self,
        store: Datastore,
        limit: timedelta | None = None,
        tier1: timedelta | None = None,
        micro: timedelta | None = None,
    ) -> timedelta:
        """Longest time between passed restores: as the tier policy says, else by tier (std) or the same for all.

        What is not given is as the policy sets it for the rule on old restores.
        """
        tier = self.store_tier(store)
        policy = self.plan.policy.tiers.get(str(tier))
        if policy is not None and policy.drill_every is not None:
            return policy.drill_every
        if self.profile == "micro":
            return self._span(micro, RESTORE_MICRO)
        return self._span(tier1, RESTORE_TIER1) if tier == 1 else self._span(limit, RESTORE)

    def review_cadence(
        self,
        runbook: Runbook,
        limit: timedelta | None = None,
        tier1: timedelta | None = None,
        micro: timedelta | None = None,
    ) -> timedelta:
        """Longest time between reviews of a runbook by tier (std) or the same for all, as for restores."""
        if self.is_small:
            return self._span(micro, RUNBOOK_MICRO)
        return self._span(tier1, RUNBOOK_TIER1) if self.runbook_tier(runbook) == 1 else self._span(limit, RUNBOOK)

    def _span(self, given: timedelta | None, limit: Limit) -> timedelta:
        return given if given is not None else span(limit, self.plan)

    def digits(self, store: Datastore) -> tuple[Digit, ...]:
        """The five digits of 3-2-1-1-0: what is passed, not passed, or not shown."""
        return self._once("digits", store, lambda: self._digits(store))

    def _digits(self, store: Datastore) -> tuple[Digit, ...]:
        from bcdr.analysis.three_two_one import Candidate, Tried, digits  # noqa: PLC0415 - a lint asks nothing of it

        return digits(
            self.labels(store),
            [
                Candidate(c, self.labels(c), self.location(c) is Knowledge.KNOWN, self._must_hold(c, store))
                for c in store.copies.values()
                if c.active and not c.is_live
            ],
            is_evidenced=self.location(store) is Knowledge.KNOWN,
            tier=self.store_tier(store),
            tried=Tried(self.restores(store), self.restore_cadence(store), bool(self.voided_restore(store))),
            as_of=self.as_of,
        )

    def _must_hold(self, copy: Copy, store: Datastore) -> timedelta | None:
        found = self.copy_losses(store).get(copy.id)
        needed = must_reach(found, self.detection) if found is not None else UNBOUNDED
        return None if needed == UNBOUNDED else needed

    def standing(self, drill: Drill) -> tuple[str, ...]:
        """References of what a done drill still is the newest word on."""
        return self._once("standing", drill, lambda: proof.standing(drill, self.plan, self._drills))

    @cached_property
    def follow_ups(self) -> frozenset[str]:
        """Ids of the actions that drills and own incidents left behind."""
        return proof.follow_ups(self.plan)

    def unproven(self, action: Action) -> Unproven | None:
        """What is missing until a closed action from a drill or own incident is shown to be done."""
        if action.status != "done" or action.id not in self.follow_ups:
            return None
        return self._once(
            "unproven",
            action,
            lambda: unproven(action, self.plan, self.as_of, lambda d: not self.is_void(d), self._drills),
        )

    def changed(self, entry: Entry) -> date | None:
        """Newest major change of an object: its own, for a datastore also that of its services.

        For a runbook that of what it recovers, and of the data of a service or the services of data when it names only
        one of the two: it is taken to bring back both. Derived data is made again whatever changed around it.
        """
        refs = [entry.ref]
        if isinstance(entry, Datastore):
            refs += [s.ref for s in self.users(entry)]
        if isinstance(entry, Runbook):
            recovered = [self.plan.find(ref) for ref in entry.recovers]
            refs = list(entry.recovers)
            services = [e for e in recovered if isinstance(e, Service)]
            stores = [e for e in recovered if isinstance(e, Datastore) and e.class_ != "derived"]
            refs += [s.ref for d in stores for s in self.users(d)] if not services else []
            refs += [d.ref for s in services for d in self.stores_of(s) if d.class_ != "derived"] if not stores else []
        return max((self._changed[r] for r in refs if r in self._changed), default=None)

    @cached_property
    def _changed(self) -> Mapping[str, date]:
        return alteration.last_changes(self.plan, self.as_of)

    def is_over(self, change: Change) -> bool:
        """It was done, or touches only what is retired."""
        return change.occurred is not None or self._is_past(change)

    def _is_past(self, change: Change) -> bool:
        return bool(change.affects) and all(map(self.is_retired, change.affects))

    def is_settled(self, change: Change, within: timedelta) -> bool:
        """Nobody will want to undo it: shown to be complete, made longer ago than that, or touching what is retired."""
        if change.occurred is None or self._is_past(change):
            return self._is_past(change)
        return change.verified_complete is not None or self.age(change.occurred) > within

    def used_in(self, runbook: Runbook) -> tuple[Drill, ...]:
        """Done drills that went by the runbook: they name it, or recovered what it recovers."""
        found = {d.id: d for d in self.drills(runbook)}
        for ref in runbook.recovers:
            found |= {d.id: d for d in self._drills.get(ref, ()) if proof.is_recovery(d)}
        return tuple(found.values())

    def is_obsolete(self, runbook: Runbook) -> bool:
        """Everything that the runbook recovers is out of use."""
        return bool(runbook.recovers) and all(map(self.is_retired, runbook.recovers))

    @cached_property
    def last_call_out(self) -> date | None:
        """When people were last called by the contact list, in a drill of that or of everything."""
        return max((d.occurred for d in self.done_drills if MEANINGS[d.type].calls and d.occurred), default=None)

    def exercised(self, runbook: Runbook) -> date | None:
        """When the runbook was last used: as it says, in a drill of it, or in a recovery of what it recovers."""
        days = [runbook.exercised, *(d.occurred for d in self.used_in(runbook))]
        return max((d for d in days if d is not None and d <= self.as_of), default=None)
