"""How long a service needs to come back: the estimate along its critical path against the last measured time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bcdr.analysis.comeback import Comeback, comeback
from bcdr.analysis.duration import UNMEASURED_RATE
from bcdr.analysis.measurement import undeclared_in
from bcdr.analysis.proof import is_part
from bcdr.analysis.route import route
from bcdr.analysis.schedule import Wait
from bcdr.analysis.stage import NO_FIGURES, has_figures
from bcdr.model.drill import Drill
from bcdr.model.service import Service
from bcdr.model.value import UNBOUNDED

if TYPE_CHECKING:
    from bcdr.analysis.facts.recovery import Recoveries


class PathStep(NamedTuple):
    """A stage of the critical path: what, by whom (references of people), when, and what it waited for.

    `by` is the role or person that the plan names, None where it names nobody. From `ready` to `start` it waits for
    a person or a link.
    """

    task: str
    kind: str
    name: str
    of: str
    by: str | None
    who: tuple[str, ...]
    start: timedelta
    end: timedelta
    wait: Wait | None
    basis: str
    ready: timedelta = timedelta()

    @property
    def waited(self) -> timedelta:
        """How long it waits for a person or a link."""
        return self.start - self.ready

    @property
    def value(self) -> timedelta:
        """How long it takes."""
        return UNBOUNDED if self.end == UNBOUNDED else self.end - self.start


class Recovery(NamedTuple):
    """Time to recover a service, counted from the disruption.

    `estimate` is the end of the `path`, `measured` the last measured time of a passed drill; None is unknown.
    `missing` says why there is no estimate. Without a measurement the figure is unproven. `undeclared` and
    `measured_undeclared` are the parts before the plan was activated that the objective does not count. `assumed` are
    references of services that it needs and for which the plan knows no way back: they are taken to be there.
    """

    estimate: timedelta | None
    path: tuple[PathStep, ...]
    measured: timedelta | None
    measured_by: Drill | None
    missing: tuple[str, ...] = ()
    comeback: Comeback | None = None
    undeclared: timedelta = timedelta()
    measured_undeclared: timedelta = timedelta()
    assumed: tuple[str, ...] = ()
    rto: timedelta | None = None
    wrt: timedelta | None = None
    mtpd: timedelta | None = None

    @property
    def is_part(self) -> bool:
        """What was measured is the restore part alone: switch-over and users are not in it."""
        return self.measured_by is not None and is_part(self.measured_by)

    @property
    def expected(self) -> timedelta | None:
        """The larger of estimate and measurement, None when both are unknown."""
        return _larger(self.estimate, self.measured)

    @property
    def counted_estimate(self) -> timedelta | None:
        """The part of the estimate that counts against the RTO."""
        return _less(self.estimate, self.undeclared)

    @property
    def counted_measured(self) -> timedelta | None:
        """The part of the last measured time that counts against the RTO."""
        return _less(self.measured, self.measured_undeclared)

    @property
    def counted(self) -> timedelta | None:
        """What counts against the RTO: the larger of the two."""
        return _larger(self.counted_estimate, self.counted_measured)

    @property
    def rto_slack(self) -> timedelta | None:
        """What remains of the RTO; negative when it is missed, None when one of the two is unknown."""
        return _slack(self.rto, self.counted)

    @property
    def mtpd_slack(self) -> timedelta | None:
        """What remains of the MTPD after the recovery and the work recovery time (WRT), as far as that is stated."""
        wrt = self.wrt or timedelta()
        mtpd = self.mtpd
        return _slack(mtpd - wrt if mtpd is not None and UNBOUNDED not in {mtpd, wrt} else mtpd, self.expected)


def recovery(
    service: Service, facts: Recoveries, measured: tuple[timedelta, Drill] | None, unmeasured: float = UNMEASURED_RATE
) -> Recovery:
    """Estimate and measurement of `service`, as if it, its data and the services that it needs were down.

    The estimate follows the fastest written route: a runbook of the service itself, else for each store its fastest
    runbook, else size over rate. Other runbooks are for other disasters. `unmeasured` is the rate assumed where nobody
    stated one, in bytes per second.
    """
    way = route(service, facts)
    found = comeback(way.ways, facts, unmeasured=unmeasured)
    # to wait for others is no way back of its own
    estimate = found.back[service.ref] if has_figures(service, way.ways[0]) else None
    path = tuple(
        PathStep(s.task, t.kind, t.name, t.of, t.by, s.people, s.start, s.end, s.wait, t.basis, s.ready)
        for s in (found.path(service.ref) if estimate is not None else ())
        for t in (found.stages[s.task],)
    )
    from_declaration = service.rto_clock == "declaration"
    return Recovery(
        estimate=estimate,
        path=path,
        measured=measured[0] if measured else None,
        measured_by=measured[1] if measured else None,
        missing=found.missing.get(service.ref, () if estimate is not None else (NO_FIGURES,)),
        comeback=found,
        undeclared=_undeclared(path) if from_declaration else timedelta(),
        measured_undeclared=undeclared_in(measured[1]) if measured and from_declaration else timedelta(),
        assumed=way.assumed,
        rto=facts.rto_of(service),
        wrt=service.wrt,
        mtpd=service.mtpd,
    )


def _undeclared(path: Iterable[PathStep]) -> timedelta:
    """When the plan is activated: the end of the first stages of the path that notice and decide."""
    end = timedelta()
    for step in path:
        if step.kind not in {"detect", "decide"}:
            break
        end = step.end
    return end


def _larger(a: timedelta | None, b: timedelta | None) -> timedelta | None:
    return max((v for v in (a, b) if v is not None), default=None)


def _less(figure: timedelta | None, part: timedelta) -> timedelta | None:
    if figure is None or figure == UNBOUNDED:
        return figure
    return max(timedelta(), figure - part)


def _slack(objective: timedelta | None, figure: timedelta | None) -> timedelta | None:
    if objective is None or figure is None or objective == UNBOUNDED:
        return objective if figure is not None else None
    return objective - figure if figure != UNBOUNDED else timedelta.min


def exceeds(figure: timedelta | None, objective: timedelta | None) -> bool:
    """Both are known and the figure is larger."""
    return figure is not None and objective is not None and figure > objective
