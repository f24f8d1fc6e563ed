"""The stages of a recovery as tasks: detect, decide, mobilise, provision, restore, replay, verify, switch over.

The phases are those of NIST SP 800-34. What a runbook carries as steps is not counted a second time from the estimates
of the service. Restores that read from one place, or write onto one, share a link and add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from bcdr.analysis.age import add
from bcdr.analysis.crew import Crews
from bcdr.analysis.duration import UNMEASURED_RATE, rebuild_time, restore_time, stated_restore, step_time
from bcdr.analysis.schedule import START, Task
from bcdr.analysis.work import Way, Work
from bcdr.model.datastore import Copy, Datastore
from bcdr.model.record import NOTHING
from bcdr.model.runbook import Runbook, Step
from bcdr.model.service import Service

if TYPE_CHECKING:
    from bcdr.analysis.facts.recovery import Recoveries

NO_FIGURES = "runbook steps with times, or size and rate of the data"
BEFORE, AFTERWARDS = ("detect", "decide", "mobilise"), ("replay", "verify", "switch-over")
Ids = tuple[str, ...]


class Stage(NamedTuple):
    """A piece of the recovery in the words of the plan.

    `kind` is a phase (`detect`, `mobilise`, `rebuild`) or a kind of step; `of` the runbook or object; `by` the role or
    person that is named, None when nobody is; `basis` what its length rests on.
    """

    task: str
    kind: str
    name: str
    of: str
    by: str | None = None
    basis: str = "estimate"


def back_of(ref: str) -> str:
    """Id of the task without length that ends when an object is back."""
    return f"{ref} back"


def has_figures(service: Service, way: Way) -> bool:
    """The plan says how the service itself comes back: a runbook, its data, or phases that somebody estimated."""
    has_data = any(a.startswith("datastores/") for a in way.after)
    return way.runbook is not None or has_data or bool(_stated(service, ("provision", *AFTERWARDS)))


class Stages:
    """Collects the tasks of several works; `lacks` says by task why it cannot be planned."""

    def __init__(
        self,
        facts: Recoveries,
        works: Sequence[Work],
        *,
        away: frozenset[str] = frozenset(),
        detection: timedelta | None = None,
        unmeasured: float = UNMEASURED_RATE,
    ) -> None:
        """All `works` of one comeback. `detection` replaces the estimates; `unmeasured` is in bytes per second."""
        self._facts, self._unmeasured, self._detection = facts, unmeasured, detection
        self._crews = Crews(facts, away)
        self._work_of = {ref: work for work in works for ref in work.refs}
        self._begun: dict[str, Ids] = {}
        self.tasks: list[Task] = []
        self.stages: dict[str, Stage] = {}
        self.lacks: dict[str, str] = {}
        for work in works:
            self._work(work)

    def _work(self, work: Work) -> None:
        """Everything from the disruption until the objects of `work` are back."""
        ready = (*self._provision(work, self._begin(work)), *(back_of(a) for a in work.after))
        done = self._steps(work, work.runbook, ready) if work.runbook is not None else self._raw(work, ready)
        for ref in work.refs:
            entry = self._facts.plan.find(ref)
            end = self._finish(work, entry, done) if isinstance(entry, Service) else done
            self.tasks.append(Task(back_of(ref), START, end, priority=work.priority))

    def _add(self, work: Work, stage: Stage, length: timedelta | None, after: Ids, links: Ids = ()) -> Ids:
        self.tasks.append(Task(stage.task, length, after, links=links, priority=work.priority))
        self.stages[stage.task] = stage
        return (stage.task,)

    def _route(self, service: Service) -> tuple[Work, ...]:
        """The work on a service itself and on its data."""
        own = self._work_of.get(service.ref)
        if own is None:
            return ()
        return (own, *(w for a in own.after if a.startswith("datastores/") and (w := self._work_of.get(a)) is not None))

    def _begin(self, work: Work) -> Ids:
        """Detect, decide, mobilise: once for everything that a service leads."""
        lead = work.lead
        of = lead.ref if lead is not None and lead.ref in self._work_of else work.refs[0]
        found = self._begun.get(of)
        if found is None:
            carried = work.kinds.union(*(w.kinds for w in self._route(lead))) if lead is not None else work.kinds
            lengths = {n: v for n, v in _stated(lead, BEFORE).items() if n not in carried}
            if self._detection is not None:
                lengths = {"detect": self._detection} | {n: v for n, v in lengths.items() if n != "detect"}
            found = ()
            for name, length in lengths.items():
                found = self._add(work, Stage(f"{of} {name}", name, name, of), length, found)
            self._begun[of] = found
        return found

    def _provision(self, work: Work, after: Ids) -> Ids:
        """The larger of the service's estimate and the lead time of the runbook's target, unless a step does it."""
        lead, book = work.lead, work.runbook
        if "provision" in work.kinds:
            return after
        # a service that only waits for its data got a place with it
        waits = lead is not None and book is None and lead.ref in work.refs and len(self._route(lead)) > 1
        found = [(v, "estimate") for v in _stated(lead, ("provision",)).values() if not waits]
        if book is not None and book.target is not None:
            place = self._facts.plan.places.get(book.target.at) if book.target.at is not None else None
            time = book.target.lead_time or (place.lead_time if place is not None else None)
            found += [(time, "lead time of the target")] if time is not None else []
        if not found:
            return after
        length, basis = max(found)
        return self._add(
            work, Stage(f"{work.ref} provision", "provision", "provision", work.ref, None, basis), length, after
        )

    def _finish(self, work: Work, service: Service, done: Ids) -> Ids:
        """Replay, verify and switch over as far as no step of the route does it."""
        carried = work.kinds.union(*(w.kinds for w in self._route(service)))
        for kind, length in _stated(service, AFTERWARDS).items():
            if kind not in carried:
                stage = Stage(f"{service.ref} {kind}", kind, kind.replace("-", " "), service.ref)
                done = self._add(work, stage, length, done)
        return done

    def _raw(self, work: Work, ready: Ids) -> Ids:
        """An object without a runbook: size over rate, a rebuild, or a service that only waits for what it needs."""
        ref = work.ref
        entry = self._facts.plan.find(ref)
        if isinstance(entry, Datastore):
            return self._data(work, entry, ready)
        if isinstance(entry, Service) and (work.after or _stated(entry, ("provision", *AFTERWARDS))):
            return ready
        self.lacks[f"{ref} way"] = NO_FIGURES
        return self._add(work, Stage(f"{ref} way", "restore", entry.name_or_id if entry else ref, ref), None, ready)

    def _data(self, work: Work, store: Datastore, ready: Ids) -> Ids:
        copy, links = work.copies[store.ref], Ids()
        if store.class_ == "derived":
            kind, figure = "rebuild", rebuild_time(store)
            lack = f"time to rebuild {store.name_or_id}"
        else:
            kind, figure = "restore", restore_time(store, self._unmeasured, copy)
            links = tuple(dict.fromkeys((*_read(store, copy), *_onto(store.at))))
            lack = f"size of {store.ref}"
        task = f"{store.ref} {kind}"
        if figure is None:
            self.lacks[task] = lack
        basis, length = (figure.basis, figure.value) if figure is not None else ("", None)
        return self._add(
            work, Stage(task, kind, f"{kind} {store.name_or_id}", store.ref, None, basis), length, ready, links
        )

    def _steps(self, work: Work, book: Runbook, ready: Ids) -> Ids:
        """One task a step, in the order that the runbook gives."""
        if not book.steps:
            self.lacks[f"{book.ref} way"] = f"steps of {book.title}"
            return self._add(work, Stage(f"{book.ref} way", "action", book.title, book.ref), None, ready)
        ids = {s.id: f"{book.ref} {n}" for n, s in reversed([*enumerate(book.steps, 1)]) if s.id}
        longest, more = self._longer(work, book)
        links = self._links(work, book)
        last, ends = ready, dict[str, None]()
        for number, step in enumerate(book.steps, 1):
            task = f"{book.ref} {number}"
            crew = self._crews.crew(step, number, book)
            ghosts = [a for a in step.after if a not in ids]
            lacks = crew.lacks or (f"step {ghosts[0]} of {book.title}, which is not there" if ghosts else "")
            if lacks:
                self.lacks[task] = lacks
            length, basis = crew.length, crew.basis
            if step is longest and length is not None:
                length, basis = add(length, more), "size over rate, longer than the step says"
            after = tuple(ids.get(a, f"{book.ref} {a}") for a in step.after) or last
            carries = links if step.kind == "restore" else ()
            self.tasks.append(Task(task, length, after, crew.people, crew.candidates, carries, work.priority))
            self.stages[task] = Stage(task, step.kind, step.do, book.ref, step.by, basis)
            ends = {e: None for e in ends if e not in after} | {task: None}
            last = (task,)
        return tuple(ends)

    def _longer(self, work: Work, book: Runbook) -> tuple[Step | None, timedelta]:
        """The longest restore step, and by how much size over the stated rates exceeds all restore steps together."""
        steps = [(t, n) for n, s in enumerate(book.steps) if s.kind == "restore" and (t := step_time(s)) is not None]
        if not steps:
            return None, START
        rates = add(*(stated_restore(s, work.copies.get(s.ref)) for s in self._restored(work, book)))
        written = add(*(t for t, _ in steps))
        return (book.steps[max(steps)[1]], rates - written) if rates > written else (None, START)

    def _restored(self, work: Work, book: Runbook) -> Iterator[Datastore]:
        """Stores that the runbook fills from a backup: a live copy is promoted, derived data made again."""
        for ref in book.recovers:
            store = self._facts.plan.find(ref)
            copy = work.copies.get(ref)
            if isinstance(store, Datastore) and store.class_ != "derived" and (copy is None or not copy.is_live):
                yield store

    def _links(self, work: Work, book: Runbook) -> Ids:
        """What its restores are read from and written onto."""
        found = [link for s in self._restored(work, book) for link in _read(s, work.copies.get(s.ref))]
        target = book.target.at if book.target is not None else None
        return tuple(dict.fromkeys((*found, *_onto(f"places/{target}" if target is not None else None))))


def _stated(service: Service | None, names: Ids) -> Mapping[str, timedelta]:
    """Phases that somebody estimated, by the name of the kind of step that would carry them."""
    estimate: Mapping[str, Any] = service.estimate.__dict__ if service is not None and service.estimate else NOTHING
    found = {name: estimate.get(name.replace("-", "_")) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def _read(store: Datastore, copy: Copy | None) -> Ids:
    """The place that is read: of the copy, else of the first backup."""
    read = copy if copy is not None else next((c for _, c in sorted(store.copies.items()) if c.is_backup), None)
    return (f"from {read.at}",) if read is not None and read.at is not None else ()


def _onto(place: str | None) -> Ids:
    return (f"onto {place}",) if place is not None else ()
